//! What the next release of the crates has to be, and whether the declared version is enough.
//! Below 1.0.0 the second number stands for the first, as cargo reads versions.

use crate::change::{Bump, Change};
use semver::Version;

/// What the next release has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What all changes together ask for.
    pub suggested: Bump,
    /// What those ask for that have not been accepted: a declared version has to be at least that.
    pub demanded: Bump,
    /// What the two sides declare.
    pub declared: Declared,
}

/// What the two sides declare as their version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    /// Nothing that could be checked, for this reason.
    Unknown(String),
    /// From one version to another.
    Step {
        /// The base's version.
        base: Version,
        /// The head's.
        head: Version,
        /// What kind of release that is.
        bump: Bump,
    },
}

impl Advice {
    /// What changes ask for, each with whether it has been accepted.
    #[must_use]
    pub fn of<'c>(changes: impl Iterator<Item = (&'c Change, bool)>, declared: Declared) -> Self {
        let (mut suggested, mut demanded) = (Bump::None, Bump::None);
        for (change, accepted) in changes {
            suggested = suggested.max(change.verdict.rust);
            if !accepted {
                demanded = demanded.max(change.verdict.rust);
            }
        }
        Self { suggested, demanded, declared }
    }

    /// Whether a version is declared and does not say enough.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        self.is_too_small_for(self.demanded)
    }

    /// Whether a version is declared and does not say enough for one change.
    #[must_use]
    pub fn is_too_small_for(&self, demanded: Bump) -> bool {
        matches!(&self.declared, Declared::Step { bump, .. } if *bump < demanded)
    }

    /// The version that the base's would have to become, if it is known.
    #[must_use]
    pub fn next(&self) -> Option<Version> {
        match &self.declared {
            Declared::Step { base, .. } => Some(next(base, self.suggested)),
            Declared::Unknown(_) => None,
        }
    }
}

impl Declared {
    /// Compares the versions as they stand in the two manifests.
    #[must_use]
    pub fn between(base: Option<&str>, head: Option<&str>) -> Self {
        let read = |side: &str, text: Option<&str>| match text.map(Version::parse) {
            Some(Ok(version)) => Ok(version),
            Some(Err(error)) => Err(format!("the {side}'s version cannot be read: {error}")),
            None => Err(format!("the {side} declares no version")),
        };
        match (read("base", base), read("head", head)) {
            (Ok(base), Ok(head)) => Self::Step { bump: step(&base, &head), base, head },
            (Err(why), _) | (_, Err(why)) => Self::Unknown(why),
        }
    }
}

/// What kind of release leads from one version to another.
fn step(base: &Version, head: &Version) -> Bump {
    let places = |version: &Version| [version.major, version.minor, version.patch];
    if head <= base {
        return Bump::None;
    }
    // a version before its release promises nothing to the one after it
    if !base.pre.is_empty() {
        return Bump::Major;
    }
    let first = places(base).iter().position(|number| *number > 0).unwrap_or(2);
    let changed = places(base).iter().zip(places(head)).position(|(before, after)| *before != after).unwrap_or(2);
    match changed {
        changed if changed <= first => Bump::Major,
        changed if changed == first + 1 => Bump::Minor,
        _ => Bump::Patch,
    }
}

/// The smallest version after another that says enough.
fn next(base: &Version, bump: Bump) -> Version {
    let (major, minor, patch) = (base.major, base.minor, base.patch);
    match (bump, major, minor) {
        (Bump::None, ..) => base.clone(),
        _ if !base.pre.is_empty() => Version::new(major, minor, patch),
        (Bump::Major, 0, 0) | (Bump::Patch, ..) | (Bump::Minor, 0, _) => Version::new(major, minor, patch + 1),
        (Bump::Major, 0, _) | (Bump::Minor, ..) => Version::new(major, minor + 1, 0),
        (Bump::Major, ..) => Version::new(major + 1, 0, 0),
    }
}
