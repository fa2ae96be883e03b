//! Words, examples, evidence and corrections: nothing that a program meets.
//! They are told last, and folded.

use super::Mirror::{Is, Itself, None as NoMirror};
use super::param::{Arguments, arguments};
use super::{Rule, info, warning};
use crate::change::{Bump, Wire};
use crate::difference::What;
use crate::seen::{Seen, Way};
use gravityzone_spec::SubjectKind::{
    Code, Erratum, Example, Flag, Member, Page, Param, Region, Rule as Documented, Segment, Spec, Word,
};
use serde_json::Value as Json;

const WORDS: [&str; 3] = ["doc", "required_since", "always"];

pub(super) const RULES: &[Rule] = &[
    Rule::new("docs-changed", Itself, "A description says the same otherwise, or more.", |seen| {
        let What::Said { key, before, after } = &seen.difference.what else { return None };
        let unit = key == "unit" && (before.is_none() || after.is_none() || !seen.is_sent_member());
        let reason = key != "always" || (before.is_some() && after.is_some());
        let replaced = key == "deprecated" && before.is_some() && after.is_some();
        let told = !seen.is(&[Example]) && WORDS.contains(&key.as_str()) && reason;
        (told || unit || replaced).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    })
    .editorial(),
    Rule::new("example-changed", Itself, "An example of ours came, went or is another.", |seen| {
        seen.is(&[Example]).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
    })
    .editorial(),
    Rule::new(
        "provenance-changed",
        Itself,
        "The page, the number of a vendor's rule or the way how a fact is known is another.",
        |seen| {
            let What::Said { key, .. } = &seen.difference.what else { return None };
            let later = key == "date" && !is_earlier(seen);
            let known = key == "known" && !binds(seen);
            (later || known || ["page", "cites"].contains(&key.as_str())).then_some(info(
                Wire::Ok,
                Wire::Ok,
                Bump::Patch,
            ))
        },
    )
    .editorial(),
    Rule::new(
        "spec-version-decreased",
        NoMirror("a later date is provenance-changed"),
        "The spec is dated earlier than the one it is compared with: are base and head swapped?",
        |seen| (seen.is(&[Spec]) && is_earlier(seen)).then_some(warning(Wire::Ok, Wire::Ok, Bump::Patch)),
    )
    .editorial(),
    Rule::new("spec-format-changed", Itself, "A file names another schema of the format.", |seen| {
        seen.said("$schema").map(|_| warning(Wire::Ok, Wire::Ok, Bump::None))
    })
    .editorial(),
    Rule::new("order-changed", Itself, "Things stand in another order that means nothing.", |seen| {
        let What::Order { of, .. } = &seen.difference.what else { return None };
        let means = match of {
            Param | Code | Word | Flag | Segment | Region => true,
            Member => seen.way == Way::Sent || arguments(seen) != Arguments::Stay,
            _ => false,
        };
        (!means).then(|| info(Wire::Ok, Wire::Ok, Bump::Patch))
    })
    .editorial(),
    Rule::new(
        "misplaced-key-changed",
        Itself,
        "A key came, went or changed where it means nothing: on what is sent a key of replies, or the other way round.",
        |seen| {
            let What::Said { key, before, after } = &seen.difference.what else { return None };
            let came_or_went = before.is_none() || after.is_none();
            let sent = seen.is_sent_member() && key == "always" && came_or_went;
            let read = seen.is_read_member() && ["required", "clear"].contains(&key.as_str());
            (sent || read).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
        },
    )
    .editorial(),
    Rule::new("erratum-added", Is("erratum-removed"), "A mistake of a page is known.", |seen| {
        (seen.is(&[Erratum]) && seen.is_added()).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
    })
    .ours(),
    Rule::new("erratum-removed", Is("erratum-added"), "A mistake of a page is no longer held against it.", |seen| {
        (seen.is(&[Erratum]) && seen.is_removed()).then_some(info(Wire::Ok, Wire::Ok, Bump::None))
    })
    .ours(),
    Rule::new("erratum-changed", Itself, "What is said of a mistake of a page is another.", |seen| {
        (seen.is(&[Erratum]) && matches!(seen.difference.what, What::Content { .. })).then_some(info(
            Wire::Ok,
            Wire::Ok,
            Bump::None,
        ))
    })
    .ours(),
    Rule::new(
        "page-imported",
        Itself,
        "What the spec holds of a page of the vendor's came, went or is another. What that means for the API is told apart.",
        |seen| seen.is(&[Page]).then_some(info(Wire::Ok, Wire::Ok, Bump::None)),
    )
    .editorial(),
];

fn is_earlier(seen: &Seen<'_>) -> bool {
    let text = |json: Option<&Json>| json.and_then(Json::as_str).unwrap_or_default().to_owned();
    seen.said("date").is_some_and(|(before, after)| text(after) < text(before))
}

/// Whether the evidence decides about refusing: then it is a rule's affair.
fn binds(seen: &Seen<'_>) -> bool {
    seen.is(&[Documented, Param, Member]) && super::condition::strictness(seen).is_some()
}
