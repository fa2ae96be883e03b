//! One difference, and how the comparisons gather them.
//! A fact of an address is told once, however many methods lead to it.

use super::kind::DriftKind;
use super::rename;
use crate::facts::At;
use crate::store::Sheet;
use std::collections::BTreeSet;

/// A difference between a page and the spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Which rule it is.
    pub kind: DriftKind,
    /// The address in the spec.
    pub at: String,
    /// What the page says, as a short fact.
    pub docs: Option<String>,
    /// What the spec says.
    pub spec: Option<String>,
    /// The erratum that explains it; of a stale erratum its name.
    pub erratum: Option<String>,
    /// The page's article.
    pub page: String,
    /// The page's file.
    pub file: String,
    /// Where in the file.
    pub line: usize,
    /// Whether it is a change of the page since the last import to which the spec has nothing to say.
    pub since_import: bool,
}

impl Drift {
    /// Whether somebody has to look at it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.erratum.is_none() || self.kind == DriftKind::ErratumStale
    }
}

/// What stands on a page and was looked at.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// Which fact of it: `type`, `default`, or empty for its being there.
    pub(super) fact: &'a str,
}

/// Gathers the differences of one page.
pub(super) struct Collector<'a> {
    sheet: &'a Sheet,
    list: Vec<Drift>,
    told: BTreeSet<(String, String)>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        Self { sheet, list: Vec::new(), told: BTreeSet::new() }
    }

    /// Notes a difference from the spec.
    pub(super) fn add(&mut self, kind: DriftKind, at: &str, spot: Spot<'_>, docs: &str, spec: Option<String>) {
        let at_page = self.sheet.places.of(spot.method, spot.path, spot.fact);
        self.told.insert((at.to_owned(), spot.fact.to_owned()));
        self.push(kind, at, at_page, docs, spec, false);
    }

    /// Notes a change since the last import, unless the comparison with the spec has told of that fact.
    pub(super) fn add_change(&mut self, kind: DriftKind, at: &str, spot: Spot<'_>, docs: &str, spec: Option<String>) {
        if !self.told.contains(&(at.to_owned(), spot.fact.to_owned())) {
            let at_page = self.sheet.places.of(spot.method, spot.path, spot.fact);
            self.push(kind, at, at_page, docs, spec, true);
        }
    }

    fn push(&mut self, kind: DriftKind, at: &str, at_page: At, docs: &str, spec: Option<String>, since_import: bool) {
        let drift = Drift {
            kind,
            at: at.to_owned(),
            docs: Some(docs.to_owned()),
            spec,
            erratum: None,
            page: self.sheet.facts.page.clone(),
            file: self.sheet.page.file.clone(),
            line: at_page.line,
            since_import,
        };
        let same = |known: &Drift| known.kind == drift.kind && known.at == drift.at && known.docs == drift.docs;
        if !self.list.iter().any(same) {
            self.list.push(drift);
        }
    }

    /// All differences, in the order of the page; what goes and comes back under a like name is one.
    pub(super) fn finish(mut self) -> Vec<Drift> {
        rename::join(&mut self.list);
        self.list.sort_by_key(|drift| drift.line);
        self.list
    }
}
