//! The files of a spec and places in them.
//! A place is a byte range in one file; it becomes line and column when somebody reads it.

use std::fmt;

/// Where in the spec something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The texts of a spec, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
}

impl Sources {
    /// Adds a file under the path that diagnostics show.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> u32 {
        self.files.push((path.into(), text.into()));
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// The path of a place's file.
    #[must_use]
    pub fn path(&self, place: Place) -> &str {
        self.file(place).0
    }

    /// The text of a place's file.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        self.file(place).1
    }

    /// What stands at a place.
    #[must_use]
    pub(crate) fn written(&self, place: Place) -> &str {
        self.text(place).get(place.start as usize..place.end as usize).unwrap_or_default()
    }

    /// Line and column of a place, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, place: Place) -> (usize, usize) {
        let before = self.text(place).get(..place.start as usize).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// A place as `spec/areas/companies.json:12:7`.
    #[must_use]
    pub fn show(&self, place: Place) -> impl fmt::Display + '_ {
        let (line, column) = self.line_column(place);
        format!("{}:{line}:{column}", self.path(place))
    }

    fn file(&self, place: Place) -> (&str, &str) {
        self.files.get(place.file as usize).map_or(("", ""), |(path, text)| (path, text))
    }
}
