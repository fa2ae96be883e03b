//! The report as one page for a browser: nothing is fetched, and without its script all is readable.
//! The script only filters by level.

use super::group::{Group, by_rule, groups};
use super::section::{Question, Section};
use super::{Entry, Report, say, summary};
use crate::change::{Change, Level};
use crate::rules::rule;
use std::fmt::Write;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

pub(super) fn html(report: &Report) -> String {
    let mut out = String::new();
    let title = format!("{} → {}", text(&report.base), text(&report.head));
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p>{title}</p>\n",
        text(summary::verdict(report)),
    );
    let asked = summary::asked(report, code);
    let _ = writeln!(out, "<p>{} {asked}</p>", text(&summary::counts(report)));
    filter(&mut out, report);
    let notices: Vec<String> = report.notices.iter().map(ToString::to_string).collect();
    lines(
        &mut out,
        "Accepted changes",
        "Entries that have run out or give no reason fail; those that meet no change can go.",
        &notices,
    );
    decide(&mut out, report);
    for section in Section::ALL {
        let entries: Vec<&Entry> = report.entries.iter().filter(|entry| Section::of(entry) == section).collect();
        part(&mut out, report, section.title(), &entries);
    }
    lines(
        &mut out,
        "Not explained",
        "The generated crates differ here, and no change of the spec says why.",
        &report.surface,
    );
    release(&mut out, report);
    let _ = write!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// Buttons that only the script shows.
fn filter(out: &mut String, report: &Report) {
    let count = |level: Level| report.entries.iter().filter(|entry| entry.change.verdict.level == level).count();
    let button = |show: &str, count: usize, pressed: bool| {
        format!("<button data-show=\"{show}\" aria-pressed=\"{pressed}\">{show} {count}</button>")
    };
    out.push_str("<nav hidden>");
    out.push_str(&button("all", report.entries.len(), true));
    for level in Level::ALL.iter().rev() {
        out.push_str(&button(level.as_str(), count(*level), false));
    }
    let silent = report.entries.iter().filter(|entry| entry.change.verdict.silent).count();
    out.push_str(&button("silent", silent, false));
    out.push_str("</nav>\n");
}

fn decide(out: &mut String, report: &Report) {
    let count: usize = Question::ALL.iter().map(|question| question.decisions(report)).sum();
    if count == 0 {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>Decide ({count})</h2>");
    for question in Question::ALL.into_iter().filter(|question| !question.asked(report).is_empty()) {
        let (asks, hangs_on) = question.text();
        let _ = writeln!(out, "<article>\n<h3>{}</h3>\n<p>{}</p>\n<ul>", text(asks), text(hangs_on));
        groups(question.asked(report).into_iter())
            .iter()
            .for_each(|group| row(out, report, group, code(group.first().change.rule)));
        out.push_str("</ul>\n</article>\n");
    }
    out.push_str("</section>\n");
}

/// One section: the rules that are met, each with its changes.
fn part(out: &mut String, report: &Report, title: &str, entries: &[&Entry]) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{} ({})</h2>", text(title), entries.len());
    for (id, entries) in by_rule(entries.iter().copied()) {
        let about = ours(rule(id).map_or("", |rule| rule.about));
        let _ = writeln!(out, "<article>\n<h3>{about} {}</h3>\n<ul>", code(id));
        groups(entries.into_iter()).iter().for_each(|group| row(out, report, group, more(group)));
        out.push_str("</ul>\n</article>\n");
    }
    out.push_str("</section>\n");
}

/// One change, or several of one kind, and what else is told of it.
fn row(out: &mut String, report: &Report, group: &Group<'_>, more: String) {
    let change = &group.first().change;
    let silent = if change.verdict.silent { " data-silent=\"silent\"" } else { "" };
    let level = change.verdict.level;
    let _ = write!(out, "<li data-level=\"{level}\"{silent}><span class=\"level {level}\">{level}</span> ");
    match group.entries.as_slice() {
        [_] => out.push_str(&subject(report, change)),
        several => {
            let _ = write!(out, "{}: {}", code(group.names().0), several.len());
            let items = several.iter().map(|entry| format!("<li>{}</li>", subject(report, &entry.change)));
            let _ = write!(
                out,
                "<details><summary>all {}</summary><ul>{}</ul></details>",
                several.len(),
                items.collect::<String>()
            );
        }
    }
    let _ = writeln!(out, " {more}</li>");
}

/// What it does to whom, and whom it reaches.
fn more(group: &Group<'_>) -> String {
    let mut told = say::effects(&group.first().change);
    told.extend(group.first().change.note.clone());
    told.extend(group.first().accepted.as_deref().map(|why| format!("accepted: {why}")));
    let mut out = String::new();
    if !told.is_empty() {
        out.push_str(&format!("<div class=\"quiet\">{}</div>", text(&told.join(" · "))));
    }
    let methods = group.methods();
    if !methods.is_empty() {
        let names: Vec<String> = methods.iter().map(|name| code(name)).collect();
        let count = say::count(methods.len(), "method", "methods");
        out.push_str(&format!("<details class=\"quiet\"><summary>{count}</summary>{}</details>", names.join(" ")));
    }
    out
}

/// The address, linked if there is an address for it, with before, after and place.
fn subject(report: &Report, change: &Change) -> String {
    let link = if say::is_in_base(change) { &report.base_link } else { &report.link };
    let mut out = match (say::spot(change), link) {
        (Some(spot), Some(link)) if link.starts_with("https://") && say::is_in_repository(spot) => {
            format!("<a href=\"{}\">{}</a>", text(&say::href(link, spot)), code(&change.at))
        }
        _ => code(&change.at),
    };
    if let Some(erratum) = say::erratum(change, code) {
        out.push_str(&format!(": {erratum}"));
    } else {
        out.push_str(&match say::became(change, 400) {
            (Some(before), Some(after)) => format!(" {} → {}", code(&before), code(&after)),
            (None, Some(after)) => format!(" {}", code(&after)),
            (Some(before), None) => format!(" was {}", code(&before)),
            (None, None) => String::new(),
        });
    }
    out.push_str(&format!(" <span class=\"quiet\">{}</span>", text(&say::place(change))));
    out
}

/// A section of lines, if there are any.
fn lines(out: &mut String, title: &str, about: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{title} ({})</h2>\n<p>{about}</p>\n<ul>", lines.len());
    lines.iter().for_each(|line| out.push_str(&format!("<li>{}</li>\n", code(line))));
    out.push_str("</ul>\n</section>\n");
}

fn release(out: &mut String, report: &Report) {
    let by_rule = summary::forcing(report);
    if by_rule.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>Next release: {}</h2>\n<ul>", report.advice.suggested);
    for (id, at) in by_rule {
        let softer = rule(id).and_then(|rule| rule.softer);
        let softer = softer.map_or_else(String::new, |softer| format!("; softer: {}", ours(softer)));
        let _ = writeln!(out, "<li>{} {}{softer}</li>", code(id), say::first(&at, code));
    }
    out.push_str("</ul>\n</section>\n");
}

/// A text, shortened to what a person reads, that is no markup.
fn text(text: &str) -> String {
    let mut out = String::new();
    for c in say::short(text, 2000).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A sentence of the catalogue, with what stands between backticks as code.
fn ours(sentence: &str) -> String {
    let parts = sentence.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { code(part) } else { text(part) }).collect()
}

fn code(name: &str) -> String {
    format!("<code>{}</code>", text(name))
}
