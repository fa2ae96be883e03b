//! Random pauses, so that clients which failed together do not come back together.
//! The standard library's hashers are seeded from the system's randomness; that is random enough to spread calls.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Any pause from nothing to `longest`, each as likely as another.
pub(super) fn up_to(longest: Duration) -> Duration {
    let random = RandomState::new().hash_one(()) >> 11;
    longest.mul_f64(random as f64 / (1_u64 << 53) as f64)
}
