//! Changes that somebody has decided to take: `accepted.json` held against what a comparison found.
//! An entry that meets no change is told; one that has run out or gives no reason fails until somebody decides.

use crate::change::{Change, Origin};
use crate::report::{Entry, Notice};
use gravityzone_spec::{Acceptance, FileKind, Sources, insert};
use semver::Version;
use serde_json::json;
use std::collections::BTreeMap;

/// The reason in a stub: none yet.
const TODO: &str = "TODO";

/// Where and when accepted changes are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Day<'d> {
    /// Today, as `2026-11-22`.
    pub today: &'d str,
    /// The version of the head, if it declares one.
    pub version: Option<&'d str>,
}

/// The changes with what was decided about them, and what is wrong with the decisions.
#[must_use]
pub fn accept(
    changes: Vec<Change>,
    accepted: &[Acceptance],
    sources: &Sources,
    day: Day<'_>,
) -> (Vec<Entry>, Vec<Notice>) {
    let by_fingerprint: BTreeMap<&str, &Acceptance> =
        accepted.iter().map(|one| (one.fingerprint.as_str(), one)).collect();
    let meant = |change: &Change| {
        by_fingerprint.get(change.fingerprint.as_str()).copied().filter(|one| one.rule == change.rule)
    };
    let notices = accepted
        .iter()
        .filter_map(|one| {
            let met = changes.iter().any(|change| meant(change).is_some_and(|meant| std::ptr::eq(meant, one)));
            let (fails, text) = wrong(one, day).map(|text| (true, text)).or((!met).then(|| (false, unused(one))))?;
            Some(Notice { fails, place: sources.show(one.place).to_string(), text })
        })
        .collect();
    let entry = |mut change: Change| {
        let holds = meant(&change).filter(|one| wrong(one, day).is_none());
        let origin = holds.and_then(|one| one.origin.as_deref());
        if let Some(origin) = Origin::ALL.iter().find(|word| Some(word.as_str()) == origin) {
            change.origin = *origin;
            if *origin != Origin::Vendor {
                change.verdict = change.verdict.without_wire();
            }
        }
        Entry { accepted: holds.map(|one| one.reason.clone()), change }
    };
    (changes.into_iter().map(entry).collect(), notices)
}

/// Why an entry does not hold.
fn wrong(one: &Acceptance, day: Day<'_>) -> Option<String> {
    let Acceptance { rule, at, reason, .. } = one;
    if reason.trim().is_empty() || reason.trim().starts_with(TODO) {
        return Some(format!("{rule} {at} has no reason yet: write why it is taken, or take the entry out"));
    }
    let (expires, _) = one.expires.as_ref()?;
    let over = match (Acceptance::is_day(expires), day.version) {
        (true, _) => day.today > expires.as_str(),
        (false, Some(version)) => match (Version::parse(version), Version::parse(expires)) {
            (Ok(version), Ok(expires)) => version >= expires,
            _ => true,
        },
        // without a version nobody can tell
        (false, None) => false,
    };
    over.then(|| format!("{rule} {at} was accepted until {expires}, which is over: decide again"))
}

fn unused(one: &Acceptance) -> String {
    let Acceptance { rule, at, fingerprint, .. } = one;
    match crate::rules::rule(rule) {
        None => format!("there is no rule {rule:?}, so that {fingerprint} accepts nothing"),
        Some(_) => format!("no change is {rule} {at} any more: take the entry out, if this is the base that it is for"),
    }
}

/// The text of `accepted.json` with a stub for each of these changes, in its canonical form.
/// The reason is left for a person, and until it is written the comparison fails.
///
/// # Errors
/// What is wrong with the text that stands.
pub fn accept_stubs(text: &str, file: &str, changes: &[&Change]) -> Result<String, String> {
    let mut text = text.to_owned();
    for change in changes {
        let stub = json!({ "rule": change.rule, "at": change.at, "reason": TODO }).to_string();
        let entry = gravityzone_spec::Entry { key: &change.fingerprint, value: &stub, after: None };
        text = insert(FileKind::Accepted, file, &text, &["accepted"], entry)?;
    }
    Ok(text)
}
