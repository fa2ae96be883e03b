//! Judges the JSON of a request by its tables: the same meaning as `gravityzone_spec::judge`, without the spec.
//! An absent member counts as its literal default; without one it is unknown, and the unknown breaks no rule.

use super::Violation;
use super::table::{Checks, Condition, Demand, Inside, Lit, Operand, Rule, Step, Test};
use crate::Json;
use serde_json::Map;
use zeroize::Zeroize;

/// The rules that params break, advice included. `page` is the page of the method.
#[must_use]
pub fn violations(checks: &Checks, page: &'static str, params: &Json) -> Vec<Violation> {
    let mut found = Found { page, violations: Vec::new() };
    found.object(checks, params, "");
    found.violations
}

/// What was found so far.
struct Found {
    page: &'static str,
    violations: Vec<Violation>,
}

impl Found {
    fn object(&mut self, checks: &Checks, sent: &Json, at: &str) {
        if !checks.rules.is_empty() {
            let full = Wiped::full(checks, sent);
            let object = Judged { sent, full: &full.0 };
            for rule in checks.rules {
                object.broken(rule).into_iter().for_each(|member| self.add(rule, path(at, member)));
            }
        }
        for inside in checks.inside {
            if let Some(value) = get(sent, inside.member) {
                self.behind(inside, inside.way, value, &path(at, inside.member));
            }
        }
    }

    fn behind(&mut self, inside: &Inside, way: &[Step], value: &Json, at: &str) {
        match (way.split_first(), value) {
            (None, Json::Object(_)) => self.object((inside.checks)(), value, at),
            (Some((Step::Items, way)), Json::Array(items)) => {
                let items = items.iter().enumerate();
                items.for_each(|(index, item)| self.behind(inside, way, item, &format!("{at}[{index}]")));
            }
            (Some((Step::Values, way)), Json::Object(entries)) => {
                entries.iter().for_each(|(name, value)| self.behind(inside, way, value, &path(at, name)));
            }
            (Some((Step::Tagged(tag, text), way)), _) if get(value, tag).and_then(Json::as_str) == Some(text) => {
                self.behind(inside, way, value, at);
            }
            _ => {}
        }
    }

    fn add(&mut self, rule: &Rule, member: String) {
        let Rule { name, strength, statement, .. } = *rule;
        let page = if rule.on_page { self.page } else { "" };
        self.violations.push(Violation { rule: name, strength, member, statement, page });
    }
}

/// An object, as it was sent and with its defaults.
struct Judged<'j> {
    sent: &'j Json,
    full: &'j Json,
}

