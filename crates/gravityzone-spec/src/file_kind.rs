//! The kinds of files in a spec, each with its form.
//! A file's place in the folder says its kind.

use crate::form::Form;
use crate::format;
use crate::format::docs;

/// The kinds of files in a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `api.json`.
    Api,
    /// `shared.json`.
    Shared,
    /// `areas/<area>.json`.
    Area,
    /// `enums/<name>.json`.
    Enum,
    /// `errata.json`.
    Errata,
    /// `accepted.json`.
    Accepted,
    /// `docs/<article>.json`.
    Docs,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Api, Self::Shared, Self::Area, Self::Enum, Self::Errata, Self::Accepted, Self::Docs];

    /// The kind of a file by its path below the spec's folder.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        match path {
            "api.json" => Some(Self::Api),
            "shared.json" => Some(Self::Shared),
            "errata.json" => Some(Self::Errata),
            "accepted.json" => Some(Self::Accepted),
            _ if path.starts_with("areas/") => Some(Self::Area),
            _ if path.starts_with("enums/") => Some(Self::Enum),
            _ if path.starts_with("docs/") => Some(Self::Docs),
            _ => None,
        }
    }

    /// The stem of its schema file: `area` for `schema/area.schema.json`.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Shared => "shared",
            Self::Area => "area",
            Self::Enum => "enum",
            Self::Errata => "errata",
            Self::Accepted => "accepted",
            Self::Docs => "docs",
        }
    }

    pub(crate) fn form(self) -> &'static Form {
        match self {
            Self::Api => &format::API,
            Self::Shared => &format::SHARED,
            Self::Area => &format::AREA,
            Self::Enum => &format::ENUM,
            Self::Errata => &format::ERRATA,
            Self::Accepted => &format::ACCEPTED,
            Self::Docs => &docs::PAGE,
        }
    }
}
