//! Broken specs: each mistake is told with file, line, column, a caret, what is wrong and what would be right.
//! All mistakes come at once, nothing is touched, and no bytes whatever make the loader panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_codegen::generate_model;
use gravityzone_spec::{FileKind, canonical, load_dir};
use gravityzone_tests::project::root;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "broken_spec/asked.rs"]
mod asked;

const FILES: [&str; 4] = ["api.json", "areas/things.json", "errata.json", "shared.json"];

type Bytes = BTreeMap<String, Vec<u8>>;

fn small_spec() -> Bytes {
    let read = |path: &&str| std::fs::read(root().join("tests/fixtures/small-spec").join(path)).unwrap();
    FILES.iter().map(|path| ((*path).to_owned(), read(path))).collect()
}

fn written(name: &str, files: &Bytes) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    for (path, bytes) in files {
        let to = dir.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
    dir
}

/// What loading and generating say; no file is touched.
fn said(name: &str, files: &Bytes) -> Result<usize, String> {
    let dir = written(name, files);
    let result = load_dir(&dir, "spec").and_then(|spec| generate_model(&spec, "src")).map(|files| files.len());
    for (path, bytes) in files {
        assert_eq!(std::fs::read(dir.join(path)).unwrap(), *bytes, "{name} touched {path}");
    }
    let names = |dir: &Path| std::fs::read_dir(dir).map_or(0, Iterator::count);
    assert_eq!((names(&dir), names(&dir.join("areas"))), (FILES.len(), 1), "{name} made a file");
    result
}

/// One slip: what it is called, the file, the text that is replaced, and by what.
type Slip = (&'static str, &'static str, &'static str, &'static str);

fn slipped(slips: &[Slip]) -> Bytes {
    let mut files = small_spec();
    for (name, path, old, new) in slips {
        let text = String::from_utf8(files[*path].clone()).unwrap();
        assert!(text.contains(old), "{name}: {path} has no {old}");
        files.insert((*path).to_owned(), text.replacen(old, new, 1).into_bytes());
    }
    files
}

/// The diagnostics of every slip, one after the other.
fn told(slips: &[Slip]) -> String {
    told_of(slips.iter().map(|slip| (slip.0, slipped(&[*slip]))))
}

