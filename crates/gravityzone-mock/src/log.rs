//! The log of calls, for tests to look into.
//! It forgets the oldest: neither the number of calls nor what they hold may fill the memory.

use crate::address::Address;
use serde_json::Value as Json;
use std::collections::VecDeque;

/// The most calls that are kept.
const CALLS: usize = 10_000;

/// The most bytes of bodies that are kept.
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
    calls: VecDeque<(Received, usize)>,
    bytes: usize,
}

impl Log {
    /// Adds a call whose body had so many bytes.
    pub(crate) fn push(&mut self, call: Received, bytes: usize) {
        self.bytes += bytes;
        self.calls.push_back((call, bytes));
        while self.calls.len() > CALLS || self.bytes > BYTES {
            let Some((_, bytes)) = self.calls.pop_front() else { break };
            self.bytes -= bytes;
        }
    }

    pub(crate) fn entries(&self) -> Vec<Received> {
        self.calls.iter().map(|(call, _)| call.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(area: &str) -> Received {
        Received::at(Address { version: "v1.0", service: area })
    }

    #[test]
    fn the_oldest_calls_are_forgotten() {
        let mut log = Log::default();
        for _ in 0..CALLS {
            log.push(call("old"), 100);
        }
        log.push(call("new"), 100);
        assert_eq!(log.entries().len(), CALLS);
        assert_eq!(log.entries().last(), Some(&call("new")));
        for _ in 0..20 {
            log.push(call("large"), BYTES / 10);
        }
        assert!(log.entries().len() <= 10, "{}", log.entries().len());
    }
}
