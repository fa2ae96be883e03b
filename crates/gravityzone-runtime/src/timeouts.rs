//! How long a call may take, part by part.
//! There is always a limit: a call without one hangs on the first connection that dies in silence.

use std::time::Duration;

/// How long the parts of a call may take.
///
/// ```
/// use gravityzone_runtime::Timeouts;
/// use std::time::Duration;
///
/// let patient = Timeouts::default().attempt(Duration::from_secs(300));
/// assert_eq!(patient.connect_limit(), Duration::from_secs(10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    connect: Duration,
    attempt: Duration,
}

impl Default for Timeouts {
    /// 10 seconds to connect, 60 seconds for an attempt.
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), attempt: Duration::from_secs(60) }
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
}
