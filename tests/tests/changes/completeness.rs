//! Nothing that differs is dropped, told twice or left without a rule: the list of changes is a patch.
//! Shown on every case, on every key of the format, and on edits at random.

use crate::edits::{Edit, edited};
use gravityzone_diff::{apply, claims, compare, unclassified, unequal};
use gravityzone_spec::Spec;
use gravityzone_tests::changes::{Files, cases, load, toy};
use gravityzone_tests::project::root;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

/// What is wrong with the changes between two specs as a patch.
pub(crate) fn incomplete(base: &Spec, head: &Spec) -> Result<(), String> {
    let changes = compare(base, head);
    let told = || -> String { changes.iter().map(|change| format!("  {} at {}\n", change.rule, change.at)).collect() };
    if let Some(difference) = unequal(&apply(&base.subjects(), &changes), &head.subjects()) {
        return Err(format!("the changes do not make the head: {difference}\n{}", told()));
    }
    for (difference, rules) in claims(base, head) {
        if rules.len() != 1 {
            return Err(format!("{difference} is claimed by {rules:?}"));
        }
    }
    if unclassified(&changes) {
        return Err(format!("something has no rule:\n{}", told()));
    }
    let mut by_fingerprint = BTreeMap::new();
    for change in &changes {
        if let Some(other) = by_fingerprint.insert(&change.fingerprint, change) {
            return Err(format!(
                "{} at {} and {} at {} have one fingerprint",
                change.rule, change.at, other.rule, other.at
            ));
        }
    }
    Ok(())
}

pub(crate) fn spec(files: &Files) -> Spec {
    load(files).unwrap_or_else(|error| panic!("{error}")).0
}

/// The files of the project's spec.
fn ours() -> Files {
    let folder = root().join("spec");
    let mut files = Files::new();
    for inside in ["", "areas/", "enums/"] {
        for entry in fs::read_dir(folder.join(inside)).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_file() {
                let name = entry.file_name().unwrap().to_string_lossy().into_owned();
                files.insert(format!("{inside}{name}"), fs::read_to_string(&entry).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_changes_of_every_case_make_its_head_both_ways() {
    for case in cases().unwrap_or_else(|error| panic!("{error}")) {
        let (base, head) = (spec(&case.base), spec(&case.head));
        for (way, base, head) in [("forward", &base, &head), ("backward", &head, &base)] {
            incomplete(base, head).unwrap_or_else(|error| panic!("{} ({way}): {error}", case.title));
        }
    }
}

#[test]
fn a_spec_does_not_differ_from_itself() {
    for files in [toy(), ours()] {
        let spec = spec(&files);
        assert!(compare(&spec, &spec).is_empty());
        assert!(compare(&spec, &self::spec(&files)).is_empty());
    }
}

#[test]
fn what_the_format_does_not_have_is_unclassified_and_counts_as_the_worst() {
    let mut files = toy();
    let area = files.get_mut("areas/lamps.json").unwrap();
    *area = area.replace("\"doc\": \"From front to back.\"", "\"odour\": \"oil\", \"doc\": \"From front to back.\"");
    let changes = compare(&spec(&toy()), &spec(&files));
    let [change] = changes.as_slice() else { panic!("{changes:#?}") };
    assert_eq!((change.rule, change.at.as_str()), ("unclassified-change", "lamps.makeLamp.params.depth"));
    assert_eq!(crate::table::line(change).split(' ').nth(2), Some("breaking"));
    assert_eq!(gravityzone_diff::suggested_bump(&changes).as_str(), "major");
    assert!(unclassified(&changes));
}

/// How many edits at random are tried; more with `SPEC_EDITS`.
fn tries(usual: u32) -> ProptestConfig {
    let asked = std::env::var("SPEC_EDITS").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

static TOY: LazyLock<(Files, Spec)> = LazyLock::new(|| (toy(), spec(&toy())));
static OURS: LazyLock<(Files, Spec)> = LazyLock::new(|| (ours(), spec(&ours())));

fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    proptest::collection::vec((any::<u8>(), any::<u32>(), any::<u32>()), 1..most)
}

proptest! {
    #![proptest_config(tries(100))]

    #[test]
    fn the_changes_make_the_head_of_any_edit_of_the_toy(edits in edits(8)) {
        let (base, head) = (&TOY.1, spec(&edited(&TOY.0, &edits)));
        prop_assert_eq!(incomplete(base, &head), Ok(()));
        prop_assert_eq!(incomplete(&head, base), Ok(()));
    }
}

proptest! {
    #![proptest_config(tries(8))]

    #[test]
    fn the_changes_make_the_head_of_any_edit_of_the_spec(edits in edits(12)) {
        let (base, head) = (&OURS.1, spec(&edited(&OURS.0, &edits)));
        prop_assert_eq!(incomplete(base, &head), Ok(()));
    }
}
