//! Objects that take their members from others, however long the chain, and types that hold themselves.
//! Nothing is lost on the way and nothing runs for ever.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use gravityzone_spec::{Spec, load_bundle};
use serde_json::{Map, Value as Json, json};

/// A spec whose one method returns `result`, with these types.
fn spec(result: &str, example: &Json, types: Map<String, Json>) -> Result<Spec, String> {
    let api = json!({
        "doc": "D.", "date": "2026-01-01", "regions": {}, "errors": {},
        "rates": { "default": { "calls": 1, "seconds": 1, "burst": 0, "doc": "D." } },
        "editions": {}, "absences": {}, "areas": ["a"],
    });
    let area = json!({
        "area": "a", "service": "a", "doc": "D.", "page": "p",
        "methods": { "call": {
            "doc": "D.", "effect": "read", "result": result, "examples": [{ "name": "e", "result": example }],
        } },
        "types": types,
    });
    load_bundle(&json!({ "api.json": api, "areas/a.json": area }).to_string())
}

#[test]
fn a_long_chain_of_likes_keeps_every_member() {
    let object = |at: usize| {
        let mut object = json!({ "doc": "D.", "object": { format!("m{at}"): { "type": "integer", "doc": "D." } } });
        if at > 0 {
            object["like"] = format!("O{}", at - 1).into();
        }
        (format!("O{at}"), object)
    };
    let example = json!({ "m0": 0, "m19": 1, "m39": 2 });
    let spec = spec("O39", &example, (0..40).map(object).collect()).unwrap();
    let (area, _) = spec.methods().next().unwrap();
    let gravityzone_spec::TypeKind::Object(last) = &spec.type_in(Some(area), "O39").unwrap().kind else {
        unreachable!("O39 is an object")
    };
    let names: Vec<&str> = spec.members(Some(area), last).iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, (0..40).map(|at| format!("m{at}")).collect::<Vec<_>>());
}

#[test]
fn a_circle_of_likes_is_a_mistake_and_ends() {
    let like = |other: &str| json!({ "doc": "D.", "like": other, "object": {} });
    let types = Map::from_iter([("A".to_owned(), like("B")), ("B".to_owned(), like("A"))]);
    let mistakes = spec("A", &json!({}), types).unwrap_err();
    assert!(mistakes.contains("A is like itself") && mistakes.contains("a circle"), "{mistakes}");
}

#[test]
fn forms_and_objects_that_hold_themselves_load() {
    let forms = json!({ "doc": "D.", "forms": ["string", "[Loop]"] });
    let object = json!({ "doc": "D.", "object": {
        "next": { "type": "Node", "doc": "D." }, "all": { "type": "[Node]", "doc": "D." },
        "loop": { "type": "Loop", "doc": "D." },
    } });
    let types = Map::from_iter([("Loop".to_owned(), forms), ("Node".to_owned(), object)]);
    let example = json!({ "next": { "all": [{}] }, "loop": ["a", ["b", []]] });
    assert!(spec("Node", &example, types).is_ok());
}
