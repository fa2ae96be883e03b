//! Each kind of finding, made by one small change to a good page: what is found, about what, and where.
//! A kind that no row makes is a kind that nobody tests.

use crate::edits::byte;
use gravityzone_docs::{At, FindingKind, read};
use std::collections::BTreeSet;

/// A good page of one method. Each row below changes one text of it.
const PAGE: &str = r#"setLamp

This method sets a lamp.

Parameters

Parameter

Type

Optional

Description

lampId

String

No

The ID of the lamp.

colour

Integer

Yes

The colour. Possible values: 1 (red), 2 (green). Default value: 1.

mode

Object

Yes

How it shines. It has these members:

  • pace, an integer representing the pace. Valid values are between 1 and 9.

  • shape - the shape:

    • 0 - ROUND

    • 1 - LONG

Return value

This method returns an Object containing the lamp:

  • id (String) - the ID of the lamp

  • lit (Boolean) - whether it is lit

Example

Request:

{
    "params": {
        "lampId": "l1",
        "colour": 2,
        "mode": { "pace": 3, "shape": 1 }
    },
    "method": "setLamp"
}

Response:

{
    "result": {
        "id": "l1",
        "lit": true
    }
}
"#;

#[test]
fn the_page_is_good() {
    let page = read("page", PAGE.as_bytes()).expect("a page");
    assert_eq!(page.findings, []);
}

#[test]
fn each_kind_of_finding_has_its_place_and_its_subject() {
    use FindingKind as K;
    let first = PAGE.find("setLamp").map(|at| at + "setLamp".len()).expect("a heading");
    let area = format!("Lamps\n\nThese methods look after lamps:\n\n  • setLamp: sets a lamp.\n\n{PAGE}");
    let twice = format!("{PAGE}\n{PAGE}");
    let html = "<article><h2>setLamp</h2><p>It sets a lamp.</p><h3>Parameters</h3>\n<table><tr><th>Parameter</th></tr>";
    let rows: Vec<(K, String, &str, &str)> = vec![
        (K::NameLost, change("• id (String) - the", "• (String) - the"), "setLamp.result.#1", "(String)"),
        (K::ValuesLost, change("values: 1 (red), 2 (green).", "values:"), "setLamp.params.colour", "Possible"),
        (K::DefaultLost, change("Default value: 1.", "Default value:"), "setLamp.params.colour", "Default"),
        (K::TextCut, change("The ID of the lamp.", "The ID of the"), "setLamp.params.lampId", "The ID"),
        (K::TextCut, change("sets a lamp.", "sets a lamp, in these ways:"), "setLamp", "This method"),
        (K::DuplicateName, change("colour\n", "lampId\n"), "setLamp.params.lampId", "lampId\n\nInteger"),
        (K::DuplicateName, twice, "setLamp", "setLamp"),
        (K::DuplicateValue, change("2 (green)", "1 (green)"), "setLamp.params.colour", "1 (green)"),
        (K::OddValue, change("2 (green).", "whatever."), "setLamp.params.colour", "Possible"),
        (K::UnknownColumn, change("Optional\n", "Occasion\n"), "setLamp.params", "Occasion"),
        (K::MissingColumn, change("Type\n\nOptional\n", "Optional\n"), "setLamp.params", "Parameter\n"),
        (K::RowBroken, change("colour\n\nInteger\n", "Integer\n"), "setLamp.params", "Integer"),
        (K::CellUnknown, change("The ID of the lamp.\n\n", ""), "setLamp.params.lampId", "lampId"),
        (K::TypeUnknown, change("id (String)", "id (Text)"), "setLamp.result.id", "Text"),
        (K::SectionMissing, change("Return value\n", ""), "setLamp", "setLamp"),
        (K::SectionMissing, change("Response:\n", ""), "setLamp", "Example"),
        (K::SectionTwice, change("Example\n", "Parameters\n"), "setLamp", "Parameters\n\nRequest"),
        (K::ManifestMissing, area.replacen("  • s", "  • putLamp: puts.\n\n  • s", 1), "putLamp", "putLamp: "),
        (K::ManifestExtra, area.replacen("• setLamp", "• putLamp", 1), "setLamp", "setLamp\n"),
        (K::HeadingDiffers, format!("setLmap{}", &PAGE[first..]), "setLmap", "setLmap"),
        (
            K::ParamsDenied,
            change("Return value\n", "No parameters are required.\n\nReturn value\n"),
            "setLamp",
            "No param",
        ),
        (K::ExampleBroken, change("\"l1\",\n        \"c", "\"l1\"\n        \"c"), "setLamp.example.request", "\n"),
        (K::ExampleBroken, change("\"lit\": true", "\"lit\": true,"), "setLamp.example.response", ",\n"),
        (
            K::ExampleDuplicateKey,
            change("\"colour\": 2", "\"lampId\": \"\""),
            "setLamp.example.request",
            "\"lampId\": \"\"",
        ),
        (K::ExampleOddKey, change("\"lit\"", "\"lit \""), "setLamp.example.response", "\"lit \""),
        (K::ExampleExtra, change("\"lit\"", "\"dim\""), "setLamp.result.dim", "true"),
        (K::ExampleLacks, change("        \"lampId\": \"l1\",\n", ""), "setLamp.params.lampId", "{\n        \"colour"),
        (K::ExampleType, change("\"pace\": 3", "\"pace\": \"3\""), "setLamp.params.mode.pace", "\"3\""),
        (K::ExampleValue, change("\"colour\": 2", "\"colour\": 4"), "setLamp.params.colour", "4"),
        (K::ExampleValue, change("\"pace\": 3", "\"pace\": 10"), "setLamp.params.mode.pace", "10"),
        (K::PageCut, html.to_owned(), "", ""),
        (
            K::Contradiction,
            change("Default value: 1.", "Default value: 1. The default value is 2."),
            "setLamp.params.colour",
            "The default",
        ),
    ];
    let mut seen = BTreeSet::new();
    for (kind, text, subject, stands) in rows {
        seen.insert(kind);
        let page = read("page", text.as_bytes()).expect("a page");
        let there = |at: At| text[byte(&text, at)..].starts_with(stands);
        let found = page.findings.iter().any(|it| it.kind == kind && it.subject == subject && there(it.at));
        assert!(found, "{kind} of {subject} at {stands:?}: {:#?}", page.findings);
    }
    let untested: Vec<_> = FindingKind::ALL.iter().filter(|kind| !seen.contains(kind)).collect();
    assert!(untested.is_empty(), "{untested:?}");
}

#[test]
fn a_finding_keeps_its_hash_until_its_text_changes() {
    let hash = |text: &str| {
        let page = read("page", text.as_bytes()).expect("a page");
        page.findings.iter().map(|finding| (finding.kind, finding.hash)).collect::<Vec<_>>()
    };
    let lost = change("The ID of the lamp.", "The ID of the");
    assert_eq!(hash(&lost), hash(&format!("\n\n{lost}")), "moved");
    assert_ne!(hash(&lost), hash(&change("The ID of the lamp.", "The name of the")), "reworded");
}

fn change(old: &str, new: &str) -> String {
    assert_eq!(PAGE.matches(old).count(), 1, "{old:?} stands once");
    PAGE.replacen(old, new, 1)
}
