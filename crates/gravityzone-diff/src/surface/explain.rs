//! Every item that moved has to be explained by a change of the spec; what is not is the generator's doing.
//! And the other way round: a change that is said to rename something in Rust has to move an item.

use super::Moved;
use crate::address::{owner, split};
use crate::change::{Bump, Change, Level};
use std::collections::{BTreeMap, BTreeSet};

/// The Rust names of everything that has an address, on both sides: a method's request and function, a type and those
/// that are like it, a member, a value, an area's module.
pub type RustNames = BTreeMap<String, BTreeSet<String>>;

/// What moved, and whether the changes say why.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// How many items a change explains.
    pub explained: usize,
    /// The items that nothing explains.
    pub unexplained: Vec<Moved>,
    /// Items that moved at a change, by the change's place in the list.
    pub at: BTreeMap<usize, Vec<Moved>>,
}

/// Holds the moved items against the changes. A change that renames something in Rust and moves nothing is lowered to a
/// patch: the name that is written is the one that it had.
pub fn explain(moved: Vec<Moved>, changes: &mut [Change], names: &RustNames) -> Explained {
    let reasons: Vec<Reason> = changes.iter().map(|change| Reason::of(change, names)).collect();
    let mut outcome = Explained::default();
    for item in moved {
        let words: BTreeSet<&str> = item
            .item
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .filter(|word| !word.is_empty())
            .collect();
        let mut found = false;
        for (at, reason) in reasons.iter().enumerate().filter(|(_, reason)| reason.fits(&item, &words)) {
            found |= !reason.is_empty();
            outcome.at.entry(at).or_default().push(item.clone());
        }
        if found {
            outcome.explained += 1;
        } else {
            outcome.unexplained.push(item);
        }
    }
    for (at, change) in changes.iter_mut().enumerate() {
        let names = change.rule.ends_with("-rust-name-changed") || change.rule == "enum-value-renamed";
        if names && !outcome.at.contains_key(&at) {
            change.verdict.rust = change.verdict.rust.min(Bump::Patch);
            if !change.touches_wire() {
                change.verdict.level = Level::Info;
            }
            change.note = Some("no public item moved: the name is the one that it had".to_owned());
        }
    }
    outcome
}

/// What a change may move.
#[derive(Default)]
struct Reason {
    /// Any item of this module.
    module: Option<String>,
    /// Names of the thing itself, or of what holds it.
    owners: BTreeSet<String>,
    /// Names of the part that changed; none if all of the owner may move.
    parts: BTreeSet<String>,
}

impl Reason {
    fn of(change: &Change, names: &RustNames) -> Self {
        let known = |address: &str| names.get(address).cloned().unwrap_or_default();
        let at = change.at.as_str();
        if let Some(rest) = at.strip_prefix("api") {
            // what all areas share has one name a thing: a constant, a variant, a function
            let name = rest.rsplit('.').next().unwrap_or_default();
            let mut owners = BTreeSet::from([name.to_owned(), name.to_uppercase().replace('-', "_"), upper(name)]);
            if rest.is_empty() {
                owners.extend(["SPEC_DATE", "SPEC_VERSION", "probe", "Probe"].map(str::to_owned));
            }
            // the table of the regions holds them all
            let module = rest.starts_with(".regions").then(|| "regions".to_owned());
            return Self { module, owners, parts: BTreeSet::new() };
        }
        let old = change.before.as_ref().and_then(|name| name.as_str()).map(|name| sibling(at, name));
        if !at.contains('.') {
            return Self { module: Some(at.to_owned()), owners: known(at), parts: BTreeSet::new() };
        }
        // a method or a type is its own owner; what stands below is a part of it
        let owner = owner(at);
        let mut owners = known(owner);
        let mut parts = BTreeSet::new();
        if owner == at {
            owners.extend(old.iter().flat_map(|old| known(old)));
        } else {
            parts.extend(known(at));
            parts.extend(old.iter().flat_map(|old| known(old)));
            for edit in &change.edits {
                if let crate::change::Edit::Rename { at, .. } = edit {
                    parts.extend(known(at));
                }
            }
        }
        for edit in &change.edits {
            match edit {
                crate::change::Edit::Rename { at: base, .. } if owner == at => owners.extend(known(base)),
                // types that came or went with a method are told with it
                crate::change::Edit::Add { subject, .. } => owners.extend(known(&subject.address)),
                crate::change::Edit::Remove { at: base } if owner == at => owners.extend(known(base)),
                _ => {}
            }
        }
        Self { module: None, owners, parts }
    }

    fn is_empty(&self) -> bool {
        self.module.is_none() && self.owners.is_empty()
    }

    fn fits(&self, item: &Moved, words: &BTreeSet<&str>) -> bool {
        if self.module.as_deref() == Some(item.module.as_str()) {
            return true;
        }
        if !self.owners.iter().any(|owner| words.contains(owner.as_str())) {
            return false;
        }
        // what a type implements and how it is made follow from all that it holds
        let whole = self.parts.is_empty() || item.item.contains(": ") && is_traits(&item.item) || words.contains("new");
        whole
            || self
                .parts
                .iter()
                .any(|part| words.contains(part.as_str()) || words.contains(format!("clear_{part}").as_str()))
    }
}

/// Whether a line lists what a type implements: `Company: Clone, Debug`.
fn is_traits(item: &str) -> bool {
    item.split_once(": ").is_some_and(|(name, _)| name.chars().all(|letter| letter.is_alphanumeric() || letter == '_'))
}

/// The address of something beside another.
fn sibling(at: &str, name: &str) -> String {
    match split(at).0 {
        "" => name.to_owned(),
        holder => format!("{holder}.{name}"),
    }
}

fn upper(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
