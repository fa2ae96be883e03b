//! The canonical form: writing it twice changes nothing, and it means what the file meant.
//! Tried on files that are shuffled, squeezed and blown up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_spec::{FileKind, canonical};
use serde_json::Value as Json;

const SHARED: &str = r#"{"types":{"B":{"object":{"z":{"doc":"Z.","type":"string"},"a":{"cites":[1,2],"type":"[B]","doc":"A."}},
"doc":"B."},"A":{"codes":{"10":{"doc":"Ten.","name":"Ten"},"2":"Two"},"doc":"A."},"F":{"flags":{"false":"Off","true":{"doc":"On.","name":"On"}},"doc":"F."}},
"$schema":"schema/shared.schema.json"}"#;

fn form(kind: FileKind, text: &str) -> String {
    canonical(kind, "file.json", text).unwrap()
}

#[test]
fn keys_come_in_the_formats_order_and_names_in_the_files() {
    assert_eq!(
        form(FileKind::Shared, SHARED),
        r#"{
  "$schema": "schema/shared.schema.json",
  "types": {
    "B": {
      "doc": "B.",
      "object": {
        "z": { "type": "string", "doc": "Z." },
        "a": { "type": "[B]", "cites": [1, 2], "doc": "A." }
      }
    },
    "A": {
      "doc": "A.",
      "codes": {
        "10": { "name": "Ten", "doc": "Ten." },
        "2": "Two"
      }
    },
    "F": {
      "doc": "F.",
      "flags": {
        "false": "Off",
        "true": { "name": "On", "doc": "On." }
      }
    }
  }
}
"#
    );
}

#[test]
fn examples_are_flat_where_they_are_shallow() {
    let text = r#"{"methods":{"m":{"examples":[{"result":[{"a":1},{"b":[1,2]}],"params":{"x":{"y":{"z":[]}},"n":-1.50e3},"name":"e"}],"result":"json"}}}"#;
    assert_eq!(
        form(FileKind::Area, text),
        r#"{
  "methods": {
    "m": {
      "result": "json",
      "examples": [
        {
          "name": "e",
          "params": {
            "x": {
              "y": { "z": [] }
            },
            "n": -1.50e3
          },
          "result": [
            { "a": 1 },
            { "b": [1, 2] }
          ]
        }
      ]
    }
  }
}
"#
    );
}

/// The text with its blanks changed, none of them inside a text.
fn respaced(text: &str, blank: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::new(), false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        match c {
            ' ' | '\n' if !quoted => {}
            ',' | ':' | '{' | '[' if !quoted => {
                out.push(c);
                out.push_str(blank);
            }
            _ => out.push(c),
        }
    }
    out
}

#[test]
fn it_is_idempotent_keeps_the_meaning_and_forgets_the_layout() {
    let spec = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let mut files: Vec<(FileKind, String)> = vec![(FileKind::Shared, SHARED.to_owned())];
    for path in [
        "api.json",
        "shared.json",
        "errata.json",
        "areas/companies.json",
        "areas/licensing.json",
        "enums/industry.json",
    ] {
        if let Ok(text) = std::fs::read_to_string(spec.join(path)) {
            files.push((FileKind::of(path).unwrap(), text));
        }
    }
    for (kind, text) in files {
        let once = form(kind, &text);
        assert_eq!(form(kind, &once), once);
        assert_eq!(serde_json::from_str::<Json>(&once).unwrap(), serde_json::from_str::<Json>(&text).unwrap());
        for blank in ["", "\n", "   \n\n  ", "\r\n\t"] {
            assert_eq!(form(kind, &respaced(&text, blank)), once, "{kind:?} with {blank:?}");
        }
    }
}

#[test]
fn texts_are_written_with_as_few_escapes_as_json_allows() {
    let text = "{\"types\": {\"A\": {\"id\": \"\\u00e9 \\u2028 \\/ \\\\ \\\" \\n \\u0007 \\ud83e\\udd80\"}}}";
    let written = form(FileKind::Shared, text);
    assert!(written.contains("\"é \u{2028} / \\\\ \\\" \\n \\u0007 🦀\""), "{written}");
    assert_eq!(form(FileKind::Shared, &written), written);
}

#[test]
fn unknown_and_repeated_keys_are_kept_for_whoever_mends_them() {
    let text = r#"{"types": {}, "colour": [1, {"a": 2}], "types": {}}"#;
    let written = form(FileKind::Shared, text);
    assert_eq!(written.matches("\"types\"").count(), 2);
    assert!(written.contains("\"colour\": [\n    1,\n    { \"a\": 2 }\n  ]"), "{written}");
    assert_eq!(form(FileKind::Shared, &written), written);
}

#[test]
fn what_is_no_json_has_no_canonical_form() {
    for text in ["", "{", "{\"a\": 1,}", "// hello\n{}", "{'a': 1}", "{a: 1}", "{} {}", "[1 2]", "{\"a\": 0x1}"] {
        let error = canonical(FileKind::Api, "spec/api.json", text).expect_err(text);
        assert!(error.contains("spec/api.json:1:") || error.contains("spec/api.json:2:"), "{text:?} gives {error}");
    }
}
