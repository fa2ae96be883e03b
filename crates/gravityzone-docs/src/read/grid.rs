//! Tables that an extract writes one cell a line: headings, then cell after cell, nothing else.
//! A row is known by its cells of fixed words: a name, a type, Yes or No. What fits no row stays unplaced.

use super::announced::denies_params;
use super::labels::Column;
use super::ledger::Ledger;
use super::name::is_name;
use super::piece::{Piece, Row, Table};
use super::shape;
use crate::facts::FindingKind;

/// How far a row's fixed cells are looked for behind its name.
const REACH: usize = 40;

/// The pieces of a section with its lines of cells made a table.
pub(crate) fn tables(pieces: Vec<Piece>, ledger: &mut Ledger<'_>, subject: &str) -> Vec<Piece> {
    let heading = |piece: &Piece| piece.plain().and_then(|text| Column::of(text.as_str()));
    let begins = pieces.windows(2).position(|pair| pair.iter().all(|piece| heading(piece).is_some()));
    let Some(begin) = begins else { return pieces };
    let columns: Vec<Column> = pieces[begin..].iter().map_while(heading).collect();
    let body = begin + columns.len();
    let mut out: Vec<Piece> = pieces[..begin].to_vec();
    let head = pieces[begin..body].iter().filter_map(Piece::plain).cloned().collect();
    if let Some(text) = blurred(&columns).and_then(|at| pieces[begin + at].plain()) {
        let what = "written one cell a line, two columns of words beside each other have no border between them";
        ledger.find(FindingKind::UnknownColumn, text, subject, what);
        return out;
    }
    let grid = Grid { columns, pieces: &pieces[body..] };
    match grid.rows(ledger, subject) {
        Some((rows, rest)) => {
            let byte = first_byte(&pieces[begin]);
            out.push(Piece::Table(Table { byte, indent: 0, head, rows }));
            out.extend(rest);
        }
        None => return out,
    }
    out
}

/// The column of words that another one follows, in its row or as the first of the next row.
fn blurred(columns: &[Column]) -> Option<usize> {
    let next = |at: usize| columns[(at + 1) % columns.len()];
    (0..columns.len()).find(|at| !columns[*at].is_rigid() && !next(*at).is_rigid())
}

struct Grid<'p> {
    columns: Vec<Column>,
    pieces: &'p [Piece],
}

impl Grid<'_> {
    /// The rows, and the sentences that belong to none. None when the headings are not understood.
    fn rows(&self, ledger: &mut Ledger<'_>, subject: &str) -> Option<(Vec<Row>, Vec<Piece>)> {
        let (mut rows, mut rest) = (Vec::new(), Vec::new());
        let mut at = 0;
        let mut lost = false;
        while at < self.pieces.len() {
            let piece = &self.pieces[at];
            if let Some((cells, next)) = self.row(at) {
                let byte = first_byte(piece);
                rows.push(Row { byte, cells });
                (at, lost) = (next, false);
                continue;
            }
            if piece.plain().is_some_and(|text| denies_params(text.as_str())) {
                rest.push(piece.clone());
                at += 1;
                continue;
            }
            let hopeless = self.columns.first().is_some_and(|column| !column.is_rigid());
            if let Some(text) = piece.line().map(|line| &line.text).filter(|_| !lost) {
                let heading = rows.is_empty() && text.as_str().starts_with(char::is_uppercase);
                if heading && text.as_str().split(' ').count() <= 3 {
                    ledger.find(FindingKind::UnknownColumn, text, subject, "no rule knows a column of this heading");
                    return None;
                }
                let what = "no row of the table has a cell like this here: a cell is missing or too much";
                ledger.find(FindingKind::RowBroken, text, subject, what);
            }
            if hopeless {
                // Without a fixed first column a row has no beginning of its own: the rest is lost with this one.
                break;
            }
            lost = true;
            at += 1;
        }
        Some((rows, rest))
    }

    /// The cells of the row at `at` and where the next one is.
    fn row(&self, at: usize) -> Option<(Vec<Vec<Piece>>, usize)> {
        if !self.starts(at) {
            return None;
        }
        let mut next = at;
        let mut cells = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            if column.is_rigid() {
                self.pieces.get(next).filter(|piece| fits(*column, piece))?;
                cells.push(vec![self.pieces[next].clone()]);
                next += 1;
                continue;
            }
            let start = next;
            let behind = &self.columns[index + 1..];
            next = match behind.first().map(|column| column.is_rigid()) {
                Some(true) => (start..self.pieces.len()).find(|at| self.run(behind, *at))?,
                Some(false) => start,
                None => (start..self.pieces.len()).find(|at| self.ends(*at)).unwrap_or(self.pieces.len()),
            };
            cells.push(self.pieces[start..next].to_vec());
        }
        Some((cells, next))
    }

    /// Whether the fixed columns at the front of these fit the pieces from `at` on.
    fn run(&self, columns: &[Column], at: usize) -> bool {
        let rigid = columns.iter().take_while(|column| column.is_rigid());
        rigid.enumerate().all(|(index, column)| self.pieces.get(at + index).is_some_and(|piece| fits(*column, piece)))
    }

    /// Whether a row can start here.
    fn starts(&self, at: usize) -> bool {
        let prefix = self.columns.iter().take_while(|column| column.is_rigid()).count();
        let behind = self.columns[prefix..].iter().position(|column| column.is_rigid());
        match (prefix, behind) {
            (0, _) => true,
            (1, Some(behind)) => {
                let behind = &self.columns[prefix + behind..];
                self.run(&self.columns, at) && (at + 1..at + REACH).any(|at| self.run(behind, at))
            }
            _ => self.run(&self.columns, at),
        }
    }

    /// Whether the last cell of a row ends before this piece: at a row, or at a cell that belongs to none.
    fn ends(&self, at: usize) -> bool {
        let first = self.columns.first().is_some_and(|column| column.is_rigid());
        if first && self.starts(at) {
            return true;
        }
        let Some(text) = self.pieces[at].plain() else { return false };
        let behind = self.pieces.get(at + 1).and_then(Piece::plain);
        let maps = behind.is_some_and(|text| text.as_str().starts_with("Default value for"));
        let stray = [Column::Name, Column::Type, Column::Optional].iter().any(|column| fits(*column, &self.pieces[at]));
        denies_params(text.as_str()) || (stray && !maps && !self.in_map(at))
    }

    /// Whether a piece is a cell of a table inside the description that maps one member to another.
    fn in_map(&self, at: usize) -> bool {
        let before = self.pieces[..at].iter().rev().map_while(Piece::plain).take(REACH);
        before
            .take_while(|text| !text.as_str().ends_with('.'))
            .any(|text| text.as_str().starts_with("Default value for"))
    }
}

fn first_byte(piece: &Piece) -> usize {
    let mut byte = None;
    piece.texts(&mut |text| {
        byte.get_or_insert(text.byte(0));
    });
    byte.unwrap_or_default()
}

/// Whether a piece is a cell of a fixed column.
fn fits(column: Column, piece: &Piece) -> bool {
    let Some(text) = piece.plain().map(|text| text.as_str()) else { return false };
    match column {
        Column::Name => is_name(text),
        Column::Type => shape::named(text).is_some(),
        Column::Optional => matches!(text, "Yes" | "No"),
        Column::Included => matches!(text, "Mandatory" | "Optional" | "Required"),
        Column::Description | Column::Values => false,
    }
}
