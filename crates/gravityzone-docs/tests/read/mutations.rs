//! Every mutation at every place of every test page. Damage has to be an error, a finding or an unplaced block; a
//! changed fact has to show at its place and nowhere else; what changes no fact must not show.

use crate::edits::{self, Grid, bullet, byte, line, replace};
use crate::facts::{self, Fact};
use crate::pages::{self, Form, Stored, unplaced};
use gravityzone_docs::{Fate, Member, Page, Said, read};
use std::collections::BTreeMap;

/// What has to come of a mutation.
enum Expect {
    /// An error, a finding or an unplaced block.
    Damage,
    /// No difference at all.
    Same,
    /// A difference at these addresses and at no other.
    Fact(Vec<String>),
    /// Damage, or any difference.
    Noticed,
}

struct Mutation {
    name: &'static str,
    text: String,
    /// The byte where it is, for messages.
    at: usize,
    expect: Expect,
}

/// A page with what is known of it.
struct Subject {
    stored: Stored,
    page: Page,
    facts: Vec<Fact>,
    out: Vec<Mutation>,
}

/// What came of the mutations of a page: how many of each name were noticed, of how many, and the ones that were not.
#[derive(Default)]
struct Outcome {
    counts: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

#[test]
fn every_mutation_is_noticed_at_its_place() {
    let mut whole = Outcome::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = pages::all().map(|stored| scope.spawn(move || mutate(stored))).collect();
        for thread in threads {
            let outcome = thread.join().expect("no panic on any page");
            whole.missed.extend(outcome.missed);
            for (name, (noticed, all)) in outcome.counts {
                let count = whole.counts.entry(name).or_default();
                *count = (count.0 + noticed, count.1 + all);
            }
        }
    });
    let (noticed, all) = whole.counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    for (name, (noticed, all)) in &whole.counts {
        println!("{noticed:5} of {all:5}  {name}");
    }
    println!("{noticed} of {all} mutations are judged right: {:.2} %", 100.0 * noticed as f64 / all as f64);
    assert!(whole.missed.is_empty(), "{}", whole.missed.join("\n"));
    assert!(all > 5000, "{all} mutations are too few to say anything");
}

/// Every mutation of one page.
fn mutate(stored: Stored) -> Outcome {
    let page = stored.read();
    let facts = facts::of(&page);
    let mut subject = Subject { stored, page, facts, out: Vec::new() };
    subject.tables();
    subject.headings();
    subject.members();
    subject.methods();
    subject.lines();
    if stored.form == Form::Html {
        subject.markup();
    }
    let mut outcome = Outcome::default();
    for mutation in std::mem::take(&mut subject.out) {
        let count = outcome.counts.entry(mutation.name).or_default();
        count.1 += 1;
        match subject.judge(&mutation) {
            Ok(()) => count.0 += 1,
            Err(why) => {
                let at = line(stored.text, mutation.at.min(stored.text.len()));
                let number = stored.text[..at.start].matches('\n').count() + 1;
                let said = stored.text[at].trim();
                outcome.missed.push(format!("{}:{number}: {}: {why}\n    {said}", stored.file, mutation.name));
            }
        }
    }
    outcome
}

impl Subject {
    fn add(&mut self, name: &'static str, at: usize, expect: Expect, edits: &[(std::ops::Range<usize>, &str)]) {
        let text = replace(self.stored.text, edits);
        if text != self.stored.text {
            self.out.push(Mutation { name, text, at, expect });
        }
    }

