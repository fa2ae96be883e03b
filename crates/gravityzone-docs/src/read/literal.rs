//! Literals and listed values: `0 - NAME`, `1 for Customer`, `2 (license)`, `true or false`, `aLaCarte`.
//! A list is read whole or not at all.

use super::ledger::Ledger;
use super::name::is_name;
use super::text::Text;
use crate::facts::{Said, Value};
use crate::hash::Hash;
use serde_json::Value as Json;

/// The literal that a text begins with, and its length: a whole number, true, false, a quoted text.
pub(crate) fn leading(text: &str) -> Option<(Json, usize)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let inner = &text[1..];
        let end = inner.find(quote)?;
        return Some((inner[..end].into(), end + 2));
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = digits.bytes().take_while(u8::is_ascii_digit).count();
    let length = match number {
        0 => ["true", "false"].iter().find(|word| text.starts_with(**word)).map(|word| word.len())?,
        _ => text.len() - digits.len() + number,
    };
    let behind = text[length..].chars().next();
    if behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '%' | '-')) {
        return None;
    }
    // `1.5` and `1,000` are no whole numbers of one literal.
    let fraction = text[length..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let literal =
        if number == 0 { Json::Bool(&text[..length] == "true") } else { text[..length].parse::<i64>().ok()?.into() };
    (!fraction).then_some((literal, length))
}

/// The literal that a statement of a default consists of: `12`, `0 (7 days)`, `N/A`, `GMT (UTC)`, `12, provided that`.
pub(crate) fn stated(text: &str) -> Option<Json> {
    let text = text.trim_end_matches('.').trim();
    if let Some((literal, length)) = leading(text) {
        let rest = &text[length..];
        return (rest.is_empty() || rest.starts_with(',') || rest.starts_with(" (")).then_some(literal);
    }
    let word = match text.split_once(" (") {
        Some((word, rest)) if rest.ends_with(')') => word,
        _ => text,
    };
    (!word.is_empty() && !word.contains([' ', ':'])).then(|| word.into())
}

/// One listed value with its name or meaning. A bare word is one where values are announced.
pub(crate) fn value(text: &Text, words: bool, ledger: &Ledger<'_>) -> Option<Value> {
    let text = text.without_end(&[',', '.', ';']);
    let (literal, length) = match leading(text.as_str()) {
        Some(found) => found,
        None if words => {
            let length = text.as_str().find([' ', '(', ':', ',']).unwrap_or(text.as_str().len());
            let word = text.as_str().get(..length).filter(|word| is_word(word))?;
            (word.into(), length)
        }
        None => return None,
    };
    let rest = text.from(length);
    let glued = !rest.is_empty() && !text.as_str()[length..].starts_with([' ', ':', ',']);
    let (about, sure) = about(&rest);
    if glued || !sure {
        return None;
    }
    let deprecated = about.as_str().to_ascii_lowercase().contains("deprecated");
    let name = is_capitals(about.as_str()).then(|| about.as_str().to_owned());
    let meaning = (name.is_none() && !about.is_empty()).then(|| Hash::of(about.as_str()));
    Some(Value { literal: Said::new(literal, ledger.at(&text, 0)), name, meaning, parent: None, deprecated })
}

/// What is said of a value behind it, and whether it is marked as that.
fn about(rest: &Text) -> (Text, bool) {
    let string = rest.as_str();
    if string.is_empty() {
        return (rest.clone(), true);
    }
    for mark in ["- ", "– ", "— ", "for ", ": ", "= ", ", "] {
        if string.starts_with(mark) {
            return (rest.from(mark.len()), true);
        }
    }
    let bracketed = string.starts_with('(') && string.ends_with(')');
    (rest.cut(1..string.len().saturating_sub(1)), bracketed)
}

/// A word that can be a value: a letter, then letters, digits and what joins them.
fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '-' | '.'))
}

