//! The strict check of one file against its form: unknown, duplicate, missing and default-valued keys, wrong types.
//! After it, `build.rs` reads the tree without asking again.

use crate::diagnostic::{Diagnostics, nearest};
use crate::form::{Form, Shape};
use crate::json::{Member, Node, Value};
use crate::type_text::Ty;
use std::collections::BTreeMap;

/// Checks a value against its shape.
pub(crate) fn verify(node: &Node, shape: &Shape, diagnostics: &mut Diagnostics) {
    duplicates(node, diagnostics);
    match shape {
        Shape::Any => deep_duplicates(node, diagnostics),
        Shape::Text => {
            expect(node, node.text().is_some(), "a text", diagnostics);
            if node.text().is_some_and(|text| text.contains(steers)) {
                let help = "take it away: it would steer whoever reads the docs";
                diagnostics.add(node.place, "the text holds a character that nobody sees", "", help);
            }
        }
        Shape::Int => expect(node, node.int().is_some(), "a whole number", diagnostics),
        Shape::True => match node.bool() {
            Some(false) => default_written(node, "false", diagnostics),
            other => expect(node, other.is_some(), "true", diagnostics),
        },
        Shape::Scalar => {
            let scalar = !matches!(node.value, Value::Array(_) | Value::Object(_));
            expect(node, scalar, "a text, number, boolean or null", diagnostics);
        }
        Shape::Type => match node.text() {
            None => expect(node, false, "a type, as text", diagnostics),
            Some(text) => {
                if let Err(problem) = Ty::parse(text) {
                    let help = "write a word such as string, [T], {T}, page[T], or the name of a type";
                    let shown: String = text.chars().take(40).collect();
                    diagnostics.add(node.place, format!("not a type: {shown:?}"), problem, help);
                }
            }
        },
        Shape::OneOf(words) => {
            let known = node.text().is_some_and(|text| words.contains(&text));
            if !known {
                let help = match node.text().and_then(|text| nearest(text, words.iter().copied())) {
                    Some(near) => format!("did you mean {near:?}?"),
                    None => format!("one of {}", list(words)),
                };
                diagnostics.add(node.place, format!("expected one of {}", list(words)), found(node), help);
            }
        }
        Shape::List(item) => match &node.value {
            Value::Array(items) => items.iter().for_each(|node| verify(node, item, diagnostics)),
            _ => expect(node, false, "a list", diagnostics),
        },
        Shape::Map(value) => match &node.value {
            Value::Object(members) => members.iter().for_each(|member| verify(&member.node, value, diagnostics)),
            _ => expect(node, false, "an object", diagnostics),
        },
        Shape::Form(form) => verify_form(node, form, diagnostics),
        Shape::Either(first, second) => {
            verify(node, if fits_kind(node, first) { first } else { second }, diagnostics);
        }
    }
}

/// Whether a value's kind of JSON is the shape's; enough to choose between two shapes.
fn fits_kind(node: &Node, shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Type | Shape::OneOf(_) => node.text().is_some(),
        Shape::List(_) => matches!(node.value, Value::Array(_)),
        Shape::Map(_) | Shape::Form(_) => matches!(node.value, Value::Object(_)),
        _ => true,
    }
}

fn verify_form(node: &Node, form: &Form, diagnostics: &mut Diagnostics) {
    if !matches!(node.value, Value::Object(_)) {
        return expect(node, false, &format!("an object ({})", form.name), diagnostics);
    }
    for member in node.members() {
        let Some(key) = form.keys.iter().find(|key| key.name == member.key) else {
            unknown_key(member, form, diagnostics);
            continue;
        };
        verify(&member.node, &key.shape, diagnostics);
        if let Some(other) = key.beside.filter(|other| node.get(other).is_none()) {
            let title = format!("{:?} means nothing without {other:?}", key.name);
            diagnostics.add(member.at, title, "", format!("add {other:?}, or take this away"));
        }
        if let Some(default) = key.default
            && serde_json::from_str(default).is_ok_and(|default: serde_json::Value| default == member.node.json())
        {
            default_written(&member.node, default, diagnostics);
        }
    }
    for key in form.keys.iter().filter(|key| key.required && node.get(key.name).is_none()) {
        let place = crate::source::Place { end: node.place.start + 1, ..node.place };
        let title = format!("{} needs {:?}", form.name, key.name);
        diagnostics.add(place, title, "not in this object", key.doc);
    }
    if !form.kinds.is_empty() {
        let kinds: Vec<&Member> = node.members().iter().filter(|m| form.kinds.contains(&&*m.key)).collect();
        let help = format!("write exactly one of {}", list(form.kinds));
        match kinds[..] {
            [_] => {}
            [] => {
                let place = crate::source::Place { end: node.place.start + 1, ..node.place };
                diagnostics.add(place, format!("{} has no kind", form.name), "", help);
            }
            [_, second, ..] => {
                diagnostics.add(second.at, format!("{} has two kinds", form.name), "the second", help);
            }
        }
    }
}

fn unknown_key(member: &Member, form: &Form, diagnostics: &mut Diagnostics) {
    let names = form.keys.iter().map(|key| key.name);
    let help = match nearest(&member.key, names.clone()) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("{} may have {}", form.name, list(&names.collect::<Vec<_>>())),
    };
    diagnostics.add(member.at, format!("unknown key {:?}", member.key), format!("not a key of {}", form.name), help);
}

fn duplicates(node: &Node, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for member in node.members() {
        if seen.insert(member.key.as_str(), ()).is_some() {
            let title = format!("{:?} stands twice in this object", member.key);
            diagnostics.add(member.at, title, "the second", "keep one of the two");
        }
    }
}

fn deep_duplicates(node: &Node, diagnostics: &mut Diagnostics) {
    for child in node.members().iter().map(|member| &member.node).chain(node.items()) {
        duplicates(child, diagnostics);
        deep_duplicates(child, diagnostics);
    }
}

fn default_written(node: &Node, default: &str, diagnostics: &mut Diagnostics) {
    diagnostics.add(node.place, "this is the default", format!("{default} is meant anyway"), "leave the key out");
}

fn expect(node: &Node, fits: bool, expected: &str, diagnostics: &mut Diagnostics) {
    if !fits {
        diagnostics.add(node.place, format!("expected {expected}"), found(node), format!("put {expected} here"));
    }
}

/// Control characters, and those that turn the direction of a text.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn found(node: &Node) -> String {
    format!("found {}", node.kind())
}

fn list(words: &[&str]) -> String {
    words.join(", ")
}
