//! The public items of generated crates, one line an item, as a reviewer reads them in a diff.
//! A line that goes or changes can break a program; a line that comes cannot.

mod explain;
mod items;

pub use self::explain::{Explained, RustNames, explain};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The public items of one crate, by the module at its top: `companies`, or `lib` for the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    modules: BTreeMap<String, BTreeSet<String>>,
}

/// A line that one of two surfaces has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// The module at the top.
    pub module: String,
    /// The item.
    pub item: String,
    /// Whether it came; else it went.
    pub came: bool,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}::{}", if self.came { '+' } else { '-' }, self.module, self.item)
    }
}

impl Surface {
    /// Reads the files of a crate, by their path below its `src`.
    ///
    /// # Errors
    /// The file that is no Rust, and why.
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Self, String> {
        let mut listing = items::Listing::default();
        for (path, text) in files {
            let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            listing.file(module, text).map_err(|error| format!("{path}: {error}"))?;
        }
        Ok(Self { modules: listing.finish() })
    }

    /// The modules that have public items.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.keys().map(String::as_str)
    }

    /// The lines of a module, each with the module's name in front.
    #[must_use]
    pub fn shown(&self, module: &str) -> String {
        let lines = self.modules.get(module).into_iter().flatten();
        lines.map(|line| format!("{module}::{line}\n")).collect()
    }

    /// What came and what went from one surface to another.
    #[must_use]
    pub fn moved(&self, head: &Self) -> Vec<Moved> {
        let lines = |surface: &Self| -> BTreeSet<(String, String)> {
            let of = |(module, lines): (&String, &BTreeSet<String>)| {
                lines.iter().map(|line| (module.clone(), line.clone())).collect::<Vec<_>>()
            };
            surface.modules.iter().flat_map(of).collect()
        };
        let (before, after) = (lines(self), lines(head));
        let moved =
            |(module, item): &(String, String), came| Moved { module: module.clone(), item: item.clone(), came };
        let mut all: Vec<Moved> = before.difference(&after).map(|line| moved(line, false)).collect();
        all.extend(after.difference(&before).map(|line| moved(line, true)));
        all.sort();
        all
    }
}
