//! What is mechanical is written into the spec, with a TODO for the words; the rest is left and named.
//! Whatever is written loads again, and says what the page says.

use crate::bakery::{AREA, METHOD, METHOD_PAGE, PAGE, SPEC, as_sheet, edited, short, spec, stored};
use gravityzone_docs::{Drift, DriftKind, Proposal, drift, propose};
use gravityzone_spec::{FileKind, Spec, canonical};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The files of a spec as text, canonical.
fn files(spec: &str) -> BTreeMap<String, String> {
    let spec: Json = serde_json::from_str(spec).unwrap();
    let file = |(path, json): (&String, &Json)| {
        let kind = FileKind::of(path).unwrap();
        (path.clone(), canonical(kind, path, &json.to_string()).unwrap())
    };
    spec.as_object().unwrap().iter().map(file).collect()
}

/// A spec in a folder, so that its files have paths.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str, spec: &str) -> Self {
        let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("propose-{name}"));
        let _ = std::fs::remove_dir_all(&dir);
        let folder = Self(dir);
        folder.write(&files(spec));
        folder
    }

    fn write(&self, files: &BTreeMap<String, String>) {
        for (path, text) in files {
            let file = self.0.join(path.trim_start_matches("spec/"));
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
    }

    fn load(&self) -> Spec {
        gravityzone_spec::load_dir(&self.0, "spec").unwrap_or_else(|mistakes| panic!("{mistakes}"))
    }

    /// Proposes for a page, writes that, and tells what is left to say against the page.
    fn propose(&self, page: &str, id: &str) -> (Proposal, Vec<Drift>) {
        let spec = self.load();
        let sheets = [as_sheet(page, id, &spec)];
        let proposal = propose(&sheets, &drift(&sheets, &spec), &spec).unwrap();
        self.write(&proposal.files);
        let now = self.load();
        let after = drift(&[as_sheet(page, id, &now)], &now);
        (proposal, after)
    }
}

/// The lines of a text that another does not have.
fn added<'t>(now: &'t str, before: &str) -> Vec<&'t str> {
    now.lines()
        .filter(|line| !before.lines().any(|known| known.trim_end_matches(',') == line.trim_end_matches(',')))
        .collect()
}

#[test]
fn a_param_a_field_and_a_value_become_one_line_each_where_the_page_has_them() {
    let table = [
        (
            "signature\n\nString",
            "steam\n\nNumber\n\nYes\n\nThe steam. Available values: 1, 2. The default value is 2.\n\nsignature\n\nString",
            "areas/bakeries.json",
            r#"        "steam": { "type": "number", "default": 2, "allowed": [1, 2], "doc": "TODO: what it is, in our words." },"#,
            r#""oven""#,
        ),
        (
            "\n    • email - a String: the business address",
            "\n    • shift - an Integer: the hour\n\n    • email - a String: the business address",
            "areas/bakeries.json",
            r#"        "shift": { "type": "integer", "doc": "TODO: what it is, in our words." }"#,
            r#""name""#,
        ),
        (
            "  • 2 - SPELT",
            "  • 7 - EMMER\n\n  • 2 - SPELT",
            "shared.json",
            r#"        "7": "EMMER","#,
            r#""1": "WHEAT""#,
        ),
    ];
    for (number, (old, new, path, line, behind)) in table.into_iter().enumerate() {
        let folder = Folder::new(&format!("line-{number}"), SPEC);
        let (proposal, after) = folder.propose(&edited(AREA, old, new), PAGE);
        assert_eq!(after, [], "{new}");
        assert_eq!((proposal.written.len(), proposal.left.len()), (1, 0), "{new}");
        let before = &files(SPEC)[path];
        let now = &proposal.files[&format!("spec/{path}")];
        assert_eq!(added(now, before), [line]);
        let at = now.lines().position(|known| known == line).unwrap();
        assert!(now.lines().nth(at - 1).unwrap().contains(behind), "{line} stands behind {behind}");
        assert_eq!(now.lines().count(), before.lines().count() + 1, "nothing else changed");
    }
}

