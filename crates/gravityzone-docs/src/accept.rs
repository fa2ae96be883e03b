//! Findings that are known: accepted in `spec/docs/<article>.json` by the hash of the text that they are about.
//! When the text changes the finding comes back, and what was accepted of it is stale.

use crate::facts::Finding;
use gravityzone_spec::{Accepted, DocsPage};

/// The findings of a page that nobody has accepted, and what was accepted and is no longer found.
#[must_use]
pub fn unaccepted<'f>(findings: &'f [Finding], stored: Option<&DocsPage>) -> (Vec<&'f Finding>, Vec<Stale>) {
    let mut known: Vec<(&str, Stale)> = Vec::new();
    for accepted in stored.into_iter().flat_map(|page| &page.accepted) {
        for (about, hash) in hashes(accepted) {
            let stale = Stale { name: accepted.name.clone(), kind: accepted.kind.clone(), about: about.to_owned() };
            known.push((hash, stale));
        }
    }
    let mut open = Vec::new();
    for finding in findings {
        let hash = finding.hash.to_string();
        let accepted = |(known, stale): &(&str, Stale)| *known == hash && stale.kind == finding.kind.as_str();
        match known.iter().position(accepted) {
            Some(at) => {
                known.remove(at);
            }
            None => open.push(finding),
        }
    }
    (open, known.into_iter().map(|(_, stale)| stale).collect())
}

/// An accepted finding that is no longer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The name under which it was accepted.
    pub name: String,
    /// The kind of finding.
    pub kind: String,
    /// What it was about.
    pub about: String,
}

fn hashes(accepted: &Accepted) -> impl Iterator<Item = (&str, &str)> {
    accepted.findings.iter().flat_map(|(about, hashes)| hashes.iter().map(move |hash| (about.as_str(), hash.as_str())))
}

/// Accepts findings for a reason, and drops what is stale. What is accepted already stays as it is.
pub fn accept(page: &mut DocsPage, findings: &[&Finding], stale: &[Stale], why: &str) {
    for stale in stale {
        for accepted in page.accepted.iter_mut().filter(|accepted| accepted.name == stale.name) {
            accepted.findings.retain(|(about, _)| *about != stale.about);
        }
    }
    page.accepted.retain(|accepted| !accepted.findings.is_empty());
    for finding in findings {
        let kind = finding.kind.as_str();
        let at = page.accepted.iter().position(|accepted| accepted.kind == kind && accepted.why == why);
        let at = at.unwrap_or_else(|| {
            let taken = page.accepted.iter().filter(|accepted| accepted.kind == kind).count();
            let name = if taken == 0 { kind.to_owned() } else { format!("{kind}-{}", taken + 1) };
            page.accepted.push(Accepted { name, kind: kind.to_owned(), why: why.to_owned(), ..Accepted::default() });
            page.accepted.len() - 1
        });
        let findings = &mut page.accepted[at].findings;
        let hash = finding.hash.to_string();
        match findings.iter_mut().find(|(about, _)| *about == finding.subject) {
            Some((_, hashes)) => hashes.push(hash),
            None => findings.push((finding.subject.clone(), vec![hash])),
        }
    }
}
