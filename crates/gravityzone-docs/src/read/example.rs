//! Printed calls and replies. Broken JSON is mended where that is sure, commas too many or too few, and each mending
//! is a finding with its place; what is past mending stays unread and is a finding too.

use super::labels::Label;
use super::ledger::Ledger;
use super::piece::{LineKind, Piece};
use super::sections::Section;
use super::text::Text;
use crate::facts::{At, Example, ExampleKind, FindingKind, Said};
use crate::hash::Hash;
use jsonc_parser::ast::{ObjectPropName, Value as Ast};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};

/// The longest example whose values are found again one by one; of a longer one only the beginning is told.
const PLACED: usize = 1 << 18;

/// How many slips are mended before an example is given up.
const MENDINGS: usize = 20;

/// Where the values of an example stand, by their paths: `/params/name`, `/result/0/id`.
pub(crate) type Places = HashMap<String, At>;

/// Reads the section: each example with the places in it. A line that is no label, no example and no sentence stays
/// unplaced.
pub(crate) fn read(section: Section, ledger: &mut Ledger<'_>, name: &str) -> Vec<(Example, Places)> {
    let mut kind = None;
    let mut examples = Vec::new();
    for piece in &section.pieces {
        let Piece::Line(line) = piece else { continue };
        let text = &line.text;
        match Label::of(text.as_str()) {
            Some(Label::Request) => kind = Some(ExampleKind::Request),
            Some(Label::Response) => kind = Some(ExampleKind::Response),
            _ if line.kind == LineKind::Code => {
                let Some(kind) = kind else { continue };
                ledger.used(text);
                split(text).iter().for_each(|text| examples.push(example(text, kind, ledger, name)));
                continue;
            }
            _ if line.kind == LineKind::Label => ledger.ignored(text, "note-label"),
            _ if text.as_str().ends_with('.') => ledger.ignored(text, "words-of-an-example"),
            _ => continue,
        }
        if Label::of(text.as_str()).is_some() {
            ledger.used(text);
        }
    }
    for (kind, what) in [(ExampleKind::Request, "request"), (ExampleKind::Response, "response")] {
        if !examples.iter().any(|(example, _)| example.kind == kind) {
            let what = format!("{name} has no example of a {what}");
            ledger.find(FindingKind::SectionMissing, &section.heading, name, what);
        }
    }
    examples
}

