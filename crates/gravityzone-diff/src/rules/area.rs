//! Areas: a module and a Cargo feature each. And the last part of the URL's path, which a method may have for itself.
//! A path that a call chooses a part of is another Rust signature; any other path changes without a word.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::difference::Stand;
use crate::reach::segment;
use crate::seen::Seen;
use gravityzone_spec::SubjectKind::{Area, Method};
use serde_json::Value as Json;

pub(super) const RULES: &[Rule] = &[
    Rule::new(
        "area-added",
        Is("area-removed"),
        "A whole area is new: a module, a handle and a Cargo feature.",
        |seen| (seen.is(&[Area]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Breaks, Bump::Minor)),
    ),
    Rule::new(
        "area-removed",
        Is("area-added"),
        "A whole area is gone, with its module and its Cargo feature.",
        |seen| (seen.is(&[Area]) && seen.is_removed()).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major)),
    )
    .softer("keep the feature, empty, and a module whose methods are marked deprecated"),
    Rule::new(
        "area-renamed",
        Itself,
        "An area has another name of ours, and so have its module and feature; the wire is the same.",
        |seen| (seen.is(&[Area]) && seen.is_renamed()).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Major)),
    )
    .ours()
    .softer("re-export the module under its old name, deprecated"),
    Rule::new("area-path-changed", Itself, "All methods of the area are called under another path.", |seen| {
        (seen.is(&[Area]) && path(seen, "service"))
            .then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Patch).silent())
    }),
    Rule::new(
        "area-service-segment-added",
        Is("area-service-segment-removed"),
        "The area's path has a part that each call has to choose.",
        |seen| {
            (seen.is(&[Area]) && segments(seen) == (false, true)).then_some(breaking(
                Wire::Breaks,
                Wire::Breaks,
                Bump::Major,
            ))
        },
    ),
    Rule::new(
        "area-service-segment-removed",
        Is("area-service-segment-added"),
        "The area's path has no part any more that a call chooses.",
        |seen| {
            (seen.is(&[Area]) && segments(seen) == (true, false)).then_some(breaking(
                Wire::Breaks,
                Wire::Breaks,
                Bump::Major,
            ))
        },
    ),
    Rule::new(
        "area-onprem-path-changed",
        Itself,
        "On an appliance the area has another path; the crates only document it.",
        |seen| {
            (seen.is(&[Area]) && seen.said("onprem_service").is_some()).then_some(warning(
                Wire::Risk,
                Wire::Risk,
                Bump::Patch,
            ))
        },
    ),
    Rule::new("method-path-changed", Itself, "The method is called under another path.", |seen| {
        (seen.is(&[Method]) && path(seen, "service"))
            .then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Patch).silent())
    }),
    Rule::new(
        "method-service-segment-added",
        Is("method-service-segment-removed"),
        "The method's path has a part that each call has to choose.",
        |seen| {
            (seen.is(&[Method]) && segments(seen) == (false, true)).then_some(breaking(
                Wire::Breaks,
                Wire::Breaks,
                Bump::Major,
            ))
        },
    ),
    Rule::new(
        "method-service-segment-removed",
        Is("method-service-segment-added"),
        "The method's path has no part any more that a call chooses.",
        |seen| {
            (seen.is(&[Method]) && segments(seen) == (true, false)).then_some(breaking(
                Wire::Breaks,
                Wire::Breaks,
                Bump::Major,
            ))
        },
    ),
    Rule::new(
        "method-onprem-path-changed",
        Itself,
        "On an appliance the method has another path; the crates only document it.",
        |seen| {
            (seen.is(&[Method]) && seen.said("onprem_service").is_some()).then_some(warning(
                Wire::Risk,
                Wire::Risk,
                Bump::Patch,
            ))
        },
    ),
];

/// Whether the service has a part that a call chooses, before and after; a method without a service has its area's.
fn segments(seen: &Seen<'_>) -> (bool, bool) {
    let Some((before, after)) = seen.said("service") else { return (false, false) };
    let chosen = |service: Option<&Json>, stand: Option<Stand<'_>>| {
        let own = service.and_then(Json::as_str);
        own.or(stand.map(|stand| stand.parent.text("service"))).and_then(segment).is_some()
    };
    (chosen(before, seen.difference.base), chosen(after, seen.difference.head))
}

fn path(seen: &Seen<'_>, key: &str) -> bool {
    let (before, after) = segments(seen);
    seen.said(key).is_some() && before == after
}
