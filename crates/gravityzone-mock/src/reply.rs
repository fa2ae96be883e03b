//! Stored values in the shape in which the spec says they are read.
//! Members that the reply's type does not have stay behind; texts that are not set get the word for it: `N/A`.

use gravityzone_spec::{Area, Member, Object, Spec, Ty, TypeKind};
use serde_json::{Map, Value as Json};

/// The members of a reply's type that are stored, or that have a word for being unset.
pub(crate) fn read_as(spec: &Spec, area: &Area, type_name: &str, stored: &Map<String, Json>) -> Map<String, Json> {
    match spec.type_in(Some(area), type_name).map(|ty| &ty.kind) {
        Some(TypeKind::Object(object)) => members(spec, area, object, stored),
        _ => Map::new(),
    }
}

fn members(spec: &Spec, area: &Area, object: &Object, stored: &Map<String, Json>) -> Map<String, Json> {
    let read = |member: &Member| match stored.get(&member.name) {
        Some(value) => Some(value_as(spec, area, &member.ty, value)),
        None => member.unset.first().map(|unset| Json::String(unset.clone())),
    };
    spec.members(Some(area), object)
        .into_iter()
        .filter_map(|member| Some((member.name.clone(), read(member)?)))
        .collect()
}

fn value_as(spec: &Spec, area: &Area, ty: &Ty, value: &Json) -> Json {
    let (Ty::Name(name), Json::Object(stored)) = (ty, value) else { return value.clone() };
    match spec.type_in(Some(area), name).map(|ty| &ty.kind) {
        Some(TypeKind::Object(object)) if object.extra.is_none() => Json::Object(members(spec, area, object, stored)),
        _ => value.clone(),
    }
}
