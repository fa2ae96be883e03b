//! A spec and the same spec some months later, for what reports on differences.
//! The later one is the hard cases with edits, so that a change is a line here.

use crate::project::edited;
use gravityzone_spec::Spec;

/// What the vendor changed, and what we did: file, what stood there, what stands there now.
pub const EDITS: &[(&str, &str, &str)] = &[
    // the vendor: a param that has to be sent, one that is gone, a method, a name in replies, limits, defaults
    (
        "areas/network.json",
        r#""returnAllTaskIds": {"#,
        r#""scanKind": { "type": "integer", "required": true, "doc": "How deep." },
        "returnAllTaskIds": {"#,
    ),
    ("areas/network.json", r#""params": { "targetIds": ["#, r#""params": { "scanKind": 1, "targetIds": ["#),
    (
        "areas/incidents.json",
        r#""recursive": { "type": "boolean", "default": true, "editions": ["partner"], "doc": "Below too." },"#,
        "",
    ),
    (
        "areas/network.json",
        r#""createScanTask": {"#,
        r#""stopTask": {
      "doc": "Stops a task.",
      "effect": "update",
      "idempotent": true,
      "params": { "taskId": { "type": "TaskId", "required": true, "doc": "Which." } },
      "result": "success",
      "examples": [{ "name": "one", "params": { "taskId": "t1" }, "result": true }]
    },
    "createScanTask": {"#,
    ),
    ("areas/network.json", r#""2": "Failed""#, r#""2": "Finished""#),
    ("areas/network.json", r#""3": "Finished""#, r#""3": "Failed""#),
    ("areas/incidents.json", r#""computerName": {"#, r#""endpointName": {"#),
    ("areas/incidents.json", r#""computerName": "LAB""#, r#""endpointName": "LAB""#),
    (
        "areas/companies.json",
        r#""type": "integer", "min": 1, "doc": "Seats.""#,
        r#""type": "integer", "doc": "Seats.""#,
    ),
    ("areas/companies.json", r#""default": 0, "allowed""#, r#""default": 1, "allowed""#),
    (
        "areas/companies.json",
        r#""xdr-needs-edr""#,
        r#""seats-with-key": { "require": ["reservedSlots"], "when": { "type": 2 } },
        "xdr-needs-edr""#,
    ),
    (
        "areas/packages.json",
        r#""trafficScan": { "type": "flag", "default": 0, "doc""#,
        r#""trafficScan": { "type": "flag", "default": 0, "deprecated": { "instead": "firewall" }, "doc""#,
    ),
    // a shared type that many methods use
    (
        "shared.json",
        r#""3": "BitdefenderEdr""#,
        r#""3": "BitdefenderEdr",
        "4": "ProductFour",
        "5": "ProductFive",
        "6": "ProductSix",
        "7": "ProductSeven",
        "8": "ProductEight""#,
    ),
    // we: a mistake of a page, a conclusion, better words
    ("areas/network.json", r#""min": 1, "max": 1000"#, r#""min": 1, "max": 100"#),
    (
        "errata.json",
        r#""errata": {"#,
        r#""errata": {
    "per-page-of-endpoints": {
      "at": ["network.getEndpointsList.params.perPage"],
      "page": "toy",
      "says": "perPage: at most 1000",
      "hold": "at most 100",
      "why": "The reply to 1000 says that 100 is the limit.",
      "seen": "2026-11-22"
    },"#,
    ),
    (
        "areas/incidents.json",
        r#""ruleName": {"#,
        r#""remoteHost": { "type": "string", "known": "inferred", "doc": "Where to." },
        "ruleName": {"#,
    ),
    ("areas/incidents.json", r#""doc": "Nodes.""#, r#""doc": "What happened, step by step.""#),
];

/// The spec before.
///
/// # Errors
/// What is wrong with it.
pub fn before() -> Result<Spec, String> {
    edited("tests/fixtures/hard-cases", &[])
}

/// The spec after.
///
/// # Errors
/// What is wrong with it.
pub fn after() -> Result<Spec, String> {
    edited("tests/fixtures/hard-cases", EDITS)
}
