//! Judges a request by the documented rules, as far as the request alone decides.
//! An absent member counts as its literal default; without one it is unknown, and the unknown breaks no rule.

use crate::complete::with_literals;
use crate::condition::Known;
use crate::pick::{get, path};
use crate::spec::{Area, Member, Method, Operand, Rule, RuleKind, Spec, TypeKind};
use crate::type_text::Ty;
use serde_json::Value as Json;

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
            (Ty::Map(_, item), Json::Object(entries)) => {
                entries.iter().for_each(|(name, value)| self.inner(item, value, &path(at, name), violations));
            }
            (Ty::Name(name), _) => self.named(name, value, at, violations),
            _ => {}
        }
    }

    /// An object, or what a value with several forms or a tag inside turns out to be.
    fn named(&self, name: &str, value: &Json, at: &str, violations: &mut Vec<Violation<'s>>) {
        match self.spec.type_in(Some(self.area), name).map(|ty| &ty.kind) {
            Some(TypeKind::Object(object)) if value.is_object() => {
                let members = self.spec.members(Some(self.area), object);
                let inner = Judged { spec: self.spec, area: self.area, members: &members, json: value, at };
                inner.judge(&object.rules, violations);
            }
            Some(TypeKind::Union { tag: Some(tag), arms }) => {
                let said = get(value, tag).and_then(Json::as_str);
                if let Some((_, object, _)) = arms.iter().find(|(tag, ..)| Some(&**tag) == said) {
                    self.named(object, value, at, violations);
                }
            }
            Some(TypeKind::Forms(forms)) => {
                forms.iter().for_each(|(form, _)| self.inner(form, value, at, violations));
            }
            _ => {}
        }
    }

    /// The members that break a rule.
    fn broken(&self, rule: &Rule) -> Vec<String> {
        let full = with_literals(self.spec, self.area, self.json, self.members);
        let known = Known { sent: self.json, full: &full };
        let applies = known.applies(rule);
        let set = |path: &&String| get(self.json, path).is_some();
        match (&rule.kind, applies) {
            (RuleKind::Require(paths), Some(true)) => paths.iter().filter(|path| !set(path)).cloned().collect(),
            (RuleKind::Only(paths), Some(false)) => paths.iter().filter(set).cloned().collect(),
            (RuleKind::Exclude(paths, others), Some(true)) if others.iter().any(|other| set(&other)) => {
                paths.iter().filter(set).cloned().collect()
            }
            (RuleKind::Allow(values), Some(true)) => values
                .iter()
                .filter(|(path, allowed)| get(self.json, path).is_some_and(|value| !allowed.contains(value)))
                .map(|(path, _)| path.clone())
                .collect(),
            (RuleKind::Include(lists), Some(true)) => lists
                .iter()
                .filter(|(path, operand)| self.lacks(known, path, operand))
                .map(|(path, _)| path.clone())
                .collect(),
            (RuleKind::Together(paths), Some(true)) if paths.iter().any(|path| set(&path)) => {
                paths.iter().filter(|path| !set(path)).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    fn lacks(&self, known: Known<'_>, list: &str, operand: &Operand) -> bool {
        let wanted = match operand {
            Operand::Value(value) => Some(value),
            Operand::From(path) => get(known.full, path),
        };
        match (get(self.json, list).and_then(Json::as_array), wanted) {
            (Some(items), Some(wanted)) => !items.contains(wanted),
            _ => false,
        }
    }
}
