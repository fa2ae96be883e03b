//! Who changed, the vendor or we: told by errata, by what was only concluded, and by the imported pages.
//! On edits of the real spec, which has pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_diff::{Change, Declared, Entry, Format, Level, Origin, Report, Wire, compare};
use gravityzone_spec::{Spec, load_bundle, read_dir};
use gravityzone_tests::project::{edited, root};
use serde_json::{Value as Json, json};

fn changes(edits: &[(&str, &str, &str)]) -> Vec<Change> {
    let spec = |edits| edited("spec", edits).unwrap_or_else(|wrong| panic!("{wrong}"));
    compare(&spec(&[]), &spec(edits))
}

fn one<'c>(changes: &'c [Change], rule: &str) -> &'c Change {
    let found: Vec<&Change> = changes.iter().filter(|change| change.rule == rule).collect();
    assert_eq!(found.len(), 1, "{:?}", changes.iter().map(|change| (change.rule, &change.at)).collect::<Vec<_>>());
    found[0]
}

const FILTER: (&str, &str, &str) = (
    "areas/companies.json",
    r#""nameFilter": { "type": "string", "required": true, "#,
    r#""nameFilter": { "type": "string", "#,
);

#[test]
fn where_the_pages_say_what_they_said_it_is_we_who_changed() {
    let changes = changes(&[FILTER]);
    let change = one(&changes, "param-became-optional");
    assert_eq!(
        (change.origin, change.note.as_deref()),
        (Origin::Errata, Some("the imported pages say what they said"))
    );
    assert_eq!((change.verdict.old_crate_new_api, change.verdict.new_crate_old_api), (Wire::Ok, Wire::Ok));
    assert!(change.verdict.level < Level::Breaking);
}

#[test]
fn where_a_page_says_something_else_it_is_the_vendor() {
    let page = "docs/77211-126235.json";
    let text = String::from_utf8(read_dir(&root().join("spec"), "spec").unwrap()[page].clone()).unwrap();
    let line = text.lines().find(|line| line.trim_start().starts_with("\"nameFilter\"")).unwrap();
    let told = line.replace("\"optional\": \"no\"", "\"optional\": \"yes\"");
    assert_ne!(line, told);
    let changes = changes(&[FILTER, (page, line, &told)]);
    let change = one(&changes, "param-became-optional");
    assert_eq!((change.origin, change.verdict.new_crate_old_api), (Origin::Vendor, Wire::Breaks));
    assert_eq!(one(&changes, "page-imported").origin, Origin::Editorial);
}

#[test]
fn an_erratum_makes_a_change_a_correction_and_names_itself() {
    let changes = changes(&[
        FILTER,
        (
            "errata.json",
            "\"errata\": {",
            r#""errata": {
    "filter-may-be-missing": { "at": ["companies.findCompaniesByName.params.nameFilter"], "page": "77211-126235", "says": "nameFilter: not optional", "hold": "optional", "why": "A recorded call goes without.", "seen": "2026-11-22" },"#,
        ),
    ]);
    let change = one(&changes, "param-became-optional");
    assert_eq!((change.origin, change.note.as_deref()), (Origin::Errata, Some("erratum filter-may-be-missing")));
    assert_eq!(one(&changes, "erratum-added").at, "errata.filter-may-be-missing");
}

#[test]
fn what_was_found_on_the_wire_is_no_change_of_the_vendor() {
    let changes = changes(&[(
        "areas/companies.json",
        r#""nameFilter": {"#,
        r#""limit": { "type": "integer", "known": "observed", "doc": "How many at most." },
        "nameFilter": {"#,
    )]);
    let change = one(&changes, "param-added-optional");
    assert_eq!((change.origin, change.known), (Origin::Errata, "observed"));
}

#[test]
fn a_rate_is_on_no_page_and_so_the_pages_do_not_speak_for_it() {
    let changes = changes(&[("api.json", r#""default": { "calls": 10,"#, r#""default": { "calls": 8,"#)]);
    let change = one(&changes, "rate-limit-tightened");
    assert_eq!(change.origin, Origin::Vendor);
    assert!(change.methods.len() > 5, "one entry with all methods of the tier: {:?}", change.methods);
}

#[test]
fn a_change_of_a_shared_type_is_one_entry_with_the_methods_that_it_reaches() {
    let changes = changes(&[(
        "shared.json",
        r#""phone": { "type": "string", "unset": [""], "doc""#,
        r#""phone": { "type": "string", "unset": [""], "deprecated": { "since": "2026-11" }, "doc""#,
    )]);
    let change = one(&changes, "result-field-deprecated");
    assert_eq!(changes.len(), 1);
    assert!(change.methods.len() >= 3, "{:?}", change.methods);
}

/// A hundred methods that return one shared type, with a member of this type.
fn hundred(member: &str) -> Spec {
    let method = |number: usize| {
        let text = json!({
            "doc": "Reads a thing.", "effect": "read", "result": "Thing",
            "examples": [{ "name": "one", "result": {} }],
        });
        (format!("getThing{number}"), text)
    };
    let methods: serde_json::Map<String, Json> = (0..100).map(method).collect();
    let bundle = json!({
        "api.json": {
            "doc": "A toy API.", "date": "2026-01-01", "regions": {}, "errors": {},
            "rates": { "default": { "calls": 10, "seconds": 1, "burst": 10, "doc": "All." } },
            "editions": { "cloud": "The cloud." }, "absences": {}, "areas": ["things"],
        },
        "areas/things.json": {
            "area": "things", "service": "things", "doc": "Toy things.", "page": "1-1", "methods": methods,
        },
        "shared.json": { "types": {
            "Thing": { "doc": "A thing.", "object": { "weight": { "type": member, "doc": "How heavy it is." } } },
        } },
    });
    load_bundle(&bundle.to_string()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn a_type_of_a_hundred_methods_changes_in_one_entry_and_in_every_format_in_one_row() {
    let changes = compare(&hundred("integer"), &hundred("string"));
    let change = one(&changes, "result-field-type-changed");
    assert_eq!((changes.len(), change.methods.len()), (1, 100));
    let entries = changes.into_iter().map(|change| Entry { change, accepted: None }).collect();
    let report = Report::new("base".to_owned(), "head".to_owned(), entries, Declared::between(None, None));
    for (format, told) in [(Format::Text, "100 methods: "), (Format::Markdown, "100 methods: ")] {
        let text = report.render(format);
        assert_eq!(text.matches(told).count(), 1, "{text}");
        assert!(text.lines().count() < 30, "{text}");
    }
}
