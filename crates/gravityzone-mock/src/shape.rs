//! Faults of shape: results that are not quite as documented, in the ways that were seen on the wire or are feared.
//! The spec's types tell where each may strike.

use crate::fault::Fault;
use gravityzone_spec::{Area, Member, Method, Object, Spec, Ty, TypeKind};
use serde_json::{Map, Value as Json, json};

/// The member that no page documents.
pub(crate) const EXTRA: &str = "undocumentedMember";

/// The word that no enumeration has.
const UNKNOWN_WORD: &str = "undocumentedWord";

/// Gives a result the shape of a fault; other faults leave it alone.
pub(crate) fn reshape(spec: &Spec, area: &Area, method: &Method, fault: Fault, result: &mut Json) {
    Shaping { spec, area, fault, omits: &method.result.omits }.value(result, &method.result.ty);
}

#[derive(Clone, Copy)]
struct Shaping<'s> {
    spec: &'s Spec,
    area: &'s Area,
    fault: Fault,
    omits: &'s [String],
}

impl Shaping<'_> {
    fn value(self, value: &mut Json, ty: &Ty) {
        match (ty, &mut *value) {
            (Ty::List(item) | Ty::OneOrMany(item) | Ty::Accepted(item), Json::Array(items)) => {
                items.iter_mut().for_each(|value| self.value(value, item));
            }
            (Ty::OneOrMany(item) | Ty::Accepted(item), value) => self.value(value, item),
            (Ty::Page(item), Json::Object(envelope)) => {
                if let Some(Json::Array(items)) = envelope.get_mut("items") {
                    items.iter_mut().for_each(|value| self.value(value, item));
                }
                self.extra(envelope);
            }
            (Ty::Map(_, item), Json::Object(entries)) => {
                entries.values_mut().for_each(|value| self.value(value, item));
                self.empty(value);
            }
            (Ty::Name(name), _) => self.named(value, name),
            (Ty::Word(_), Json::Number(number)) if self.fault == Fault::NumbersAsText => {
                *value = number.to_string().into();
            }
            _ => {}
        }
    }

    fn named(self, value: &mut Json, name: &str) {
        match (self.spec.type_in(Some(self.area), name).map(|ty| &ty.kind), &mut *value) {
            (Some(TypeKind::Object(object)), Json::Object(members)) => {
                self.object(members, object);
                self.empty(value);
            }
            (Some(TypeKind::Codes(codes)), Json::Number(number)) => match self.fault {
                Fault::UnknownCodes => {
                    *value = codes.iter().map(|code| code.code).max().unwrap_or(0).saturating_add(1).into()
                }
                Fault::NumbersAsText => *value = number.to_string().into(),
                _ => {}
            },
            (Some(TypeKind::Words(_)), Json::String(word)) if self.fault == Fault::UnknownCodes => {
                UNKNOWN_WORD.clone_into(word);
            }
            (Some(TypeKind::Union { tag: Some(tag), arms }), Json::Object(members)) => {
                let arm = members.get(tag).and_then(|tag| arms.iter().find(|(value, ..)| tag == value));
                if let Some((_, name, _)) = arm {
                    self.named(value, name);
                }
            }
            _ => {}
        }
    }

    fn object(self, members: &mut Map<String, Json>, object: &Object) {
        let known: Vec<&Member> = self.spec.members(Some(self.area), object);
        for member in &known {
            match members.get_mut(&member.name) {
                Some(value) => self.value(value, &member.ty),
                None if self.fault == Fault::NullForAbsent && !self.omits.contains(&member.name) => {
                    members.insert(member.name.clone(), Json::Null);
                }
                None => {}
            }
        }
        if let Some(extra) = &object.extra {
            let others = members.iter_mut().filter(|(name, _)| !known.iter().any(|member| member.name == **name));
            others.for_each(|(_, value)| self.value(value, extra));
        } else {
            self.extra(members);
        }
    }

    fn extra(self, members: &mut Map<String, Json>) {
        if self.fault == Fault::ExtraMembers {
            members.insert(EXTRA.to_owned(), json!({ "list": [1, null] }));
        }
    }

    fn empty(self, value: &mut Json) {
        if self.fault == Fault::ListForObject && value.as_object().is_some_and(Map::is_empty) {
            *value = json!([]);
        }
    }
}
