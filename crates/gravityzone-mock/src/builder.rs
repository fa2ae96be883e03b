//! What a Control Center is started with.
//! Mistakes in it come out of `start`, as errors.

use crate::center::Center;
use crate::clock::Clock;
use crate::control_center::{ControlCenter, DEMO_KEY};
use crate::ids::Ids;
use crate::key::{Key, Keys};
use crate::server;
use gravityzone_spec::Spec;
use std::net::Ipv4Addr;
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
    keys: Vec<(String, Option<Vec<String>>)>,
    port: u16,
    clock: Clock,
    fixed_ids: bool,
}

impl Builder {
    /// Adds a key for all areas. The first key is the one that [`ControlCenter::key`] tells.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push((key.into(), None));
        self
    }

    /// Adds a key that is enabled for some areas only, by their names: `companies`.
    pub fn key_for<A: Into<String>>(mut self, key: impl Into<String>, areas: impl IntoIterator<Item = A>) -> Self {
        self.keys.push((key.into(), Some(areas.into_iter().map(Into::into).collect())));
        self
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

    /// Makes the same calls give the same answers every run: ids are counted, and the time stands still.
    pub fn deterministic(mut self) -> Self {
        self.fixed_ids = true;
        match self.clock {
            Clock::System => self.fixed_clock(UNIX_EPOCH + FIXED_TIME),
            Clock::Fixed(_) => self,
        }
    }

    /// Starts it, on the Tokio runtime of the caller.
    ///
    /// # Errors
    /// When the port cannot be had, or when a setting is wrong: an empty key, one key twice, an unknown area.
    pub async fn start(mut self) -> io::Result<ControlCenter> {
        let spec = SPEC.clone().map_err(io::Error::other)?;
        if self.keys.is_empty() {
            self.keys.push((DEMO_KEY.to_owned(), None));
        }
        let keys =
            Keys::new(self.keys.iter().map(|(text, areas)| key(&spec, text, areas.as_deref())), self.clock.now())?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await?;
        let address = listener.local_addr()?;
        let ids = if self.fixed_ids { Ids::counted() } else { Ids::random() };
        let center = Arc::new(Center::new(spec, keys, self.clock, ids));
        let server = tokio::spawn(server::serve(listener, Arc::clone(&center)));
        Ok(ControlCenter::running(center, address, self.keys.swap_remove(0).0, server))
    }
}

/// A key with the areas that it is enabled for; all of the spec's if none are named.
fn key(spec: &Spec, text: &str, areas: Option<&[String]>) -> io::Result<Key> {
    let known = || spec.areas.iter().map(|area| area.name.as_str());
    for area in areas.into_iter().flatten() {
        if !known().any(|known| known == area) {
            let known = known().collect::<Vec<_>>().join(", ");
            return Err(invalid(format!("there is no area {area:?}; the areas are {known}")));
        }
    }
    let areas = match areas {
        Some(areas) => areas.to_vec(),
        None => known().map(str::to_owned).collect(),
    };
    Ok(Key::new(text, areas))
}

pub(crate) fn invalid(why: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why.into())
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys, port, clock, fixed_ids } = self;
        f.debug_struct("Builder")
            .field("keys", &keys.len())
            .field("port", port)
            .field("clock", clock)
            .field("fixed_ids", fixed_ids)
            .finish()
    }
}