    fn judge(&self, mutation: &Mutation) -> Result<(), String> {
        let read = read(self.stored.file, mutation.text.as_bytes());
        let Ok(page) = read else {
            let error = read.err().map(|error| error.to_string()).unwrap_or_default();
            return match mutation.expect {
                Expect::Damage | Expect::Noticed => Ok(()),
                _ => Err(format!("not readable any more: {error}")),
            };
        };
        let difference = facts::difference(&self.facts, &facts::of(&page));
        let damaged = unplaced(&page) > 0 || !page.findings.is_empty();
        let found = || {
            let findings = page.findings.iter().map(|it| format!("{} {}: {}", it.kind, it.subject, it.text));
            findings.collect::<Vec<_>>().join("; ")
        };
        match &mutation.expect {
            Expect::Damage if damaged => Ok(()),
            Expect::Damage => Err(format!("no damage, {difference:?}")),
            Expect::Noticed if damaged || !difference.is_empty() => Ok(()),
            Expect::Noticed => Err("nothing".to_owned()),
            Expect::Same if !damaged && difference.is_empty() => Ok(()),
            Expect::Same => Err(format!("{difference:?} {}", found())),
            Expect::Fact(_) if unplaced(&page) > 0 => Err(format!("unplaced blocks, {}", found())),
            Expect::Fact(_) if difference.is_empty() => Err(format!("no difference, {}", found())),
            Expect::Fact(places) => {
                let inside =
                    |at: &str| places.iter().any(|place| at.strip_prefix(place.as_str()).is_some_and(is_inside));
                let elsewhere = difference.iter().find(|(at, _)| !inside(at));
                let finding = page.findings.iter().find(|finding| !inside(&finding.subject));
                match (elsewhere, finding) {
                    (None, None) => Ok(()),
                    _ => Err(format!("also elsewhere than {places:?}: {elsewhere:?} {finding:?}")),
                }
            }
        }
    }

