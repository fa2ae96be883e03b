//! A fingerprint is of what changes, not of its words: who accepts a change need not do it again for a better sentence.

use crate::completeness::spec;
use crate::table::changes;
use gravityzone_diff::{Change, compare};
use gravityzone_tests::changes::{Files, cases};
use std::collections::{BTreeMap, BTreeSet};

/// The files with another sentence wherever one says what something is, and with evidence.
fn reworded(files: &Files) -> Files {
    let line = |line: &str| match line.find("\"doc\": \"") {
        Some(at) if !line.contains("\"cites\"") => {
            format!("{}\"cites\": [7], {}", &line[..at], line[at..].replace(".\"", ", says somebody.\""))
        }
        _ => line.to_owned(),
    };
    // cites is a key of members, of types and of values; not of what api.json holds
    let can = |path: &str| path.starts_with("areas/");
    let text = |text: &str| text.lines().map(line).collect::<Vec<_>>().join("\n");
    files.iter().map(|(path, of)| (path.clone(), if can(path) { text(of) } else { of.clone() })).collect()
}

#[test]
fn other_words_and_other_evidence_leave_every_fingerprint() {
    let words = ["docs-changed", "provenance-changed"];
    for case in cases().unwrap_or_else(|error| panic!("{error}")) {
        let (base, head) = (spec(&case.base), spec(&case.head));
        let told: BTreeSet<String> = fingerprints(&compare(&base, &head), &words);
        let again = fingerprints(&compare(&base, &spec(&reworded(&case.head))), &words);
        assert_eq!(told, again, "{}", case.title);
    }
}

fn fingerprints(changes: &[Change], but: &[&str]) -> BTreeSet<String> {
    let of = |change: &Change| format!("{} {}", change.rule, change.fingerprint);
    changes.iter().filter(|change| !but.contains(&change.rule)).map(of).collect()
}

#[test]
fn two_changes_never_have_one_fingerprint() {
    let mut met: BTreeMap<String, String> = BTreeMap::new();
    for case in cases().unwrap_or_else(|error| panic!("{error}")) {
        let (forward, backward) = changes(&case);
        for change in forward.iter().chain(&backward) {
            // one change may be part of two cases; words are no part of it
            let (before, after) = match change.rule {
                "docs-changed" | "erratum-changed" | "page-imported" => (None, None),
                _ => (change.before.as_ref(), change.after.as_ref()),
            };
            let is = format!("{} {} {before:?} {after:?}", change.rule, change.at);
            if let Some(other) = met.insert(change.fingerprint.clone(), is.clone()) {
                assert_eq!(other, is, "{}: {}", case.title, change.fingerprint);
            }
            assert!(change.fingerprint.len() == 16, "{}", change.fingerprint);
        }
    }
    assert!(met.len() > 200, "{}", met.len());
}
