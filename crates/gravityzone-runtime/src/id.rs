//! The id of a JSON-RPC call: a text that no other call has, in the form that the vendor's examples use.
//! Good enough to tell calls apart in logs; it is no secret and needs no random number generator.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// A new id in the form of a version 4 UUID.
pub(crate) fn fresh() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let (high, low) = (word(count), word(!count));
    format!(
        "{:08x}-{:04x}-4{:03x}-{:x}{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        8 + ((low >> 60) & 3),
        (low >> 48) & 0xfff,
        low & 0xffff_ffff_ffff,
    )
}

/// The standard library seeds its hashers from the system's randomness.
fn word(count: u64) -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(count);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::fresh;
    use std::collections::BTreeSet;

    #[test]
    fn ids_differ() {
        let ids: BTreeSet<String> = (0..10_000).map(|_| fresh()).collect();
        assert_eq!(ids.len(), 10_000);
    }

    #[test]
    fn an_id_has_the_form_of_a_version_4_uuid() {
        for _ in 0..100 {
            let id = fresh();
            let lengths: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
            assert_eq!(id.as_bytes()[14], b'4', "{id}");
            assert!(b"89ab".contains(&id.as_bytes()[19]), "{id}");
            assert!(id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()), "{id}");
        }
    }
}
