//! The forms that machines read: workflow commands, SARIF, and a page that fetches nothing.
//! What stands in a spec is a value in them and never a command or markup.

use super::markdown::{HOSTILE, entries, report as hostile};
use super::report;
use gravityzone_diff::{Entry, Format, Level, Notice, Origin};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// How many commands of each kind; the lines that are none.
fn commands(text: &str) -> (BTreeMap<&str, usize>, Vec<&str>) {
    let (mut kinds, mut lines) = (BTreeMap::new(), Vec::new());
    for line in text.lines() {
        match line.strip_prefix("::").and_then(|rest| rest.split_once(' ')) {
            Some((kind, _)) => *kinds.entry(kind).or_default() += 1,
            None => lines.push(line),
        }
    }
    (kinds, lines)
}

#[test]
fn at_most_ten_annotations_of_a_kind_and_the_tenth_counts_the_rest() {
    let template = report().entries.into_iter().find(|entry| entry.change.rule == "param-added-required").unwrap();
    let many = (0..25).map(|at| {
        let mut change = template.change.clone();
        change.at = format!("area.method{at}.params.new");
        Entry::from(change)
    });
    let mut report = report();
    report.entries.extend(many);
    let text = report.render(Format::Github);
    let (kinds, lines) = commands(&text);
    assert_eq!(kinds.get("error"), Some(&10), "{text}");
    assert_eq!(lines.len(), 1, "{text}");
    let last = text.lines().rfind(|line| line.starts_with("::error")).unwrap();
    // 4 of the pair and 25 more are 29, of which nine are shown
    assert!(last.contains("20 more are not shown here"), "{last}");
    assert!(last.contains("param-added-required"), "{last}");
}

#[test]
fn what_is_wrong_with_accepted_changes_is_an_annotation_too() {
    let mut report = report();
    let text = "no reason yet, 100% sure";
    report.notices = vec![Notice { fails: true, place: "spec/accepted.json:3:5".to_owned(), text: text.to_owned() }];
    let text = report.render(Format::Github);
    assert!(
        text.contains("::error title=accepted change::spec/accepted.json:3:5: no reason yet, 100%25 sure\n"),
        "{text}"
    );
}

#[test]
fn sarif_has_a_rule_for_every_result_and_a_reason_for_every_suppression() {
    let mut report = report();
    report.entries[0].accepted = Some("Wanted.".to_owned());
    let sarif: Json = serde_json::from_str(&report.render(Format::Sarif)).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.entries.len());
    for (result, entry) in results.iter().zip(&report.entries) {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["id"], entry.change.rule);
        assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty());
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
        let level = match entry.change.verdict.level {
            Level::Breaking => "error",
            Level::Warning => "warning",
            Level::Info => "note",
        };
        assert_eq!(result["level"], level);
        assert_eq!(result["partialFingerprints"]["gravityzoneChange/v1"], entry.change.fingerprint);
        let place = &result["locations"][0]["physicalLocation"];
        let spot = entry.change.head.as_ref().unwrap();
        assert_eq!(place["artifactLocation"]["uri"], spot.file);
        assert_eq!(place["region"]["startLine"], spot.line);
        assert_eq!(place["region"]["startColumn"], spot.column);
        match &entry.accepted {
            Some(reason) => {
                assert_eq!(result["suppressions"][0]["justification"], reason.as_str());
                assert_eq!(result["suppressions"][0]["kind"], "external");
            }
            None => assert_eq!(result["suppressions"], serde_json::json!([])),
        }
    }
}

#[test]
fn the_page_has_every_change_and_fetches_nothing() {
    let report = report();
    let html = report.render(Format::Html);
    for change in report.entries.iter().map(|entry| &entry.change) {
        assert!(html.contains(&format!("<code>{}</code>", change.at)), "{} is not there", change.at);
    }
    for foreign in ["http:", "https:", "src=", "@import", "url(", "<link", "<img"] {
        assert!(!html.contains(foreign), "{foreign} would fetch something");
    }
    assert!(html.contains("default-src 'none'"));
    // readable without the script: it only hides, and what it hides is there first
    assert!(!html.contains("<li hidden") && !html.contains("<article hidden"));
    assert!(html.contains("<nav hidden>"));
    let words = report.entries.iter().filter(|entry| entry.change.origin == Origin::Editorial).count();
    assert!(html.contains(&format!("<h2>Words ({words})</h2>")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_spec_is_a_command_or_a_tag(entries in entries(80)) {
        let report = hostile(entries, None);
        let text = report.render(Format::Github);
        let (kinds, lines) = commands(&text);
        prop_assert!(kinds.values().all(|many| *many <= 10), "{kinds:?}");
        prop_assert!(kinds.keys().all(|kind| ["error", "warning", "notice"].contains(kind)), "{kinds:?}");
        prop_assert!(lines.len() == 1 && !lines[0].contains("::"), "{lines:?}");
        let html = report.render(Format::Html);
        for tag in HOSTILE.iter().filter(|text| text.contains('<')) {
            prop_assert!(!html.contains(tag), "{tag} stands in the page");
        }
        prop_assert_eq!(html.matches("<script>").count(), 1);
        for format in [Format::Json, Format::Sarif] {
            prop_assert!(serde_json::from_str::<Json>(&report.render(format)).is_ok());
        }
    }
}
