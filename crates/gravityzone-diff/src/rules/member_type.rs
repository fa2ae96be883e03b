//! The type of a param or of a member that is sent: what it became on the wire, and that its Rust type is another.
//! Members are public, so that every change of a Rust type can break a program.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::seen::{Seen, Way};
use crate::shape::Became;

pub(super) const RULES: &[Rule] = &[
    Rule::new("param-type-widened", Is("param-type-narrowed"), "The param takes more than before.", |seen| {
        became(seen, &[Became::Wider, Became::Json]).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major))
    }),
    Rule::new("param-type-narrowed", Is("param-type-widened"), "The param takes less than before.", |seen| {
        became(seen, &[Became::Narrower, Became::Typed]).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new("param-type-changed", Itself, "The param is another kind of JSON.", |seen| {
        became(seen, &[Became::Other]).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
    Rule::new("param-scalar-to-list", Is("param-list-to-scalar"), "The param is a list of what it was.", |seen| {
        became(seen, &[Became::List]).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
    Rule::new(
        "param-list-to-scalar",
        Is("param-scalar-to-list"),
        "The param is one of what it was a list of.",
        |seen| became(seen, &[Became::Single]).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major)),
    ),
    Rule::new("param-became-enum", Is("param-no-longer-enum"), "The param takes listed values only.", |seen| {
        became(seen, &[Became::Enum]).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new(
        "param-no-longer-enum",
        Is("param-became-enum"),
        "The param takes any value of its kind, no longer listed ones.",
        |seen| became(seen, &[Became::NoEnum]).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major)),
    ),
    Rule::new(
        "param-secret-set",
        Is("param-secret-cleared"),
        "The param is a secret: it is printed as stars.",
        |seen| became(seen, &[Became::Secret]).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major)),
    )
    .ours(),
    Rule::new(
        "param-secret-cleared",
        Is("param-secret-set"),
        "The param is a secret no longer: its value begins to appear in Debug and logs.",
        |seen| became(seen, &[Became::NoSecret]).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major)),
    )
    .ours(),
    Rule::new("param-rust-type-changed", Itself, "The JSON is the same; its Rust type is another.", |seen| {
        became(seen, &[Became::SameJson]).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("map-key-or-value-changed", Itself, "A map holds something else, or under other keys.", |seen| {
        let map = became(seen, &[Became::Map]) || (seen.way == Way::Sent && seen.turned("extra").is_some());
        map.then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    }),
];

fn became(seen: &Seen<'_>, wanted: &[Became]) -> bool {
    seen.is_sent_member() && seen.became().is_some_and(|became| wanted.contains(&became))
}
