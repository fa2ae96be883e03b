//! The report as annotations of a workflow run: commands that GitHub turns into remarks at lines.
//! It shows ten of a kind in a step; what is beyond that is counted in the tenth.

use super::group::{Group, groups};
use super::section::Section;
use super::{Entry, Report, say, summary};
use crate::change::Level;
use crate::rules::rule;
use std::fmt::Write;

/// So many of a kind are shown.
const MOST: usize = 10;

/// The kinds of annotations, the worst first.
const KINDS: [&str; 3] = ["error", "warning", "notice"];

pub(super) fn github(report: &Report) -> String {
    let mut out = String::new();
    for kind in KINDS {
        let of = |entry: &&Entry| kind_of(entry) == Some(kind);
        let rows = groups(report.entries.iter().filter(of));
        let mut commands: Vec<String> = rows.iter().map(|row| annotation(kind, row)).collect();
        let about = report.surface.iter().map(|line| {
            let text = format!("no change of the spec explains: {}", say::short(line, 400));
            format!("::{kind} title=not explained::{}\n", data(&text))
        });
        commands.extend(about.filter(|_| kind == "warning"));
        if commands.len() > MOST {
            let beyond = commands.len() - (MOST - 1);
            let rules = rules_of(rows.iter().skip(MOST - 1));
            commands.truncate(MOST - 1);
            let text = format!("{beyond} more are not shown here: {rules}");
            commands.push(format!("::{kind} title=and more::{}\n", data(&text)));
        }
        out.push_str(&commands.concat());
    }
    // no command: a line of the log
    let _ = writeln!(out, "{} {}", summary::verdict(report), summary::counts(report));
    out
}

fn kind_of(entry: &Entry) -> Option<&'static str> {
    match (Section::of(entry), entry.change.verdict.level) {
        (Section::Words, _) => None,
        (Section::Accepted, _) | (_, Level::Info) => Some("notice"),
        (_, Level::Breaking) => Some("error"),
        (_, Level::Warning) => Some("warning"),
    }
}

/// One command: where, the rule as title, and what it says in a few sentences.
fn annotation(kind: &str, group: &Group<'_>) -> String {
    let change = &group.first().change;
    let mut said = vec![say::subject(group)];
    said.push(rule(change.rule).map_or("", |rule| rule.about).to_owned());
    let effects = say::effects(change);
    said.extend((!effects.is_empty()).then(|| format!("{}.", effects.join(", "))));
    let methods = group.methods();
    if methods.len() > 1 {
        said.push(format!("{} methods: {}.", methods.len(), say::first(&methods, str::to_owned)));
    }
    said.extend(change.note.as_deref().map(|note| format!("{}.", say::short(note, 200))));
    said.extend(group.first().accepted.as_deref().map(|why| format!("Accepted: {}", say::short(why, 200))));
    if say::is_in_base(change) {
        let nearest = if change.head.is_some() { "; this is the nearest line that is left" } else { "" };
        said.push(format!("It stood at {}{nearest}.", say::place(change)));
    }
    let mut properties = Vec::new();
    if let Some(spot) = &change.head {
        properties.push(format!("file={}", property(&spot.file)));
        properties.push(format!("line={}", spot.line));
        // a column marks the letter from which on it is so; of what is gone there is none
        properties.extend((!say::is_in_base(change)).then(|| format!("col={}", spot.column)));
    }
    properties.push(format!("title={}", property(change.rule)));
    format!("::{kind} {}::{}\n", properties.join(","), data(&said.join("\n")))
}

/// How many of which rules.
fn rules_of<'r>(rows: impl Iterator<Item = &'r Group<'r>>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        let rule = row.first().change.rule;
        match counts.iter_mut().find(|(id, _)| *id == rule) {
            Some((_, count)) => *count += row.entries.len(),
            None => counts.push((rule, row.entries.len())),
        }
    }
    let counts: Vec<String> = counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    counts.join(", ")
}

/// A message, as a workflow command takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, as a workflow command takes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
