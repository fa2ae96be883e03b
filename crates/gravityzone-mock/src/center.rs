//! What all connections of one Control Center share: the spec, the keys, the clock, the state and the log.
//! The locks are held while one request is answered, never across an await.

use crate::body::Room;
use crate::clock::Clock;
use crate::ids::Ids;
use crate::key::Keys;
use crate::log::Log;
use crate::state::State;
use gravityzone_spec::Spec;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) struct Center {
    pub(crate) spec: Arc<Spec>,
    pub(crate) keys: Keys,
    pub(crate) clock: Clock,
    /// For bodies that are being read.
    pub(crate) room: Room,
    state: Mutex<State>,
    log: Mutex<Log>,
}

impl Center {
    pub(crate) fn new(spec: Arc<Spec>, keys: Keys, clock: Clock, ids: Ids) -> Self {
        let state = State::new(&spec, ids, clock.now());
        Self { spec, keys, clock, room: Room::default(), state: Mutex::new(state), log: Mutex::default() }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
