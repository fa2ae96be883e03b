//! Which subject of the base is which of the head: by name, by what the spec says of its history, by shape.
//! Then everything that is not equal becomes a difference, and nothing is left over.

mod facts;

pub(crate) use self::facts::content;

use crate::address::area_of;
use crate::change::Edit;
use crate::difference::{Difference, Stand, What};
use crate::renames::TypeNames;
use crate::similar;
use crate::values;
use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everything in which two trees differ.
pub(crate) fn differences<'s>(base: &'s Subject, head: &'s Subject) -> Vec<Difference<'s>> {
    let mut pairing = Pairing::default();
    let whole = |subject| Stand { subject, parent: subject };
    pairing.pair(Pair { base: whole(base), head: whole(head), rename: None, promoted: false });
    pairing.elsewhere();
    pairing.facts();
    pairing.rest();
    pairing.found
}

/// Two subjects that are one thing.
#[derive(Clone, Copy)]
struct Pair<'s> {
    base: Stand<'s>,
    head: Stand<'s>,
    /// The difference that tells its rename.
    rename: Option<usize>,
    promoted: bool,
}

#[derive(Default)]
struct Pairing<'s> {
    pairs: Vec<Pair<'s>>,
    found: Vec<Difference<'s>>,
    /// Types and methods without a partner beside them: they may stand elsewhere.
    gone: Vec<Stand<'s>>,
    new: Vec<Stand<'s>>,
    partner: HashMap<*const Subject, &'s Subject>,
    types: TypeNames,
    /// Rate tiers with new names: old name, new name, difference.
    rates: Vec<(String, String, usize)>,
    /// Members with new names, by the address of what holds them in the base: old name, new name, difference.
    members: HashMap<String, Vec<(String, String, usize)>>,
}

impl<'s> Pairing<'s> {
    fn pair(&mut self, pair: Pair<'s>) {
        let (base, head) = (pair.base.subject, pair.head.subject);
        self.partner.insert(std::ptr::from_ref(base), head);
        if base.kind == SubjectKind::Type && base.text("kind") != head.text("kind") {
            let what = What::Kind { before: base.text("kind").to_owned(), after: head.text("kind").to_owned() };
            let edits = vec![Edit::Remove { at: base.address.clone() }, added(pair.head)];
            self.found.push(Difference::new(what, Some(pair.base), Some(pair.head), edits));
            return;
        }
        self.pairs.push(pair);
        let kinds: BTreeSet<SubjectKind> = base.children.iter().chain(&head.children).map(|child| child.kind).collect();
        for kind in kinds {
            self.children(pair, kind);
        }
    }

    fn children(&mut self, pair: Pair<'s>, kind: SubjectKind) {
        let (base, head) = (pair.base.subject, pair.head.subject);
        let named: HashMap<&str, &'s Subject> = head.of(kind).map(|child| (child.name.as_str(), child)).collect();
        let (mut gone, mut same) = (Vec::new(), Vec::new());
        for child in base.of(kind) {
            match named.get(child.name.as_str()) {
                Some(partner) => same.push((child, *partner)),
                None => gone.push(child),
            }
        }
        let known: HashSet<&str> = same.iter().map(|(child, _)| child.name.as_str()).collect();
        let mut new: Vec<&'s Subject> = head.of(kind).filter(|child| !known.contains(child.name.as_str())).collect();

        let mut fresh = Vec::new();
        values::recoded(pair.base, pair.head, &mut same, &mut gone, &mut new, &mut fresh);
        let promoted = self.promoted(pair, &same, &mut gone, &mut new);
        for difference in fresh {
            if let (What::Recoded { .. }, Some(before), Some(after)) =
                (&difference.what, difference.base, difference.head)
            {
                let rename = Some(self.found.len());
                self.found.push(difference);
                self.pair(Pair { base: before, head: after, rename, promoted: pair.promoted });
            } else {
                self.found.push(difference);
            }
        }
        if !matches!(kind, SubjectKind::Type | SubjectKind::Method) {
            for (before, after, why) in similar::renamed(&gone, &new) {
                gone.retain(|other| !std::ptr::eq(*other, before));
                new.retain(|other| !std::ptr::eq(*other, after));
                self.rename(pair, before, after, why);
            }
        }
        for (before, after) in same {
            let (base, head) = (Stand { subject: before, parent: base }, Stand { subject: after, parent: head });
            let promoted = pair.promoted || promoted.contains(before.name.as_str());
            self.pair(Pair { base, head, rename: None, promoted });
        }
        self.gone.extend(gone.into_iter().map(|subject| Stand { subject, parent: base }));
        self.new.extend(new.into_iter().map(|subject| Stand { subject, parent: head }));
    }

