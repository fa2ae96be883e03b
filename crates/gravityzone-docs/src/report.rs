//! What a check found, for a person or for a program.
//! Each message says which of the three files settles it: the errata, the accepted findings, or neither.

mod json;
mod text;

pub use self::json::json;
pub use self::text::text;

use crate::accept::{Stale, unaccepted};
use crate::drift::{Drift, drift};
use crate::facts::{Block, Fate, Finding};
use crate::store::Sheet;
use gravityzone_spec::Spec;

/// What a check of pages found.
#[derive(Debug)]
pub struct Report<'s> {
    /// The pages, as they were given.
    pub pages: Vec<PageReport<'s>>,
    /// Where the pages and the spec differ, and what changed since the last import.
    pub drift: Vec<Drift>,
}

/// What a check of one page found.
#[derive(Debug)]
pub struct PageReport<'s> {
    /// The page.
    pub sheet: &'s Sheet,
    /// Whether the page was imported before.
    pub imported: bool,
    /// Findings that nobody has accepted.
    pub findings: Vec<&'s Finding>,
    /// How many are accepted.
    pub accepted: usize,
    /// Accepted findings that are no longer found.
    pub stale: Vec<Stale>,
}

/// Compares pages with the spec.
#[must_use]
pub fn report<'s>(sheets: &'s [Sheet], spec: &Spec) -> Report<'s> {
    let page = |sheet: &'s Sheet| {
        let stored = spec.docs.iter().find(|known| known.page == sheet.facts.page);
        let (findings, stale) = unaccepted(&sheet.page.findings, stored);
        let accepted = sheet.page.findings.len() - findings.len();
        PageReport { sheet, imported: stored.is_some(), findings, accepted, stale }
    };
    Report { pages: sheets.iter().map(page).collect(), drift: drift(sheets, spec) }
}

impl Report<'_> {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.pages.iter().all(PageReport::is_clean) && !self.drift.iter().any(Drift::is_open)
    }
}

impl PageReport<'_> {
    /// The blocks of the page that nobody could place.
    pub fn unplaced(&self) -> impl Iterator<Item = &Block> {
        self.sheet.page.blocks.iter().filter(|block| block.fate == Fate::Unplaced)
    }

    /// Whether all of the page was understood, or is known not to be.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.stale.is_empty() && self.unplaced().next().is_none()
    }
}
