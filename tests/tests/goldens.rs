//! The goldens: for every construct of the format one toy spec and the Rust that the generator makes of it.
//! Generated again they have to be equal, byte by byte; what they do is proved in `golden_behaviour.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helper may stop where a test may")]

use gravityzone_codegen::{generate, generate_model};
use gravityzone_spec::{FileKind, canonical, load_bundle, load_dir};
use gravityzone_tests::project::{files_below, root, spec};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::{env, fs};

const MEND: &str = "UPDATE_GOLDENS=1 cargo test -p gravityzone-tests --test goldens";

/// Files by their path below a folder.
type Files = BTreeMap<String, String>;

fn folder() -> PathBuf {
    root().join("tests/goldens")
}

/// The constructs: the folders of `tests/goldens`, mended first if that is asked for.
fn constructs() -> Vec<String> {
    static UPDATED: Once = Once::new();
    if env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1") {
        UPDATED.call_once(|| names().iter().for_each(|construct| update(construct)));
    }
    names()
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What the generator makes of a construct's spec, by the path below its `rust` folder.
fn generated(construct: &str) -> Files {
    let spec = load_dir(&folder().join(construct).join("spec"), &format!("tests/goldens/{construct}/spec"))
        .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let files = generate_model(&spec, "rust").unwrap_or_else(|mistakes| panic!("{construct}:\n{mistakes}"));
    files.into_iter().map(|(path, text)| (path.trim_start_matches("rust/").to_owned(), text)).collect()
}

/// The first line in which two texts differ, from 1, with both sides.
fn first_difference(golden: &str, now: &str) -> String {
    let (golden, now): (Vec<&str>, Vec<&str>) = (golden.split('\n').collect(), now.split('\n').collect());
    let same = golden.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let line = |side: &[&str]| side.get(same).map_or("(no line)".to_owned(), |line| format!("{line:?}"));
    format!("line {}\n    on disk:  {}\n    expected: {}", same + 1, line(&golden), line(&now))
}

/// How the goldens on disk differ from what is generated now, one complaint a file.
fn complaints(construct: &str, golden: &Files, now: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = golden.keys().chain(now.keys()).collect();
    let complaint = |path: &String| match (golden.get(path), now.get(path)) {
        (Some(golden), Some(now)) if golden == now => None,
        (Some(golden), Some(now)) => Some(first_difference(golden, now)),
        (None, _) => Some("missing".to_owned()),
        (_, None) => Some("orphaned: nothing makes it".to_owned()),
    };
    let complaints = paths.into_iter().filter_map(|path| Some((path, complaint(path)?)));
    complaints.map(|(path, what)| format!("tests/goldens/{construct}/rust/{path}: {what}")).collect()
}

