//! Where a reader meets a change: the questions that a person has to decide, and the sections that follow.
//! A change is in one section; a question about it may stand before.

use super::group::groups;
use super::{Entry, Report};
use crate::change::{Bump, Change, Edit, Level, Origin, Wire};
use crate::rules::rule;

/// What a person has to decide about a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// We say that the pages were wrong, not that the API changed.
    Correction,
    /// The pages no longer say it, which is no proof.
    Gone,
    /// No page says it.
    Inferred,
    /// The compiler will not tell anybody.
    Silent,
}

impl Question {
    pub(super) const ALL: [Self; 4] = [Self::Correction, Self::Gone, Self::Inferred, Self::Silent];

    /// The question itself, and what it hangs on.
    pub(super) fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::Correction => (
                "Were the pages wrong, or did the API change?",
                "These are told as corrections of ours: the API is held to be what it was.",
            ),
            Self::Gone => (
                "Is it gone, or only no longer listed?",
                "That a page is silent proves nothing; keep what is in doubt.",
            ),
            Self::Inferred => ("Is the conclusion right?", "No page says it."),
            Self::Silent => {
                ("May programs behave differently without a word of the compiler?", "What happens is told below.")
            }
        }
    }

    /// The changes that raise it; an erratum comes before what it explains.
    pub(super) fn asked(self, report: &Report) -> Vec<&Entry> {
        let mut asked: Vec<&Entry> = report.entries.iter().filter(|entry| Self::of(entry) == Some(self)).collect();
        asked.sort_by_key(|entry| !entry.change.rule.starts_with("erratum-"));
        asked
    }

    /// How often it is to be decided: 140 values of one enumeration are one decision.
    pub(super) fn decisions(self, report: &Report) -> usize {
        groups(self.asked(report).into_iter()).len()
    }

    /// The first question that a change raises. What has been accepted raises none.
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let change = &entry.change;
        let vendors = rule(change.rule).is_some_and(|rule| rule.origin == Origin::Vendor);
        let corrected = change.origin == Origin::Errata && (vendors || change.rule.starts_with("erratum-"));
        let gone = change.edits.iter().any(|edit| matches!(edit, Edit::Remove { .. }));
        match change {
            _ if entry.accepted.is_some() || Section::of(entry) == Section::Words => None,
            _ if corrected => Some(Self::Correction),
            _ if gone && change.origin == Origin::Vendor && !change.rule.ends_with("-after-deprecation") => {
                Some(Self::Gone)
            }
            _ if change.known == "inferred" && change.after.is_some() => Some(Self::Inferred),
            _ if change.verdict.silent => Some(Self::Silent),
            _ => None,
        }
    }
}

/// Where a change is told, in the order in which a reader needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Silent,
    Breaks,
    Depends,
    Added,
    Loosened,
    Other,
    Words,
    Accepted,
}

impl Section {
    /// In the order in which a reader needs them.
    pub(super) const ALL: [Self; 8] = [
        Self::Silent,
        Self::Breaks,
        Self::Depends,
        Self::Added,
        Self::Loosened,
        Self::Other,
        Self::Words,
        Self::Accepted,
    ];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Silent => "Compiles and behaves differently",
            Self::Breaks => "Breaks",
            Self::Depends => "Depends on how it is used",
            Self::Added => "Added",
            Self::Loosened => "Loosened",
            Self::Other => "Also changed",
            Self::Words => "Words",
            Self::Accepted => "Accepted",
        }
    }

    pub(super) fn of(entry: &Entry) -> Self {
        let change = &entry.change;
        match change {
            _ if entry.accepted.is_some() => Self::Accepted,
            _ if change.origin == Origin::Editorial && change.verdict.level == Level::Info => Self::Words,
            _ if change.verdict.silent => Self::Silent,
            _ if breaks(change) => Self::Breaks,
            _ if change.verdict.level == Level::Warning => Self::Depends,
            _ if is_added(change) => Self::Added,
            _ if is_loosened(change.rule) => Self::Loosened,
            _ => Self::Other,
        }
    }
}

/// Programs that are out there fail, or no longer compile.
fn breaks(change: &Change) -> bool {
    let verdict = change.verdict;
    verdict.level == Level::Breaking || verdict.rust == Bump::Major || verdict.old_crate_new_api == Wire::Breaks
}

/// Something is there that programs may use from now on.
fn is_added(change: &Change) -> bool {
    change.rule.contains("added") && !change.rule.starts_with("erratum-")
}

/// A rule says so by its name: its mirror is the one that restricts.
fn is_loosened(rule: &str) -> bool {
    const WORDS: [&str; 7] = ["loosened", "looser", "widened", "removed", "undeprecated", "optional", "revived"];
    !rule.starts_with("erratum-") && WORDS.iter().any(|word| rule.ends_with(word))
}
