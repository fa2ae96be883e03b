//! The script for one method: which requests it is for, and its answers in order.
//! Each answer is given once, the last one for ever, unless `times` says otherwise.

use super::MockTransport;
use super::answer::{Answer, Kind};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

/// The script for one method: begun with [`MockTransport::on`], it takes answers in the order in which they are given.
///
/// An answer is given once and makes room for the next; the last one is given as often as the method is called.
/// [`times`](Self::times) says how often instead. [`status`](Self::status), [`header`](Self::header) and `times` are
/// about the answer before them.
#[derive(Debug)]
pub struct On {
    pub(super) mock: MockTransport,
    pub(super) rule: usize,
    pub(super) fits: Option<Fits>,
}

/// Whether JSON fits the output of a method.
pub(super) type Fits = fn(&str) -> Result<(), String>;

impl On {
    /// Only for requests whose params hold all this: each member that is here is there with the same value, in objects
    /// inside too; lists are of the same length. Members that are not here do not matter.
    #[must_use = "without an answer there is nothing to give: end with reply, http, hang ..."]
    pub fn params(self, holds: impl Serialize) -> Self {
        let holds = serde_json::to_value(holds).expect("the params of a script are JSON");
        self.edit(|rule| rule.params = Some(holds))
    }

    /// Answers with a result: anything that serde writes as JSON, as `json!` or a type of your own does.
    ///
    /// # Panics
    /// If the script is for a type and the result does not fit its output; a result that shall not fit can be sent
    /// with [`http`](Self::http).
    #[track_caller]
    pub fn reply(self, result: impl Serialize) -> On {
        let json = serde_json::to_string(&result).expect("a scripted result is JSON");
        if let Some(Err(why)) = self.fits.map(|fits| fits(&json)) {
            let method = self.mock.script().rules[self.rule].method.clone();
            panic!("the scripted result does not fit {method}: {why}");
        }
        self.answer(Kind::Result(json))
    }

    /// Answers with a JSON-RPC error; `details`, unless empty, is what the server explains. The HTTP status is 200 unless
    /// [`status`](Self::status) sets it.
    pub fn rpc_error(self, code: i64, message: &str, details: &str) -> On {
        let mut error = json!({"code": code, "message": message});
        if !details.is_empty() {
            error["data"] = json!({"details": details});
        }
        self.answer(Kind::Error(error))
    }

    /// Answers with this HTTP status and body, as they are: a gateway's page, or a reply that is broken.
    ///
    /// # Panics
    /// If there is no such status.
    #[track_caller]
    pub fn http(self, status: u16, body: impl Into<Vec<u8>>) -> On {
        self.answer(Kind::Body(body.into().into())).status(status)
    }

    /// Takes the request and never answers: the call runs into its time limit.
    pub fn hang(self) -> On {
        self.answer(Kind::Hang)
    }

    /// Breaks the connection after the request was sent: the call may have been carried out.
    pub fn reset(self) -> On {
        self.answer(Kind::Reset)
    }

    /// Refuses the connection: nothing is sent.
    pub fn refuse(self) -> On {
        self.answer(Kind::Refuse)
    }

    /// Gives the last answer so often, and then the next. If there is none, the script is used up.
    ///
    /// # Panics
    /// If there is no answer yet.
    #[track_caller]
    pub fn times(self, times: usize) -> On {
        self.last(|step| step.times = Some(times))
    }

    /// Sets the HTTP status of the last answer.
    ///
    /// # Panics
    /// If there is no such status, or no answer yet.
    #[track_caller]
    pub fn status(self, status: u16) -> On {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is no HTTP status") };
        self.last(|step| step.answer.status = status)
    }

    /// Adds a header to the last answer: `Retry-After`.
    ///
    /// # Panics
    /// If this cannot be a header, or there is no answer yet.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> On {
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            panic!("`{name}: {value}` is no HTTP header");
        };
        self.last(|step| step.answer.headers.push((name, value)))
    }

    fn answer(self, kind: Kind) -> Self {
        self.edit(|rule| rule.steps.push(Step { answer: Answer::new(kind), times: None, given: 0 }))
    }

    #[track_caller]
    fn last(self, change: impl FnOnce(&mut Step)) -> Self {
        assert!(!self.mock.script().rules[self.rule].steps.is_empty(), "this is about an answer: give one first");
        self.edit(|rule| rule.steps.last_mut().map_or((), change))
    }

    fn edit(self, change: impl FnOnce(&mut Rule)) -> Self {
        change(&mut self.mock.script().rules[self.rule]);
        self
    }
}

/// The script for one method.
pub(super) struct Rule {
    method: String,
    params: Option<Value>,
    steps: Vec<Step>,
}

struct Step {
    answer: Answer,
    times: Option<usize>,
    given: usize,
}

/// What a rule says to a request.
pub(super) enum Choice {
    Answer(Answer),
    OtherMethod,
    OtherParams,
    UsedUp,
}

impl Rule {
    pub(super) fn new(method: String) -> Self {
        Self { method, params: None, steps: Vec::new() }
    }

    pub(super) fn method(&self) -> &str {
        &self.method
    }

    /// The next answer to this request.
    pub(super) fn choose(&mut self, method: &str, params: &Value) -> Choice {
        if self.method != method {
            return Choice::OtherMethod;
        }
        if self.params.as_ref().is_some_and(|wanted| !contains(params, wanted)) {
            return Choice::OtherParams;
        }
        let last = self.steps.len().saturating_sub(1);
        for (at, step) in self.steps.iter_mut().enumerate() {
            if step.times(at == last).is_none_or(|times| step.given < times) {
                step.given += 1;
                return Choice::Answer(step.answer.clone());
            }
        }
        Choice::UsedUp
    }

    /// What was not given and should have been.
    pub(super) fn left(&self) -> Option<String> {
        let last = self.steps.len().saturating_sub(1);
        let pieces: Vec<String> =
            self.steps.iter().enumerate().filter_map(|(at, step)| step.left(at == last)).collect();
        (!pieces.is_empty()).then(|| format!("{}: {}", self.method, pieces.join(", ")))
    }
}

impl Step {
    /// How often it is given; `None` is without an end.
    fn times(&self, last: bool) -> Option<usize> {
        self.times.or(if last { None } else { Some(1) })
    }

    fn left(&self, last: bool) -> Option<String> {
        let wanted = self.times(last).unwrap_or(1);
        let (name, given) = (self.answer.name(), self.given);
        (given < wanted).then(|| format!("`{name}` was given {given} of {wanted} times"))
    }
}

/// Whether `value` holds all that `wanted` holds.
fn contains(value: &Value, wanted: &Value) -> bool {
    match (value, wanted) {
        (Value::Object(value), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| value.get(name).is_some_and(|value| contains(value, wanted)))
        }
        (Value::Array(value), Value::Array(wanted)) => {
            value.len() == wanted.len() && value.iter().zip(wanted).all(|(value, wanted)| contains(value, wanted))
        }
        _ => value == wanted,
    }
}
