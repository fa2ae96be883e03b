//! JSON Schema of each kind of file, made of the same tables as the strict check.
//! Editors complete and check the spec with it; a test holds it against the loader.

use crate::file_kind::FileKind;
use crate::form::{Form, Shape};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The JSON Schema (2020-12) of a kind of file, as the text of `schema/<kind>.schema.json`.
#[must_use]
pub fn json_schema(kind: FileKind) -> String {
    let mut definitions = BTreeMap::new();
    let root = form_schema(kind.form(), &mut definitions);
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".to_owned(), format!("{} of the spec", kind.form().name).into());
    if let Json::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Json::Object(definitions.into_iter().collect()));
    format!("{:#}\n", Json::Object(schema))
}

fn form_schema(form: &'static Form, definitions: &mut BTreeMap<String, Json>) -> Json {
    let mut properties = Map::new();
    for key in form.keys {
        let mut schema = shape_schema(&key.shape, definitions);
        if let Json::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), key.doc.into());
            if let Some(default) = key.default {
                let default: Json = serde_json::from_str(default).unwrap_or(Json::Null);
                schema.insert("not".to_owned(), json!({ "const": default }));
            }
        }
        properties.insert(key.name.to_owned(), schema);
    }
    let required: Vec<&str> = form.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({
        "description": form.doc,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let beside: Map<String, Json> =
        form.keys.iter().filter_map(|key| Some((key.name.to_owned(), json!([key.beside?])))).collect();
    if let (false, Json::Object(schema)) = (beside.is_empty(), &mut schema) {
        schema.insert("dependentRequired".to_owned(), beside.into());
    }
    if let (false, Json::Object(schema)) = (form.kinds.is_empty(), &mut schema) {
        let kinds: Vec<Json> = form.kinds.iter().map(|kind| json!({ "required": [kind] })).collect();
        schema.insert("oneOf".to_owned(), kinds.into());
    }
    schema
}

fn shape_schema(shape: &'static Shape, definitions: &mut BTreeMap<String, Json>) -> Json {
    match shape {
        Shape::Any => json!({}),
        Shape::Text => json!({ "type": "string" }),
        Shape::Type => json!({ "type": "string", "pattern": TYPE_PATTERN }),
        Shape::Int => json!({ "type": "integer" }),
        Shape::True => json!({ "const": true }),
        Shape::Scalar => json!({ "type": ["string", "number", "boolean", "null"] }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::List(item) => json!({ "type": "array", "items": shape_schema(item, definitions) }),
        Shape::Map(value) => json!({ "type": "object", "additionalProperties": shape_schema(value, definitions) }),
        Shape::Either(first, second) => {
            json!({ "anyOf": [shape_schema(first, definitions), shape_schema(second, definitions)] })
        }
        Shape::Form(form) => {
            let name = form.name.split(' ').next_back().unwrap_or(form.name).trim_end_matches("'s").to_owned();
            let name = if form.name.starts_with("a flag") { "flag".to_owned() } else { name };
            if !definitions.contains_key(&name) {
                definitions.insert(name.clone(), Json::Null);
                let schema = form_schema(form, definitions);
                definitions.insert(name.clone(), schema);
            }
            json!({ "$ref": format!("#/$defs/{name}") })
        }
    }
}

/// Enough of the type language for an editor to mark a slip; the loader knows the rest.
const TYPE_PATTERN: &str = r"^(\[.+\]|\{.+\}|(page|one_or_many|json_text|accepted)\[.+\]|[a-z]+|[A-Z][A-Za-z0-9]*)$";
