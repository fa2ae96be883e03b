//! Holds the generated tables against the spec: what a request breaks, judged twice.
//! `gravityzone_spec` is the reference; the tables may say nothing else.

use gravityzone_spec::{Area, Known, Method, MisfitKind, Spec, fit, judge};
use gravityzone_wire::checks::{Checks, violations};
use gravityzone_wire::{Method as Request, Strength};
use serde_json::Value as Json;

/// The tables of one method, without naming its request.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// `area.method`.
    pub name: &'static str,
    checks: &'static Checks,
    page: &'static str,
}

/// What is said of a breach: rule, member, whether it refuses, sentence, page.
pub type Breach = (String, String, bool, String, String);

impl Tables {
    /// Those of a request.
    #[must_use]
    pub const fn of<M: Request>(name: &'static str) -> Self {
        Self { name, checks: M::CHECKS, page: M::PAGE }
    }

    /// The documented rules that params break, by the tables.
    #[must_use]
    pub fn rules(&self, params: &Json) -> Vec<Breach> {
        self.breaches(params).into_iter().filter(|(rule, ..)| !rule.contains('.')).collect()
    }

    /// The members that are beyond a limit, by the tables.
    #[must_use]
    pub fn limits(&self, params: &Json) -> Vec<String> {
        let limits = self.breaches(params).into_iter().filter(|(rule, ..)| rule.contains('.'));
        sorted(limits.map(|(_, member, ..)| member))
    }

    fn breaches(&self, params: &Json) -> Vec<Breach> {
        let found = violations(self.checks, self.page, params).into_iter();
        let breach = |one: gravityzone_wire::Violation| {
            let (statement, page) = (one.statement.to_owned(), one.page.to_owned());
            (one.rule.to_owned(), one.member, one.strength == Strength::Must, statement, page)
        };
        found.map(breach).collect()
    }
}

/// The documented rules that params break, by the spec.
#[must_use]
pub fn rules(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Vec<Breach> {
    let documented = method.known == Known::Documented || method.page.is_some();
    let found = judge(spec, area, method, params).into_iter();
    let breach = |one: gravityzone_spec::Violation<'_>| {
        let on_page = documented && one.rule.known == Known::Documented;
        let page = if on_page { area.page_of(method).to_owned() } else { String::new() };
        (one.rule.name.clone(), one.member, one.rule.refuses(), one.rule.statement(), page)
    };
    found.map(breach).collect()
}

/// The members that are beyond a limit, by the spec; nothing if the params are not of the documented types.
#[must_use]
pub fn limits(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Option<Vec<String>> {
    let misfits = fit(spec, area, method, params);
    if misfits.iter().any(|misfit| misfit.kind == MisfitKind::Type) {
        return None;
    }
    let limit = |expected: &str| ["at most ", "at least ", "one of "].iter().any(|words| expected.starts_with(words));
    let beyond = misfits.into_iter().filter(|one| one.kind == MisfitKind::Value && limit(&one.expected));
    Some(sorted(beyond.map(|misfit| misfit.path)))
}

fn sorted(paths: impl Iterator<Item = String>) -> Vec<String> {
    let mut paths: Vec<String> = paths.collect();
    paths.sort();
    paths
}
