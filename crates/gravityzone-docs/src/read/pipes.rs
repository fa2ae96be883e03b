//! Tables that an extract writes with pipes: a heading line, a line of dashes, rows that may go over several lines.
//! A row is complete when it has as many pipes as the heading; one that never gets there is broken and said so.

use super::Unreadable;
use super::labels::Label;
use super::ledger::Ledger;
use super::piece::{Line, LineKind, Piece, Row, Table};
use super::plain::{self, RawLine};
use super::text::Text;
use crate::facts::FindingKind;

/// Whether a table's heading stands at `at`: a line with pipes above a line of dashes.
pub(crate) fn begins(raw: &[RawLine<'_>], at: usize) -> bool {
    let next = raw.get(at + 1).map_or("", |(_, line)| line);
    pipes(raw[at].1) > 0 && is_rule(next)
}

fn is_rule(line: &str) -> bool {
    line.contains("---") && line.contains('|') && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

/// The bytes where a line's pipes stand; one behind a backslash is none.
fn pipe_places(line: &str) -> impl Iterator<Item = usize> {
    line.bytes().enumerate().filter(|(at, byte)| *byte == b'|' && !line[..*at].ends_with('\\')).map(|(at, _)| at)
}

fn pipes(line: &str) -> usize {
    pipe_places(line).count()
}

/// Reads the table at `at` and tells where the next line is. Broken rows come out as lines behind it.
pub(crate) fn table(
    raw: &[RawLine<'_>],
    at: usize,
    ledger: &mut Ledger<'_>,
) -> Result<(Vec<Piece>, usize), Unreadable> {
    let heading = raw[at].1.trim();
    let whole = pipes(heading);
    let frame = (heading.starts_with('|'), heading.ends_with('|'));
    let head = split(&[raw[at]], frame)
        .into_iter()
        .map(|cell| cell.first().map_or_else(|| Text::words("", raw[at].0), |(byte, part)| Text::words(part, *byte)))
        .map(|text| ledger.enter(text))
        .collect();
    let mut table = Table { byte: raw[at].0, indent: 0, head, rows: Vec::new() };
    let mut broken = Vec::new();
    let mut next = at + 2;
    while next < raw.len() && pipes(raw[next].1) > 0 && !begins(raw, next) {
        let start = next;
        let mut count = pipes(raw[next].1);
        next += 1;
        while count < whole && next < raw.len() && Label::of(raw[next].1.trim()).is_none() {
            let more = pipes(raw[next].1);
            if count + more > whole {
                break;
            }
            count += more;
            next += 1;
        }
        let lines = &raw[start..next];
        if count == whole {
            let cells = split(lines, frame);
            let cells = cells.iter().map(|cell| plain::cell(cell, ledger)).collect::<Result<_, _>>()?;
            table.rows.push(Row { byte: raw[start].0, cells });
        } else {
            for (at, (byte, line)) in lines.iter().enumerate() {
                let text = ledger.enter(Text::words(line, *byte));
                if at == 0 {
                    let what = format!("the row has {count} pipes, its heading {whole}");
                    ledger.find(FindingKind::RowBroken, &text, "", what);
                }
                broken.push(Piece::Line(Line { kind: LineKind::Code, indent: 0, note: true, text }));
            }
        }
    }
    let mut out = vec![Piece::Table(table)];
    out.append(&mut broken);
    Ok((out, next))
}

/// The cells of a row, each with its lines. The frame says whether a pipe stands before the first and behind the last.
fn split<'s>(lines: &[RawLine<'s>], frame: (bool, bool)) -> Vec<Vec<RawLine<'s>>> {
    let mut cells: Vec<Vec<RawLine<'s>>> = vec![Vec::new()];
    for (byte, line) in lines {
        let mut start = 0;
        for pipe in pipe_places(line).collect::<Vec<_>>() {
            add(&mut cells, *byte, line, start, pipe);
            cells.push(Vec::new());
            start = pipe + 1;
        }
        add(&mut cells, *byte, line, start, line.len());
    }
    // What stands outside of the frame stays, and makes the row too long: nothing may vanish here.
    if frame.1 && cells.last().is_some_and(Vec::is_empty) {
        cells.pop();
    }
    if frame.0 && cells.first().is_some_and(Vec::is_empty) {
        cells.remove(0);
    }
    cells
}

/// Adds a part of a line to the last cell. The blank behind a pipe belongs to the pipe.
fn add<'s>(cells: &mut [Vec<RawLine<'s>>], byte: usize, line: &'s str, start: usize, end: usize) {
    let part = &line[start..end];
    let lead = if start > 0 && part.starts_with(' ') { 1 } else { 0 };
    if let Some(cell) = cells.last_mut().filter(|_| !part.trim().is_empty()) {
        cell.push((byte + start + lead, &part[lead..]));
    }
}
