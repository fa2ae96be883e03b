//! What all areas share: regions, error codes, rate tiers, editions, absences, the probe.
//! Error codes are known to the runtime by hand, so they move nothing that is generated.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::difference::What;
use crate::seen::Seen;
use gravityzone_spec::SubjectKind::{Absence, Edition, Error, Rate, Region};
use serde_json::Value as Json;

pub(super) const RULES: &[Rule] = &[
    Rule::new(
        "region-added",
        Is("region-removed"),
        "A Control Center of the vendor has a name of its own now.",
        |seen| (seen.is(&[Region]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor)),
    ),
    Rule::new(
        "region-removed",
        Is("region-added"),
        "The name of a Control Center is gone; a program that names it no longer compiles.",
        |seen| (seen.is(&[Region]) && seen.is_removed()).then_some(warning(Wire::Risk, Wire::Ok, Bump::Major)),
    ),
    Rule::new("region-renamed", Itself, "A Control Center keeps its URL under another name of ours.", |seen| {
        (seen.is(&[Region]) && seen.is_renamed()).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new("region-host-changed", Itself, "A region's URL is another: an old crate calls the old host.", |seen| {
        (seen.is(&[Region]) && seen.said("host").is_some())
            .then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Patch).silent())
    }),
    Rule::new(
        "error-added",
        Is("error-removed"),
        "The API has one more error code. Programs meet it as a code, not as a type.",
        |seen| (seen.is(&[Error]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::None)),
    ),
    Rule::new("error-removed", Is("error-added"), "The API has one error code less.", |seen| {
        (seen.is(&[Error]) && seen.is_removed()).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
    }),
    Rule::new(
        "error-code-changed",
        Itself,
        "An error has another code: what compared the old one no longer meets it.",
        |seen| {
            (seen.is(&[Error]) && matches!(seen.difference.what, What::Recoded { .. }))
                .then_some(breaking(Wire::Behaves, Wire::Behaves, Bump::None).silent())
        },
    ),
    Rule::new(
        "error-class-changed",
        Itself,
        "An error comes with another HTTP status, which decides whether a call is repeated.",
        |seen| {
            (seen.is(&[Error]) && seen.said("http").is_some())
                .then_some(warning(Wire::Behaves, Wire::Ok, Bump::None).silent())
        },
    ),
    Rule::new("error-message-changed", Itself, "An error's message on the wire is another.", |seen| {
        (seen.is(&[Error]) && seen.said("message").is_some()).then_some(info(Wire::Risk, Wire::Ok, Bump::None))
    }),
    Rule::new("error-renamed", Itself, "An error has another name of ours.", |seen| {
        (seen.is(&[Error]) && (seen.said("name").is_some() || seen.is_renamed())).then_some(info(
            Wire::Ok,
            Wire::Ok,
            Bump::None,
        ))
    })
    .ours(),
    Rule::new("rate-added", Is("rate-removed"), "There is one more rate tier.", |seen| {
        (seen.is(&[Rate]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new("rate-removed", Is("rate-added"), "A rate tier is gone, and with it its constant.", |seen| {
        (seen.is(&[Rate]) && seen.is_removed()).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    }),
    Rule::new("rate-renamed", Itself, "A rate tier has another name of ours, and so has its constant.", |seen| {
        (seen.is(&[Rate]) && seen.is_renamed()).then_some(warning(Wire::Ok, Wire::Ok, Bump::Major))
    })
    .ours(),
    Rule::new(
        "rate-limit-tightened",
        Is("rate-limit-loosened"),
        "A tier allows fewer calls: an old crate sends too fast and meets 429.",
        |seen| {
            rate(seen, |before, after| after < before).then_some(warning(Wire::Risk, Wire::Ok, Bump::Patch).silent())
        },
    ),
    Rule::new(
        "rate-limit-loosened",
        Is("rate-limit-tightened"),
        "A tier allows more calls: a new crate sends faster than an old appliance allows.",
        |seen| rate(seen, |before, after| after >= before).then_some(info(Wire::Ok, Wire::Risk, Bump::Patch).silent()),
    ),
    Rule::new("edition-added", Is("edition-removed"), "The spec knows one more edition.", |seen| {
        (seen.is(&[Edition]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
    }),
    Rule::new("edition-removed", Is("edition-added"), "The spec knows one edition less.", |seen| {
        (seen.is(&[Edition]) && seen.is_removed()).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
    }),
    Rule::new(
        "absence-word-added",
        Is("absence-word-removed"),
        "There is one more word for what leaving a member out means.",
        |seen| (seen.is(&[Absence]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::None)),
    )
    .ours(),
    Rule::new(
        "absence-word-removed",
        Is("absence-word-added"),
        "There is one word less for what leaving a member out means.",
        |seen| (seen.is(&[Absence]) && seen.is_removed()).then_some(info(Wire::Ok, Wire::Ok, Bump::None)),
    )
    .ours(),
    Rule::new("probe-added", Is("probe-removed"), "The client can ask what its key is for: `probe()`.", |seen| {
        seen.came("probe").then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    })
    .ours(),
    Rule::new(
        "probe-removed",
        Is("probe-added"),
        "The client can no longer ask what its key is for: `probe()` is gone.",
        |seen| seen.went("probe").then_some(warning(Wire::Ok, Wire::Ok, Bump::Major)),
    )
    .ours(),
    Rule::new("probe-changed", Itself, "The client asks something else to find out what its key is for.", |seen| {
        seen.turned("probe").map(|_| warning(Wire::Ok, Wire::Risk, Bump::Patch).silent())
    })
    .ours(),
];

/// Compares two tiers by calls a second, then by what is queued.
fn rate(seen: &Seen<'_>, holds: fn((f64, f64), (f64, f64)) -> bool) -> bool {
    let What::Content { before, after } = &seen.difference.what else { return false };
    let number = |tier: &Json, key: &str| tier.get(key).and_then(Json::as_f64).unwrap_or_default();
    let measure = |tier: &Json| (number(tier, "calls") / number(tier, "seconds").max(1.0), number(tier, "burst"));
    seen.is(&[Rate]) && holds(measure(before), measure(after))
}
