//! The grammar of sentences: what a description says besides being a description.
//! Each statement is read only where its form is sure; all else stays a sentence for a person, by hash and names.

use super::ledger::Ledger;
use super::literal;
use super::name::{self, Word, is_name};
use super::text::Text;
use crate::facts::{Absent, At, Condition, FindingKind, Said, Sentence, Value};
use crate::hash::Hash;
use serde_json::Value as Json;

/// What sentences say about one member or reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements {
    pub(crate) optional: Option<Said<bool>>,
    pub(crate) required_when: Vec<Condition>,
    pub(crate) default: Option<Said<Json>>,
    pub(crate) absent: Option<Said<Absent>>,
    pub(crate) values: Vec<Value>,
    pub(crate) min: Option<Said<i64>>,
    pub(crate) max: Option<Said<i64>>,
    pub(crate) max_length: Option<Said<i64>>,
    pub(crate) limit: Option<Said<i64>>,
    pub(crate) clear: Option<Said<Json>>,
    pub(crate) unset: Option<Said<Json>>,
    pub(crate) nullable: Option<At>,
    pub(crate) deprecated: Option<At>,
    pub(crate) conditional: Option<At>,
    pub(crate) rules: Vec<Sentence>,
}

/// What a paragraph announces with the colon at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    /// Values.
    Values,
    /// Conditions or consequences.
    Rules,
    /// Members.
    Members,
}

/// What announces values wherever it stands, and what does at the end.
const VALUES: [&str; 4] = ["possible value", "available value", "allowed value", "valid value"];
const ENDS: [&str; 3] = ["values", "value", "set to"];

/// What is wrong where values are announced and do not come.
pub(crate) const LOST: &str = "values are announced and none are listed";

/// What a text announces, if it ends with a colon.
pub(crate) fn announced(text: &str) -> Option<Announced> {
    let body = text.strip_suffix(':')?.to_ascii_lowercase();
    let last = body.rsplit(". ").next().unwrap_or(&body);
    if last.ends_with("default value") {
        return None;
    }
    Some(if ["condition", "implication", "following cases"].iter().any(|word| last.contains(word)) {
        Announced::Rules
    } else if VALUES.iter().any(|words| last.contains(words)) || ENDS.iter().any(|words| last.ends_with(words)) {
        Announced::Values
    } else {
        Announced::Members
    })
}

/// Whether a line ends as sentences do.
pub(crate) fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ':', '!', '?', ',', ';']) || (text.ends_with(')') && text.contains(". "))
}

/// Whether a line says that a method has no params.
pub(crate) fn denies_params(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.starts_with("no ") && lower.contains("parameters are required")
        || lower.starts_with("this method has no parameters")
}

/// Whether a line only sends its reader elsewhere.
pub(crate) fn is_reference(text: &str) -> bool {
    text.starts_with("For more information") && text.contains("refer to")
}

/// Whether a line stops in its middle.
pub(crate) fn is_cut(text: &str) -> bool {
    const OPEN: [&str; 16] =
        ["a", "an", "and", "any", "by", "for", "from", "if", "in", "is", "of", "or", "the", "to", "when", "with"];
    text.rsplit(' ').next().is_some_and(|last| OPEN.contains(&last.to_ascii_lowercase().as_str()))
}

impl Statements {
    /// Reads the sentences of one paragraph. Those of a note are always kept.
    pub(crate) fn paragraph(&mut self, text: &Text, note: bool, ledger: &mut Ledger<'_>, subject: &str) {
        if is_cut(text.as_str()) {
            ledger.find(FindingKind::TextCut, text, subject, "the text stops in its middle");
        }
        let sentences = text.sentences();
        for (at, sentence) in sentences.iter().enumerate() {
            self.sentence(sentence, note, ledger, subject);
            // What the last sentence announces may follow as a list; what one before it announces may not.
            if at + 1 < sentences.len() && announced(sentence.as_str()) == Some(Announced::Values) {
                ledger.find(FindingKind::ValuesLost, sentence, subject, LOST);
            }
        }
    }

    fn sentence(&mut self, text: &Text, note: bool, ledger: &mut Ledger<'_>, subject: &str) {
        let lower = text.as_str().to_ascii_lowercase();
        let words = name::words(text.as_str());
        let said = Sense { text, lower: &lower, words: &words };
        let here = ledger.at(text, 0);
        self.presence(&said, here, ledger);
        self.default(&said, ledger, subject);
        self.values(&said, ledger, subject);
        self.bounds(&said, ledger);
        if lower.contains("returned only") || lower.contains("only returned") || lower.contains("returned exclusively")
        {
            self.conditional.get_or_insert(here);
        }
        if lower.contains("is deprecated") || lower.starts_with("deprecated") {
            self.deprecated.get_or_insert(here);
        }
        if lower.contains("return null") || lower.contains("returns null") {
            self.nullable.get_or_insert(here);
        }
        let rule = name::sentence(text, ledger);
        if note || !rule.names.is_empty() || (!rule.literals.is_empty() && restricts(&lower)) {
            self.rules.push(rule);
        }
    }

