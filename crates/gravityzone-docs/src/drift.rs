//! Where a page and the spec differ, and what changed on the page since its last import.
//! Compared level by level: methods, params and fields, values, names; then with the last import.

mod collect;
mod kind;
mod known;
mod member;
mod method;
mod names;
mod rename;
mod since;
mod values;

pub use self::collect::Drift;
pub use self::kind::DriftKind;
pub(crate) use self::known::Scope;
pub(crate) use self::since::address;
pub(crate) use self::values::alike;

use self::collect::Collector;
use crate::errata;
use crate::store::Sheet;
use gravityzone_spec::{DocsMethod, DocsPage, Spec};

/// The differences of pages, in the order of the pages and of what stands on them; each says which erratum explains it.
/// Errata of these pages that explain nothing any more come last.
#[must_use]
pub fn drift(sheets: &[Sheet], spec: &Spec) -> Vec<Drift> {
    let mut drifts = Vec::new();
    for sheet in sheets {
        let mut found = Collector::new(sheet);
        method::compare(sheet, sheets, spec, &mut found);
        since::compare(sheet, spec, &mut found);
        let mut found = found.finish();
        errata::explain(spec, &mut found);
        found.extend(errata::stale(spec, sheet, &found));
        drifts.extend(found);
    }
    drifts
}

/// What other pages, of this run or imported before, say of a method.
fn elsewhere<'a>(
    page: &'a str,
    name: &'a str,
    sheets: &'a [Sheet],
    spec: &'a Spec,
) -> impl Iterator<Item = (&'a str, &'a DocsMethod)> {
    let now = sheets.iter().map(|sheet| &sheet.facts);
    let before = spec.docs.iter().filter(move |known| !sheets.iter().any(|sheet| sheet.facts.page == known.page));
    now.chain(before)
        .filter(move |other| other.page != page)
        .flat_map(move |other| other.methods.iter().map(|method| (&*other.page, method)))
        .filter(move |(_, method)| method.name == name)
}

/// The page that a page supersedes for one of its methods: as imported, or as it would be imported now. A page of one
/// method is newer than the page of its area; of two pages of a kind the one that is imported later is newer.
#[must_use]
pub fn supersedes(sheet: &Sheet, name: &str, sheets: &[Sheet], spec: &Spec) -> Option<String> {
    let facts = &sheet.facts;
    let of = |page: &str| spec.docs.iter().find(|known| known.page == page);
    let stored = of(&facts.page).and_then(|known| known.methods.iter().find(|method| method.name == name));
    if let Some(older) = stored.and_then(|method| method.supersedes.clone()) {
        return Some(older);
    }
    let older = |other: &&DocsPage| match (facts.of_one_method, other.of_one_method) {
        (true, false) => true,
        (false, true) => false,
        _ => of(&facts.page).is_none() && of(&other.page).is_some(),
    };
    let all = spec.docs.iter().chain(sheets.iter().map(|sheet| &sheet.facts));
    all.filter(|other| other.page != facts.page && other.methods.iter().any(|method| method.name == name))
        .find(older)
        .map(|other| other.page.clone())
}

/// Whether a newer page tells of the method too, so that what this one leaves out is not missing.
fn superseded(sheet: &Sheet, name: &str, sheets: &[Sheet], spec: &Spec) -> bool {
    let page = sheet.facts.page.as_str();
    let stored = elsewhere(page, name, &[], spec).any(|(_, method)| method.supersedes.as_deref() == Some(page));
    let now = sheets
        .iter()
        .filter(|other| other.facts.page != page)
        .filter(|other| other.facts.methods.iter().any(|method| method.name == name))
        .any(|other| supersedes(other, name, sheets, spec).as_deref() == Some(page));
    stored || now
}
