//! A report for a person: a line a difference, with its place, and what settles it.
//! Differences of one kind at one place are one line.

use super::{PageReport, Report};
use crate::drift::{Drift, DriftKind};

/// How many of a group of differences are named.
const NAMED: usize = 5;

/// The report as lines.
#[must_use]
pub fn text(report: &Report<'_>) -> String {
    let mut out = String::new();
    for page in &report.pages {
        head(page, &mut out);
    }
    let open: Vec<&Drift> = report.drift.iter().filter(|drift| drift.is_open()).collect();
    for group in groups(&open) {
        drift_lines(&group, &mut out);
    }
    explained(report, &mut out);
    let findings: usize = report.pages.iter().map(|page| page.findings.len() + page.stale.len()).sum();
    let unplaced: usize = report.pages.iter().map(|page| page.unplaced().count()).sum();
    out.push_str(&match report.is_clean() {
        true => "nothing is open: pages and spec agree\n".to_owned(),
        false => format!(
            "open: {}, {}, {}\n",
            count(open.len(), "difference"),
            count(findings, "finding"),
            count(unplaced, "unplaced block")
        ),
    });
    if open.iter().any(|drift| !drift.since_import) {
        out.push_str(DRIFT_HELP);
    }
    if open.iter().any(|drift| drift.since_import) {
        out.push_str(SINCE_HELP);
    }
    if findings > 0 {
        out.push_str(FINDING_HELP);
    }
    if unplaced > 0 {
        out.push_str(UNPLACED_HELP);
    }
    out
}

const DRIFT_HELP: &str = "\
a difference: change the spec (cargo xtask docs propose writes what is mechanical), or, if the page is wrong, write\n\
an erratum into spec/errata.json (cargo xtask errata new ADDRESS); spec/accepted.json is for API diffs only\n";
const SINCE_HELP: &str = "\
a change since the last import: the spec has nothing to say to it, or says it already; once read, it goes into spec/docs\n\
(cargo xtask docs import PAGE)\n";
const FINDING_HELP: &str = "\
a finding: the page or its extract is broken there and the spec does not care; once read, it is accepted in spec/docs\n\
(cargo xtask docs import PAGE --accept KIND=WHY) and comes back when its text changes\n";
const UNPLACED_HELP: &str = "\
an unplaced block: the reader does not know this shape; teach it in crates/gravityzone-docs/src/read\n";

fn count(count: usize, of: &str) -> String {
    format!("{count} {of}{}", if count == 1 { "" } else { "s" })
}

fn head(page: &PageReport<'_>, out: &mut String) {
    let (sheet, file) = (page.sheet, &page.sheet.page.file);
    let blocks = &sheet.page.blocks;
    let used = blocks.iter().filter(|block| block.fate == crate::facts::Fate::Used).count();
    let unplaced = page.unplaced().count();
    out.push_str(&format!(
        "{file}: page {} of {}, {}; blocks: {used} used, {} ignored, {unplaced} unplaced; {} accepted{}\n",
        sheet.facts.page,
        sheet.facts.area,
        count(sheet.facts.methods.len(), "method"),
        blocks.len() - used - unplaced,
        count(page.accepted, "finding"),
        if page.imported { "" } else { "; not imported before" },
    ));
    for block in page.unplaced() {
        out.push_str(&format!("  {file}:{}: unplaced: {}\n", block.at, block.excerpt));
    }
    for finding in &page.findings {
        let (at, kind) = (finding.at, finding.kind);
        out.push_str(&format!("  {file}:{at}: {kind}: {}: {}\n", finding.subject, finding.text));
    }
    for stale in &page.stale {
        out.push_str(&format!(
            "  {file}: accepted-stale: {}: {} is no longer found; import drops it from {:?}\n",
            stale.about, stale.kind, stale.name
        ));
    }
}

/// Differences of one kind whose addresses differ in the last part only, and that are all of one file.
fn groups<'d>(open: &[&'d Drift]) -> Vec<Vec<&'d Drift>> {
    let mut groups: Vec<Vec<&Drift>> = Vec::new();
    let outer = |drift: &Drift| drift.at.rsplit_once('.').map_or("", |(outer, _)| outer).to_owned();
    for drift in open {
        let same = |group: &&mut Vec<&Drift>| {
            let first = group[0];
            first.kind == DriftKind::EnumValueAdded
                && first.kind == drift.kind
                && first.file == drift.file
                && outer(first) == outer(drift)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(drift),
            None => groups.push(vec![drift]),
        }
    }
    groups
}

fn drift_lines(group: &[&Drift], out: &mut String) {
    let first = group[0];
    let Drift { kind, at, file, line, .. } = first;
    if group.len() > 1 {
        let outer = at.rsplit_once('.').map_or("", |(outer, _)| outer);
        let named: Vec<&str> = group.iter().filter_map(|drift| drift.docs.as_deref()).take(NAMED).collect();
        let more = group.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let (count, named) = (group.len(), named.join(", "));
        out.push_str(&format!("  {file}:{line}: {kind}: {outer}: {count} codes: {named}{more}\n"));
        return;
    }
    if *kind == DriftKind::ErratumStale {
        let (name, what) = (first.erratum.as_deref().unwrap_or_default(), first.spec.as_deref().unwrap_or_default());
        out.push_str(&format!("  spec/errata.json: {kind}: {name} at {at}: {what}; take it away, or set it right\n"));
        return;
    }
    let docs = first.docs.as_deref().unwrap_or("nothing");
    let spec = first.spec.as_deref().map_or(String::new(), |spec| format!("; the spec: {spec}"));
    let since = if first.since_import { "; changed since the last import" } else { "" };
    out.push_str(&format!("  {file}:{line}: {kind}: {at}: the page: {docs}{spec}{since}\n"));
}

/// How many differences each erratum explains.
fn explained(report: &Report<'_>, out: &mut String) {
    let explained: Vec<&str> =
        report.drift.iter().filter(|drift| !drift.is_open()).filter_map(|drift| drift.erratum.as_deref()).collect();
    let mut names: Vec<&str> = explained.clone();
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        let (differences, errata) = (count(explained.len(), "difference"), names.len());
        let errata = if errata == 1 { "1 erratum".to_owned() } else { format!("{errata} errata") };
        let verb = if explained.len() == 1 { "is" } else { "are" };
        out.push_str(&format!("{differences} {verb} explained by {errata}: {}\n", names.join(", ")));
    }
}
