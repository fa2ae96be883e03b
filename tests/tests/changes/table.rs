//! Every case gives the changes that it names, each with its verdict, and every rule has a case.
//! A change is one line: rule, address, level, old crate, new crate, Rust, direction, and what is special about it.

use gravityzone_diff::{Change, Origin, compare, rules};
use gravityzone_tests::changes::{Case, cases, load, toy};
use std::collections::BTreeSet;

/// What a patch of one place leaves wrong elsewhere: examples, rules, a type that nobody uses any more.
const LEFT_ELSEWHERE: [&str; 7] = [
    "means nothing",
    "missing from the",
    "does not fit",
    "the example breaks",
    "is no value of",
    "two required params",
    "no method uses",
];

/// A change as a case writes it.
pub(crate) fn line(change: &Change) -> String {
    let verdict = change.verdict;
    let mut line = format!(
        "{} {} {} {} {} {} {}",
        change.rule,
        change.at,
        verdict.level,
        verdict.old_crate_new_api,
        verdict.new_crate_old_api,
        verdict.rust,
        change.direction
    );
    if verdict.silent {
        line.push_str(" silent");
    }
    if change.origin != Origin::Vendor {
        line.push_str(&format!(" {}", change.origin));
    }
    line
}

/// The changes of a case, from base to head and back.
pub(crate) fn changes(case: &Case) -> (Vec<Change>, Vec<Change>) {
    let load = |files| load(files).unwrap_or_else(|error| panic!("{}: {error}", case.title)).0;
    let (base, head) = (load(&case.base), load(&case.head));
    (compare(&base, &head), compare(&head, &base))
}

#[test]
fn every_case_gives_the_changes_that_it_names() {
    let mut wrong = String::new();
    for case in cases().unwrap_or_else(|error| panic!("{error}")) {
        let (forward, backward) = changes(&case);
        for (mark, found, expected) in [(">", forward, &case.forward), ("<", backward, &case.backward)] {
            let mut found: Vec<String> = found.iter().map(line).collect();
            let mut expected = expected.clone();
            found.sort();
            expected.sort();
            if found != expected {
                let lines: Vec<String> = found.iter().map(|line| format!("{mark} {line}\n")).collect();
                wrong.push_str(&format!("{}\n  expected {expected:#?}\n  found\n{}", case.title, lines.concat()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_case() {
    let cases = cases().unwrap_or_else(|error| panic!("{error}"));
    let lines = cases.iter().flat_map(|case| case.forward.iter().chain(&case.backward));
    let covered: BTreeSet<&str> = lines.filter_map(|line| line.split(' ').next()).collect();
    let bare: Vec<&str> = rules().map(|rule| rule.id).filter(|id| !covered.contains(id)).collect();
    // what nobody foresaw has no case: that is what it means
    assert_eq!(bare, ["unclassified-change"], "these rules have no case");
}

#[test]
fn the_toy_is_a_spec_and_so_is_every_case_but_for_what_it_is_about() {
    let (_, mistakes) = load(&toy()).unwrap();
    assert_eq!(mistakes, "", "the toy is not right");
    let mut wrong = String::new();
    for case in cases().unwrap_or_else(|error| panic!("{error}")) {
        let (_, mistakes) = load(&case.head).unwrap();
        let left = |mistake: &&str| LEFT_ELSEWHERE.iter().any(|left| mistake.contains(left));
        for mistake in mistakes.split("\n\n").filter(|mistake| mistake.starts_with("error") && !left(mistake)) {
            wrong.push_str(&format!("{}\n{mistake}\n", case.title));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
