//! Descriptions become members: of a row the cell, of a bullet its line, and all that stands inside.
//! Bullets are members, values or conditions by what announces them and by their own form.

use super::announced::{Announced, LOST, announced, is_prose};
use super::codes;
use super::ledger::Ledger;
use super::literal;
use super::map;
use super::name::{self, is_name};
use super::piece::LineKind;
use super::shape;
use super::table;
use super::text::Text;
use super::tree::{Item, Part};
use super::words::Statements;
use crate::facts::{At, FindingKind, Member, Said, Sentence, Value};
use crate::hash::Hash;
use std::collections::{HashMap, HashSet};

/// A member of which nothing is said yet.
pub(crate) fn blank(at: At) -> Member {
    Member {
        name: None,
        at,
        ty: None,
        optional: None,
        required_when: Vec::new(),
        default: None,
        absent: None,
        values: Vec::new(),
        min: None,
        max: None,
        max_length: None,
        clear: None,
        unset: None,
        placeholder: false,
        deprecated: None,
        conditional: None,
        rules: Vec::new(),
        words: Hash::default(),
        members: Vec::new(),
    }
}

/// What is being read about one member or reply, or in the prose of a method.
#[derive(Default)]
pub(crate) struct Description {
    /// Whether this is prose: then no bullet is a member or a value, each is a sentence.
    prose: bool,
    pub(crate) said: Statements,
    pub(crate) members: Vec<Member>,
    words: String,
    /// What the text before announces, until its list comes.
    pending: Option<(Announced, Text)>,
    /// How many paragraphs were read: the first one of a cell need not be a sentence.
    paragraphs: usize,
}

impl Description {
    /// A description of which every paragraph has to be a sentence.
    pub(crate) fn of_sentences() -> Self {
        Self { paragraphs: 1, ..Self::default() }
    }

    /// The prose of a method.
    pub(crate) fn of_prose() -> Self {
        Self { prose: true, ..Self::of_sentences() }
    }

    /// Reads one paragraph.
    pub(crate) fn paragraph(&mut self, text: &Text, note: bool, ledger: &mut Ledger<'_>, subject: &str) {
        self.settle(ledger, subject);
        self.words.push_str(text.as_str());
        self.words.push(' ');
        self.paragraphs += 1;
        self.said.paragraph(text, note, ledger, subject);
        self.pending = announced(text.as_str()).map(|what| (what, text.clone()));
    }

