//! Rate limits, as the server enforces them: so many calls in so many seconds, a queue behind that, then 429.
//! Strict: in no window of that length do more calls begin than allowed.

use gravityzone_spec::{Area, Method, Spec};
use serde_json::{Value as Json, json};
use std::collections::{HashMap, VecDeque};

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

/// What rate limits a Control Center enforces, each key by itself.
///
/// A call beyond the limit waits in its tier's queue, in order; with the queue full it is answered HTTP 429, code
/// -32003, and `Retry-After` in whole seconds.
///
/// ```
/// use gravityzone_mock::{ControlCenter, Rates};
///
/// // The documented tiers, with a minute that lasts 600 ms.
/// let builder = ControlCenter::builder().rates(Rates::documented().scaled(0.01));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    scale: f64,
    each_method: bool,
}

impl Rates {
    /// The tiers of the spec. All methods of a tier share its limit.
    #[must_use]
    pub const fn documented() -> Self {
        Self { scale: 1.0, each_method: false }
    }

    /// Makes the tiers' windows longer or shorter; the number of calls in one and the queues stay. With 0.01 a minute
    /// lasts 600 ms. What is no positive number changes nothing.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        if factor.is_finite() && factor > 0.0 {
            self.scale = factor;
        }
        self
    }

    /// Gives each method a limit of its own, of its tier's size: whether a tier's methods share one is on no page.
    #[must_use]
    pub const fn each_method(mut self) -> Self {
        self.each_method = true;
        self
    }

    pub(crate) fn to_json(rates: Option<Self>) -> Json {
        match rates {
            None => json!({ "enforced": false }),
            Some(Self { scale, each_method }) => {
                json!({ "enforced": true, "scale": scale, "eachMethod": each_method })
            }
        }
    }

    /// Reads `{"enforced": true, "scale": 0.1, "eachMethod": false}`; only `enforced` has to be there.
    pub(crate) fn from_json(json: &Json) -> Result<Option<Self>, String> {
        let members = json.as_object().ok_or("rates are an object: {\"enforced\": true}")?;
        if let Some(name) = members.keys().find(|name| !["enforced", "scale", "eachMethod"].contains(&&***name)) {
            return Err(format!("{name}: rates have no such member; they have enforced, scale and eachMethod"));
        }
        let flag = |name: &str| match members.get(name) {
            None => Ok(None),
            Some(value) => value.as_bool().map(Some).ok_or(format!("{name}: must be true or false")),
        };
        let enforced = flag("enforced")?.ok_or("enforced: is missing")?;
        let mut rates = Self::documented();
        if let Some(scale) = members.get("scale") {
            rates.scale = scale.as_f64().filter(|scale| *scale > 0.0).ok_or("scale: must be a number above 0")?;
        }
        rates.each_method = flag("eachMethod")?.unwrap_or(false);
        Ok(enforced.then_some(rates))
    }
}

/// The limits of all keys.
pub(crate) struct Limits {
    rates: Option<Rates>,
    buckets: HashMap<(usize, String), Arc<Bucket>>,
}

impl Limits {
    pub(crate) fn new(rates: Option<Rates>) -> Self {
        Self { rates, buckets: HashMap::new() }
    }

    pub(crate) fn rates(&self) -> Option<Rates> {
        self.rates
    }

    /// Enforces other limits from now on. Calls that wait already wait by the old ones.
    pub(crate) fn set(&mut self, rates: Option<Rates>) {
        *self = Self::new(rates);
    }

    /// What a call of a key has to pass; nothing where nothing is enforced.
    pub(crate) fn bucket(&mut self, spec: &Spec, key: usize, area: &Area, method: &Method) -> Option<Arc<Bucket>> {
        let rates = self.rates?;
        let tier = spec.api.rates.iter().find(|rate| rate.name == method.rate)?;
        let name = if rates.each_method { format!("{}.{}", area.name, method.key) } else { tier.name.clone() };
        let bucket = self.buckets.entry((key, name)).or_insert_with(|| {
            let size = |count: i64| usize::try_from(count).unwrap_or_default();
            let window = window(u64::try_from(tier.seconds).unwrap_or_default(), rates.scale);
            Arc::new(Bucket::new(size(tier.calls).max(1), window, size(tier.burst)))
        });
        Some(Arc::clone(bucket))
    }
}