/// Writes a construct anew: its spec in the canonical form, then what the generator makes of it.
fn update(construct: &str) {
    let spec = folder().join(construct).join("spec");
    for (path, text) in files_below(&spec) {
        write(&spec.join(&path), &canonical_of(construct, &path, &text));
    }
    let (rust, now) = (folder().join(construct).join("rust"), generated(construct));
    for orphan in files_below(&rust).keys().filter(|path| !now.contains_key(*path)) {
        fs::remove_file(rust.join(orphan)).unwrap();
    }
    for (path, text) in now {
        write(&rust.join(path), &text);
    }
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|on_disk| on_disk == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The canonical form of a file of a construct's spec.
fn canonical_of(construct: &str, path: &str, text: &str) -> String {
    let shown = format!("tests/goldens/{construct}/spec/{path}");
    let kind = FileKind::of(path).unwrap_or_else(|| panic!("{shown} is no file of a spec"));
    canonical(kind, &shown, text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn every_golden_is_what_the_generator_makes_now() {
    let mut wrong = Vec::new();
    for construct in constructs() {
        let now = generated(&construct);
        wrong.extend(complaints(&construct, &files_below(&folder().join(&construct).join("rust")), &now));
    }
    assert!(wrong.is_empty(), "{}\n\nread the difference; if it is meant, run:\n  {MEND}\n", wrong.join("\n"));
}

#[test]
fn every_spec_of_a_golden_is_canonical() {
    let mut wrong = Vec::new();
    for construct in constructs() {
        for (path, text) in files_below(&folder().join(&construct).join("spec")) {
            let right = canonical_of(&construct, &path, &text);
            if right != text {
                let difference = first_difference(&text, &right);
                wrong.push(format!("tests/goldens/{construct}/spec/{path}: {difference}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n\nthe canonical form is written by:\n  {MEND}\n", wrong.join("\n"));
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    for construct in constructs() {
        assert!(generated(&construct) == generated(&construct), "{construct} comes out differently each time");
    }
    let project = || generate(&spec()).unwrap_or_else(|mistakes| panic!("{mistakes}")).files;
    let (first, second) = (project(), project());
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, text) in &first {
        assert!(second[path] == *text, "{path} comes out differently each time");
    }
}

#[test]
fn all_goldens_speak_of_the_same_api() {
    let texts: BTreeMap<String, String> = constructs()
        .into_iter()
        .map(|construct| (fs::read_to_string(folder().join(&construct).join("spec/api.json")).unwrap(), construct))
        .collect();
    assert_eq!(texts.len(), 1, "api.json differs in {:?}", texts.into_values().collect::<Vec<_>>());
}

#[test]
fn every_golden_is_compiled_by_the_tests_of_behaviour() {
    let list = fs::read_to_string(root().join("tests/tests/golden_behaviour/goldens.rs")).unwrap();
    for construct in constructs() {
        let path = format!("goldens/{construct}/rust/lib.rs\"]");
        assert!(list.contains(&path), "tests/tests/golden_behaviour/goldens.rs does not compile {construct}");
    }
}

#[test]
fn a_difference_is_told_by_its_first_line_and_a_file_by_what_is_wrong_with_it() {
    let files = |pairs: &[(&str, &str)]| -> Files {
        pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    let golden = files(&[("same.rs", "a"), ("gone.rs", ""), ("lib.rs", "one\ntwo\n")]);
    let now = files(&[("same.rs", "a"), ("new.rs", ""), ("lib.rs", "one\nto\n")]);
    assert_eq!(
        complaints("id", &golden, &now),
        [
            "tests/goldens/id/rust/gone.rs: orphaned: nothing makes it",
            "tests/goldens/id/rust/lib.rs: line 2\n    on disk:  \"two\"\n    expected: \"to\"",
            "tests/goldens/id/rust/new.rs: missing",
        ]
    );
    assert!(first_difference("a\n", "a").starts_with("line 2"));
}

/// What the generator says of an area whose method `getThing` has these params and this result.
fn refusal(params: Json, result: Json, types: Json) -> String {
    let mut example = json!({ "name": "one", "result": {} });
    for name in params.as_object().unwrap().keys() {
        example["params"][name] = "x".into();
    }
    let method =
        json!({ "doc": "Reads.", "effect": "read", "params": params, "result": result, "examples": [example] });
    let area = json!({
        "area": "things", "service": "things", "doc": "Things.", "page": "1-1", "methods": { "getThing": method },
        "types": types,
    });
    let api = fs::read_to_string(folder().join("id/spec/api.json")).unwrap();
    let api: Json = serde_json::from_str(&api).unwrap();
    let bundle = json!({ "api.json": api, "areas/things.json": area });
    let spec = load_bundle(&bundle.to_string()).unwrap_or_else(|mistakes| panic!("the loader said it: {mistakes}"));
    generate_model(&spec, "rust").expect_err("no mistake was found")
}

#[test]
fn what_the_loader_takes_and_no_rust_can_be_made_of_is_refused_with_its_place() {
    let thing = |member: Json| json!({ "Thing": { "doc": "A thing.", "object": { "a": member } } });
    let union = json!({
        "Thing": { "doc": "A thing.", "object": { "tag": { "type": "integer", "doc": "." }, "a": { "type": "Any", "by": "tag", "doc": "." } } },
        "Any": { "doc": "Any.", "union": { "one": "One" } },
        "One": { "doc": "One.", "object": {} },
    });
    let mut list_of_unions = union.clone();
    list_of_unions["Thing"]["object"] = json!({ "a": { "type": "[Any]", "doc": "." } });
    let circle = json!({ "Kind": { "doc": "A kind.", "codes": {
        "1": { "name": "A", "parent": 2 }, "2": { "name": "B", "parent": 1 },
    } } });
    let some = json!({ "Some": { "doc": "A thing.", "object": {} } });
    let request = json!({ "GetThing": { "doc": "A thing.", "object": {} } });
    let params = json!({ "a": { "type": "string", "required": true, "clear": "", "doc": "." } });
    let open = json!({ "Thing": { "doc": "A thing.", "object": { "extra": { "type": "string", "doc": "." } }, "extra": "json" } });
    let table = [
        (json!({}), json!("Thing"), union, "the tag of a is no text"),
        (json!({}), json!("Thing"), list_of_unions, "the tag of Any is nowhere"),
        (
            json!({}),
            json!("Thing"),
            thing(json!({ "type": "{date: string}", "doc": "." })),
            "date cannot be the key of a map",
        ),
        (json!({}), json!("Thing"), open, "two things would be called extra in Rust"),
        (json!({}), json!("json"), circle, "A is below itself"),
        (json!({}), json!("Some"), some, "Some cannot be the name of a type in Rust"),
        (json!({}), json!("GetThing"), request, "two things would be called GetThing in Rust"),
        (params, json!("json"), json!({}), "a is required and can be emptied"),
        (json!({}), json!({ "type": "json", "unset": ["N/A"] }), json!({}), "unset is not generated yet"),
    ];
    for (params, result, types, expected) in table {
        let mistakes = refusal(params, result, types);
        assert!(mistakes.contains(expected), "{expected}:\n{mistakes}");
        assert!(mistakes.contains("--> bundle:1:"), "{mistakes}");
    }
}
