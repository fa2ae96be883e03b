//! The normal form of a reply: what a round trip through the model must give.
//! Computed from the spec, not from the model, so that a mistake of the model shows.

use gravityzone_spec::{Area, Member, Spec, Ty, TypeKind, Word};
use serde_json::{Map, Value as Json};

/// The normal form of a value: `null` and unset words dropped, numbers in text as numbers, `[]` of a map as `{}`,
/// `{success: true}` as `true`, aliases under the member's own name, one bare item as a list.
#[must_use]
pub fn normal(spec: &Spec, area: &Area, ty: &Ty, json: &Json) -> Json {
    match (ty, json) {
        (_, Json::Null) => Json::Null,
        (Ty::Word(Word::Integer), Json::String(text)) => text.parse::<i64>().map_or(json.clone(), Json::from),
        (Ty::Word(Word::String | Word::Secret), Json::Number(number)) => number.to_string().into(),
        (Ty::Word(Word::Boolean), Json::Number(number)) => (number.as_i64() == Some(1)).into(),
        (Ty::Word(Word::Boolean), Json::String(text)) => (text == "1" || text == "true").into(),
        (Ty::Word(Word::Success), Json::Object(object)) => object.get("success").cloned().unwrap_or(Json::Null),
        (Ty::List(item), Json::Array(items)) => {
            items.iter().filter(|item| !item.is_null()).map(|json| normal(spec, area, item, json)).collect()
        }
        (Ty::OneOrMany(item), Json::Array(_)) => normal(spec, area, &Ty::List(item.clone()), json),
        (Ty::OneOrMany(item), json) => Json::Array(vec![normal(spec, area, item, json)]),
        (Ty::Map(..), Json::Array(items)) if items.is_empty() => Json::Object(Map::new()),
        (Ty::Map(_, item), Json::Object(entries)) => entries
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), normal(spec, area, item, value)))
            .collect(),
        (Ty::Page(item), Json::Object(page)) => page
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| match name.as_str() {
                "items" => (name.clone(), normal(spec, area, &Ty::List(item.clone()), value)),
                _ => (name.clone(), value.clone()),
            })
            .collect(),
        (Ty::Page(item), Json::Array(_)) => {
            let items = normal(spec, area, &Ty::List(item.clone()), json);
            Json::Object(Map::from_iter([("items".to_owned(), items)]))
        }
        (Ty::Name(name), json) => named(spec, area, name, json),
        _ => json.clone(),
    }
}

fn named(spec: &Spec, area: &Area, name: &str, json: &Json) -> Json {
    let Some(ty) = spec.type_in(Some(area), name) else { return json.clone() };
    match (&ty.kind, json) {
        (TypeKind::Codes(_), Json::String(text)) => text.parse::<i64>().map_or(json.clone(), Json::from),
        (TypeKind::Object(_), Json::Array(items)) if items.is_empty() => Json::Object(Map::new()),
        (TypeKind::Object(object), Json::Object(entries)) => {
            let members = spec.members(Some(area), object);
            let mut out = Map::new();
            for (name, value) in entries {
                let known = |member: &&&Member| member.name == *name || member.aliases.contains(name);
                match (members.iter().find(known), &object.extra) {
                    (Some(member), _) if is_unset(member, value) => drop(out.remove(&member.name)),
                    (Some(member), _) => drop(out.insert(member.name.clone(), normal(spec, area, &member.ty, value))),
                    (None, Some(extra)) if !value.is_null() => {
                        out.insert(name.clone(), normal(spec, area, extra, value));
                    }
                    (None, _) => {}
                }
            }
            Json::Object(out)
        }
        (TypeKind::Forms(forms), json) => {
            let same_kind =
                |ty: &&Ty| matches!((ty, json), (Ty::Name(_), Json::Object(_)) | (Ty::Word(_), Json::String(_)));
            forms.iter().map(|(ty, _)| ty).find(same_kind).map_or(json.clone(), |ty| normal(spec, area, ty, json))
        }
        _ => json.clone(),
    }
}

fn is_unset(member: &Member, value: &Json) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| member.unset.iter().any(|unset| unset == text))
}
