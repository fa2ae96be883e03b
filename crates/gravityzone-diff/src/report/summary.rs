//! What a report comes to: the verdict, how much of each kind there is, what the next release has to be and why.
//! Plain words; each format wraps them.

use super::section::{Question, Section};
use super::{Report, say};
use crate::bump::Declared;
use crate::change::{Bump, Level};
use std::collections::BTreeMap;

/// The verdict in a sentence.
pub(super) fn verdict(report: &Report) -> &'static str {
    let some = |is: &dyn Fn(Level, Section) -> bool| {
        let open = report.entries.iter().filter(|entry| entry.accepted.is_none());
        open.into_iter().any(|entry| is(entry.change.verdict.level, Section::of(entry)))
    };
    match () {
        () if report.entries.is_empty() && report.surface.is_empty() => "Nothing changed.",
        () if report.entries.is_empty() => "The spec is what it was, the generated crates are not.",
        () if some(&|level, _| level == Level::Breaking) => "Breaking.",
        () if some(&|_, section| section == Section::Breaks) => "Programs may no longer compile.",
        () if some(&|_, section| section == Section::Silent) => "Compiles, and behaves differently.",
        () if some(&|level, _| level == Level::Warning) => "Nothing breaks; somebody has to look.",
        () if some(&|_, section| section != Section::Words) => "Nothing breaks.",
        () if some(&|_, _| true) => "Only words.",
        () => "All has been accepted.",
    }
}

/// How much there is to decide, and of each section.
pub(super) fn counts(report: &Report) -> String {
    if report.entries.is_empty() && report.surface.is_empty() {
        return String::new();
    }
    let decisions = Question::ALL.iter().map(|question| question.decisions(report)).sum();
    let of = |section: Section| report.entries.iter().filter(|entry| Section::of(entry) == section).count();
    let mut counts = vec![("to decide".to_owned(), decisions)];
    counts.extend(Section::ALL.map(|section| (section.title().to_lowercase(), of(section))));
    counts.push(("not explained".to_owned(), report.surface.len()));
    let counts: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(title, count)| format!("{title} {count}")).collect();
    format!("{}: {}.", say::count(report.entries.len(), "change", "changes"), counts.join(", "))
}

/// What the next release has to be, in a sentence.
pub(super) fn asked(report: &Report, wrap: impl Fn(&str) -> String) -> String {
    let advice = &report.advice;
    let next = advice.next().map_or_else(String::new, |version| format!(", {} at least", wrap(&version.to_string())));
    let asked = match advice.suggested {
        Bump::None => "No release is needed".to_owned(),
        bump => format!("The next release is {}{next}", wrap(bump.as_str())),
    };
    let asked = match advice.demanded {
        demanded if demanded < advice.suggested => {
            format!("{asked}, {} without what has been accepted", wrap(demanded.as_str()))
        }
        _ => asked,
    };
    match &advice.declared {
        Declared::Step { base, head, .. } if advice.is_too_small() => {
            let (base, head) = (wrap(&base.to_string()), wrap(&head.to_string()));
            format!("{asked}. Declared is {base} to {head}, which is too small.")
        }
        Declared::Step { base, head, .. } if base != head => {
            format!("{asked}. Declared is {} to {}, which is enough.", wrap(&base.to_string()), wrap(&head.to_string()))
        }
        Declared::Step { .. } => format!("{asked}."),
        Declared::Unknown(why) => format!("{asked}. The declared version is not checked: {}.", wrap(why)),
    }
}

/// The rules that force the next release to be what it has to be, each with its addresses.
/// What asks for a patch alone forces nothing.
pub(super) fn forcing(report: &Report) -> BTreeMap<&str, Vec<&str>> {
    let mut by_rule: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let suggested = report.advice.suggested;
    let changes = report.entries.iter().map(|entry| &entry.change);
    for change in changes.filter(|change| change.verdict.rust == suggested && suggested > Bump::Patch) {
        by_rule.entry(change.rule).or_default().push(&change.at);
    }
    by_rule
}
