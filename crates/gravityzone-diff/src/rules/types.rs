//! Named types: whether they are there, under which name, of which kind; objects, unions, forms and path segments.
//! What a type holds is told member by member and value by value.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Verdict, Wire};
use crate::difference::What;
use crate::seen::{Seen, Way};
use gravityzone_spec::SubjectKind::{Arm, Segment, Type};
use gravityzone_spec::{Spec, Subject, TypeKind};
use std::collections::BTreeMap;

pub(super) const RULES: &[Rule] = &[
    Rule::new("type-added", Is("type-removed"), "A type is new that something uses which was there before.", |seen| {
        (seen.is(&[Type]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new("type-removed", Is("type-added"), "A type is gone.", |seen| {
        (seen.is(&[Type]) && seen.is_removed()).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major))
    }),
    Rule::new("type-renamed", Itself, "A type has another name; the wire is the same.", |seen| {
        (seen.is(&[Type]) && seen.is_renamed()).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours()
    .softer("keep the Rust name with \"rust\", or a deprecated alias"),
    Rule::new("type-rust-name-changed", Itself, "A type has another Rust name; the wire is the same.", |seen| {
        (seen.is(&[Type]) && seen.said("rust").is_some()).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours()
    .softer("keep a deprecated alias"),
    Rule::new(
        "type-moved",
        Itself,
        "A type stands elsewhere in the spec. Where an area uses it the area still exports it.",
        |seen| {
            let shared = seen.head().is_some_and(|ty| crate::address::area_of(&ty.address).is_none());
            let verdict = match shared {
                true => info(Wire::Ok, Wire::Ok, Bump::Minor),
                false => warning(Wire::Ok, Wire::Ok, Bump::Major),
            };
            (seen.is(&[Type]) && seen.difference.what == What::Moved).then_some(verdict)
        },
    )
    .ours(),
    Rule::new(
        "type-kind-changed",
        Itself,
        "A type is of another kind: what was an object is an enumeration, say.",
        |seen| {
            kinds(
                seen,
                &[
                    ("codes", "words"),
                    ("words", "codes"),
                    ("codes", "flags"),
                    ("words", "flags"),
                    ("flags", "codes"),
                    ("flags", "words"),
                ],
            )
            .is_some_and(|listed| !listed)
            .then(|| match (kinds(seen, &[("id", "words")]), kinds(seen, &[("words", "id")]), seen.way) {
                // texts before and after: what is sent is held to a list, or no longer
                (Some(true), _, Way::Sent) => breaking(Wire::Breaks, Wire::Ok, Bump::Major),
                (_, Some(true), Way::Sent) => info(Wire::Ok, Wire::Breaks, Bump::Major),
                (Some(true), ..) | (_, Some(true), _) => info(Wire::Ok, Wire::Ok, Bump::Major),
                _ => breaking(Wire::Breaks, Wire::Breaks, Bump::Major),
            })
        },
    ),
    Rule::new(
        "enum-repr-changed",
        Itself,
        "An enumeration is of texts that was of numbers, or the other way round.",
        |seen| {
            kinds(seen, &[("codes", "words"), ("words", "codes")])?.then_some(breaking(
                Wire::Breaks,
                Wire::Breaks,
                Bump::Major,
            ))
        },
    ),
    Rule::new("enum-became-flags", Is("enum-no-longer-flags"), "An enumeration is a boolean with two names.", |seen| {
        kinds(seen, &[("codes", "flags"), ("words", "flags")])?.then_some(breaking(
            Wire::Breaks,
            Wire::Breaks,
            Bump::Major,
        ))
    }),
    Rule::new("enum-no-longer-flags", Is("enum-became-flags"), "A boolean with two names is an enumeration.", |seen| {
        kinds(seen, &[("flags", "codes"), ("flags", "words")])?.then_some(breaking(
            Wire::Breaks,
            Wire::Breaks,
            Bump::Major,
        ))
    }),
    Rule::new("type-like-changed", Itself, "An object takes its first members from another object.", like),
    Rule::new("object-opened", Is("object-closed"), "An object takes members that have no name in the spec.", |seen| {
        (seen.is(&[Type]) && seen.came("extra")).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new(
        "object-closed",
        Is("object-opened"),
        "An object no longer keeps members that have no name in the spec.",
        |seen| {
            let old = if seen.way == Way::Sent { Wire::Breaks } else { Wire::Risk };
            (seen.is(&[Type]) && seen.went("extra")).then_some(breaking(old, Wire::Ok, Bump::Major))
        },
    ),
    Rule::new("union-variant-added", Is("union-variant-removed"), "A union has one object more.", |seen| {
        let verdict = if seen.way == Way::Sent {
            // an object of two variants is made into neither: its From is gone
            info(Wire::Ok, Wire::Breaks, if is_second(seen) { Bump::Major } else { Bump::Minor })
        } else {
            warning(Wire::Ok, Wire::Ok, Bump::Minor)
        };
        (seen.is(&[Arm]) && seen.is_added()).then_some(verdict)
    }),
    Rule::new("union-variant-removed", Is("union-variant-added"), "A union has one object less.", |seen| {
        let verdict = if seen.way == Way::Sent {
            breaking(Wire::Breaks, Wire::Ok, Bump::Major)
        } else {
            info(Wire::Ok, Wire::Ok, Bump::Major)
        };
        (seen.is(&[Arm]) && seen.is_removed()).then_some(verdict)
    }),
    Rule::new("union-variant-retagged", Itself, "An object of a union is told by another value of the tag.", |seen| {
        (seen.is(&[Arm]) && seen.is_renamed()).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
    Rule::new("union-variant-type-changed", Itself, "A value of a union's tag tells another object.", |seen| {
        (seen.is(&[Arm]) && seen.turned("type").is_some()).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
    Rule::new("union-tag-changed", Itself, "What tells the objects of a union apart is another member.", |seen| {
        let turned = seen.turned("tag").is_some() || seen.turned("by").is_some();
        let moved = seen.said("tag").is_some() || seen.said("by").is_some();
        let verdict = breaking(Wire::Breaks, Wire::Breaks, Bump::Major);
        // the variants are what they were: another member chooses among them
        let chosen = verdict.with_rust(Bump::Patch).silent_if(seen.way != Way::Sent);
        moved.then_some(if turned { chosen } else { verdict })
    }),
    Rule::new("type-forms-changed", Itself, "A type comes in other kinds of JSON.", |seen| {
        let (before, after) = seen.lists("forms")?;
        let lost = before.iter().any(|form| !after.contains(form));
        let won = after.iter().any(|form| !before.contains(form));
        Some(match (lost, won, seen.way) {
            (false, _, Way::Sent) => info(Wire::Ok, Wire::Breaks, Bump::Minor),
            (false, _, _) => breaking(Wire::Breaks, Wire::Ok, Bump::Minor),
            (true, false, Way::Sent) => breaking(Wire::Breaks, Wire::Ok, Bump::Major),
            (true, false, _) => info(Wire::Ok, Wire::Breaks, Bump::Major),
            (true, true, _) => breaking(Wire::Breaks, Wire::Breaks, Bump::Major),
        })
    }),
    Rule::new(
        "segment-value-added",
        Is("segment-value-removed"),
        "A part of a path has one value more. Its values are closed, so that a match names them all.",
        |seen| (seen.is(&[Segment]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major)),
    ),
    Rule::new("segment-value-removed", Is("segment-value-added"), "A part of a path has one value less.", |seen| {
        (seen.is(&[Segment]) && seen.is_removed()).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
];

/// Whether another variant of the union is of the same object.
fn is_second(seen: &Seen<'_>) -> bool {
    let Some(stand) = seen.difference.head else { return false };
    let same = |arm: &&Subject| arm.name != stand.subject.name && arm.text("type") == stand.subject.text("type");
    stand.parent.of(Arm).filter(same).count() == 1
}

/// Whether the kinds before and after are among these pairs; nothing if the kind did not change.
fn kinds(seen: &Seen<'_>, listed: &[(&str, &str)]) -> Option<bool> {
    let What::Kind { before, after } = &seen.difference.what else { return None };
    Some(listed.contains(&(before.as_str(), after.as_str())))
}

/// What matters is what the object holds in the end.
fn like(seen: &Seen<'_>) -> Option<Verdict> {
    seen.said("like")?;
    let (before, after) = (flat(seen.base_spec, seen.base()?), flat(seen.head_spec, seen.head()?));
    let lost = before.iter().any(|(name, _)| !after.contains_key(name));
    let other = before.iter().any(|(name, is)| after.get(name).is_some_and(|now| now != is));
    let won: Vec<bool> = after.iter().filter(|(name, _)| !before.contains_key(*name)).map(|(_, is)| is.1).collect();
    let sent = seen.way == Way::Sent;
    Some(match (lost || other, won.as_slice()) {
        (true, _) => breaking(Wire::Risk, if other { Wire::Risk } else { Wire::Ok }, Bump::Major),
        (false, []) => info(Wire::Ok, Wire::Ok, Bump::Patch),
        (false, won) if sent && won.contains(&true) => breaking(Wire::Breaks, Wire::Risk, Bump::Major),
        (false, won) if won.contains(&true) => info(Wire::Ok, Wire::Breaks, Bump::Major),
        (false, _) => info(Wire::Ok, if sent { Wire::Risk } else { Wire::Ok }, Bump::Minor),
    })
}

/// The members that an object has in the end: the type of each, and whether it must be there.
fn flat(spec: &Spec, subject: &Subject) -> BTreeMap<String, (String, bool)> {
    let area = crate::address::area_of(&subject.address).and_then(|area| spec.area(area));
    let Some(TypeKind::Object(object)) = crate::reach::type_of(spec, subject).map(|ty| &ty.kind) else {
        return BTreeMap::new();
    };
    let is = |member: &gravityzone_spec::Member| (member.ty.to_string(), member.required || member.always.is_some());
    spec.members(area, object).into_iter().map(|member| (member.name.clone(), is(member))).collect()
}
