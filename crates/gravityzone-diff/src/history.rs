//! When each part of a method came, told from the specs of the past.
//! A part is followed back through its renames, so that it is as old as the thing, not as its name.

use crate::change::{Change, Edit};
use crate::compare::compare;
use gravityzone_spec::{Spec, Subject, SubjectKind, Ty};
use std::collections::BTreeMap;

/// A spec of the past.
pub struct Revision {
    /// How it is called: a commit.
    pub name: String,
    /// When it was made.
    pub date: String,
    /// What it did, in a line.
    pub title: String,
    /// The spec.
    pub spec: Spec,
}

/// A part of a method, and since when it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its address in the last revision.
    pub at: String,
    /// The place of the revision in which it came.
    pub since: usize,
    /// The addresses that it had before, the latest first.
    pub before: Vec<String>,
}

/// What became of a method.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Its parts, in the order of the spec.
    pub parts: Vec<Part>,
    /// What changed of it, by the place of the revision that changed it, the earliest first.
    pub changes: Vec<(usize, Change)>,
}

/// The history of a method, `area.method`, over revisions from the earliest to the latest.
///
/// # Errors
/// If the last revision has no such method: the names that are near.
pub fn history(revisions: &[Revision], method: &str) -> Result<History, String> {
    let Some(last) = revisions.last() else { return Err("there is no revision".to_owned()) };
    let trees: Vec<Subject> = revisions.iter().map(|revision| revision.spec.subjects()).collect();
    let tree = &trees[trees.len() - 1];
    let mut parts: Vec<Part> =
        parts_of(&last.spec, tree, method)?.into_iter().map(|at| Part { at, since: 0, before: Vec::new() }).collect();
    let mut found = History::default();
    // the address that each part has as far back as we are; none once it is known when it came
    let mut now: Vec<Option<String>> = parts.iter().map(|part| Some(part.at.clone())).collect();
    let mut name = method.to_owned();
    let mut steps = Vec::new();
    for at in (1..revisions.len()).rev() {
        let changes = compare(&revisions[at - 1].spec, &revisions[at].spec);
        let earlier = addresses(&trees[at - 1]);
        let renamed = former(&changes);
        let of_it = |change: &&Change| {
            change.methods.contains(&name) || change.at == name || change.at.starts_with(&format!("{name}."))
        };
        steps.push(changes.iter().filter(of_it).map(|change| (at, change.clone())).collect::<Vec<_>>());
        for (part, address) in parts.iter_mut().zip(&mut now) {
            let Some(current) = address.clone() else { continue };
            let old = renamed_address(&current, &renamed).unwrap_or_else(|| current.clone());
            if old != current {
                part.before.push(old.clone());
            }
            *address = earlier.contains_key(old.as_str()).then_some(old);
            if address.is_none() {
                part.since = at;
            }
        }
        if let Some(old) = renamed_address(&name, &renamed) {
            name = old;
        }
    }
    found.changes = steps.into_iter().rev().flatten().collect();
    found.parts = parts;
    Ok(found)
}

/// The addresses of a method and of all that it sends and reads.
fn parts_of(spec: &Spec, tree: &Subject, method: &str) -> Result<Vec<String>, String> {
    let known: Vec<String> = spec.methods().map(|(area, method)| format!("{}.{}", area.name, method.key)).collect();
    let Some((area, found)) = spec.method_named(None, method) else {
        let short = method.rsplit('.').next().unwrap_or(method).to_lowercase();
        let near: Vec<&str> =
            known.iter().filter(|name| name.to_lowercase().contains(&short)).map(String::as_str).collect();
        let help = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
        return Err(format!("no method is called {method:?}; write area.method, such as {}{help}", known[0]));
    };
    let mut types = Vec::new();
    for ty in found.params.iter().map(|param| &param.ty).chain([&found.result.ty]) {
        named(spec, Some(area), ty, &mut types);
    }
    let by_address = addresses(tree);
    let mut parts = Vec::new();
    for address in std::iter::once(method.to_owned()).chain(types) {
        let Some(subject) = by_address.get(address.as_str()) else { continue };
        parts.push(address.clone());
        let shown = |child: &&Subject| {
            !matches!(child.kind, SubjectKind::Example | SubjectKind::Code | SubjectKind::Word | SubjectKind::Flag)
        };
        parts.extend(subject.children.iter().filter(shown).map(|child| child.address.clone()));
    }
    Ok(parts)
}

/// The addresses of the types that a type leads to, in the order in which a reader meets them.
fn named(spec: &Spec, area: Option<&gravityzone_spec::Area>, ty: &Ty, found: &mut Vec<String>) {
    for name in ty.names() {
        let Some(named_type) = spec.type_in(area, name) else { continue };
        let own = area.is_some_and(|area| area.types.iter().any(|own| std::ptr::eq(own, named_type)));
        let holder = area.filter(|_| own).map_or("shared", |area| area.name.as_str());
        let address = format!("{holder}.types.{name}");
        if found.contains(&address) {
            continue;
        }
        found.push(address);
        for member in spec.members_of(area, &Ty::Name(name.to_owned())) {
            named(spec, area, &member.ty, found);
        }
    }
}

fn addresses(tree: &Subject) -> BTreeMap<&str, &Subject> {
    let mut found = BTreeMap::new();
    tree.walk(&mut |subject| {
        found.insert(subject.address.as_str(), subject);
    });
    found
}

/// The address before, by the address after, of everything that a step renamed or moved.
fn former(changes: &[Change]) -> BTreeMap<String, String> {
    let mut former = BTreeMap::new();
    for change in changes {
        for edit in &change.edits {
            match edit {
                Edit::Rename { at, .. } => former.insert(change.at.clone(), at.clone()),
                Edit::Move { at, to, .. } => former.insert(to.clone(), at.clone()),
                _ => None,
            };
        }
    }
    former
}

/// The address that something had before, if it or what holds it was renamed.
fn renamed_address(at: &str, former: &BTreeMap<String, String>) -> Option<String> {
    let mut end = at.len();
    loop {
        if let Some(old) = former.get(&at[..end]) {
            return Some(format!("{old}{}", &at[end..]));
        }
        end = at[..end].rfind('.')?;
    }
}