    fn rename(&mut self, pair: Pair<'s>, before: &'s Subject, after: &'s Subject, why: String) {
        let base = Stand { subject: before, parent: pair.base.subject };
        let head = Stand { subject: after, parent: pair.head.subject };
        let edit = Edit::Rename { at: before.address.clone(), to: after.name.clone() };
        let mut difference = Difference::new(What::Renamed, Some(base), Some(head), vec![edit]);
        difference.note = Some(why);
        difference.promoted = pair.promoted;
        let rename = self.found.len();
        self.found.push(difference);
        if before.kind == SubjectKind::Rate {
            self.rates.push((before.name.clone(), after.name.clone(), rename));
        }
        if before.kind == SubjectKind::Type {
            let area = area_of(&before.address).map(str::to_owned);
            self.types.insert((area, before.name.clone()), (after.name.clone(), rename));
        }
        if matches!(before.kind, SubjectKind::Param | SubjectKind::Member) {
            let names = (before.name.clone(), after.name.clone(), rename);
            self.members.entry(base.parent.address.clone()).or_default().push(names);
        }
        self.pair(Pair { base, head, rename: Some(rename), promoted: pair.promoted });
    }

    /// Methods whose plain name means another version, while the version it meant stands beside it on one side.
    fn promoted(
        &mut self,
        pair: Pair<'s>,
        same: &[(&'s Subject, &'s Subject)],
        gone: &mut Vec<&'s Subject>,
        new: &mut Vec<&'s Subject>,
    ) -> BTreeSet<String> {
        let mut promoted = BTreeSet::new();
        for (before, after) in same.iter().filter(|(before, _)| before.kind == SubjectKind::Method) {
            let (old, now) = (version(before), version(after));
            if old == now {
                continue;
            }
            let kept = format!("{}@{old}", before.name);
            let was = format!("{}@{now}", before.name);
            let set = Edit::Set {
                at: before.address.clone(),
                key: "version".to_owned(),
                value: after.value("version").cloned(),
            };
            let mut edits = vec![set];
            if let Some(at) = new.iter().position(|other| other.name == kept) {
                edits.push(added(Stand { subject: new.remove(at), parent: pair.head.subject }));
            } else if let Some(at) = gone.iter().position(|other| other.name == was) {
                edits.push(Edit::Remove { at: gone.remove(at).address.clone() });
            } else {
                continue;
            }
            let what = What::Promoted { before: old.to_owned(), after: now.to_owned() };
            let stand = |subject, parent| Some(Stand { subject, parent });
            let (base, head) = (stand(*before, pair.base.subject), stand(*after, pair.head.subject));
            self.found.push(Difference::new(what, base, head, edits));
            promoted.insert(before.name.clone());
        }
        promoted
    }