    /// Whether it has to be sent, and what leaving it out means.
    fn presence(&mut self, said: &Sense<'_>, here: At, ledger: &Ledger<'_>) {
        let lower = said.lower;
        if lower.starts_with("optional") && !lower.starts_with("optionally") {
            self.optional.get_or_insert(Said::new(true, here));
        }
        let must = lower.contains("is required") || lower.contains("is mandatory") || lower.contains("must be passed");
        if must {
            match said.condition(ledger) {
                Some(condition) => self.required_when.push(condition),
                None if lower.trim_end_matches('.').ends_with("is mandatory") => {
                    self.optional.get_or_insert(Said::new(false, here));
                }
                None => {}
            }
        }
        let left_out = ["if not set", "if not specified", "if omitted", "when not set", "if the parameter is omitted"];
        if left_out.iter().any(|words| lower.starts_with(words)) {
            let absent = if lower.contains("not be changed") || lower.contains("remains unchanged") {
                Absent::Unchanged
            } else if lower.contains("unavailable") || lower.contains("not be available") {
                Absent::Off
            } else {
                Absent::Other(Hash::of(said.text.as_str()))
            };
            self.absent.get_or_insert(Said::new(absent, here));
        } else if let Some(at) = said.behind("has the value").filter(|_| lower.starts_with("if ")) {
            self.unset = self.unset.take().or_else(|| said.literal(at, ledger));
        }
        let empties = ["unset", "delete", "clear", "remove"].iter().any(|word| lower.contains(word));
        let (text_at, list_at) = (said.behind("empty string"), said.behind("empty array"));
        if let Some((value, at)) =
            text_at.map(|at| (Json::from(""), at)).or(list_at.map(|at| (Json::Array(vec![]), at)))
            && empties
        {
            let at = ledger.at(said.text, said.words.get(at.saturating_sub(1)).map_or(0, |word| word.start));
            self.clear.get_or_insert(Said::new(value, at));
        }
    }

    fn default(&mut self, said: &Sense<'_>, ledger: &mut Ledger<'_>, subject: &str) {
        let Some(mut at) = said.behind("default value") else { return };
        let colon = said.words[at - 1].behind.contains(':');
        if said.words.get(at).is_some_and(|word| word.raw == "is") {
            at += 1;
        } else if !colon {
            return;
        }
        let Some(word) = said.words.get(at).filter(|word| !word.raw.is_empty()) else {
            // Quotes are marks around words: an empty text between them is a literal all the same.
            let rest = said.text.as_str().rsplit(':').next().unwrap_or_default().trim();
            match literal::stated(rest) {
                Some(value) if colon => {
                    self.set_default(Said::new(value, ledger.at(said.text, 0)), said, ledger, subject)
                }
                _ => ledger.find(
                    FindingKind::DefaultLost,
                    said.text,
                    subject,
                    "a default is announced and none is given",
                ),
            }
            return;
        };
        let quoted = said.text.as_str()[..word.start].ends_with(['\'', '"']);
        let rest = said.text.from(word.start - usize::from(quoted));
        let here = ledger.at(&rest, 0);
        let lower = rest.as_str().to_ascii_lowercase();
        match literal::stated(rest.as_str()) {
            Some(value) => self.set_default(Said::new(value, here), said, ledger, subject),
            None => {
                let of_key = lower.contains("api key");
                let absent = match () {
                    () if lower.contains("current month") => Absent::CurrentMonth,
                    () if of_key && lower.contains("company") => Absent::OwnCompany,
                    () if of_key && lower.contains("account") => Absent::OwnAccount,
                    () => Absent::Other(Hash::of(rest.as_str())),
                };
                self.absent.get_or_insert(Said::new(absent, here));
            }
        }
    }

    fn set_default(&mut self, value: Said<Json>, said: &Sense<'_>, ledger: &mut Ledger<'_>, subject: &str) {
        match &self.default {
            Some(first) if first.value != value.value => {
                let what = format!("the default is {} here and {} at {}", value.value, first.value, first.at);
                ledger.find(FindingKind::Contradiction, said.text, subject, what);
            }
            Some(_) => {}
            None => self.default = Some(value),
        }
    }

