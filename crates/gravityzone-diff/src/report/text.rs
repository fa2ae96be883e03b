//! The report for a terminal: the worst first, a change and its place, then what the next release has to be.
//! What only has words is counted.

use super::group::{Group, groups};
use super::{Entry, Report, say};
use crate::bump::Declared;
use crate::change::{Bump, Change, Level, Origin};
use crate::rules::rule;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn text(report: &Report) -> String {
    let mut out = format!("{} -> {}: {}\n", report.base, report.head, said(report));
    for level in Level::ALL.iter().rev() {
        let of = |entry: &&Entry| entry.change.verdict.level == *level && entry.change.origin != Origin::Editorial;
        let entries: Vec<&Entry> = report.entries.iter().filter(of).collect();
        if entries.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{level} ({})", entries.len());
        groups(entries.into_iter()).iter().for_each(|group| row(&mut out, group));
    }
    words(&mut out, report);
    if !report.surface.is_empty() {
        let _ = writeln!(out, "\nno change of the spec explains ({})", report.surface.len());
        report.surface.iter().for_each(|line| out.push_str(&format!("  {}\n", say::short(line, 200))));
    }
    bump(&mut out, report);
    out
}

/// How much there is, in a few words.
fn said(report: &Report) -> String {
    match report.entries.len() {
        0 => "no change".to_owned(),
        many => say::count(many, "change", "changes"),
    }
}

fn row(out: &mut String, group: &Group<'_>) {
    let change = &group.first().change;
    let what = match group.entries.len() {
        1 if change.rule.starts_with("erratum-") => {
            let erratum = say::erratum(change, |text| say::short(text, 80));
            erratum.map_or_else(|| change.at.clone(), |erratum| format!("{}: {erratum}", change.at))
        }
        1 => match say::became(change, 80) {
            (Some(before), Some(after)) => format!("{}: {before} -> {after}", change.at),
            (None, Some(after)) => format!("{}: {after}", change.at),
            (Some(before), None) => format!("{}: was {before}", change.at),
            (None, None) => change.at.clone(),
        },
        many => {
            let (holder, names) = group.names();
            format!("{holder}: {many}: {}", say::first(&names, str::to_owned))
        }
    };
    let _ = writeln!(out, "  {}  {}", change.rule, say::short(&what, 400));
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
    let mut by_rule: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let editorial = report.entries.iter().filter(|entry| entry.change.origin == Origin::Editorial);
    for change in editorial.map(|entry| &entry.change) {
        by_rule.entry(change.rule).or_default().push(&change.at);
    }
    if by_rule.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nwords ({})", by_rule.values().map(Vec::len).sum::<usize>());
    for (rule, at) in by_rule {
        let _ = writeln!(out, "  {rule}  {}: {}", at.len(), say::short(&say::first(&at, str::to_owned), 400));
    }
}

/// What the next release has to be, why, and what would soften it.
fn bump(out: &mut String, report: &Report) {
    let advice = &report.advice;
    let next = advice.next().map_or_else(String::new, |version| format!(", {version} at least"));
    let _ = match advice.suggested {
        Bump::None => writeln!(out, "\nsuggested bump: none"),
        bump => writeln!(out, "\nsuggested bump: {bump}{next}; because of"),
    };
    let mut by_rule: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let forcing = |change: &&Change| change.verdict.rust == advice.suggested && advice.suggested > Bump::None;
    for change in report.entries.iter().map(|entry| &entry.change).filter(forcing) {
        by_rule.entry(change.rule).or_default().push(&change.at);
    }
    for (id, at) in by_rule {
        let _ = writeln!(out, "  {id}  {}", say::short(&say::first(&at, str::to_owned), 400));
        if let Some(softer) = rule(id).and_then(|rule| rule.softer) {
            let _ = writeln!(out, "      softer: {softer}");
        }
    }
    let _ = match &advice.declared {
        Declared::Unknown(why) => writeln!(out, "declared version: not checked, {why}"),
        Declared::Step { base, head, .. } if advice.is_too_small() => {
            writeln!(out, "declared version: {base} -> {head}, too small")
        }
        Declared::Step { base, head, .. } => writeln!(out, "declared version: {base} -> {head}, enough"),
    };
}
