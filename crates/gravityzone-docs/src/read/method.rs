//! One method: its sections become params, reply, examples and rules.
//! A section that is missing is a finding, never an empty section.

use super::announced::{denies_params, is_sentence};
use super::check;
use super::codes;
use super::example;
use super::grid;
use super::labels::Column;
use super::ledger::Ledger;
use super::member::{self, Description};
use super::name;
use super::piece::{LineKind, Piece};
use super::sections::{RawMethod, Section};
use super::shape;
use super::table;
use super::text::Text;
use super::tree;
use crate::facts::{At, FindingKind, Member, Method, Reply, Said, Sentence, Shape};
use serde_json::Value as Json;
use std::collections::HashSet;

/// Reads a method.
pub(crate) fn read(raw: RawMethod, ledger: &mut Ledger<'_>) -> Method {
    let name = raw.heading.as_str().to_owned();
    let missing = |what: &str, ledger: &mut Ledger<'_>| {
        ledger.find(FindingKind::SectionMissing, &raw.heading, &name, format!("{name} has no {what}"));
    };
    let mut prose = Description::of_prose();
    prose.parts(&tree::parts(&raw.intro), ledger, &name);
    let version = version(&raw.intro, ledger);
    let mut params = Vec::new();
    let mut no_params = None;
    match raw.params {
        Some(section) => (params, no_params) = read_params(section, &mut prose, ledger, &name),
        None => missing("section Parameters", ledger),
    }
    let mut reply = match raw.reply {
        Some(section) => read_reply(section, ledger, &name),
        None => {
            missing("section Return value", ledger);
            empty_reply()
        }
    };
    let (examples, places): (Vec<_>, Vec<_>) = match raw.example {
        Some(section) => example::read(section, ledger, &name),
        None => {
            missing("section Example", ledger);
            Vec::new()
        }
    }
    .into_iter()
    .unzip();
    let words = prose.words();
    let Description { said, .. } = prose;
    reply.limit = reply.limit.or(said.limit);
    let mut method = Method {
        name: Said::new(name.clone(), ledger.at(&raw.heading, 0)),
        version,
        params,
        no_params,
        reply,
        examples,
        rules: said.rules,
        deprecated: said.deprecated,
        words,
    };
    if let (Some(at), false) = (method.no_params, method.params.is_empty()) {
        let what = format!("{name} lists params and says that it takes none");
        let hash = crate::Hash::of(&what);
        ledger.find_at(FindingKind::ParamsDenied, at, &name, what, hash);
    }
    sort_words(&mut method);
    check::examples(&method, &places, ledger);
    method
}

/// The version that a text gives a method: `updated to version 1.1`.
fn version(pieces: &[Piece], ledger: &Ledger<'_>) -> Option<Said<String>> {
    for line in pieces.iter().filter_map(Piece::line).filter(|line| line.kind == LineKind::Paragraph) {
        let words = name::words(line.text.as_str());
        let said = words.windows(2).find(|pair| {
            let number = pair[1].raw;
            pair[0].raw == "version" && number.contains('.') && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        });
        if let Some([_, number]) = said {
            return Some(Said::new(format!("v{}", number.raw), ledger.at(&line.text, number.start)));
        }
    }
    None
}

fn read_params(
    section: Section,
    prose: &mut Description,
    ledger: &mut Ledger<'_>,
    name: &str,
) -> (Vec<Member>, Option<At>) {
    let subject = format!("{name}.params");
    let mut params = Vec::new();
    let mut no_params = None;
    let mut tables = 0;
    let mut rest = Vec::new();
    for piece in grid::tables(section.pieces, ledger, &subject) {
        match piece {
            Piece::Table(found) => {
                tables += 1;
                let either = [Column::Optional, Column::Included];
                params.extend(table::members(&found, &either, ledger, &subject).unwrap_or_default());
            }
            Piece::Line(line) if denies_params(line.text.as_str()) => {
                ledger.used(&line.text);
                no_params = Some(ledger.at(&line.text, 0));
            }
            piece => rest.push(piece),
        }
    }
    if tables == 0 && no_params.is_none() {
        let what = format!("{name} has neither a table of params nor the sentence that there are none");
        ledger.find(FindingKind::SectionMissing, &section.heading, name, what);
    }
    prose.parts(&tree::parts(&rest), ledger, name);
    member::check_names(&params, ledger, &subject);
    (params, no_params)
}

