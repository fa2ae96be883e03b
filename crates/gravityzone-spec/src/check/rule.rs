//! Rules: every path leads to a member, every value is of its type.
//! A rule that names a member that is not there would never be broken, and nobody would notice.

use crate::diagnostic::{Diagnostics, nearest};
use crate::fit::Fitting;
use crate::spec::{Area, Condition, Member, Operand, Rule, RuleKind, Spec, Test, TypeKind};
use crate::type_text::Ty;
use serde_json::Value as Json;

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for ty in &spec.shared {
        if let TypeKind::Object(object) = &ty.kind {
            let members = spec.members(None, object);
            object.rules.iter().for_each(|rule| Scope { spec, area: None, members: &members }.rule(rule, diagnostics));
        }
    }
    for area in &spec.areas {
        for ty in &area.types {
            if let TypeKind::Object(object) = &ty.kind {
                let scope = Scope { spec, area: Some(area), members: &spec.members(Some(area), object) };
                object.rules.iter().for_each(|rule| scope.rule(rule, diagnostics));
            }
        }
        for method in &area.methods {
            let members: Vec<&Member> = method.params.iter().collect();
            let scope = Scope { spec, area: Some(area), members: &members };
            method.rules.iter().for_each(|rule| scope.rule(rule, diagnostics));
        }
    }
}

struct Scope<'s, 'm> {
    spec: &'s Spec,
    area: Option<&'s Area>,
    members: &'m [&'s Member],
}

impl<'s> Scope<'s, '_> {
    fn rule(&self, rule: &Rule, diagnostics: &mut Diagnostics) {
        let kebab = rule.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !kebab || rule.name.is_empty() {
            diagnostics.add(rule.place, format!("{:?} is no name for a rule", rule.name), "", "write-it-like-this");
        }
        match &rule.kind {
            RuleKind::Together(paths) if paths.len() < 2 => {
                diagnostics.add(rule.place, "together needs two members", "", "name all that go together");
            }
            RuleKind::Require(paths) | RuleKind::Only(paths) | RuleKind::Together(paths) => {
                paths.iter().for_each(|path| self.exists(path, rule, diagnostics));
            }
            RuleKind::Exclude(paths, others) => {
                if others.is_empty() {
                    diagnostics.add(rule.place, "exclude needs with", "", "name what it cannot be set together with");
                }
                paths.iter().chain(others).for_each(|path| self.exists(path, rule, diagnostics));
            }
            RuleKind::Allow(values) => {
                for (path, allowed) in values {
                    allowed.iter().for_each(|value| self.value(path, value, rule, diagnostics));
                }
            }
            RuleKind::Imply(values) => {
                values.iter().for_each(|(path, value)| self.value(path, value, rule, diagnostics));
            }
            RuleKind::Include(lists) => {
                for (path, operand) in lists {
                    match operand {
                        Operand::From(from) => {
                            self.exists(from, rule, diagnostics);
                            if self.path(path, rule, diagnostics).is_some_and(|list| !matches!(list.ty, Ty::List(_))) {
                                diagnostics.add(
                                    rule.place,
                                    format!("{path} is no list"),
                                    "",
                                    "only a list can include",
                                );
                            }
                        }
                        Operand::Value(value) => self.item(path, value, rule, diagnostics),
                    }
                }
            }
            RuleKind::Default(values) => {
                for (path, operand) in values {
                    match operand {
                        Operand::From(from) => {
                            self.exists(from, rule, diagnostics);
                            self.exists(path, rule, diagnostics);
                        }
                        Operand::Value(value) => self.value(path, value, rule, diagnostics),
                    }
                }
            }
            RuleKind::Server(sentence) if sentence.trim().is_empty() => {
                diagnostics.add(rule.place, "the rule says nothing", "", "write what the server demands");
            }
            RuleKind::Server(_) => {}
        }
        let needs_condition = matches!(rule.kind, RuleKind::Only(_) | RuleKind::Require(_));
        if needs_condition && rule.when.is_none() && rule.unless.is_none() {
            let help = "say when; a member that is always needed is required";
            diagnostics.add(rule.place, "the rule has no condition", "", help);
        }
        for condition in rule.when.iter().chain(&rule.unless) {
            self.condition(condition, rule, diagnostics);
        }
    }

    fn condition(&self, condition: &Condition, rule: &Rule, diagnostics: &mut Diagnostics) {
        for (path, test) in condition.0.iter().flatten() {
            self.test(path, test, rule, diagnostics);
        }
    }

    fn test(&self, path: &str, test: &Test, rule: &Rule, diagnostics: &mut Diagnostics) {
        match test {
            Test::Set(_) => self.exists(path, rule, diagnostics),
            Test::Not(inner) => self.test(path, inner, rule, diagnostics),
            Test::Includes(value) => self.item(path, value, rule, diagnostics),
            Test::In(values) => values.iter().for_each(|value| self.value(path, value, rule, diagnostics)),
        }
    }

    fn value(&self, path: &str, value: &Json, rule: &Rule, diagnostics: &mut Diagnostics) {
        if let Some(member) = self.path(path, rule, diagnostics) {
            self.fits(path, &member.ty, value, rule, diagnostics);
        }
    }

    fn item(&self, path: &str, value: &Json, rule: &Rule, diagnostics: &mut Diagnostics) {
        match self.path(path, rule, diagnostics).map(|member| &member.ty) {
            Some(Ty::List(item)) => self.fits(path, item, value, rule, diagnostics),
            Some(_) => diagnostics.add(rule.place, format!("{path} is no list"), "", "compare it with a value"),
            None => {}
        }
    }

    fn fits(&self, path: &str, ty: &Ty, value: &Json, rule: &Rule, diagnostics: &mut Diagnostics) {
        if let Some(misfit) = Fitting::literal(self.spec, self.area, ty, value).first() {
            let title = format!("{value} is no value of {path}");
            diagnostics.add(rule.place, title, "in this rule", format!("give {}", misfit.expected));
        }
    }

    fn exists(&self, path: &str, rule: &Rule, diagnostics: &mut Diagnostics) {
        let _ = self.path(path, rule, diagnostics);
    }

    fn path(&self, path: &str, rule: &Rule, diagnostics: &mut Diagnostics) -> Option<&'s Member> {
        let mut members: Vec<&Member> = self.members.to_vec();
        let mut found = None;
        for name in path.split('.') {
            let Some(member) = members.iter().copied().find(|member| member.name == name) else {
                let help = match nearest(name, members.iter().map(|member| member.name.as_str())) {
                    Some(near) => format!("did you mean {near}?"),
                    None => "paths start at the object that has the rule, with dots between".to_owned(),
                };
                diagnostics.add(rule.place, format!("there is no member {path}"), format!("no {name:?}"), help);
                return None;
            };
            found = Some(member);
            members = match &member.ty {
                Ty::Name(ty) => match self.spec.type_in(self.area, ty).map(|ty| &ty.kind) {
                    Some(TypeKind::Object(object)) => self.spec.members(self.area, object),
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
        }
        found
    }
}
