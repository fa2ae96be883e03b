//! A report for a program: one object, the same keys always.
//! `format` changes when a key does.

use super::Report;
use crate::facts::Fate;
use serde_json::{Value as Json, json};

/// The report as JSON.
#[must_use]
pub fn json(report: &Report<'_>) -> String {
    let pages: Vec<Json> = report
        .pages
        .iter()
        .map(|page| {
            let count =
                |fate: fn(&Fate) -> bool| page.sheet.page.blocks.iter().filter(|block| fate(&block.fate)).count();
            json!({
                "file": page.sheet.page.file,
                "page": page.sheet.facts.page,
                "methods": page.sheet.facts.methods.iter().map(|method| &method.name).collect::<Vec<_>>(),
                "blocks": {
                    "used": count(|fate| *fate == Fate::Used),
                    "ignored": count(|fate| matches!(fate, Fate::Ignored(_))),
                    "unplaced": count(|fate| *fate == Fate::Unplaced),
                },
            })
        })
        .collect();
    let mut findings = Vec::new();
    for page in &report.pages {
        let file = &page.sheet.page.file;
        for block in page.unplaced() {
            let text = format!("nobody knows what this is: {}", block.excerpt);
            findings.push(json!({
                "kind": "unplaced", "file": file, "line": block.at.line, "at": page.sheet.facts.page, "text": text,
            }));
        }
        for finding in &page.findings {
            findings.push(json!({
                "kind": finding.kind.as_str(), "file": file, "line": finding.at.line, "at": finding.subject,
                "text": finding.text,
            }));
        }
        for stale in &page.stale {
            let text = format!("accepted as {}, and no longer found: {}", stale.name, stale.kind);
            findings
                .push(json!({ "kind": "accepted-stale", "file": file, "line": 1, "at": stale.about, "text": text }));
        }
    }
    let drift: Vec<Json> = report
        .drift
        .iter()
        .map(|drift| {
            json!({
                "kind": drift.kind.as_str(), "at": drift.at, "docs": drift.docs, "spec": drift.spec, "erratum": drift.erratum,
                "file": drift.file, "line": drift.line,
            })
        })
        .collect();
    let report = json!({ "format": 1, "pages": pages, "findings": findings, "drift": drift });
    format!("{report:#}\n")
}