#[test]
fn a_changed_default_is_the_one_thing_that_is_changed_in_place() {
    let folder = Folder::new("default", SPEC);
    let (proposal, after) = folder.propose(&edited(AREA, "The default value is 500", "The default value is 250"), PAGE);
    assert_eq!(after, []);
    let now = &proposal.files["spec/areas/bakeries.json"];
    let changed = added(now, &files(SPEC)["areas/bakeries.json"]);
    assert_eq!(changed.len(), 1);
    assert!(
        changed[0].contains(r#""weight": { "type": "integer", "default": 250, "allowed": [250, 500, 1000]"#),
        "{changed:?}"
    );
}

#[test]
fn what_takes_a_decision_is_left_and_named() {
    let table = [
        ("flour\n\nString\n\nNo\n", "flour\n\nString\n\nYes\n", "param-became-optional"),
        ("flour\n\nString", "flour\n\nNumber", "param-type-changed"),
        ("  • 1 - WHEAT\n\n", "", "enum-value-removed"),
        ("limited to 25", "limited to 10", "result-limit-lowered"),
        (
            "signature\n\nString\n\nYes",
            "steam\n\nString\n\nNo\n\nThe steam.\n\nsignature\n\nString\n\nYes",
            "param-added-required",
        ),
        ("The name cut into the crust.", "The name cut into the crust. The default value is X.", "param-default-added"),
    ];
    let folder = Folder::new("left", SPEC);
    for (old, new, kind) in table {
        let (proposal, after) = folder.propose(&edited(AREA, old, new), PAGE);
        assert!(proposal.files.is_empty() && proposal.written.is_empty(), "{new}");
        assert_eq!(proposal.left.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), [kind]);
        assert_eq!(after.len(), 1);
    }
}

/// A spec without one of its methods.
fn without(method: &str) -> String {
    let mut spec: Json = serde_json::from_str(SPEC).unwrap();
    spec["areas/bakeries.json"]["methods"].as_object_mut().unwrap().remove(method).unwrap();
    if method == "bakeLoaf" {
        spec["areas/bakeries.json"]["types"].as_object_mut().unwrap().remove("OvenInput");
    }
    spec.to_string()
}

#[test]
fn a_new_method_is_a_skeleton_whose_result_is_json() {
    let folder = Folder::new("method", &without("bakeLoaf"));
    let (proposal, after) = folder.propose(AREA, PAGE);
    assert_eq!(proposal.written, ["bakeries.bakeLoaf"]);
    assert!(after.iter().all(|drift| drift.kind != DriftKind::MethodAdded), "{after:?}");
    let now = folder.load();
    let (_, method) = now.method_named(None, "bakeries.bakeLoaf").unwrap();
    assert_eq!((method.effect.as_str(), method.result.ty.to_string()), ("update", "json".to_owned()));
    let params: Vec<(&str, String, bool)> =
        method.params.iter().map(|param| (&*param.name, param.ty.to_string(), param.required)).collect();
    let expected = [
        ("flour", "string", true),
        ("kind", "LoafKind", false),
        ("weight", "number", false),
        ("oven", "OvenInput", false),
        ("signature", "string", false),
    ];
    assert_eq!(params, expected.map(|(name, ty, required)| (name, ty.to_owned(), required)));
    assert!(method.doc.starts_with("TODO") && method.params.iter().all(|param| param.doc.starts_with("TODO")));
}

