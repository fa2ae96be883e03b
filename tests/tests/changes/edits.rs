//! Edits of a spec at random: facts and things taken away, added, renamed, moved, put in another's place.
//! A thing comes from elsewhere in the same spec, so that what is made is of the format, if not always right.

use crate::ordered::{MAPS, Members, Ordered};
use gravityzone_tests::changes::Files;
use std::collections::BTreeMap;

/// One edit: what is done, and by which numbers the places are chosen.
pub(crate) type Edit = (u8, u32, u32);

/// The files with some edits, in the order in which they are given.
pub(crate) fn edited(files: &Files, edits: &[Edit]) -> Files {
    let mut trees: BTreeMap<String, Ordered> =
        files.iter().map(|(path, text)| (path.clone(), serde_json::from_str(text).unwrap())).collect();
    for edit in edits {
        apply(&mut trees, *edit);
    }
    trees.into_iter().map(|(path, tree)| (path, serde_json::to_string_pretty(&tree).unwrap())).collect()
}

/// Keys that the format wants, and keys of which it wants exactly one: they go and come with what they are in.
const MUST: [&str; 45] = [
    "doc", "date", "regions", "errors", "rates", "editions", "absences", "areas", "key", "apis", "company", "type",
    "partner", "customer", "host", "name", "message", "http", "calls", "seconds", "burst", "types", "area", "service",
    "page", "methods", "enum", "codes", "errata", "at", "says", "hold", "why", "seen", "effect", "result", "examples",
    "id", "words", "flags", "segment", "object", "union", "forms", "like",
];
const RULE_KINDS: [&str; 10] =
    ["require", "only", "exclude", "with", "allow", "include", "imply", "default", "together", "server"];

/// Whether a fact may come or go without what it is in.
fn is_free(under: &str, key: &str) -> bool {
    let rule = under == "one of rules" && RULE_KINDS.contains(&key);
    // what goes with the kind of a type comes and goes with it
    let type_part = under == "one of types" && ["tag", "extra", "rules"].contains(&key);
    !(MUST.contains(&key) && !(under == "one of methods" && ["service", "page"].contains(&key))) && !rule && !type_part
}

/// Visits every object of all files: its number, the key under which it stands, its members.
fn objects(trees: &mut BTreeMap<String, Ordered>, visit: &mut dyn FnMut(usize, &str, &mut Members)) {
    let mut number = 0;
    for (path, tree) in trees {
        let under = path.split('/').next().unwrap_or_default().to_owned();
        tree.objects(&under, &mut |under, members| {
            visit(number, under, members);
            number += 1;
        });
    }
}

fn apply(trees: &mut BTreeMap<String, Ordered>, (what, first, second): Edit) {
    // what can be copied from: every member with the kind of object that it stands in
    let mut pool: Vec<(String, String, Ordered)> = Vec::new();
    let mut sizes: Vec<(String, usize)> = Vec::new();
    objects(trees, &mut |_, under, members| {
        sizes.push((under.to_owned(), members.len()));
        pool.extend(members.iter().map(|(key, value)| (under.to_owned(), key.clone(), value.clone())));
    });
    let full: Vec<usize> = sizes.iter().enumerate().filter(|(_, (_, size))| *size > 0).map(|(at, _)| at).collect();
    let at = full[first as usize % full.len()];
    let (under, size) = sizes[at].clone();
    let member = second as usize % size;
    let of_kind: Vec<&(String, String, Ordered)> = pool.iter().filter(|(kind, _, _)| *kind == under).collect();
    let from = of_kind[second as usize % of_kind.len()].clone();
    objects(trees, &mut |number, under, members| {
        if number != at {
            return;
        }
        let named = MAPS.contains(&under);
        match what % 6 {
            // a boolean has two values
            0..=4 if under == "flags" => {}
            0 if named || is_free(under, &members[member].0) => drop(members.remove(member)),
            1 => {
                let moved = members.remove(member);
                let to = first as usize % (members.len() + 1);
                members.insert(to, moved);
            }
            // a thing has another name; the key of a fact stays
            2 if named => members[member].0 = other_name(under, &members[member].0, first),
            // a copy of a thing beside it, or a fact that another one of its kind has
            3 | 4 if named => {
                let copy = (other_name(under, &from.1, first), from.2.clone());
                if members.iter().all(|(key, _)| *key != copy.0) {
                    members.insert(member, copy);
                }
            }
            3 | 4 if is_free(under, &from.1) => match members.iter_mut().find(|(key, _)| *key == from.1) {
                Some((_, value)) => *value = from.2.clone(),
                None => members.insert(member, (from.1.clone(), from.2.clone())),
            },
            // a file keeps its name
            _ if ["area", "enum"].contains(&members[member].0.as_str()) => {}
            // another one's value
            _ => {
                let key = members[member].0.clone();
                let same: Vec<&Ordered> =
                    of_kind.iter().filter(|(_, of, _)| named || *of == key).map(|(_, _, value)| value).collect();
                if let Some(value) = same.get(first as usize % same.len().max(1)) {
                    members[member].1 = (*value).clone();
                }
            }
        }
    });
}

/// A name that nothing has yet, of the form that the map wants.
fn other_name(under: &str, name: &str, number: u32) -> String {
    match under {
        "codes" | "errors" => (1000 + number % 100_000).to_string(),
        "flags" => name.to_owned(),
        "methods" if number.is_multiple_of(2) && !name.contains('@') => format!("{name}@v0.{}", number % 90),
        _ => format!("{name}{}", number % 100_000),
    }
}
