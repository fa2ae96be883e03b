//! Chance that can be repeated: the same seed gives the same numbers on every machine.
//! SplitMix64, which is small and good enough to decide what fails.

use std::hash::{BuildHasher, RandomState};

/// Numbers by chance.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// Numbers that no other run gives.
    pub(crate) fn new() -> Self {
        Self(RandomState::new().hash_one("seed"))
    }

    /// Whether something happens that happens so often: 0.1 is one time in ten.
    pub(crate) fn happens(&mut self, chance: f64) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // 53 bits are what a float holds exactly.
        ((mixed >> 11) as f64) / ((1_u64 << 53) as f64) < chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_every_run_and_about_as_often_as_asked() {
        let draw = |seed| {
            let mut random = Random::seeded(seed);
            (0..1_000).map(|_| random.happens(0.1)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let happened = draw(7).iter().filter(|happened| **happened).count();
        assert!((60..140).contains(&happened), "{happened}");
        let mut random = Random::seeded(1);
        assert!((0..100).all(|_| random.happens(1.0)) && (0..100).all(|_| !random.happens(0.0)));
    }
}