    /// Cells, rows and columns.
    fn tables(&mut self) {
        for grid in edits::grids(&self.stored, &self.page) {
            let columns: Vec<String> = grid[0].iter().map(|cell| heading(&self.stored.text[cell.clone()])).collect();
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
    fn headings(&mut self) {
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

    /// Names, codes, defaults, bounds and presence of every param and field.
    fn members(&mut self) {
        let methods = self.page.methods.clone();
        for method in &methods {
            let name = &method.name.value;
            self.list(&format!("{name}.params"), &method.params, true);
            self.list(&format!("{name}.result"), &method.reply.members, false);
            let at = byte(self.stored.text, method.name.at);
            self.add("rename a method", at, Expect::Damage, &[(at..at + name.len(), "someMethod")]);
        }
    }

    fn list(&mut self, at: &str, members: &[Member], table: bool) {
        let text = self.stored.text;
        for member in members {
            let Some(name) = &member.name else { continue };
            let here = format!("{at}.{}", name.value);
            let start = byte(text, name.at);
            let edit = [(start..start + name.value.len(), "renamedOne")];
            let both = vec![here.clone(), format!("{at}.renamedOne")];
            self.add("rename a param", start, Expect::Fact(both), &edit);
            if let Some(optional) = &member.optional {
                let start = byte(text, optional.at);
                let pairs = [("Yes", "No"), ("No", "Yes"), ("Optional", "Mandatory"), ("Mandatory", "Optional")];
                if let Some((old, new)) = pairs.iter().find(|(old, _)| text[start..].starts_with(old)) {
                    let edit = [(start..start + old.len(), *new)];
                    self.add("flip Optional", start, Expect::Fact(vec![here.clone()]), &edit);
                }
            }
            if let Some(ty) = &member.ty {
                let start = byte(text, ty.at);
                for (old, new) in
                    [("String", "Boolean"), ("Number", "String"), ("Boolean", "Object"), ("Object", "Number")]
                {
                    if text[start..].starts_with(old) {
                        let edit = [(start..start + old.len(), new)];
                        self.add("change a type", start, Expect::Fact(vec![here.clone()]), &edit);
                    }
                }
            }
            self.literals(&here, member);
            self.values(&here, member);
            if !table {
                self.bullets(&here, at, start, &name.value);
            }
            self.list(&here, &member.members, false);
        }
        if table {
            self.rows(at, members);
        }
    }

    /// Codes, defaults and bounds.
    fn literals(&mut self, here: &str, member: &Member) {
        let values = member.values.iter().map(|value| &value.literal);
        for Said { value, at } in values.chain(&member.default) {
            let old = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let new = match value {
                serde_json::Value::Bool(value) => (!value).to_string(),
                serde_json::Value::Number(_) => "77".to_owned(),
                _ => "novel".to_owned(),
            };
            let start = byte(self.stored.text, *at);
            let edit = [(start..start + old.len(), new.as_str())];
            self.add("change a code", start, Expect::Fact(vec![here.to_owned()]), &edit);
        }
        for bound in member.min.iter().chain(&member.max).chain(&member.max_length) {
            let start = byte(self.stored.text, bound.at);
            let edit = [(start..start + bound.value.to_string().len(), "133")];
            self.add("change a bound", start, Expect::Fact(vec![here.to_owned()]), &edit);
        }
    }

    fn values(&mut self, here: &str, member: &Member) {
        let text = self.stored.text;
        let starts: Vec<usize> = member.values.iter().map(|value| byte(text, value.literal.at)).collect();
        for (index, start) in starts.iter().enumerate() {
            let fact = || Expect::Fact(vec![here.to_owned()]);
            if let Some(range) = bullet(&self.stored, *start).filter(|range| text[range.start..*start].len() < 60) {
                self.add("remove a value", *start, fact(), &[(range.clone(), "")]);
                let old = member.values[index].literal.value.to_string();
                let old = old.trim_matches('"');
                let copy =
                    text[range.clone()].replacen(old, if old.parse::<i64>().is_ok() { "88" } else { "novel" }, 1);
                let copy = if copy.ends_with('\n') { copy } else { format!("{copy}\n") };
                self.add("add a value", *start, fact(), &[(range.start..range.start, &copy)]);
            } else if let Some(next) = starts.get(index + 1).filter(|next| line(text, **next) == line(text, *start)) {
                self.add("remove a value", *start, fact(), &[(*start..*next, "")]);
                let copy = text[*start..*next].replacen(char::is_alphanumeric, "8", 1);
                let copy = if member.values[index].literal.value.is_i64() { copy } else { "novel, ".to_owned() };
                if !member.values[index].literal.value.is_boolean() {
                    self.add("add a value", *start, fact(), &[(*start..*start, &copy)]);
                }
            }
        }
    }

    /// Members that are bullets.
    fn bullets(&mut self, here: &str, at: &str, start: usize, name: &str) {
        let text = self.stored.text;
        let Some(range) = bullet(&self.stored, start) else { return };
        self.add("remove a param", start, Expect::Fact(vec![here.to_owned()]), &[(range.clone(), "")]);
        let copy = text[range.clone()].replacen(name, "addedOne", 1);
        let copy = if copy.ends_with('\n') { copy } else { format!("{copy}\n") };
        let expect = Expect::Fact(vec![format!("{at}.addedOne")]);
        self.add("add a param", start, expect, &[(range.start..range.start, &copy)]);
    }

    /// Members that are rows.
    fn rows(&mut self, at: &str, members: &[Member]) {
        let text = self.stored.text;
        let first = members.first().map(|member| byte(text, member.at));
        let grids = edits::grids(&self.stored, &self.page);
        let inside = |grid: &&Grid| {
            first.is_some_and(|first| {
                grid.get(1).is_some_and(|row| {
                    row[0].contains(&(first + 1)) || row[0].start >= first && row[0].start < first + 40
                })
            })
        };
        let Some(grid) = grids.iter().find(inside) else { return };
        for (row, member) in grid[1..].iter().zip(members) {
            let name = &member.name.as_ref().expect("a name").value;
            let (start, end) = match self.stored.form {
                Form::Html => {
                    let start = text[..row[0].start].rfind("<tr").expect("a row");
                    (start, row[row.len() - 1].end + text[row[row.len() - 1].end..].find("</tr>").expect("an end") + 5)
                }
                Form::Pipes => (row[0].start, row[row.len() - 1].end + 1),
                Form::Lines => (row[0].start, row[row.len() - 1].end),
            };
            if members.len() > 1 {
                let here = vec![format!("{at}.{name}")];
                self.add("remove a param", start, Expect::Fact(here), &[(start..end, "")]);
            }
            let copy = text[start..end].replacen(name.as_str(), "addedOne", 1);
            let copy =
                copy.replacen(">No<", ">Yes<", 1).replacen("\nNo\n", "\nYes\n", 1).replacen("| No |", "| Yes |", 1);
            let copy = copy.replacen("Mandatory", "Optional", 1);
            self.add("add a param", start, Expect::Fact(vec![format!("{at}.addedOne")]), &[(start..start, &copy)]);
        }
    }

    fn methods(&mut self) {
        let text = self.stored.text;
        let ranges = edits::methods(&self.stored, &self.page);
        let page = self.page.clone();
        for (range, method) in ranges.into_iter().zip(&page.methods) {
            let name = &method.name.value;
            let copy = text[range.clone()].replace(name.as_str(), "addedMethod");
            self.add("add a method", range.start, Expect::Noticed, &[(range.start..range.start, &copy)]);
            let Some(entry) = page.manifest.iter().find(|entry| entry.name.value == *name) else { continue };
            self.add("remove a method that is listed", range.start, Expect::Damage, &[(range.clone(), "")]);
            let entry = bullet(&self.stored, byte(text, entry.name.at)).expect("a bullet");
            self.add("unlist a method", entry.start, Expect::Damage, &[(entry.clone(), "")]);
            let gone = vec![name.clone(), format!("manifest.{name}")];
            let edits = [(range.clone(), ""), (entry.clone(), "")];
            self.add("remove a method", range.start, Expect::Fact(gone), &edits);
            let listed = text[entry.clone()].replace(name.as_str(), "addedMethod");
            let listed = if listed.ends_with('\n') { listed } else { format!("{listed}\n") };
            let new = vec!["addedMethod".to_owned(), "manifest.addedMethod".to_owned()];
            let edits = [(range.start..range.start, copy.as_str()), (entry.start..entry.start, listed.as_str())];
            self.add("add a method that is listed", range.start, Expect::Fact(new), &edits);
        }
    }

    /// Each line gone, and the page cut behind each line.
    fn lines(&mut self) {
        let text = self.stored.text;
        let ignored: Vec<usize> =
            self.page.blocks.iter().filter(|block| block.fate != Fate::Used).map(|block| block.at.line).collect();
        let end = text.trim_end().len();
        let mut at = 0;
        for (index, whole) in text.split_inclusive('\n').enumerate() {
            let range = at..at + whole.len();
            at = range.end;
            let silent = inner(whole).is_empty() || ignored.contains(&(index + 1)) || whole.contains("<title>");
            let head = self.stored.form == Form::Html && !text[..range.start].contains("<article");
            let foot = text[..range.start].contains("</article>");
            if !silent && !head && !foot {
                self.add("drop a line", range.start, Expect::Noticed, &[(range.clone(), "")]);
            }
            if range.end < end {
                self.add("cut the page", range.end, Expect::Noticed, &[(range.end..text.len(), "")]);
            }
        }
        let half = line(text, text.len() / 2).start;
        self.add("cut the page in half", half, Expect::Damage, &[(half..text.len(), "")]);
    }

    /// What only HTML has.
    fn markup(&mut self) {
        let text = self.stored.text;
        for wrapper in ["div", "section"] {
            let (open, close) = (format!("<{wrapper} class=\"wide\">"), format!("</{wrapper}>"));
            for (at, _) in text.match_indices("<table") {
                let end = at + text[at..].find("</table>").expect("an end") + "</table>".len();
                if text[at + 1..end].contains("<table") {
                    continue;
                }
                self.add("wrap a table", at, Expect::Same, &[(at..at, &open), (end..end, &close)]);
            }
        }
        let marks = |tag: &'static str| text.match_indices(tag).map(move |(at, tag)| at..at + tag.len());
        let stripped: Vec<_> =
            marks("<code class=\"code\">").chain(marks("</code>")).map(|range| (range, "")).collect();
        self.add("strip code marks", 0, Expect::Same, &stripped);
        for open in marks("<code") {
            let end = open.start + text[open.start..].find("</code>").expect("an end") + "</code>".len();
            let inside = inner(&text[open.start..end]);
            if !inside.is_empty() {
                self.add("lose what is in code", open.start, Expect::Noticed, &[(open.start..end, "")]);
            }
        }
    }
}

fn soft_or_damage(soft: bool) -> Expect {
    if soft { Expect::Noticed } else { Expect::Damage }
}

/// Whether what follows a place's address stays inside the place.
fn is_inside(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '/'])
}

/// The words of a heading's cell.
fn heading(cell: &str) -> String {
    inner(cell)
}

/// A text without tags and pipes.
fn inner(text: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            '|' => {}
            c if !tag => out.push(c),
            _ => {}
        }
    }
    out.trim().to_owned()
}
