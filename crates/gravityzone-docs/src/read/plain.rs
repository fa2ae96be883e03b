//! Extracted text as pieces: bullets by their marks, examples by their brackets, tables by their pipes.
//! Every line that is not blank becomes part of exactly one block.

use super::Unreadable;
use super::labels::Label;
use super::ledger::Ledger;
use super::piece::{Line, LineKind, Piece, is_note_label};
use super::pipes;
use super::source::Source;
use super::text::Text;

/// The deepest list. The deepest known one has three levels.
pub(crate) const MAX_LISTS: usize = 32;

/// A line of the file and the byte where it begins.
pub(crate) type RawLine<'s> = (usize, &'s str);

/// Reads a text.
pub(crate) fn pieces(ledger: &mut Ledger<'_>) -> Result<Vec<Piece>, Unreadable> {
    let source = ledger.source;
    let mut byte = 0;
    let raw: Vec<RawLine<'_>> = source
        .text
        .split_inclusive('\n')
        .map(|line| {
            byte += line.len();
            (byte - line.len(), line.trim_end_matches(['\n', '\r']))
        })
        .collect();
    let mut out = Vec::new();
    let mut lists = Lists::default();
    let mut at = 0;
    while at < raw.len() {
        if pipes::begins(&raw, at) {
            let (read, next) = pipes::table(&raw, at, ledger)?;
            out.extend(read);
            lists = Lists::default();
            at = next;
        } else {
            at = line(&raw, at, &mut lists, ledger, &mut out)?;
        }
    }
    Ok(out)
}

/// Reads the lines of a cell.
pub(crate) fn cell(raw: &[RawLine<'_>], ledger: &mut Ledger<'_>) -> Result<Vec<Piece>, Unreadable> {
    let mut out = Vec::new();
    let mut lists = Lists::default();
    let mut at = 0;
    while at < raw.len() {
        at = line(raw, at, &mut lists, ledger, &mut out)?;
    }
    Ok(out)
}

/// Reads the line at `at`, an example with all its lines, and tells where the next one is.
fn line(
    raw: &[RawLine<'_>],
    at: usize,
    lists: &mut Lists,
    ledger: &mut Ledger<'_>,
    out: &mut Vec<Piece>,
) -> Result<usize, Unreadable> {
    ledger.check_size()?;
    let (byte, whole) = raw[at];
    let trimmed = whole.trim();
    if trimmed.is_empty() || trimmed == "\u{feff}" {
        return Ok(at + 1);
    }
    if trimmed.starts_with(['{', '}', '[', ']', '"']) {
        let (text, next) = code(raw, at);
        push(out, LineKind::Code, 0, false, ledger.enter(text));
        return Ok(next);
    }
    let lead = whole.len() - whole.trim_start().len();
    let column = whole[..lead].chars().count();
    let (byte, whole) = (byte + lead, &whole[lead..]);
    if let Some(rest) = bullet(whole) {
        let indent = lists.bullet(column, ledger.source, byte)?;
        let text = ledger.enter(Text::words(rest, byte + whole.len() - rest.len()));
        push(out, LineKind::Bullet, indent, false, text);
        return Ok(at + 1);
    }
    let indent = lists.paragraph(column);
    if is_note_label(trimmed) {
        push(out, LineKind::Label, indent, true, ledger.enter(Text::words(whole, byte)));
        return Ok(at + 1);
    }
    if let Some(label) = glued_label(whole) {
        push(out, LineKind::Label, indent, true, ledger.enter(Text::words(&whole[..label], byte)));
        push(out, LineKind::Paragraph, indent, true, ledger.enter(Text::words(&whole[label..], byte + label)));
        return Ok(at + 1);
    }
    let labelled = matches!(out.last(), Some(Piece::Line(Line { kind: LineKind::Label, .. })));
    let note = labelled && Label::of(trimmed).is_none();
    push(out, LineKind::Paragraph, indent, note, ledger.enter(Text::words(whole, byte)));
    Ok(at + 1)
}

fn push(out: &mut Vec<Piece>, kind: LineKind, indent: usize, note: bool, text: Text) {
    out.push(Piece::Line(Line { kind, indent, note, text }));
}

/// What stands behind a bullet's mark.
fn bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    match mark {
        '•' | '◦' | '▪' | '‣' => Some(rest),
        '-' | '*' | '–' if rest.starts_with(char::is_whitespace) => Some(rest),
        _ => None,
    }
}

/// Where a note begins whose label is glued to it: `NoteYou can`.
fn glued_label(line: &str) -> Option<usize> {
    let label = ["Note", "Important", "Warning"].into_iter().find(|label| line.starts_with(label))?;
    line[label.len()..].starts_with(char::is_uppercase).then_some(label.len())
}

/// The lines of an example: to the bracket that closes it, or to a line that cannot belong to it.
fn code(raw: &[RawLine<'_>], at: usize) -> (Text, usize) {
    let mut text = Text::default();
    let mut depth = 0_i64;
    let mut next = at;
    while next < raw.len() {
        let (byte, line) = raw[next];
        let outside = line.starts_with(char::is_alphabetic) || Label::of(line.trim()).is_some();
        if next > at && outside {
            break;
        }
        if next > at {
            text.push_verbatim("\n", byte.saturating_sub(1));
        }
        text.push_verbatim(line, byte);
        next += 1;
        let before = depth;
        depth += balance(line);
        if depth <= 0 && (before > 0 || !line.trim().is_empty()) {
            break;
        }
    }
    (text.finish(), next)
}

/// How many brackets a line opens more than it closes. A text does not go beyond its line.
fn balance(line: &str) -> i64 {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted => depth -= 1,
            _ => {}
        }
    }
    depth
}

/// The bullets that are open, by their columns.
#[derive(Default)]
struct Lists {
    columns: Vec<usize>,
}

impl Lists {
    fn bullet(&mut self, column: usize, source: &Source<'_>, byte: usize) -> Result<usize, Unreadable> {
        self.columns.retain(|open| *open < column);
        if self.columns.len() >= MAX_LISTS {
            let what = format!("lists are nested deeper than {MAX_LISTS} levels");
            return Err(source.unreadable(byte, what, "this is no help page: check the file"));
        }
        self.columns.push(column);
        Ok(column)
    }

    /// The indent of a paragraph: none when no bullet is open around it.
    fn paragraph(&mut self, column: usize) -> usize {
        self.columns.retain(|open| *open < column);
        if self.columns.is_empty() { 0 } else { column }
    }
}
