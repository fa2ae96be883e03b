//! Listed values as they are now against the last import.
//! A value of an enumeration of the spec has its own address; of any other list the member's.

use super::super::kind::DriftKind;
use super::super::values::enumeration;
use super::Since;
use super::member::Change;
use gravityzone_spec::{DocsMember, DocsValue, Type};

impl Since<'_> {
    pub(super) fn values(self, base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
        let type_at = self.enumeration(&said.path).map(|ty| self.scope.type_address(ty));
        let shown = |value: &DocsValue| match &value.name {
            Some(name) => format!("{} {name}", value.literal),
            None => value.literal.clone(),
        };
        let mut change = |kind, literal: Option<&str>, now: Option<String>, before: Option<String>| {
            let (fact, at) = match (literal, &type_at) {
                (Some(literal), Some(at)) => (format!("value {literal}"), Some(format!("{at}.{literal}"))),
                _ => ("values".to_owned(), None),
            };
            changes.push(Change { kind, fact, now, before, at });
        };
        for value in &said.values {
            let literal = Some(value.literal.as_str());
            match base.values.iter().find(|base| base.literal == value.literal) {
                None if self.other_page && base.values.is_empty() => {}
                None => change(DriftKind::EnumValueAdded, literal, Some(shown(value)), None),
                Some(base) if base.name != value.name => {
                    change(DriftKind::EnumValueRenamed, literal, Some(shown(value)), Some(shown(base)));
                }
                Some(base) if base.deprecated != value.deprecated => {
                    let now = if value.deprecated { "deprecated" } else { "not deprecated" };
                    change(DriftKind::EnumValueDeprecated, literal, Some(now.to_owned()), None);
                }
                Some(base) if base.parent != value.parent => {
                    let below = |value: &DocsValue| value.parent.map(|parent| format!("below {parent}"));
                    change(DriftKind::EnumValueParentChanged, literal, below(value), below(base));
                }
                Some(base) if base.words != value.words && !self.other_page => {
                    change(DriftKind::DocsChanged, literal, Some(format!("other words for {}", value.literal)), None);
                }
                Some(_) => {}
            }
        }
        let gone = |value: &&DocsValue| !said.values.iter().any(|said| said.literal == value.literal);
        let gone: Vec<String> =
            base.values.iter().filter(|_| !self.other_page).filter(gone).map(|value| value.literal.clone()).collect();
        if !gone.is_empty() {
            change(DriftKind::EnumValueRemoved, None, Some(format!("no {}", gone.join(", "))), None);
        }
    }

    /// The enumeration that the spec has at a path.
    fn enumeration(&self, path: &str) -> Option<&Type> {
        let method = self.scope.area.methods.iter().find(|method| method.name == self.method.name)?;
        let (part, rest) = path.split_once('.')?;
        let mut level = if part == "params" { self.scope.params(method) } else { self.scope.fields(method) };
        let mut found = None;
        for name in rest.split('.') {
            let known = level.members.iter().find(|known| known.name == name)?.clone();
            level = self.scope.children(&known.ty);
            found = enumeration(self.scope, &known.ty);
        }
        found
    }
}
