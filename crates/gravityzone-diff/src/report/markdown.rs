//! The report for a pull request: the verdict, what a person has to decide, then what happens to whom.
//! It is read in three minutes and stays below what a comment may hold; what is cut is counted and named.

mod escape;
mod page;

use self::escape::code;
use self::page::{Cluster, Page};
use super::group::{Group, by_rule, groups};
use super::section::{Question, Section};
use super::{Entry, Report, say, summary};
use crate::change::Change;
use crate::rules::rule;

/// What a comment may hold, in bytes; with it the characters stay below it too.
const MOST: usize = 65_000;

/// A section of what breaks nobody is folded if it has more rows.
const MANY: usize = 8;

/// So many names of one row are listed in its fold.
const NAMES: usize = 200;

pub(super) fn markdown(report: &Report) -> String {
    let mut page = Page::default();
    let asked = summary::asked(report, |text| code(text, 200));
    let said = [format!("**{}**", summary::verdict(report)), summary::counts(report), asked];
    let verdict = said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ");
    page.head = format!("{verdict}\n\n{} → {}\n", code(&report.base, 120), code(&report.head, 120));
    page.foot = release(report);
    if !report.notices.is_empty() {
        let rows = report.notices.iter().map(|notice| page::Row::of("accepted", 1, code(&notice.to_string(), 400)));
        let title =
            "**Entries that have run out or give no reason fail; those that meet no change can go.**".to_owned();
        page.section("Accepted changes", report.notices.len(), false, vec![Cluster { title, rows: rows.collect() }]);
    }
    decide(&mut page, report);
    for section in Section::ALL {
        let entries: Vec<&Entry> = report.entries.iter().filter(|entry| Section::of(entry) == section).collect();
        let clusters = by_rule(entries.iter().copied()).into_iter().map(|(id, entries)| Cluster {
            title: format!("**{}** {}", rule(id).map_or("", |rule| rule.about), code(id, 80)),
            rows: groups(entries.into_iter()).iter().map(|group| row(report, group, section)).collect(),
        });
        let clusters: Vec<Cluster> = clusters.collect();
        let rows: usize = clusters.iter().map(|cluster| cluster.rows.len()).sum();
        let folded = match section {
            Section::Silent | Section::Breaks | Section::Depends => false,
            Section::Added | Section::Loosened | Section::Other => rows > MANY,
            Section::Words | Section::Accepted => true,
        };
        page.section(section.title(), entries.len(), folded, clusters);
    }
    if !report.surface.is_empty() {
        let rows = report.surface.iter().map(|line| page::Row::of("surface", 1, code(line, 200))).collect();
        let title = "**The generated crates differ here, and no change of the spec says why.**".to_owned();
        page.section("Not explained", report.surface.len(), false, vec![Cluster { title, rows }]);
    }
    page.within(MOST)
}

/// The questions, each with its changes in short.
fn decide(page: &mut Page, report: &Report) {
    let count = Question::ALL.iter().map(|question| question.decisions(report)).sum();
    let clusters = Question::ALL.iter().map(|question| {
        let (text, hangs_on) = question.text();
        let rows = groups(question.asked(report).into_iter()).iter().map(|group| short_row(report, group)).collect();
        Cluster { title: format!("**{text}** {hangs_on}"), rows }
    });
    page.section("Decide", count, false, clusters.collect());
}

/// The thing, linked, and what became of it.
fn short_row(report: &Report, group: &Group<'_>) -> page::Row {
    let change = &group.first().change;
    let mut text = format!("{} {}", subject(report, group), code(change.rule, 80));
    if let Some(note) = &change.note {
        text.push_str(&format!(", {}", code(note, 200)));
    }
    page::Row::of(change.rule, group.entries.len(), text)
}

/// The thing, what became of it, what that does to whom and which methods it reaches.
fn row(report: &Report, group: &Group<'_>, section: Section) -> page::Row {
    let change = &group.first().change;
    let mut told = Vec::new();
    if section != Section::Words {
        told.extend(say::effects(change).into_iter().filter(|said| section != Section::Silent || said != say::SILENT));
        let methods = group.methods();
        if methods.len() > 1 {
            told.push(format!("{} methods: {}", methods.len(), say::first(&methods, |name| code(name, 100))));
        }
    }
    told.extend(change.note.as_deref().map(|note| code(note, 200)));
    told.extend(group.first().accepted.as_deref().map(|why| format!("accepted: {}", code(why, 200))));
    let mut text = subject(report, group);
    if !told.is_empty() {
        text.push_str(&format!(" · {}", told.join(" · ")));
    }
    if group.entries.len() > 1 {
        let names: Vec<String> = group.items().iter().take(NAMES).map(|item| code(item, 60)).collect();
        let shown = if names.len() < group.entries.len() { "the first" } else { "all" };
        let shown = format!("{shown} {}", names.len());
        text.push_str(&format!("\n  <details><summary>{shown}</summary>\n\n  {}\n  </details>\n", names.join(", ")));
    }
    page::Row::of(change.rule, group.entries.len(), text)
}

/// The address with a link to its line, and before and after; of several, how many and the first names.
fn subject(report: &Report, group: &Group<'_>) -> String {
    let change = &group.first().change;
    if group.entries.len() > 1 {
        let (holder, names) = group.names();
        let names = say::first(&names, |name| code(name, 60));
        return format!("{}: {}: {names}", linked(report, change, holder), group.entries.len());
    }
    let at = linked(report, change, &change.at);
    let text = |json: &Option<serde_json::Value>| json.as_ref().is_some_and(serde_json::Value::is_string);
    if Section::of(group.first()) == Section::Words && !(text(&change.before) && text(&change.after)) {
        return at;
    }
    if let Some(erratum) = say::erratum(change, |text| code(text, 300)) {
        return format!("{at}: {erratum}");
    }
    match say::became(change, 80) {
        (Some(before), Some(after)) => format!("{at} {} → {}", code(&before, 80), code(&after, 80)),
        (None, Some(after)) => format!("{at} {}", code(&after, 80)),
        (Some(before), None) => format!("{at} was {}", code(&before, 80)),
        (None, None) => at,
    }
}

/// A name that leads to the change's line: as a link if there is an address for one, else with file and line.
fn linked(report: &Report, change: &Change, name: &str) -> String {
    let name = code(name, 160);
    // the base's lines are not in the head
    let link = if say::is_in_base(change) { &report.base_link } else { &report.link };
    match (say::spot(change), link) {
        (Some(spot), Some(link)) if say::is_in_repository(spot) => format!("[{name}]({})", say::href(link, spot)),
        (Some(_), _) => format!("{name} ({})", code(&say::place(change), 160)),
        (None, _) => name,
    }
}

/// What forces the next release, and what would soften it.
fn release(report: &Report) -> String {
    let by_rule = summary::forcing(report);
    if by_rule.is_empty() {
        return String::new();
    }
    let mut out = format!("\n### Next release: {}\n\n", report.advice.suggested);
    const RULES: usize = 12;
    for (id, at) in by_rule.iter().take(RULES) {
        let softer =
            rule(id).and_then(|rule| rule.softer).map_or_else(String::new, |softer| format!("; softer: {softer}"));
        out.push_str(&format!("- {} {}{softer}\n", code(id, 80), say::first(at, |at| code(at, 120))));
    }
    if by_rule.len() > RULES {
        out.push_str(&format!("- and {} more rules\n", by_rule.len() - RULES));
    }
    out
}
