//! A new param or field as a line of the spec, and the types that it needs.
//! An enumeration that the spec has is used; an object becomes a type of its own; everything else is a plain word.

use super::TODO;
use crate::drift::{Scope, alike};
use gravityzone_spec::{DocsMember, DocsMethod};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Lines in the making.
pub(super) struct Draft<'a> {
    pub(super) scope: Scope<'a>,
    method: &'a DocsMethod,
    taken: &'a mut BTreeSet<String>,
    /// Whether the method updates: a default has no place there, since sending it would wipe what is stored.
    pub(super) updates: bool,
    /// Whether the line stands in shared.json, which knows no type of an area.
    pub(super) shared: bool,
    /// The types that the lines need, with their text.
    pub(super) types: Vec<(String, String)>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(scope: Scope<'a>, method: &'a DocsMethod, taken: &'a mut BTreeSet<String>) -> Self {
        Self { scope, method, taken, updates: false, shared: false, types: Vec::new() }
    }

    /// A line with what the page says of a member, of its type, and more keys on request.
    pub(super) fn line(&self, said: &DocsMember, ty: &str, more: Vec<(&str, Json)>) -> String {
        let mut line = Map::new();
        if said.path.starts_with("params") && !self.scope.is_enumeration(ty) {
            let default = said.default.as_ref().filter(|default| !self.updates && is_literal_of(ty, default));
            if let Some(default) = default {
                line.insert("default".to_owned(), default.clone());
            }
            let bounds = [("min", said.min), ("max", said.max), ("max_length", said.max_length)];
            for (key, bound) in bounds.into_iter().filter_map(|(key, bound)| Some((key, bound?))) {
                line.insert(key.to_owned(), json!(bound));
            }
            let allowed = allowed(ty, said);
            if !allowed.is_empty() {
                line.insert("allowed".to_owned(), Json::Array(allowed));
            }
        }
        line.insert("type".to_owned(), json!(ty));
        line.insert("doc".to_owned(), json!(TODO));
        line.extend(more.into_iter().map(|(key, value)| (key.to_owned(), value)));
        Json::Object(line).to_string()
    }

    /// The type of the spec for what a page says.
    pub(super) fn type_text(&mut self, said: &DocsMember) -> String {
        let is_list = said.ty.as_deref().is_some_and(|ty| ty.starts_with('['));
        let in_list = |name: String| if is_list { format!("[{name}]") } else { name };
        let known = alike(self.scope, &said.values);
        if let Some(known) = known.filter(|ty| !self.shared || self.scope.type_address(ty).starts_with("shared.")) {
            return in_list(known.name.clone());
        }
        let members = self.below(said);
        match members.is_empty() {
            true => of_shape(said.ty.as_deref().unwrap_or_default()),
            false => in_list(self.object(said, &members)),
        }
    }

    /// The members that the page lists below another.
    fn below(&self, said: &DocsMember) -> Vec<DocsMember> {
        let direct = |member: &&DocsMember| {
            let below = member.path.strip_prefix(&said.path).and_then(|rest| rest.strip_prefix('.'));
            below.is_some_and(|name| !name.contains('.')) && !member.placeholder
        };
        self.method.members.iter().filter(direct).cloned().collect()
    }

    /// A type for an object: what is sent is called so.
    fn object(&mut self, said: &DocsMember, members: &[DocsMember]) -> String {
        let request = said.path.starts_with("params");
        let mut lines = Vec::new();
        for member in members {
            let more = if request && is_required(member) { vec![("required", json!(true))] } else { Vec::new() };
            let ty = self.type_text(member);
            let line = self.line(member, &ty, more);
            lines.push(format!("{}: {line}", json!(last(&member.path))));
        }
        let name = self.name(last(&said.path), if request { "Input" } else { "" });
        let object = format!(r#"{{ "doc": "{TODO}", "object": {{ {} }} }}"#, lines.join(", "));
        self.types.push((name.clone(), object));
        name
    }

    /// A value that fits a type of this draft.
    pub(super) fn stand_in(&self, said: &DocsMember, ty: &str) -> Json {
        if let Some(first) = allowed(ty, said).into_iter().next() {
            return first;
        }
        match ty {
            "string" | "json" => json!("TODO"),
            "integer" | "number" => json!(said.min.unwrap_or(1).min(said.max.unwrap_or(i64::MAX))),
            "boolean" => json!(true),
            "{json}" => json!({}),
            list if list.starts_with('[') => json!([]),
            name if self.types.iter().any(|(known, _)| known == name) => {
                let members = self.below(said).into_iter().filter(is_required);
                let member = |member: DocsMember| {
                    let ty = of_shape(member.ty.as_deref().unwrap_or_default());
                    (last(&member.path).to_owned(), self.stand_in(&member, &ty))
                };
                Json::Object(members.map(member).collect())
            }
            // an enumeration that the spec has: any of its values
            _ => said.values.first().map_or(Json::Null, |value| match value.literal.parse::<i64>() {
                Ok(code) => json!(code),
                Err(_) => json!(value.literal),
            }),
        }
    }

    /// A free name for a type that a member alone needs.
    pub(super) fn name(&mut self, member: &str, ending: &str) -> String {
        let upper = |text: &str| {
            let mut kept = text.chars().filter(char::is_ascii_alphanumeric);
            kept.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(kept).collect::<String>()
        };
        let plain = format!("{}{ending}", upper(member));
        let longer = format!("{}{}{ending}", upper(&self.method.name), upper(member));
        let numbered = (2..).map(|number| format!("{longer}{number}"));
        let free = |name: &String| self.scope.named(name).is_none() && !self.taken.contains(name);
        let name = [plain.clone(), longer.clone()].into_iter().chain(numbered).find(free).unwrap_or(longer.clone());
        self.taken.insert(name.clone());
        name
    }
}

/// Whether a param has to be sent.
pub(super) fn is_required(said: &DocsMember) -> bool {
    said.optional == Some(false) && said.default.is_none()
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn of_shape(shape: &str) -> String {
    match shape {
        "string" | "integer" | "number" | "boolean" => shape.to_owned(),
        "object" => "{json}".to_owned(),
        "[]" => "[json]".to_owned(),
        list if list.starts_with('[') => {
            format!("[{}]", of_shape(list.trim_start_matches('[').trim_end_matches(']')))
        }
        _ => "json".to_owned(),
    }
}

/// Whether a literal is of a type.
fn is_literal_of(ty: &str, literal: &Json) -> bool {
    match ty {
        "string" => literal.is_string(),
        "integer" => literal.is_i64(),
        "number" => literal.is_number(),
        "boolean" => literal.is_boolean(),
        _ => false,
    }
}

/// The listed values of a param as literals of its type.
fn allowed(ty: &str, said: &DocsMember) -> Vec<Json> {
    let literal = |text: &String| match ty {
        "string" => Some(json!(text)),
        "integer" | "number" => text.parse::<i64>().ok().map(Json::from),
        _ => None,
    };
    said.values.iter().filter_map(|value| literal(&value.literal)).collect()
}
