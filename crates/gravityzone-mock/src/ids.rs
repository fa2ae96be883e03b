//! Ids as this API makes them: 24 hex digits in lower case, the first eight the second of creation.
//! Either no run repeats another, or every run gives the same ids.

use std::hash::{BuildHasher, RandomState};

/// Makes ids.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    maker: u64,
    made: u64,
}

impl Ids {
    /// Ids that are the same every run.
    pub(crate) fn counted() -> Self {
        Self { maker: 0xde_4000_0000, made: 0 }
    }

    /// Ids that no other run makes.
    pub(crate) fn random() -> Self {
        Self { maker: RandomState::new().hash_one("maker") & 0xff_ffff_ffff, made: 0 }
    }

    /// How many were made.
    pub(crate) fn made(&self) -> u64 {
        self.made
    }

    /// Makes none again of those that were made when there were so many.
    pub(crate) fn go_on_from(&mut self, made: u64) {
        self.made = self.made.max(made);
    }

    /// Makes none again of these.
    pub(crate) fn go_past<'i>(&mut self, known: impl Iterator<Item = &'i str>) {
        let number = |id: &str| id.get(18..).and_then(|end| u64::from_str_radix(end, 16).ok());
        self.go_on_from(known.filter_map(number).max().unwrap_or(0));
    }

    /// The next id.
    pub(crate) fn next(&mut self, now: u64) -> String {
        self.made += 1;
        format!("{:08x}{:010x}{:06x}", now & 0xffff_ffff, self.maker, self.made & 0xff_ffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_24_hex_digits_in_lower_case_and_differ() {
        for mut ids in [Ids::counted(), Ids::random()] {
            let made = [ids.next(1_795_251_600), ids.next(1_795_251_600)];
            assert_ne!(made[0], made[1]);
            for id in made {
                assert_eq!(id.len(), 24);
                assert!(id.starts_with("6b015d90"), "{id}");
                assert!(id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)), "{id}");
            }
        }
    }

    #[test]
    fn counted_ids_are_the_same_every_run() {
        assert_eq!(Ids::counted().next(1), Ids::counted().next(1));
        assert_ne!(Ids::random().next(1), Ids::random().next(1));
    }
}
