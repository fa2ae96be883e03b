//! Judges a request by the documented rules, as far as the request alone decides.
//! An absent member counts as its literal default; without one it is unknown, and the unknown breaks no rule.

use crate::pick::{get, path};
use crate::spec::{Area, Condition, Member, Method, Operand, Rule, RuleKind, Spec, Test, TypeKind};
use crate::type_text::Ty;
use serde_json::Value as Json;

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// The request does not say.
    Unknown,
}

/// A rule that a request breaks.
#[derive(Clone, Debug)]
pub struct Violation<'s> {
    /// The rule.
    pub rule: &'s Rule,
    /// The path of the object that has the rule; empty for a method's own.
    pub object: String,
    /// The path of the member that breaks it.
    pub member: String,
}

impl Truth {
    fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

/// The rules that the params of a method break, advice included.
#[must_use]
pub fn judge<'s>(spec: &'s Spec, area: &'s Area, method: &'s Method, params: &Json) -> Vec<Violation<'s>> {
    let mut violations = Vec::new();
    let members: Vec<&Member> = method.params.iter().collect();
    let object = Judged { spec, area, members: &members, json: params, at: "" };
    object.judge(&method.rules, &mut violations);
    violations
}

/// An object under judgement.
struct Judged<'s, 'j> {
    spec: &'s Spec,
    area: &'s Area,
    members: &'j [&'s Member],
    json: &'j Json,
    at: &'j str,
}

impl<'s> Judged<'s, '_> {
    fn judge(&self, rules: &'s [Rule], violations: &mut Vec<Violation<'s>>) {
        for rule in rules.iter().filter(|rule| !rule.server) {
            for member in self.broken(rule) {
                violations.push(Violation { rule, object: self.at.to_owned(), member: path(self.at, &member) });
            }
        }
        for member in self.members {
            if let Some(value) = get(self.json, &member.name) {
                self.inner(&member.ty, value, &path(self.at, &member.name), violations);
            }
        }
    }

    fn inner(&self, ty: &Ty, value: &Json, at: &str, violations: &mut Vec<Violation<'s>>) {
        match (ty, value) {
            (Ty::List(item), Json::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.inner(item, value, &path(at, &format!("[{index}]")), violations);
                }
            }
            (Ty::Name(name), Json::Object(_)) => {
                if let Some(TypeKind::Object(object)) = self.spec.type_in(Some(self.area), name).map(|ty| &ty.kind) {
                    let members = self.spec.members(Some(self.area), object);
                    let inner = Judged { spec: self.spec, area: self.area, members: &members, json: value, at };
                    inner.judge(&object.rules, violations);
                }
            }
            _ => {}
        }
    }

    /// The members that break a rule.
    fn broken(&self, rule: &Rule) -> Vec<String> {
        let when = rule.when.as_ref().map_or(Truth::True, |condition| self.holds(condition));
        let unless = rule.unless.as_ref().map_or(Truth::False, |condition| self.holds(condition));
        let applies = when.and(unless.not());
        let set = |path: &&String| get(self.json, path).is_some();
        match (&rule.kind, applies) {
            (RuleKind::Require(paths), Truth::True) => paths.iter().filter(|path| !set(path)).cloned().collect(),
            (RuleKind::Only(paths), Truth::False) => paths.iter().filter(set).cloned().collect(),
            (RuleKind::Exclude(paths, others), Truth::True) if others.iter().any(|other| set(&other)) => {
                paths.iter().filter(set).cloned().collect()
            }
            (RuleKind::Allow(values), Truth::True) => values
                .iter()
                .filter(|(path, allowed)| get(self.json, path).is_some_and(|value| !allowed.contains(value)))
                .map(|(path, _)| path.clone())
                .collect(),
            (RuleKind::Include(lists), Truth::True) => {
                lists.iter().filter(|(path, operand)| self.lacks(path, operand)).map(|(path, _)| path.clone()).collect()
            }
            (RuleKind::Together(paths), Truth::True) if paths.iter().any(|path| set(&path)) => {
                paths.iter().filter(|path| !set(path)).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    fn lacks(&self, list: &str, operand: &Operand) -> bool {
        let wanted = match operand {
            Operand::Value(value) => Some(value.clone()),
            Operand::From(path) => self.value(path),
        };
        match (get(self.json, list).and_then(Json::as_array), wanted) {
            (Some(items), Some(wanted)) => !items.contains(&wanted),
            _ => false,
        }
    }

    fn holds(&self, condition: &Condition) -> Truth {
        let all = |tests: &Vec<(String, Test)>| {
            tests.iter().fold(Truth::True, |truth, (path, test)| truth.and(self.test(path, test)))
        };
        condition.0.iter().fold(Truth::False, |truth, tests| truth.or(all(tests)))
    }

    fn test(&self, path: &str, test: &Test) -> Truth {
        match (test, self.value(path)) {
            (Test::Set(wanted), _) => Truth::of(get(self.json, path).is_some() == *wanted),
            (Test::Not(inner), _) => self.test(path, inner).not(),
            (_, None) => Truth::Unknown,
            (Test::In(values), Some(value)) => Truth::of(values.contains(&value)),
            (Test::Includes(wanted), Some(value)) => {
                value.as_array().map_or(Truth::Unknown, |items| Truth::of(items.contains(wanted)))
            }
        }
    }

    /// The value at a path, or its literal default.
    fn value(&self, at: &str) -> Option<Json> {
        get(self.json, at).cloned().or_else(|| self.default(self.members, at))
    }

    fn default(&self, members: &[&Member], at: &str) -> Option<Json> {
        let (name, rest) = at.split_once('.').map_or((at, None), |(name, rest)| (name, Some(rest)));
        let member = members.iter().find(|member| member.name == name)?;
        let Some(rest) = rest else { return member.default.clone() };
        let Ty::Name(name) = &member.ty else { return None };
        match &self.spec.type_in(Some(self.area), name)?.kind {
            TypeKind::Object(object) => self.default(&self.spec.members(Some(self.area), object), rest),
            _ => None,
        }
    }
}
