//! Examples against the tables: what one says and the other denies is a finding.
//! Where an extract has lost names, nothing can be compared, and nothing is.

use super::example::Places;
use super::ledger::Ledger;
use crate::facts::{At, Example, ExampleKind, FindingKind, Member, Method, Shape};
use crate::hash::Hash;
use serde_json::{Map, Value as Json};
use std::collections::{HashMap, HashSet};

/// Compares the examples of a method with what its tables say.
pub(crate) fn examples(method: &Method, places: &[Places], ledger: &mut Ledger<'_>) {
    heading(method, ledger);
    for (example, places) in method.examples.iter().zip(places) {
        let Some(Json::Object(object)) = &example.json else { continue };
        let mut check = Check { ledger, example, places, seen: HashSet::new() };
        let name = &method.name.value;
        match example.kind {
            ExampleKind::Request => {
                let spot = Spot { subject: format!("{name}.params"), path: "/params".to_owned() };
                if let Some(Json::Object(params)) = object.get("params") {
                    check.object(params, &method.params, &spot);
                }
            }
            ExampleKind::Response => {
                let spot = Spot { subject: format!("{name}.result"), path: "/result".to_owned() };
                let Some(result) = object.get("result") else {
                    check.find(FindingKind::ExampleLacks, &spot, "the example of a reply has no result".into());
                    continue;
                };
                let ty = method.reply.ty.as_ref().map(|ty| &ty.value);
                if method.reply.nullable.is_none() || !result.is_null() {
                    check.shape(result, ty, &spot);
                }
                check.members(result, &method.reply.members, &spot);
            }
        }
    }
}

/// Reports a heading that is not the method that its examples call.
fn heading(method: &Method, ledger: &mut Ledger<'_>) {
    let heading = &method.name;
    let other = method.examples.iter().filter_map(|example| example.method.as_ref());
    if let Some(other) = other.into_iter().find(|other| other.value != heading.value) {
        let what = format!("the heading is {}, its example calls {} at {}", heading.value, other.value, other.at);
        let hash = Hash::of(&format!("{} {}", heading.value, other.value));
        ledger.find_at(FindingKind::HeadingDiffers, heading.at, &heading.value, what, hash);
    }
}

/// A value of an example: what it is about, and where it stands in it.
struct Spot {
    subject: String,
    path: String,
}

impl Spot {
    fn key(&self, key: &str) -> Self {
        Self { subject: format!("{}.{key}", self.subject), path: format!("{}/{key}", self.path) }
    }

    fn item(&self, index: usize) -> Self {
        Self { subject: self.subject.clone(), path: format!("{}/{index}", self.path) }
    }
}

struct Check<'c, 's> {
    ledger: &'c mut Ledger<'s>,
    example: &'c Example,
    places: &'c Places,
    seen: HashSet<(FindingKind, String)>,
}

impl Check<'_, '_> {
    /// Notes a finding once an example.
    fn find(&mut self, kind: FindingKind, spot: &Spot, text: String) {
        if self.seen.insert((kind, spot.subject.clone())) {
            let at: At = self.places.get(&spot.path).copied().unwrap_or(self.example.at);
            let hash = Hash::of(&text);
            self.ledger.find_at(kind, at, &spot.subject, text, hash);
        }
    }

    /// The members of an object, or of each object of a list.
    fn members(&mut self, value: &Json, members: &[Member], spot: &Spot) {
        match value {
            _ if members.is_empty() => {}
            Json::Object(object) => self.object(object, members, spot),
            Json::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| self.members(item, members, &spot.item(index)));
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &Map<String, Json>, members: &[Member], spot: &Spot) {
        let named: HashMap<&str, &Member> =
            members.iter().filter_map(|member| Some((member.name.as_ref()?.value.as_str(), member))).collect();
        let complete = members.iter().all(|member| member.name.is_some() && !member.placeholder);
        for (key, value) in object {
            let spot = spot.key(key);
            match named.get(key.as_str()) {
                Some(member) => self.member(value, member, &spot),
                None if complete => {
                    let text = format!("the example has {key}, and nothing lists it");
                    self.find(FindingKind::ExampleExtra, &spot, text);
                }
                None => {}
            }
        }
        for member in members.iter().filter(|member| member.optional.as_ref().is_some_and(|optional| !optional.value)) {
            if let Some(name) = member.name.as_ref().filter(|name| !object.contains_key(&name.value)) {
                let text = format!("the example has no {}, and the table requires it", name.value);
                let spot = Spot { path: spot.path.clone(), ..spot.key(&name.value) };
                self.find(FindingKind::ExampleLacks, &spot, text);
            }
        }
    }

    fn member(&mut self, value: &Json, member: &Member, spot: &Spot) {
        if !value.is_null() {
            self.shape(value, member.ty.as_ref().map(|ty| &ty.value), spot);
        }
        self.members(value, &member.members, spot);
        let scalars: &[Json] = match value {
            Json::Array(items) => items,
            other => std::slice::from_ref(other),
        };
        for scalar in scalars.iter().filter(|scalar| !scalar.is_null() && !scalar.is_object()) {
            let listed = |literal: &Json| literal == scalar || text(literal) == text(scalar);
            let values = &member.values;
            // true alone is a meaning, not the only value.
            let meaning = scalar.is_boolean() && values.len() == 1;
            if !meaning && !values.is_empty() && !values.iter().any(|value| listed(&value.literal.value)) {
                let text = format!("the example has {scalar}, and the list of values does not");
                self.find(FindingKind::ExampleValue, spot, text);
            }
            let number = scalar.as_i64();
            let low = member.min.as_ref().zip(number).is_some_and(|(min, number)| number < min.value);
            let high = member.max.as_ref().zip(number).is_some_and(|(max, number)| number > max.value);
            if low || high {
                let text = format!("the example has {scalar}, and the range does not");
                self.find(FindingKind::ExampleValue, spot, text);
            }
        }
    }

    fn shape(&mut self, value: &Json, shape: Option<&Shape>, spot: &Spot) {
        if let Some(shape) = shape.filter(|shape| !fits(value, shape)) {
            let text = format!("the example has {}, and the text says {shape}", kind(value));
            self.find(FindingKind::ExampleType, spot, text);
        }
    }
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn fits(value: &Json, shape: &Shape) -> bool {
    match shape {
        Shape::Text => value.is_string(),
        Shape::Integer => value.is_i64() || value.is_u64(),
        Shape::Number => value.is_number(),
        Shape::Boolean => value.is_boolean(),
        Shape::Object => value.is_object(),
        Shape::List(item) => value
            .as_array()
            .is_some_and(|items| item.as_ref().is_none_or(|item| items.iter().all(|value| fits(value, item)))),
        Shape::Nothing => value.is_null(),
    }
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "an array",
        Json::Object(_) => "an object",
    }
}
