//! What comes from a spec, made safe for Markdown: code that cannot end early, links that cannot either.
//! In code nothing is a mention, an issue, a tag or markup.

use super::super::say::short;
use crate::change::Spot;

/// A text as code, shortened to so many characters.
pub(super) fn code(text: &str, most: usize) -> String {
    let text = short(text, most);
    if text.trim().is_empty() {
        return "` `".to_owned();
    }
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    // a blank at both ends is taken off again by the reader
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The address of a line of a file.
pub(super) fn href(link: &str, spot: &Spot) -> String {
    let mut address = String::from(link.trim_end_matches('/'));
    address.push('/');
    address.push_str(&spot.file);
    let mut out = String::new();
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b'=' | b'%' | b'+' | b',' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("{out}#L{}", spot.line)
}
