//! Limits of a param (allowed values, smallest, largest, longest) and of a result's size.
//! `validate` refuses by the former before anything is sent; the latter is part of the result's type.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Verdict, Wire};
use crate::seen::Seen;
use gravityzone_spec::SubjectKind;
use serde_json::Value as Json;
use std::cmp::Ordering;

const KEYS: [&str; 5] = ["allowed", "min", "max", "max_length", "min_items"];

pub(super) const RULES: &[Rule] = &[
    Rule::new(
        "constraint-added",
        Is("constraint-removed"),
        "The param has a limit now; it may only document what was enforced before.",
        |seen| KEYS.iter().any(|key| seen.came(key)).then(|| binding(seen, warning(Wire::Risk, Wire::Ok, Bump::Minor))),
    ),
    Rule::new("constraint-removed", Is("constraint-added"), "The param has a limit less.", |seen| {
        KEYS.iter().any(|key| seen.went(key)).then(|| binding(seen, info(Wire::Ok, Wire::Breaks, Bump::Patch)))
    }),
    Rule::new(
        "constraint-tightened",
        Is("constraint-loosened"),
        "The param allows less: calls that were sent are refused, by the new crate before they are.",
        |seen| {
            (compare(seen) == Some(Ordering::Less))
                .then(|| binding(seen, breaking(Wire::Breaks, Wire::Ok, Bump::Minor)))
        },
    ),
    Rule::new("constraint-loosened", Is("constraint-tightened"), "The param allows more.", |seen| {
        (compare(seen) == Some(Ordering::Greater)).then(|| binding(seen, info(Wire::Ok, Wire::Breaks, Bump::Patch)))
    }),
    Rule::new("constraint-incomparable", Itself, "The param allows other values, neither more nor less.", |seen| {
        (compare(seen) == Some(Ordering::Equal)).then(|| binding(seen, warning(Wire::Risk, Wire::Risk, Bump::Minor)))
    }),
    Rule::new(
        "result-limit-added",
        Is("result-limit-removed"),
        "The server cuts the list off: a program that took it for all sees a part.",
        |seen| seen.came("max_items").then(|| sized(seen, warning(Wire::Behaves, Wire::Ok, Bump::Major))),
    ),
    Rule::new(
        "result-limit-removed",
        Is("result-limit-added"),
        "The server no longer cuts the list off, or no longer says so.",
        |seen| seen.went("max_items").then(|| sized(seen, warning(Wire::Ok, Wire::Behaves, Bump::Major))),
    ),
    Rule::new("result-limit-lowered", Is("result-limit-raised"), "The server cuts the list off earlier.", |seen| {
        limits(seen, Ordering::Less).then(|| sized(seen, warning(Wire::Behaves, Wire::Ok, Bump::Major)))
    }),
    Rule::new("result-limit-raised", Is("result-limit-lowered"), "The server cuts the list off later.", |seen| {
        limits(seen, Ordering::Greater).then(|| sized(seen, info(Wire::Ok, Wire::Behaves, Bump::Major)))
    }),
];

/// A limit that we concluded only advises, and so breaks nobody.
fn binding(seen: &Seen<'_>, verdict: Verdict) -> Verdict {
    if seen.advises() { info(Wire::Ok, Wire::Ok, Bump::Patch) } else { verdict.silent() }
}

/// Only a list carries its limit in its type.
fn sized(seen: &Seen<'_>, verdict: Verdict) -> Verdict {
    let list = seen.head().and_then(|method| method.child(SubjectKind::Result, ""));
    let list = list.is_some_and(|result| result.text("type").starts_with('['));
    if list { verdict } else { verdict.with_rust(Bump::Patch) }
}

fn limits(seen: &Seen<'_>, wanted: Ordering) -> bool {
    let number = |json: &Json| json.as_i64().unwrap_or_default();
    seen.turned("max_items").is_some_and(|(before, after)| number(after).cmp(&number(before)) == wanted)
}

/// Whether a limit allows less than before, more, or (equal) something else.
fn compare(seen: &Seen<'_>) -> Option<Ordering> {
    let key = KEYS.into_iter().find(|key| seen.turned(key).is_some())?;
    if key == "allowed" {
        let (before, after) = seen.lists(key)?;
        let lost = before.iter().any(|value| !after.contains(value));
        let won = after.iter().any(|value| !before.contains(value));
        return Some(match (lost, won) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => Ordering::Equal,
        });
    }
    let (before, after) = seen.turned(key)?;
    let order = after.as_i64()?.cmp(&before.as_i64()?);
    Some(if key.starts_with("min") { order.reverse() } else { order })
}
