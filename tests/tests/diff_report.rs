//! What `cargo xtask diff` says of two specs, in each of its forms.
//! One pair of specs is told as a person reads it; the rest are properties.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is wrong"
)]

#[path = "diff_report/accepted.rs"]
mod accepted;
#[path = "diff_report/bump.rs"]
mod bump;
#[path = "diff_report/machines.rs"]
mod machines;
#[path = "diff_report/markdown.rs"]
mod markdown;

use gravityzone_diff::{Declared, Entry, Format, Report, compare};
use gravityzone_tests::project::root;
use gravityzone_tests::revisions::{after, before};
use serde_json::Value as Json;

fn report() -> Report {
    let entries = compare(&before().unwrap(), &after().unwrap()).into_iter().map(Entry::from).collect();
    Report::new("main (1a2b3c4d5)", "the working tree", entries, Declared::between(Some("0.1.0"), Some("0.1.1")))
}

#[test]
fn json_fits_its_schema_and_has_every_member_that_other_tools_were_promised() {
    let schema = std::fs::read_to_string(root().join("crates/gravityzone-diff/schema/diff.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let json: Json = serde_json::from_str(&report().render(Format::Json)).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(json["format"], 1);
    assert_eq!(json["suggested_bump"], "major");
    let changes = json["changes"].as_array().unwrap();
    assert!(changes.len() > 10);
    const MEMBERS: [&str; 16] = [
        "rule",
        "level",
        "direction",
        "old_crate_new_api",
        "new_crate_old_api",
        "rust",
        "silent",
        "origin",
        "known",
        "at",
        "before",
        "after",
        "methods",
        "base",
        "head",
        "fingerprint",
    ];
    for change in changes {
        for member in MEMBERS {
            assert!(change.get(member).is_some(), "{member} is missing in {change:#}");
        }
    }
    let schema: Json = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["$defs"]["change"]["required"], serde_json::json!(MEMBERS));
}

#[test]
fn the_text_of_a_terminal_is_short_and_begins_with_the_worst() {
    insta::assert_snapshot!(report().render(Format::Text));
}

#[test]
fn the_comment_of_a_pull_request_begins_with_the_verdict_and_what_to_decide() {
    let mut report = report();
    report.link = Some("https://example.org/owner/repo/blob/5e7aab1".to_owned());
    report.base_link = Some("https://example.org/owner/repo/blob/1a2b3c4".to_owned());
    insta::assert_snapshot!(report.render(Format::Markdown));
}

#[test]
fn annotations_stand_at_lines_of_the_head_and_say_where_the_base_had_what_is_gone() {
    insta::assert_snapshot!(report().render(Format::Github));
}

#[test]
fn what_no_change_explains_is_told_wherever_a_person_reads() {
    let mut report = Report::new("base", "head", Vec::new(), Declared::between(None, None));
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Github] {
        assert!(report.render(format).contains("Nothing changed."), "{format:?}");
    }
    report.surface = vec!["went: model::companies::Company::state".to_owned()];
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Github] {
        let told = report.render(format);
        assert!(told.contains("the generated crates are not."), "{told}");
        assert!(told.contains("model::companies::Company::state"), "{told}");
    }
    assert_eq!(serde_json::from_str::<Json>(&report.render(Format::Json)).unwrap()["changes"], serde_json::json!([]));
}
