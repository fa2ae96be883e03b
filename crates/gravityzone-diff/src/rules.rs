//! The catalogue: every rule with what it means, its mirror, and the function that judges a difference by it.
//! A difference is claimed by one rule; one that none claims is an unclassified change, and never dropped.

mod area;
mod condition;
mod evidence;
mod field;
mod limit;
mod member_type;
mod method;
mod param;
mod protocol;
mod result;
mod types;
mod value;

use crate::change::{Bump, Level, Origin, Verdict, Wire};
use crate::seen::Seen;

/// One rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, which never changes: accepted changes and other tools refer to it.
    pub id: &'static str,
    /// The rule for the opposite change.
    pub mirror: Mirror,
    /// Whose change it is if nothing else tells.
    pub origin: Origin,
    /// What it means, for whoever asks.
    pub about: &'static str,
    /// What would soften it for programs that use the crates.
    pub softer: Option<&'static str>,
    pub(crate) judge: fn(&Seen<'_>) -> Option<Verdict>,
}

/// The rule for the opposite change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mirror {
    /// This one.
    Is(&'static str),
    /// It is its own opposite.
    Itself,
    /// There is none, for this reason.
    None(&'static str),
}

impl Rule {
    const fn new(
        id: &'static str,
        mirror: Mirror,
        about: &'static str,
        judge: fn(&Seen<'_>) -> Option<Verdict>,
    ) -> Self {
        Self { id, mirror, origin: Origin::Vendor, about, softer: None, judge }
    }

    /// The spec's own business: the API is what it was.
    const fn ours(mut self) -> Self {
        self.origin = Origin::Errata;
        self
    }

    /// Words and evidence: nothing that a program meets.
    const fn editorial(mut self) -> Self {
        self.origin = Origin::Editorial;
        self
    }

    const fn softer(mut self, softer: &'static str) -> Self {
        self.softer = Some(softer);
        self
    }
}

/// What no rule claims.
pub(crate) const UNCLASSIFIED: &str = "unclassified-change";

/// All rules, in the order in which a reader meets them.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let families: [&'static [Rule]; 12] = [
        protocol::RULES,
        area::RULES,
        method::RULES,
        param::RULES,
        member_type::RULES,
        limit::RULES,
        condition::RULES,
        field::RULES,
        result::RULES,
        types::RULES,
        value::RULES,
        evidence::RULES,
    ];
    families.into_iter().flatten().chain(std::iter::once(&LAST))
}

/// A rule by its name.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// Fail closed: what nobody foresaw is for a person, and counts as the worst.
static LAST: Rule = Rule::new(
    UNCLASSIFIED,
    Mirror::None("it stands for whatever has no rule"),
    "The specs differ here and no rule says what that means. It counts as breaking until one does.",
    |_| None,
);

/// The verdict on what nobody foresaw.
pub(crate) const FAIL_CLOSED: Verdict = breaking(Wire::Risk, Wire::Risk, Bump::Major);

const fn verdict(level: Level, old_crate_new_api: Wire, new_crate_old_api: Wire, rust: Bump) -> Verdict {
    Verdict { level, old_crate_new_api, new_crate_old_api, rust, silent: false }
}

const fn breaking(old_crate_new_api: Wire, new_crate_old_api: Wire, rust: Bump) -> Verdict {
    verdict(Level::Breaking, old_crate_new_api, new_crate_old_api, rust)
}

const fn warning(old_crate_new_api: Wire, new_crate_old_api: Wire, rust: Bump) -> Verdict {
    verdict(Level::Warning, old_crate_new_api, new_crate_old_api, rust)
}

const fn info(old_crate_new_api: Wire, new_crate_old_api: Wire, rust: Bump) -> Verdict {
    verdict(Level::Info, old_crate_new_api, new_crate_old_api, rust)
}

impl Verdict {
    /// It compiles and behaves differently.
    const fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    const fn silent_if(mut self, silent: bool) -> Self {
        self.silent = silent;
        self
    }

    const fn with_rust(mut self, rust: Bump) -> Self {
        self.rust = rust;
        self
    }
}
