//! What a wire name looks like, and how names and literals are found in a sentence.
//! Sure signs only: a capital inside, an equals sign behind, or a word like parameter beside it.

use super::ledger::Ledger;
use super::text::Text;
use crate::facts::{Said, Sentence};
use crate::hash::Hash;
use serde_json::Value as Json;

/// The longest name. The longest known one has 51 letters.
const MAX_NAME: usize = 100;

/// Whether a text is one name: a small letter, then letters and digits.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() <= MAX_NAME
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Whether a name has a capital inside, so that it is no word of the language: `perPage`, not `eXtended`, not `en_US`.
fn is_camel(text: &str) -> bool {
    is_name(text)
        && !text.contains('_')
        && text.len() > 2
        && text[1..2].bytes().all(|b| b.is_ascii_lowercase())
        && text.bytes().any(|b| b.is_ascii_uppercase())
}

/// A word of a sentence, without the marks around it.
#[derive(Clone, Debug)]
pub(crate) struct Word<'t> {
    pub(crate) raw: &'t str,
    pub(crate) start: usize,
    /// What stands between it and the next blank: a comma, a point.
    pub(crate) behind: &'t str,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    const MARKS: [char; 9] = [',', '.', ';', ':', '(', ')', '\'', '"', '!'];
    let mut out = Vec::new();
    let mut start = 0;
    for part in text.split(' ') {
        let lead = part.len() - part.trim_start_matches(MARKS).len();
        let raw = part[lead..].trim_end_matches(MARKS);
        if !raw.is_empty() {
            out.push(Word { raw, start: start + lead, behind: &part[lead + raw.len()..] });
        }
        start += part.len() + 1;
    }
    out
}

/// What stands beside a name and makes it one.
const KINDS: [&str; 9] =
    ["parameter", "parameters", "object", "attribute", "setting", "settings", "field", "array", "method"];

/// What stands beside such a word and is no name.
const COMMON: &str = "the this these that all any each every following another other optional same input mandatory \
    required new both one two no an a of and or as empty custom returned searched is in with if under \
    target which specified services request";

/// The names in a text.
fn names(text: &Text, words: &[Word<'_>], ledger: &Ledger<'_>) -> Vec<Said<String>> {
    let kind = |at: usize| words.get(at).is_some_and(|word| KINDS.contains(&word.raw));
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let plain =
            || is_name(word.raw) && !KINDS.contains(&word.raw) && COMMON.split(' ').all(|common| common != word.raw);
        let equated = words.get(at + 1).is_some_and(|next| next.raw == "=");
        let beside = kind(at + 1) && word.behind.is_empty() && at > 0 && is_article(words, at);
        if is_camel(word.raw) || ((equated || beside) && plain()) {
            out.push(Said::new(word.raw.to_owned(), ledger.at(text, word.start)));
        }
    }
    out
}

/// Whether a name may stand here before a word like parameter: behind an article, or behind a name and `and`.
fn is_article(words: &[Word<'_>], at: usize) -> bool {
    match words[at - 1].raw {
        "the" | "The" => true,
        "and" | "or" => at > 1 && is_camel(words[at - 2].raw),
        _ => false,
    }
}

/// The literals in a text: whole numbers, true and false, what stands in quotes.
fn literals(text: &Text, words: &[Word<'_>], ledger: &Ledger<'_>) -> Vec<Said<Json>> {
    let mut out = Vec::new();
    for word in words {
        let before = text.as_str()[..word.start].chars().next_back();
        let value = match word.raw {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            raw if matches!(before, Some('\'' | '"')) => raw.into(),
            raw => match raw.parse::<i64>() {
                Ok(number) => number.into(),
                Err(_) => continue,
            },
        };
        out.push(Said::new(value, ledger.at(text, word.start)));
    }
    out
}

/// A sentence as far as it may be kept.
pub(crate) fn sentence(text: &Text, ledger: &Ledger<'_>) -> Sentence {
    rule(text, &words(text.as_str()), ledger)
}

/// The same of a sentence whose words are known.
pub(crate) fn rule(text: &Text, words: &[Word<'_>], ledger: &Ledger<'_>) -> Sentence {
    Sentence {
        at: ledger.at(text, 0),
        hash: Hash::of(text.as_str()),
        names: names(text, words, ledger),
        literals: literals(text, words, ledger),
    }
}
