//! The words that all formats share: values in short, what a change does to whom, how many methods it reaches.
//! No markup here; each format escapes what it takes from the spec.

use crate::change::{Bump, Change, Origin, Spot, Verdict, Wire};
use serde_json::Value as Json;

/// The worst that can be said of a change that nobody notices.
pub(super) const SILENT: &str = "compiles and behaves differently";

/// So many names of a list are told.
const FIRST: usize = 3;

/// A value on one line, shortened to so many characters.
pub(super) fn value(json: &Json, most: usize) -> String {
    let text = match json {
        Json::String(text) => text.clone(),
        Json::Array(items) if !items.iter().any(|item| item.as_str().is_some_and(str::is_empty)) => {
            items.iter().map(|item| value(item, most)).collect::<Vec<_>>().join(", ")
        }
        json => json.to_string(),
    };
    short(&text, most)
}

/// A text on one line, shortened to so many characters; what no reader sees becomes a blank.
pub(super) fn short(text: &str, most: usize) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut shown: String = text.chars().take(most + 1).map(|c| if hidden(c) { ' ' } else { c }).collect();
    if shown.chars().count() > most {
        shown = shown.chars().take(most.saturating_sub(1)).collect();
        shown.push('…');
    }
    shown
}

/// Before and after, shortened to so many characters; without what the address or the rule says already.
pub(super) fn became(change: &Change, most: usize) -> (Option<String>, Option<String>) {
    let shown = |json: &Option<Json>| json.as_ref().map(|json| value(json, most));
    let told = |json: &Json| json.is_boolean() || json.as_str().is_some_and(|text| change.at.ends_with(text));
    match (&change.before, &change.after) {
        (Some(only), None) | (None, Some(only)) if told(only) => (None, None),
        (before, after) => (shown(before), shown(after)),
    }
}

/// A change in plain text: the address, before and after.
pub(super) fn told(change: &Change) -> String {
    let at = short(&change.at, 200);
    if let Some(erratum) = erratum(change, |text| short(text, 80)) {
        return format!("{at}: {erratum}");
    }
    match became(change, 80) {
        (Some(before), Some(after)) => format!("{at}: {before} -> {after}"),
        (None, Some(after)) => format!("{at}: {after}"),
        (Some(before), None) => format!("{at}: was {before}"),
        (None, None) => at,
    }
}

/// The address of a line of a file.
pub(super) fn href(link: &str, spot: &Spot) -> String {
    // what the command line says is an address already, and may be escaped
    format!("{}/{}#L{}", percent(link.trim_end_matches('/'), b":%"), percent(&spot.file, b""), spot.line)
}

/// A path as part of an address; some bytes more may stay as they are.
pub(super) fn percent(path: &str, stay: &[u8]) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            byte if byte.is_ascii_alphanumeric() || b"-._~/@=+,".contains(&byte) || stay.contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What a page says, what we hold and why: enough to decide without opening the file.
pub(super) fn erratum(change: &Change, wrap: impl Fn(&str) -> String) -> Option<String> {
    let object = change.after.as_ref().or(change.before.as_ref()).filter(|_| change.rule.starts_with("erratum-"))?;
    let text = |key: &str| object.get(key).and_then(Json::as_str).map(&wrap);
    Some(format!("page {} says {}; held is {}; {}", text("page")?, text("says")?, text("hold")?, text("why")?))
}

/// Whether a change is looked for in the base: the head no longer has what it is about.
pub(super) fn is_in_base(change: &Change) -> bool {
    let gone = change.after.is_none() && change.before.is_some();
    change.base.is_some() && (gone || change.head.is_none())
}

/// Where to look.
pub(super) fn spot(change: &Change) -> Option<&Spot> {
    if is_in_base(change) { change.base.as_ref() } else { change.head.as_ref() }
}

/// Whether a file can be looked up in the repository; a folder that was named may be anywhere.
pub(super) fn is_in_repository(spot: &Spot) -> bool {
    !spot.file.starts_with(['/', '\\', '.']) && !spot.file.contains(':')
}

/// The same in words; that it is the base is said.
pub(super) fn place(change: &Change) -> String {
    let Some(spot) = spot(change) else { return "no place".to_owned() };
    format!("{spot}{}", if is_in_base(change) { " of the base" } else { "" })
}

/// What a change does to whom, a few words each; nothing for a change that only has words.
pub(super) fn effects(change: &Change) -> Vec<String> {
    let Verdict { old_crate_new_api, new_crate_old_api, rust, silent, .. } = change.verdict;
    let mut said: Vec<&str> = Vec::new();
    said.extend(match old_crate_new_api {
        Wire::Ok => None,
        Wire::Risk => Some("old crates may fail"),
        Wire::Behaves => Some("old crates mean something else"),
        Wire::Breaks => Some("old crates fail"),
    });
    said.extend(match new_crate_old_api {
        Wire::Ok => None,
        Wire::Risk => Some("may fail on old appliances"),
        Wire::Behaves => Some("means something else on old appliances"),
        Wire::Breaks => Some("fails on old appliances"),
    });
    said.extend(silent.then_some(SILENT));
    said.extend(match rust {
        Bump::Major => Some("programs may not compile"),
        _ => None,
    });
    said.extend(match change.origin {
        Origin::Errata => Some("ours, the API is what it was"),
        Origin::Vendor | Origin::Editorial => None,
    });
    let mut said: Vec<String> = said.into_iter().map(str::to_owned).collect();
    if change.known != "documented" {
        said.push(format!("only {}", change.known));
    }
    said
}

/// `1 change`, `5 changes`.
pub(super) fn count(many: usize, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}

/// The first few of a list of names, and how many there are besides: `a, b, c and 137 more`.
pub(super) fn first(names: &[&str], wrap: impl Fn(&str) -> String) -> String {
    let shown: Vec<String> = names.iter().take(FIRST).map(|name| wrap(name)).collect();
    match names.len().saturating_sub(FIRST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
