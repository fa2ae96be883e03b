//! The log of calls, for tests and for the page to look into.
//! It forgets the oldest: neither the number of calls nor what they hold may fill the memory.

use crate::address::Address;
use serde_json::{Value as Json, json};
use std::collections::VecDeque;

/// The most calls that are kept.
const CALLS: usize = 10_000;

/// The most bytes of params that are kept.
const BYTES: usize = 8 * 1024 * 1024;

/// A call that reached a service, and what became of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Received {
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
    /// The HTTP status that was answered.
    pub http: u16,
}

impl Received {
    pub(crate) fn at(address: Address<'_>) -> Self {
        Self {
            area: address.service.to_owned(),
            version: address.version.to_owned(),
            method: String::new(),
            params: Json::Null,
            code: None,
            http: 0,
        }
    }
}

/// The latest calls.
#[derive(Default)]
pub(crate) struct Log {
    calls: VecDeque<Kept>,
    bytes: usize,
    last: u64,
}

/// A call as it is kept: its params are the text of their JSON, which is much smaller than the JSON itself.
struct Kept {
    number: u64,
    call: Received,
    params: String,
}

impl Log {
    /// Adds a call.
    pub(crate) fn push(&mut self, mut call: Received) {
        let params = std::mem::take(&mut call.params).to_string();
        self.last += 1;
        self.bytes += params.len();
        self.calls.push_back(Kept { number: self.last, call, params });
        while self.calls.len() > CALLS || self.bytes > BYTES {
            let Some(oldest) = self.calls.pop_front() else { break };
            self.bytes -= oldest.params.len();
        }
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
}

impl Kept {
    fn params(&self) -> Json {
        serde_json::from_str(&self.params).unwrap_or_default()
    }

    fn received(&self) -> Received {
        Received { params: self.params(), ..self.call.clone() }
    }

    fn json(&self) -> Json {
        let Received { area, version, method, code, http, .. } = &self.call;
        json!({
            "number": self.number,
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
        Received::at(Address { version: "v1.0", service: area })
    }

    fn numbers(log: &Log, after: Option<u64>, limit: usize) -> Vec<u64> {
        log.since(after, limit).map(|call| call["number"].as_u64().unwrap()).collect()
    }

    #[test]
    fn the_oldest_calls_are_forgotten() {
        let mut log = Log::default();
        for _ in 0..CALLS {
            log.push(call("old"));
        }
        log.push(call("new"));
        assert_eq!(log.entries().len(), CALLS);
        assert_eq!(log.entries().last(), Some(&call("new")));
        for _ in 0..20 {
            log.push(Received { params: "x".repeat(BYTES / 10).into(), ..call("large") });
        }
        assert!(log.entries().len() <= 10, "{}", log.entries().len());
        let last = log.last();
        assert_eq!(numbers(&log, Some(0), 1), [last + 1 - log.entries().len() as u64], "the first that is left");
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
            "number": 1, "area": "x\"y", "version": "v1.0", "method": "", "params": { "name": "\"A\"\n" },
            "code": -32602, "http": 200,
        });
        assert_eq!(told, expected);
        assert_eq!(log.entries(), [received]);
    }
}
