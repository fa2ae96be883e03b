//! What changed on a page since its last import, where the comparison with the spec does not tell it already.
//! The base of a page that is new is the older page that it supersedes, method by method.

use super::collect::{Collector, Spot};
use super::known::Scope;
use super::member::summary;
use super::supersedes;
use crate::store::Sheet;
use gravityzone_spec::{DocsMember, DocsMethod, DocsPage, Spec};
use std::cell::Cell;

pub(super) fn compare(sheet: &Sheet, spec: &Spec, found: &mut Collector<'_>) {
    let facts = &sheet.facts;
    let Some(area) = spec.area(&facts.area) else { return };
    let scope = Scope { spec, area };
    let stored = spec.docs.iter().find(|known| known.page == facts.page);
    for said in &facts.methods {
        let at = format!("{}.{}", area.name, said.name);
        let of = |page: &DocsPage| page.methods.iter().find(|method| method.name == said.name).cloned();
        match stored.and_then(of) {
            Some(base) => compare_method(scope, &at, &base, said, false, found),
            None if stored.is_some() => {
                let spot = Spot { method: &said.name, path: "", fact: "" };
                found.add_change("method-added", &at, spot, &said.name, None);
            }
            None => {
                let older = supersedes(sheet, &said.name, &[], spec);
                let older = older.and_then(|older| spec.docs.iter().find(|known| known.page == older));
                if let Some(base) = older.and_then(of) {
                    compare_method(scope, &at, &base, said, true, found);
                }
            }
        }
    }
    for base in stored.into_iter().flat_map(|known| &known.methods) {
        if !facts.methods.iter().any(|said| said.name == base.name) {
            let spot = Spot { method: &base.name, path: "", fact: "" };
            found.add_change("method-removed", &format!("{}.{}", area.name, base.name), spot, "not on the page", None);
        }
    }
}

