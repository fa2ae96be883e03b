//! The report for other programs: `schema/diff.schema.json` says what each member means.
//! Every member is always there; `note` and `accepted` come when there is something to say.

use super::{Entry, Report};
use crate::change::Spot;
use serde_json::{Value as Json, json};

pub(super) fn json(report: &Report) -> String {
    let changes: Vec<String> = report.entries.iter().map(|entry| object(&change(entry), "    ")).collect();
    let changes = match changes.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n    {}\n  ]", changes.join(",\n    ")),
    };
    let whole = [
        ("format", "1".to_owned()),
        ("suggested_bump", Json::from(report.advice.suggested.as_str()).to_string()),
        ("changes", changes),
    ];
    format!("{}\n", object(&whole, ""))
}

/// The members of a change, in the order in which they are told.
fn change(entry: &Entry) -> Vec<(&'static str, String)> {
    let (change, verdict) = (&entry.change, &entry.change.verdict);
    let text = |text: &str| Json::from(text).to_string();
    let value = |json: &Option<Json>| json.as_ref().map_or_else(|| "null".to_owned(), Json::to_string);
    let mut members = vec![
        ("rule", text(change.rule)),
        ("level", text(verdict.level.as_str())),
        ("direction", text(change.direction.as_str())),
        ("old_crate_new_api", text(verdict.old_crate_new_api.as_str())),
        ("new_crate_old_api", text(verdict.new_crate_old_api.as_str())),
        ("rust", text(verdict.rust.as_str())),
        ("silent", verdict.silent.to_string()),
        ("origin", text(change.origin.as_str())),
        ("known", text(change.known)),
        ("at", text(&change.at)),
        ("before", value(&change.before)),
        ("after", value(&change.after)),
        ("methods", json!(change.methods).to_string()),
        ("base", spot(change.base.as_ref())),
        ("head", spot(change.head.as_ref())),
        ("fingerprint", text(&change.fingerprint)),
    ];
    members.extend(change.note.as_deref().map(|note| ("note", text(note))));
    members.extend(entry.accepted.as_deref().map(|reason| ("accepted", text(reason))));
    members
}

fn spot(spot: Option<&Spot>) -> String {
    spot.map_or_else(
        || "null".to_owned(),
        |spot| format!("{{\"file\": {}, \"line\": {}, \"column\": {}}}", json!(spot.file), spot.line, spot.column),
    )
}

/// An object in the order of its members, one a line.
fn object(members: &[(&str, String)], indent: &str) -> String {
    let lines: Vec<String> = members.iter().map(|(key, value)| format!("{indent}  \"{key}\": {value}")).collect();
    format!("{{\n{}\n{indent}}}", lines.join(",\n"))
}
