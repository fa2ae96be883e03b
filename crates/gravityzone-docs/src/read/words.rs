//! The grammar of sentences: what a description says besides being a description.
//! Each statement is read only where its form is sure; all else stays a sentence for a person, by hash and names.

use super::announced::{Announced, LOST, announced, is_cut, of_values};
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
        self.read_presence(&said, here, ledger);
        self.read_default(&said, ledger, subject);
        self.read_values(&said, ledger, subject);
        self.read_bounds(&said, ledger);
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
        let rule = name::rule(text, &words, ledger);
        if note || !rule.names.is_empty() || (!rule.literals.is_empty() && restricts(&lower)) {
            self.rules.push(rule);
        }
    }

    /// Whether it has to be sent, and what leaving it out means.
    fn read_presence(&mut self, said: &Sense<'_>, here: At, ledger: &Ledger<'_>) {
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

    fn read_default(&mut self, said: &Sense<'_>, ledger: &mut Ledger<'_>, subject: &str) {
        let Some(at) = said.behind("default value") else { return };
        let is = said.words.get(at).filter(|word| word.raw == "is");
        let before = is.unwrap_or(&said.words[at - 1]);
        if is.is_none() && !before.behind.contains(':') {
            return;
        }
        let rest = said.text.from(before.start + before.raw.len() + before.behind.len());
        if rest.is_empty() {
            return ledger.find(
                FindingKind::DefaultLost,
                said.text,
                subject,
                "a default is announced and none is given",
            );
        }
        let here = ledger.at(&rest, 0);
        match literal::stated(rest.as_str()) {
            Some(value) => self.set_default(Said::new(value, here), said, ledger, subject),
            None => {
                self.absent.get_or_insert(Said::new(absent(&rest), here));
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

    fn read_values(&mut self, said: &Sense<'_>, ledger: &mut Ledger<'_>, subject: &str) {
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
        let announced = of_values(&before);
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
    fn read_bounds(&mut self, said: &Sense<'_>, ledger: &Ledger<'_>) {
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

/// What a default means that is no literal.
fn absent(text: &Text) -> Absent {
    let lower = text.as_str().to_ascii_lowercase();
    let of_key = lower.contains("api key");
    if lower.contains("current month") {
        Absent::CurrentMonth
    } else if of_key && lower.contains("company") {
        Absent::OwnCompany
    } else if of_key && lower.contains("account") {
        Absent::OwnAccount
    } else {
        Absent::Other(Hash::of(text.as_str()))
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
        if !self.lower.contains(phrase) {
            return None;
        }
        let length = phrase.split(' ').count();
        let same = |run: &[Word<'_>]| {
            run.iter().zip(phrase.split(' ')).all(|(word, part)| word.raw.eq_ignore_ascii_case(part))
        };
        self.words.windows(length).position(same).map(|at| at + length)
    }

    /// The literal that the word at an index is. It has to end its clause: `3 or 5` is more than a literal.
    fn literal(&self, at: usize, ledger: &Ledger<'_>) -> Option<Said<Json>> {
        let ends = |word: &&Word<'_>| at + 1 == self.words.len() || word.behind.contains(['.', ',', ';']);
        let word = self.words.get(at).filter(ends)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::source::Source;

    /// What one sentence says, in short.
    fn said(text: &str) -> String {
        let source = Source::new("p", text.as_bytes()).expect("text");
        let mut ledger = Ledger::new(&source);
        let mut said = Statements::default();
        said.paragraph(&Text::words(text, 0), false, &mut ledger, "");
        let mut out: Vec<String> = Vec::new();
        let mut add = |name: &str, value: Option<String>| out.extend(value.map(|value| format!("{name} {value}")));
        add("optional", said.optional.map(|it| it.value.to_string()));
        for it in said.required_when {
            let value = it.value.map_or("sent".to_owned(), |value| value.value.to_string());
            add("when", Some(format!("{} {value}", it.member.value)));
        }
        add("default", said.default.map(|it| it.value.to_string()));
        add("absent", said.absent.map(|it| format!("{:?}", it.value).split('(').next().unwrap_or_default().to_owned()));
        let values: Vec<_> = said.values.iter().map(|value| value.literal.value.to_string()).collect();
        add("values", Some(values.join(" ")).filter(|values| !values.is_empty()));
        for (name, bound) in [("min", said.min), ("max", said.max), ("length", said.max_length), ("limit", said.limit)]
        {
            add(name, bound.map(|it| it.value.to_string()));
        }
        add("clear", said.clear.map(|it| it.value.to_string()));
        add("unset", said.unset.map(|it| it.value.to_string()));
        add("null", said.nullable.map(|_| String::new()));
        add("old", said.deprecated.map(|_| String::new()));
        add("sometimes", said.conditional.map(|_| String::new()));
        out.extend(ledger.findings.iter().map(|finding| finding.kind.to_string()));
        out.join("; ")
    }

    #[test]
    fn sure_forms_are_facts() {
        for (text, facts) in [
            ("It is required when kind is set to 3.", "when kind 3"),
            ("If the parameter isLit is set to false, the mail parameter must be passed.", "when isLit false"),
            ("It is mandatory when the lens parameter is included.", "when lens sent"),
            ("It is mandatory.", "optional false"),
            ("Optional, the pilot.", "optional true"),
            ("Default value: ''.", "default \"\""),
            ("The default value is 0 (a week).", "default 0"),
            ("Default value: the company of the API key.", "absent OwnCompany"),
            ("The default value is the account that made the API key.", "absent OwnAccount"),
            ("Default value: whatever the tower says.", "absent Other"),
            ("If not set, it remains unchanged.", "absent Unchanged"),
            ("If omitted, the light is unavailable.", "absent Off"),
            ("Possible values: 1 (near), 2 (far) or 6 (none).", "values 1 2 6"),
            ("The value is always true.", "values true"),
            ("Valid values are between 1 and 90.", "min 1; max 90"),
            ("Valid values are between 1 and the height.", "min 1"),
            ("The minimum value is 3. The maximum value is 8.", "min 3; max 8"),
            ("It has at most 64 characters.", "length 64"),
            ("The list is limited to 25 entries.", "limit 25"),
            ("To unset it use an empty string.", "clear \"\""),
            ("To delete them, send an empty array.", "clear []"),
            ("If it is unknown, the member has the value N/A.", "unset \"N/A\""),
            ("The call may return null.", "null "),
            ("This member is deprecated.", "old "),
            ("It is returned only when asked for.", "sometimes "),
        ] {
            assert_eq!(said(text), facts, "{text}");
        }
    }

    #[test]
    fn unsure_forms_are_left_to_a_person() {
        for text in [
            "It is required when kind is set to 3 or 5.",
            "It is required when kind or lens is set to 3.",
            "It is required only when the tower is far away.",
            "It is not required when kind is set to 3.",
            "The default value for extra lenses depends on it.",
            "A value between friends.",
            "It takes up to 3 days.",
            "Use an empty string.",
            "If it is dark, the member has the value of its neighbour.",
            "Send it only with these kinds: 3 for far, 5 for near.",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
