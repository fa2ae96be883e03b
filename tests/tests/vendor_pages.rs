//! The vendor's own pages against the spec, where somebody has them: GRAVITYZONE_DOCS, or ../shared/docs beside the project.
//! They are not in the project; without them these tests say so and pass.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_docs::{Drift, DriftKind, Fate, PageKind, Sheet, document, drift, identify, read, report, sheet, text};
use gravityzone_spec::{Spec, TypeKind, load_bundle};
use gravityzone_tests::project::{root, spec};
use serde_json::{Map, Value as Json, json};
use std::path::PathBuf;

/// The pages' files with their bytes, or nothing.
fn pages() -> Option<Vec<(String, Vec<u8>)>> {
    let folder = std::env::var_os("GRAVITYZONE_DOCS").map_or_else(|| root().join("../shared/docs"), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("the vendor's pages are not at {}: nothing is tested", folder.display());
        return None;
    };
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| ["html", "htm", "txt"].iter().any(|known| end == *known)));
    files.sort();
    Some(files.into_iter().map(|file| (file.display().to_string(), std::fs::read(&file).unwrap())).collect())
}

fn as_sheet(file: &str, bytes: &[u8], id: Option<&str>, spec: &Spec) -> Sheet {
    let page = read(file, bytes).unwrap_or_else(|unreadable| panic!("{unreadable}"));
    let (id, area) = identify(&page, spec, id).unwrap_or_else(|what| panic!("{what}"));
    sheet(page, &id, &area, spec)
}

#[test]
fn pages_and_spec_agree_but_for_what_errata_explain() {
    let Some(pages) = pages() else { return };
    let spec = spec();
    let sheets: Vec<Sheet> = pages.iter().map(|(file, bytes)| as_sheet(file, bytes, None, &spec)).collect();
    let report = report(&sheets, &spec);
    assert!(report.is_clean(), "{}", text(&report));
    assert_eq!(
        sheets.iter().flat_map(|sheet| &sheet.page.blocks).filter(|block| block.fate == Fate::Unplaced).count(),
        0
    );
    let explained: Vec<&Drift> = report.drift.iter().filter(|drift| drift.erratum.is_some()).collect();
    assert_eq!(explained.len(), report.drift.len());
    assert!(explained.len() >= 20, "only {} differences are explained", explained.len());
    assert_eq!(sheets.len(), spec.docs.len(), "every page that was imported is there");
}

