//! Where things stand in a stored page, found without the reader under test: tables, rows, cells, bullets, methods.
//! An edit is a list of ranges with what replaces them.

use crate::pages::{Form, Stored};
use gravityzone_docs::{At, Member, Page};
use std::ops::Range;

/// The cells of a table as ranges of the text, the heading's row first.
pub(crate) type Grid = Vec<Vec<Range<usize>>>;

/// A text with some ranges replaced. The ranges do not overlap.
pub(crate) fn replace(text: &str, edits: &[(Range<usize>, &str)]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    let mut out = text.to_owned();
    for (range, with) in edits {
        out.replace_range(range, with);
    }
    out
}

/// The byte of a place.
pub(crate) fn byte(text: &str, at: At) -> usize {
    let start: usize = text.split_inclusive('\n').take(at.line - 1).map(str::len).sum();
    start + text[start..].chars().take(at.column - 1).map(char::len_utf8).sum::<usize>()
}

/// The line that holds a byte, its end included.
pub(crate) fn line(text: &str, byte: usize) -> Range<usize> {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    start..text[byte..].find('\n').map_or(text.len(), |at| byte + at + 1)
}

/// The tables of a page.
pub(crate) fn grids(stored: &Stored, page: &Page) -> Vec<Grid> {
    match stored.form {
        Form::Html => html(stored.text),
        Form::Pipes => pipes(stored.text),
        Form::Lines => {
            page.methods.iter().map(|method| &method.params).filter_map(|it| cells(stored.text, it)).collect()
        }
    }
}

fn html(text: &str) -> Vec<Grid> {
    let (mut open, mut done): (Vec<(Grid, usize)>, Vec<Grid>) = (Vec::new(), Vec::new());
    for (at, _) in text.match_indices('<') {
        let end = at + text[at..].find('>').map_or(0, |end| end + 1);
        let name = text[at + 1..end].split([' ', '>']).next().unwrap_or_default();
        match name {
            "table" => open.push((Vec::new(), 0)),
            "tr" => open.last_mut().expect("a table").0.push(Vec::new()),
            "td" | "th" => open.last_mut().expect("a table").1 = at,
            "/td" | "/th" => {
                let (grid, start) = open.last_mut().expect("a table");
                grid.last_mut().expect("a row").push(*start..end);
            }
            "/table" => done.push(open.pop().expect("a table").0),
            _ => {}
        }
    }
    done
}

/// Cells with their pipes.
fn pipes(text: &str) -> Vec<Grid> {
    let mut grids = Vec::new();
    for (rule, _) in text.match_indices("\n---|") {
        let head = text[..rule].rfind('\n').map_or(0, |at| at + 1);
        let columns = text[head..rule].matches('|').count();
        let body = rule + 1 + text[rule + 1..].find('\n').expect("rows") + 1;
        let row = |start: usize| -> Vec<Range<usize>> {
            let mut from = start;
            let ends = text[start..].match_indices('|').take(columns).map(|(at, _)| start + at + 1);
            ends.map(|end| std::mem::replace(&mut from, end)..end).collect()
        };
        let mut grid = vec![row(head)];
        let mut start = body;
        while text[start..].lines().next().is_some_and(|line| line.contains('|')) {
            grid.push(row(start));
            start = grid.last().expect("a row").last().expect("a cell").end + 1;
        }
        grids.push(grid);
    }
    grids
}

/// Cells of a table that is written one cell a line: the fixed ones have places, the others lie between.
fn cells(text: &str, params: &[Member]) -> Option<Grid> {
    let first = line(text, byte(text, params.first()?.at)).start;
    let head: Vec<Range<usize>> = {
        let labels = text[..first].rfind("Parameters\n").expect("a heading") + "Parameters\n".len();
        let starts = text[labels..first]
            .match_indices(|c: char| c.is_uppercase())
            .filter(|(at, _)| text[..labels + at].ends_with('\n'));
        let starts: Vec<usize> = starts.map(|(at, _)| labels + at).chain([first]).collect();
        starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    };
    let values = head.len() == 5;
    let section = first + text[first..].find("\nReturn value\n").expect("a section") + 1;
    let mut grid = vec![head];
    for (index, param) in params.iter().enumerate() {
        let at = |at: At| line(text, byte(text, at));
        let name = at(param.at);
        let ty = at(param.ty.as_ref().expect("a type").at);
        let optional = at(param.optional.as_ref().expect("a column").at);
        let end = params.get(index + 1).map_or(section, |next| at(next.at).start);
        let starts = match values {
            true => vec![name.start, past(text, name.end), optional.start, ty.start, past(text, ty.end), end],
            false => vec![name.start, ty.start, optional.start, past(text, optional.end), end],
        };
        grid.push(starts.windows(2).map(|pair| pair[0]..pair[1]).collect());
    }
    Some(grid)
}

/// Past the blank line behind a cell.
fn past(text: &str, at: usize) -> usize {
    if text[at..].starts_with('\n') { at + 1 } else { at }
}

/// The bullet at a byte with all that is inside it.
pub(crate) fn bullet(stored: &Stored, at: usize) -> Option<Range<usize>> {
    let text = stored.text;
    if stored.form == Form::Html {
        let start = text[..at].rfind("<li")?;
        if text[start..at].contains("</") {
            return None;
        }
        let mut depth = 0;
        for (tag, _) in text[start..].match_indices('<') {
            let rest = &text[start + tag..];
            depth += i32::from(rest.starts_with("<li")) - i32::from(rest.starts_with("</li"));
            if depth == 0 {
                return Some(start..start + tag + "</li>".len());
            }
        }
        return None;
    }
    let first = line(text, at);
    let mark = text[first.clone()].trim_start();
    if !mark.starts_with(['•', '-']) {
        return None;
    }
    let indent = text[first.clone()].len() - mark.len();
    let mut end = first.end;
    for next in text[first.end..].split_inclusive('\n') {
        let inside = next.len() - next.trim_start().len() > indent;
        let pipe = next.contains('|');
        if !next.trim().is_empty() && (!inside || pipe) {
            break;
        }
        end += next.len();
    }
    // A bullet that a pipe follows ends before it.
    let end = text[first.start..end].find(" |").map_or(end, |pipe| first.start + pipe);
    Some(first.start..end)
}

/// The section of each method.
pub(crate) fn methods(stored: &Stored, page: &Page) -> Vec<Range<usize>> {
    let text = stored.text;
    let start = |at: At| match stored.form {
        Form::Html => text[..byte(text, at)].rfind("<div class=\"section\"").expect("a section"),
        _ => line(text, byte(text, at)).start,
    };
    let starts: Vec<usize> = page.methods.iter().map(|method| start(method.name.at)).collect();
    let last = match stored.form {
        Form::Html => text.find("</article>").expect("an end"),
        _ => text.len(),
    };
    let ends = starts.iter().skip(1).copied().chain([last]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}
