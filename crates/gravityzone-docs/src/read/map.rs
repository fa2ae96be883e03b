//! A small table inside a description that gives one member's value for each value of another.
//! It is kept as one rule: the two names and the literals.

use super::ledger::Ledger;
use super::name::is_name;
use super::piece::{LineKind, Piece, Table};
use super::text::Text;
use super::tree::Part;
use crate::facts::{FindingKind, Said, Sentence};
use crate::hash::Hash;

/// What heads the column of defaults.
const HEADING: &str = "Default value for ";

/// A table that was found in lines.
pub(crate) struct Map {
    pub(crate) rule: Sentence,
    /// How many lines it has.
    pub(crate) lines: usize,
}

/// The table as an extract writes it: one cell a line, two columns.
pub(crate) fn lines(parts: &[Part], ledger: &mut Ledger<'_>, subject: &str) -> Option<Map> {
    let line = |part: &'_ Part| match part {
        Part::Paragraph(line) if line.kind == LineKind::Paragraph => Some(line.text.clone()),
        _ => None,
    };
    let head = [line(parts.first()?)?, line(parts.get(1)?)?];
    if !is_head(head[0].as_str(), head[1].as_str()) {
        return None;
    }
    let body = parts[2..].iter().map_while(line).take_while(|text| is_cell(text.as_str()));
    let cells: Vec<Text> = head.into_iter().chain(body).collect();
    if !cells.len().is_multiple_of(2) {
        let last = &cells[cells.len() - 1];
        ledger.find(FindingKind::RowBroken, last, subject, "a table of two columns has a row of one cell");
    }
    Some(Map { rule: rule(&cells, ledger), lines: cells.len() })
}

/// The same as a table.
pub(crate) fn table(table: &Table, ledger: &mut Ledger<'_>) -> Option<Sentence> {
    let [first, second] = table.head.as_slice() else { return None };
    if !is_head(first.as_str(), second.as_str()) {
        return None;
    }
    let mut cells = vec![first.clone(), second.clone()];
    for cell in table.rows.iter().flat_map(|row| &row.cells).flatten() {
        cells.extend(cell.line().map(|line| line.text.clone()));
    }
    let whole = table.rows.iter().all(|row| row.cells.len() == 2 && row.cells.iter().all(|cell| is_one(cell)));
    if !whole {
        ledger.find(FindingKind::RowBroken, first, "", "a table of two columns has a row of more or fewer cells");
    }
    Some(rule(&cells, ledger))
}

fn is_one(cell: &[Piece]) -> bool {
    cell.len() == 1 && cell[0].line().is_some_and(|line| is_cell(line.text.as_str()))
}

fn is_head(first: &str, second: &str) -> bool {
    is_name(first) && second.strip_prefix(HEADING).is_some_and(is_name)
}

/// Whether a cell is a list of words.
fn is_cell(text: &str) -> bool {
    text.split(',').all(|word| word.trim().bytes().all(|b| b.is_ascii_alphanumeric()) && !word.trim().is_empty())
}

fn rule(cells: &[Text], ledger: &mut Ledger<'_>) -> Sentence {
    let mut names = vec![Said::new(cells[0].as_str().to_owned(), ledger.at(&cells[0], 0))];
    names.push(Said::new(cells[1].as_str()[HEADING.len()..].to_owned(), ledger.at(&cells[1], HEADING.len())));
    let mut literals = Vec::new();
    let mut words = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        ledger.used(cell);
        words.push(cell.as_str());
        let mut start = 0;
        for word in cell.as_str().split(',').filter(|_| index > 1) {
            let lead = word.len() - word.trim_start().len();
            literals.push(Said::new(word.trim().into(), ledger.at(cell, start + lead)));
            start += word.len() + 1;
        }
    }
    Sentence { at: ledger.at(&cells[0], 0), hash: Hash::of(&words.join(" ")), names, literals }
}
