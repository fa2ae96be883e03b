//! Changes that are one to a reader: the same rule, the same verdict, within one type or one method.
//! 140 new values of an enumeration are one row; up to three stay rows of their own.

use super::{Entry, say};
use crate::address::split;
use crate::change::{Bump, Level, Origin, Wire};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// One change, or several of one kind in one place.
#[derive(Clone, Debug)]
pub(super) struct Group<'r> {
    pub(super) entries: Vec<&'r Entry>,
}

/// So many of a kind are told one by one.
const FEW: usize = 3;

/// What changes share that are told together.
type Kind<'r> = (&'r str, &'r str, (Level, Wire, Wire, Bump, bool), Origin, &'r str, Option<&'r str>);

/// The rows of a list of changes, each where its first change stood.
pub(super) fn groups<'r>(entries: impl Iterator<Item = &'r Entry>) -> Vec<Group<'r>> {
    let mut groups: Vec<Group<'r>> = Vec::new();
    let mut known: HashMap<Kind<'r>, usize> = HashMap::new();
    for entry in entries {
        let at = *known.entry(kind(entry)).or_insert_with(|| {
            groups.push(Group { entries: Vec::new() });
            groups.len() - 1
        });
        groups[at].entries.push(entry);
    }
    let single = |entry: &&'r Entry| Group { entries: vec![*entry] };
    let rows = groups.into_iter().flat_map(|group| match group.entries.len() {
        0..=FEW => group.entries.iter().map(single).collect(),
        _ => vec![group],
    });
    rows.collect()
}

/// Changes by their rule, the rules with the worst first.
pub(super) fn by_rule<'r>(entries: impl Iterator<Item = &'r Entry>) -> Vec<(&'r str, Vec<&'r Entry>)> {
    let mut by_rule: Vec<(&str, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        match by_rule.iter_mut().find(|(rule, _)| *rule == entry.change.rule) {
            Some((_, of)) => of.push(entry),
            None => by_rule.push((entry.change.rule, vec![entry])),
        }
    }
    by_rule.sort_by_key(|(_, entries)| Reverse(entries.iter().map(|entry| entry.change.verdict.level).max()));
    by_rule
}

fn kind(entry: &Entry) -> Kind<'_> {
    let change = &entry.change;
    let verdict = change.verdict;
    (
        change.rule,
        split(&change.at).0,
        (verdict.level, verdict.old_crate_new_api, verdict.new_crate_old_api, verdict.rust, verdict.silent),
        change.origin,
        change.known,
        entry.accepted.as_deref(),
    )
}

impl<'r> Group<'r> {
    /// The first of them, which speaks for all.
    pub(super) fn first(&self) -> &'r Entry {
        self.entries[0]
    }

    /// The row in plain text: of one change what became of it; of several, how many and the first names.
    pub(super) fn told(&self) -> String {
        match self.entries.len() {
            1 => say::told(&self.first().change),
            many => {
                let (holder, names) = self.names();
                let names = say::short(&say::first(&names, str::to_owned), 200);
                format!("{}: {many}: {names}", say::short(holder, 200))
            }
        }
    }

    /// What holds them, and their names in it.
    pub(super) fn names(&self) -> (&'r str, Vec<&'r str>) {
        let holder = split(&self.first().change.at).0;
        (holder, self.entries.iter().map(|entry| split(&entry.change.at).1).collect())
    }

    /// Their names with what became of each, in plain text: `101: AEROSPACE_MANUFACTURING`.
    pub(super) fn items(&self) -> Vec<String> {
        let item = |entry: &&Entry| match (say::became(&entry.change, 60), split(&entry.change.at).1) {
            ((Some(before), Some(after)), name) => format!("{name}: {before} -> {after}"),
            ((Some(only), None) | (None, Some(only)), name) => format!("{name}: {only}"),
            ((None, None), name) => name.to_owned(),
        };
        self.entries.iter().map(item).collect()
    }

    /// The methods that any of them reaches.
    pub(super) fn methods(&self) -> Vec<&'r str> {
        let all: BTreeSet<&str> =
            self.entries.iter().flat_map(|entry| &entry.change.methods).map(String::as_str).collect();
        all.into_iter().collect()
    }
}
