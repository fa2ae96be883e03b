//! What can be said of a new method or member without words: types, bounds, one call.
//! Where the spec's checks ask for more than a page tells, the skeleton has a stand-in with a TODO.

use super::TODO;
use super::draft::{Draft, is_required};
use gravityzone_spec::{DocsMember, DocsMethod, DocsPage};
use serde_json::{Map, Value as Json, json};

/// A new method as text; the types that it needs are in the draft.
pub(super) fn method(page: &DocsPage, said: &DocsMethod, draft: &mut Draft<'_>) -> String {
    let effect = effect(&said.name);
    draft.updates = effect == "update";
    let mut seen: Vec<String> = Vec::new();
    let (mut lines, mut call) = (Vec::new(), Map::new());
    for param in said.members.iter().filter(|member| is_top(member)) {
        let name = param.path.trim_start_matches("params.").to_owned();
        let mut more: Vec<(&str, Json)> = Vec::new();
        let ty = draft.type_text(param);
        if is_required(param) {
            let taken = seen.contains(&ty);
            match (ty.as_str(), taken) {
                ("boolean", _) | ("string", true) => {
                    let own = draft.name(&name, "");
                    let flags = r#""flags": { "false": "No", "true": "Yes" }"#;
                    let body = if ty == "boolean" {
                        format!(r#""doc": "{TODO}", {flags}"#)
                    } else {
                        format!(r#""id": "{TODO}""#)
                    };
                    more.extend([("required", json!(true)), ("type", json!(own))]);
                    call.insert(name.clone(), if ty == "boolean" { json!(true) } else { json!("TODO") });
                    draft.types.push((own, format!("{{ {body} }}")));
                }
                (_, true) => more.push(("doc", json!("TODO: required, and it needs a type of its own."))),
                (_, false) => {
                    more.push(("required", json!(true)));
                    call.insert(name.clone(), draft.stand_in(param, &ty));
                    seen.push(ty.clone());
                }
            }
        }
        lines.push(format!("{}: {}", json!(name), draft.line(param, &ty, more)));
    }
    let mut text = format!(r#"{{ "doc": "{TODO}", "effect": "{effect}""#);
    if let Some(version) = said.version.as_ref().or(page.version.as_ref()).filter(|version| *version != "v1.0") {
        text.push_str(&format!(r#", "version": {}"#, json!(version)));
    }
    if page.page != draft.scope.area.page {
        text.push_str(&format!(r#", "page": {}"#, json!(page.page)));
    }
    if !lines.is_empty() {
        text.push_str(&format!(r#", "params": {{ {} }}"#, lines.join(", ")));
    }
    let params = if call.is_empty() { String::new() } else { format!(r#""params": {}, "#, Json::Object(call)) };
    text.push_str(&format!(r#", "result": "json", "examples": [ {{ "name": "todo", {params}"result": null }} ] }}"#));
    text
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
