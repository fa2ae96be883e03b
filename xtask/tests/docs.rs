//! `cargo xtask docs` and `cargo xtask errata` as a maintainer meets them: exit codes, what they print, what they touch.
//! Spec and pages are those of the invented bakeries.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const AREA: &str = include_str!("../../crates/gravityzone-docs/tests/compare/area.txt");
const SPEC: &str = include_str!("../../crates/gravityzone-docs/tests/compare/spec.json");
const PAGE: &str = "10001-20001-bakeries.txt";

/// A project that holds the invented spec, and pages beside it; removed when dropped.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-docs-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let project = Self(folder);
        let spec: Json = serde_json::from_str(SPEC).unwrap();
        for (path, file) in spec.as_object().unwrap() {
            project.write(&format!("spec/{path}"), &file.to_string());
        }
        project.write("spec/errata.json", r#"{ "errata": {} }"#);
        assert_eq!(project.run(&["spec", "fmt"]).0, 0);
        project
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// A saved page, changed in one place.
    fn page(&self, name: &str, old: &str, new: &str) {
        assert!(AREA.contains(old), "there is no {old:?}");
        self.write(name, &AREA.replacen(old, new, 1));
    }

    /// Exit code, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(&self.0).arg("--project").arg(&self.0).args(arguments);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(!text(&stderr).contains("panicked"), "{}", text(&stderr));
        (status.code().unwrap(), text(&stdout), text(&stderr))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// Every file of the spec with its text.
    fn spec(&self) -> BTreeMap<PathBuf, String> {
        let (mut files, mut folders) = (BTreeMap::new(), vec![self.0.join("spec")]);
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = fs::read_to_string(&path).unwrap();
                    files.insert(path, text);
                }
            }
        }
        files
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn check_ends_with_0_when_nothing_is_open_and_with_1_when_something_is() {
    let project = Project::new("check");
    project.page(PAGE, "", "");
    let before = project.spec();
    let (code, said, _) = project.run(&["docs", "check", PAGE]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("; not imported before\nnothing is open: pages and spec agree\n"), "{said}");
    project.page(PAGE, "flour\n\nString", "flour\n\nNumber");
    let (code, said, _) = project.run(&["docs", "check", PAGE]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains(&format!("  {PAGE}:33: param-type-changed: bakeries.bakeLoaf.params.flour: ")), "{said}");
    assert_eq!(project.spec(), before, "a check writes nothing");
}

#[test]
fn json_is_one_object_on_standard_output() {
    let project = Project::new("json");
    project.page(PAGE, "flour\n\nString", "flour\n\nNumber");
    let (code, said, told) = project.run(&["docs", "check", PAGE, "--format", "json"]);
    let json: Json = serde_json::from_str(&said).unwrap();
    assert_eq!((code, told.as_str()), (1, ""));
    assert_eq!(json["format"], 1);
    assert_eq!(json["pages"][0]["file"], PAGE);
    assert_eq!(json["pages"][0]["page"], "10001-20001");
    assert_eq!(json["pages"][0]["blocks"]["unplaced"], 0);
    assert_eq!(json["drift"][0]["kind"], "param-type-changed");
    assert_eq!((&json["drift"][0]["docs"], &json["drift"][0]["spec"]), (&"number".into(), &"string".into()));
    assert_eq!(json["findings"][0]["kind"], "example-type");
}

