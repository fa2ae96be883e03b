//! What stays equal while a change is worded otherwise: a short hash of rule, address and structure.
//! Descriptions, evidence and places do not count.

use gravityzone_spec::{Subject, stable_hash};
use serde_json::Value as Json;

const WORDS: [&str; 5] = ["doc", "cites", "known", "seen", "why"];

/// The fingerprint of a change: sixteen hexadecimal digits.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    // no part holds the separator
    let hash = stable_hash(parts.iter().flat_map(|part| part.bytes().chain([0])));
    format!("{hash:016x}")
}

/// What a subject is, as JSON: its facts without words, and what it holds.
pub(crate) fn structure(subject: &Subject) -> Json {
    let mut object: serde_json::Map<String, Json> = subject
        .facts
        .iter()
        .filter(|fact| !WORDS.contains(&fact.key.as_str()))
        .map(|fact| (fact.key.clone(), fact.value.clone()))
        .collect();
    for child in &subject.children {
        object.insert(format!("{:?} {}", child.kind, child.name), structure(child));
    }
    Json::Object(object)
}
