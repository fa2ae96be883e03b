//! The log of calls, for tests and for the page to look into.
//! It forgets the oldest: neither the number of calls nor what they hold may fill the memory. Counts go on.

use crate::address::Address;
use crate::answer::{Answer, Ending};
use crate::fault::Fault;
use crate::method_name::MethodName;
use bytes::Bytes;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The most calls that are kept.
const CALLS: usize = 10_000;

/// The most bytes of params that are kept, and as many of answers.
const BYTES: usize = 8 * 1024 * 1024;

/// A call that reached a service, and what became of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// Its number among the answered calls, from 1; [`crate::ControlCenter::clear_log`] does not start again.
    pub number: u64,
    /// When it arrived, by the Control Center's clock.
    pub at: SystemTime,
    /// The area, or the service of the address when no method was found there.
    pub area: String,
    /// The version in the address: `v1.0`.
    pub version: String,
    /// The method; empty when the call did not get as far as that.
    pub method: String,
    /// The params with secrets as `***`; `null` when no method was found, because then nobody knows what is secret.
    pub params: Json,
    /// The code of the error that was answered; none for a result.
    pub code: Option<i64>,
    /// What the error said.
    pub details: Option<String>,
    /// The HTTP status that was answered; 0 when the connection was reset.
    pub http: u16,
    /// The faults that it met.
    pub faults: Vec<Fault>,
    body: Option<Bytes>,
}

impl Received {
    pub(crate) fn at(address: Address<'_>, now: u64) -> Self {
        Self {
            number: 0,
            at: UNIX_EPOCH + Duration::from_secs(now),
            area: address.service.to_owned(),
            version: address.version.to_owned(),
            method: String::new(),
            params: Json::Null,
            code: None,
            details: None,
            http: 0,
            faults: Vec::new(),
            body: None,
        }
    }

    /// Notes the answer, whose body is told without secrets.
    pub(crate) fn answered(&mut self, answer: &Answer, body: Bytes) {
        self.code = answer.code;
        self.details.clone_from(&answer.details);
        self.http = if answer.ending == Ending::Reset { 0 } else { answer.http };
        self.body = Some(body);
    }

    /// The answer with secrets as `***`: the whole JSON-RPC object, or a text where the body was no JSON. A truncated
    /// or reset answer is told as it would have been. `null` when it was forgotten, to save memory.
    #[must_use]
    pub fn answer(&self) -> Json {
        let Some(body) = &self.body else { return Json::Null };
        serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into())
    }
}

/// The latest calls, and how many there were.
#[derive(Default)]
pub(crate) struct Log {
    calls: VecDeque<Kept>,
    /// The bytes of the params that are kept.
    bytes: usize,
    /// The bytes of the answers that are kept, which are those of the latest calls.
    answer_bytes: usize,
    answers: usize,
    last: u64,
    counts: BTreeMap<(String, String, String), usize>,
}

/// A call as it is kept: its params are the text of their JSON, which is much smaller than the JSON itself.
struct Kept {
    call: Received,
    params: String,
}

impl Log {
    /// Adds a call.
    pub(crate) fn push(&mut self, mut call: Received) {
        self.last += 1;
        call.number = self.last;
        if !call.method.is_empty() {
            let counted = (call.area.clone(), call.method.clone(), call.version.clone());
            // Names that the spec does not have come from the sender: they may not fill the memory.
            if self.counts.len() < CALLS || self.counts.contains_key(&counted) {
                *self.counts.entry(counted).or_default() += 1;
            }
        }
        let params = std::mem::take(&mut call.params).to_string();
        self.bytes += params.len();
        self.answer_bytes += call.body.as_ref().map_or(0, Bytes::len);
        self.answers += 1;
        self.calls.push_back(Kept { call, params });
        while self.answer_bytes > BYTES {
            self.forget_an_answer();
        }
        while self.calls.len() > CALLS || self.bytes > BYTES {
            if self.answers == self.calls.len() {
                self.forget_an_answer();
            }
            let Some(oldest) = self.calls.pop_front() else { break };
            self.bytes -= oldest.params.len();
        }
    }

    /// Forgets the oldest answer that is kept; the call stays.
    fn forget_an_answer(&mut self) {
        let oldest = self.calls.len().saturating_sub(self.answers);
        self.answers = self.answers.saturating_sub(1);
        let body = self.calls.get_mut(oldest).and_then(|kept| kept.call.body.take());
        self.answer_bytes -= body.map_or(0, |body| body.len());
    }

    pub(crate) fn entries(&self) -> Vec<Received> {
        self.calls.iter().map(Kept::received).collect()
    }

