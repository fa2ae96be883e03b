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
            let window = Duration::from_secs(u64::try_from(tier.seconds).unwrap_or_default()).mul_f64(rates.scale);
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
    /// Held by the first of the queue until its call is answered. Tokio's mutex serves in order.
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
                    self.begin(flow, now);
                }
                free
            });
            if begun {
                return Ok(Turn { _first: Some(first) });
            }
        }
    }
}

/// At least one second, and never too few.
fn whole_seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}
