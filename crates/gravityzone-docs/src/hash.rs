//! A short, stable name for a text that is not stored.
//! Two texts that differ only in white space have the same hash.

use gravityzone_spec::stable_hash;
use std::fmt;
use std::str::FromStr;

/// The hash of a text with its white space normalised: sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(u64);

impl Hash {
    /// The hash of a text. White space at the ends does not count, and any run of it counts as one blank.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = text.split_whitespace().enumerate();
        Self(stable_hash(words.flat_map(|(at, word)| (at > 0).then_some(b' ').into_iter().chain(word.bytes()))))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Hash {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match u64::from_str_radix(text, 16) {
            Ok(state) if text.len() == 16 => Ok(Self(state)),
            _ => Err(format!("{text} is no hash: sixteen hexadecimal digits are")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn white_space_does_not_change_a_hash_and_a_letter_does() {
        let hash = Hash::of("The lamp is lit.");
        assert_eq!(hash, Hash::of("  The lamp\n\tis\u{a0}lit. "));
        assert_ne!(hash, Hash::of("The lamp is lit"));
        assert_ne!(hash, Hash::of("the lamp is lit."));
        assert_ne!(Hash::of("a b"), Hash::of("ab"));
    }

    #[test]
    fn a_printed_hash_reads_back() {
        let hash = Hash::of("");
        assert_eq!(hash.to_string(), "cbf29ce484222325");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!("cbf29ce48422232".parse::<Hash>().is_err());
    }
}