/// The diagnostics of every broken spec, one after the other.
fn told_of(broken: impl Iterator<Item = (&'static str, Bytes)>) -> String {
    let mut out = String::new();
    for (name, files) in broken {
        let text = said(name, &files).expect_err(name);
        let places = text.lines().filter(|line| line.trim_start().starts_with("--> spec/")).count();
        let errors = text.lines().filter(|line| line.starts_with("error: ")).count();
        assert!(errors > 0 && places == errors, "{name}: every error has a place\n{text}");
        assert!(text.contains('^'), "{name}: a caret shows where\n{text}");
        writeln!(out, "===== {name}\n{text}").unwrap();
    }
    out
}

const THINGS: &str = "areas/things.json";
const COLOUR: &str = r#""colour": { "type": "Colour", "default": 1, "doc": "Its colour." }"#;
const SHINY: &str = r#""shiny": { "type": "boolean", "doc": "Whether it shines." }"#;
const RULE: &str = r#"{ "require": ["label"], "when": { "colour": 2 } }"#;

const CREATES: &str = r#""effect": "create","#;
const METHODS: &str = r#""methods": {
    "createThing": {
      "doc": "Creates a thing.","#;
const VERIFIED_WITH_AREA: &str = r#""methods": {
    "countThings": { "doc": "Counts.", "effect": "read", "result": "integer", "examples": [{ "name": "one", "result": 1 }] },
    "createThing": {
      "doc": "Creates a thing.",
      "verify": "things.countThings","#;

#[test]
fn the_small_spec_is_sound() {
    assert_eq!(said("sound", &small_spec()).map(|files| files > 3), Ok(true));
    for (path, bytes) in small_spec() {
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(canonical(FileKind::of(&path).unwrap(), &path, &text).unwrap(), text);
    }
}

#[test]
fn what_a_first_day_of_maintaining_found() {
    let deep: &'static str = format!("\"result\": \"{}string{}\"", "[".repeat(3000), "]".repeat(3000)).leak();
    let told = told(&[
        ("a type text without an end", THINGS, r#""result": "Thing""#, deep),
        ("a character that nobody sees", THINGS, "Its id.", "Its \u{202E}id."),
        ("a version without its v", THINGS, r#""effect": "create","#, r#""version": "1.1", "effect": "create","#),
        (
            "a segment that does not end",
            THINGS,
            r#""effect": "create","#,
            r#""service": "things/{Kind", "effect": "create","#,
        ),
        (
            "with without exclude",
            THINGS,
            RULE,
            r#"{ "require": ["label"], "with": ["colour"], "when": { "colour": 2 } }"#,
        ),
        ("together of one", THINGS, RULE, r#"{ "together": ["label"] }"#),
        ("an include of no list", THINGS, RULE, r#"{ "include": { "label": "companyId" } }"#),
        (
            "a former name that another has",
            THINGS,
            SHINY,
            r#""shiny": { "type": "boolean", "renamed_from": "label", "doc": "Whether it shines." }"#,
        ),
        (
            "required since, and not required",
            THINGS,
            SHINY,
            r#""shiny": { "type": "boolean", "required_since": "2026", "doc": "Whether it shines." }"#,
        ),
        (
            "forms of forms",
            "shared.json",
            r#""CompanyId": {"#,
            r#""Loop": { "doc": "L.", "forms": ["integer", "Loop"] }, "CompanyId": {"#,
        ),
        ("an area listed twice", "api.json", r#""areas": ["things"]"#, r#""areas": ["things", "things"]"#),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn forms_that_hold_themselves_in_a_list_are_sound_and_a_method_called_new_is_not() {
    let shared = r#""Loop": { "doc": "L.", "forms": ["string", "[Loop]"] }, "CompanyId": {"#;
    let looped = slipped(&[
        ("a form", "shared.json", r#""CompanyId": {"#, shared),
        ("its use", THINGS, r#""result": "Thing""#, r#""result": "[Thing]""#),
        (
            "in a reply",
            THINGS,
            r#""colour": { "type": "Colour", "doc""#,
            r#""shape": { "type": "Loop", "doc": "S." }, "colour": { "type": "Colour", "doc""#,
        ),
        ("an example", THINGS, r#"{ "id": "t1", "colour": 2 }"#, r#"[{ "id": "t1", "shape": ["a", ["b"]] }]"#),
    ]);
    assert_eq!(said("looped", &looped).map(|files| files > 3), Ok(true));
    let new = slipped(&[
        ("the method", THINGS, r#""createThing": {"#, r#""new": {"#),
        ("the erratum", "errata.json", "things.createThing", "things.new"),
    ]);
    let text = said("new", &new).unwrap_err();
    assert!(
        text.contains("new cannot be a function of the client") && text.contains("areas/things.json:7:5"),
        "{text}"
    );
}

#[test]
fn text_that_is_no_json() {
    let told = told(&[
        ("a missing brace", "shared.json", "\n  }\n}", "\n  }\n"),
        ("a missing comma", THINGS, r#""service": "things","#, r#""service": "things""#),
        ("a trailing comma", THINGS, r#""page": "1","#, r#""page": "1",,"#),
        ("a trailing comma at the end", "api.json", r#""areas": ["things"]"#, r#""areas": ["things"],"#),
        ("a comment", THINGS, r#""page": "1","#, r#""page": "1", // the first"#),
        ("single quotes", "errata.json", r#""page": "1""#, "\"page\": '1'"),
        ("a key without quotes", THINGS, r#""rate": "sensitive""#, r#"rate: "sensitive""#),
        ("two values", "shared.json", "\n  }\n}", "\n  }\n}\n{}"),
        ("a line break in a text", THINGS, "A thing.", "A\nthing."),
        ("half a surrogate", THINGS, "A thing.", r"A \ud83e thing."),
        ("a leading zero", THINGS, r#""max_length": 8"#, r#""max_length": 08"#),
        ("api.json itself", "api.json", r#""date":"#, r#""date";"#),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn keys_and_values_that_the_format_does_not_have() {
    let told = told(&[
        ("a duplicate key", THINGS, r#""doc": "Creates a thing.","#, r#""doc": "Creates a thing.", "doc": "Again.","#),
        (
            "a duplicate param",
            THINGS,
            SHINY,
            r#""shiny": { "type": "string", "doc": "One." }, "shiny": { "type": "string", "doc": "Two." }"#,
        ),
        ("an unknown key with a suggestion", THINGS, r#""max_length": 8"#, r#""maxlength": 8"#),
        ("an unknown key without", "shared.json", r#""name": "Navy""#, r#""name": "Navy", "zzzzz": 1"#),
        ("a wrong type", THINGS, r#""max_length": 8"#, r#""max_length": "8""#),
        ("a number beyond all numbers", THINGS, r#""max_length": 8"#, r#""max_length": 99999999999999999999"#),
        ("a default written", THINGS, r#""effect": "create","#, r#""version": "v1.0", "effect": "create","#),
        ("a false written", THINGS, r#""required": true"#, r#""required": false"#),
        ("a word that is none", THINGS, r#""effect": "create""#, r#""effect": "craete""#),
        ("a missing key", THINGS, r#", "doc": "Its id.""#, ""),
        ("two kinds", "shared.json", r#""id": "A company.""#, r#""id": "A company.", "words": { "a": "A." }"#),
        ("no kind", "shared.json", r#""id": "A company.""#, r#""doc": "A company.""#),
        ("a rule of no kind", THINGS, RULE, r#"{ "when": { "colour": 2 } }"#),
        ("a list where an object belongs", THINGS, RULE, "[]"),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn types_that_mean_nothing() {
    let told = told(&[
        (
            "an unknown type with a suggestion",
            THINGS,
            r#""type": "Colour", "default""#,
            r#""type": "Color", "default""#,
        ),
        ("an unknown word", THINGS, r#""type": "boolean""#, r#""type": "bolean""#),
        ("an unknown wrapper", THINGS, r#""result": "Thing""#, r#""result": "list[Thing]""#),
        (
            "a type that nobody uses",
            THINGS,
            "\"Thing\": {\n",
            "\"Unused\": { \"doc\": \"U.\", \"object\": {} },\n    \"Thing\": {\n",
        ),
        ("an object that is sent and read", THINGS, SHINY, r#""shiny": { "type": "Thing", "doc": "Like this one." }"#),
        ("a page inside an object", THINGS, r#""type": "Colour", "doc""#, r#""type": "page[Colour]", "doc""#),
        ("a default of another type", THINGS, r#""default": 1"#, r#""default": "red""#),
        ("a default beyond all numbers", THINGS, r#""default": 1"#, r#""default": 1e999"#),
        ("a parent that is missing", "shared.json", r#""parent": 2"#, r#""parent": 3"#),
        ("a code that is no number", "shared.json", r#""1": "Red""#, r#""one": "Red", "02": "Green""#),
        ("a type like itself", THINGS, r#""doc": "A thing.","#, r#""doc": "A thing.", "like": "Thing","#),
        ("a type defined twice", THINGS, r#""Thing": {"#, r#""Colour": { "id": "C." }, "Thing": {"#),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn methods_that_would_mislead() {
    let told = told(&[
        ("a bare boolean in new", THINGS, r#""type": "boolean", "#, r#""type": "boolean", "required": true, "#),
        (
            "two ids of one type in new",
            THINGS,
            COLOUR,
            r#""colour": { "type": "CompanyId", "required": true, "doc": "Another." }"#,
        ),
        ("an unknown rate", THINGS, r#""rate": "sensitive""#, r#""rate": "sensitiv""#),
        ("a default in an update", THINGS, r#""effect": "create""#, r#""effect": "update""#),
        ("a word for an absence", THINGS, r#""max_length": 8"#, r#""absent": "whatever""#),
        ("a read that is idempotent", THINGS, r#""effect": "create","#, r#""effect": "read", "idempotent": true,"#),
        ("a limit of a result that is no list", THINGS, CREATES, r#""effect": "create", "max_items": 5,"#),
        (
            "a limit of none",
            THINGS,
            METHODS,
            r#""methods": {
    "findThings": {
      "doc": "Finds.",
      "effect": "read",
      "max_items": 0,
      "result": "[string]",
      "examples": [{ "name": "none", "result": [] }]
    },
    "createThing": {
      "doc": "Creates a thing.","#,
        ),
        ("a verify that is no method", THINGS, CREATES, r#""effect": "create", "verify": "createThng","#),
        ("a verify in no area", THINGS, CREATES, r#""effect": "create", "verify": "ghosts.getThing","#),
        ("a verify that changes something", THINGS, CREATES, r#""effect": "create", "verify": "createThing","#),
        ("a verify of a read", THINGS, CREATES, r#""effect": "read", "verify": "createThing","#),
        ("a verify with the area's own name", THINGS, METHODS, VERIFIED_WITH_AREA),
        ("a rule path that leads nowhere", THINGS, r#""require": ["label"]"#, r#""require": ["labels"]"#),
        (
            "a condition with a value of another type",
            THINGS,
            r#""when": { "colour": 2 }"#,
            r#""when": { "colour": "Blue" }"#,
        ),
        ("a demand without a condition", THINGS, RULE, r#"{ "require": ["label"] }"#),
        ("an example that does not fit", THINGS, r#""label": "sea""#, r#""label": "a very long label", "size": 4"#),
        ("a result that does not fit", THINGS, r#"{ "id": "t1", "colour": 2 }"#, r#"{ "colour": "blue" }"#),
        ("an example that breaks a rule", THINGS, r#", "label": "sea""#, ""),
        ("an erratum about nothing", "errata.json", "shared.types.Colour.2", "shared.types.Colour.7"),
        ("an area without a file", "api.json", r#"["things"]"#, r#"["things", "ghosts"]"#),
        ("an area of another name", THINGS, r#""area": "things""#, r#""area": "thing""#),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn names_that_cannot_be_said_in_rust() {
    let told = told(&[
        ("two params of one name", THINGS, SHINY, r#""Label": { "type": "string", "doc": "The same in Rust." }"#),
        ("a name that requests keep", THINGS, r#""shiny": {"#, r#""validate": {"#),
        ("a name that Rust keeps", THINGS, r#""shiny": {"#, r#""self": {"#),
        ("a name that begins with a digit", THINGS, r#""shiny": {"#, r#""2fa": {"#),
        ("two variants of one name", "shared.json", r#""name": "Navy""#, r#""name": "RED""#),
        ("a variant that is ours", "shared.json", r#""name": "Navy""#, r#""name": "Unknown""#),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn a_type_cannot_be_called_like_a_request() {
    let mut files = small_spec();
    let text = String::from_utf8(files[THINGS].clone()).unwrap();
    files.insert(THINGS.to_owned(), text.replace("\"Thing\"", "\"CreateThing\"").into_bytes());
    let text = said("type like a request", &files).unwrap_err();
    assert!(
        text.contains("error: two things would be called CreateThing in Rust\n  --> spec/areas/things.json:31:5\n"),
        "{text}"
    );
}

#[test]
fn a_keyword_is_no_mistake() {
    for name in ["type", "async", "match", "gen", "try", "box"] {
        let mut files = small_spec();
        let text = String::from_utf8(files[THINGS].clone()).unwrap();
        files.insert(THINGS.to_owned(), text.replace("shiny", name).into_bytes());
        let dir = written("keyword", &files);
        let generated = generate_model(&load_dir(&dir, "spec").unwrap(), "src").unwrap();
        let text = &generated["src/things/create_thing.rs"];
        assert!(text.contains(&format!("r#{name}")) && text.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    let mut out = String::new();
    let bytes: [(&str, &[u8]); 6] = [
        ("an empty file", b""),
        ("only blanks", b" \n\n"),
        ("only null", b"null"),
        ("a byte that is no UTF-8", b"{\n  \"types\": {\n    \"A\xFFB\": { \"id\": \"x\" }\n  }\n}\n"),
        ("half a character at the end", b"{\n  \"types\": {}\n}\n\xE2\x82"),
        ("UTF-16", b"\xFF\xFE{\x00}\x00"),
    ];
    for (name, bytes) in bytes {
        let mut files = small_spec();
        files.insert("shared.json".to_owned(), bytes.to_vec());
        let text = said(name, &files).expect_err(name);
        assert!(text.contains("--> spec/shared.json:"), "{name}: {text}");
        writeln!(out, "===== {name}\n{text}").unwrap();
    }
    for (name, open) in [("10,000 brackets", "["), ("10,000 braces", "{\"a\":")] {
        let mut files = small_spec();
        files.insert("shared.json".to_owned(), open.repeat(10_000).into_bytes());
        let text = said(name, &files).expect_err(name);
        assert!(text.contains("--> spec/shared.json:1:") && text.contains("nested too deeply"), "{name}: {text:.300}");
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_byte_order_mark_does_no_harm_or_is_told() {
    let mut files = small_spec();
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(&files["shared.json"]);
    files.insert("shared.json".to_owned(), marked);
    if let Err(text) = said("bom", &files) {
        assert!(text.contains("--> spec/shared.json:1:1"), "{text}");
    }
}

#[test]
fn a_spec_without_its_first_file_says_so() {
    let dir = written("no-api", &Bytes::new());
    std::fs::create_dir_all(&dir).unwrap();
    assert_eq!(load_dir(&dir, "spec").unwrap_err(), "spec/api.json is missing: a spec begins with it\n");
}

#[test]
fn all_mistakes_of_all_files_come_at_once() {
    let files = slipped(&[
        ("a wrong type", THINGS, r#""max_length": 8"#, r#""max_length": "8""#),
        ("an unknown key", THINGS, r#""always""#, r#""allways""#),
        ("no json", "errata.json", r#""page": "1","#, r#""page": "1""#),
        ("a default written", "api.json", r#""burst": 0, "#, r#""burst": 0, "known": "documented", "#),
        ("no kind", "shared.json", r#""id": "A company.""#, r#""doc": "A company.""#),
        ("a word that is none", THINGS, r#""effect": "create""#, r#""effect": "make""#),
    ]);
    let text = said("all at once", &files).unwrap_err();
    assert_eq!(text.matches("error: ").count(), 6, "{text}");
    assert!(text.ends_with("6 mistakes in the spec\n"), "{text}");
    let places: Vec<&str> = text.lines().filter_map(|line| line.trim_start().strip_prefix("--> spec/")).collect();
    let order: Vec<&str> = places.iter().map(|place| place.split(':').next().unwrap()).collect();
    assert_eq!(order, ["api.json", THINGS, THINGS, THINGS, "errata.json", "shared.json"]);
    insta::assert_snapshot!(text);
}

/// A deterministic stream of numbers.
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end
    }
}

/// What became of the edits of one worker: how many load, how many are refused.
fn edit_and_load(worker: usize, rounds: usize) -> (usize, usize) {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("edited-spec-{worker}"));
    let _ = std::fs::remove_dir_all(&dir);
    let mut files = Vec::new();
    for folder in ["", "areas", "docs", "enums"] {
        std::fs::create_dir_all(dir.join(folder)).unwrap();
        for entry in std::fs::read_dir(root().join("spec").join(folder)).unwrap().map(Result::unwrap) {
            let path = Path::new(folder).join(entry.file_name());
            if path.extension().is_some_and(|extension| extension == "json") {
                let bytes = std::fs::read(entry.path()).unwrap();
                std::fs::write(dir.join(&path), &bytes).unwrap();
                files.push((path, bytes));
            }
        }
    }
    files.sort();
    assert_eq!(files.len(), 15);
    let mut random = Xorshift(0x2545_F491_4F6C_DD1D + worker as u64);
    let (mut loaded, mut refused) = (0, 0);
    for round in 0..rounds {
        let (path, original) = &files[(worker + round) % files.len()];
        let mut bytes = original.clone();
        let at = random.below(bytes.len());
        let marks = b"{}[],:\"\\0129-.eEntf \n\x00\x7F\x80\xFF\xC3aZ";
        match random.below(5) {
            0 => bytes[at] = marks[random.below(marks.len())],
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, marks[random.below(marks.len())]),
            3 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            _ => {
                let span: Vec<u8> = bytes.drain(at..(at + 12).min(original.len())).collect();
                let to = random.below(bytes.len());
                bytes.splice(to..to, span).for_each(drop);
            }
        }
        std::fs::write(dir.join(path), &bytes).unwrap();
        let name = format!("worker {worker} round {round}, {}", path.display());
        match load_dir(&dir, "spec") {
            Ok(_) => {
                assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(), "{name}: not JSON, and loaded");
                loaded += 1;
            }
            Err(text) => {
                let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> spec/"));
                let mut numbers = place.unwrap_or_else(|| panic!("{name}: no line\n{text}")).rsplit(':');
                assert!(numbers.by_ref().take(2).all(|n| n.parse::<usize>().is_ok_and(|n| n > 0)), "{name}: {text}");
                refused += 1;
            }
        }
        std::fs::write(dir.join(path), original).unwrap();
    }
    (loaded, refused)
}

/// Edits of a byte, replaced, taken away or put in, or of a span that is moved: 64 in each of 8 workers, or as many as
/// the variable `SPEC_EDITS` says for a longer look.
#[test]
fn no_edit_of_the_real_spec_makes_the_loader_panic() {
    let rounds = std::env::var("SPEC_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(64);
    let (loaded, refused) = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..8).map(|worker| scope.spawn(move || edit_and_load(worker, rounds))).collect();
        let counts = workers.into_iter().map(|worker| worker.join().expect("the loader panicked"));
        counts.fold((0, 0), |(loaded, refused), (l, r)| (loaded + l, refused + r))
    });
    println!("{loaded} edits load, {refused} are refused");
    assert!(loaded + refused == 8 * rounds && loaded > rounds && refused > rounds, "{loaded} {refused}");
}
