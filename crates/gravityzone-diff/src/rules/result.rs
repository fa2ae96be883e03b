//! What a method returns, as a whole.
//! Its members are told with the object they belong to.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::seen::Seen;
use crate::shape::Became;
use gravityzone_spec::SubjectKind::Result;

pub(super) const RULES: &[Rule] = &[
    Rule::new("result-shape-changed", Itself, "A method returns another kind of JSON.", |seen| {
        match seen.became().filter(|_| seen.is(&[Result]))? {
            Became::Typed | Became::Json | Became::SameJson | Became::Enum | Became::NoEnum => None,
            Became::Wider => Some(breaking(Wire::Breaks, Wire::Ok, Bump::Major)),
            Became::Narrower => Some(info(Wire::Ok, Wire::Breaks, Bump::Major)),
            _ => Some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major)),
        }
    }),
    Rule::new(
        "result-became-enum",
        Is("result-no-longer-enum"),
        "What a method returns has named values; the JSON is what it was, and unknown values are kept.",
        |seen| {
            (seen.is(&[Result]) && seen.became() == Some(Became::Enum)).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
        },
    ),
    Rule::new(
        "result-no-longer-enum",
        Is("result-became-enum"),
        "What a method returns has no named values any more.",
        |seen| {
            let said = seen.is(&[Result]) && seen.became() == Some(Became::NoEnum);
            said.then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
        },
    ),
    Rule::new("result-described", Is("result-undescribed"), "A result that was raw JSON has a type.", |seen| {
        (seen.is(&[Result]) && seen.became() == Some(Became::Typed)).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-undescribed", Is("result-described"), "A result that had a type is raw JSON.", |seen| {
        (seen.is(&[Result]) && seen.became() == Some(Became::Json)).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("result-rust-type-changed", Itself, "A method returns the same JSON as another Rust type.", |seen| {
        (seen.is(&[Result]) && seen.became() == Some(Became::SameJson)).then_some(info(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new(
        "result-became-nullable",
        Is("result-no-longer-nullable"),
        "null is an answer: the result is an Option.",
        |seen| (seen.is(&[Result]) && seen.came("optional")).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major)),
    ),
    Rule::new(
        "result-no-longer-nullable",
        Is("result-became-nullable"),
        "null is no answer any more: the result is no Option.",
        |seen| (seen.is(&[Result]) && seen.went("optional")).then_some(info(Wire::Ok, Wire::Breaks, Bump::Major)),
    ),
    Rule::new(
        "result-omits-added",
        Is("result-omits-removed"),
        "The method never fills a member of the object that it returns.",
        |seen| omits(seen, true).then_some(warning(Wire::Risk, Wire::Ok, Bump::Patch)),
    ),
    Rule::new(
        "result-omits-removed",
        Is("result-omits-added"),
        "The method fills a member that it never filled before.",
        |seen| omits(seen, false).then_some(info(Wire::Ok, Wire::Risk, Bump::Patch)),
    ),
];

/// Whether the list of what is never filled has something that it had not; if not, only something is gone.
fn omits(seen: &Seen<'_>, added: bool) -> bool {
    seen.lists("omits").is_some_and(|(before, after)| after.iter().any(|name| !before.contains(name)) == added)
}
