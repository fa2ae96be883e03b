//! Examples against the tables: what one says and the other denies is a finding.
//! Where an extract has lost names, nothing can be compared, and nothing is.

use super::ledger::Ledger;
use crate::facts::{At, Example, ExampleKind, FindingKind, Member, Method, Shape};
use crate::hash::Hash;
use serde_json::{Map, Value as Json};

/// Compares the examples of a method with what its tables say.
pub(crate) fn examples(method: &Method, ledger: &mut Ledger<'_>) {
    heading(method, ledger);
    for example in &method.examples {
        let Some(Json::Object(object)) = &example.json else { continue };
        let mut check = Check { ledger, example, seen: Vec::new() };
        let name = &method.name.value;
        match example.kind {
            ExampleKind::Request => {
                if let Some(Json::Object(params)) = object.get("params") {
                    check.object(params, &method.params, &format!("{name}.params"));
                }
            }
            ExampleKind::Response => {
                let subject = format!("{name}.result");
                let Some(result) = object.get("result") else {
                    check.find(FindingKind::ExampleLacks, &subject, "the example of a reply has no result".into());
                    continue;
                };
                let ty = method.reply.ty.as_ref().map(|ty| &ty.value);
                if method.reply.nullable.is_none() || !result.is_null() {
                    check.shape(result, ty, &subject, ty == Some(&Shape::Nothing));
                }
                check.members(result, &method.reply.members, &subject);
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

struct Check<'c, 's> {
    ledger: &'c mut Ledger<'s>,
    example: &'c Example,
    seen: Vec<(FindingKind, String)>,
}

impl Check<'_, '_> {
    /// Notes a finding once an example.
    fn find(&mut self, kind: FindingKind, subject: &str, text: String) {
        let about = (kind, subject.to_owned());
        if !self.seen.contains(&about) {
            let at: At = self.example.at;
            let hash = Hash::of(&text);
            self.ledger.find_at(kind, at, subject, text, hash);
            self.seen.push(about);
        }
    }

    /// The members of an object, or of each object of a list.
    fn members(&mut self, value: &Json, members: &[Member], subject: &str) {
        match value {
            _ if members.is_empty() => {}
            Json::Object(object) => self.object(object, members, subject),
            Json::Array(items) => items.iter().for_each(|item| self.members(item, members, subject)),
            _ => {}
        }
    }

    fn object(&mut self, object: &Map<String, Json>, members: &[Member], subject: &str) {
        let named =
            |key: &str| members.iter().find(|member| member.name.as_ref().is_some_and(|name| name.value == key));
        let complete = members.iter().all(|member| member.name.is_some() && !member.placeholder);
        for (key, value) in object {
            let subject = format!("{subject}.{key}");
            match named(key) {
                Some(member) => self.member(value, member, &subject),
                None if complete => {
                    let text = format!("the example has {key}, and nothing lists it");
                    self.find(FindingKind::ExampleExtra, &subject, text);
                }
                None => {}
            }
        }
        for member in members {
            let required = member.optional.as_ref().is_some_and(|optional| !optional.value);
            if let Some(name) = member.name.as_ref().filter(|name| required && !object.contains_key(&name.value)) {
                let text = format!("the example has no {}, and the table requires it", name.value);
                self.find(FindingKind::ExampleLacks, &format!("{subject}.{}", name.value), text);
            }
        }
    }

    fn member(&mut self, value: &Json, member: &Member, subject: &str) {
        self.shape(value, member.ty.as_ref().map(|ty| &ty.value), subject, true);
        self.members(value, &member.members, subject);
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
                self.find(
                    FindingKind::ExampleValue,
                    subject,
                    format!("the example has {scalar}, and the list of values does not"),
                );
            }
            let number = scalar.as_i64();
            let low = member.min.as_ref().zip(number).is_some_and(|(min, number)| number < min.value);
            let high = member.max.as_ref().zip(number).is_some_and(|(max, number)| number > max.value);
            if low || high {
                self.find(
                    FindingKind::ExampleValue,
                    subject,
                    format!("the example has {scalar}, and the range does not"),
                );
            }
        }
    }

    fn shape(&mut self, value: &Json, shape: Option<&Shape>, subject: &str, null: bool) {
        let Some(shape) = shape else { return };
        let unset = null && value.is_null();
        if !unset && !fits(value, shape) {
            let text = format!("the example has {}, and the text says {shape}", kind(value));
            self.find(FindingKind::ExampleType, subject, text);
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
