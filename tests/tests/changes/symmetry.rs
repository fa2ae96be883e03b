//! Every rule has a mirror, or says why it has none.
//! Base and head of a case swapped give the mirror at the same place.

use crate::table::changes;
use gravityzone_diff::{Change, Mirror, rule, rules};
use gravityzone_tests::changes::cases;
use std::collections::BTreeSet;

/// Rules whose mirror has another mirror, each with the reason.
const ONE_WAY: &[(&str, &str)] = &[
    ("method-removed-after-deprecation", "a method that comes is new, whatever was said of it when it went"),
    ("param-removed-after-deprecation", "a param that comes is new, whatever was said of it when it went"),
    ("spec-version-decreased", "a later date is the usual"),
];

/// What else a rule may become when base and head are swapped, each with the reason.
const ALSO: &[(&str, &str, &str)] = &[
    ("method-added", "method-removed-after-deprecation", "what is deprecated goes more gently"),
    ("param-added-optional", "param-removed-after-deprecation", "what is deprecated goes more gently"),
    ("enum-value-promoted", "enum-value-removed", "a value that loses its name is one that is removed"),
    ("enum-tombstone-removed", "enum-value-added", "nobody adds a value that is gone"),
    ("spec-version-decreased", "provenance-changed", "a later date is the usual"),
];

#[test]
fn every_rule_has_a_mirror_that_is_there_and_leads_back_or_says_why_not() {
    for of in rules() {
        match of.mirror {
            Mirror::Itself => {}
            Mirror::None(reason) => assert!(reason.len() > 10, "{} has no mirror and does not say why", of.id),
            Mirror::Is(id) => {
                let mirror = rule(id).unwrap_or_else(|| panic!("the mirror of {} is {id}, which is no rule", of.id));
                let back = mirror.mirror == Mirror::Is(of.id);
                let stated = ONE_WAY.iter().any(|(one, _)| *one == of.id);
                assert_ne!(back, stated, "{} -> {id} -> {:?}", of.id, mirror.mirror);
            }
        }
    }
}

#[test]
fn names_of_rules_are_unique_and_told_in_sentences() {
    let ids: BTreeSet<&str> = rules().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules().count(), "two rules have one name");
    for rule in rules() {
        let sentence = rule.about.starts_with(|first: char| first.is_uppercase() || "`n".contains(first));
        assert!(sentence && rule.about.ends_with(['.', '?']), "{}: {}", rule.id, rule.about);
        assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.id);
    }
}

#[test]
fn base_and_head_swapped_give_the_mirror_at_the_same_place() {
    let mut wrong = String::new();
    for case in cases().unwrap_or_else(|error| panic!("{error}")) {
        let (forward, backward) = changes(&case);
        let mut left: Vec<&Change> = backward.iter().collect();
        for change in &forward {
            // the same place, by its address in the other direction's base
            let at = left.iter().position(|back| mirrors(change.rule, back.rule) && same_place(change, back));
            match at {
                Some(at) => drop(left.remove(at)),
                None => wrong.push_str(&format!("{}: {} at {} has no mirror\n", case.title, change.rule, change.at)),
            }
        }
        for back in left {
            wrong.push_str(&format!("{}: {} at {} mirrors nothing\n", case.title, back.rule, back.at));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Whether a rule gives another when base and head are swapped.
fn mirrors(of: &str, back: &str) -> bool {
    let one_way = |of: &str, back: &str| match rule(of).map(|rule| rule.mirror) {
        Some(Mirror::Is(id)) => id == back,
        Some(Mirror::Itself) => of == back,
        _ => false,
    };
    let also = |of: &str, back: &str| ALSO.iter().any(|(a, b, _)| (*a, *b) == (of, back));
    one_way(of, back) || one_way(back, of) || also(of, back) || also(back, of)
}

/// A rename stands under two names; everything else under one.
fn same_place(forward: &Change, backward: &Change) -> bool {
    let spots = forward.base == backward.head && forward.head == backward.base;
    forward.at == backward.at || spots
}
