//! What all connections of one Control Center share: the spec, the keys, the state, the log and what goes wrong.
//! The locks are held while one request is answered, never across an await.

use crate::answer::{Outcome, Refusal};
use crate::behaviour::{self, Call};
use crate::body::Room;
use crate::clock::Clock;
use crate::fault::Faults;
use crate::ids::Ids;
use crate::key::{Keys, KnownKey};
use crate::log::Log;
use crate::mask::Secrets;
use crate::random::Random;
use crate::rates::{Limits, Rates};
use crate::script::Script;
use crate::state::{Holder, State};
use crate::{seed, state_json};
use gravityzone_spec::{Area, Method, Spec};
use serde_json::{Value as Json, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) struct Center {
    pub(crate) spec: Arc<Spec>,
    pub(crate) keys: Keys,
    pub(crate) clock: Clock,
    pub(crate) secrets: Secrets,
    /// Whether methods without behaviour answer with the spec's examples.
    pub(crate) examples: bool,
    /// For bodies that are being read.
    pub(crate) room: Room,
    state: Mutex<State>,
    log: Mutex<Log>,
    limits: Mutex<Limits>,
    faults: Mutex<Faults>,
    scripts: Mutex<Vec<Script>>,
}

impl Center {
    pub(crate) fn new(spec: Arc<Spec>, keys: Keys, clock: Clock, ids: Ids) -> Self {
        let state = State::new(&spec, ids, clock.now());
        let secrets = Secrets::of(&spec);
        Self {
            spec,
            keys,
            clock,
            secrets,
            room: Room::default(),
            examples: false,
            state: Mutex::new(state),
            log: Mutex::default(),
            limits: Mutex::new(Limits::new(None)),
            faults: Mutex::new(Faults::new(Random::new())),
            scripts: Mutex::default(),
        }
    }

    pub(crate) fn with_random(self, random: Random) -> Self {
        Self { faults: Mutex::new(Faults::new(random)), ..self }
    }

    pub(crate) fn with_rates(self, rates: Option<Rates>) -> Self {
        Self { limits: Mutex::new(Limits::new(rates)), ..self }
    }

    pub(crate) fn with_examples(self, examples: bool) -> Self {
        Self { examples, ..self }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        locked(&self.log)
    }

    pub(crate) fn limits(&self) -> MutexGuard<'_, Limits> {
        locked(&self.limits)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        locked(&self.faults)
    }

    pub(crate) fn scripts(&self) -> MutexGuard<'_, Vec<Script>> {
        locked(&self.scripts)
    }

    /// Answers a call that passed all checks: by its behaviour, else by an example, else by an error that names it.
    pub(crate) fn carry_out(
        &self,
        (area, method): (&Area, &Method),
        params: &Json,
        key: Option<&KnownKey>,
        own: &Holder,
        state: &mut State,
    ) -> Outcome {
        let full = gravityzone_spec::complete(&self.spec, area, method, params);
        let call = Call {
            spec: &self.spec,
            area,
            method,
            params: &full,
            key,
            own,
            secrets: &self.secrets,
            keys_made: self.keys.made,
            now: self.clock.now(),
        };
        match behaviour::answer(&call, state) {
            Some(Ok(result)) => Outcome::Result(result),
            Some(Err(refusal)) => Outcome::Refused(refusal),
            None => match self.example(method, params) {
                Some(result) => Outcome::Example(result.clone()),
                None => Outcome::Refused(behaviour::missing(area, method)),
            },
        }
    }

    /// The result of the example with these params, else of the first.
    fn example<'m>(&self, method: &'m Method, params: &Json) -> Option<&'m Json> {
        let same = method.examples.iter().find(|example| example.params == *params);
        let example = same.or(method.examples.first()).filter(|_| self.examples)?;
        Some(&example.result)
    }

    /// Gives the keys that name a company theirs; where there is none of that name, a customer is made.
    pub(crate) fn seat_keys(&self) -> Result<(), Refusal> {
        for name in self.keys.companies() {
            if self.state().holders.contains_key(name) {
                continue;
            }
            let found = self.state().companies.named(name).map(|company| company.id.clone());
            let id = match found {
                Some(id) => id,
                None => seed::company(self, "Customer", name, None, json!({}))?,
            };
            self.state().hold(name, &id, self.clock.now());
        }
        Ok(())
    }

    /// The state as JSON, without secrets.
    pub(crate) fn state_json(&self) -> Json {
        state_json::write(&self.state(), &self.secrets)
    }

    /// Replaces the state; a wrong one changes nothing.
    pub(crate) fn load_state(&self, json: &Json) -> Result<(), String> {
        let ids = self.state().ids.clone();
        let loaded = state_json::read(json, ids)?;
        let before = std::mem::replace(&mut *self.state(), loaded);
        self.seat_keys().map_err(|refusal| {
            *self.state() = before;
            format!("the company of a key cannot be made: {}", refusal.details)
        })
    }

    /// Calls a method as the company at the top, past keys, limits, faults, scripts and log.
    pub(crate) fn perform(&self, method: &str, params: &Json) -> Result<Json, Refusal> {
        let Some((area, method)) = self.spec.method_named(None, method) else {
            return Err(Refusal::params(format!("The spec has no method {method}.")));
        };
        crate::checks::fitting(&self.spec, area, method, params)?;
        let mut state = self.state();
        let own = state.top.clone();
        match self.carry_out((area, method), params, None, &own, &mut state) {
            Outcome::Refused(refusal) => Err(refusal),
            Outcome::Result(result) | Outcome::Example(result) => Ok(result),
            Outcome::Raw(..) => Ok(Json::Null),
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
