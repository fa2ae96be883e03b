//! Errata and drift: which erratum explains a difference, and which explains nothing any more.
//! An erratum expects a kind of drift with what the page says there, so that the next change of the page is seen.

use crate::drift::{Drift, DriftKind, Scope};
use crate::store::Sheet;
use gravityzone_spec::{DocsMember, Erratum, Spec};
use std::collections::BTreeSet;

/// Marks each difference with the erratum that explains it.
pub(crate) fn explain(spec: &Spec, drifts: &mut [Drift]) {
    for drift in drifts.iter_mut().filter(|drift| !drift.since_import) {
        let explains = |erratum: &&Erratum| erratum.page == drift.page && expects(erratum, drift);
        drift.erratum = spec.errata.iter().find(explains).map(|erratum| erratum.name.clone());
    }
}

fn expects(erratum: &Erratum, drift: &Drift) -> bool {
    let docs = drift.docs.as_deref().unwrap_or_default();
    erratum.at.iter().any(|(at, _)| *at == drift.at)
        && erratum
            .expects
            .iter()
            .any(|(kind, said)| kind == drift.kind.as_str() && said.iter().any(|said| said == docs))
}

/// The errata of a page that explain nothing any more: a place without drift, a kind that does not come, or a passage
/// that is gone. One that names neither drift nor passage could stand for ever, so it counts too.
pub(crate) fn stale(spec: &Spec, sheet: &Sheet, drifts: &[Drift]) -> Vec<Drift> {
    let hashes = passages(sheet);
    let mut stale = Vec::new();
    for erratum in spec.errata.iter().filter(|erratum| erratum.page == sheet.facts.page) {
        let explained: Vec<&Drift> =
            drifts.iter().filter(|drift| drift.erratum.as_ref() == Some(&erratum.name)).collect();
        let mut tell = |at: &str, what: String| {
            stale.push(Drift {
                kind: DriftKind::ErratumStale,
                at: at.to_owned(),
                docs: None,
                spec: Some(what),
                erratum: Some(erratum.name.clone()),
                page: sheet.facts.page.clone(),
                file: sheet.page.file.clone(),
                line: 1,
                since_import: false,
            });
        };
        if erratum.expects.is_empty() && erratum.words.is_empty() {
            let first = erratum.at.first().map_or("", |(at, _)| at);
            tell(first, format!("{} says neither which drift it expects nor which words", erratum.name));
        }
        if !erratum.expects.is_empty() {
            for (at, _) in &erratum.at {
                if !explained.iter().any(|drift| drift.at == *at) {
                    tell(at, format!("the page no longer differs here from what {} holds", erratum.name));
                }
            }
            for (kind, said) in &erratum.expects {
                for said in said {
                    let comes = |drift: &&&Drift| drift.kind.as_str() == kind && drift.docs.as_ref() == Some(said);
                    let first = erratum.at.first().map_or("", |(at, _)| at);
                    if !explained.iter().any(|drift| comes(&drift)) {
                        tell(first, format!("{kind}: the page no longer says {said:?}"));
                    }
                }
            }
        }
        for hash in erratum.words.iter().filter(|hash| !hashes.contains(*hash)) {
            let first = erratum.at.first().map_or("", |(at, _)| at);
            tell(first, format!("the passage {hash} is no longer on the page"));
        }
    }
    stale
}

/// The hashes of all that a page says: its blocks, and what is said of each method and member.
fn passages(sheet: &Sheet) -> BTreeSet<String> {
    let mut hashes: BTreeSet<String> = sheet.page.blocks.iter().map(|block| block.hash.to_string()).collect();
    for method in &sheet.facts.methods {
        hashes.extend([method.words.clone(), method.result_words.clone()]);
        hashes.extend(method.members.iter().map(|member| member.words.clone()));
    }
    hashes
}

/// The hash of what a page says of an address, and the page.
#[must_use]
pub fn words_at(sheets: &[Sheet], spec: &Spec, address: &str) -> Option<(String, String)> {
    sheets.iter().find_map(|sheet| {
        let scope = Scope { spec, area: spec.area(&sheet.facts.area)? };
        sheet.facts.methods.iter().find_map(|method| {
            let here = |member: &&DocsMember| crate::drift::address(scope, &method.name, &member.path) == address;
            let member = method.members.iter().find(here).map(|member| &member.words);
            let itself = (address == format!("{}.{}", scope.area.name, method.name)).then_some(&method.words);
            Some((sheet.facts.page.clone(), member.or(itself)?.clone()))
        })
    })
}
