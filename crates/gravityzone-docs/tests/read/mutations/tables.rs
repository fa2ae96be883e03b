//! Mutations of tables: cells gone, emptied and exchanged, columns and headings exchanged, headings renamed.
//! A column that moves whole changes nothing; everything else here is damage.

use super::{Expect, Subject, inner, soft_or_damage};
use crate::edits::{self, Grid, line};
use crate::pages::Form;

impl Subject {
    /// Cells, rows and columns.
    pub(super) fn tables(&mut self) {
        for grid in edits::grids(&self.stored, &self.page) {
            let columns: Vec<String> = grid[0].iter().map(|cell| inner(&self.stored.text[cell.clone()])).collect();
            if columns.len() < 3 {
                self.map(&grid);
                continue;
            }
            for (row, cells) in grid.iter().enumerate() {
                self.row(row, cells, &columns);
            }
            for a in 0..columns.len() {
                for b in a + 1..columns.len() {
                    self.swap(&grid, &columns, a, b);
                }
                let edits: Vec<_> = grid.iter().map(|row| (row[a].clone(), "")).collect();
                let expect = if columns[a] == "Values" { Expect::Noticed } else { Expect::Damage };
                self.add("drop a column", grid[0][a].start, expect, &edits);
            }
        }
    }

    /// A table inside a description.
    fn map(&mut self, grid: &Grid) {
        for cell in grid.iter().flatten() {
            self.add("drop a cell of a map", cell.start, Expect::Damage, &[(cell.clone(), "")]);
        }
    }

    fn row(&mut self, row: usize, cells: &[std::ops::Range<usize>], columns: &[String]) {
        let text = self.stored.text;
        let lines = self.stored.form == Form::Lines;
        for (cell, column) in cells.iter().zip(columns) {
            // In lines a cell of values has no frame of its own: what is gone are its statements.
            let soft = row > 0 && column == "Values" && lines;
            if !text[cell.clone()].trim().is_empty() {
                self.add("drop a cell", cell.start, soft_or_damage(soft), &[(cell.clone(), "")]);
            }
            let empty = match self.stored.form {
                Form::Html => "<td></td>",
                Form::Pipes => " |",
                Form::Lines => continue,
            };
            let full = !inner(&text[cell.clone()]).is_empty();
            if row > 0 && full {
                self.add("empty a cell", cell.start, soft_or_damage(column == "Values"), &[(cell.clone(), empty)]);
            }
        }
        if row == 0 {
            return;
        }
        for a in 0..cells.len() {
            for b in a + 1..cells.len() {
                let words = columns[a] == "Description" || columns[a] == "Values";
                let soft = words && (columns[b] == "Description" || columns[b] == "Values");
                let edits = [(cells[a].clone(), &text[cells[b].clone()]), (cells[b].clone(), &text[cells[a].clone()])];
                self.add("swap two cells", cells[a].start, soft_or_damage(soft), &edits);
            }
        }
    }

    fn swap(&mut self, grid: &Grid, columns: &[String], a: usize, b: usize) {
        let text = self.stored.text;
        let swapped = |row: &Vec<std::ops::Range<usize>>| {
            [(row[a].clone(), &text[row[b].clone()]), (row[b].clone(), &text[row[a].clone()])]
        };
        let edits: Vec<_> = grid.iter().flat_map(swapped).collect();
        let free = |at: usize| columns[at] == "Description" || columns[at] == "Values";
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.swap(a, b);
        // Two columns of words beside each other have no border in lines, and the lines of a cell have no pipe before
        // them when it is the first.
        let beside = (0..order.len()).any(|at| free(order[at]) && free(order[(at + 1) % order.len()]));
        let lost = match self.stored.form {
            Form::Html => false,
            Form::Lines => beside,
            Form::Pipes => free(order[0]) && grid.iter().any(|row| text[row[order[0]].clone()].contains('\n')),
        };
        let expect = if lost { Expect::Damage } else { Expect::Same };
        self.add("swap two columns", grid[0][a].start, expect, &edits);
        let headings = swapped(&grid[0]);
        self.add("swap two headings", grid[0][a].start, soft_or_damage(free(a) && free(b)), &headings);
    }

    /// Names of sections and columns, labels of notes.
    pub(super) fn headings(&mut self) {
        const HEADINGS: [&str; 13] = [
            "Parameters",
            "Return value",
            "Example",
            "Request:",
            "Response:",
            "Parameter",
            "Type",
            "Optional",
            "Description",
            "Values",
            "Included in request",
            "Note",
            "Important",
        ];
        for heading in HEADINGS {
            let text = self.stored.text;
            for (at, _) in text.match_indices(heading) {
                let (before, behind) = (&text[..at], &text[at + heading.len()..]);
                let starts = before.is_empty() || before.ends_with(['\n', '>', ' ']);
                let ends = behind.starts_with(['\n', '<']) || behind.starts_with(" |");
                let cell = matches!(heading, "Optional") && line(text, at).len() > 60;
                if starts && ends && !cell && !before.ends_with("> ") {
                    let middle = at + heading.len() / 2;
                    self.add("rename a heading", at, Expect::Damage, &[(middle..middle, "x")]);
                }
            }
        }
    }
}