/// The objects of a text: two calls may follow each other without a word between them.
fn split(text: &Text) -> Vec<Text> {
    let string = text.as_str();
    let (mut depth, mut quoted, mut escaped, mut start) = (0_usize, false, false, 0);
    let mut parts = Vec::new();
    for (at, c) in string.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '\n' => quoted = false,
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted && depth > 0 => {
                depth -= 1;
                if depth == 0 && string[at + 1..].trim_start().starts_with('{') {
                    parts.push(text.cut(start..at + 1));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    parts.push(text.from(start));
    parts
}

fn example(text: &Text, kind: ExampleKind, ledger: &mut Ledger<'_>, name: &str) -> (Example, Places) {
    let subject = match kind {
        ExampleKind::Request => format!("{name}.example.request"),
        ExampleKind::Response => format!("{name}.example.response"),
    };
    let mended = mend(text, ledger, &subject);
    let parsed = mended.as_deref().and_then(|string| parse_to_ast(string, &CollectOptions::default(), &strict()).ok());
    let value = parsed.and_then(|parsed| parsed.value);
    let mut method = None;
    let mut places = Places::new();
    if let Some(value) = &value {
        keys(value, text, ledger, &subject);
        if text.as_str().len() <= PLACED {
            gather(value, String::new(), text, ledger, &mut places);
        }
        if let Ast::Object(object) = value {
            method = object
                .get_string("method")
                .map(|found| Said::new(found.value.clone().into_owned(), ledger.at(text, found.range.start + 1)));
        }
    }
    let (at, hash) = (ledger.at(text, 0), Hash::of(text.as_str()));
    (Example { at, kind, method, json: value.as_ref().map(json), hash }, places)
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        ..ParseOptions::default()
    }
}

/// The text as strict JSON. A mending changes one character where it can, so that places stay.
fn mend(text: &Text, ledger: &mut Ledger<'_>, subject: &str) -> Option<String> {
    let mut string = text.as_str().to_owned();
    for _ in 0..MENDINGS {
        let error = match parse_to_ast(&string, &CollectOptions::default(), &strict()) {
            Ok(parsed) => return parsed.value.is_some().then_some(string),
            Err(error) => error,
        };
        let at = error.range().start.min(string.len());
        let (what, comma) = match error.kind() {
            ParseErrorKind::TrailingCommasNotAllowed => ("a comma too many".to_owned(), Some(" ")),
            ParseErrorKind::ExpectedComma => ("a comma is missing".to_owned(), Some(",")),
            kind => (kind.to_string().to_lowercase(), None),
        };
        let line = Text::words(string[at..].lines().next().unwrap_or_default(), 0);
        let before = string[..at].lines().next_back().unwrap_or_default();
        let hash = Hash::of(&format!("{before} {}", line.as_str()));
        ledger.find_at(
            FindingKind::ExampleBroken,
            ledger.at(text, at),
            subject,
            format!("the example is no JSON: {what}"),
            hash,
        );
        let comma = comma?;
        match string.get(at..at + 1) {
            Some(old) if comma == " " || old.trim().is_empty() => string.replace_range(at..at + 1, comma),
            _ => string.insert_str(at, comma),
        }
    }
    None
}

/// Reports keys that stand twice in one object, and keys with blanks at their ends.
fn keys(value: &Ast<'_>, text: &Text, ledger: &mut Ledger<'_>, subject: &str) {
    match value {
        Ast::Array(array) => array.elements.iter().for_each(|element| keys(element, text, ledger, subject)),
        Ast::Object(object) => {
            let mut seen = HashSet::new();
            for property in &object.properties {
                let key = property.name.as_str();
                let place = ledger.at(text, property.name.range().start);
                if !seen.insert(key) {
                    let what = format!("{key} stands twice in one object");
                    ledger.find_at(FindingKind::ExampleDuplicateKey, place, subject, what, Hash::of(key));
                }
                if key.trim() != key {
                    let what = format!("the key {key:?} has blanks at its ends");
                    let hash = Hash::of(&format!("{key:?}"));
                    ledger.find_at(FindingKind::ExampleOddKey, place, subject, what, hash);
                }
                keys(&property.value, text, ledger, subject);
            }
        }
        _ => {}
    }
}

/// Gathers where the values stand.
fn gather(value: &Ast<'_>, path: String, text: &Text, ledger: &Ledger<'_>, places: &mut Places) {
    match value {
        Ast::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                gather(element, format!("{path}/{index}"), text, ledger, places);
            }
        }
        Ast::Object(object) => {
            for property in &object.properties {
                gather(&property.value, format!("{path}/{}", property.name.as_str().trim()), text, ledger, places);
            }
        }
        _ => {}
    }
    places.insert(path, ledger.at(text, value.range().start));
}

/// The value. Of a key that stands twice the last one counts, as in every JSON library.
fn json(value: &Ast<'_>) -> Json {
    match value {
        Ast::NullKeyword(_) => Json::Null,
        Ast::BooleanLit(lit) => lit.value.into(),
        Ast::NumberLit(lit) => serde_json::from_str(lit.value).unwrap_or(Json::Null),
        Ast::StringLit(lit) => lit.value.clone().into_owned().into(),
        Ast::Array(array) => array.elements.iter().map(json).collect(),
        Ast::Object(object) => Json::Object(
            object.properties.iter().map(|property| (key(&property.name), json(&property.value))).collect(),
        ),
    }
}

fn key(name: &ObjectPropName<'_>) -> String {
    name.as_str().trim().to_owned()
}
