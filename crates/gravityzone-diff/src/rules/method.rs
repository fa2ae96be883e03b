//! Methods: whether they are there, under which name and version, what they do, who may call them how often.
//! Their params and results have families of their own.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::address::area_of;
use crate::change::{Bump, Edit, Wire};
use crate::difference::{Stand, What};
use crate::pairing::version;
use crate::seen::Seen;
use gravityzone_spec::SubjectKind::Method;
use gravityzone_spec::{Spec, Subject, SubjectKind, Ty};
use serde_json::Value as Json;
use std::collections::BTreeSet;

pub(super) const RULES: &[Rule] = &[
    Rule::new("method-added", Is("method-removed"), "A method is new: a request type and a function of its area.", |seen| {
        (added(seen) && !is_older(seen.head())).then_some(info(Wire::Ok, Wire::Breaks, Bump::Minor))
    }),
    Rule::new("method-removed", Is("method-added"), "A method is gone, without having been deprecated.", |seen| {
        (removed(seen) && !is_older(seen.base()) && !was_deprecated(seen)).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    })
    .softer("keep the request type, deprecated, for one release"),
    Rule::new("method-removed-after-deprecation", Is("method-added"), "A method is gone that was deprecated before.", |seen| {
        (removed(seen) && !is_older(seen.base()) && was_deprecated(seen)).then_some(warning(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new("method-renamed", Itself, "A method has another name on the wire and in Rust.", |seen| {
        (seen.is(&[Method]) && seen.is_renamed()).then_some(breaking(Wire::Breaks, Wire::Breaks, Bump::Major))
    })
    .softer("keep a deprecated alias of the request type and a forwarding function"),
    Rule::new("method-moved-area", Itself, "A method stands in another area, so its module is another, and its path too if the areas have two.", |seen| {
        (seen.is(&[Method]) && seen.difference.what == What::Moved).then(|| match same_path(seen) {
            true => breaking(Wire::Ok, Wire::Ok, Bump::Major),
            false => breaking(Wire::Breaks, Wire::Breaks, Bump::Major),
        })
    })
    .softer("re-export the request type in its old area, deprecated"),
    Rule::new("method-path-version-added", Is("method-path-version-removed"), "An older version of a method can be called too.", |seen| {
        (added(seen) && is_older(seen.head())).then_some(info(Wire::Ok, Wire::Breaks, Bump::Minor))
    }),
    Rule::new("method-path-version-removed", Is("method-path-version-added"), "An older version of a method is gone.", |seen| {
        (removed(seen) && is_older(seen.base())).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Major))
    }),
    Rule::new("method-version-promoted", Is("method-version-demoted"), "The plain name means a newer version; the one before stands beside it. Programs that are compiled again call the newer one.", |seen| {
        promoted(seen, |before, after| newer(after) > newer(before)).then_some(warning(Wire::Ok, Wire::Breaks, Bump::Minor).silent())
    })
    .softer("call the older version by its own name"),
    Rule::new("method-version-demoted", Is("method-version-promoted"), "The plain name means an older version again. Programs that are compiled again call the older one.", |seen| {
        promoted(seen, |before, after| newer(after) <= newer(before)).then_some(match is_gone(seen) {
            true => breaking(Wire::Breaks, Wire::Ok, Bump::Major).silent(),
            false => warning(Wire::Ok, Wire::Ok, Bump::Minor).silent(),
        })
    }),
    Rule::new("method-path-version-default-changed", Itself, "The method is called in another version, and the one before does not stand beside it.", |seen| {
        (seen.is(&[Method]) && seen.said("version").is_some()).then_some(warning(Wire::Risk, Wire::Breaks, Bump::Minor).silent())
    })
    .softer("keep the version before beside it, as method@v1.0"),
    Rule::new("method-effect-changed", Itself, "What a call does to what is stored is told differently: whether it is repeated, refused by a read-only client or left out of a dry run.", |seen| {
        (seen.is(&[Method]) && seen.said("effect").is_some()).then_some(warning(Wire::Ok, Wire::Ok, Bump::Minor).silent())
    }),
    Rule::new("method-idempotency-changed", Itself, "Whether the same call twice has the effect of one: whether it is repeated when its answer is lost.", |seen| {
        (seen.is(&[Method]) && seen.said("idempotent").is_some()).then_some(warning(Wire::Ok, Wire::Ok, Bump::Minor).silent())
    }),
    Rule::new("method-rate-limit-changed", Itself, "The method belongs to another rate tier.", |seen| {
        (seen.is(&[Method]) && seen.said("rate").is_some()).then_some(info(Wire::Risk, Wire::Ok, Bump::Patch).silent())
    }),
    Rule::new("method-edition-narrowed", Is("method-edition-widened"), "The method no longer exists everywhere where it did.", |seen| {
        editions(seen, false).then_some(warning(Wire::Risk, Wire::Ok, Bump::Patch))
    }),
    Rule::new("method-edition-widened", Is("method-edition-narrowed"), "The method exists in more editions.", |seen| {
        editions(seen, true).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("method-pagination-changed", Itself, "The result is paged by other members, so the function for all items asks otherwise.", |seen| {
        (seen.is(&[Method]) && seen.said("paging").is_some()).then(|| {
            let verdict = breaking(Wire::Behaves, Wire::Behaves, Bump::Patch);
            match (item(seen.base_spec, seen.base()), item(seen.head_spec, seen.head())) {
                (Some(before), Some(after)) if before == after => verdict.silent(),
                (Some(_), _) => verdict.with_rust(Bump::Major),
                (None, Some(_)) => verdict.with_rust(Bump::Minor),
                (None, None) => verdict,
            }
        })
    }),
    Rule::new("method-deprecated", Is("method-undeprecated"), "The method should not be used any more; the compiler says so.", |seen| {
        (seen.is(&[Method]) && seen.came("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Minor))
    }),
    Rule::new("method-undeprecated", Is("method-deprecated"), "The method may be used again.", |seen| {
        (seen.is(&[Method]) && seen.went("deprecated")).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("method-danger-added", Is("method-danger-removed"), "The request tells what a careless call breaks.", |seen| {
        seen.came("danger").then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("method-danger-removed", Is("method-danger-added"), "The request no longer tells that a careless call breaks something.", |seen| {
        seen.went("danger").then_some(warning(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("method-danger-changed", Itself, "The request tells otherwise what a careless call breaks.", |seen| {
        seen.turned("danger").map(|_| info(Wire::Ok, Wire::Ok, Bump::Patch))
    })
    .editorial(),
    Rule::new("method-verify-changed", Itself, "Another read shows whether a call was carried out whose answer is lost.", |seen| {
        seen.said("verify").map(|_| info(Wire::Ok, Wire::Ok, Bump::Patch))
    })
    .ours(),
];

fn added(seen: &Seen<'_>) -> bool {
    seen.is(&[Method]) && seen.is_added()
}

fn removed(seen: &Seen<'_>) -> bool {
    seen.is(&[Method]) && seen.is_removed()
}

/// Whether the key names a version.
fn is_older(method: Option<&Subject>) -> bool {
    method.is_some_and(|method| method.name.contains('@') && !version(method).is_empty())
}

fn was_deprecated(seen: &Seen<'_>) -> bool {
    seen.base().is_some_and(|method| method.fact("deprecated").is_some())
}

fn promoted(seen: &Seen<'_>, holds: fn(&str, &str) -> bool) -> bool {
    matches!(&seen.difference.what, What::Promoted { before, after } if holds(before, after))
}

/// What the function for all items yields: an item of the page, or of the member that the paging names.
fn item(spec: &Spec, method: Option<&Subject>) -> Option<String> {
    let method = method?;
    let result = Ty::parse(method.child(SubjectKind::Result, "")?.text("type")).ok()?;
    if let Ty::Page(item) = &result {
        return Some(item.to_string());
    }
    let items = method.value("paging")?.get("items").and_then(Json::as_str).unwrap_or("items");
    let members = spec.members_of(area_of(&method.address).and_then(|area| spec.area(area)), &result);
    match &members.into_iter().find(|member| member.name == items)?.ty {
        Ty::List(item) => Some(item.to_string()),
        _ => None,
    }
}

/// Whether a method that stands in another area is called under the path that it had.
fn same_path(seen: &Seen<'_>) -> bool {
    let path = |stand: Option<Stand<'_>>| {
        let own = stand.map(|stand| stand.subject.text("service").to_owned()).filter(|own| !own.is_empty());
        own.or(stand.map(|stand| stand.parent.text("service").to_owned()))
    };
    path(seen.difference.base) == path(seen.difference.head)
}

/// Whether the version that the plain name meant can no longer be called.
fn is_gone(seen: &Seen<'_>) -> bool {
    seen.difference.edits.iter().any(|edit| matches!(edit, Edit::Remove { .. }))
}

/// `v1.10` is newer than `v1.9`.
fn newer(version: &str) -> Vec<u32> {
    version.trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

fn editions(seen: &Seen<'_>, widened: bool) -> bool {
    seen.is(&[Method]) && edition_change(seen) == Some(widened)
}

/// Whether the editions are more than before (`true`) or some are missing (`false`).
pub(super) fn edition_change(seen: &Seen<'_>) -> Option<bool> {
    let (before, after) = seen.said("editions")?;
    // what is not written is the cloud, and partners have all of the cloud
    fn set(json: Option<&Json>) -> BTreeSet<&str> {
        let written = json.and_then(Json::as_array).map(|items| items.iter().filter_map(Json::as_str).collect());
        let mut set: BTreeSet<&str> = written.unwrap_or(BTreeSet::from(["cloud"]));
        if set.contains("cloud") {
            set.insert("partner");
        }
        set
    }
    Some(set(after).is_superset(&set(before)))
}
