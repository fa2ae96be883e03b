//! Counts answers by what they said, and keeps the first few that are malformed.
//! An answer of JSON-RPC has a result or an error with a code of the spec.

use gravityzone_spec::Spec;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// How many malformed answers are shown.
const SHOWN: usize = 10;

/// The API as data.
pub(crate) static SPEC: LazyLock<Option<Spec>> =
    LazyLock::new(|| gravityzone_spec::load_bundle(include_str!("../../src/spec.json")).ok());

/// What was answered so far.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    answers: BTreeMap<String, u64>,
    malformed: Vec<String>,
}

impl Tally {
    fn add(&self, answer: String, malformed: bool) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if malformed && counts.malformed.len() < SHOWN {
            counts.malformed.push(answer.clone());
        }
        let answer = if malformed { "malformed".to_owned() } else { answer };
        *counts.answers.entry(answer).or_default() += 1;
    }

    /// An answer to a call; returns its result.
    pub(crate) fn rpc(&self, http: u16, body: &[u8]) -> Option<Json> {
        let mut json: Json = serde_json::from_slice(body).unwrap_or_default();
        let code = json["error"]["code"].as_i64();
        let known = SPEC.as_ref().is_some_and(|spec| spec.api.errors.iter().any(|error| Some(error.code) == code));
        let result = json.get_mut("result").map(Json::take);
        match (&result, code) {
            (Some(_), None) if http == 200 => self.add("result".to_owned(), false),
            (None, Some(code)) if known => self.add(format!("error {code}"), false),
            _ => self.add(format!("HTTP {http}: {}", String::from_utf8_lossy(&body[..body.len().min(200)])), true),
        }
        result
    }

    /// An answer to what was no call; none if the connection was closed.
    pub(crate) fn http(&self, answer: Option<u16>, expected: &[u16]) {
        match answer {
            Some(http) => self.add(format!("HTTP {http}"), !expected.contains(&http)),
            None => self.add("closed".to_owned(), false),
        }
    }

    /// An answer that is not even HTTP.
    pub(crate) fn broken(&self, what: String) {
        self.add(what, true);
    }

    pub(crate) fn requests(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.values().sum()
    }

    pub(crate) fn answers(&self) -> BTreeMap<String, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.clone()
    }

    pub(crate) fn malformed(&self) -> Vec<String> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.malformed.iter().map(|answer| format!("malformed: {answer}")).collect()
    }
}
