//! What comes from a spec, made safe for Markdown: code that cannot end early.
//! In code nothing is a mention, an issue, a tag or markup.

use super::super::say::short;

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
