//! Lines with indents as a tree: a bullet holds what is indented further.
//! The depth is bounded where the lines are read.

use super::piece::{Line, LineKind, Piece, Table};
use super::text::Text;

/// A part of a description.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A paragraph; also a heading that stands where none belongs.
    Paragraph(Line),
    /// A run of bullets.
    List(Vec<Item>),
    /// A table.
    Table(Table),
}

/// A bullet with what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) text: Text,
    pub(crate) parts: Vec<Part>,
}

/// The tree of a run of pieces.
pub(crate) fn parts(pieces: &[Piece]) -> Vec<Part> {
    let mut at = 0;
    let mut out = Vec::new();
    // A bullet that is indented less than the ones before it ends their list, and the next one begins.
    while at < pieces.len() {
        out.extend(inside(pieces, &mut at, 0));
    }
    out
}

fn inside(pieces: &[Piece], at: &mut usize, floor: usize) -> Vec<Part> {
    let mut out = Vec::new();
    while let Some(piece) = pieces.get(*at).filter(|piece| piece.indent() >= floor) {
        *at += 1;
        match piece {
            Piece::Line(line) if line.kind == LineKind::Bullet => {
                let item = Item { text: line.text.clone(), parts: inside(pieces, at, line.indent + 1) };
                match out.last_mut() {
                    Some(Part::List(items)) => items.push(item),
                    _ => out.push(Part::List(vec![item])),
                }
            }
            Piece::Line(line) => out.push(Part::Paragraph(line.clone())),
            Piece::Table(table) => out.push(Part::Table(table.clone())),
        }
    }
    out
}
