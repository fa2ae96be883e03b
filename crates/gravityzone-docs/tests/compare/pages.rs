//! Two pages that tell of one method, pages without an id, and imports that would lose facts.
//! What either page says counts; what only the older one says is not missing on the newer.

use crate::bakery::{AREA, METHOD, METHOD_PAGE, PAGE, SPEC, as_sheet, edited, imported, short, spec, stored, told};
use gravityzone_docs::{DriftKind, Sheet, drift, identify, read, removals, supersedes};

#[test]
fn a_newer_page_of_one_method_adds_what_it_adds_and_removes_a_limit_by_silence() {
    let spec = imported();
    let drifts = drift(&[as_sheet(METHOD, METHOD_PAGE, &spec)], &spec);
    let told: Vec<_> = drifts.iter().map(short).collect();
    assert_eq!(
        told,
        [
            ("result-limit-removed-by-silence", "bakeries.getLoavesByKind", "nothing", "at most 25"),
            ("result-field-added", "bakeries.types.Loaf.crust", "integer", "-"),
        ]
    );
}

#[test]
fn a_limit_that_the_newer_page_states_otherwise_is_not_removed_by_silence() {
    let spec = imported();
    let page = edited(METHOD, "loaves of the kind.", "loaves of the kind. The list is limited to 10 entries.");
    let drifts = drift(&[as_sheet(&page, METHOD_PAGE, &spec)], &spec);
    assert_eq!(short(&drifts[0]), ("result-limit-lowered", "bakeries.getLoavesByKind", "at most 10", "at most 25"));
}

