//! An invented API and its page: bakeries that bake loaves.
//! A test changes one line of the page, or of the spec, and looks at what is told.

use gravityzone_docs::{Drift, Sheet, document, drift, identify, read, sheet};
use gravityzone_spec::{Spec, load_bundle};

/// The page of the area.
pub(crate) const AREA: &str = include_str!("area.txt");
/// The page of one of its methods, which is newer: it has a field more and no limit.
pub(crate) const METHOD: &str = include_str!("method.txt");
/// Its article.
pub(crate) const METHOD_PAGE: &str = "10001-20002";
/// The spec that says what the area's page says.
pub(crate) const SPEC: &str = include_str!("spec.json");
/// The page's article.
pub(crate) const PAGE: &str = "10001-20001";

/// A text with one place of it replaced.
pub(crate) fn edited(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "there is no {old:?}");
    text.replacen(old, new, 1)
}

/// A spec of the invented API with other files beside: each a path and JSON.
pub(crate) fn spec(base: &str, files: &[(String, String)]) -> Spec {
    let mut text = base.trim_end().trim_end_matches('}').to_owned();
    for (path, file) in files {
        text.push_str(&format!(", \"{path}\": {file}"));
    }
    text.push('}');
    load_bundle(&text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The spec with the page imported as it stands.
pub(crate) fn imported() -> Spec {
    let plain = spec(SPEC, &[]);
    spec(SPEC, &[stored(&as_sheet(AREA, PAGE, &plain))])
}

/// A page as the spec would store it: the path and the text.
pub(crate) fn stored(sheet: &Sheet) -> (String, String) {
    let mut facts = sheet.facts.clone();
    facts.imported = "2026-01-01".to_owned();
    (format!("docs/{}.json", facts.page), document(&facts).unwrap())
}

/// A page that is known to be an article.
pub(crate) fn as_sheet(text: &str, id: &str, spec: &Spec) -> Sheet {
    let page = read("page.txt", text.as_bytes()).unwrap_or_else(|unreadable| panic!("{unreadable}"));
    let (id, area) = identify(&page, spec, Some(id)).unwrap_or_else(|what| panic!("{what}"));
    sheet(page, &id, &area, spec)
}

/// What a page differs in.
pub(crate) fn told(text: &str, spec: &Spec) -> Vec<Drift> {
    drift(&[as_sheet(text, PAGE, spec)], spec)
}

/// A difference in short: kind, address, what the page says, what the spec says.
pub(crate) fn short(drift: &Drift) -> (&str, &str, &str, &str) {
    let text = |text: &'static str| text;
    (
        drift.kind.as_str(),
        &drift.at,
        drift.docs.as_deref().unwrap_or_else(|| text("-")),
        drift.spec.as_deref().unwrap_or_else(|| text("-")),
    )
}

/// The line on which a text first stands, from 1.
pub(crate) fn line_of(text: &str, part: &str) -> usize {
    let at = text.find(part).unwrap_or_else(|| panic!("there is no {part:?}"));
    text[..at].matches('\n').count() + 1
}
