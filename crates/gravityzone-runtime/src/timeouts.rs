//! How long a call may take, part by part.
//! There is always a limit unless it is taken away: a call without one hangs on the first connection that dies in silence.

use std::time::Duration;

/// How long the parts of a call may take.
///
/// | part | what it covers | default |
/// |---|---|---|
/// | connect | until there is a connection, TLS included | 10 s |
/// | attempt | one HTTP request, connecting included, until its reply is read | 60 s |
/// | overall | the call: waiting for the rate limit, all attempts, the pauses between them | 5 min, or twice an attempt's limit if that is longer |
///
/// The error says which limit was reached. A call that could not be over in time is given up at once: when its slot of
/// the rate limit, or the pause that the server asks for, lies beyond the overall limit.
///
/// ```
/// use gravityzone_runtime::Timeouts;
/// use std::time::Duration;
///
/// let patient = Timeouts::default().attempt(Duration::from_secs(300)).overall(Duration::from_secs(3600));
/// assert_eq!(patient.connect_limit(), Duration::from_secs(10));
/// assert_eq!(patient.no_overall().overall_limit(), None);
/// let slow = Timeouts::default().attempt(Duration::from_secs(900));
/// assert_eq!(slow.overall_limit(), Some(Duration::from_secs(1800)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    connect: Duration,
    attempt: Duration,
    overall: Overall,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overall {
    /// 5 minutes, or twice as long as an attempt may take.
    Usual,
    Set(Duration),
    None,
}

const USUAL_OVERALL: Duration = Duration::from_secs(300);

impl Default for Timeouts {
    /// 10 seconds to connect, 60 seconds for an attempt, 5 minutes for a call.
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), attempt: Duration::from_secs(60), overall: Overall::Usual }
    }
}

impl Timeouts {
    /// Until there is a connection, TLS included.
    #[must_use]
    pub fn connect(mut self, limit: Duration) -> Self {
        self.connect = limit;
        self
    }

    /// From sending one HTTP request until its reply is read to the end, connecting included.
    #[must_use]
    pub fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = limit;
        self
    }

    /// From awaiting a call until its result: waiting for the rate limit, attempts and pauses.
    #[must_use]
    pub fn overall(mut self, limit: Duration) -> Self {
        self.overall = Overall::Set(limit);
        self
    }

    /// Lets a call wait for the rate limit and retry as long as the retry policy allows it.
    #[must_use]
    pub fn no_overall(mut self) -> Self {
        self.overall = Overall::None;
        self
    }

    /// The limit for connecting.
    #[must_use]
    pub fn connect_limit(&self) -> Duration {
        self.connect
    }

    /// The limit for one attempt.
    #[must_use]
    pub fn attempt_limit(&self) -> Duration {
        self.attempt
    }

    /// The limit for the whole call, if there is one.
    #[must_use]
    pub fn overall_limit(&self) -> Option<Duration> {
        match self.overall {
            Overall::Usual => Some(USUAL_OVERALL.max(self.attempt.saturating_mul(2))),
            Overall::Set(limit) => Some(limit),
            Overall::None => None,
        }
    }
}