#[test]
fn wrong_usage_ends_with_2_and_an_unreadable_page_with_3() {
    let project = Project::new("usage");
    project.page("page.txt", "", "");
    project.write("noise.html", "\u{1}\u{2}\u{3}");
    fs::create_dir(project.0.join("empty")).unwrap();
    project.write("two/10001-20001.txt", AREA);
    project.write("two/10001-20001-again.txt", AREA);
    let table: &[(&[&str], i32, &str)] = &[
        (&["docs", "check", "page.txt"], 2, "say which it is: --as 77211-126235"),
        (&["docs", "check", "page.txt", "page.txt", "--as", "10001-20001"], 2, "--as is for one page, and there are 2"),
        (&["docs", "check", "empty"], 2, "no saved page in this folder"),
        (&["docs", "check", "two"], 2, "page 10001-20001 is given twice"),
        (&["docs", "check"], 2, "<PAGE>..."),
        (&["docs", "check", "page.txt", "--format", "xml"], 2, "invalid value 'xml'"),
        (
            &["docs", "import", "page.txt", "--accept", "typo=fine"],
            2,
            "there is no kind \"typo\"; there are name-lost, ",
        ),
        (&["docs", "import", "page.txt", "--accept", "name-lost"], 2, "write KIND=WHY"),
        (&["docs", "import", "page.txt", "--accept", "name-lost= "], 2, "say why"),
        (&["docs", "check", "missing.txt"], 3, "cannot read missing.txt"),
        (&["docs", "check", "noise.html"], 3, "noise.html"),
    ];
    for (arguments, expected, told) in table {
        let (code, _, said) = project.run(arguments);
        assert_eq!(code, *expected, "{arguments:?}: {said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn import_writes_one_canonical_file_once() {
    let project = Project::new("import");
    project.page(PAGE, "", "");
    let (code, said, _) = project.run(&["docs", "import", PAGE]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("spec/docs/10001-20001.json: new\n"), "{said}");
    let stored = project.read("spec/docs/10001-20001.json");
    assert!(stored.contains(r#""flour": { "type": "string", "optional": "no", "words": ""#), "{stored}");
    assert!(!stored.contains("The flour to take"), "no sentence of a page is kept");
    assert_eq!(project.run(&["spec", "fmt", "--check"]).0, 0);
    assert_eq!(project.run(&["spec", "check"]).0, 0);
    let before = project.spec();
    let (_, said, _) = project.run(&["docs", "import", PAGE]);
    assert!(said.starts_with("spec/docs/10001-20001.json: as it was\n"), "{said}");
    assert_eq!(project.spec(), before);
    project.write("page.txt", AREA);
    assert_eq!(project.run(&["docs", "check", "page.txt"]).0, 0, "known by its methods now");
}

#[test]
fn an_import_that_would_lose_facts_needs_a_word() {
    let project = Project::new("removals");
    project.page(PAGE, "", "");
    assert_eq!(project.run(&["docs", "import", PAGE]).0, 0);
    let before = project.spec();
    project.page(PAGE, "250, 500, and 1000", "250 and 500");
    let (code, _, told) = project.run(&["docs", "import", PAGE]);
    assert_eq!(code, 1);
    assert!(told.contains("the last import had bakeLoaf.params.weight: 1000\n"), "{told}");
    assert!(told.ends_with("--accept-removals\nnothing was imported\n"), "{told}");
    assert_eq!(project.spec(), before);
    let (code, said, _) = project.run(&["docs", "import", PAGE, "--accept-removals"]);
    assert_eq!(code, 1, "the spec still has the value");
    assert!(
        said.contains(
            "constraint-tightened: bakeries.bakeLoaf.params.weight: the page: 250, 500; the spec: 250, 500, 1000"
        ),
        "{said}"
    );
    assert_ne!(project.spec(), before);
}

#[test]
fn a_page_that_is_broken_is_imported_when_somebody_says_why_that_is_no_matter() {
    let project = Project::new("accept");
    project.page(PAGE, "\"kind\": 1\n", "\"kind\": 1,\n");
    let (code, _, told) = project.run(&["docs", "import", PAGE]);
    assert_eq!(code, 1);
    assert!(told.contains("example-broken: bakeLoaf.example.request: "), "{told}");
    assert!(told.contains("settle it, or --accept example-broken=WHY\n"), "{told}");
    let accept = ["docs", "import", PAGE, "--accept", "example-broken@getLoaf=Not this one."];
    assert_eq!(project.run(&accept).0, 1, "another method's");
    let accept = ["docs", "import", PAGE, "--accept", "example-broken@bakeLoaf=A comma too many = no matter."];
    let (code, said, told) = project.run(&accept);
    assert_eq!(code, 0, "{said}{told}");
    assert!(project.read("spec/docs/10001-20001.json").contains("\"why\": \"A comma too many = no matter.\""));
    let (code, said, _) = project.run(&["docs", "check", PAGE]);
    assert!(code == 0 && said.contains("1 finding accepted\n"), "{said}");
    project.page(PAGE, "", "");
    let (code, said, _) = project.run(&["docs", "check", PAGE]);
    assert!(code == 1 && said.contains("accepted-stale: bakeLoaf.example.request"), "{said}");
    assert_eq!(project.run(&["docs", "import", PAGE]).0, 0);
    assert!(!project.read("spec/docs/10001-20001.json").contains("accepted"), "what is stale is dropped");
}

#[test]
fn what_propose_writes_passes_generate() {
    let project = Project::new("propose");
    let steam = "steam\n\nNumber\n\nYes\n\nThe steam.\n\nsignature\n\nString\n\nYes";
    project.page(PAGE, "signature\n\nString\n\nYes", steam);
    let area = project.read("spec/areas/bakeries.json");
    let (code, said, told) = project.run(&["docs", "propose", PAGE]);
    assert_eq!(code, 0, "{said}{told}");
    assert!(said.starts_with("  written: bakeries.bakeLoaf.params.steam\n1 written, 0 left to you\n"), "{said}");
    assert!(project.read("spec/areas/bakeries.json").contains(r#""steam": { "type": "number", "doc": "TODO: "#));
    assert_eq!(project.run(&["docs", "check", PAGE]).0, 0);

    let method = project.read("spec/areas/bakeries.json");
    let from = method.find("    \"getLoaf\": {").unwrap();
    let to = method.find("    \"getLoavesByKind\": {").unwrap();
    let without = format!("{}{}", &method[..from], &method[to..]);
    project.write("spec/areas/bakeries.json", &without.replace(r#""omits": ["baker"]"#, r#""omits": ["kind"]"#));
    let (code, said, told) = project.run(&["docs", "propose", PAGE]);
    assert!(said.contains("  written: bakeries.getLoaf\n"), "{said}{told}");
    assert_eq!(code, 1, "what it cannot write is left: {said}");
    let (code, said, told) = project.run(&["generate"]);
    assert_eq!(code, 0, "{said}{told}");
    assert!(project.read("crates/gravityzone-model/src/bakeries/get_loaf.rs").contains("pub struct GetLoaf"));
    assert_ne!(project.read("spec/areas/bakeries.json"), area);
}

#[test]
fn errata_new_fills_a_stub_that_explains_the_drift() {
    let project = Project::new("errata");
    project.page(PAGE, "flour\n\nString", "flour\n\nNumber");
    let import = ["docs", "import", PAGE, "--accept", "example-type=The erratum is about it."];
    assert_eq!(project.run(&import).0, 1);
    let (code, said, told) = project.run(&["errata", "new", "bakeries.bakeLoaf.params.flour"]);
    assert_eq!(code, 0, "{told}");
    assert!(said.contains("spec/errata.json: \"flour\" is a stub"), "{said}");
    assert!(said.contains("spec/accepted.json"), "it says what is for what: {said}");
    let errata: Json = serde_json::from_str(&project.read("spec/errata.json")).unwrap();
    assert_eq!(errata["errata"]["flour"]["expects"]["param-type-changed"], "number");
    assert_eq!(errata["errata"]["flour"]["page"], "10001-20001");
    let (code, said, _) = project.run(&["docs", "check", PAGE]);
    assert!(code == 0 && said.contains("1 difference is explained by 1 erratum: flour\n"), "{said}");
    assert_eq!(project.run(&["errata", "new", "bakeries.bakeLoaf.params.kind"]).0, 0, "words, where nothing differs");
    let errata: Json = serde_json::from_str(&project.read("spec/errata.json")).unwrap();
    assert_eq!(errata["errata"]["kind"]["words"].as_array().unwrap().len(), 1);
    assert_eq!(project.run(&["docs", "check", PAGE]).0, 0);
}

#[test]
fn errata_new_refuses_an_address_that_nothing_is_known_of() {
    let project = Project::new("nowhere");
    project.page(PAGE, "", "");
    let before = project.spec();
    for arguments in [
        &["errata", "new", "bakeries.bakeLoaf.params.flour"][..],
        &["errata", "new", "bakeries.bakeLoaf.params.salt", "--page", PAGE],
        &["errata", "new", "nowhere"],
    ] {
        let (code, _, told) = project.run(arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(told.contains("--page PAGE --line LINE"), "{told}");
    }
    let (code, _, told) = project.run(&["errata", "new", "bakeries.none", "--page", PAGE, "--line", "33"]);
    assert!(code == 1 && told.contains("nothing was written: the spec would not load"), "{code} {told}");
    assert_eq!(project.spec(), before);
    let by_line = ["errata", "new", "bakeries.bakeLoaf", "--page", PAGE, "--line", "33"];
    assert_eq!(project.run(&by_line).0, 0);
}

#[test]
fn the_readme_and_the_guide_name_commands_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut named = 0;
    for file in ["README.md", "guide/maintaining.md"] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        for command in text.split("cargo xtask ").skip(1) {
            let words: Vec<&str> = command.split([' ', '`', '\n']).take(2).collect();
            let [group @ ("docs" | "errata"), verb] = words[..] else { continue };
            let verb = verb.trim_end_matches([',', '.']);
            let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args([group, verb, "--help"]).output().unwrap();
            assert!(output.status.success(), "{file}: cargo xtask {group} {verb}");
            named += 1;
        }
    }
    assert!(named > 4, "{named}");
}
