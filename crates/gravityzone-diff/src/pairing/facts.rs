//! What two subjects that are one thing do not have in common: their facts, and the order of what they hold.
//! A fact that only names something by its new name is no difference; its edit goes with the rename.

use super::{Pair, Pairing};
use crate::address::area_of;
use crate::change::Edit;
use crate::difference::{Difference, What};
use crate::renames;
use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;
use std::collections::BTreeSet;

impl<'s> Pairing<'s> {
    /// The facts of every pair, and the order of what it holds.
    pub(super) fn facts(&mut self) {
        for at in 0..self.pairs.len() {
            let pair = self.pairs[at];
            let (base, head) = (pair.base.subject, pair.head.subject);
            let mut keys: Vec<&'s str> = base.facts.iter().map(|fact| fact.key.as_str()).collect();
            keys.extend(head.facts.iter().map(|fact| fact.key.as_str()).filter(|key| base.fact(key).is_none()));
            let mut together: Vec<&'s str> = Vec::new();
            for key in keys {
                if base.value(key) == head.value(key) || (key == "version" && pair.promoted) {
                    continue;
                }
                if let Some(rename) = self.explained(pair, key) {
                    self.found[rename].edits.push(set(pair, key));
                } else if is_content(base.kind, key) {
                    together.push(key);
                } else {
                    let (before, after) = (base.value(key).cloned(), head.value(key).cloned());
                    let what = What::Said { key: key.to_owned(), before, after };
                    self.differ(pair, what, vec![set(pair, key)]);
                }
            }
            if !together.is_empty() {
                let what = What::Content { before: content(base), after: content(head) };
                self.differ(pair, what, together.iter().map(|key| set(pair, key)).collect());
            }
            self.order(pair);
        }
    }

    fn differ(&mut self, pair: Pair<'s>, what: What, edits: Vec<Edit>) {
        let mut difference = Difference::new(what, Some(pair.base), Some(pair.head), edits);
        difference.promoted = pair.promoted;
        self.found.push(difference);
    }

    /// The rename after which a fact says what it said.
    fn explained(&self, pair: Pair<'s>, key: &str) -> Option<usize> {
        let (before, after) = (pair.base.subject.value(key), pair.head.subject.value(key));
        if let Some(rename) = pair.rename {
            let (old, new) = (pair.base.subject, pair.head.subject);
            // the name before, told or no longer told; a Rust name that keeps what the wire's name was
            let says = [before, after].map(|name| name.and_then(Json::as_str));
            let told = says == [None, Some(old.name.as_str())];
            let untold = says == [Some(new.name.as_str()), None];
            if key == "renamed_from" && (told || untold)
                || key == "rust" && renames::rust_name(old) == renames::rust_name(new)
            {
                return Some(rename);
            }
        }
        let (before, after) = (before?, after?);
        let area = area_of(&pair.base.subject.address);
        let mut used = Vec::new();
        let mut retyped = |text: &Json| match text.as_str() {
            Some(text) => {
                let (text, renames) = renames::of_types(text, area, &self.types);
                used.extend(renames);
                Json::String(text)
            }
            None => text.clone(),
        };
        match key {
            "type" | "like" | "extra" if retyped(before) == *after => return used.first().copied(),
            "rate" => {
                return before.as_str().zip(after.as_str()).and_then(|(old, new)| {
                    self.rates.iter().find(|(was, is, _)| (was.as_str(), is.as_str()) == (old, new)).map(|rate| rate.2)
                });
            }
            "forms" if before.as_array()?.iter().map(&mut retyped).collect::<Json>() == *after => {
                return used.first().copied();
            }
            _ => {}
        }
        // a rule, an example and the paging name the members beside them
        let holder = if key == "paging" { pair.base.subject } else { pair.base.parent };
        if !matches!(pair.base.subject.kind, SubjectKind::Rule | SubjectKind::Example | SubjectKind::Method) {
            return None;
        }
        let names = self.members.get(&holder.address)?;
        let renamed = names.iter().fold(before.clone(), |value, (old, new, _)| renames::of_member(&value, old, new));
        (renamed == *after).then(|| names[0].2)
    }

    fn order(&mut self, pair: Pair<'s>) {
        let (base, head) = (pair.base.subject, pair.head.subject);
        let kinds: BTreeSet<SubjectKind> = head.children.iter().map(|child| child.kind).collect();
        for of in kinds {
            let place = |child: &Subject| head.of(of).position(|other| std::ptr::eq(other, child));
            let common: Vec<(&'s Subject, usize)> = base
                .of(of)
                .filter_map(|child| Some((child, place(self.partner.get(&std::ptr::from_ref(child))?)?)))
                .collect();
            if common.is_sorted_by_key(|(_, place)| *place) {
                continue;
            }
            let names =
                |subject: &'s Subject| -> Vec<String> { subject.of(of).map(|child| child.name.clone()).collect() };
            let what = What::Order { of, before: names(base), after: names(head) };
            let edit = Edit::Order { at: head.address.clone(), of, names: names(head) };
            self.differ(pair, what, vec![edit]);
        }
    }
}

fn set(pair: Pair<'_>, key: &str) -> Edit {
    let value = pair.head.subject.value(key).cloned();
    Edit::Set { at: pair.base.subject.address.clone(), key: key.to_owned(), value }
}

/// Facts that mean something only together.
fn is_content(kind: SubjectKind, key: &str) -> bool {
    match kind {
        SubjectKind::Rule => !["doc", "cites", "known", "strength", "judge"].contains(&key),
        SubjectKind::Example => ["params", "result"].contains(&key),
        SubjectKind::Rate => ["calls", "seconds", "burst"].contains(&key),
        SubjectKind::Erratum | SubjectKind::Page => true,
        _ => false,
    }
}

/// The facts of a subject that mean something together, as one value.
pub(crate) fn content(subject: &Subject) -> Json {
    let facts = subject.facts.iter().filter(|fact| is_content(subject.kind, &fact.key));
    Json::Object(facts.map(|fact| (fact.key.clone(), fact.value.clone())).collect())
}
