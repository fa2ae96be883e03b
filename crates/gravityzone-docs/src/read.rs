//! Reads one page: bytes to blocks, blocks to sections, sections to facts.
//! The only way in is [`read`].

use crate::facts::{At, Page};
use std::fmt;

/// Why a file could not be read as a page at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// The place, if one is known.
    pub at: Option<At>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(at) = self.at {
            write!(f, ":{at}")?;
        }
        write!(f, ": {}; {}", self.what, self.help)
    }
}

impl std::error::Error for Unreadable {}

/// Reads a page.
///
/// # Errors
/// What is not a page: neither text nor HTML, too large, nested too deep, or without a single method.
pub fn read(file: &str, bytes: &[u8]) -> Result<Page, Unreadable> {
    let _ = bytes;
    Err(Unreadable { file: file.to_owned(), at: None, what: "not read yet".to_owned(), help: "wait".to_owned() })
}
