//! A report: the changes between two specs as a person or another program reads them.
//! What is said stands in `summary`, `section`, `group` and `say`; each format is a file.

mod describe;
mod github;
mod group;
mod html;
mod json;
mod markdown;
mod sarif;
mod say;
mod section;
mod summary;
mod text;

pub use self::describe::describe;

use crate::bump::{Advice, Declared};
use crate::change::{Change, Level};
use crate::rules::UNCLASSIFIED;
use std::fmt;

/// The changes between two specs with what a reader needs around them.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the base is called.
    pub base: String,
    /// What the head is called.
    pub head: String,
    /// The changes, in the order of the head's files.
    pub entries: Vec<Entry>,
    /// What the next release has to be.
    pub advice: Advice,
    /// What is wrong with accepted changes.
    pub notices: Vec<Notice>,
    /// What the generated crates show and no change explains, a line each.
    pub surface: Vec<String>,
    /// What a place becomes a link with: the address of the repository's files at the head's commit.
    pub link: Option<String>,
    /// The same for the base, where what is gone can still be seen.
    pub base_link: Option<String>,
}

/// A change, and whether it has been accepted.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The change.
    pub change: Change,
    /// Why it has been accepted, if it has.
    pub accepted: Option<String>,
}

/// What is wrong with an accepted change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether the comparison fails until somebody has decided.
    pub fails: bool,
    /// Where the entry stands, with line and column.
    pub place: String,
    /// What is wrong, and what to do.
    pub text: String,
}

impl From<Change> for Entry {
    /// A change that nobody has accepted.
    fn from(change: Change) -> Self {
        Self { change, accepted: None }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)
    }
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For other programs: `schema/diff.schema.json`.
    Json,
    /// Annotations of a workflow run on GitHub.
    Github,
    /// SARIF 2.1.0, for code scanners and editors.
    Sarif,
    /// One page for a browser, complete in itself.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Text, Self::Markdown, Self::Json, Self::Github, Self::Sarif, Self::Html];

    /// The word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Html => "html",
        }
    }
}

/// What makes a comparison fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A change that breaks somebody.
    Breaking,
    /// A change that a person has to look at, or worse.
    Warning,
    /// A declared version that is too small.
    Bump,
    /// Nothing.
    Never,
}

impl FailOn {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Breaking, Self::Warning, Self::Bump, Self::Never];

    /// The word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Warning => "warning",
            Self::Bump => "bump",
            Self::Never => "never",
        }
    }
}

impl Report {
    /// A report of changes between two specs that are called so.
    #[must_use]
    pub fn new(base: impl Into<String>, head: impl Into<String>, entries: Vec<Entry>, declared: Declared) -> Self {
        let advice = Advice::of(entries.iter().map(|entry| (&entry.change, entry.accepted.is_some())), declared);
        let (base, head) = (base.into(), head.into());
        Self { base, head, entries, advice, notices: Vec::new(), surface: Vec::new(), link: None, base_link: None }
    }

    /// The report in a form.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => text::text(self),
            Format::Markdown => markdown::markdown(self),
            Format::Json => json::json(self),
            Format::Github => github::github(self),
            Format::Sarif => sarif::sarif(self),
            Format::Html => html::html(self),
        }
    }

    /// Whether there is what somebody wants to fail on: such a change, or an accepted one that does not hold.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        on != FailOn::Never && (!self.failing(on).is_empty() || self.notices.iter().any(|notice| notice.fails))
    }

    /// The changes that somebody wants to fail on. What has been accepted does not count.
    #[must_use]
    pub fn failing(&self, on: FailOn) -> Vec<&Change> {
        let counts = |change: &Change| match on {
            FailOn::Breaking => change.verdict.level == Level::Breaking,
            FailOn::Warning => change.verdict.level >= Level::Warning,
            // what no rule claims is nobody's declared break
            FailOn::Bump => self.advice.is_too_small_for(change.verdict.rust) || change.rule == UNCLASSIFIED,
            FailOn::Never => false,
        };
        let open = self.entries.iter().filter(|entry| entry.accepted.is_none());
        open.map(|entry| &entry.change).filter(|change| counts(change)).collect()
    }
}
