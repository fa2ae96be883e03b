//! Tables of params and fields. A column is found by its heading; a heading that no rule knows is a finding,
//! and then nothing of the table is read.

use super::labels::Column;
use super::ledger::Ledger;
use super::member::{self, Description};
use super::name::is_name;
use super::piece::{LineKind, Piece, Row, Table};
use super::shape;
use super::text::Text;
use super::tree;
use crate::facts::{FindingKind, Member, Said};
use crate::hash::Hash;

/// The members of a table, one a row; none if its headings are not understood. `either` names columns of which one
/// has to be there besides name, type and description.
pub(crate) fn members(table: &Table, either: &[Column], ledger: &mut Ledger<'_>, subject: &str) -> Option<Vec<Member>> {
    let columns = columns(table, either, ledger, subject)?;
    table.head.iter().for_each(|text| ledger.used(text));
    let mut members = Vec::new();
    for row in &table.rows {
        if row.cells.len() != columns.len() {
            let (cells, heads) = (row.cells.len(), columns.len());
            let what = format!("the row has {cells} cells, the table {heads} columns");
            ledger.find_at(FindingKind::RowBroken, ledger.source.at(row.byte), subject, what, hash(row));
            continue;
        }
        let member = member(row, &columns, members.len() + 1, ledger, subject);
        members.push(member);
    }
    Some(members)
}

fn columns(table: &Table, either: &[Column], ledger: &mut Ledger<'_>, subject: &str) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    for heading in &table.head {
        match Column::of(heading.as_str()) {
            Some(column) if !columns.contains(&column) => columns.push(column),
            Some(_) => {
                ledger.find(FindingKind::UnknownColumn, heading, subject, "the table has two columns of this heading");
                return None;
            }
            None => {
                ledger.find(FindingKind::UnknownColumn, heading, subject, "no rule knows a column of this heading");
                return None;
            }
        }
    }
    let needed = [Column::Name, Column::Type, Column::Description];
    let lacks = needed.iter().find(|column| !columns.contains(column));
    let lacks = lacks.or_else(|| either.first().filter(|_| !either.iter().any(|column| columns.contains(column))));
    if let Some(lacks) = lacks {
        let at = ledger.source.at(table.byte);
        let heads: Vec<_> = table.head.iter().map(Text::as_str).collect();
        let what = format!("the table has no column for {}", format!("{lacks:?}").to_lowercase());
        ledger.find_at(FindingKind::MissingColumn, at, subject, what, Hash::of(&heads.join(" ")));
        return None;
    }
    Some(columns)
}

fn hash(row: &Row) -> Hash {
    let mut words = String::new();
    for piece in row.cells.iter().flatten() {
        piece.texts(&mut |text| {
            words.push_str(text.as_str());
            words.push(' ');
        });
    }
    Hash::of(&words)
}

fn member(row: &Row, columns: &[Column], position: usize, ledger: &mut Ledger<'_>, subject: &str) -> Member {
    let mut member = member::blank(ledger.source.at(row.byte));
    let cell = |column| columns.iter().position(|found| *found == column).map(|at| row.cells[at].as_slice());
    let mut name = None;
    match cell(Column::Name).unwrap_or_default() {
        [] => {
            let subject = format!("{subject}.#{position}");
            ledger.find_at(FindingKind::NameLost, member.at, &subject, "the row has no name", hash(row));
        }
        cell => {
            name = one(cell).filter(|text| is_name(text.as_str()) || member::is_placeholder(text.as_str()));
            match name {
                Some(text) => ledger.used(text),
                None => odd(cell, "this is no name", ledger, subject),
            }
        }
    }
    let subject = match name {
        Some(text) => format!("{subject}.{}", text.as_str()),
        None => format!("{subject}.#{position}"),
    };
    member.name = name.map(|text| Said::new(text.as_str().to_owned(), ledger.at(text, 0)));
    member.placeholder = name.is_some_and(|text| !is_name(text.as_str()));
    let mut fixed = |column, what: &str, read: &mut dyn FnMut(&Text, &mut Ledger<'_>) -> bool| {
        let Some(cell) = cell(column) else { return };
        match one(cell) {
            Some(text) if read(text, ledger) => ledger.used(text),
            _ => odd_or_empty(cell, member.at, what, ledger, &subject),
        }
    };
    fixed(Column::Type, "a type", &mut |text, ledger| {
        member.ty = shape::named(text.as_str()).map(|shape| Said::new(shape, ledger.at(text, 0)));
        member.ty.is_some()
    });
    fixed(Column::Optional, "Yes or No", &mut |text, ledger| {
        let optional = match text.as_str() {
            "Yes" | "yes" => true,
            "No" | "no" => false,
            _ => return false,
        };
        member.optional = Some(Said::new(optional, ledger.at(text, 0)));
        true
    });
    fixed(Column::Included, "Mandatory or Optional", &mut |text, ledger| {
        let optional = match text.as_str() {
            "Optional" | "optional" => true,
            "Mandatory" | "mandatory" | "Required" => false,
            _ => return false,
        };
        member.optional = Some(Said::new(optional, ledger.at(text, 0)));
        true
    });
    let mut description = Description::default();
    for column in [Column::Description, Column::Values] {
        let cell = cell(column).unwrap_or_default();
        if column == Column::Description && cell.is_empty() {
            odd_or_empty(cell, member.at, "a description", ledger, &subject);
        }
        description.parts(&tree::parts(cell), ledger, &subject);
    }
    description.into_member(&mut member, ledger, &subject);
    member
}

/// The text of a cell that has one line.
fn one(cell: &[Piece]) -> Option<&Text> {
    let [Piece::Line(line)] = cell else { return None };
    matches!(line.kind, LineKind::Paragraph | LineKind::Heading).then_some(&line.text)
}

/// Reports a cell that does not hold what its column does; its blocks stay unplaced.
fn odd(cell: &[Piece], what: &str, ledger: &mut Ledger<'_>, subject: &str) {
    let mut first = None;
    cell.iter().for_each(|piece| {
        piece.texts(&mut |text| {
            first.get_or_insert(text);
        });
    });
    if let Some(text) = first {
        ledger.find(FindingKind::CellUnknown, text, subject, what);
    }
}

fn odd_or_empty(cell: &[Piece], at: crate::facts::At, what: &str, ledger: &mut Ledger<'_>, subject: &str) {
    match cell {
        [] => {
            let text = format!("the row has an empty cell where {what} belongs");
            ledger.find_at(FindingKind::CellUnknown, at, subject, text, Hash::of(what));
        }
        _ => odd(cell, &format!("this is not {what}"), ledger, subject),
    }
}