    /// Types and methods that stand in another area, or beside where they stood under another name.
    fn elsewhere(&mut self) {
        let (gone, mut new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        let mut left: Vec<Stand<'s>> = Vec::new();
        for before in gone {
            let movable = matches!(before.subject.kind, SubjectKind::Type | SubjectKind::Method);
            let is_it = |after: &Stand<'_>| {
                after.subject.kind == before.subject.kind && after.subject.name == before.subject.name
            };
            match new.iter().position(|after| movable && is_it(after)) {
                Some(at) => {
                    let after = new.remove(at);
                    let edit = Edit::Move {
                        at: before.subject.address.clone(),
                        to: after.subject.address.clone(),
                        parent: after.parent.address.clone(),
                        after: previous(after),
                    };
                    self.found.push(Difference::new(What::Moved, Some(before), Some(after), vec![edit]));
                    self.pair(Pair { base: before, head: after, rename: None, promoted: false });
                }
                None => left.push(before),
            }
        }
        let parents: BTreeSet<(String, SubjectKind)> = left
            .iter()
            .filter(|stand| matches!(stand.subject.kind, SubjectKind::Type | SubjectKind::Method))
            .map(|stand| (stand.parent.address.clone(), stand.subject.kind))
            .collect();
        for (parent, kind) in parents {
            let of = |stands: &[Stand<'s>], partner: &dyn Fn(&Stand<'s>) -> bool| -> Vec<&'s Subject> {
                stands
                    .iter()
                    .filter(|stand| stand.subject.kind == kind && partner(stand))
                    .map(|stand| stand.subject)
                    .collect()
            };
            let before = of(&left, &|stand| stand.parent.address == parent);
            let is_partner = |stand: &Stand<'s>| {
                left.iter().any(|old| {
                    old.parent.address == parent
                        && old.subject.kind == kind
                        && self
                            .partner
                            .get(&std::ptr::from_ref(old.parent))
                            .is_some_and(|head| std::ptr::eq(*head, stand.parent))
                })
            };
            let after = of(&new, &is_partner);
            for (before, after, why) in similar::renamed(&before, &after) {
                let take = |stands: &mut Vec<Stand<'s>>, subject: &'s Subject| {
                    stands.iter().position(|stand| std::ptr::eq(stand.subject, subject)).map(|at| stands.remove(at))
                };
                if let (Some(before), Some(after)) = (take(&mut left, before), take(&mut new, after)) {
                    let parents = Pair {
                        base: Stand { subject: before.parent, parent: before.parent },
                        head: Stand { subject: after.parent, parent: after.parent },
                        rename: None,
                        promoted: false,
                    };
                    self.rename(parents, before.subject, after.subject, why);
                }
            }
        }
        self.gone.extend(left);
        self.new.extend(new);
    }

    /// What has no partner came or went.
    fn rest(&mut self) {
        for before in std::mem::take(&mut self.gone) {
            let edit = Edit::Remove { at: before.subject.address.clone() };
            let mut difference = Difference::new(What::Removed, Some(before), None, vec![edit]);
            difference.promoted = self.is_promoted(before.parent);
            self.found.push(difference);
        }
        for after in std::mem::take(&mut self.new) {
            let mut difference = Difference::new(What::Added, None, Some(after), vec![added(after)]);
            difference.promoted =
                self.pairs.iter().any(|pair| pair.promoted && std::ptr::eq(pair.head.subject, after.parent));
            self.found.push(difference);
        }
    }

    fn is_promoted(&self, base: &Subject) -> bool {
        self.pairs.iter().any(|pair| pair.promoted && std::ptr::eq(pair.base.subject, base))
    }
}

pub(crate) fn version(method: &Subject) -> &str {
    let key = method.name.split_once('@').map(|(_, version)| version);
    method.value("version").and_then(Json::as_str).or(key).unwrap_or("v1.0")
}

fn added(stand: Stand<'_>) -> Edit {
    let parent = stand.parent.address.clone();
    Edit::Add { parent, after: previous(stand), subject: Box::new(stand.subject.clone()) }
}

fn previous(stand: Stand<'_>) -> Option<String> {
    let beside: Vec<&Subject> = stand.parent.of(stand.subject.kind).collect();
    let at = beside.iter().position(|other| std::ptr::eq(*other, stand.subject))?;
    Some(beside[at.checked_sub(1)?].name.clone())
}
