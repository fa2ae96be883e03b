//! A piece of text that knows where each of its characters stands in the file.
//! White space is normalised to single blanks; the places survive that, and every cut.

use std::ops::Range;

/// A text of one block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    /// The block in the ledger that it belongs to; none before it is entered.
    pub(crate) block: Option<usize>,
    string: String,
    /// Where a run of characters begins here and in the file.
    runs: Vec<(usize, usize)>,
}

impl Text {
    /// A stretch of the file with its white space normalised.
    pub(crate) fn words(string: &str, byte: usize) -> Self {
        let mut text = Self::default();
        text.push(string, byte);
        if text.runs.is_empty() {
            text.runs.push((0, byte));
        }
        text.finish()
    }

    /// Appends a stretch of the file; a run of white space, also one across two stretches, becomes one blank.
    pub(crate) fn push(&mut self, string: &str, byte: usize) {
        let mut fresh = true;
        for (at, c) in string.char_indices() {
            let c = if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' { ' ' } else { c };
            if c == ' ' && (self.string.is_empty() || self.string.ends_with(' ')) {
                fresh = true;
                continue;
            }
            if fresh {
                self.runs.push((self.string.len(), byte + at));
                fresh = false;
            }
            self.string.push(c);
        }
    }

    /// Appends characters as they are, white space included.
    pub(crate) fn push_verbatim(&mut self, string: &str, byte: usize) {
        self.runs.push((self.string.len(), byte));
        self.string.push_str(string);
    }

    /// Without a blank at its end.
    pub(crate) fn finish(mut self) -> Self {
        self.string.truncate(self.string.trim_end().len());
        self
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.string
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Where a character stands in the file.
    pub(crate) fn byte(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(here, _)| *here <= at);
        let (here, byte) = self.runs.get(run.saturating_sub(1)).copied().unwrap_or_default();
        byte + at.saturating_sub(here)
    }

    /// A part of it, without blanks at its ends. Offsets that are no character boundaries give the empty text.
    pub(crate) fn cut(&self, range: Range<usize>) -> Self {
        let end = range.end.min(self.string.len());
        let part = self.string.get(range.start..end).unwrap_or_default();
        let start = range.start + (part.len() - part.trim_start().len());
        let part = part.trim();
        let mut runs = vec![(0, self.byte(start))];
        let first = self.runs.partition_point(|(here, _)| *here <= start);
        let inner = self.runs[first..].iter().take_while(|(here, _)| *here < start + part.len());
        runs.extend(inner.map(|(here, byte)| (here - start, *byte)));
        Self { block: self.block, string: part.to_owned(), runs }
    }

    /// From an offset to the end.
    pub(crate) fn from(&self, at: usize) -> Self {
        self.cut(at..self.string.len())
    }

    /// Without one of the given characters at its end.
    pub(crate) fn without_end(&self, ends: &[char]) -> Self {
        self.cut(0..self.string.trim_end_matches(ends).len())
    }

    /// Split at the first place where a separator stands.
    pub(crate) fn split_once(&self, separator: &str) -> Option<(Self, Self)> {
        let at = self.string.find(separator)?;
        Some((self.cut(0..at), self.from(at + separator.len())))
    }

    /// The sentences. One ends with a point and a blank before a capital, or before an announcement of values.
    pub(crate) fn sentences(&self) -> Vec<Self> {
        let mut found = Vec::new();
        let mut start = 0;
        let bytes = self.string.as_bytes();
        for at in 1..self.string.len().saturating_sub(1) {
            if bytes[at] != b' ' || !self.string.is_char_boundary(at) {
                continue;
            }
            let rest = &self.string[at + 1..];
            let ends = matches!(bytes[at - 1], b'.' | b'!' | b'?')
                && !ABBREVIATIONS.iter().any(|word| self.string[..at].ends_with(word))
                && rest.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '"');
            if ends || ANNOUNCEMENTS.iter().any(|words| rest.starts_with(words)) {
                found.push(self.cut(start..at));
                start = at + 1;
            }
        }
        found.push(self.from(start));
        found.retain(|sentence| !sentence.is_empty());
        found
    }
}

/// What ends with a point and no sentence.
const ABBREVIATIONS: [&str; 4] = ["e.g.", "i.e.", "etc.", "vs."];

/// What begins a statement of its own, even behind no point.
const ANNOUNCEMENTS: [&str; 4] = ["Default value:", "Possible value", "Available value", "Allowed value"];

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn places_survive_normalising_and_cutting() {
        let text = Text::words("  the \n  lamp\u{a0}is lit ", 100);
        assert_eq!(text.as_str(), "the lamp is lit");
        assert_eq!(text.byte(0), 102);
        assert_eq!(text.byte(4), 109);
        let lamp = text.cut(3..8);
        assert_eq!((lamp.as_str(), lamp.byte(0), lamp.byte(3)), ("lamp", 109, 112));
        assert_eq!(text.from(9).byte(3), text.byte(12));
    }

    #[test]
    fn sentences_end_before_capitals_and_announcements() {
        let text = Text::words("How far, e.g. Big. See v1.0 of it. Possible values: Default value: 3.", 0);
        let parts: Vec<_> = text.sentences().iter().map(|part| part.as_str().to_owned()).collect();
        assert_eq!(parts, ["How far, e.g. Big.", "See v1.0 of it.", "Possible values:", "Default value: 3."]);
    }
}