    fn values(&mut self, said: &Sense<'_>, ledger: &mut Ledger<'_>, subject: &str) {
        if let Some(at) = said.behind("value is always") {
            if let Some(value) =
                said.words.get(at).and_then(|word| literal::value(&said.text.from(word.start), false, ledger))
            {
                self.values.push(value);
            }
            return;
        }
        let Some((before, behind)) = said.text.split_once(": ") else { return };
        let before = before.as_str().to_ascii_lowercase();
        let listed = literal::list(&behind, ledger);
        let announced = !before.contains("default value")
            && (VALUES.iter().any(|words| before.contains(words)) || ENDS.iter().any(|words| before.ends_with(words)));
        match listed {
            Some(values) if announced => self.values.extend(values),
            Some(values) if values.len() > 1 && codes(&values) && !restricts(&before) => self.values.extend(values),
            None if announced && !behind.as_str().ends_with(':') => {
                let what = "values are announced, and what follows is no list that a rule knows";
                ledger.find(FindingKind::OddValue, said.text, subject, what);
            }
            _ => {}
        }
    }

    /// Ranges, lengths and limits.
    fn bounds(&mut self, said: &Sense<'_>, ledger: &Ledger<'_>) {
        let number = |at: usize| {
            let word = said.words.get(at)?;
            word.raw.parse::<i64>().ok().map(|number| Said::new(number, ledger.at(said.text, word.start)))
        };
        let set = |bound: &mut Option<Said<i64>>, value: Option<Said<i64>>| *bound = bound.take().or(value);
        if let Some(at) = said.behind("between").filter(|_| said.lower.contains("value")) {
            set(&mut self.min, number(at));
            if said.words.get(at + 1).is_some_and(|word| word.raw == "and") {
                set(&mut self.max, number(at + 2));
            }
        }
        if let Some(at) = said.behind("minimum value is") {
            set(&mut self.min, number(at));
        }
        if let Some(at) = said.behind("maximum value is") {
            set(&mut self.max, number(at));
        }
        let bounded =
            ["limited to", "at most", "maximum", "up to", "exceed"].iter().any(|word| said.lower.contains(word));
        for (at, word) in said.words.iter().enumerate().skip(1).filter(|_| bounded) {
            match word.raw {
                "characters" => set(&mut self.max_length, number(at - 1)),
                "entries" | "items" | "results" => set(&mut self.limit, number(at - 1)),
                _ => {}
            }
        }
    }
}

/// Whether a sentence states a rule: then its literals are facts even without a name beside them.
fn restricts(lower: &str) -> bool {
    const WORDS: [&str; 9] =
        ["only", "must", "can not", "cannot", "mandatory", "required", "should", "compatible", "if "];
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether all values are whole numbers.
fn codes(values: &[Value]) -> bool {
    values.iter().all(|value| value.literal.value.is_i64())
}

/// A sentence with its words.
struct Sense<'t> {
    text: &'t Text,
    lower: &'t str,
    words: &'t [Word<'t>],
}

impl Sense<'_> {
    /// The index of the word behind a phrase.
    fn behind(&self, phrase: &str) -> Option<usize> {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let same = |run: &[Word<'_>]| run.iter().zip(&phrase).all(|(word, part)| word.raw.eq_ignore_ascii_case(part));
        self.words.windows(phrase.len()).position(same).map(|at| at + phrase.len())
    }

    /// The literal that the word at an index is.
    fn literal(&self, at: usize, ledger: &Ledger<'_>) -> Option<Said<Json>> {
        let word = self.words.get(at)?;
        let value = literal::leading(word.raw).map_or_else(|| word.raw.into(), |(value, _)| value);
        Some(Said::new(value, ledger.at(self.text, word.start)))
    }

    /// The condition in `when NAME is set to VALUE` and `when the NAME parameter is included`.
    fn condition(&self, ledger: &Ledger<'_>) -> Option<Condition> {
        let mut at = self.words.iter().position(|word| matches!(word.raw, "when" | "if" | "If" | "When"))? + 1;
        let skip = |at: &mut usize, skipped: &[&str]| {
            while self.words.get(*at).is_some_and(|word| skipped.contains(&word.raw)) {
                *at += 1;
            }
        };
        skip(&mut at, &["the", "parameter", "field"]);
        let word = self.words.get(at).filter(|word| is_name(word.raw) && word.raw != "omitted")?;
        let member = Said::new(word.raw.to_owned(), ledger.at(self.text, word.start));
        at += 1;
        let kind = at;
        skip(&mut at, &["parameter", "field"]);
        self.words.get(at).filter(|word| word.raw == "is")?;
        match self.words.get(at + 1)?.raw {
            "set" if self.words.get(at + 2)?.raw == "to" => {
                let value = self.literal(at + 3, ledger)?;
                Some(Condition { member, value: Some(value) })
            }
            "included" if at > kind => Some(Condition { member, value: None }),
            _ => None,
        }
    }
}
