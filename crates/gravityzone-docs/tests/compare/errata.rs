//! Errata explain what they expect and nothing else; when the page says something else they are stale.
//! Accepted findings come back when their text changes.

use crate::bakery::{AREA, PAGE, SPEC, as_sheet, edited, short, spec, stored, told};
use gravityzone_docs::{Drift, DriftKind, Sheet, accept, report, text, unaccepted, words_at};
use gravityzone_spec::Spec;
use serde_json::{Value as Json, json};

/// A page with a mistake in its types.
fn wrong() -> String {
    edited(AREA, "flour\n\nString", "flour\n\nNumber")
}

fn with_errata(errata: &Json) -> Spec {
    spec(SPEC, &[("errata.json".to_owned(), json!({ "errata": errata }).to_string())])
}

fn erratum(at: &[&str], link: (&str, Json)) -> Json {
    let mut erratum = json!({ "at": at, "page": PAGE, "says": "s", "hold": "h", "why": "w", "seen": "2026-01-01" });
    erratum[link.0] = link.1;
    json!({ "flour-is-text": erratum })
}

const FLOUR: &str = "bakeries.bakeLoaf.params.flour";

fn open(drifts: &[Drift]) -> Vec<(&str, &str)> {
    drifts.iter().filter(|drift| drift.is_open()).map(|drift| (drift.kind.as_str(), drift.at.as_str())).collect()
}

#[test]
fn an_erratum_explains_the_drift_that_it_expects() {
    let spec = with_errata(&erratum(&[FLOUR], ("expects", json!({ "param-type-changed": "number" }))));
    let drifts = told(&wrong(), &spec);
    assert_eq!(drifts.iter().map(short).collect::<Vec<_>>(), [("param-type-changed", FLOUR, "number", "string")]);
    assert_eq!(drifts[0].erratum.as_deref(), Some("flour-is-text"));
    assert_eq!(open(&drifts), []);
}

#[test]
fn another_kind_another_value_another_page_and_another_place_stay_open() {
    let expects = |kind: &str, said: Json| ("expects", json!({ kind: said }));
    let table = [
        erratum(&[FLOUR], expects("param-type-changed", json!("boolean"))),
        erratum(&[FLOUR], expects("param-became-optional", json!("number"))),
        erratum(&["bakeries.bakeLoaf.params.kind"], expects("param-type-changed", json!("number"))),
    ];
    for errata in table {
        let drifts = told(&wrong(), &with_errata(&errata));
        let open = open(&drifts);
        assert_eq!(open[0], ("param-type-changed", FLOUR), "{errata}");
        assert!(open[1..].iter().all(|(kind, _)| *kind == "erratum-stale"), "{open:?}");
        assert!(open.len() > 1, "what explains nothing is stale");
    }
    let mut elsewhere = erratum(&[FLOUR], expects("param-type-changed", json!("number")));
    elsewhere["flour-is-text"]["page"] = json!("10001-20009");
    assert_eq!(open(&told(&wrong(), &with_errata(&elsewhere))), [("param-type-changed", FLOUR)]);
}

#[test]
fn a_page_that_was_set_right_makes_its_erratum_stale_place_by_place() {
    let signature = "bakeries.bakeLoaf.params.signature";
    let errata = erratum(&[FLOUR, signature], ("expects", json!({ "param-type-changed": "number" })));
    let spec = with_errata(&errata);
    let both = edited(&wrong(), "signature\n\nString", "signature\n\nNumber");
    assert_eq!(open(&told(&both, &spec)), []);
    assert_eq!(open(&told(&wrong(), &spec)), [("erratum-stale", signature)]);
    let drifts = told(AREA, &spec);
    assert_eq!(
        drifts.iter().filter(|drift| drift.kind == DriftKind::ErratumStale).count(),
        3,
        "two places and the kind"
    );
    assert!(drifts.iter().all(|drift| drift.erratum.as_deref() == Some("flour-is-text")));
}

#[test]
fn an_erratum_about_words_is_stale_when_the_passage_is_gone() {
    let plain = spec(SPEC, &[]);
    let (page, words) = words_at(&[as_sheet(AREA, PAGE, &plain)], &plain, FLOUR).unwrap();
    assert_eq!(page, PAGE);
    let spec = with_errata(&erratum(&[FLOUR], ("words", json!([words]))));
    assert_eq!(open(&told(AREA, &spec)), []);
    let reworded = edited(AREA, "The flour to take.", "The flour that you take.");
    assert_eq!(open(&told(&reworded, &spec)), [("erratum-stale", FLOUR)]);
}

#[test]
fn an_erratum_that_nothing_could_make_stale_is_stale() {
    let spec = with_errata(&erratum(&[FLOUR], ("until", json!("2027"))));
    assert_eq!(open(&told(AREA, &spec)), [("erratum-stale", FLOUR)]);
}

/// A page whose first example is no JSON.
fn broken() -> String {
    edited(AREA, "\"kind\": 1\n", "\"kind\": 1,\n")
}

