//! The report as SARIF 2.1.0, which code scanners and editors read.
//! Every rule that is met is there with its help; what has been accepted is suppressed with its reason.

use super::{Entry, Report, say};
use crate::change::{Change, Level, Spot};
use crate::rules::{Rule, rule};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

pub(super) fn sarif(report: &Report) -> String {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &report.entries {
        let next = met.len();
        met.entry(entry.change.rule).or_insert(next);
    }
    let mut rules: Vec<(&usize, Json)> =
        met.iter().filter_map(|(id, index)| Some((index, described(rule(id)?)))).collect();
    rules.sort_by_key(|(index, _)| **index);
    let rules: Vec<Json> = rules.into_iter().map(|(_, rule)| rule).collect();
    let results: Vec<Json> = report.entries.iter().map(|entry| result(entry, &met)).collect();
    let whole = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "gravityzone-diff",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                },
            },
            // places count characters
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{whole:#}\n")
}

fn described(rule: &Rule) -> Json {
    let softer = rule.softer.map_or_else(String::new, |softer| format!(" What would soften it: {softer}."));
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.about },
        "help": { "text": format!("{}{softer} `cargo xtask diff --explain {}` tells more.", rule.about, rule.id) },
    })
}

fn result(entry: &Entry, met: &BTreeMap<&str, usize>) -> Json {
    let change = &entry.change;
    let suppressions: Vec<Json> = entry
        .accepted
        .iter()
        .map(|reason| json!({ "kind": "external", "status": "accepted", "justification": reason }))
        .collect();
    json!({
        "ruleId": change.rule,
        "ruleIndex": met.get(change.rule),
        "level": match change.verdict.level {
            Level::Breaking => "error",
            Level::Warning => "warning",
            Level::Info => "note",
        },
        "message": { "text": literal(&message(change)) },
        "locations": change.head.as_ref().or(change.base.as_ref()).map(|spot| location(change, spot)).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": { "gravityzoneChange/v1": change.fingerprint },
        "suppressions": suppressions,
        "properties": {
            "origin": change.origin.as_str(),
            "known": change.known,
            "direction": change.direction.as_str(),
            "oldCrateNewApi": change.verdict.old_crate_new_api.as_str(),
            "newCrateOldApi": change.verdict.new_crate_old_api.as_str(),
            "rust": change.verdict.rust.as_str(),
            "silent": change.verdict.silent,
            "methods": change.methods,
            "before": change.before,
            "after": change.after,
        },
    })
}

/// The thing, what became of it, what that does to whom; and where it stood, if it is gone.
fn message(change: &Change) -> String {
    // what is no plain value stands in the properties
    let told = say::told(change);
    let plain = !told.contains(['{', '[']) || change.rule.starts_with("erratum-");
    let mut said = vec![if plain { told } else { format!("{}:", say::short(&change.at, 200)) }];
    said.push(rule(change.rule).map_or("", |rule| rule.about).to_owned());
    let effects = say::effects(change);
    said.extend((!effects.is_empty()).then(|| format!("{}.", effects.join(", "))));
    said.extend(change.note.as_deref().map(|note| format!("{}.", say::short(note, 200))));
    said.extend(say::is_in_base(change).then(|| format!("It stood at {}.", say::place(change))));
    said.join(" ")
}

/// In a message braces hold arguments and brackets links: these are none.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('{', "{{").replace('}', "}}").replace('[', "\\[").replace(']', "\\]")
}

fn location(change: &Change, spot: &Spot) -> Json {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": say::percent(&spot.file, b"") },
            "region": { "startLine": spot.line, "startColumn": spot.column },
        },
        "logicalLocations": [{ "fullyQualifiedName": change.at }],
    })
}
