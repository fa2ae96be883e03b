//! The report for a terminal: the worst first, a change and its place, then what the next release has to be.
//! What only has words is counted.

use super::group::{Group, by_rule, groups};
use super::section::Section;
use super::{Entry, Report, say, summary};
use crate::change::Level;
use crate::rules::rule;
use std::fmt::Write;

pub(super) fn text(report: &Report) -> String {
    let mut out = format!(
        "{} -> {}\n{} {}\n",
        say::short(&report.base, 120),
        say::short(&report.head, 120),
        summary::verdict(report),
        summary::counts(report)
    );
    let open = |entry: &&Entry| !matches!(Section::of(entry), Section::Words | Section::Accepted);
    for level in Level::ALL.iter().rev() {
        let of = |entry: &&Entry| entry.change.verdict.level == *level;
        rows(&mut out, level.as_str(), report.entries.iter().filter(open).filter(of).collect());
    }
    let accepted = |entry: &&Entry| Section::of(entry) == Section::Accepted;
    rows(&mut out, "accepted", report.entries.iter().filter(accepted).collect());
    words(&mut out, report);
    surface(&mut out, report);
    release(&mut out, report);
    out
}

/// Items that moved without a change of the spec: the first of them, for a generator that changed moves hundreds.
fn surface(out: &mut String, report: &Report) {
    const FIRST: usize = 20;
    if report.surface.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nno change of the spec explains ({})", report.surface.len());
    report.surface.iter().take(FIRST).for_each(|line| out.push_str(&format!("  {}\n", say::short(line, 200))));
    if let more @ 1.. = report.surface.len().saturating_sub(FIRST) {
        let _ = writeln!(out, "  and {more} more; --format html has them all");
    }
}

/// Changes under a title, if there are any.
fn rows(out: &mut String, title: &str, entries: Vec<&Entry>) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title} ({})", entries.len());
    groups(entries.into_iter()).iter().for_each(|group| row(out, group));
}

fn row(out: &mut String, group: &Group<'_>) {
    let change = &group.first().change;
    let _ = writeln!(out, "  {}  {}", change.rule, group.told());
    let mut told = vec![say::place(change)];
    told.extend(say::effects(change));
    let methods = group.methods();
    if methods.len() > 1 {
        told.push(format!("{} methods: {}", methods.len(), say::first(&methods, str::to_owned)));
    }
    told.extend(change.note.as_deref().map(|note| say::short(note, 200)));
    told.extend(group.first().accepted.as_deref().map(|why| format!("accepted: {}", say::short(why, 200))));
    let _ = writeln!(out, "      {}", told.join("; "));
}

/// What only has words, a line for each rule.
fn words(out: &mut String, report: &Report) {
    let entries: Vec<&Entry> = report.entries.iter().filter(|entry| Section::of(entry) == Section::Words).collect();
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nwords ({})", entries.len());
    for (rule, entries) in by_rule(entries.into_iter()) {
        let at: Vec<&str> = entries.iter().map(|entry| entry.change.at.as_str()).collect();
        let _ = writeln!(out, "  {rule}  {}: {}", at.len(), say::short(&say::first(&at, str::to_owned), 400));
    }
}

/// What the next release has to be, why, and what would soften it.
fn release(out: &mut String, report: &Report) {
    let _ = writeln!(out, "\n{}", summary::asked(report, str::to_owned));
    let by_rule = summary::forcing(report);
    if !by_rule.is_empty() {
        out.push_str("because of\n");
    }
    for (id, at) in by_rule {
        let _ = writeln!(out, "  {id}  {}", say::short(&say::first(&at, str::to_owned), 400));
        if let Some(softer) = rule(id).and_then(|rule| rule.softer) {
            let _ = writeln!(out, "      softer: {softer}");
        }
    }
}
