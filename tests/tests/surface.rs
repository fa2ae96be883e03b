//! Every public item that moves between two generated versions is explained by a change of the spec, and what the
//! generator alone moves is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_codegen::{generate, rust_names};
use gravityzone_diff::{Bump, Change, Declared, Explained, Format, Report, RustNames, Surface, compare, explain};
use gravityzone_spec::{Spec, load_files, read_dir};
use gravityzone_tests::project::root;
use std::collections::BTreeMap;

type Files = BTreeMap<String, String>;

/// The files of the project's spec.
fn files() -> Files {
    let files = read_dir(&root().join("spec"), "spec").unwrap();
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn spec(files: &Files) -> Spec {
    let bytes = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    load_files(bytes, "spec").unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The public items of model and client.
fn surface(spec: &Spec, patch: impl Fn(&str, &str) -> String) -> Surface {
    let generated = generate(spec).unwrap();
    let files: Vec<(String, String)> = generated
        .files
        .iter()
        .filter_map(|(path, text)| {
            let (krate, below) = path.strip_prefix("crates/gravityzone-")?.split_once("/src/")?;
            Some((below.to_owned(), patch(krate, text)))
        })
        .collect();
    Surface::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap()
}

/// What a change of the spec's text does, and what explains it.
fn changed(edit: impl Fn(&mut Files)) -> (Vec<Change>, Explained) {
    let base = files();
    let mut head = base.clone();
    edit(&mut head);
    assert_ne!(base, head, "the edit finds what it edits");
    let (base, head) = (spec(&base), spec(&head));
    let mut changes = compare(&base, &head);
    let mut names: RustNames = rust_names(&base).unwrap();
    for (address, rust) in rust_names(&head).unwrap() {
        names.entry(address).or_default().extend(rust);
    }
    let same = |_: &str, text: &str| text.to_owned();
    let moved = surface(&base, same).moved(&surface(&head, same));
    let explained = explain(moved, &mut changes, &names);
    (changes, explained)
}

fn replace(files: &mut Files, file: &str, old: &str, new: &str) {
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    *text = text.replace(old, new);
}

#[test]
fn every_item_that_moves_is_explained_by_a_change() {
    const COMPANIES: &str = "areas/companies.json";
    type Edit = (&'static str, fn(&mut Files));
    let edits: &[Edit] = &[
        ("a param may be left out", |files| {
            replace(
                files,
                COMPANIES,
                r#""nameFilter": { "type": "string", "required": true, "#,
                r#""nameFilter": { "type": "string", "#,
            );
        }),
        ("the limit of a result is gone", |files| replace(files, COMPANIES, "\"max_items\": 25,\n", "")),
        ("a member of a shared type has another type", |files| {
            replace(
                files,
                "shared.json",
                r#""isSuspended": { "type": "boolean""#,
                r#""isSuspended": { "type": "json""#,
            );
        }),
        ("a code has another name", |files| {
            replace(files, "enums/industry.json", r#""2": "AGRICULTURE""#, r#""2": "FARMS""#)
        }),
        ("a rate tier has another name", |files| {
            for text in files.values_mut() {
                *text = text.replace("\"tasks-and-accounts\"", "\"tasks\"");
            }
        }),
        ("a region comes", |files| {
            replace(
                files,
                "api.json",
                r#""regions": {"#,
                r#""regions": {
    "moon": { "host": "https://moon.example/api", "doc": "The moon." },"#,
            );
        }),
        ("a description changes", |files| replace(files, COMPANIES, "\"Postal address.\"", "\"Where letters go.\"")),
    ];
    for (name, edit) in edits {
        let (changes, explained) = changed(edit);
        assert!(!changes.is_empty(), "{name}: nothing changed");
        assert!(!gravityzone_diff::unclassified(&changes), "{name}: {changes:?}");
        assert!(
            explained.unexplained.is_empty(),
            "{name}: {:#?}\n{:?}",
            explained.unexplained,
            changes.iter().map(|c| (c.rule, &c.at)).collect::<Vec<_>>()
        );
        let public = changes.iter().any(|change| change.verdict.rust >= Bump::Minor && !change.verdict.silent);
        assert_eq!(explained.explained > 0, public, "{name}: {explained:?}");
    }
}

#[test]
fn what_the_generator_alone_moves_is_explained_by_nothing() {
    let spec = spec(&files());
    let before = surface(&spec, |_, text| text.to_owned());
    let after = surface(&spec, |krate, text| match krate {
        "model" => text.replace("pub struct DeleteCompany {", "pub struct DeleteTheCompany {"),
        _ => text.to_owned(),
    });
    let outcome = explain(before.moved(&after), &mut compare(&spec, &spec), &rust_names(&spec).unwrap());
    let items: Vec<String> = outcome
        .unexplained
        .iter()
        .map(|moved| format!("{}{}", if moved.came { '+' } else { '-' }, moved.item))
        .collect();
    assert!(
        items.contains(&"-struct DeleteCompany".to_owned()) && items.contains(&"+struct DeleteTheCompany".to_owned()),
        "{items:?}"
    );
    assert_eq!(outcome.explained, 0);
}

#[test]
fn a_rust_name_that_is_written_out_and_stays_what_it_was_breaks_nobody() {
    let (changes, explained) = changed(|files| {
        replace(
            files,
            "areas/companies.json",
            r#""phone": { "type": "string", "doc": "Phone number."#,
            r#""phone": { "type": "string", "rust": "phone", "doc": "Phone number."#,
        );
    });
    assert_eq!(explained.unexplained, []);
    let renames: Vec<(Bump, Option<&str>)> =
        changes.iter().map(|change| (change.verdict.rust, change.note.as_deref())).collect();
    assert_eq!(renames, [(Bump::Patch, Some("no public item moved: the name is the one that it had"))]);
}

#[test]
fn hundreds_of_items_do_not_bury_a_report_for_a_terminal() {
    let mut report = Report::new("base", "head", Vec::new(), Declared::between(None, None));
    report.surface = (0..300).map(|number| format!("+ lib::struct Thing{number}")).collect();
    let text = report.render(Format::Text);
    assert!(text.contains("no change of the spec explains (300)"), "{text}");
    assert!(text.contains("Thing19\n  and 280 more; --format html has them all\n"), "{text}");
    assert!(report.render(Format::Html).contains("Thing299"));
}
