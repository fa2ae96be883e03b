//! The list of changes as a patch: applied to the tree of the base it makes the tree of the head.
//! So a test can prove that nothing was dropped.

use crate::change::{Change, Edit};
use gravityzone_spec::{Fact, Place, Subject, SubjectKind};
use std::collections::BTreeMap;

/// The tree that a list of changes makes of a tree. Places are not made up: what is set anew has none.
#[must_use]
pub fn apply(base: &Subject, changes: &[Change]) -> Subject {
    let mut tree = base.clone();
    let edits = || changes.iter().flat_map(|change| &change.edits);
    for edit in edits() {
        match edit {
            Edit::Set { at, key, value } => {
                if let Some(subject) = find(&mut tree, at) {
                    subject.facts.retain(|fact| fact.key != *key);
                    let fact = value.clone().map(|value| Fact { key: key.clone(), value, place: Place::default() });
                    subject.facts.extend(fact);
                }
            }
            Edit::Remove { at } => remove(&mut tree, at).into_iter().for_each(drop),
            _ => {}
        }
    }
    let mut moved = Vec::new();
    for edit in edits() {
        if let Edit::Move { at, parent, after, .. } = edit {
            moved.extend(remove(&mut tree, at).map(|subject| (parent.clone(), after.clone(), subject)));
        }
    }
    let renames: Vec<(&String, &String)> =
        edits().filter_map(|edit| if let Edit::Rename { at, to } = edit { Some((at, to)) } else { None }).collect();
    for (at, to) in renames {
        if let Some(subject) = find(&mut tree, at) {
            subject.name.clone_from(to);
        }
    }
    let added = edits().filter_map(|edit| match edit {
        Edit::Add { parent, after, subject } => Some((parent.clone(), after.clone(), (**subject).clone())),
        _ => None,
    });
    let mut waiting: Vec<(String, Option<String>, Subject)> = moved.into_iter().chain(added).collect();
    readdress(&mut tree);
    // one may stand after another that is new too
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut left = Vec::new();
        for (parent, after, subject) in waiting {
            match find(&mut tree, &parent) {
                Some(holder) if after.as_ref().is_none_or(|after| holder.child(subject.kind, after).is_some()) => {
                    insert(holder, after.as_deref(), subject);
                }
                _ => left.push((parent, after, subject)),
            }
        }
        if left.len() == before {
            break;
        }
        waiting = left;
    }
    readdress(&mut tree);
    for edit in edits() {
        if let Edit::Order { at, of, names } = edit
            && let Some(subject) = find(&mut tree, at)
        {
            subject
                .children
                .sort_by_key(|child| names.iter().position(|name| child.kind == *of && child.name == *name));
        }
    }
    tree
}

/// What of two trees is not equal, in words; nothing if they say the same.
#[must_use]
pub fn unequal(a: &Subject, b: &Subject) -> Option<String> {
    let facts = |subject: &Subject| -> BTreeMap<String, serde_json::Value> {
        subject.facts.iter().map(|fact| (fact.key.clone(), fact.value.clone())).collect()
    };
    if (a.kind, &a.name, &a.address) != (b.kind, &b.name, &b.address) {
        return Some(format!("{:?} {} is {:?} {}", a.kind, a.address, b.kind, b.address));
    }
    if facts(a) != facts(b) {
        return Some(format!("{}: {:?} is {:?}", a.address, facts(a), facts(b)));
    }
    let kinds: std::collections::BTreeSet<SubjectKind> =
        a.children.iter().chain(&b.children).map(|child| child.kind).collect();
    for kind in kinds {
        let names = |subject: &Subject| -> Vec<String> { subject.of(kind).map(|child| child.name.clone()).collect() };
        if names(a) != names(b) {
            return Some(format!("{} holds {:?}, not {:?}", a.address, names(a), names(b)));
        }
        let first = a.of(kind).zip(b.of(kind)).find_map(|(a, b)| unequal(a, b));
        if first.is_some() {
            return first;
        }
    }
    None
}

fn find<'t>(tree: &'t mut Subject, address: &str) -> Option<&'t mut Subject> {
    if tree.address == address {
        return Some(tree);
    }
    tree.children.iter_mut().find_map(|child| find(child, address))
}

fn remove(tree: &mut Subject, address: &str) -> Option<Subject> {
    match tree.children.iter().position(|child| child.address == address) {
        Some(at) => Some(tree.children.remove(at)),
        None => tree.children.iter_mut().find_map(|child| remove(child, address)),
    }
}

fn insert(holder: &mut Subject, after: Option<&str>, subject: Subject) {
    let of = |child: &Subject| child.kind == subject.kind;
    let at = match after {
        Some(after) => holder.children.iter().position(|child| of(child) && child.name == after).map(|at| at + 1),
        None => holder.children.iter().position(of),
    };
    let at = at.unwrap_or(holder.children.len());
    holder.children.insert(at, subject);
}

/// Addresses after names have changed: each is that of its parent, with its own name at the end.
fn readdress(subject: &mut Subject) {
    for at in 0..subject.children.len() {
        let address = subject.address_of(subject.children[at].kind, &subject.children[at].name);
        let child = &mut subject.children[at];
        child.address = address;
        readdress(child);
    }
}