/// A spec of one method, as the page of its area tells it, with that page imported.
fn made_of_the_older_page(file: &str, bytes: &[u8], known: &Spec) -> Spec {
    let text = |name: &str| (name.to_owned(), json!({ "type": "string", "doc": "D." }));
    let texts = |names: &[&str]| names.iter().map(|name| text(name)).collect::<Map<String, Json>>();
    let mut company = texts(&["name", "id", "address", "phone", "createdAt"]);
    for name in ["canBeManagedByAbove", "isSuspended"] {
        company.insert(name.to_owned(), json!({ "type": "boolean", "doc": "D." }));
    }
    for name in ["country", "state"] {
        company.insert(name.to_owned(), json!({ "type": "string", "unset": ["N/A"], "doc": "D." }));
    }
    company.insert("type".to_owned(), json!({ "type": "CompanyType", "doc": "D." }));
    let person = json!({ "type": "ContactPerson", "always": "the page lists it", "doc": "D." });
    company.insert("contactPerson".to_owned(), person);
    let contact = texts(&["fullName", "email", "phoneNumber", "companyRole"]);
    let industry = known.type_in(None, "Industry").unwrap();
    let TypeKind::Codes(codes) = &industry.kind else { panic!("codes") };
    let sectors = codes.iter().filter(|code| code.parent.is_none());
    let sectors: Map<String, Json> = sectors.map(|code| (code.code.to_string(), json!(code.name))).collect();
    let method = |result: &str, limit: Json| {
        let params = json!({ "accountId": { "type": "string", "required": true, "doc": "D." } });
        let mut method = json!({
            "doc": "D.", "effect": "read", "params": params, "result": result,
            "examples": [{ "name": "e", "params": { "accountId": "1" }, "result": [] }],
        });
        method.as_object_mut().unwrap().extend(limit.as_object().unwrap().clone());
        method
    };
    let files = |docs: &str| {
        let api = json!({
            "doc": "D.", "date": "2026-01-01", "regions": {}, "errors": {}, "editions": {}, "absences": {},
            "rates": { "default": { "calls": 1, "seconds": 1, "burst": 0, "doc": "D." } }, "areas": ["integrations"],
        });
        let shared = json!({ "types": {
            "Company": { "doc": "D.", "object": company },
            "ContactPerson": { "doc": "D.", "object": contact },
            "CompanyType": { "doc": "D.", "codes": { "0": "Partner", "1": "Customer" } },
        } });
        let area = json!({
            "area": "integrations", "service": "integrations", "doc": "D.", "page": "77211-135305",
            "methods": { "getCompanyDetailsByAWSAccountId": method("[Company]", json!({ "max_items": 25 })) },
        });
        let sectors = json!({ "enum": "Industry", "doc": "D.", "codes": sectors });
        let text = format!(
            r#"{{ "api.json": {api}, "shared.json": {shared}, "areas/integrations.json": {area}, "enums/industry.json": {sectors}{docs} }}"#
        );
        load_bundle(&text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    };
    let mut older = as_sheet(file, bytes, Some("77211-135305"), &files("")).facts;
    older.imported = "2026-01-01".to_owned();
    files(&format!(r#", "docs/77211-135305.json": {}"#, document(&older).unwrap()))
}

#[test]
fn the_newer_page_against_a_spec_of_the_older_one_tells_exactly_what_is_new() {
    let Some(pages) = pages() else { return };
    let of = |kind: PageKind, id: &str| {
        let spec = spec();
        let is = |(file, bytes): &&(String, Vec<u8>)| {
            let page = read(file, bytes).unwrap();
            page.kind == kind && identify(&page, &spec, None).is_ok_and(|(known, _)| known == id)
        };
        pages.iter().find(is)
    };
    let (Some(older), Some(newer)) = (of(PageKind::Area, "77211-135305"), of(PageKind::Method, "77211-135312")) else {
        println!("the two pages of getCompanyDetailsByAWSAccountId are not there: nothing is tested");
        return;
    };
    let spec = made_of_the_older_page(&older.0, &older.1, &spec());
    let sheets = [as_sheet(&newer.0, &newer.1, Some("77211-135312"), &spec)];
    let drifts = drift(&sheets, &spec);
    let (codes, others): (Vec<&Drift>, Vec<&Drift>) =
        drifts.iter().partition(|drift| drift.at.starts_with("shared.enums.Industry."));
    assert_eq!(codes.len(), 140);
    assert!(codes.iter().all(|drift| drift.kind == DriftKind::EnumValueAdded));
    let mut told: Vec<(&str, &str)> = others.iter().map(|drift| (drift.kind.as_str(), drift.at.as_str())).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("result-field-added", "shared.types.Company.duplicateClosedIncidentsOnUpdate"),
            ("result-field-added", "shared.types.Company.enforce2FA"),
            ("result-field-added", "shared.types.Company.industry"),
            ("result-field-added", "shared.types.Company.mdrContactInformation"),
            ("result-field-added", "shared.types.Company.skip2FAPeriod"),
            ("result-field-became-optional", "shared.types.Company.contactPerson"),
            ("result-limit-removed-by-silence", "integrations.getCompanyDetailsByAWSAccountId"),
        ]
    );
    let said = text(&report(&sheets, &spec));
    assert!(said.contains("shared.enums.Industry: 140 codes: 101 AEROSPACE_MANUFACTURING, "), "{said}");
}