#[test]
fn a_skeleton_passes_the_checks_that_a_page_cannot_answer() {
    let rows = "flour\n\nString\n\nNo\n\nThe flour to take.\n";
    let more = "salt\n\nString\n\nNo\n\nThe salt.\n\nsifted\n\nBoolean\n\nNo\n\nWhether it is sifted.\n\n\
                turns\n\nInteger\n\nNo\n\nHow often.\n\nrests\n\nInteger\n\nNo\n\nHow long.\n";
    let page = edited(AREA, rows, &format!("{rows}\n{more}"));
    let folder = Folder::new("checks", &without("bakeLoaf"));
    let (proposal, _) = folder.propose(&page, PAGE);
    assert_eq!(proposal.written, ["bakeries.bakeLoaf"]);
    let now = folder.load();
    let (_, method) = now.method_named(None, "bakeries.bakeLoaf").unwrap();
    let of = |name: &str| method.params.iter().find(|param| param.name == name).unwrap();
    assert_eq!((of("salt").ty.to_string(), of("sifted").ty.to_string()), ("Salt".to_owned(), "Sifted".to_owned()));
    assert!(of("salt").required && of("sifted").required && of("turns").required);
    assert!(!of("rests").required && of("rests").doc.contains("TODO: required"), "two numbers could be mixed up");
}

#[test]
fn an_object_becomes_a_type_in_the_file_of_whoever_holds_it() {
    let tray = "tray\n\nObject\n\nYes\n\nThe tray. The object has these fields:\n\n  • rows, an integer for the rows.\n\n\
                \x20 • lid, an object for the lid.\n\n    • handle, a string for the handle.\n\nsignature\n\nString";
    let folder = Folder::new("object", SPEC);
    let (proposal, after) = folder.propose(&edited(AREA, "signature\n\nString", tray), PAGE);
    assert_eq!((proposal.written.len(), after), (1, vec![]));
    let before = &files(SPEC)["areas/bakeries.json"];
    let lines = added(&proposal.files["spec/areas/bakeries.json"], before).join("\n");
    for line in [
        r#""tray": { "type": "TrayInput", "doc": "TODO"#,
        r#""rows": { "type": "integer", "doc": "TODO"#,
        r#""lid": { "type": "LidInput", "doc": "TODO"#,
        r#""handle": { "type": "string", "doc": "TODO"#,
        r#""LidInput": {"#,
        r#""TrayInput": {"#,
    ] {
        assert!(lines.contains(line), "{line} is not in:\n{lines}");
    }
}

#[test]
fn a_page_that_supersedes_another_proposes_its_fields() {
    let folder = Folder::new("newer", SPEC);
    let (path, text) = stored(&as_sheet(AREA, PAGE, &folder.load()));
    folder.write(&BTreeMap::from([(path, text)]));
    let (proposal, after) = folder.propose(METHOD, METHOD_PAGE);
    assert_eq!(proposal.written, ["bakeries.types.Loaf.crust"]);
    let limit = ("result-limit-removed-by-silence", "bakeries.getLoavesByKind", "nothing", "at most 25");
    assert_eq!(proposal.left, [(DriftKind::ResultLimitRemovedBySilence, limit.1.to_owned())]);
    assert_eq!(after.iter().filter(|drift| !drift.since_import).map(short).collect::<Vec<_>>(), [limit]);
}

#[test]
fn what_an_erratum_explains_is_not_proposed() {
    let page = edited(AREA, "  • 2 - SPELT", "  • 7 - EMMER\n\n  • 2 - SPELT");
    let errata = r#"{ "errata": { "no-emmer": {
        "at": ["shared.types.LoafKind"], "page": "10001-20001", "says": "s", "hold": "h", "why": "w", "seen": "2026"
    } } }"#;
    let plain = spec(SPEC, &[("errata.json".to_owned(), errata.to_owned())]);
    let sheets = [as_sheet(&page, PAGE, &plain)];
    let mut drifts = drift(&sheets, &plain);
    drifts.retain(|drift| drift.kind == DriftKind::EnumValueAdded);
    drifts[0].erratum = Some("no-emmer".to_owned());
    assert!(propose(&sheets, &drifts, &plain).unwrap().files.is_empty());
}
