//! Changes that somebody has decided to take, in `accepted.json`.
//! They no longer fail; entries that have run out, give no reason or meet nothing are told.

use super::report;
use gravityzone_diff::{Change, Day, Declared, Entry, FailOn, Format, Origin, Report, Wire, accept, accept_stubs};
use gravityzone_spec::{FileKind, canonical, load_accepted};

const DAY: Day<'static> = Day { today: "2026-11-22", version: Some("0.2.0") };

fn changes() -> Vec<Change> {
    report().entries.into_iter().map(|entry| entry.change).collect()
}

fn change(rule: &str) -> Change {
    changes().into_iter().find(|change| change.rule == rule).unwrap()
}

/// The report with an `accepted.json` that has one entry with these members.
fn accepted(fingerprint: &str, members: &str) -> Report {
    let text = format!(r#"{{ "accepted": {{ "{fingerprint}": {{ {members} }} }} }}"#);
    let (accepted, sources) = load_accepted(&text, "accepted.json").unwrap();
    let (entries, notices) = accept(changes(), &accepted, &sources, DAY);
    let mut report = Report::new("base", "head", entries, Declared::between(None, None));
    report.notices = notices;
    report
}

fn said(report: &Report) -> Vec<(bool, String)> {
    report.notices.iter().map(|notice| (notice.fails, notice.to_string())).collect()
}

#[test]
fn an_accepted_change_does_not_count_and_its_reason_is_shown() {
    let breaking: Vec<Change> = report().failing(FailOn::Breaking).into_iter().cloned().collect();
    let entries: Vec<String> = breaking
        .iter()
        .map(|change| {
            format!(r#""{}": {{ "rule": "{}", "reason": "Told to users in May." }}"#, change.fingerprint, change.rule)
        })
        .collect();
    let text = format!(r#"{{ "accepted": {{ {} }} }}"#, entries.join(","));
    let (accepted, sources) = load_accepted(&text, "accepted.json").unwrap();
    let (entries, notices) = accept(changes(), &accepted, &sources, DAY);
    assert!(notices.is_empty(), "{notices:?}");
    let report = Report::new("base", "head", entries, Declared::between(None, None));
    assert!(breaking.len() > 2);
    assert!(!report.fails(FailOn::Breaking));
    assert!(report.fails(FailOn::Warning), "warnings were not accepted");
    for format in [Format::Text, Format::Markdown, Format::Json, Format::Sarif, Format::Github, Format::Html] {
        assert!(report.render(format).contains("Told to users in May."), "{format:?}");
    }
}

#[test]
fn an_origin_that_is_told_takes_the_place_of_the_one_that_was_guessed() {
    let before = change("result-field-renamed");
    assert_eq!((before.origin, before.verdict.old_crate_new_api), (Origin::Vendor, Wire::Behaves));
    let members = r#""rule": "result-field-renamed", "reason": "Never sent.", "origin": "errata""#;
    let report = accepted(&before.fingerprint, members);
    let Entry { change, accepted } = report.entries.iter().find(|entry| entry.change.rule == before.rule).unwrap();
    assert_eq!(accepted.as_deref(), Some("Never sent."));
    assert_eq!((change.origin, change.verdict.old_crate_new_api), (Origin::Errata, Wire::Ok));
    assert_eq!(change.verdict.rust, before.verdict.rust, "programs are what they were");
}

#[test]
fn what_has_run_out_fails_with_its_place_and_counts_again() {
    let change = change("param-added-required");
    for (expires, over) in [
        ("2026-11-21", true),
        ("2026-11-22", false),
        ("2027-01-01", false),
        ("0.1.9", true),
        ("0.2.0", true),
        ("0.10.0", false),
    ] {
        let members =
            format!(r#""rule": "{}", "at": "{}", "reason": "Known.", "expires": "{expires}""#, change.rule, change.at);
        let report = accepted(&change.fingerprint, &members);
        let failing = report.failing(FailOn::Breaking).iter().any(|one| one.fingerprint == change.fingerprint);
        assert_eq!(failing, over, "{expires}");
        match said(&report).as_slice() {
            [] => assert!(!over, "{expires}"),
            [(true, said)] => {
                assert!(over, "{expires}: {said}");
                assert!(said.starts_with("accepted.json:1:17: "), "{said}");
                assert!(said.contains(&format!("until {expires}, which is over")), "{said}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_entry_that_meets_no_change_is_told_and_fails_nothing() {
    let report = accepted("0123456789abcdef", r#""rule": "method-removed", "reason": "Gone.""#);
    let notices = said(&report);
    assert_eq!(notices.len(), 1);
    assert!(!notices[0].0);
    assert!(notices[0].1.contains("no change is method-removed"), "{}", notices[0].1);
    let report = accepted("0123456789abcdef", r#""rule": "method-remove", "reason": "Gone.""#);
    assert!(said(&report)[0].1.contains("there is no rule \"method-remove\""));
    // the right fingerprint under another rule accepts nothing either
    let change = change("param-added-required");
    let report = accepted(&change.fingerprint, r#""rule": "method-removed", "reason": "Gone.""#);
    assert_eq!(said(&report).len(), 1);
    assert!(report.entries.iter().all(|entry| entry.accepted.is_none()));
}

#[test]
fn stubs_are_canonical_and_fail_until_somebody_writes_the_reason() {
    let failing: Vec<Change> = report().failing(FailOn::Breaking).into_iter().cloned().collect();
    let empty = r#"{ "$schema": "schema/accepted.schema.json", "accepted": {} }"#;
    let text = accept_stubs(empty, "accepted.json", &failing.iter().collect::<Vec<_>>()).unwrap();
    assert_eq!(canonical(FileKind::Accepted, "accepted.json", &text).unwrap(), text);
    let (accepted, sources) = load_accepted(&text, "accepted.json").unwrap();
    assert_eq!(accepted.len(), failing.len());
    let report = |text: &str| {
        let (accepted, _) = load_accepted(text, "accepted.json").unwrap();
        let (entries, notices) = accept(changes(), &accepted, &sources, DAY);
        let mut report = Report::new("base", "head", entries, Declared::between(None, None));
        report.notices = notices;
        report
    };
    let stubs = report(&text);
    assert!(stubs.fails(FailOn::Breaking));
    assert_eq!(stubs.notices.len(), failing.len());
    assert!(said(&stubs).iter().all(|(fails, said)| *fails && said.contains("no reason yet")));
    assert!(!stubs.fails(FailOn::Never));
    assert!(!report(&text.replace("TODO", "Wanted.")).fails(FailOn::Breaking));
}

#[test]
fn a_mistake_in_the_file_is_told_with_its_place() {
    for (members, says) in [
        (r#""reason": "x""#, "rule"),
        (r#""rule": "method-removed", "reason": "x", "expires": "soon""#, "neither a day nor a version"),
        (r#""rule": "method-removed", "reason": "x", "origin": "somebody""#, "somebody"),
        (r#""rule": "method-removed", "reason": "x", "untill": "2027-01-01""#, "untill"),
    ] {
        let text = format!("{{ \"accepted\": {{\n\"0123456789abcdef\": {{ {members} }} }} }}");
        let mistakes = load_accepted(&text, "mine.json").unwrap_err();
        assert!(mistakes.contains("mine.json:2:"), "{mistakes}");
        assert!(mistakes.contains(says), "{mistakes}");
    }
    let mistakes =
        load_accepted(r#"{ "accepted": { "X": { "rule": "a", "reason": "b" } } }"#, "mine.json").unwrap_err();
    assert!(mistakes.contains("\"X\" is no fingerprint"), "{mistakes}");
}