fn read_reply(section: Section, ledger: &mut Ledger<'_>, name: &str) -> Reply {
    let subject = format!("{name}.result");
    let at = ledger.at(&section.heading, 0);
    let pieces = grid::tables(section.pieces, ledger, &subject);
    if pieces.is_empty() {
        let what = format!("{name} has nothing below Return value");
        ledger.find(FindingKind::SectionMissing, &section.heading, &subject, what);
    }
    let ty = pieces
        .iter()
        .filter_map(Piece::plain)
        .filter(|text| is_sentence(text.as_str()))
        .find_map(|text| returned(text, ledger));
    let mut description = Description::of_sentences();
    description.parts(&tree::parts(&pieces), ledger, &subject);
    let words = description.words();
    let values = codes::nested(std::mem::take(&mut description.said.values));
    member::check_values(&values, ledger, &subject);
    member::check_names(&description.members, ledger, &subject);
    let said = description.said;
    Reply {
        at: Some(at),
        ty,
        nullable: said.nullable,
        limit: said.limit,
        values,
        members: description.members,
        rules: said.rules,
        words,
    }
}

fn empty_reply() -> Reply {
    let words = Description::default().words();
    Reply { at: None, ty: None, nullable: None, limit: None, values: vec![], members: vec![], rules: vec![], words }
}

/// The type in `returns an Object containing` or `does not return any value`.
fn returned(text: &Text, ledger: &Ledger<'_>) -> Option<Said<Shape>> {
    let string = text.as_str();
    if let Some(at) = string.find("does not return any value") {
        return Some(Said::new(Shape::Nothing, ledger.at(text, at)));
    }
    let at = string.find("returns ")? + "returns ".len();
    shape::leading(&string[at..]).map(|(shape, _)| Said::new(shape, ledger.at(text, at)))
}

/// What looks like a name in a sentence and is listed as a value is a literal.
fn sort_words(method: &mut Method) {
    let mut values = HashSet::new();
    let mut names = HashSet::new();
    let all = method.params.iter().chain(&method.reply.members);
    all.for_each(|member| collect(member, &mut values, &mut names));
    values.retain(|value| !names.contains(value));
    let sort = |sentence: &mut Sentence| {
        let (literals, names) =
            std::mem::take(&mut sentence.names).into_iter().partition(|name| values.contains(&name.value));
        sentence.names = names;
        let literals: Vec<Said<String>> = literals;
        sentence.literals.extend(literals.into_iter().map(|word| Said::new(Json::from(word.value), word.at)));
        sentence.literals.sort_by_key(|literal| literal.at);
    };
    method.rules.iter_mut().chain(&mut method.reply.rules).for_each(&sort);
    method.params.iter_mut().chain(&mut method.reply.members).for_each(|member| sort_member(member, &sort));
}

fn collect(member: &Member, values: &mut HashSet<String>, names: &mut HashSet<String>) {
    values.extend(member.values.iter().filter_map(|value| value.literal.value.as_str()).map(str::to_owned));
    names.extend(member.name.iter().map(|name| name.value.clone()));
    member.members.iter().for_each(|member| collect(member, values, names));
}

fn sort_member(member: &mut Member, sort: &dyn Fn(&mut Sentence)) {
    member.rules.iter_mut().for_each(sort);
    member.members.iter_mut().for_each(|member| sort_member(member, sort));
}
