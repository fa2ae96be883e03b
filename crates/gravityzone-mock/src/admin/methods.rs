//! GET /admin/methods: every method of the spec, with what may be sent and the first example.
//! The types of params come along, so that a page can tell the values of an enumeration.

use super::{AdminCall, Refused};
use gravityzone_spec::{Area, Member, Method, Place, Spec, Type, TypeKind};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

pub(super) fn list(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let spec = &*call.center.spec;
    let (sent, _) = spec.sent_and_read();
    let areas: Vec<Json> = spec.areas.iter().map(|area| described(spec, area, &sent)).collect();
    Ok(json!({ "areas": areas, "types": types(spec, None, &spec.shared, &sent) }))
}

fn described(spec: &Spec, area: &Area, sent: &BTreeSet<Place>) -> Json {
    json!({
        "name": area.name,
        "doc": area.doc,
        "methods": area.methods.iter().map(|method| of_method(spec, area, method)).collect::<Vec<_>>(),
        "types": types(spec, Some(area), &area.types, sent),
    })
}

fn of_method(spec: &Spec, area: &Area, method: &Method) -> Json {
    let example = method.examples.first();
    let rules: Vec<String> = method.rules.iter().map(|rule| rule.statement()).collect();
    without_nothing(json!({
        "name": method.name,
        "version": method.version,
        "path": format!("/api/{}/jsonrpc/{}", method.version, area.service_of(method)),
        "doc": method.doc,
        "effect": method.effect,
        "danger": method.danger,
        "params": method.params.iter().map(|param| of_member(spec, param)).collect::<Vec<_>>(),
        "rules": rules,
        "returns": method.result.ty.to_string(),
        "example": example.map(|example| &example.params),
    }))
}

fn of_member(spec: &Spec, member: &Member) -> Json {
    let absence =
        |word: &String| spec.api.absences.iter().find(|(known, _)| known == word).map(|(_, said)| said.clone());
    without_nothing(json!({
        "name": member.name,
        "type": member.ty.to_string(),
        "required": member.required.then_some(true),
        "default": member.default,
        "absent": member.absent.as_ref().and_then(absence),
        "allowed": (!member.allowed.is_empty()).then_some(&member.allowed),
        "min": member.min,
        "max": member.max,
        "unit": member.unit,
        "doc": member.doc,
    }))
}

/// The types that travel in params, by name: members of an object, values of an enumeration.
fn types(spec: &Spec, area: Option<&Area>, types: &[Type], sent: &BTreeSet<Place>) -> Json {
    let sent = types.iter().filter(|ty| sent.contains(&ty.place));
    Json::Object(sent.map(|ty| (ty.name.clone(), of_type(spec, area, ty))).collect())
}

fn of_type(spec: &Spec, area: Option<&Area>, ty: &Type) -> Json {
    let values: Option<Vec<(Json, &str)>> = match &ty.kind {
        TypeKind::Codes(codes) => Some(codes.iter().map(|code| (json!(code.code), &*code.name)).collect()),
        TypeKind::Words(words) => Some(words.iter().map(|word| (json!(word.word), &*word.word)).collect()),
        TypeKind::Flags(flags) => Some(flags.iter().map(|flag| (json!(flag.value), &*flag.name)).collect()),
        _ => None,
    };
    let members = match &ty.kind {
        TypeKind::Object(object) => {
            Some(spec.members(area, object).into_iter().map(|member| of_member(spec, member)).collect::<Vec<_>>())
        }
        _ => None,
    };
    without_nothing(json!({
        "doc": ty.doc,
        "id": matches!(ty.kind, TypeKind::Id).then_some(true),
        "values": values,
        "members": members,
    }))
}

/// An object without the members that say nothing.
fn without_nothing(json: Json) -> Json {
    let Json::Object(object) = json else { return json };
    Json::Object(object.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
}
