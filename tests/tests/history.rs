//! When each part of a method came, and what the notes of a release tell, over specs that grow a step at a time.
//! Parts are followed through renames; notes speak Rust.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_codegen::rust_names;
use gravityzone_diff::{Explained, Revision, compare, history, release_notes};
use gravityzone_spec::{Spec, load_bundle};
use serde_json::{Value as Json, json};

fn spec(params: Json, more: Json) -> Spec {
    let mut example = json!({ "name": "one", "result": null });
    for (name, _) in params.as_object().unwrap().iter().filter(|(_, param)| param["required"] == true) {
        example["params"][name] = json!("red");
    }
    let mut methods = json!({
        "seeThing": {
            "doc": "Shows a thing.", "effect": "read", "result": "json",
            "examples": [{ "name": "one", "result": {} }],
        },
        "paintThing": {
            "doc": "Paints a thing.", "effect": "create", "verify": "seeThing", "params": params,
            "result": "nothing", "examples": [example],
        },
    });
    for (name, method) in more.as_object().unwrap() {
        methods[name] = method.clone();
    }
    let bundle = json!({
        "api.json": {
            "doc": "A toy API.", "date": "2026-01-01", "regions": {}, "errors": {},
            "rates": { "default": { "calls": 10, "seconds": 1, "burst": 10, "doc": "All." } },
            "editions": { "cloud": "The cloud." }, "absences": {}, "areas": ["things"],
        },
        "areas/things.json": {
            "area": "things", "service": "things", "doc": "Toy things.", "page": "1-1", "methods": methods,
            "types": { "Colour": { "doc": "A colour.", "words": { "red": "Red.", "blue": "Blue." } } },
        },
    });
    load_bundle(&bundle.to_string()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn revisions() -> Vec<Revision> {
    let colour = json!({ "type": "Colour", "doc": "Which colour it gets." });
    let renamed = json!({ "type": "Colour", "renamed_from": "color", "doc": "Which colour it gets." });
    let gloss = json!({ "type": "boolean", "doc": "Whether it shines." });
    let steps = [
        ("a1", spec(json!({ "color": colour }), json!({}))),
        ("b2", spec(json!({ "color": colour, "gloss": gloss }), json!({}))),
        ("c3", spec(json!({ "colour": renamed, "gloss": gloss }), json!({}))),
    ];
    let revision = |(name, spec): (&str, Spec)| Revision {
        name: name.to_owned(),
        date: "2026-01-01".to_owned(),
        title: format!("step {name}"),
        spec,
    };
    steps.into_iter().map(revision).collect()
}

#[test]
fn a_part_is_as_old_as_the_thing_and_not_as_its_name() {
    let history = history(&revisions(), "things.paintThing").unwrap();
    let parts: Vec<(&str, usize, &[String])> =
        history.parts.iter().map(|part| (part.at.as_str(), part.since, &*part.before)).collect();
    let before = ["things.paintThing.params.color".to_owned()];
    assert_eq!(
        parts,
        [
            ("things.paintThing", 0, &[][..]),
            ("things.paintThing.params.colour", 0, &before[..]),
            ("things.paintThing.params.gloss", 1, &[]),
            ("things.paintThing.result", 0, &[]),
            ("things.types.Colour", 0, &[]),
        ]
    );
    let changes: Vec<(usize, &str)> = history.changes.iter().map(|(at, change)| (*at, change.rule)).collect();
    assert_eq!(changes, [(1, "param-added-optional"), (2, "param-renamed")]);
}

#[test]
fn a_method_that_is_not_there_is_answered_with_those_that_are_near() {
    let revisions = revisions();
    assert_eq!(
        history(&revisions, "paint").unwrap_err(),
        "no method is called \"paint\"; write area.method, such as things.paintThing; did you mean things.paintThing?"
    );
}

#[test]
fn the_notes_tell_four_parts_in_the_words_of_rust() {
    let colour = json!({ "type": "Colour", "doc": "Which colour it gets." });
    let base =
        spec(json!({ "colour": colour, "coats": { "type": "integer", "default": 1, "doc": "How many." } }), json!({}));
    let stir = json!({
        "doc": "Stirs the paint.", "effect": "read", "result": "string",
        "examples": [{ "name": "one", "result": "well" }],
    });
    let head = spec(
        json!({
            "colour": { "type": "Colour", "required": true, "doc": "Which colour it gets." },
            "coats": { "type": "integer", "default": 2, "deprecated": { "since": "2026-01" }, "doc": "How many." },
        }),
        json!({ "stirPaint": stir }),
    );
    let changes = compare(&base, &head);
    let mut names = rust_names(&base).unwrap();
    names.extend(rust_names(&head).unwrap());
    let notes = release_notes("0.2.0", &changes, &Explained::default(), &names);
    insta::assert_snapshot!(notes);
}
