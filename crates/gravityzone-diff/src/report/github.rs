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

/// One remark, and how many of what it tells of.
struct Remark<'r> {
    about: &'r str,
    many: usize,
    command: String,
}

pub(super) fn github(report: &Report) -> String {
    let mut out: String = KINDS.iter().map(|kind| commands(kind, remarks(report, kind))).collect();
    // no command: a line of the log
    let _ = writeln!(out, "{} {}", summary::verdict(report), summary::counts(report));
    out
}

/// The remarks of a kind: what is wrong with accepted changes, the changes, what no change explains.
fn remarks<'r>(report: &'r Report, kind: &str) -> Vec<Remark<'r>> {
    let plain = |about, text: String| {
        let command = format!("::{kind} title={about}::{}\n", data(&say::short(&text, 400)));
        Remark { about, many: 1, command }
    };
    let kind_of_notice = |fails| if fails { "error" } else { "warning" };
    let notices = report.notices.iter().filter(|notice| kind_of_notice(notice.fails) == kind);
    let mut remarks: Vec<Remark<'_>> = notices.map(|notice| plain("accepted change", notice.to_string())).collect();
    let rows = groups(report.entries.iter().filter(|entry| kind_of(entry) == Some(kind)));
    remarks.extend(rows.iter().map(|row| Remark {
        about: row.first().change.rule,
        many: row.entries.len(),
        command: annotation(kind, row),
    }));
    let surface = report.surface.iter().filter(|_| kind == "warning");
    remarks.extend(surface.map(|line| plain("not explained", format!("no change of the spec explains: {line}"))));
    remarks
}

/// As many as are shown; if there are more, the last counts them.
fn commands(kind: &str, mut remarks: Vec<Remark<'_>>) -> String {
    if remarks.len() > MOST {
        let mut beyond: Vec<(&str, usize)> = Vec::new();
        for remark in remarks.split_off(MOST - 1) {
            match beyond.iter_mut().find(|(about, _)| *about == remark.about) {
                Some((_, many)) => *many += remark.many,
                None => beyond.push((remark.about, remark.many)),
            }
        }
        let all: usize = beyond.iter().map(|(_, many)| many).sum();
        let named: Vec<String> = beyond.iter().map(|(about, many)| format!("{many} {about}")).collect();
        let text = format!("{all} more are not shown here: {}", named.join(", "));
        remarks.push(Remark { about: "", many: all, command: format!("::{kind} title=and more::{}\n", data(&text)) });
    }
    remarks.into_iter().map(|remark| remark.command).collect()
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
    let mut said = vec![group.told()];
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

/// A message, as a workflow command takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, as a workflow command takes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
