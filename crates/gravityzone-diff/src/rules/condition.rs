//! Documented rules between params, and how strictly we hold them.
//! `validate` refuses by what is a must, is decided by the request alone, and is more than our conclusion.

use super::Mirror::{Is, Itself};
use super::{Rule, breaking, info, warning};
use crate::change::{Bump, Wire};
use crate::difference::What;
use crate::seen::Seen;
use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;

pub(super) const RULES: &[Rule] = &[
    Rule::new("param-condition-tightened", Is("param-condition-loosened"), "A documented rule refuses more: calls that were sent are refused, by the new crate before they are.", |seen| {
        let came = is_rule(seen) && seen.is_added() && refuses(seen.head());
        (came || stricter(seen) == Some(true)).then_some(breaking(Wire::Breaks, Wire::Ok, Bump::Minor).silent())
    })
    .softer("hold it as advice for one release"),
    Rule::new("param-condition-loosened", Is("param-condition-tightened"), "A documented rule refuses less, or is gone.", |seen| {
        let went = is_rule(seen) && seen.is_removed() && refuses(seen.base());
        (went || stricter(seen) == Some(false)).then_some(info(Wire::Ok, Wire::Breaks, Bump::Patch).silent())
    }),
    Rule::new("param-condition-changed", Itself, "A documented rule demands something else.", |seen| {
        let both = demands(seen.base()) && demands(seen.head()) && (refuses(seen.base()) || refuses(seen.head()));
        (is_content(seen) && both && stricter(seen).is_none()).then_some(warning(Wire::Risk, Wire::Risk, Bump::Minor).silent())
    }),
    Rule::new("rule-became-stricter", Is("rule-became-looser"), "We hold a rule or a limit more strictly: the API is what it was, and the new crate refuses calls that the old one sent.", |seen| {
        (strictness(seen) == Some(true)).then_some(breaking(Wire::Ok, Wire::Ok, Bump::Minor).silent())
    })
    .ours()
    .softer("keep it advice until the next major release"),
    Rule::new("rule-became-looser", Is("rule-became-stricter"), "We hold a rule or a limit less strictly: the new crate sends what the old one refused.", |seen| {
        (strictness(seen) == Some(false)).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch).silent())
    })
    .ours(),
    Rule::new("rule-advice-added", Is("rule-advice-removed"), "A rule is told that refuses nothing.", |seen| {
        (is_rule(seen) && seen.is_added() && demands(seen.head()) && !refuses(seen.head())).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("rule-advice-removed", Is("rule-advice-added"), "A rule is no longer told that refused nothing.", |seen| {
        (is_rule(seen) && seen.is_removed() && demands(seen.base()) && !refuses(seen.base())).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("rule-advice-changed", Itself, "A rule that refuses nothing says something else.", |seen| {
        let both = demands(seen.base()) && demands(seen.head());
        let told = is_content(seen) && both && !refuses(seen.base()) && !refuses(seen.head());
        let held = ["strength", "judge"].iter().any(|key| seen.said(key).is_some()) && strictness(seen).is_none();
        (told || (is_rule(seen) && held)).then_some(info(Wire::Ok, Wire::Ok, Bump::Patch))
    }),
    Rule::new("rule-server-added", Is("rule-server-removed"), "The server judges by a rule that no request shows.", |seen| {
        (seen.is_added() && serves(seen.head())).then_some(warning(Wire::Risk, Wire::Ok, Bump::Patch))
    }),
    Rule::new("rule-server-removed", Is("rule-server-added"), "The server no longer judges by a rule that no request showed.", |seen| {
        (seen.is_removed() && serves(seen.base())).then_some(info(Wire::Ok, Wire::Risk, Bump::Patch))
    }),
    Rule::new("rule-server-changed", Itself, "What only the server can judge is told otherwise.", |seen| {
        (is_content(seen) && (serves(seen.base()) || serves(seen.head()))).then_some(info(Wire::Risk, Wire::Risk, Bump::Patch))
    }),
    Rule::new("rule-effect-added", Is("rule-effect-removed"), "The server sets something that the request does not say.", |seen| {
        (seen.is_added() && sets(seen.head())).then_some(warning(Wire::Behaves, Wire::Ok, Bump::Patch))
    }),
    Rule::new("rule-effect-removed", Is("rule-effect-added"), "The server no longer sets something that the request does not say.", |seen| {
        (seen.is_removed() && sets(seen.base())).then_some(warning(Wire::Behaves, Wire::Ok, Bump::Patch))
    }),
    Rule::new("rule-effect-changed", Itself, "The server sets something else that the request does not say.", |seen| {
        (is_content(seen) && (sets(seen.base()) || sets(seen.head()))).then_some(warning(Wire::Behaves, Wire::Behaves, Bump::Patch))
    }),
    Rule::new("rule-renamed", Itself, "A rule has another name of ours; a program that allows it by the old one is refused again.", |seen| {
        (is_rule(seen) && seen.is_renamed()).then_some(warning(Wire::Ok, Wire::Ok, Bump::Patch).silent_if(refuses(seen.head())))
    })
    .ours(),
];

fn is_rule(seen: &Seen<'_>) -> bool {
    seen.kind() == SubjectKind::Rule
}

fn is_content(seen: &Seen<'_>) -> bool {
    is_rule(seen) && matches!(seen.difference.what, What::Content { .. })
}

fn is_a(rule: Option<&Subject>, keys: &[&str]) -> bool {
    rule.is_some_and(|rule| rule.kind == SubjectKind::Rule && keys.iter().any(|key| rule.fact(key).is_some()))
}

/// A rule that demands something of the request.
fn demands(rule: Option<&Subject>) -> bool {
    is_a(rule, &["require", "only", "exclude", "allow", "include", "together"])
}

/// A rule of which there is only the server's word.
fn serves(rule: Option<&Subject>) -> bool {
    is_a(rule, &["server"])
}

/// A rule that tells what the server does.
fn sets(rule: Option<&Subject>) -> bool {
    is_a(rule, &["imply", "default"])
}

/// Whether a breach of a rule is refused before the call is sent.
fn refuses(rule: Option<&Subject>) -> bool {
    demands(rule)
        && rule.is_some_and(|rule| {
            rule.text("strength") != "advice" && rule.text("judge") != "server" && rule.text("known") != "inferred"
        })
}

/// Whether a rule that refuses demands more than before, where one of the two includes the other.
fn stricter(seen: &Seen<'_>) -> Option<bool> {
    let What::Content { before, after } = &seen.difference.what else { return None };
    if !is_rule(seen) || !refuses(seen.head()) || !refuses(seen.base()) {
        return None;
    }
    let keys =
        |json: &Json| json.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let mut changed = keys(before);
    changed.extend(keys(after).into_iter().filter(|key| before.get(key).is_none()));
    changed.retain(|key| before.get(key) != after.get(key));
    let mut stricter = None;
    for key in &changed {
        let (was, is) = (before.get(key), after.get(key));
        let this = match (key.as_str(), was, is) {
            ("when", Some(_), None) | ("unless", None, Some(_)) => Some(key == "when"),
            ("when", None, Some(_)) | ("unless", Some(_), None) => Some(key == "unless"),
            ("require" | "only" | "exclude" | "with" | "together", Some(was), Some(is)) => more(was, is),
            ("allow", Some(was), Some(is)) => fewer_values(was, is),
            _ => None,
        }?;
        if stricter.is_some_and(|other| other != this) {
            return None;
        }
        stricter = Some(this);
    }
    stricter
}

/// Whether a list has all that it had and more.
fn more(was: &Json, is: &Json) -> Option<bool> {
    let (was, is) = (was.as_array()?, is.as_array()?);
    match (was.iter().all(|one| is.contains(one)), is.iter().all(|one| was.contains(one))) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether every member is allowed fewer values, or more members are held to some.
fn fewer_values(was: &Json, is: &Json) -> Option<bool> {
    let (was, is) = (was.as_object()?, is.as_object()?);
    let mut stricter = None;
    for name in was.keys().chain(is.keys().filter(|name| !was.contains_key(*name))) {
        let this = match (was.get(name), is.get(name)) {
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(was), Some(is)) if was == is => continue,
            (Some(was), Some(is)) => !more(was, is)?,
            (None, None) => continue,
        };
        if stricter.is_some_and(|other| other != this) {
            return None;
        }
        stricter = Some(this);
    }
    stricter
}

/// Whether what we say of a rule or of a member with limits makes it refuse, or no longer refuse.
pub(super) fn strictness(seen: &Seen<'_>) -> Option<bool> {
    let said = ["strength", "judge", "known"].iter().any(|key| seen.said(key).is_some());
    if !said {
        return None;
    }
    let binds = |subject: Option<&Subject>| match subject {
        Some(rule) if rule.kind == SubjectKind::Rule => refuses(Some(rule)),
        Some(member) if seen.is_sent_member() => {
            let limited =
                ["allowed", "min", "max", "max_length", "min_items"].iter().any(|key| member.fact(key).is_some());
            limited && member.text("known") != "inferred"
        }
        _ => false,
    };
    match (binds(seen.base()), binds(seen.head())) {
        (false, true) => Some(true),
        (true, false) => Some(false),
        _ => None,
    }
}
