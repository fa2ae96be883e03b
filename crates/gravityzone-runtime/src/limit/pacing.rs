//! The limiter that is used unless another is set: every call has a slot of its own, in the order in which they came.
//! It keeps to the documented tiers so strictly that a server which counts them never has to answer 429.

use super::tickets::Tickets;
use super::{RateLimiter, TooLate, Turn};
use crate::transport::BoxFuture;
use gravityzone_wire::RateTier;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// So much longer than documented is the time between two calls, so that calls which are sent or travel a little unevenly
/// still arrive within the limit: 10 ms at ten a second, 600 ms at five a minute. The server queues a few beyond that.
const MARGIN: f64 = 1.01;

/// Keeps the documented rate tiers by giving each call a slot: ten a second means one call every 101 ms, first come,
/// first served.
///
/// Clones of a client share it. Several clients with one key should too, since the server counts by key:
///
/// ```
/// use gravityzone_runtime::{Client, Pacing};
/// use std::sync::Arc;
///
/// # fn main() -> Result<(), gravityzone_runtime::Error> {
/// let pacing = Arc::new(Pacing::new());
/// # let key = "made under My Account > API keys";
/// let client = |url| Client::builder().url(url).key(key).rate_limiter(Arc::clone(&pacing)).build();
/// let (days, nights) = (client("https://cloud.example/api")?, client("https://cloud.example/api")?);
/// # let _ = (days, nights);
/// # Ok(()) }
/// ```
///
/// The vendor does not say whether the methods of a tier are counted together or each on its own. They are counted
/// together here, which is safe either way; [`each_method`](Self::each_method) counts each on its own.
///
/// A 429 pushes all waiting calls of its bucket back by the pause that the server asks for.
pub struct Pacing {
    each_method: bool,
    burst: u32,
    scale: f64,
    buckets: Mutex<HashMap<String, Tickets>>,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { each_method: false, burst: 0, scale: 1.0, buckets: Mutex::default() }
    }
}

impl Pacing {
    /// One bucket a tier, no burst, all of the documented limit.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts each method on its own, not all methods of a tier together.
    #[must_use]
    pub fn each_method(mut self) -> Self {
        self.each_method = true;
        self
    }

    /// Lets so many calls beyond the first go at once after a rest, for a program that people wait for. In return
    /// the calls after them come slower, so that the limit is kept: with a burst of 2 a tier of 5 a minute lets 3 go at
    /// once and then one every 20 seconds. A burst is cut to what the tier has room for.
    #[must_use]
    pub fn burst(mut self, calls: u32) -> Self {
        self.burst = calls;
        self
    }

    /// Goes by so many times the documented limit, from 0.01 to a million: half of it to leave the rest to other programs with
    /// the same key, or more where the vendor has granted more.
    #[must_use]
    pub fn scale(mut self, factor: f64) -> Self {
        self.scale = if factor.is_nan() { 1.0 } else { factor.clamp(0.01, 1e6) };
        self
    }

    fn bucket<'t>(&self, turn: &Turn<'t>) -> &'t str {
        if self.each_method { turn.method } else { turn.tier.name }
    }

    fn with<T>(&self, turn: &Turn<'_>, act: impl FnOnce(&mut Tickets, Instant) -> T) -> T {
        let now = Instant::now();
        let mut buckets: MutexGuard<'_, _> = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let name = self.bucket(turn);
        if let Some(tickets) = buckets.get_mut(name) {
            return act(tickets, now);
        }
        act(buckets.entry(name.to_owned()).or_insert(self.tickets(now, turn.tier)), now)
    }

    fn tickets(&self, now: Instant, tier: RateTier) -> Tickets {
        let burst = self.burst.min(tier.calls.saturating_sub(1));
        let calls = f64::from(tier.calls.saturating_sub(burst).max(1)) * self.scale;
        let interval = Duration::from_secs_f64(f64::from(tier.seconds) * MARGIN / calls);
        Tickets::new(now, interval, burst)
    }

    async fn wait(&self, turn: Turn<'_>) -> Result<(), TooLate> {
        let latest = turn.patience.and_then(|patience| Instant::now().checked_add(patience));
        let drawn = self.with(&turn, |tickets, now| {
            tickets.draw(now, latest).map_err(|time| TooLate { wait: time.saturating_duration_since(now) })
        });
        let mut held = Held { pacing: self, turn, ticket: drawn?, used: false };
        loop {
            let (time, now) = self.with(&turn, |tickets, now| {
                let time = tickets.time(held.ticket);
                if time <= now {
                    tickets.gone(held.ticket, now);
                }
                (time, now)
            });
            if time <= now {
                held.used = true;
                return Ok(());
            }
            if latest.is_some_and(|latest| time > latest) {
                return Err(TooLate { wait: time.saturating_duration_since(now) });
            }
            sleep_until(time).await;
        }
    }
}

impl RateLimiter for Pacing {
    fn turn<'a>(&'a self, turn: Turn<'a>) -> BoxFuture<'a, Result<(), TooLate>> {
        Box::pin(self.wait(turn))
    }

    fn pushed_back(&self, turn: Turn<'_>, pause: Duration) {
        self.with(&turn, |tickets, now| {
            if let Some(until) = now.checked_add(pause) {
                tickets.push_back(now, until);
            }
        });
    }
}

/// A ticket in hand. Who gives up waiting gives it back.
struct Held<'a> {
    pacing: &'a Pacing,
    turn: Turn<'a>,
    ticket: u64,
    used: bool,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if !self.used {
            self.pacing.with(&self.turn, |tickets, _| tickets.give_back(self.ticket));
        }
    }
}

impl fmt::Debug for Pacing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pacing")
            .field("each_method", &self.each_method)
            .field("burst", &self.burst)
            .field("scale", &self.scale)
            .finish_non_exhaustive()
    }
}
