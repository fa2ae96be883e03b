//! Strict JSON with positions: what jsonc-parser reads, as a tree that keeps every duplicate key.
//! Nesting is bounded before the parser sees the text, so that no input can exhaust the stack.

use crate::brackets;
use crate::diagnostic::Diagnostics;
use crate::source::Place;
use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// A JSON value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Value,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array(Vec<Node>),
    Object(Vec<Member>),
}

/// A member of an object, with the place of its key.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) at: Place,
    pub(crate) node: Node,
}

const MAX_DEPTH: usize = 64;

/// Reads one file as it was stored; what is not UTF-8 is reported and gives nothing.
pub(crate) fn parse_bytes(file: u32, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Node> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse(file, text, diagnostics),
        Err(error) => {
            let start = error.valid_up_to();
            let help = "save the file as UTF-8";
            diagnostics.add(place(file, Range { start, end: start + 1 }), "not UTF-8", "this is no character", help);
            None
        }
    }
}

/// Reads one file. A syntax error is reported and gives nothing.
pub(crate) fn parse(file: u32, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(start) = brackets::deeper_than(MAX_DEPTH, text) {
        let place = place(file, Range { start, end: start + 1 });
        diagnostics.add(place, "nested too deeply", format!("level {MAX_DEPTH}"), "flatten this");
        return None;
    }
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        ..ParseOptions::default()
    };
    match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(result) => match result.value.filter(|_| is_json(file, text, diagnostics)) {
            Some(value) => Some(convert(file, value)),
            None if !text.trim().is_empty() => None,
            None => {
                diagnostics.add(
                    place(file, Range { start: 0, end: 0 }),
                    "the file is empty",
                    "",
                    "write a JSON object",
                );
                None
            }
        },
        Err(error) => {
            let range = widen(error.range(), text);
            let (range, label) = match error.kind() {
                ParseErrorKind::UnterminatedObject | ParseErrorKind::UnterminatedArray => {
                    let start = brackets::unclosed(text).unwrap_or(range.start);
                    (Range { start, end: start + 1 }, "this is not closed".to_owned())
                }
                kind => (range, kind.to_string().to_lowercase()),
            };
            let help = "the file has to be strict JSON: no comments, no trailing commas, every bracket closed";
            diagnostics.add(place(file, range), "not JSON", label, help);
            None
        }
    }
}

/// A second opinion: control characters in a text, half a surrogate, a number beyond all numbers, leading zeros.
fn is_json(file: u32, text: &str, diagnostics: &mut Diagnostics) -> bool {
    let Err(error) = serde_json::from_str::<serde_json::Value>(text) else { return true };
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let start = (line + error.column()).saturating_sub(1).min(text.len());
    let label = error.to_string();
    let label = label.split(" at line ").next().unwrap_or_default();
    let help = "the file has to be strict JSON: escaped control characters, whole surrogates, numbers that a computer can hold";
    diagnostics.add(place(file, widen(Range { start, end: start + 1 }, text)), "not JSON", label, help);
    false
}

/// The caret needs something to stand under: an error at the end of the text points to its last character.
fn widen(range: Range, text: &str) -> Range {
    let last = text.trim_end().len();
    if range.start >= last && last > 0 {
        let start = text[..last].char_indices().next_back().map_or(0, |(at, _)| at);
        return Range { start, end: last };
    }
    range
}

fn place(file: u32, range: Range) -> Place {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place { file, start: byte(range.start), end: byte(range.end) }
}

fn convert(file: u32, value: ast::Value<'_>) -> Node {
    let at = place(file, value.range());
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(lit) => Value::Bool(lit.value),
        ast::Value::NumberLit(lit) => Value::Number(lit.value.to_owned()),
        ast::Value::StringLit(lit) => Value::Text(lit.value.into_owned()),
        ast::Value::Array(array) => {
            Value::Array(array.elements.into_iter().map(|element| convert(file, element)).collect())
        }
        ast::Value::Object(object) => Value::Object(
            object
                .properties
                .into_iter()
                .map(|property| Member {
                    at: place(file, property.name.range()),
                    key: property.name.into_string(),
                    node: convert(file, property.value),
                })
                .collect(),
        ),
    };
    Node { place: at, value }
}

impl Node {
    /// The member of a key; the first of two equal ones.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.members().iter().find(|member| member.key == key).map(|member| &member.node)
    }

    /// The members of an object, else nothing.
    pub(crate) fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array, else nothing.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn int(&self) -> Option<i64> {
        match &self.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The place of what stands at a path such as `items[0].id`, or of the innermost part of it that is there; of an
    /// object or an array its bracket.
    pub(crate) fn place_of(&self, path: &str) -> Place {
        let mut node = self;
        for name in path.split(['.', '[']).filter(|name| !name.is_empty()) {
            let inner = match name.strip_suffix(']').and_then(|index| index.parse::<usize>().ok()) {
                Some(index) => node.items().get(index),
                None => node.get(name),
            };
            match inner {
                Some(inner) => node = inner,
                None => break,
            }
        }
        match node.value {
            Value::Object(_) | Value::Array(_) => Place { end: node.place.start + 1, ..node.place },
            _ => node.place,
        }
    }

    /// The value without places.
    pub(crate) fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(number) => serde_json::from_str(number).unwrap_or(serde_json::Value::Null),
            Value::Text(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(Node::json).collect(),
            Value::Object(members) => {
                serde_json::Value::Object(members.iter().map(|m| (m.key.clone(), m.node.json())).collect())
            }
        }
    }

    /// What kind of JSON this is, for error texts.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}