impl Judged<'_> {
    /// The members that break a rule.
    fn broken(&self, rule: &Rule) -> Vec<&'static str> {
        let set = |path: &&&'static str| self.sent(path).is_some();
        let unset = |path: &&&'static str| !set(path);
        match (rule.demand, self.applies(rule)) {
            (Demand::Only(paths), Some(false)) => paths.iter().filter(set).copied().collect(),
            (Demand::Only(_), _) | (_, None | Some(false)) => Vec::new(),
            (Demand::Require(paths), _) => paths.iter().filter(unset).copied().collect(),
            (Demand::Exclude(paths, others), _) if others.iter().any(|other| set(&other)) => {
                paths.iter().filter(set).copied().collect()
            }
            (Demand::Together(paths), _) if paths.iter().any(|path| set(&path)) => {
                paths.iter().filter(unset).copied().collect()
            }
            (Demand::Exclude(..) | Demand::Together(_), _) => Vec::new(),
            (Demand::Allow(values), _) => self.those(values, |value, allowed| !one_of(allowed, value)),
            (Demand::Forbid(values), _) => self.those(values, |value, forbidden| one_of(forbidden, value)),
            (Demand::Include(lists), _) => {
                lists.iter().filter(|(list, operand)| self.lacks(list, operand)).map(|(list, _)| *list).collect()
            }
            (Demand::Min(path, min), _) => self.beyond(path, Json::as_i64, |number| number < min),
            (Demand::Max(path, max), _) => self.beyond(path, Json::as_i64, |number| number > max),
            (Demand::MaxLength(path, max), _) => self.beyond(path, length, |length| length > max),
            (Demand::MinItems(path, min), _) => self.beyond(path, items, |items| items < min),
        }
    }

    fn sent(&self, path: &str) -> Option<&Json> {
        get(self.sent, path)
    }

    fn those<T: Copy>(&self, values: &[(&'static str, T)], wrong: fn(&Json, T) -> bool) -> Vec<&'static str> {
        let is_wrong = |path: &str, with: T| self.sent(path).is_some_and(|value| wrong(value, with));
        values.iter().filter(|(path, with)| is_wrong(path, *with)).map(|(path, _)| *path).collect()
    }

    fn beyond(
        &self,
        path: &'static str,
        measure: fn(&Json) -> Option<i64>,
        wrong: impl Fn(i64) -> bool,
    ) -> Vec<&'static str> {
        self.sent(path).and_then(measure).filter(|size| wrong(*size)).map(|_| path).into_iter().collect()
    }

    fn lacks(&self, list: &str, operand: &Operand) -> bool {
        let Some(items) = self.sent(list).and_then(Json::as_array) else { return false };
        match operand {
            Operand::Value(wanted) => !items.iter().any(|item| wanted.is(item)),
            Operand::From(path) => get(self.full, path).is_some_and(|wanted| !items.contains(wanted)),
        }
    }

    /// Whether a rule applies; nothing if the object does not say.
    fn applies(&self, rule: &Rule) -> Option<bool> {
        all([self.holds(rule.when), self.holds(rule.unless).map(|holds| !holds)])
    }

    fn holds(&self, condition: Condition) -> Option<bool> {
        let every = |tests: &&[(&str, Test)]| all(tests.iter().map(|(path, test)| self.test(path, test)));
        all(condition.iter().map(|tests| every(tests).map(|holds| !holds))).map(|none| !none)
    }

    fn test(&self, path: &str, test: &Test) -> Option<bool> {
        match test {
            Test::Set => Some(self.sent(path).is_some()),
            Test::Absent => Some(self.sent(path).is_none()),
            Test::Not(inner) => self.test(path, inner).map(|holds| !holds),
            Test::Is(values) => get(self.full, path).map(|value| one_of(values, value)),
            Test::Holds(wanted) => Some(get(self.full, path)?.as_array()?.iter().any(|item| wanted.is(item))),
        }
    }
}

/// Whether all are true: one that is false decides, one that is not known leaves it open.
fn all(truths: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for truth in truths {
        match truth {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

fn one_of(values: &[Lit], json: &Json) -> bool {
    values.iter().any(|value| value.is(json))
}

fn length(json: &Json) -> Option<i64> {
    i64::try_from(json.as_str()?.chars().count()).ok()
}

fn items(json: &Json) -> Option<i64> {
    i64::try_from(json.as_array()?.len()).ok()
}

/// The value at a path, if it is there and not `null`.
fn get<'j>(json: &'j Json, at: &str) -> Option<&'j Json> {
    at.split('.').try_fold(json, |json, name| json.get(name)).filter(|json| !json.is_null())
}

fn path(outer: &str, inner: &str) -> String {
    if outer.is_empty() { inner.to_owned() } else { format!("{outer}.{inner}") }
}

/// JSON that may hold secrets: its texts are overwritten when it goes.
pub(super) struct Wiped(pub(super) Json);

impl Wiped {
    /// An object with literal defaults filled in, in the objects that it holds too.
    fn full(checks: &Checks, sent: &Json) -> Self {
        let mut full = sent.as_object().cloned().unwrap_or_default();
        fill(checks, &mut full);
        Self(full.into())
    }
}

fn fill(checks: &Checks, object: &mut Map<String, Json>) {
    for inside in checks.inside.iter().filter(|inside| inside.way.is_empty()) {
        if let Some(Json::Object(inner)) = object.get_mut(inside.member) {
            fill((inside.checks)(), inner);
        }
    }
    for (name, default) in checks.defaults {
        if object.get(*name).is_none_or(Json::is_null) {
            object.insert((*name).to_owned(), default.to_json());
        }
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(json: &mut Json) {
    match json {
        Json::String(text) => text.zeroize(),
        Json::Array(items) => items.iter_mut().for_each(wipe),
        Json::Object(entries) => entries.values_mut().for_each(wipe),
        _ => {}
    }
}
