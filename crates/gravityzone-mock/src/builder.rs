//! What a Control Center is started with.
//! Mistakes in it come out of `start`, as errors.

use crate::answer::Refusal;
use crate::center::Center;
use crate::clock::Clock;
use crate::control_center::{ControlCenter, DEMO_KEY};
use crate::fault::{ActiveFault, PlannedFault};
use crate::ids::Ids;
use crate::key::{Key, Keys};
use crate::random::Random;
use crate::rates::Rates;
use crate::{seed, server};
use gravityzone_spec::Spec;
use serde_json::Value as Json;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fmt, io};
use tokio::net::TcpListener;

/// The API as data, which never changes: read once a process, because reading takes longer than all the rest of a start.
/// The text is made by `gravityzone_spec::bundle`.
static SPEC: LazyLock<Result<Arc<Spec>, String>> =
    LazyLock::new(|| gravityzone_spec::load_bundle(include_str!("spec.json")).map(Arc::new));

/// What time it is when the time is fixed and nobody said otherwise: 2026-11-21T09:00:00.
const FIXED_TIME: Duration = Duration::from_secs(1_795_251_600);

/// The settings of a [`ControlCenter`].
#[derive(Clone, Default)]
#[must_use = "nothing runs before start()"]
pub struct Builder {
    keys: Vec<Key>,
    port: u16,
    clock: Clock,
    fixed_ids: bool,
    seed: Option<u64>,
    rates: Option<Rates>,
    examples: bool,
    faults: Vec<PlannedFault>,
    state: Option<Json>,
    state_file: Option<PathBuf>,
    demo: bool,
    companies: usize,
}

impl Builder {
    /// Adds a key: a text opens all areas, a [`Key`] says more. The first key is the one that
    /// [`ControlCenter::key`] tells.
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.keys.push(key.into());
        self
    }

    /// Adds a key that is enabled for some areas only, by their names: `companies`.
    pub fn key_for<A: Into<String>>(self, key: impl Into<String>, areas: impl IntoIterator<Item = A>) -> Self {
        self.key(Key::new(key).areas(areas))
    }

    /// Adds a key for all areas that belongs to a customer company of this name, which is made if it is not there.
    /// Methods and params for partners are refused to it.
    pub fn customer_key(self, key: impl Into<String>, company: impl Into<String>) -> Self {
        self.key(Key::new(key).company(company))
    }

    /// Listens on this port of 127.0.0.1; without it, or with 0, on a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Stops the time: everything is created at this moment.
    pub fn fixed_clock(mut self, at: SystemTime) -> Self {
        self.clock = Clock::Fixed(at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs());
        self
    }

    /// Makes the same calls give the same answers every run: ids are counted, the time stands still, and chance has
    /// the seed 0 unless [`seed`](Self::seed) names another.
    pub fn deterministic(mut self) -> Self {
        self.fixed_ids = true;
        match self.clock {
            Clock::System => self.fixed_clock(UNIX_EPOCH + FIXED_TIME),
            Clock::Fixed(_) => self,
        }
    }

    /// Makes faults by chance meet the same calls every run.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Enforces rate limits; without it there are none.
    pub fn rates(mut self, rates: Rates) -> Self {
        self.rates = Some(rates);
        self
    }

    /// Lets methods without behaviour answer with the spec's example of their result, the one with the same params if
    /// there is one. Such an answer has the header `x-gravityzone-mock: example`. Without this they answer an error
    /// that names the method. Today every method of the spec has a behaviour.
    pub fn answer_with_examples(mut self, examples: bool) -> Self {
        self.examples = examples;
        self
    }

    /// Plans a fault from the start, as [`ControlCenter::fault`] does later.
    pub fn fault(mut self, fault: impl Into<PlannedFault>) -> Self {
        self.faults.push(fault.into());
        self
    }

    /// Begins with a state that [`ControlCenter::state_json`] gave. Seeds are added to it.
    pub fn state(mut self, state: Json) -> Self {
        self.state = Some(state);
        self
    }

    /// Begins with the state in a file, as [`state`](Self::state) does. The file is read by `start` and never written.
    pub fn state_file(mut self, path: impl AsRef<Path>) -> Self {
        self.state_file = Some(path.as_ref().to_owned());
        self
    }

    /// Begins with so many customers below the key's company: `Company 0001`, `Company 0002` and so on.
    pub fn companies(mut self, count: usize) -> Self {
        self.companies = count;
        self
    }

    /// Begins with a small tree that could be a partner's: a reseller with three customers, one of them suspended,
    /// three customers more, licences, custom fields and an integration.
    pub fn seed_demo(mut self) -> Self {
        self.demo = true;
        self
    }

    /// Starts it, on the Tokio runtime of the caller.
    ///
    /// # Errors
    /// When the port cannot be had, or when a setting is wrong: an empty key, one key twice, an unknown area, a fault
    /// of an unknown method, a state that does not fit, a name that two seeds have.
    pub async fn start(mut self) -> io::Result<ControlCenter> {
        let spec = SPEC.clone().map_err(io::Error::other)?;
        if self.keys.is_empty() {
            self.keys.push(DEMO_KEY.into());
        }
        let center = Arc::new(self.center(spec)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(server::serve(listener, Arc::clone(&center)));
        let key = self.keys.first().map_or(DEMO_KEY, Key::text).to_owned();
        Ok(ControlCenter::running(center, address, key, server))
    }

    /// The Control Center without its server.
    fn center(&self, spec: Arc<Spec>) -> io::Result<Center> {
        let keys = Keys::new(&spec, &self.keys, self.clock.now())?;
        let ids = if self.fixed_ids { Ids::counted() } else { Ids::random() };
        let random = match self.seed {
            Some(seed) => Random::seeded(seed),
            None if self.fixed_ids => Random::seeded(0),
            None => Random::new(),
        };
        let center = Center::new(spec, keys, self.clock, ids)
            .with_random(random)
            .with_rates(self.rates)
            .with_examples(self.examples);
        for fault in &self.faults {
            let active = ActiveFault::new(&center.spec, fault.clone())?;
            center.faults().active.push(active);
        }
        if let Some(path) = &self.state_file {
            let named = |why: String| invalid(format!("{}: {why}", path.display()));
            let text = std::fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
            let state = serde_json::from_str(&text).map_err(|error| named(format!("no JSON: {error}")))?;
            center.load_state(&state).map_err(named)?;
        }
        if let Some(state) = &self.state {
            center.load_state(state).map_err(|why| invalid(format!("the state does not fit: {why}")))?;
        }
        let refused = |refusal: Refusal| invalid(format!("a seed was refused: {}", refusal.details));
        if self.demo {
            seed::demo(&center).map_err(refused)?;
        }
        seed::companies(&center, self.companies).map_err(refused)?;
        center.seat_keys().map_err(refused)?;
        Ok(center)
    }
}

pub(crate) fn invalid(why: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why.into())
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys, port, clock, fixed_ids, seed, rates, examples, faults, state, state_file, demo, companies } =
            self;
        f.debug_struct("Builder")
            .field("keys", &keys.len())
            .field("port", port)
            .field("clock", clock)
            .field("fixed_ids", fixed_ids)
            .field("seed", seed)
            .field("rates", rates)
            .field("examples", examples)
            .field("faults", faults)
            .field("state", &state.is_some())
            .field("state_file", state_file)
            .field("demo", demo)
            .field("companies", companies)
            .finish()
    }
}
