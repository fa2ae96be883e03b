//! What a page said when it was imported, as the spec holds it: read strictly, written canonically, added to in place.
//! An erratum says how it becomes stale.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use gravityzone_spec::{Entry, FileKind, Spec, canonical, insert, load_bundle, replace};
use serde_json::{Value as Json, json};

const PAGE: &str = r#"{
  "$schema": "../schema/docs.schema.json",
  "page": "1-2",
  "kind": "area",
  "area": "a",
  "imported": "2026-01-01",
  "service": "a",
  "manifest": ["call"],
  "methods": {
    "call": {
      "heading": "cal",
      "returns": "[object]",
      "nullable": true,
      "limit": 25,
      "words": "cbf29ce484222325",
      "nameless": {
        "params": 2
      },
      "params": {
        "size": { "type": "integer", "optional": "no", "min": 1, "words": "cbf29ce484222325" },
        "owner.id": { "optional": "yes", "required_when": { "size": 3, "owner": null }, "default": "N/A", "words": "cbf29ce484222325" }
      },
      "values": {
        "params.size": {
          "1": "SMALL",
          "101": { "name": "TINY", "parent": 1 },
          "2": { "words": "cbf29ce484222325", "deprecated": true }
        }
      }
    }
  },
  "accepted": {
    "name-lost": {
      "kind": "name-lost",
      "why": "The extract lost it.",
      "findings": {
        "call.params.#1": "cbf29ce484222325",
        "call.params.#2": ["cbf29ce484222325", "cbf29ce484222326"]
      }
    }
  }
}
"#;

/// A spec of one method with this page in `docs/1-2.json` and these errata.
fn spec(page: &str, errata: Json) -> Result<Spec, String> {
    let api = json!({
        "doc": "D.", "date": "2026-01-01", "regions": {}, "errors": {},
        "rates": { "default": { "calls": 1, "seconds": 1, "burst": 0, "doc": "D." } },
        "editions": {}, "absences": {}, "areas": ["a"],
    });
    let area = json!({
        "area": "a", "service": "a", "doc": "D.", "page": "1-2",
        "methods": { "call": {
            "doc": "D.", "effect": "read", "result": "json", "examples": [{ "name": "e", "result": null }],
        } },
    });
    let errata = json!({ "errata": errata });
    load_bundle(&format!(
        r#"{{ "api.json": {api}, "areas/a.json": {area}, "docs/1-2.json": {page}, "errata.json": {errata} }}"#
    ))
}

#[test]
fn a_page_is_written_one_line_a_fact_and_read_back() {
    assert_eq!(canonical(FileKind::Docs, "docs/1-2.json", PAGE).unwrap(), PAGE);
    let spec = spec(PAGE, json!({})).loads();
    let method = &spec.docs[0].methods[0];
    assert_eq!((method.heading.as_deref(), method.limit, method.nullable), (Some("cal"), Some(25), true));
    assert_eq!(method.nameless, [("params".to_owned(), 2)]);
    let paths: Vec<&str> = method.members.iter().map(|member| member.path.as_str()).collect();
    assert_eq!(paths, ["params.size", "params.owner.id"]);
    let (size, id) = (&method.members[0], &method.members[1]);
    assert_eq!((size.optional, size.min), (Some(false), Some(1)));
    assert_eq!(id.required_when, [("size".to_owned(), Some(json!(3))), ("owner".to_owned(), None)]);
    assert_eq!(id.default, Some(json!("N/A")));
    let values: Vec<(&str, Option<&str>, Option<i64>, bool)> = size
        .values
        .iter()
        .map(|value| (&*value.literal, value.name.as_deref(), value.parent, value.deprecated))
        .collect();
    assert_eq!(
        values,
        [("1", Some("SMALL"), None, false), ("101", Some("TINY"), Some(1), false), ("2", None, None, true)]
    );
    let accepted = &spec.docs[0].accepted[0];
    assert_eq!(accepted.findings.iter().map(|(_, hashes)| hashes.len()).collect::<Vec<_>>(), [1, 2]);
}

/// A result that a test expects to be a spec; the mistakes are the message.
trait Loads {
    fn loads(self) -> Spec;
}

