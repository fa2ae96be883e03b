//! What stays equal while a change is worded otherwise: a short hash of rule, address and structure.
//! Descriptions, evidence and places do not count.

use gravityzone_spec::Subject;
use serde_json::Value as Json;

const WORDS: [&str; 5] = ["doc", "cites", "known", "seen", "why"];

/// The fingerprint of a change: sixteen hexadecimal digits.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    // FNV-1a, 64 bits, with a separator that no part holds
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
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
