//! The elements that shape a page's text. All others are transparent.
//! Also: which character of a decoded text stands where in the file.

use html5gum::emitters::default::StartTag;

/// An element that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// The article or the main part.
    Article,
    /// Navigation and the like.
    Frame,
    /// What no reader sees.
    Hidden,
    /// A division or section.
    Division,
    /// A division that is a note.
    Note,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An example.
    Pre,
    /// A list.
    List,
    /// A bullet.
    Item,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell,
}

impl Element {
    /// The element of a tag.
    pub(crate) fn of(tag: &StartTag<usize>) -> Option<Self> {
        let named = Self::named(&tag.name)?;
        if named != Self::Division {
            return Some(named);
        }
        let class = tag.attributes.get(b"class".as_slice()).map(|class| String::from_utf8_lossy(class));
        let note = class.is_some_and(|class| {
            class.split_whitespace().any(|word| matches!(word, "note" | "important" | "warning" | "caution" | "tip"))
        });
        Some(if note { Self::Note } else { Self::Division })
    }

    /// The element of a name.
    pub(crate) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"article" | b"main" => Self::Article,
            b"nav" | b"header" | b"footer" | b"aside" | b"form" | b"button" | b"select" => Self::Frame,
            b"head" | b"script" | b"style" | b"template" | b"noscript" | b"svg" | b"iframe" | b"title" => Self::Hidden,
            b"div" | b"section" | b"body" | b"html" | b"dl" | b"dt" | b"dd" | b"blockquote" | b"figure"
            | b"details" | b"summary" | b"caption" | b"figcaption" => Self::Division,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"p" => Self::Paragraph,
            b"pre" => Self::Pre,
            b"ul" | b"ol" => Self::List,
            b"li" => Self::Item,
            b"table" => Self::Table,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            _ => return None,
        })
    }

    /// Whether an end tag of one is an end tag of the other.
    pub(crate) fn same(self, other: Self) -> bool {
        let plain = |element| if element == Self::Note { Self::Division } else { element };
        plain(self) == plain(other)
    }

    /// Whether it belongs to a table's skeleton.
    pub(crate) fn is_of_table(self) -> bool {
        matches!(self, Self::Table | Self::Row | Self::Cell)
    }

    /// Whether a whole page has its end tag.
    pub(crate) fn needs_end(self) -> bool {
        !matches!(self, Self::Paragraph | Self::Item | Self::Row | Self::Cell)
    }

    /// What it is called in a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Frame => "frame",
            Self::Hidden => "head or script",
            Self::Division | Self::Note => "section",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Pre => "example",
            Self::List => "list",
            Self::Item => "bullet",
            Self::Table => "table",
            Self::Row => "row",
            Self::Cell => "cell",
        }
    }
}

/// A decoded text in stretches that stand in the file as they are, each with its byte. A character that the file
/// writes as a reference is a stretch of its own.
pub(crate) fn aligned<'v>(value: &'v str, file: &str, start: usize) -> Vec<(&'v str, usize)> {
    let mut out = Vec::new();
    let mut rest = value;
    let mut byte = start;
    while !rest.is_empty() {
        let raw = file.get(byte..).unwrap_or_default();
        let same = rest.bytes().zip(raw.bytes()).take_while(|(a, b)| a == b && *b != b'&').count();
        let same = (0..=same).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
        if same > 0 {
            out.push((&rest[..same], byte));
            (rest, byte) = (&rest[same..], byte + same);
            continue;
        }
        let one = rest.chars().next().map_or(1, char::len_utf8);
        out.push((&rest[..one], byte));
        rest = &rest[one..];
        byte += match raw.as_bytes().first() {
            Some(b'&') => raw.bytes().take(40).position(|b| b == b';').map_or(1, |end| end + 1),
            Some(b'\r') if raw[1..].starts_with('\n') => 2,
            Some(_) => raw.chars().next().map_or(1, char::len_utf8),
            None => 0,
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn a_reference_moves_what_follows_it() {
        let file = "a &amp; b\r\nc";
        assert_eq!(aligned("a & b\nc", file, 0), [("a ", 0), ("&", 2), (" b", 7), ("\n", 9), ("c", 11)]);
    }
}
