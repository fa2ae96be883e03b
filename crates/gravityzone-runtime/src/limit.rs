//! Keeping the rate limits before the server has to: each call waits for its turn.
//! The limiter is a trait; `Pacing` is the one that is used unless another is set.

mod pacing;
mod tickets;

pub use self::pacing::Pacing;

use crate::transport::BoxFuture;
use gravityzone_wire::RateTier;
use std::sync::Arc;
use std::time::Duration;

/// Decides when a call may go out.
///
/// Every attempt of every call asks for a turn, retries too. [`Pacing`] is the default. Implement it to share limits
/// between processes, or to follow limits that only you know.
pub trait RateLimiter: Send + Sync {
    /// Waits until the call may go out.
    ///
    /// The future may be dropped while it waits, when the caller gives up.
    ///
    /// # Errors
    /// [`TooLate`] at once, without waiting, if the turn would come later than `turn.patience`.
    fn turn<'a>(&'a self, turn: Turn<'a>) -> BoxFuture<'a, Result<(), TooLate>>;

    /// The server has answered that there were too many calls, and asked for this pause.
    fn pushed_back(&self, turn: Turn<'_>, pause: Duration);
}

impl<L: RateLimiter + ?Sized> RateLimiter for Arc<L> {
    fn turn<'a>(&'a self, turn: Turn<'a>) -> BoxFuture<'a, Result<(), TooLate>> {
        (**self).turn(turn)
    }

    fn pushed_back(&self, turn: Turn<'_>, pause: Duration) {
        (**self).pushed_back(turn, pause);
    }
}

/// A call that asks for its turn.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Turn<'a> {
    /// The method's tier.
    pub tier: RateTier,
    /// The method, with its area: `companies.createCompany`.
    pub method: &'a str,
    /// How long the call can wait; without an end if there is no overall time limit.
    pub patience: Option<Duration>,
}

impl<'a> Turn<'a> {
    /// A call of `method` that can wait as long as it takes.
    #[must_use]
    pub fn new(tier: RateTier, method: &'a str) -> Self {
        Self { tier, method, patience: None }
    }

    /// With an end to waiting.
    #[must_use]
    pub fn patience(mut self, patience: Option<Duration>) -> Self {
        self.patience = patience;
        self
    }
}

/// The turn would come too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLate {
    /// How long the call would have to wait.
    pub wait: Duration,
}

/// Lets every call go at once: for a gateway that keeps the limits itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlimited;

impl RateLimiter for Unlimited {
    fn turn<'a>(&'a self, _: Turn<'a>) -> BoxFuture<'a, Result<(), TooLate>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn pushed_back(&self, _: Turn<'_>, _: Duration) {}
}
