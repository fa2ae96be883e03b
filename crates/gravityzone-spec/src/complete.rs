//! Completes params as the spec documents it: literal defaults, defaults by rule, and what a value brings along.
//! A default is not filled in where a rule says that the member may not be set.

use crate::condition::Known;
use crate::pick::get;
use crate::spec::{Area, Member, Method, Operand, Rule, RuleKind, Spec, TypeKind};
use crate::type_text::Ty;
use serde_json::{Map, Value as Json};

/// The params of a method with all that follows from them; `null` counts as absent.
#[must_use]
pub fn complete(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Json {
    let mut params = params.as_object().cloned().unwrap_or_default();
    let members: Vec<&Member> = method.params.iter().collect();
    Completing { spec, area }.object(&mut params, &members, &method.rules);
    Json::Object(params)
}

#[derive(Clone, Copy)]
struct Completing<'s> {
    spec: &'s Spec,
    area: &'s Area,
}

impl Completing<'_> {
    fn object(self, object: &mut Map<String, Json>, members: &[&Member], rules: &[Rule]) {
        object.retain(|_, value| !value.is_null());
        for member in members {
            if let Some(value) = object.get_mut(&member.name) {
                self.inner(&member.ty, value);
            }
        }
        let sent = Json::Object(object.clone());
        let full = with_literals(self.spec, self.area, &sent, members);
        let known = Known { sent: &sent, full: &full };
        for (name, default) in literals(members).filter(|(name, _)| may_be_set(rules, name, known)) {
            object.entry(name).or_insert_with(|| default.clone());
        }
        for rule in rules.iter().filter(|rule| known.applies(rule) == Some(true)) {
            if let RuleKind::Default(values) = &rule.kind {
                for (path, operand) in values.iter().filter(|(path, _)| may_be_set(rules, path, known)) {
                    self.default(object, members, path, operand);
                }
            }
        }
        for rule in rules.iter().filter(|rule| known.applies(rule) == Some(true)) {
            if let RuleKind::Imply(values) = &rule.kind {
                values.iter().for_each(|(path, value)| imply(object, path, value));
            }
        }
    }

    fn inner(self, ty: &Ty, value: &mut Json) {
        match (ty, value) {
            (Ty::List(item), Json::Array(items)) => items.iter_mut().for_each(|value| self.inner(item, value)),
            (Ty::Name(name), Json::Object(map)) => {
                if let Some(TypeKind::Object(object)) = self.spec.type_in(Some(self.area), name).map(|ty| &ty.kind) {
                    self.object(map, &self.spec.members(Some(self.area), object), &object.rules);
                }
            }
            _ => {}
        }
    }

    /// Sets a member that is absent; one value becomes a list where a list is due.
    fn default(self, object: &mut Map<String, Json>, members: &[&Member], path: &str, operand: &Operand) {
        let value = match operand {
            Operand::Value(value) => Some(value.clone()),
            Operand::From(from) => value_at(object, from).cloned(),
        };
        let Some(value) = value.filter(|_| value_at(object, path).is_none()) else { return };
        let is_list = members.iter().any(|member| member.name == path && matches!(member.ty, Ty::List(_)));
        let value = if is_list && !value.is_array() { Json::Array(vec![value]) } else { value };
        if let Some(place) = place(object, path) {
            *place = value;
        }
    }
}

/// An object with literal defaults filled in, in the objects inside it too; `null` counts as absent.
pub(crate) fn with_literals(spec: &Spec, area: &Area, object: &Json, members: &[&Member]) -> Json {
    let mut full = object.as_object().cloned().unwrap_or_default();
    full.retain(|_, value| !value.is_null());
    for member in members {
        let Some(inner) = full.get_mut(&member.name).filter(|value| value.is_object()) else { continue };
        let Ty::Name(name) = &member.ty else { continue };
        if let Some(TypeKind::Object(object)) = spec.type_in(Some(area), name).map(|ty| &ty.kind) {
            *inner = with_literals(spec, area, inner, &spec.members(Some(area), object));
        }
    }
    for (name, default) in literals(members) {
        full.entry(name).or_insert_with(|| default.clone());
    }
    Json::Object(full)
}

fn literals<'m>(members: &'m [&Member]) -> impl Iterator<Item = (&'m str, &'m Json)> {
    members.iter().filter_map(|member| Some((member.name.as_str(), member.default.as_ref()?)))
}

/// Whether no rule restricts a member to a condition that is not known to hold.
fn may_be_set(rules: &[Rule], path: &str, known: Known<'_>) -> bool {
    rules.iter().all(|rule| match &rule.kind {
        RuleKind::Only(paths) if paths.iter().any(|only| only == path) => known.applies(rule) == Some(true),
        _ => true,
    })
}

/// Sets a value; a list is completed.
fn imply(object: &mut Map<String, Json>, path: &str, value: &Json) {
    match (place(object, path), value) {
        (Some(Json::Array(items)), Json::Array(wanted)) => {
            let missing: Vec<Json> = wanted.iter().filter(|item| !items.contains(item)).cloned().collect();
            items.extend(missing);
        }
        (Some(place), value) => *place = value.clone(),
        (None, _) => {}
    }
}

fn value_at<'j>(object: &'j Map<String, Json>, path: &str) -> Option<&'j Json> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let value = object.get(name)?;
    rest.map_or(Some(value), |rest| get(value, rest))
}

/// The place at a path, made if it is not there; nothing where something else than an object stands in the way.
fn place<'j>(object: &'j mut Map<String, Json>, path: &str) -> Option<&'j mut Json> {
    match path.split_once('.') {
        None => Some(object.entry(path).or_insert(Json::Null)),
        Some((name, rest)) => {
            let inner = object.entry(name).or_insert_with(|| Json::Object(Map::new()));
            place(inner.as_object_mut()?, rest)
        }
    }
}