/// The spec with the broken page imported and its findings accepted.
fn accepted(page: &str) -> Spec {
    let plain = spec(SPEC, &[]);
    let mut sheet: Sheet = as_sheet(page, PAGE, &plain);
    let findings: Vec<_> = sheet.page.findings.iter().collect();
    accept(&mut sheet.facts, &findings, &[], "A comma too many.");
    spec(SPEC, &[stored(&sheet)])
}

fn findings(page: &str, spec: &Spec) -> (Vec<String>, Vec<String>) {
    let sheet = as_sheet(page, PAGE, spec);
    let (open, stale) = unaccepted(&sheet.page.findings, spec.docs.first());
    (
        open.iter().map(|finding| format!("{} {}", finding.kind, finding.subject)).collect(),
        stale.iter().map(|stale| format!("{} {}", stale.kind, stale.about)).collect(),
    )
}

#[test]
fn a_finding_is_accepted_by_its_text_and_comes_back_when_that_changes() {
    let told = "example-broken bakeLoaf.example.request".to_owned();
    assert_eq!(findings(&broken(), &spec(SPEC, &[])), (vec![told.clone()], vec![]));
    let spec = accepted(&broken());
    assert_eq!(spec.docs[0].accepted[0].why, "A comma too many.");
    assert_eq!(findings(&broken(), &spec), (vec![], vec![]));
    let changed = edited(&broken(), "\"kind\": 1,\n", "\"kind\": 2,\n");
    assert_eq!(findings(&changed, &spec), (vec![told.clone()], vec![told.clone()]));
    assert_eq!(findings(AREA, &spec), (vec![], vec![told]), "what is set right is stale");
}

#[test]
fn what_is_stale_is_dropped_and_what_is_new_joins_its_reason() {
    let spec = accepted(&broken());
    let two = edited(&broken(), "\"loafId\": \"loaf-1\"\n", "\"loafId\": \"loaf-1\",\n");
    let sheet = as_sheet(&two, PAGE, &spec);
    let (open, stale) = unaccepted(&sheet.page.findings, spec.docs.first());
    let mut page = sheet.facts.clone();
    page.accepted = spec.docs[0].accepted.clone();
    accept(&mut page, &open, &stale, "A comma too many.");
    assert_eq!(page.accepted.len(), 1);
    assert_eq!(page.accepted[0].findings.len(), 2);
    accept(&mut page, &open, &[], "Another reason.");
    let names: Vec<&str> = page.accepted.iter().map(|accepted| accepted.name.as_str()).collect();
    assert_eq!(names, ["example-broken", "example-broken-2"]);
    let sheet = as_sheet(AREA, PAGE, &spec);
    let (_, stale) = unaccepted(&sheet.page.findings, spec.docs.first());
    let mut page = spec.docs[0].clone();
    accept(&mut page, &[], &stale, "");
    assert!(page.accepted.is_empty());
}

#[test]
fn a_report_says_what_is_for_what() {
    let plain = spec(SPEC, &[]);
    let sheets = [as_sheet(&broken().replace("flour\n\nString", "flour\n\nNumber"), PAGE, &plain)];
    let report = report(&sheets, &plain);
    assert!(!report.is_clean());
    let said = text(&report);
    for part in [
        "page.txt: page 10001-20001 of bakeries, 3 methods; ",
        "example-broken: bakeLoaf.example.request: ",
        "param-type-changed: bakeries.bakeLoaf.params.flour: the page: number; the spec: string\n",
        "open: 1 difference, 2 findings, 0 unplaced blocks\n",
        "an erratum into spec/errata.json (cargo xtask errata new ADDRESS); spec/accepted.json is for API diffs only",
        "accepted in spec/docs",
    ] {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
    assert!(!said.contains("since the last import"), "{said}");
    let spec = crate::bakery::imported();
    let reworded = edited(AREA, "The flour to take.", "The flour that you take.");
    let said_since = text(&gravityzone_docs::report(&[as_sheet(&reworded, PAGE, &spec)], &spec));
    assert!(said_since.contains("the page: other words; changed since the last import\n"), "{said_since}");
    assert!(said_since.contains("it goes into spec/docs\n") && !said_since.contains("errata new"), "{said_since}");
    let json: Json = serde_json::from_str(&gravityzone_docs::json(&report)).unwrap();
    let keys = |json: &Json| json.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&json), ["drift", "findings", "format", "pages"]);
    assert_eq!(json["format"], 1);
    assert_eq!(keys(&json["pages"][0]), ["blocks", "file", "methods", "page"]);
    assert_eq!(keys(&json["pages"][0]["blocks"]), ["ignored", "unplaced", "used"]);
    assert_eq!(json["pages"][0]["methods"], json!(["bakeLoaf", "getLoaf", "getLoavesByKind"]));
    assert_eq!(keys(&json["findings"][0]), ["at", "file", "kind", "line", "text"]);
    assert_eq!(keys(&json["drift"][0]), ["at", "docs", "erratum", "file", "kind", "line", "spec"]);
    assert_eq!(json["drift"][0]["erratum"], Json::Null);
}
