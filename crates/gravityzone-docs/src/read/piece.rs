//! What a page is made of before anybody asks what it means: lines, bullets, tables, examples.
//! HTML and both shapes of extracted text end up here.

use super::text::Text;

/// A piece of a page.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// A line.
    Line(Line),
    /// A table with its cells.
    Table(Table),
}

/// A heading, a paragraph, a bullet or an example.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) kind: LineKind,
    /// How far it is indented. What stands inside a bullet is indented further than the bullet.
    pub(crate) indent: usize,
    /// Whether it stands in a note.
    pub(crate) note: bool,
    pub(crate) text: Text,
}

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// A heading that the page marks as one.
    Heading,
    /// A paragraph. In extracted text a heading or a cell looks the same.
    Paragraph,
    /// The first line of a bullet.
    Bullet,
    /// The word above a note.
    Label,
    /// An example, white space kept.
    Code,
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The byte where it begins.
    pub(crate) byte: usize,
    pub(crate) indent: usize,
    pub(crate) head: Vec<Text>,
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The byte where it begins.
    pub(crate) byte: usize,
    pub(crate) cells: Vec<Vec<Piece>>,
}

impl Piece {
    pub(crate) fn indent(&self) -> usize {
        match self {
            Self::Line(line) => line.indent,
            Self::Table(table) => table.indent,
        }
    }

    pub(crate) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    /// The text of a line that stands outside of lists and notes and is no example: where headings and cells are.
    pub(crate) fn plain(&self) -> Option<&Text> {
        let line = self.line()?;
        let plain = matches!(line.kind, LineKind::Heading | LineKind::Paragraph) && line.indent == 0 && !line.note;
        plain.then_some(&line.text)
    }

    /// Every text in it.
    pub(crate) fn texts<'p>(&'p self, visit: &mut dyn FnMut(&'p Text)) {
        match self {
            Self::Line(line) => visit(&line.text),
            Self::Table(table) => {
                table.head.iter().for_each(&mut *visit);
                for piece in table.rows.iter().flat_map(|row| &row.cells).flatten() {
                    piece.texts(visit);
                }
            }
        }
    }
}

/// Whether a word is the label above a note.
pub(crate) fn is_note_label(text: &str) -> bool {
    matches!(text.trim_end_matches(':'), "Note" | "Important" | "Warning" | "Caution" | "Tip" | "Notes")
}
