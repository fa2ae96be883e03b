//! What can be said of a new method or member without words: types, bounds, one call.
//! Where the spec's checks ask for more than a page tells, the skeleton has a stand-in with a TODO.

use super::{TODO, member_line};
use crate::drift::{Scope, alike};
use gravityzone_spec::{DocsMember, DocsMethod, DocsPage};
use serde_json::{Map, Value as Json, json};

/// A new method, and the types that it needs.
pub(super) struct Skeleton {
    pub(super) text: String,
    pub(super) types: Vec<(String, String)>,
}

pub(super) fn method(scope: Scope<'_>, page: &DocsPage, said: &DocsMethod) -> Skeleton {
    let effect = effect(&said.name);
    let updates = effect == "update";
    let mut types = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let (mut lines, mut call) = (Vec::new(), Map::new());
    for param in said.members.iter().filter(|member| is_top(member)) {
        let name = param.path.trim_start_matches("params.").to_owned();
        let mut more: Vec<(&str, Json)> = Vec::new();
        if param.optional == Some(false) && param.default.is_none() {
            let ty = type_text(scope, param);
            let taken = seen.contains(&ty);
            match (ty.as_str(), taken) {
                ("boolean", _) | ("string", true) => {
                    let own = own_type(scope, said, &name, &types);
                    let flags = r#""flags": { "false": "No", "true": "Yes" }"#;
                    let body = if ty == "boolean" {
                        format!(r#""doc": "{TODO}", {flags}"#)
                    } else {
                        format!(r#""id": "{TODO}""#)
                    };
                    more.extend([("required", json!(true)), ("type", json!(own))]);
                    call.insert(name.clone(), if ty == "boolean" { json!(true) } else { json!("TODO") });
                    types.push((own, format!("{{ {body} }}")));
                }
                (_, true) => more.push(("doc", json!("TODO: required, and it needs a type of its own."))),
                (_, false) => {
                    more.push(("required", json!(true)));
                    call.insert(name.clone(), stand_in(&ty, param));
                    seen.push(ty);
                }
            }
        }
        lines.push(format!("{}: {}", json!(name), member_line(scope, param, updates, more)));
    }
    let mut text = format!(r#"{{ "doc": "{TODO}", "effect": "{effect}""#);
    if let Some(version) = said.version.as_ref().or(page.version.as_ref()).filter(|version| *version != "v1.0") {
        text.push_str(&format!(r#", "version": {}"#, json!(version)));
    }
    if page.page != scope.area.page {
        text.push_str(&format!(r#", "page": {}"#, json!(page.page)));
    }
    if !lines.is_empty() {
        text.push_str(&format!(r#", "params": {{ {} }}"#, lines.join(", ")));
    }
    let params = if call.is_empty() { String::new() } else { format!(r#""params": {}, "#, Json::Object(call)) };
    text.push_str(&format!(r#", "result": "json", "examples": [ {{ "name": "todo", {params}"result": null }} ] }}"#));
    Skeleton { text, types }
}

fn is_top(member: &DocsMember) -> bool {
    member.path.strip_prefix("params.").is_some_and(|name| !name.contains('.')) && !member.placeholder
}

/// What a method does to what is stored, as far as its name tells.
fn effect(name: &str) -> &'static str {
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    match () {
        () if begins(&["get", "find", "list", "search"]) => "read",
        () if begins(&["create", "add", "generate"]) => "create",
        () if begins(&["delete", "remove"]) => "delete",
        () => "update",
    }
}

/// A name for a type that a param alone needs.
fn own_type(scope: Scope<'_>, method: &DocsMethod, param: &str, types: &[(String, String)]) -> String {
    let upper = |text: &str| {
        let kept: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        kept.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(kept.chars().skip(1)).collect::<String>()
    };
    let free = |name: &String| scope.named(name).is_none() && !types.iter().any(|(known, _)| known == name);
    Some(upper(param)).filter(free).unwrap_or_else(|| format!("{}{}", upper(&method.name), upper(param)))
}

/// The type of the spec for what a page says. What has members of its own is raw JSON until somebody describes it.
pub(super) fn type_text(scope: Scope<'_>, said: &DocsMember) -> String {
    if let Some(known) = alike(scope, &said.values) {
        return if said.ty.as_deref().is_some_and(|ty| ty.starts_with('[')) {
            format!("[{}]", known.name)
        } else {
            known.name.clone()
        };
    }
    of_shape(said.ty.as_deref().unwrap_or_default())
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
pub(super) fn is_literal_of(ty: &str, literal: &Json) -> bool {
    match ty {
        "string" => literal.is_string(),
        "integer" => literal.is_i64(),
        "number" => literal.is_number(),
        "boolean" => literal.is_boolean(),
        _ => false,
    }
}

/// The listed values of a param as literals of its type.
pub(super) fn allowed(ty: &str, said: &DocsMember) -> Vec<Json> {
    let literal = |text: &String| match ty {
        "string" => Some(json!(text)),
        "integer" | "number" => text.parse::<i64>().ok().map(Json::from),
        _ => None,
    };
    said.values.iter().filter_map(|value| literal(&value.literal)).collect()
}

/// A value that fits.
fn stand_in(ty: &str, said: &DocsMember) -> Json {
    if let Some(first) = allowed(ty, said).into_iter().next() {
        return first;
    }
    match ty {
        "string" => json!("TODO"),
        "integer" | "number" => json!(said.min.unwrap_or(1).min(said.max.unwrap_or(i64::MAX))),
        "boolean" => json!(true),
        "{json}" => json!({}),
        list if list.starts_with('[') => json!([]),
        "json" => json!("TODO"),
        // an enumeration that the spec has: any of its values
        _ => said.values.first().map_or(Json::Null, |value| match value.literal.parse::<i64>() {
            Ok(code) => json!(code),
            Err(_) => json!(value.literal),
        }),
    }
}
