//! A hash that stays what it is: across platforms, releases and compilers.
//! What is stored, such as a fingerprint, is made with it; nobody attacks it here.

/// The hash of bytes: FNV-1a, 64 bits.
pub fn stable_hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mix = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, mix)
}
