//! The changelog for users, written from the changes: what needs their hands, what behaves differently, what is
//! deprecated, what is new. In the words of Rust, because that is what they write.

use crate::address::{owner, split};
use crate::change::{Bump, Change, Level, Origin, Wire};
use crate::rules::rule;
use crate::surface::{Explained, RustNames};
use std::collections::BTreeMap;

/// Which part of the notes tells a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Hands,
    Behaves,
    Deprecated,
    New,
}

const PARTS: [(Part, &str, &str); 4] = [
    (Part::Hands, "Needs your hands", "A program that uses these no longer compiles until it is changed."),
    (Part::Behaves, "Behaves differently", "It compiles as before, and does something else."),
    (Part::Deprecated, "Deprecated", "It still works; the compiler warns."),
    (Part::New, "New", "Nothing to do."),
];

/// The notes of a release as Markdown.
#[must_use]
pub fn release_notes(title: &str, changes: &[Change], explained: &Explained, names: &RustNames) -> String {
    let mut parts: BTreeMap<Part, Vec<(usize, &Change)>> = BTreeMap::new();
    let mut left = 0_usize;
    for (at, change) in changes.iter().enumerate() {
        match part(change) {
            Some(part) => parts.entry(part).or_default().push((at, change)),
            None => left += 1,
        }
    }
    let mut text = format!("## {title}\n");
    if parts.is_empty() {
        text.push_str("\nNothing that a program meets has changed.\n");
    }
    for (part, heading, lead) in PARTS {
        let Some(entries) = parts.get(&part) else { continue };
        text.push_str(&format!("\n### {heading}\n\n{lead}\n\n"));
        for group in grouped(entries) {
            text.push_str(&entry(&group, explained, names, part));
        }
    }
    if left > 0 {
        let what = if left == 1 { "change" } else { "changes" };
        text.push_str(&format!("\n{left} {what} of words, evidence and limits that are not told here.\n"));
    }
    text
}

fn part(change: &Change) -> Option<Part> {
    let deprecated = change.rule.ends_with("-deprecated") || change.rule == "enum-value-tombstoned";
    let verdict = &change.verdict;
    let meaning = [verdict.old_crate_new_api, verdict.new_crate_old_api].contains(&Wire::Behaves);
    if change.origin == Origin::Editorial {
        None
    } else if deprecated {
        Some(Part::Deprecated)
    } else if verdict.rust == Bump::Major && !verdict.silent {
        Some(Part::Hands)
    } else if verdict.silent || meaning || (verdict.level > Level::Info && verdict.rust < Bump::Minor) {
        Some(Part::Behaves)
    } else if verdict.rust == Bump::Minor {
        Some(Part::New)
    } else {
        None
    }
}

/// Changes by one rule in one place: a hundred new values are one entry.
fn grouped<'c>(entries: &[(usize, &'c Change)]) -> Vec<Vec<(usize, &'c Change)>> {
    let mut groups: Vec<Vec<(usize, &'c Change)>> = Vec::new();
    for (at, change) in entries {
        let holder = |change: &Change| split(&change.at).0.to_owned();
        let same = |group: &&mut Vec<(usize, &'c Change)>| {
            let first = group[0].1;
            first.rule == change.rule && first.rule.starts_with("enum-value") && holder(first) == holder(change)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push((*at, change)),
            None => groups.push(vec![(*at, change)]),
        }
    }
    groups
}

fn entry(group: &[(usize, &Change)], explained: &Explained, names: &RustNames, part: Part) -> String {
    let (at, change) = group[0];
    let about = rule(change.rule).map_or("", |rule| rule.about);
    if group.len() > 1 {
        let shown: Vec<String> =
            group.iter().take(5).map(|(_, change)| format!("`{}`", last(&change.at, names))).collect();
        let more = group.len().saturating_sub(5);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let holder = split(&change.at).0;
        return format!(
            "- `{}`: {} values, {}{more}. {about}\n",
            rust_path(holder, names),
            group.len(),
            shown.join(", ")
        );
    }
    let mut text = format!("- `{}`: {about}{}\n", rust_path(&change.at, names), before_and_after(change));
    // lines of code say best what has to be written instead
    let moved = explained.at.get(&at).filter(|_| part == Part::Hands).into_iter().flatten();
    let told: Vec<String> = moved
        .filter(|moved| !moved.item.starts_with("use "))
        .take(6)
        .map(|moved| format!("  {} {}::{}\n", if moved.came { '+' } else { '-' }, moved.module, moved.item))
        .collect();
    if !told.is_empty() {
        text.push_str(&format!("\n  ```diff\n{}  ```\n\n", told.concat()));
    }
    text
}

/// Short values, before and after; nothing where they would say no more than the rule.
fn before_and_after(change: &Change) -> String {
    let short = |json: &serde_json::Value| {
        let text = json.to_string().replace('`', "'");
        (text.len() <= 60).then(|| format!("`{text}`"))
    };
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => match (short(before), short(after)) {
            (Some(before), Some(after)) => format!(" Before {before}, now {after}."),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// An address as a user of the crates writes it: `companies::CreateCompany::industry`.
fn rust_path(at: &str, names: &RustNames) -> String {
    let Some((holder, _)) = at.split_once('.').filter(|(holder, _)| *holder != "api") else { return at.to_owned() };
    let owner = owner(at);
    let Some(owner_name) = name_of(owner, names) else { return at.to_owned() };
    let path = format!("{holder}::{owner_name}");
    if owner == at { path } else { format!("{path}::{}", last(at, names)) }
}

/// The last name of an address in Rust, or as the spec has it.
fn last(at: &str, names: &RustNames) -> String {
    name_of(at, names).unwrap_or_else(|| split(at).1.to_owned())
}

/// Of a method's two names the request's: it begins with a capital.
fn name_of(at: &str, names: &RustNames) -> Option<String> {
    let names = names.get(at)?;
    let capital = |name: &&String| name.starts_with(|letter: char| letter.is_ascii_uppercase());
    names.iter().find(capital).or(names.first()).cloned()
}
