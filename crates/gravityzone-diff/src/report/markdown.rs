//! The report for a pull request: the verdict, what a person has to decide, then what happens to whom.
//! It is read in three minutes and stays below what a comment may hold; what is cut is counted and named.

mod escape;
mod page;

use self::escape::{code, href};
use self::page::{Cluster, Page};
use super::group::{Group, groups};
use super::section::{Question, Section};
use super::{Entry, Report, say};
use crate::bump::Declared;
use crate::change::{Bump, Change, Level};
use crate::rules::rule;
use std::collections::BTreeMap;

/// What a comment may hold, in bytes; with it the characters stay below it too.
const MOST: usize = 65_000;

/// A section of what breaks nobody is folded if it has more rows.
const MANY: usize = 8;

pub(super) fn markdown(report: &Report) -> String {
    let mut page = Page::default();
    page.head = format!("{}\n\n{} → {}\n", verdict(report), code(&report.base, 120), code(&report.head, 120));
    page.foot = release(report);
    decide(&mut page, report);
    for section in Section::ALL {
        let of = |entry: &&Entry| Section::of(entry) == section;
        let entries: Vec<&Entry> = report.entries.iter().filter(of).collect();
        let mut by_rule: Vec<(&str, Vec<&Entry>)> = Vec::new();
        for entry in &entries {
            match by_rule.iter_mut().find(|(rule, _)| *rule == entry.change.rule) {
                Some((_, of)) => of.push(entry),
                None => by_rule.push((entry.change.rule, vec![entry])),
            }
        }
        let worst = |entries: &[&Entry]| entries.iter().map(|entry| entry.change.verdict.level).max();
        by_rule.sort_by_key(|(_, entries)| std::cmp::Reverse(worst(entries)));
        let clusters = by_rule.into_iter().map(|(id, entries)| Cluster {
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

/// The first line: what it comes to.
fn verdict(report: &Report) -> String {
    if report.entries.is_empty() {
        return "**Nothing changed.**".to_owned();
    }
    let open = || report.entries.iter().filter(|entry| entry.accepted.is_none());
    let in_section = |section: Section| open().filter(|entry| Section::of(entry) == section).count();
    let at_level = |level: Level| open().filter(|entry| entry.change.verdict.level == level).count();
    let (breaking, silent) = (at_level(Level::Breaking), in_section(Section::Silent));
    let bold = match () {
        () if breaking > 0 => "Breaking.",
        () if in_section(Section::Breaks) > 0 => "Programs may no longer compile.",
        () if silent > 0 => "Compiles, and behaves differently.",
        () if at_level(Level::Warning) > 0 => "Nothing breaks; somebody has to look.",
        () if report.entries.len() == in_section(Section::Words) => "Only words.",
        () => "Nothing breaks.",
    };
    let decisions = open().filter(|entry| Question::of(entry).is_some()).count();
    let counts = Section::ALL.map(|section| {
        (section.title().to_lowercase(), report.entries.iter().filter(|entry| Section::of(entry) == section).count())
    });
    let mut counts: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(title, count)| format!("{title} {count}")).collect();
    if decisions > 0 {
        counts.insert(0, format!("**to decide {decisions}**"));
    }
    let all = say::count(report.entries.len(), "change", "changes");
    format!("**{bold}** {all}: {}. {}", counts.join(", "), asked(report))
}

/// What the next release has to be, in a sentence.
fn asked(report: &Report) -> String {
    let advice = &report.advice;
    let next = advice.next().map_or_else(String::new, |version| format!(", `{version}` at least"));
    let asked = match advice.suggested {
        Bump::None => "No release is needed".to_owned(),
        bump => format!("The next release is **{bump}**{next}"),
    };
    match &advice.declared {
        Declared::Step { head, .. } if advice.is_too_small() => {
            format!("{asked}; `{head}` is declared, which is too small.")
        }
        _ => format!("{asked}."),
    }
}

/// The questions, each with its changes in short.
fn decide(page: &mut Page, report: &Report) {
    let asked = |question: Question| report.entries.iter().filter(move |entry| Question::of(entry) == Some(question));
    let count = Question::ALL.iter().map(|question| asked(*question).count()).sum();
    let clusters = Question::ALL.iter().map(|question| {
        let (text, hangs_on) = question.text();
        let mut entries: Vec<&Entry> = asked(*question).collect();
        // an erratum before what it explains
        entries.sort_by_key(|entry| !entry.change.rule.starts_with("erratum-"));
        let rows = groups(entries.into_iter()).iter().map(|group| short_row(report, group)).collect();
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
        (Some(spot), Some(link)) => format!("[{name}]({})", href(link, spot)),
        (Some(_), None) => format!("{name} ({})", code(&say::place(change), 160)),
        (None, _) => name,
    }
}

/// What forces the next release, and what would soften it.
fn release(report: &Report) -> String {
    let advice = &report.advice;
    let mut out = format!("\n### Next release: {}\n\n", advice.suggested);
    let mut by_rule: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let forcing = |change: &&Change| change.verdict.rust == advice.suggested && advice.suggested >= Bump::Major;
    for change in report.entries.iter().map(|entry| &entry.change).filter(forcing) {
        by_rule.entry(change.rule).or_default().push(&change.at);
    }
    const RULES: usize = 12;
    for (id, at) in by_rule.iter().take(RULES) {
        let softer =
            rule(id).and_then(|rule| rule.softer).map_or_else(String::new, |softer| format!("; softer: {softer}"));
        out.push_str(&format!("- {} {}{softer}\n", code(id, 80), say::first(at, |at| code(at, 120))));
    }
    if by_rule.len() > RULES {
        out.push_str(&format!("- and {} more rules\n", by_rule.len() - RULES));
    }
    if let Declared::Unknown(why) = &advice.declared {
        out.push_str(&format!(
            "{}The declared version is not checked: {}.\n",
            if by_rule.is_empty() { "" } else { "\n" },
            code(why, 200)
        ));
    }
    out
}
