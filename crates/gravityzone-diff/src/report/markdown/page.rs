//! A page of sections, clusters and rows that fits into so many bytes.
//! Rows are left out from the end, and what was left out is counted by its rule.

use std::collections::BTreeMap;

/// So many rows of a cluster are shown; the rest is folded.
const SHOWN: usize = 5;

const OPEN: &str = "\n<details><summary>";
const CLOSE: &str = "\n</details>\n";

/// One page.
#[derive(Default)]
pub(super) struct Page {
    /// Before the sections; always there.
    pub(super) head: String,
    /// After them; always there.
    pub(super) foot: String,
    sections: Vec<Section>,
}

struct Section {
    title: &'static str,
    count: usize,
    folded: bool,
    clusters: Vec<Cluster>,
}

/// Rows under one sentence.
pub(super) struct Cluster {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// One row: a change, or several that are one to a reader.
pub(super) struct Row {
    rule: String,
    changes: usize,
    text: String,
}

impl Row {
    pub(super) fn of(rule: &str, changes: usize, text: String) -> Self {
        Self { rule: rule.to_owned(), changes, text: format!("- {text}\n") }
    }
}

impl Page {
    /// Adds a section; one without rows is left away.
    pub(super) fn section(&mut self, title: &'static str, count: usize, folded: bool, clusters: Vec<Cluster>) {
        let clusters: Vec<Cluster> = clusters.into_iter().filter(|cluster| !cluster.rows.is_empty()).collect();
        if !clusters.is_empty() {
            self.sections.push(Section { title, count, folded, clusters });
        }
    }

    /// The page in so many bytes.
    pub(super) fn within(&self, most: usize) -> String {
        let whole = self.written(usize::MAX);
        if whole.len() <= most {
            return whole;
        }
        let rows = self.sections.iter().flat_map(|section| &section.clusters).flat_map(|cluster| &cluster.rows);
        let worst = notice(rows.map(|row| (row.rule.as_str(), row.changes)).collect());
        self.written(most.saturating_sub(worst.len()))
    }

    fn written(&self, most: usize) -> String {
        let mut writing = Writing { out: self.head.clone(), left: most, cut: Vec::new() };
        writing.left = writing.left.saturating_sub(self.head.len() + self.foot.len());
        self.sections.iter().for_each(|section| writing.section(section));
        let Writing { mut out, cut, .. } = writing;
        if !cut.is_empty() {
            out.push_str(&notice(cut));
        }
        out.push_str(&self.foot);
        out
    }
}

/// A page while it is written.
struct Writing<'p> {
    out: String,
    left: usize,
    cut: Vec<(&'p str, usize)>,
}

impl<'p> Writing<'p> {
    fn section(&mut self, section: &'p Section) {
        let count = section.count;
        let (open, close) = match section.folded {
            true => (format!("{OPEN}<b>{} ({count})</b></summary>\n", section.title), CLOSE),
            false => (format!("\n### {} ({count})\n", section.title), ""),
        };
        if !self.push(&open, close.len() + FIRST_ROW) {
            self.cut(section.clusters.iter().flat_map(|cluster| &cluster.rows));
            return;
        }
        self.left = self.left.saturating_sub(close.len());
        section.clusters.iter().for_each(|cluster| self.cluster(cluster, section.folded));
        self.out.push_str(close);
    }

    fn cluster(&mut self, cluster: &'p Cluster, folded: bool) {
        let (shown, rest) = match cluster.rows.len() > SHOWN + 1 && !folded {
            true => cluster.rows.split_at(SHOWN),
            false => (cluster.rows.as_slice(), [].as_slice()),
        };
        let first = shown.first().map_or(0, |row| row.text.len());
        if !self.push(&format!("\n{}\n\n", cluster.title), first) {
            self.cut(cluster.rows.iter());
            return;
        }
        self.rows(shown);
        let open = format!("{OPEN}{} more</summary>\n\n", rest.len());
        if rest.is_empty() {
        } else if self.push(&open, CLOSE.len() + rest[0].text.len()) {
            self.left -= CLOSE.len();
            self.rows(rest);
            self.out.push_str(CLOSE);
        } else {
            self.cut(rest.iter());
        }
    }

    fn rows(&mut self, rows: &'p [Row]) {
        for (at, row) in rows.iter().enumerate() {
            if !self.push(&row.text, 0) {
                self.cut(rows[at..].iter());
                return;
            }
        }
    }

    /// Writes a text if it fits, together with what has to follow it.
    fn push(&mut self, text: &str, follows: usize) -> bool {
        let fits = text.len() + follows <= self.left;
        if fits {
            self.left -= text.len();
            self.out.push_str(text);
        }
        fits
    }

    fn cut(&mut self, rows: impl Iterator<Item = &'p Row>) {
        self.cut.extend(rows.map(|row| (row.rule.as_str(), row.changes)));
    }
}

/// What the shortest section needs besides its heading, nearly.
const FIRST_ROW: usize = 400;

/// What was left out, by its rule.
fn notice(cut: Vec<(&str, usize)>) -> String {
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let rows = cut.len();
    for (rule, changes) in cut {
        *by_rule.entry(rule).or_default() += changes;
    }
    let named: Vec<String> = by_rule.iter().map(|(rule, changes)| format!("{changes} `{rule}`")).collect();
    format!(
        "\n### Left out\n\nA comment holds no more. {rows} rows are not shown; `cargo xtask diff --format json` has all: {}.\n",
        named.join(", ")
    )
}
