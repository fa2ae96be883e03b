//! Params as they may be seen: secrets are stars.
//! What the spec does not know is masked as well: it could be a secret in the wrong place.

use gravityzone_spec::{Area, Member, Method, Spec, Ty, TypeKind, Word};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// The names of all members that are secret.
pub(crate) struct Secrets(BTreeSet<String>);

impl Secrets {
    pub(crate) fn of(spec: &Spec) -> Self {
        let params = spec.methods().flat_map(|(_, method)| &method.params);
        let types = spec.areas.iter().flat_map(|area| &area.types).chain(&spec.shared);
        let members = types.filter_map(|ty| match &ty.kind {
            TypeKind::Object(object) => Some(&object.members),
            _ => None,
        });
        let secret = |member: &&Member| matches!(member.ty, Ty::Word(Word::Secret | Word::Masked));
        Self(members.flatten().chain(params).filter(secret).map(|member| member.name.clone()).collect())
    }

    /// Takes secret members away, at any depth.
    pub(crate) fn remove(&self, json: &mut Json) {
        if let Json::Object(members) = json {
            members.retain(|name, _| !self.0.contains(name));
        }
        inside(json).for_each(|value| self.remove(value));
    }

    /// Makes the values of secret members stars, at any depth; whether there were any.
    pub(crate) fn mask(&self, json: &mut Json) -> bool {
        let mut found = false;
        if let Json::Object(members) = json {
            for (_, value) in members.iter_mut().filter(|(name, value)| self.0.contains(*name) && !value.is_null()) {
                *value = stars();
                found = true;
            }
        }
        inside(json).fold(found, |found, value| self.mask(value) | found)
    }

    /// Whether a secret stands anywhere inside.
    pub(crate) fn stand_in(&self, json: &Json) -> bool {
        match json {
            Json::Object(members) => {
                members.iter().any(|(name, value)| (self.0.contains(name) && !value.is_null()) || self.stand_in(value))
            }
            Json::Array(items) => items.iter().any(|item| self.stand_in(item)),
            _ => false,
        }
    }
}

fn inside(json: &mut Json) -> Box<dyn Iterator<Item = &mut Json> + '_> {
    match json {
        Json::Object(members) => Box::new(members.values_mut()),
        Json::Array(items) => Box::new(items.iter_mut()),
        _ => Box::new(std::iter::empty()),
    }
}

const STARS: &str = "***";

/// The params of a call, without their secrets.
pub(crate) fn params(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Json {
    let members: Vec<&Member> = method.params.iter().collect();
    match params {
        Json::Object(object) => Masking { spec, area }.members(object, &members, None),
        _ => stars(),
    }
}

#[derive(Clone, Copy)]
struct Masking<'s> {
    spec: &'s Spec,
    area: &'s Area,
}

impl Masking<'_> {
    fn members(self, object: &Map<String, Json>, members: &[&Member], extra: Option<&Ty>) -> Json {
        let masked = object.iter().map(|(name, value)| {
            let member = members.iter().find(|member| member.name == *name);
            let masked = match member.map(|member| &member.ty).or(extra) {
                Some(ty) => self.value(value, ty),
                None => stars(),
            };
            (name.clone(), masked)
        });
        Json::Object(masked.collect())
    }

    fn value(self, value: &Json, ty: &Ty) -> Json {
        match (ty, value) {
            (_, Json::Null) => Json::Null,
            (Ty::Word(Word::Secret | Word::Masked), _) => stars(),
            (Ty::Word(_), Json::Object(_) | Json::Array(_)) => stars(),
            (Ty::Word(_), _) => value.clone(),
            (Ty::List(item), Json::Array(items)) | (Ty::OneOrMany(item) | Ty::Accepted(item), Json::Array(items)) => {
                Json::Array(items.iter().map(|value| self.value(value, item)).collect())
            }
            (Ty::OneOrMany(item) | Ty::Accepted(item), _) => self.value(value, item),
            (Ty::Map(_, item), Json::Object(entries)) => self.members(entries, &[], Some(item)),
            (Ty::Name(name), _) => self.named(value, name),
            // An empty list empties a map on this wire; anything else of the wrong kind may hold anything.
            (_, Json::Array(items)) if items.is_empty() => value.clone(),
            _ => stars(),
        }
    }

    fn named(self, value: &Json, name: &str) -> Json {
        match (self.spec.type_in(Some(self.area), name).map(|ty| &ty.kind), value) {
            (Some(TypeKind::Object(object)), Json::Object(map)) => {
                self.members(map, &self.spec.members(Some(self.area), object), object.extra.as_ref())
            }
            (Some(TypeKind::Object(_) | TypeKind::Union { .. } | TypeKind::Forms(_)) | None, _) => stars(),
            (Some(_), Json::Object(_) | Json::Array(_)) => stars(),
            (Some(_), _) => value.clone(),
        }
    }
}

fn stars() -> Json {
    Json::String(STARS.to_owned())
}
