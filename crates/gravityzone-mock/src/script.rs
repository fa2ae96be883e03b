//! Scripted answers: what a test wants a method to answer, whatever the state says.
//! Begun by [`ControlCenter::on`], ended by `reply`, `refuse` or `http`.

use crate::answer::{Outcome, Reason, Refusal};
use crate::builder::invalid;
use crate::control_center::ControlCenter;
use crate::method_name::MethodName;
use gravityzone_spec::{Area, Method};
use serde::Serialize;
use serde_json::Value as Json;
use std::io;

/// A scripted answer that is being written. Nothing counts before [`reply`](Self::reply), [`refuse`](Self::refuse)
/// or [`http`](Self::http).
#[must_use = "a scripted answer ends with reply, refuse or http"]
#[derive(Debug)]
pub struct Scripting<'c> {
    center: &'c ControlCenter,
    method: String,
    params: Option<Json>,
    times: Option<u32>,
    checked: bool,
}

impl<'c> Scripting<'c> {
    pub(crate) fn new(center: &'c ControlCenter, method: String) -> Self {
        Self { center, method, params: None, times: None, checked: true }
    }

    /// Answers only calls whose params hold all of this: an object's members one by one, everything else as a whole.
    /// Compared is what was sent, without defaults.
    pub fn params(mut self, subset: Json) -> Self {
        self.params = Some(subset);
        self
    }

    /// Answers so many calls, then lets the next script answer, or the state. Without it, the script answers for ever.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Answers calls whose params are wrong too, which are refused otherwise.
    pub fn unchecked(mut self) -> Self {
        self.checked = false;
        self
    }

    /// Answers with a result: JSON, or a type of the model, which serializes under its feature `round-trip`.
    ///
    /// # Errors
    /// When the spec has no such method, or the result is no JSON.
    pub fn reply(self, result: impl Serialize) -> io::Result<()> {
        let result = serde_json::to_value(result).map_err(|error| invalid(error.to_string()))?;
        self.end(Outcome::Result(result))
    }

    /// Answers with an error. Its message and HTTP status are the spec's for the code.
    ///
    /// # Errors
    /// When the spec has no such method.
    pub fn refuse(self, code: i64, details: &str) -> io::Result<()> {
        self.end(Outcome::Refused(Refusal::new(Reason::Code(code), details)))
    }

    /// Answers with a status and a body, which need not be JSON.
    ///
    /// # Errors
    /// When the spec has no such method, or there is no such status: 200 to 599.
    pub fn http(self, status: u16, body: &str) -> io::Result<()> {
        if !(200..600).contains(&status) {
            return Err(invalid(format!("an answer cannot have the status {status}")));
        }
        self.end(Outcome::Raw(status, body.to_owned()))
    }

    fn end(self, outcome: Outcome) -> io::Result<()> {
        let Self { center, method, params, times, checked } = self;
        let center = center.center();
        let method = MethodName::known(&center.spec, &method)?;
        center.scripts().push(Script { method, params, left: times, checked, outcome });
        Ok(())
    }
}

/// A scripted answer.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) method: MethodName,
    pub(crate) params: Option<Json>,
    pub(crate) left: Option<u32>,
    pub(crate) checked: bool,
    pub(crate) outcome: Outcome,
}

/// The answer that the first script has that is meant and not used up.
pub(crate) fn answer(
    scripts: &mut [Script],
    area: &Area,
    method: &Method,
    params: &Json,
    checked: bool,
) -> Option<Outcome> {
    let script = scripts.iter_mut().find(|script| {
        script.left != Some(0)
            && (checked || !script.checked)
            && script.method.means(area, method)
            && script.params.as_ref().is_none_or(|subset| holds(params, subset))
    })?;
    script.left = script.left.map(|left| left - 1);
    Some(script.outcome.clone())
}

/// Whether a value holds all of another.
pub(crate) fn holds(value: &Json, subset: &Json) -> bool {
    match (value, subset) {
        (Json::Object(value), Json::Object(subset)) => {
            subset.iter().all(|(name, wanted)| value.get(name).is_some_and(|found| holds(found, wanted)))
        }
        _ => value == subset,
    }
}
