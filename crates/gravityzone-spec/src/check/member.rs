//! One param or member: its type, its literals, and keys that exclude each other.
//! Which keys belong to which direction is `direction.rs`.

use crate::check::reference::resolves;
use crate::diagnostic::{Diagnostics, nearest};
use crate::fit::Fitting;
use crate::spec::{Area, Member, Spec, TypeKind};
use crate::type_text::{Ty, Word};

pub(crate) fn check(
    spec: &Spec,
    area: Option<&Area>,
    member: &Member,
    beside: &[&Member],
    diagnostics: &mut Diagnostics,
) {
    resolves(spec, area, &member.ty, member.type_place, diagnostics);
    placed_words(member, diagnostics);
    let mut wrong = |title: String, help: &str| diagnostics.add(member.place, title, "", help);
    if member.doc.trim().is_empty() {
        wrong(format!("{} says nothing", member.name), "write what it is, in our words");
    }
    if member.required && (member.default.is_some() || member.absent.is_some()) {
        wrong(format!("{} is required and says what its absence means", member.name), "keep one of the two");
    }
    if member.default.is_some() && member.absent.is_some() {
        wrong(format!("{} says twice what its absence means", member.name), "keep default or absent");
    }
    if let Some(word) = &member.absent
        && !spec.api.absences.iter().any(|(known, _)| known == word)
    {
        let near = nearest(word, spec.api.absences.iter().map(|(known, _)| known.as_str()));
        let help = "use one of api.json's absences, or add it there";
        let help = near.map_or(help.to_owned(), |near| format!("did you mean {near:?}?"));
        wrong(format!("{word:?} is no word for an absence"), &help);
    }
    for (what, value) in
        member.default.iter().map(|v| ("default", v)).chain(member.allowed.iter().map(|v| ("allowed", v)))
    {
        if let Some(misfit) = Fitting::literal(spec, area, &member.ty, value).first() {
            wrong(
                format!("the {what} value {value} of {} is not {}", member.name, misfit.expected),
                "give a value of its type",
            );
        }
    }
    if let (Some(default), false) = (&member.default, member.allowed.is_empty())
        && !member.allowed.contains(default)
    {
        wrong(format!("the default {default} of {} is not allowed", member.name), "list it in allowed, or mend it");
    }
    if let Some(clear) = &member.clear
        && clear.as_str() != Some("")
        && clear.as_array().is_none_or(|items| !items.is_empty())
    {
        wrong(format!("{} is cleared by {clear}", member.name), "only \"\" and [] are known to clear");
    }
    if let (Some(min), Some(max)) = (member.min, member.max)
        && min > max
    {
        wrong(format!("{} has a min above its max", member.name), "swap them");
    }
    let spellings = |member: &Member| -> Vec<String> {
        std::iter::once(&member.name).chain(&member.aliases).chain(&member.renamed_from).cloned().collect()
    };
    let others = beside.iter().filter(|other| other.name != member.name).flat_map(|other| spellings(other));
    let mut taken: Vec<String> = others.collect();
    for spelling in spellings(member) {
        if taken.contains(&spelling) {
            wrong(format!("{spelling:?} is spelt twice in this object"), "a name on the wire means one member");
        }
        taken.push(spelling);
    }
    if member.required_since.is_some() && !member.required {
        wrong(format!("{} is not required, so required_since means nothing", member.name), "take it away");
    }
    tag(spec, area, member, beside, diagnostics);
}

/// A union needs to know where its tag stands.
fn tag(spec: &Spec, area: Option<&Area>, member: &Member, beside: &[&Member], diagnostics: &mut Diagnostics) {
    let union = match &member.ty {
        Ty::Name(name) => match spec.type_in(area, name).map(|ty| &ty.kind) {
            Some(TypeKind::Union { tag, .. }) => Some(tag.is_some()),
            _ => None,
        },
        _ => None,
    };
    let mut wrong = |title: String, help: &str| diagnostics.add(member.place, title, "", help);
    match (union, &member.by) {
        (Some(false), None) => wrong(format!("the tag of {} is nowhere", member.name), "say by which member: \"by\""),
        (None | Some(true), Some(_)) => {
            wrong(format!("{} is no union without a tag", member.name), "take \"by\" away");
        }
        (Some(false), Some(by)) if !by.starts_with('/') && !beside.iter().any(|other| other.name == *by) => {
            wrong(format!("{} has no member {by:?} beside it", member.name), "name a member of the same object");
        }
        _ => {}
    }
}

/// Words that mean something in certain places only.
fn placed_words(member: &Member, diagnostics: &mut Diagnostics) {
    let direct = matches!(&member.ty, Ty::Word(_));
    member.ty.walk(&mut |ty| {
        let help = match ty {
            Ty::Word(Word::Secret | Word::Flag | Word::Masked) if !direct => "make it a member of its own",
            Ty::Word(Word::Nothing | Word::Success) | Ty::Page(_) | Ty::Accepted(_) | Ty::OneOrMany(_) => {
                "only a method's result can be that"
            }
            _ => return,
        };
        diagnostics.add(member.type_place, format!("{ty} cannot stand here"), "", help);
    });
}