/// A name as enumerations have it: `AEROSPACE_TECHNOLOGY`. A slip like a colon behind it stays.
fn is_capitals(text: &str) -> bool {
    let body = text.strip_suffix(':').unwrap_or(text);
    body.starts_with(|c: char| c.is_ascii_uppercase())
        && body.len() > 1
        && body.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// A list of values in one line: all of it, or nothing.
pub(crate) fn list(text: &Text, ledger: &Ledger<'_>) -> Option<Vec<Value>> {
    let text = text.without_end(&['.', ' ']);
    let literal_first = leading(text.as_str()).is_some();
    let mut starts = vec![(0, 0)];
    let mut depth = 0_usize;
    let string = text.as_str();
    for (at, c) in string.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || !string.is_char_boundary(at) {
            continue;
        }
        let separators = [", and ", ", or ", " and ", " or ", ", ", ","];
        let Some(separator) = separators.iter().find(|separator| string[at..].starts_with(**separator)) else {
            continue;
        };
        let behind = &string[at + separator.len()..];
        let begins = leading(behind).is_some() || (!literal_first && behind.starts_with(char::is_alphabetic));
        let inside = starts.last().is_some_and(|(_, begin)| at < *begin);
        if begins && !inside {
            starts.push((at, at + separator.len()));
        }
    }
    let ends = starts.iter().skip(1).map(|(end, _)| *end).chain([string.len()]);
    let parts: Vec<_> = starts.iter().zip(ends).map(|((_, begin), end)| text.cut(*begin..end)).collect();
    parts
        .iter()
        .map(|part| value(part, !literal_first, ledger).filter(|value| literal_first || is_bare(value)))
        .collect()
}

/// Whether a value of a list of words is a word alone.
fn is_bare(value: &Value) -> bool {
    value.meaning.is_none()
        && value.name.is_none()
        && value.literal.value.as_str().is_some_and(|word| is_name(word) || is_word(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::source::Source;

    fn listed(text: &str) -> Option<Vec<String>> {
        let source = Source::new("p", text.as_bytes()).expect("text");
        let ledger = Ledger::new(&source);
        let show = |value: Value| {
            let about = value.name.or_else(|| value.meaning.map(|_| "meant".to_owned()));
            let old = if value.deprecated { " old" } else { "" };
            format!("{}{}{old}", value.literal.value, about.map(|about| format!(" {about}")).unwrap_or_default())
        };
        list(&Text::words(text, 0), &ledger).map(|values| values.into_iter().map(show).collect())
    }

    #[test]
    fn lists_are_read_whole() {
        assert_eq!(listed("1 (trial), 2 (yearly one), or 6 (FRAT).").unwrap(), ["1 meant", "2 meant", "6 FRAT"]);
        assert_eq!(
            listed("0 for Off, 1 for Red and green, 2 for Blue (deprecated)").unwrap(),
            ["0 meant", "1 meant", "2 meant old"]
        );
        assert_eq!(listed("true or false.").unwrap(), ["true", "false"]);
        assert_eq!(listed("0, 1, 3, and 90").unwrap(), ["0", "1", "3", "90"]);
        assert_eq!(listed("red, darkGreen and blue").unwrap(), ["\"red\"", "\"darkGreen\"", "\"blue\""]);
        assert_eq!(listed("'' or 'x'").unwrap(), ["\"\"", "\"x\""]);
    }

    #[test]
    fn what_is_no_list_is_nothing() {
        for text in ["between 1 and the number of seats", "depends on the lamp", "1.5", "3 or more", "mm/yyyy of it"] {
            assert_eq!(listed(text), None, "{text}");
        }
    }

    #[test]
    fn a_default_is_a_literal_or_nothing() {
        for (text, literal) in [
            ("0.", serde_json::json!(0)),
            ("0 (7 days).", 0.into()),
            ("12, provided that it ends", 12.into()),
            ("N/A.", "N/A".into()),
            ("GMT (UTC)", "GMT".into()),
            ("''", "".into()),
            ("true", true.into()),
        ] {
            assert_eq!(stated(text), Some(literal), "{text}");
        }
        for text in ["the ID of the tower", "", "depends on it", "3 lamps"] {
            assert_eq!(stated(text), None, "{text}");
        }
    }
}
