//! The tables that are open while HTML is read, each with the row and the cell at its end.
//! A piece goes into the innermost open cell, or onto the page.

use crate::read::piece::{Piece, Row, Table};
use crate::read::text::Text;

/// The page's pieces, and the tables that are open.
#[derive(Default)]
pub(crate) struct Cells {
    page: Vec<Piece>,
    tables: Vec<OpenTable>,
}

struct OpenTable {
    byte: usize,
    indent: usize,
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<Vec<Piece>>,
}

impl Cells {
    pub(crate) fn open_table(&mut self, byte: usize, indent: usize) {
        self.tables.push(OpenTable { byte, indent, rows: Vec::new(), row: None, cell: None });
    }

    pub(crate) fn open_row(&mut self, byte: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.row = Some(Row { byte, cells: Vec::new() });
        }
    }

    pub(crate) fn open_cell(&mut self, byte: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.row.get_or_insert_with(|| Row { byte, cells: Vec::new() });
            table.cell = Some(Vec::new());
        }
    }

    pub(crate) fn close_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let (Some(row), Some(cell)) = (table.row.as_mut(), table.cell.take())
        {
            row.cells.push(cell);
        }
    }

    pub(crate) fn close_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.rows.extend(table.row.take());
        }
    }

    /// Ends the innermost table: its first row is its heading.
    pub(crate) fn close_table(&mut self) {
        self.close_row();
        let Some(table) = self.tables.pop() else { return };
        let mut rows = table.rows.into_iter();
        let head = rows.next().map(|row| row.cells.into_iter().map(heading).collect());
        let table =
            Table { byte: table.byte, indent: table.indent, head: head.unwrap_or_default(), rows: rows.collect() };
        self.push(Piece::Table(table));
    }

    pub(crate) fn push(&mut self, piece: Piece) {
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => cell.push(piece),
            None => self.page.push(piece),
        }
    }

    /// The piece before, in the same cell.
    pub(crate) fn last(&self) -> Option<&Piece> {
        match self.tables.last().map(|table| &table.cell) {
            Some(Some(cell)) => cell.last(),
            Some(None) => None,
            None => self.page.last(),
        }
    }

    pub(crate) fn finish(self) -> Vec<Piece> {
        self.page
    }
}

/// The text of a heading's cell. A heading of more than one line is no heading: its lines stay unplaced.
fn heading(cell: Vec<Piece>) -> Text {
    match cell.into_iter().next() {
        Some(Piece::Line(line)) => line.text,
        _ => Text::default(),
    }
}
