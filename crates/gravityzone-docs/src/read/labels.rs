//! The fixed words of the help centre: names of sections, headings of columns, words of the frame.
//! A column is found by its heading, never by its index.

/// A heading inside a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// The table of params follows.
    Params,
    /// The return value follows.
    Reply,
    /// Examples follow.
    Example,
    /// A call follows.
    Request,
    /// A reply follows.
    Response,
}

impl Label {
    /// The label that a line is, if it is one.
    pub(crate) fn of(line: &str) -> Option<Self> {
        let line = line.trim_end_matches([':', ' ', '\u{a0}']);
        Some(match line {
            "Parameters" => Self::Params,
            "Return value" | "Return values" => Self::Reply,
            "Example" | "Examples" => Self::Example,
            "Request" => Self::Request,
            "Response" => Self::Response,
            _ => return None,
        })
    }
}

/// A column of a table of params or fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// The name.
    Name,
    /// The type.
    Type,
    /// Yes or No: whether it may be left out.
    Optional,
    /// Mandatory or Optional.
    Included,
    /// The words.
    Description,
    /// Values and default.
    Values,
}

impl Column {
    /// The column of a heading. Headings have a capital: `type` in a table's first row is a param.
    pub(crate) fn of(heading: &str) -> Option<Self> {
        Some(match heading.trim_end_matches(':') {
            "Parameter" | "Attribute" | "Field" | "Name" => Self::Name,
            "Type" => Self::Type,
            "Optional" => Self::Optional,
            "Included in request" => Self::Included,
            "Description" => Self::Description,
            "Values" => Self::Values,
            _ => return None,
        })
    }

    /// Whether its cells are one line of a few fixed words.
    pub(crate) fn is_rigid(self) -> bool {
        matches!(self, Self::Name | Self::Type | Self::Optional | Self::Included)
    }
}

/// The rule that ignores a line of the frame around an article, if one does.
pub(crate) fn frame(line: &str) -> Option<&'static str> {
    match line {
        "Skip to main content" => Some("skip-link"),
        _ if line.ends_with("Help Center") && line.len() < 60 => Some("site-name"),
        _ => None,
    }
}