    /// The number of the last call. The first has 1.
    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    /// The first so many calls after one, or the latest so many.
    pub(crate) fn since(&self, after: Option<u64>, limit: usize) -> impl Iterator<Item = Json> + '_ {
        let forgotten = self.last - self.calls.len() as u64;
        let seen = match after {
            Some(after) => usize::try_from(after.saturating_sub(forgotten)).unwrap_or(usize::MAX),
            None => self.calls.len().saturating_sub(limit),
        };
        self.calls.iter().skip(seen).take(limit).map(Kept::json)
    }

    /// How many calls of a method there were, those that are forgotten included.
    pub(crate) fn count(&self, method: &MethodName) -> usize {
        let meant = self.counts.iter().filter(|((area, name, version), _)| method.means_call(area, name, version));
        meant.map(|(_, count)| count).sum()
    }

    /// Forgets all. Numbers go on.
    pub(crate) fn clear(&mut self) {
        *self = Self { last: self.last, ..Self::default() };
    }
}

impl Kept {
    fn params(&self) -> Json {
        serde_json::from_str(&self.params).unwrap_or_default()
    }

    fn received(&self) -> Received {
        Received { params: self.params(), ..self.call.clone() }
    }

    fn json(&self) -> Json {
        let Received { number, area, version, method, code, http, .. } = &self.call;
        json!({
            "number": number,
            "area": area,
            "version": version,
            "method": method,
            "params": self.params(),
            "code": code,
            "http": http,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(area: &str) -> Received {
        Received { method: "getThing".to_owned(), ..Received::at(Address { version: "v1.0", service: area }, 0) }
    }

    #[test]
    fn the_oldest_calls_are_forgotten_and_still_counted() {
        let mut log = Log::default();
        for _ in 0..CALLS {
            log.push(call("old"));
        }
        log.push(call("new"));
        assert_eq!(log.entries().len(), CALLS);
        let last = log.entries().pop().unwrap();
        assert_eq!((&*last.area, last.number), ("new", CALLS as u64 + 1));
        for _ in 0..20 {
            log.push(Received { params: "x".repeat(BYTES / 10).into(), ..call("large") });
        }
        assert!(log.entries().len() <= 10, "{}", log.entries().len());
        assert_eq!(log.count(&MethodName::of("old.getThing")), CALLS);
        assert_eq!(log.count(&MethodName::of("getThing@v1.0")), CALLS + 21);
        log.clear();
        assert_eq!((log.entries().len(), log.count(&MethodName::of("getThing"))), (0, 0));
        log.push(call("next"));
        assert_eq!((log.answers, log.answer_bytes), (1, 0));
        assert_eq!(log.entries()[0].number, CALLS as u64 + 22);
    }

    #[test]
    fn large_answers_are_forgotten_before_their_calls() {
        let mut log = Log::default();
        for _ in 0..30 {
            let body = Some(Bytes::from(vec![b'1'; BYTES / 10]));
            log.push(Received { body, ..call("large") });
        }
        let kept = log.entries();
        let answers: Vec<usize> = kept.iter().map(|call| call.body.as_ref().map_or(0, Bytes::len)).collect();
        assert_eq!((kept.len(), answers.iter().filter(|bytes| **bytes > 0).count()), (30, 10));
        assert!(answers[..20].iter().all(|bytes| *bytes == 0) && kept[0].answer().is_null(), "the oldest go first");
        assert_eq!(log.answer_bytes, answers.iter().sum::<usize>());
        for _ in 0..CALLS {
            log.push(call("small"));
        }
        assert_eq!((log.answer_bytes, log.answers, log.entries().len()), (0, CALLS, CALLS));
    }

    fn numbers(log: &Log, after: Option<u64>, limit: usize) -> Vec<u64> {
        log.since(after, limit).map(|call| call["number"].as_u64().unwrap()).collect()
    }

    #[test]
    fn the_calls_after_one_are_told_in_order_and_without_one_the_latest() {
        let mut log = Log::default();
        assert_eq!((log.last(), numbers(&log, None, 5), numbers(&log, Some(7), 5)), (0, vec![], vec![]));
        (0..5).for_each(|_| log.push(call("companies")));
        assert_eq!(log.last(), 5);
        assert_eq!(numbers(&log, None, 2), [4, 5]);
        assert_eq!(numbers(&log, Some(0), 2), [1, 2]);
        assert_eq!(numbers(&log, Some(3), 100), [4, 5]);
        assert_eq!(numbers(&log, Some(5), 100), [0; 0]);
        assert_eq!(numbers(&log, Some(u64::MAX), 100), [0; 0]);
    }

    #[test]
    fn a_call_is_told_with_its_number() {
        let mut log = Log::default();
        let received = Received { params: json!({ "name": "\"A\"\n" }), code: Some(-32602), http: 200, ..call("x\"y") };
        log.push(received.clone());
        let told = log.since(None, 1).next().unwrap();
        let expected = json!({
            "number": 1, "area": "x\"y", "version": "v1.0", "method": "getThing", "params": { "name": "\"A\"\n" },
            "code": -32602, "http": 200,
        });
        assert_eq!(told, expected);
        assert_eq!(log.entries(), [Received { number: 1, ..received }]);
    }
}
