//! A page's methods against those of the spec: which there are, their path, what they return and how much.
//! Their params and fields are compared in `member.rs`.

use super::collect::{Collector, Spot};
use super::kind::DriftKind;
use super::known::Scope;
use super::member::{self, Side};
use super::names;
use super::{elsewhere, superseded, supersedes};
use crate::store::Sheet;
use gravityzone_spec::{Area, DocsMember, DocsMethod, Known as Source, Method, Spec};

pub(super) fn compare(sheet: &Sheet, sheets: &[Sheet], spec: &Spec, found: &mut Collector<'_>) {
    let facts = &sheet.facts;
    let Some(area) = spec.area(&facts.area) else { return };
    let scope = Scope { spec, area };
    if let Some(service) = facts.service.as_ref().filter(|service| **service != area.service) {
        let spot = Spot { method: "", path: "", fact: "service" };
        found.add(DriftKind::AreaPathChanged, &area.name, spot, service, Some(area.service.clone()));
    }
    for said in &facts.methods {
        match find(area, facts.version.as_deref(), said) {
            Some(method) => {
                let newest = !superseded(sheet, &said.name, sheets, spec);
                let united = match supersedes(sheet, &said.name, sheets, spec) {
                    Some(older) => unite(said, elsewhere(&facts.page, &said.name, sheets, spec), &older),
                    None => said.clone(),
                };
                compare_method(scope, method, said, &united, newest, found);
            }
            None => {
                let spot = Spot { method: &said.name, path: "", fact: "" };
                let at = format!("{}.{}", area.name, said.name);
                found.add(DriftKind::MethodAdded, &at, spot, said.heading.as_ref().unwrap_or(&said.name), None);
            }
        }
    }
    // a method that has moved to a page of its own is not gone
    let moved = |name: &str| elsewhere(&facts.page, name, sheets, spec).next().is_some();
    let listed = |method: &&Method| {
        area.page_of(method) == facts.page && method.known == Source::Documented && !moved(&method.name)
    };
    for method in area.methods.iter().filter(listed) {
        if !facts.methods.iter().any(|said| said.name == method.name) {
            let spot = Spot { method: &method.name, path: "", fact: "" };
            found.add(
                DriftKind::MethodRemoved,
                &scope.method_address(method),
                spot,
                "not on the page",
                Some(method.key.clone()),
            );
        }
    }
}

/// The method in the version that the page is about; else the newest.
fn find<'s>(area: &'s Area, version: Option<&str>, said: &DocsMethod) -> Option<&'s Method> {
    let version = said.version.as_deref().or(version);
    let named = || area.methods.iter().filter(|method| method.name == said.name);
    named()
        .find(|method| Some(method.version.as_str()) == version)
        .or_else(|| named().find(|method| method.key == method.name))
        .or_else(|| named().next())
}

/// What both pages say: the newer page's facts, and the members that only the older one has.
fn unite<'a>(newer: &DocsMethod, others: impl Iterator<Item = (&'a str, &'a DocsMethod)>, older: &str) -> DocsMethod {
    let mut united = newer.clone();
    for (_, other) in others.filter(|(page, _)| *page == older) {
        let missing = |member: &&DocsMember| !newer.members.iter().any(|known| known.path == member.path);
        united.members.extend(other.members.iter().filter(missing).cloned());
    }
    united
}

fn compare_method(
    scope: Scope<'_>,
    method: &Method,
    said: &DocsMethod,
    united: &DocsMethod,
    newest: bool,
    found: &mut Collector<'_>,
) {
    let at = scope.method_address(method);
    let spot = |fact| Spot { method: &said.name, path: "", fact };
    if let Some(version) = said.version.as_ref().filter(|version| **version != method.version) {
        found.add(
            DriftKind::MethodPathVersionDefaultChanged,
            &at,
            spot("version"),
            version,
            Some(method.version.clone()),
        );
    }
    if said.deprecated && method.deprecated.is_none() {
        found.add(DriftKind::MethodDeprecated, &at, spot("deprecated"), "deprecated", None);
    }
    let result = format!("{at}.result");
    if let Some(returns) = said.returns.as_ref().filter(|returns| !scope.fits(returns, &method.result.ty)) {
        found.add(DriftKind::ResultShapeChanged, &result, spot("returns"), returns, Some(method.result.ty.to_string()));
    }
    if said.nullable && !method.result.optional {
        found.add(DriftKind::ResultBecameNullable, &result, spot("nullable"), "or null", None);
    }
    limit(&at, method, said, newest, found);
    let side = Side { scope, method, said, newest };
    member::compare(&side, "params", &scope.params(method), &united.members, found);
    member::compare(&side, "fields", &scope.fields(method), &united.members, found);
    names::compare(scope, method, said, found);
}

/// How many entries the result has at most. A newer page that does not repeat the limit removes it by silence.
fn limit(at: &str, method: &Method, said: &DocsMethod, newest: bool, found: &mut Collector<'_>) {
    let path = if said.limit.is_some() { "" } else { "fields" };
    let spot = Spot { method: &said.name, path, fact: "limit" };
    let spec = method.max_items.map(|max| format!("at most {max}"));
    match (said.limit, method.max_items) {
        (Some(limit), None) => found.add(DriftKind::ResultLimitAdded, at, spot, &format!("at most {limit}"), spec),
        (Some(limit), Some(max)) if limit != max => {
            let kind = if limit < max { DriftKind::ResultLimitLowered } else { DriftKind::ResultLimitRaised };
            found.add(kind, at, spot, &format!("at most {limit}"), spec);
        }
        (None, Some(_)) if newest => found.add(DriftKind::ResultLimitRemovedBySilence, at, spot, "nothing", spec),
        _ => {}
    }
}
