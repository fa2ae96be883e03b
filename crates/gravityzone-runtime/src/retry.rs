//! When a failed attempt is followed by another, and after which pause.
//! What may be repeated is a fact of the method, never of HTTP: every call of this API is a POST.

mod after;
mod budget;
mod jitter;

pub(crate) use self::after::retry_after;
pub(crate) use self::budget::Budget;

use crate::error::{Error, Fate};
use std::time::Duration;

/// How often a call is tried, and how long it pauses in between.
///
/// | what failed | methods that read, or are idempotent by the spec | other methods |
/// |---|---|---|
/// | nothing reached the server: name, connection, TLS | again | again |
/// | 429, -32003, or 503 with `Retry-After` | again | again |
/// | a time limit or a reset after sending, a reply that breaks off, 5xx, a web page for a reply | again | never: [`outcome_unknown`](Error::outcome_unknown) |
/// | any other answer | never | never |
///
/// The pause before attempt n is random between 0 and `base * 2^(n-2)`, at most `cap`, or what the server asks for if that is
/// longer. All clients of one kind that fail together so do not come back together.
///
/// ```
/// use gravityzone_runtime::RetryPolicy;
/// use std::time::Duration;
///
/// let stubborn = RetryPolicy::default().max_attempts(8).pauses(Duration::from_secs(1), Duration::from_secs(60));
/// assert_ne!(stubborn, RetryPolicy::never());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
}

impl Default for RetryPolicy {
    /// 4 attempts, pauses from 0.5 to 20 seconds.
    fn default() -> Self {
        Self { max_attempts: 4, base: Duration::from_millis(500), cap: Duration::from_secs(20) }
    }
}

impl RetryPolicy {
    /// One attempt, whatever becomes of it.
    #[must_use]
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// So many attempts, the first included; at least one is made.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// The longest first pause, which doubles from attempt to attempt, and the longest pause of all.
    #[must_use]
    pub fn pauses(mut self, base: Duration, cap: Duration) -> Self {
        (self.base, self.cap) = (base, cap);
        self
    }

    /// The pause before the attempt after `attempt`.
    fn pause(&self, attempt: u32) -> Duration {
        let doubled = self.base.saturating_mul(1 << attempt.saturating_sub(1).min(16));
        jitter::up_to(doubled.min(self.cap))
    }
}

/// What follows a failed attempt.
pub(crate) enum Next {
    Again(Duration),
    /// With the reason, if there could have been another attempt.
    GiveUp(Option<String>),
}

/// Decides after attempt number `attempt`. `overall` is the call's time limit and what is left of it.
pub(crate) fn next(
    policy: &RetryPolicy,
    budget: &Budget,
    error: &Error,
    attempt: u32,
    overall: Option<(Duration, Duration)>,
) -> Next {
    if !error.is_retryable() || policy.max_attempts == 1 {
        return Next::GiveUp(None);
    }
    if attempt >= policy.max_attempts {
        return Next::GiveUp(Some(format!("given up after {attempt} attempts")));
    }
    let asked = error.retry_after();
    let pause = policy.pause(attempt).max(asked.unwrap_or_default());
    if let Some((limit, _)) = overall.filter(|(_, left)| *left <= pause) {
        return Next::GiveUp(Some(match asked {
            Some(_) => format!("not tried again, since the overall timeout of {limit:?} ends before"),
            None => format!("not tried again, since the overall timeout of {limit:?} is nearly over"),
        }));
    }
    if !budget.take(error.0.fate == Fate::Throttled) {
        return Next::GiveUp(Some("not tried again, since too many calls of this client fail".to_owned()));
    }
    Next::Again(pause)
}

#[cfg(test)]
mod tests {
    use super::RetryPolicy;
    use std::time::Duration;

    #[test]
    fn pauses_double_up_to_the_cap_and_are_random_from_nothing_up() {
        let policy = RetryPolicy::default().pauses(Duration::from_secs(1), Duration::from_secs(5));
        for (attempt, longest) in [(1, 1), (2, 2), (3, 4), (4, 5), (40, 5)] {
            let pauses: Vec<Duration> = (0..2000).map(|_| policy.pause(attempt)).collect();
            let longest = Duration::from_secs(longest);
            assert!(pauses.iter().all(|pause| *pause <= longest));
            for tenth in 0..10 {
                let (from, to) = (longest * tenth / 10, longest * (tenth + 1) / 10);
                let inside = pauses.iter().filter(|pause| (from..to).contains(pause)).count();
                assert!((100..320).contains(&inside), "attempt {attempt}, tenth {tenth}: {inside} of 2000");
            }
        }
    }

    #[test]
    fn there_is_always_one_attempt() {
        assert_eq!(RetryPolicy::never().max_attempts(0), RetryPolicy::never());
    }
}