/// One limit of one key.
pub(crate) struct Bucket {
    calls: usize,
    window: Duration,
    queue: usize,
    flow: Mutex<Flow>,
    /// Held by the first of the queue until its call is carried out. Tokio's mutex serves in order.
    first: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Flow {
    /// When the latest calls began, at most as many as a window allows.
    begun: VecDeque<Instant>,
    waiting: usize,
}

/// The right to go on. A call that had to wait keeps the next one waiting until it drops this.
#[derive(Debug)]
pub(crate) struct Turn {
    _first: Option<OwnedMutexGuard<()>>,
}

/// A place in the queue, given back when the call goes on or its sender goes away.
struct Place<'b>(&'b Bucket);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.with(|flow| flow.waiting -= 1);
    }
}

impl Bucket {
    fn new(calls: usize, window: Duration, queue: usize) -> Self {
        Self { calls, window, queue, flow: Mutex::default(), first: Arc::default() }
    }

    fn with<T>(&self, look: impl FnOnce(&mut Flow) -> T) -> T {
        look(&mut self.flow.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// When a call may begin that nobody is before.
    fn free_at(&self, flow: &Flow, now: Instant) -> Instant {
        match flow.begun.front() {
            Some(oldest) if flow.begun.len() >= self.calls => (*oldest + self.window).max(now),
            _ => now,
        }
    }

    fn begin(&self, flow: &mut Flow, now: Instant) {
        if flow.begun.len() >= self.calls {
            flow.begun.pop_front();
        }
        flow.begun.push_back(now);
    }

    /// Waits for a call's turn.
    ///
    /// # Errors
    /// When the queue is full: after how many seconds it is worth another try.
    pub(crate) async fn pass(&self) -> Result<Turn, u64> {
        let now = Instant::now();
        let place = self.with(|flow| {
            let free_at = self.free_at(flow, now);
            if flow.waiting == 0 && free_at <= now {
                self.begin(flow, now);
                return Ok(None);
            }
            if flow.waiting >= self.queue {
                return Err(whole_seconds(free_at - now));
            }
            flow.waiting += 1;
            Ok(Some(Place(self)))
        })?;
        let Some(_place) = place else { return Ok(Turn { _first: None }) };
        let first = Arc::clone(&self.first).lock_owned().await;
        loop {
            let free_at = self.with(|flow| self.free_at(flow, Instant::now()));
            sleep_until(free_at).await;
            let begun = self.with(|flow| {
                let now = Instant::now();
                let free = self.free_at(flow, now) <= now;
                if free {
                    // It counts from when it was due: a timer wakes up to a millisecond late, and in a short window so
                    // much, call after call, would make the limit smaller than it is.
                    let due = flow.begun.back().map_or(free_at, |last| free_at.max(*last));
                    self.begin(flow, due.min(now));
                }
                free
            });
            if begun {
                return Ok(Turn { _first: Some(first) });
            }
        }
    }
}

/// A window with its scale, never longer than a year: no clock here can hold just any number.
fn window(seconds: u64, scale: f64) -> Duration {
    const YEAR: Duration = Duration::from_secs(365 * 86_400);
    Duration::try_from_secs_f64(Duration::from_secs(seconds).as_secs_f64() * scale).unwrap_or(YEAR).min(YEAR)
}

/// At least one second, and never too few.
fn whole_seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use std::pin::{Pin, pin};
    use std::task::Poll;
    use tokio::task::JoinSet;
    use tokio::time::{advance, sleep};

    #[test]
    fn no_scale_is_too_large() {
        for (scale, seconds) in [(0.01, 0.6), (1.0, 60.0), (1e300, 31_536_000.0), (f64::MAX, 31_536_000.0)] {
            assert_eq!(window(60, scale), Duration::from_secs_f64(seconds), "{scale}");
        }
        assert_eq!(Rates::documented().scaled(f64::NAN).scaled(-1.0).scaled(0.0), Rates::documented());
    }

    const SECOND: Duration = Duration::from_secs(1);

    /// So many calls, one each `apart`: when each began, or after how many seconds it was told to come again.
    async fn calls(bucket: &Arc<Bucket>, count: usize, apart: Duration) -> Vec<Result<Duration, u64>> {
        let begun = Instant::now();
        let mut calls = JoinSet::new();
        for number in 0..count {
            let bucket = Arc::clone(bucket);
            calls.spawn(async move { (number, bucket.pass().await.map(|_turn| begun.elapsed())) });
            sleep(apart).await;
        }
        let mut ended = calls.join_all().await;
        ended.sort_by_key(|(number, _)| *number);
        ended.into_iter().map(|(_, end)| end).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn no_window_holds_more_calls_than_allowed() {
        let bucket = Arc::new(Bucket::new(5, SECOND, 1_000));
        // At uneven times, so that a window that is counted from its own beginning would let more through.
        let mut begun = Vec::new();
        for apart in [3, 97, 0, 260, 41].repeat(3) {
            begun.push(calls(&bucket, 7, Duration::from_millis(apart)));
        }
        let start = Instant::now();
        let mut moments = Vec::new();
        for batch in begun {
            let offset = start.elapsed();
            moments.extend(batch.await.into_iter().map(|moment| offset + moment.unwrap()));
        }
        assert_eq!(moments.len(), 105);
        assert!(moments.is_sorted(), "in order");
        for window in moments.windows(6) {
            assert!(window[5] - window[0] >= SECOND, "{window:?}");
        }
        assert!(moments[104] < 21 * SECOND, "and not slower than it has to be: {:?}", moments[104]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_beyond_the_queue_is_told_when_to_come_again() {
        let bucket = Arc::new(Bucket::new(2, 10 * SECOND, 1));
        let ended = calls(&bucket, 5, 3 * SECOND / 2).await;
        let at = |seconds: f64| Ok(Duration::from_secs_f64(seconds));
        assert_eq!(ended[..3], [at(0.0), at(1.5), at(10.0)]);
        // At 4.5 s and 6 s, when the queue moves on at 10 s.
        assert_eq!(ended[3..], [Err(6), Err(4)]);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_queue_nothing_waits() {
        let bucket = Bucket::new(5, 60 * SECOND, 0);
        for _ in 0..5 {
            bucket.pass().await.unwrap();
        }
        assert_eq!(bucket.pass().await.unwrap_err(), 60);
        advance(Duration::from_millis(59_999)).await;
        assert_eq!(bucket.pass().await.unwrap_err(), 1);
        advance(Duration::from_millis(1)).await;
        bucket.pass().await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn who_goes_away_while_waiting_leaves_the_place_to_others() {
        let bucket = Arc::new(Bucket::new(1, 10 * SECOND, 1));
        bucket.pass().await.unwrap();
        let gone = tokio::time::timeout(SECOND, bucket.pass()).await;
        assert!(gone.is_err(), "it had to wait");
        let begun = Instant::now();
        bucket.pass().await.unwrap();
        assert_eq!(begun.elapsed(), 9 * SECOND, "nobody is before it");
    }

    #[tokio::test(start_paused = true)]
    async fn who_comes_as_a_window_ends_does_not_overtake_the_queue() {
        let bucket = Bucket::new(1, SECOND, 2);
        bucket.pass().await.unwrap();
        let mut first = pin!(bucket.pass());
        assert!(poll_once(first.as_mut()).await.is_pending());
        advance(SECOND).await;
        let mut late = pin!(bucket.pass());
        assert!(poll_once(late.as_mut()).await.is_pending(), "one is before it");
        assert!(poll_once(first.as_mut()).await.is_ready());
    }

    async fn poll_once<F: Future>(mut future: Pin<&mut F>) -> Poll<F::Output> {
        poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await
    }

    #[tokio::test(start_paused = true)]
    async fn the_next_in_the_queue_waits_until_the_one_before_is_answered() {
        let bucket = Arc::new(Bucket::new(1, SECOND, 2));
        bucket.pass().await.unwrap();
        let before = bucket.pass().await.unwrap();
        let begun = Instant::now();
        let next = tokio::spawn({
            let bucket = Arc::clone(&bucket);
            async move { bucket.pass().await.map(|_turn| Instant::now()) }
        });
        sleep(5 * SECOND).await;
        drop(before);
        assert_eq!(next.await.unwrap().unwrap() - begun, 5 * SECOND);
    }
}
