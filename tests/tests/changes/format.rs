//! Every key of the format has rules: it comes, goes and changes on everything of the toy that may have it, both ways.
//! The keys are read from the format's own JSON Schemas, so that a key which is added is tried here too.

use crate::completeness::{incomplete, spec};
use gravityzone_spec::{FileKind, Spec, json_schema};
use gravityzone_tests::changes::{Files, toy};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// A place of a file with a key of the format, and what stands there in turn: nothing, one value, another.
struct Trial {
    file: String,
    pointer: String,
    key: String,
    values: Vec<Option<Json>>,
}

/// Files that have been parsed; their order is of no matter here.
fn parsed(files: &Files) -> BTreeMap<String, Json> {
    files.iter().map(|(path, text)| (path.clone(), serde_json::from_str(text).unwrap())).collect()
}

fn resolved<'s>(schema: &'s Json, whole: &'s Json) -> &'s Json {
    let inner = schema.get("$ref").and_then(Json::as_str).and_then(|to| whole.pointer(to.trim_start_matches('#')));
    let either =
        schema.get("anyOf").and_then(Json::as_array).and_then(|any| any.iter().find(|s| s.get("$ref").is_some()));
    inner.or_else(|| either.map(|either| resolved(either, whole))).unwrap_or(schema)
}

/// Walks a file beside its schema, and gathers every key of every object once for each kind of place.
fn walk(at: &mut At<'_>, value: &Json, schema: &Json, pointer: &str, place: &str) {
    let schema = resolved(schema, at.whole);
    let Some(object) = value.as_object() else {
        let items = value.as_array().into_iter().flatten().enumerate();
        items.for_each(|(index, item)| walk(at, item, &schema["items"], &format!("{pointer}/{index}"), place));
        return;
    };
    let Some(properties) = schema.get("properties").and_then(Json::as_object) else {
        let of = &schema["additionalProperties"];
        let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
        object.iter().for_each(|(name, inner)| walk(at, inner, of, &format!("{pointer}/{}", escaped(name)), place));
        return;
    };
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    for (key, of) in properties {
        // one of several kinds: it cannot come or go alone
        let kind = schema.get("oneOf").is_some_and(|kinds| kinds.to_string().contains(&format!("[{key:?}]")));
        let here = object.get(key);
        let part = schema.pointer(&format!("/dependentRequired/{key}/0")).and_then(Json::as_str);
        // an id says in its id what it is
        let twice = key == "doc" && object.contains_key("id");
        let possible = !twice && part.is_none_or(|with| object.contains_key(with)) && (!kind || here.is_some());
        // types are sent or read; everything else is the same in every area
        let way = if place.contains("types") || !at.file.starts_with("areas") { at.way } else { "areas" };
        if possible && at.tried.insert(format!("{way} {place} {key} {}", here.is_some())) {
            let mut values = vec![here.cloned()];
            if !kind && !required.contains(key.as_str()) && here.is_some() {
                values.push(None);
            }
            values.extend(samples(key, of, at.whole).into_iter().map(Some));
            let (file, pointer, key) = (at.file.to_owned(), pointer.to_owned(), key.clone());
            at.trials.push(Trial { file, pointer, key, values });
        }
        if let Some(inner) = here {
            walk(at, inner, of, &format!("{pointer}/{key}"), &format!("{place}/{key}"));
        }
    }
}

struct At<'a> {
    file: &'a str,
    way: &'a str,
    whole: &'a Json,
    tried: &'a mut BTreeSet<String>,
    trials: &'a mut Vec<Trial>,
}

/// Two values of a key, made up from its schema; none for what holds things of its own.
fn samples(key: &str, schema: &Json, whole: &Json) -> Vec<Json> {
    let schema = resolved(schema, whole);
    let of_key = match key {
        "type" | "extra" => vec![json!("string"), json!("[integer]"), json!("{string}")],
        "forms" => vec![json!(["string", "integer"]), json!(["string", "boolean"])],
        "deprecated" => vec![json!({ "instead": "other" }), json!({ "since": "2026-01" })],
        "paging" => vec![json!({ "page": "at" }), json!({ "items": "all" })],
        "probe" => return Vec::new(),
        _ => Vec::new(),
    };
    if !of_key.is_empty() {
        return of_key;
    }
    if schema.get("properties").is_some() {
        return Vec::new();
    }
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        return words.iter().filter(|word| schema.pointer("/not/const") != Some(word)).cloned().collect();
    }
    if schema.get("const").is_some() {
        return vec![schema["const"].clone()];
    }
    match schema["type"].as_str() {
        Some("string") => vec![json!("one"), json!("two")],
        Some("integer") => vec![json!(7), json!(8)],
        Some("array") if schema["items"].get("enum").is_some() => vec![json!(["partner"]), json!(["onprem"])],
        Some("array") if schema["items"]["type"] == "integer" => vec![json!([1]), json!([2])],
        Some("array") if schema["items"].get("$ref").is_some() => Vec::new(),
        Some("array") => vec![json!(["one"]), json!(["one", "two"]), json!(["three"])],
        Some("object") if schema.pointer("/additionalProperties/$ref").is_some() => Vec::new(),
        Some("object") if schema.pointer("/additionalProperties/anyOf").is_some() => Vec::new(),
        Some("object") if schema.pointer("/additionalProperties/items").is_some() => vec![json!({ "a": ["b"] })],
        Some("object") => vec![json!({ "a": "b" }), json!({ "c": "d" })],
        _ => vec![json!("one"), json!(["one"])],
    }
}

fn trials() -> Vec<Trial> {
    let (mut tried, mut trials) = (BTreeSet::new(), Vec::new());
    for (file, value) in parsed(&toy()) {
        let schema: Json = serde_json::from_str(&json_schema(FileKind::of(&file).unwrap())).unwrap();
        // what is sent, what is read, and every kind of type; the other areas have nothing more
        let way = if ["areas/doors.json", "areas/keys.json"].contains(&file.as_str()) { "areas" } else { &file };
        let mut at = At { file: &file, way, whole: &schema, tried: &mut tried, trials: &mut trials };
        walk(&mut at, &value, &schema, "", "");
    }
    trials
}

#[test]
fn every_key_of_the_format_comes_goes_and_changes_under_one_rule() {
    let base = parsed(&toy());
    let keys: BTreeSet<String> = trials().into_iter().map(|trial| trial.key).collect();
    assert!(keys.len() > 90, "the format has more keys than {}: {keys:?}", keys.len());
    let mut wrong = String::new();
    for trial in trials() {
        let written = |value: &Option<Json>| -> Files {
            let mut files = base.clone();
            let object = files.get_mut(&trial.file).and_then(|file| file.pointer_mut(&trial.pointer)).unwrap();
            match value {
                Some(value) => object[&trial.key] = value.clone(),
                None => drop(object.as_object_mut().unwrap().remove(&trial.key)),
            }
            files.into_iter().map(|(path, json)| (path, json.to_string())).collect()
        };
        let specs: Vec<(String, Spec)> =
            trial.values.iter().map(|value| (format!("{value:?}"), spec(&written(value)))).collect();
        for pair in specs.windows(2) {
            for ((was, base), (is, head)) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
                if let Err(error) = incomplete(base, head) {
                    let Trial { file, pointer, key, .. } = &trial;
                    wrong.push_str(&format!("{file} {pointer}/{key}: {was} -> {is}\n  {error}\n"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