impl Loads for Result<Spec, String> {
    #[expect(clippy::panic, reason = "a helper of a test may stop the test")]
    fn loads(self) -> Spec {
        self.unwrap_or_else(|mistakes| panic!("{mistakes}"))
    }
}

#[test]
fn a_page_that_is_not_its_file_or_belongs_nowhere_is_a_mistake() {
    let table = [
        (r#""page": "1-2""#, r#""page": "1-3""#, "is not the page of this file"),
        (r#""area": "a""#, r#""area": "b""#, "which is no area"),
        (r#""heading": "cal""#, r#""supersedes": "9-9""#, "which does not tell of it"),
        (r#""kind": "area""#, r#""kind": "book""#, "expected one of area, method"),
        (r#""optional": "no""#, r#""optional": true"#, "expected one of yes, no"),
        (r#""limit": 25"#, r#""limits": 25"#, "did you mean \"limit\"?"),
    ];
    for (old, new, told) in table {
        assert!(PAGE.contains(old), "{old}");
        let mistakes = spec(&PAGE.replacen(old, new, 1), json!({})).unwrap_err();
        assert!(mistakes.contains(told), "{new}: {mistakes}");
    }
}

#[test]
fn an_erratum_says_which_drift_it_explains_or_which_passage_it_is_about() {
    let erratum = json!({ "slip": {
        "at": ["a.call"], "page": "1-2", "says": "s", "hold": "h", "why": "w", "seen": "2026",
        "expects": { "enum-value-removed": ["2 of 3 values", "1 of 3 values"], "method-deprecated": "deprecated" },
        "words": ["cbf29ce484222325"],
    } });
    let spec = spec(PAGE, erratum).loads();
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    assert_eq!(
        spec.errata[0].expects,
        [
            ("enum-value-removed".to_owned(), owned(&["2 of 3 values", "1 of 3 values"])),
            ("method-deprecated".to_owned(), owned(&["deprecated"])),
        ]
    );
    assert_eq!(spec.errata[0].words, ["cbf29ce484222325"]);
}

const SHARED: &str = "{\n  \"types\": {\n    \"A\": {\n      \"id\": \"A.\"\n    },\n    \"B\": {\n      \"id\": \"B.\"\n    }\n  }\n}\n";

fn add(path: &[&str], key: &str, value: &str, after: Option<&str>) -> Result<String, String> {
    insert(FileKind::Shared, "shared.json", SHARED, path, Entry { key, value, after })
}

#[test]
fn an_entry_is_added_behind_another_or_last_and_nothing_else_changes() {
    let entry = "    \"C\": {\n      \"id\": \"C.\"\n    }";
    let behind = add(&["types"], "C", r#"{ "id": "C." }"#, Some("A")).unwrap();
    assert_eq!(behind, SHARED.replacen("    \"B\"", &format!("{entry},\n    \"B\""), 1));
    for after in [None, Some("no such key")] {
        let last = add(&["types"], "C", r#"{ "id": "C." }"#, after).unwrap();
        assert_eq!(last, SHARED.replacen("\n    }\n  }", &format!("\n    }},\n{entry}\n  }}"), 1));
    }
    let made = add(&["types", "D", "codes"], "1", "\"One\"", None).unwrap();
    assert!(made.contains("\"D\": {\n      \"codes\": {\n        \"1\": \"One\"\n"), "{made}");
}

#[test]
fn what_stands_is_not_overwritten_and_only_replace_changes_it() {
    assert_eq!(add(&["types"], "A", "{}", None).unwrap_err(), "shared.json: types has \"A\" already\n");
    assert!(add(&["types", "A", "id"], "x", "1", None).unwrap_err().contains("is no object"));
    assert!(add(&["types", "A", "id", "x"], "y", "1", None).unwrap_err().contains("no object"));
    assert!(add(&["types"], "C", "{", None).unwrap_err().contains("not JSON"));
    let change = |key: &str| replace(FileKind::Shared, "shared.json", SHARED, &["types", "A"], key, "\"Z.\"");
    assert_eq!(change("id").unwrap(), SHARED.replacen("A.", "Z.", 1));
    assert_eq!(change("doc").unwrap_err(), "shared.json: types.A has no \"doc\"\n");
}