/// The address of what stands at a path of a page, whether the spec has it or not.
pub(crate) fn address(scope: Scope<'_>, method: &str, path: &str) -> String {
    let outer = format!("{}.{method}", scope.area.name);
    let (part, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(known) = scope.area.methods.iter().find(|known| known.name == method) else {
        return format!("{outer}.{}.{rest}", if part == "params" { "params" } else { "result" });
    };
    let mut level = if part == "params" { scope.params(known) } else { scope.fields(known) };
    let mut at = format!("{outer}.{}", if part == "params" { "params" } else { "result" });
    for name in rest.split('.').filter(|name| !name.is_empty()) {
        let base = level.at.clone().unwrap_or(at);
        at = format!("{base}.{name}");
        level = match level.members.iter().find(|known| known.name == name) {
            Some(known) => scope.children(&known.ty),
            None => Default::default(),
        };
    }
    at
}

fn compare_method(
    scope: Scope<'_>,
    at: &str,
    base: &DocsMethod,
    said: &DocsMethod,
    other_page: bool,
    found: &mut Collector<'_>,
) {
    let spot = |fact| Spot { method: &said.name, path: "", fact };
    if base.version != said.version {
        let docs = said.version.clone().unwrap_or_else(|| "no version".to_owned());
        found.add_change("method-path-version-default-changed", at, spot("version"), &docs, None);
    }
    if said.deprecated != base.deprecated {
        let kind = if said.deprecated { "method-deprecated" } else { "method-undeprecated" };
        found.add_change(kind, at, spot("deprecated"), "", None);
    }
    let result = format!("{at}.result");
    if said.returns != base.returns {
        let docs = said.returns.as_deref().unwrap_or("nothing");
        found.add_change("result-shape-changed", &result, spot("returns"), docs, None);
    }
    if said.nullable != base.nullable {
        let kind = if said.nullable { "result-field-became-nullable" } else { "result-field-became-not-nullable" };
        found.add_change(kind, &result, spot("nullable"), if said.nullable { "or null" } else { "nothing" }, None);
    }
    if said.limit != base.limit {
        let (kind, docs) = match (said.limit, base.limit) {
            (Some(limit), None) => ("constraint-added", format!("at most {limit}")),
            (Some(limit), Some(before)) if limit < before => ("constraint-tightened", format!("at most {limit}")),
            (Some(limit), _) => ("constraint-loosened", format!("at most {limit}")),
            (None, _) => ("constraint-removed-by-silence", "nothing".to_owned()),
        };
        let spot = Spot { method: &said.name, path: "fields", fact: "limit" };
        found.add_change(kind, at, spot, &docs, base.limit.map(|limit| format!("at most {limit}")));
    }
    if !other_page && (said.words != base.words || said.result_words != base.result_words || said.names != base.names) {
        found.add_change("docs-changed", at, spot("words"), "other words", None);
    }
    if said.nameless != base.nameless {
        found.add_change("docs-changed", at, spot("nameless"), "other rows without a name", None);
    }
    for member in &said.members {
        match base.members.iter().find(|base| base.path == member.path) {
            Some(base) => compare_member(scope, &said.name, base, member, other_page, found),
            None => {
                let kind = match (member.path.starts_with("params"), member.optional) {
                    (false, _) => "result-field-added",
                    (true, Some(false)) => "param-added-required",
                    (true, _) => "param-added-optional",
                };
                let spot = Spot { method: &said.name, path: &member.path, fact: "" };
                found.add_change(kind, &address(scope, &said.name, &member.path), spot, &summary(member), None);
            }
        }
    }
    for member in base.members.iter().filter(|_| !other_page) {
        if !said.members.iter().any(|said| said.path == member.path) {
            let kind = match (member.path.starts_with("params"), member.optional) {
                (false, _) => "result-field-removed-optional",
                (true, Some(false)) => "param-removed-required",
                (true, _) => "param-removed-optional",
            };
            let (outer, name) = member.path.rsplit_once('.').unwrap_or(("", &member.path));
            let spot = Spot { method: &said.name, path: outer, fact: name };
            let docs = format!("not in {}", said.name);
            found.add_change(kind, &address(scope, &said.name, &member.path), spot, &docs, None);
        }
    }
}

fn compare_member(
    scope: Scope<'_>,
    method: &str,
    base: &DocsMember,
    said: &DocsMember,
    other_page: bool,
    found: &mut Collector<'_>,
) {
    let request = said.path.starts_with("params");
    let at = address(scope, method, &said.path);
    let changed = Cell::new(false);
    let mut change = |kind: &'static str, fact: &str, docs: String, before: Option<String>| {
        changed.set(true);
        let spot = Spot { method, path: &said.path, fact };
        let before = before.map(|before| format!("{before} at the last import"));
        found.add_change(kind, &at, spot, &docs, before);
    };
    let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
    if said.ty != base.ty && !(other_page && (said.ty.is_none() || base.ty.is_none())) {
        let kind = if request { "param-type-changed" } else { "result-field-type-changed" };
        change(kind, "type", or_nothing(said.ty.clone()), base.ty.clone());
    }
    if said.optional != base.optional || said.required_when != base.required_when {
        let kind = match (said.optional, base.optional) {
            (Some(false), Some(true) | None) => "param-became-required",
            (Some(true) | None, Some(false)) => "param-became-optional",
            _ => "param-condition-changed",
        };
        let word = |optional: Option<bool>| match optional {
            Some(true) => "optional",
            Some(false) => "required",
            None => "nothing",
        };
        change(kind, "optional", word(said.optional).to_owned(), Some(word(base.optional).to_owned()));
    }
    let text = |member: &DocsMember| member.default.as_ref().map(ToString::to_string).or_else(|| member.absent.clone());
    if text(said) != text(base) {
        let kind = match (text(said), text(base)) {
            (Some(_), None) => "param-default-added",
            (None, _) => "param-default-removed-by-silence",
            _ => "param-default-changed",
        };
        change(kind, "default", or_nothing(text(said)), text(base));
    }
    let bounds = [
        ("min", said.min, base.min, 1),
        ("max", said.max, base.max, -1),
        ("max_length", said.max_length, base.max_length, -1),
    ];
    for (fact, now, before, tighter) in bounds.into_iter().filter(|(_, now, before, _)| now != before) {
        let kind = match (now, before) {
            (Some(_), None) => "constraint-added",
            (None, _) => "constraint-removed-by-silence",
            (Some(now), Some(before)) if (now - before) * tighter > 0 => "constraint-tightened",
            _ => "constraint-loosened",
        };
        let bound = |bound: i64| format!("{fact} {bound}");
        change(kind, fact, or_nothing(now.map(bound)), before.map(bound));
    }
    let json = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string);
    if said.clear != base.clear {
        change("clear-changed", "clear", or_nothing(json(&said.clear)), json(&base.clear));
    }
    if said.unset != base.unset {
        change("unset-changed", "unset", or_nothing(json(&said.unset)), json(&base.unset));
    }
    if said.deprecated != base.deprecated {
        let kind = match (request, said.deprecated) {
            (true, true) => "param-deprecated",
            (true, false) => "param-undeprecated",
            (false, _) => "result-field-deprecated",
        };
        change(kind, "deprecated", if said.deprecated { "deprecated" } else { "not deprecated" }.to_owned(), None);
    }
    if said.conditional != base.conditional {
        let (kind, docs) = match (request, said.conditional) {
            (true, true) => ("param-condition-tightened", "under a condition"),
            (true, false) => ("param-condition-loosened", "without a condition"),
            (false, true) => ("result-field-became-optional", "under a condition"),
            (false, false) => ("result-field-became-guaranteed", "without a condition"),
        };
        change(kind, "conditional", docs.to_owned(), None);
    }
    if said.placeholder != base.placeholder {
        change("docs-changed", "placeholder", "other words".to_owned(), None);
    }
    if said.names != base.names {
        change("param-condition-changed", "names", said.names.join(", "), Some(base.names.join(", ")));
    }
    for value in &said.values {
        let fact = format!("value {}", value.literal);
        let shown = |name: &Option<String>| match name {
            Some(name) => format!("{} {name}", value.literal),
            None => value.literal.clone(),
        };
        match base.values.iter().find(|base| base.literal == value.literal) {
            None if other_page && base.values.is_empty() => {}
            None => change("enum-value-added", &fact, shown(&value.name), None),
            Some(base) if base.name != value.name => {
                change("enum-value-renamed", &fact, shown(&value.name), Some(shown(&base.name)));
            }
            Some(base) if base.deprecated != value.deprecated => {
                change("enum-value-deprecated", &fact, format!("{} deprecated", value.literal), None);
            }
            Some(base) if base.words != value.words && !other_page => {
                change("docs-changed", &fact, format!("other words for {}", value.literal), None);
            }
            Some(_) => {}
        }
    }
    for value in base.values.iter().filter(|_| !other_page) {
        if !said.values.iter().any(|said| said.literal == value.literal) {
            change("enum-value-removed", "values", format!("no {}", value.literal), Some(value.literal.clone()));
        }
    }
    if !changed.get() && !other_page && said.words != base.words {
        change("docs-changed", "words", "other words".to_owned(), None);
    }
}