    /// Reads the parts of a cell or a bullet.
    pub(crate) fn parts(&mut self, parts: &[Part], ledger: &mut Ledger<'_>, subject: &str) {
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            at += 1;
            match part {
                Part::Paragraph(line) => {
                    if let Some(map) = map::lines(&parts[at - 1..], ledger, subject) {
                        self.keep(map.rule);
                        at += map.lines - 1;
                        continue;
                    }
                    let text = &line.text;
                    match line.kind {
                        LineKind::Label => ledger.ignored(text, "note-label"),
                        LineKind::Paragraph if self.paragraphs == 0 || line.note || is_prose(text.as_str()) => {
                            ledger.used(text);
                            self.paragraph(text, line.note, ledger, subject);
                        }
                        _ => {}
                    }
                }
                Part::List(items) => self.list(items, ledger, subject),
                // A table of prose is understood by nobody: its blocks stay unplaced.
                Part::Table(_) if self.prose => self.pending = None,
                Part::Table(found) => {
                    self.pending = None;
                    match map::table(found, ledger) {
                        Some(rule) => self.keep(rule),
                        None => self.members.extend(table::members(found, &[], ledger, subject).unwrap_or_default()),
                    }
                }
            }
        }
        self.settle(ledger, subject);
    }

    /// An announcement whose list did not come.
    fn settle(&mut self, ledger: &mut Ledger<'_>, subject: &str) {
        match self.pending.take() {
            Some((Announced::Values, text)) => {
                ledger.find(FindingKind::ValuesLost, &text, subject, LOST);
            }
            Some((_, text)) => {
                ledger.find(FindingKind::TextCut, &text, subject, "a list is announced and is not there");
            }
            None => {}
        }
    }

    fn list(&mut self, items: &[Item], ledger: &mut Ledger<'_>, subject: &str) {
        let announced = self.pending.take().map(|(what, _)| what);
        for item in items {
            let value_first = literal::leading(item.text.as_str()).is_some();
            match announced {
                _ if self.prose => self.rule(item, ledger, subject),
                Some(Announced::Rules) => self.rule(item, ledger, subject),
                Some(Announced::Values) => self.value(item, true, None, ledger, subject),
                _ if value_first => self.value(item, false, None, ledger, subject),
                _ => {
                    let position = self.members.len() + 1;
                    if let Some(member) = bullet(item, position, ledger, subject) {
                        self.members.push(member);
                    }
                }
            }
        }
    }

    /// Keeps a rule that is no paragraph: its hash stands for it among the words.
    fn keep(&mut self, rule: Sentence) {
        self.words.push_str(&format!("{} ", rule.hash));
        self.said.rules.push(rule);
    }

    fn rule(&mut self, item: &Item, ledger: &mut Ledger<'_>, subject: &str) {
        ledger.used(&item.text);
        self.keep(name::sentence(&item.text, ledger));
        self.parts(&item.parts, ledger, subject);
    }

    fn value(&mut self, item: &Item, words: bool, parent: Option<i64>, ledger: &mut Ledger<'_>, subject: &str) {
        let Some(mut value) = literal::value(&item.text, words, ledger) else {
            let what = "a list of values has a bullet that is none";
            return ledger.find(FindingKind::OddValue, &item.text, subject, what);
        };
        ledger.used(&item.text);
        value.parent = parent;
        let code = value.literal.value.as_i64();
        self.said.values.push(value);
        for part in &item.parts {
            match part {
                Part::List(items) => items.iter().for_each(|item| self.value(item, words, code, ledger, subject)),
                other => self.parts(std::slice::from_ref(other), ledger, subject),
            }
        }
    }

    /// Everything that was read, in a member.
    pub(crate) fn into_member(self, member: &mut Member, ledger: &mut Ledger<'_>, subject: &str) {
        let said = self.said;
        if let (Some(column), Some(words)) = (&member.optional, &said.optional)
            && column.value != words.value
        {
            let what = format!("one statement says that it may be left out, the other one at {} denies it", column.at);
            ledger.find_at(FindingKind::Contradiction, words.at, subject, what, Hash::of(&self.words));
        }
        member.optional = member.optional.take().or(said.optional);
        member.required_when = said.required_when;
        member.default = said.default;
        member.absent = said.absent;
        member.values = codes::nested(said.values);
        check_values(&member.values, ledger, subject);
        member.min = said.min;
        member.max = said.max;
        member.max_length = said.max_length;
        member.clear = said.clear;
        member.unset = said.unset;
        member.deprecated = said.deprecated;
        member.conditional = said.conditional;
        member.rules = said.rules;
        member.words = Hash::of(&self.words);
        check_names(&self.members, ledger, subject);
        member.members = self.members;
    }

    /// The hash of the paragraphs.
    pub(crate) fn words(&self) -> Hash {
        Hash::of(&self.words)
    }
}

/// Reports a value that is listed twice.
pub(crate) fn check_values(values: &[Value], ledger: &mut Ledger<'_>, subject: &str) {
    let mut seen = HashSet::new();
    for literal in values.iter().map(|value| &value.literal) {
        let written = literal.value.to_string();
        let hash = Hash::of(&written);
        // true and false are meanings: a sentence may repeat them.
        if !seen.insert(written) && !literal.value.is_boolean() {
            let text = format!("{} is listed twice", literal.value);
            ledger.find_at(FindingKind::DuplicateValue, literal.at, subject, text, hash);
        }
    }
}

/// Reports names that stand twice in one table or list.
pub(crate) fn check_names(members: &[Member], ledger: &mut Ledger<'_>, subject: &str) {
    let mut seen: HashMap<&str, At> = HashMap::new();
    for name in members.iter().filter_map(|member| member.name.as_ref()) {
        let first = *seen.entry(&name.value).or_insert(name.at);
        if first != name.at {
            let subject = format!("{subject}.{}", name.value);
            let what = format!("{} stands here a second time, first at {first}", name.value);
            ledger.find_at(FindingKind::DuplicateName, name.at, &subject, what, Hash::of(&name.value));
        }
    }
}