#[test]
fn fields_of_both_pages_unite_whichever_is_looked_at() {
    let with_crust = edited(SPEC, r#""baker": {"#, r#""crust": { "type": "integer", "doc": "C." }, "baker": {"#);
    let without_limit = edited(&with_crust, r#""max_items": 25,"#, "");
    let plain = spec(&without_limit, &[]);
    let (old, new) = (
        as_sheet(AREA, PAGE, &plain),
        as_sheet(&edited(METHOD, "kind | Integer | The kind of loaf. |\n", ""), METHOD_PAGE, &plain),
    );
    let drifts = drift(&[old, new], &plain);
    let told: Vec<_> = drifts.iter().map(short).collect();
    // the area's page still states the limit and lacks crust in getLoaf; kind, which the newer page dropped, is not missing
    assert_eq!(
        told,
        [
            ("result-field-removed-optional", "bakeries.types.Loaf.crust", "not in getLoaf", "integer"),
            ("result-limit-added", "bakeries.getLoavesByKind", "at most 25", "-"),
        ]
    );
}

#[test]
fn a_page_of_one_method_supersedes_the_page_of_its_area_and_never_the_reverse() {
    let plain = spec(SPEC, &[]);
    let both = [as_sheet(AREA, PAGE, &plain), as_sheet(METHOD, METHOD_PAGE, &plain)];
    assert_eq!(supersedes(&both[1], "getLoavesByKind", &both, &plain).as_deref(), Some(PAGE));
    assert_eq!(supersedes(&both[0], "getLoavesByKind", &both, &plain), None);
    assert_eq!(supersedes(&both[0], "getLoaf", &both, &plain), None);
}

#[test]
fn a_method_that_moves_to_a_page_of_its_own_is_not_gone() {
    let plain = spec(SPEC, &[]);
    let cut = AREA.split("\ngetLoavesByKind\n").next().unwrap().replace("  • getLoavesByKind: lists loaves.\n\n", "");
    let area = as_sheet(&cut, PAGE, &plain);
    let gone = |sheets: &[Sheet]| {
        let drifts = drift(sheets, &plain);
        drifts
            .iter()
            .filter(|drift| drift.kind == DriftKind::MethodRemoved)
            .map(|drift| drift.at.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(gone(std::slice::from_ref(&area)), ["bakeries.getLoavesByKind"]);
    assert_eq!(gone(&[area, as_sheet(METHOD, METHOD_PAGE, &plain)]), Vec::<String>::new());
}

#[test]
fn a_page_without_an_id_is_known_by_its_methods_and_its_kind() {
    let plain = spec(SPEC, &[]);
    let (area, method) = (as_sheet(AREA, PAGE, &plain), as_sheet(METHOD, METHOD_PAGE, &plain));
    let read = |text: &str| read("page.txt", text.as_bytes()).unwrap();
    let only_area = spec(SPEC, &[stored(&area)]);
    assert_eq!(identify(&read(AREA), &only_area, None), Ok((PAGE.to_owned(), "bakeries".to_owned())));
    let asked = identify(&read(METHOD), &only_area, None).unwrap_err();
    assert!(asked.contains("--as"), "a page of one method is not a shrunken page of the area: {asked}");
    let both = spec(SPEC, &[stored(&area), stored(&method)]);
    assert_eq!(identify(&read(METHOD), &both, None), Ok((METHOD_PAGE.to_owned(), "bakeries".to_owned())));
    assert_eq!(identify(&read(AREA), &both, None), Ok((PAGE.to_owned(), "bakeries".to_owned())));
}

#[test]
fn a_file_name_may_begin_with_the_id_and_what_is_told_must_agree() {
    let plain = spec(SPEC, &[]);
    let page = |file: &str| read(file, AREA.as_bytes()).unwrap();
    let id = |file: &str, told| identify(&page(file), &plain, told).map(|(id, _)| id);
    assert_eq!(id("saved/10001-20001-bakeries.txt", None).as_deref(), Ok(PAGE));
    assert_eq!(id("10001-20001.txt", Some(PAGE)).as_deref(), Ok(PAGE));
    assert!(id("10001-20001.txt", Some("10001-20009")).unwrap_err().contains("--as says 10001-20009"));
    for file in ["001_10001.txt", "2026-01-02.txt", "bakeries.txt"] {
        assert!(id(file, None).unwrap_err().contains("--as"), "{file}");
    }
}

#[test]
fn a_page_of_no_area_says_what_to_write_first() {
    let plain = spec(SPEC, &[]);
    let page =
        read("page.txt", edited(AREA, "jsonrpc/bakeries", "jsonrpc/mills").replace("Loa", "Sack").as_bytes()).unwrap();
    let said = identify(&page, &plain, Some("10001-30001")).unwrap_err();
    assert!(said.contains("no area of the spec has the service \"mills\""), "{said}");
}

#[test]
fn an_import_with_fewer_facts_names_each_that_is_gone() {
    let plain = spec(SPEC, &[]);
    let before = as_sheet(AREA, PAGE, &plain).facts;
    let gone = |page: &str| removals(&before, &as_sheet(page, PAGE, &plain).facts);
    assert_eq!(gone(AREA), Vec::<String>::new());
    assert_eq!(gone(&edited(AREA, "  • 1 - WHEAT\n\n", "")), ["bakeLoaf.params.kind: 1"]);
    assert_eq!(
        gone(&edited(AREA, "\n\n    • email - a String: the business address", "")),
        ["getLoaf.fields.baker.email"]
    );
    let cut = AREA.split("\ngetLoavesByKind\n").next().unwrap().replace("  • getLoavesByKind: lists loaves.\n\n", "");
    assert_eq!(gone(&cut), ["getLoavesByKind"]);
}

#[test]
fn the_stored_page_says_what_the_page_says() {
    let spec = imported();
    assert_eq!(told(AREA, &spec), []);
    let (_, text) = stored(&as_sheet(AREA, PAGE, &spec));
    let now = &as_sheet(AREA, PAGE, &spec).facts;
    let mut kept = spec.docs[0].clone();
    kept.imported = "2026-01-01".to_owned();
    assert_eq!(gravityzone_docs::document(&kept).unwrap(), text);
    assert_eq!(kept.methods.len(), now.methods.len());
    for (kept, now) in kept.methods.iter().zip(&now.methods) {
        let paths = |method: &gravityzone_spec::DocsMethod| -> Vec<String> {
            method.members.iter().map(|member| member.path.clone()).collect()
        };
        assert_eq!(paths(kept), paths(now));
    }
}
