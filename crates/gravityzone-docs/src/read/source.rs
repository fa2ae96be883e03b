//! A page's bytes as text, and the way from an offset to line and column.
//! The bounds on a page's size stand here.

use super::Unreadable;
use crate::facts::At;

/// The largest page. The largest known one has 45 KB; a page saved with all its styles stays below two megabytes.
const MAX_BYTES: usize = 8 << 20;

/// How many bytes lie between two marks of the count of characters.
const STEP: usize = 256;

/// A page's text.
pub(crate) struct Source<'b> {
    pub(crate) file: &'b str,
    pub(crate) text: &'b str,
    /// Where the lines begin.
    lines: Vec<usize>,
    /// How many characters begin before each multiple of the step: a line may be as long as the page.
    marks: Vec<usize>,
}

impl<'b> Source<'b> {
    pub(crate) fn new(file: &'b str, bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let refuse = |at, what: String, help: &str| Unreadable { file: file.into(), at, what, help: help.into() };
        if bytes.len() > MAX_BYTES {
            let what = format!("{} bytes are more than any page has: {MAX_BYTES} are allowed", bytes.len());
            return Err(refuse(None, what, "save the article alone, without what it embeds"));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::of(file, text)),
            Err(error) => {
                let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
                let at = Self::of(file, valid).at(valid.len());
                Err(refuse(Some(at), "not UTF-8".into(), "save the page as UTF-8"))
            }
        }
    }

    fn of(file: &'b str, text: &'b str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let mut marks = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(marks[marks.len() - 1] + characters(chunk));
        }
        Self { file, text, lines, marks }
    }

    /// Line and column of a byte.
    pub(crate) fn at(&self, byte: usize) -> At {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines[line - 1];
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let start = start.min(byte);
        let before = match byte - start {
            short if short < STEP => characters(&self.text.as_bytes()[start..byte]),
            _ => self.before(byte) - self.before(start),
        };
        At { line, column: before + 1 }
    }

    /// How many characters begin before a byte.
    fn before(&self, byte: usize) -> usize {
        let step = byte / STEP;
        self.marks[step] + characters(&self.text.as_bytes()[step * STEP..byte])
    }

    pub(crate) fn unreadable(&self, byte: usize, what: impl Into<String>, help: impl Into<String>) -> Unreadable {
        Unreadable { file: self.file.to_owned(), at: Some(self.at(byte)), what: what.into(), help: help.into() }
    }
}

/// How many characters begin in a run of bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_counts_its_characters_across_the_marks() {
        let text = format!("a\n{}z", "é".repeat(3000));
        let source = Source::new("p", text.as_bytes()).expect("UTF-8");
        assert_eq!(source.at(text.len() - 1), At { line: 2, column: 3001 });
        assert_eq!(source.at(text.len()), At { line: 2, column: 3002 });
        assert_eq!(source.at(2 + 1024), At { line: 2, column: 513 });
        let exact = "x".repeat(2 * STEP);
        let source = Source::new("p", exact.as_bytes()).expect("UTF-8");
        assert_eq!(source.at(2 * STEP), At { line: 1, column: 2 * STEP + 1 });
    }

    #[test]
    fn a_byte_has_a_line_and_a_column_in_characters() {
        let source = Source::new("p", "aé\nb".as_bytes()).expect("UTF-8");
        assert_eq!(source.at(0), At { line: 1, column: 1 });
        assert_eq!(source.at(3), At { line: 1, column: 3 });
        assert_eq!(source.at(4), At { line: 2, column: 1 });
        assert_eq!(source.at(99), At { line: 2, column: 2 });
    }

    #[test]
    fn what_is_not_utf_8_is_refused_at_its_place() {
        let refused = Source::new("p", b"a\nb\xff").err().expect("refused");
        assert_eq!(refused.to_string(), "p:2:2: not UTF-8; save the page as UTF-8");
    }
}