/// A bullet as a member; none, and its block unplaced, where it has not the form of one.
fn bullet(item: &Item, position: usize, ledger: &mut Ledger<'_>, subject: &str) -> Option<Member> {
    let head = Head::of(&item.text)?;
    ledger.used(&item.text);
    let mut member = blank(ledger.at(&item.text, 0));
    let subject = match &head.name {
        Some(name) => {
            member.name = Some(Said::new(name.as_str().to_owned(), ledger.at(name, 0)));
            format!("{subject}.{}", name.as_str())
        }
        None => {
            let subject = format!("{subject}.#{position}");
            ledger.find(FindingKind::NameLost, &item.text, &subject, "the bullet has no name");
            subject
        }
    };
    member.placeholder = head.placeholder;
    let mut rest = head.rest;
    if let Some(bracket) = head.bracket {
        match shape::named(bracket.as_str()) {
            Some(shape) => member.ty = Some(Said::new(shape, ledger.at(&bracket, 0))),
            None => ledger.find(FindingKind::TypeUnknown, &bracket, &subject, "no rule knows a type of this name"),
        }
    }
    let mut description = Description::default();
    if let Some(words) = rest.as_str().strip_prefix("optional").filter(|words| words.starts_with([',', '.'])) {
        member.optional = Some(Said::new(true, ledger.at(&rest, 0)));
        rest = rest.from(rest.as_str().len() - words.len() + 1);
    }
    if let (None, Some((shape, _))) = (&member.ty, shape::leading(rest.as_str())) {
        member.ty = Some(Said::new(shape, ledger.at(&rest, 0)));
    }
    if !rest.is_empty() {
        description.paragraph(&rest, false, ledger, &subject);
    }
    description.parts(&item.parts, ledger, &subject);
    description.into_member(&mut member, ledger, &subject);
    Some(member)
}

/// The front of a bullet.
struct Head {
    name: Option<Text>,
    placeholder: bool,
    bracket: Option<Text>,
    rest: Text,
}

impl Head {
    /// `name - words`, `name, words`, `name: words`, `name (Type) - words`, `custom name 1, words`, and any of these
    /// without its name.
    fn of(text: &Text) -> Option<Self> {
        let string = text.as_str();
        let end = string.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(string.len());
        let name = text.cut(0..end);
        let lost = end == 0;
        if !lost && !is_name(name.as_str()) {
            return None;
        }
        let mut rest = text.from(end);
        let mut bracket = None;
        if let Some(close) = rest.as_str().find(')').filter(|_| rest.as_str().starts_with('(')) {
            let inside = rest.cut(1..close);
            if !inside.as_str().contains(' ') || shape::named(inside.as_str()).is_some() {
                (bracket, rest) = (Some(inside), rest.from(close + 1));
            }
        }
        let marked =
            ["- ", "– ", "— ", ": ", ", ", "-", ":", ","].iter().find(|mark| rest.as_str().starts_with(**mark));
        match marked {
            Some(mark) => {
                let rest = rest.from(mark.len());
                Some(Self { name: Some(name).filter(|_| !lost), placeholder: false, bracket, rest })
            }
            None if rest.is_empty() && !lost => Some(Self { name: Some(name), placeholder: false, bracket, rest }),
            None if bracket.is_some() => None,
            None => Self::placeholder(text),
        }
    }

    /// A name that stands for any name: words that end with a number.
    fn placeholder(text: &Text) -> Option<Self> {
        let (name, rest) =
            text.split_once(", ").or_else(|| text.split_once(" - ")).or_else(|| text.split_once(": "))?;
        is_placeholder(name.as_str()).then_some(Self { name: Some(name), placeholder: true, bracket: None, rest })
    }
}

/// Whether a name stands for any name: `custom field name 1`.
pub(crate) fn is_placeholder(name: &str) -> bool {
    let words: Vec<_> = name.split(' ').collect();
    let plain = words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    plain && (2..=5).contains(&words.len()) && words.last().is_some_and(|word| word.parse::<u32>().is_ok())
}
