//! A report: the changes between two specs as a person or another program reads them.
//! What is said stands in `summary`, `section`, `group` and `say`; each format is a file.

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

use crate::bump::Advice;
use crate::change::{Change, Level};
use crate::rules::UNCLASSIFIED;

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

    /// Whether there is what somebody wants to fail on. What has been accepted does not count.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        let reaches = |level: Level| {
            self.entries.iter().any(|entry| entry.accepted.is_none() && entry.change.verdict.level >= level)
        };
        let unclassified =
            self.entries.iter().any(|entry| entry.accepted.is_none() && entry.change.rule == UNCLASSIFIED);
        match on {
            FailOn::Breaking => reaches(Level::Breaking),
            FailOn::Warning => reaches(Level::Warning),
            // what no rule claims is nobody's declared break
            FailOn::Bump => self.advice.is_too_small() || unclassified,
            FailOn::Never => false,
        }
    }
}
