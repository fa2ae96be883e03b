//! Whether the vendor changed the API or we corrected what we say of it.
//! A correction shows by its erratum, by what it corrects (something that we had only concluded), or by the imported
//! pages: where they say on both sides what they said, it is not the vendor who changed.

use crate::difference::{Difference, What};
use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// What the errata and the imported pages tell of who changed.
pub(crate) struct Corrections {
    /// The errata that came or changed, by the addresses that they are about.
    by_address: BTreeMap<String, String>,
    pages: [Pages; 2],
}

/// What the imported pages say of each method, `area.method`, by the page.
type Pages = BTreeMap<String, BTreeMap<String, Json>>;

impl Corrections {
    pub(crate) fn of(base: &Subject, head: &Subject) -> Self {
        let errata = |tree: &Subject| -> BTreeMap<String, Subject> {
            let file = tree.children.iter().filter(|child| child.kind == SubjectKind::File);
            let errata = file.flat_map(|file| file.of(SubjectKind::Erratum));
            errata.map(|erratum| (erratum.name.clone(), erratum.clone())).collect()
        };
        let (before, after) = (errata(base), errata(head));
        let hold = |erratum: &Subject| (erratum.value("hold").cloned(), erratum.value("at").cloned());
        let mut by_address = BTreeMap::new();
        for (name, erratum) in &after {
            if before.get(name).is_some_and(|old| hold(old) == hold(erratum)) {
                continue;
            }
            for address in erratum.value("at").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
                by_address.insert(address.replace("shared.enums.", "shared.types."), name.clone());
            }
        }
        Self { by_address, pages: [pages(base), pages(head)] }
    }

    /// Why a difference is a correction, if it is one.
    pub(crate) fn explain(
        &self,
        at: &str,
        base_at: Option<&str>,
        difference: &Difference<'_>,
        methods: &BTreeSet<String>,
    ) -> Option<String> {
        for address in [Some(at), base_at].into_iter().flatten() {
            if let Some(name) = self.covering(address) {
                return Some(format!("erratum {name}"));
            }
        }
        let inferred = |subject: Option<&Subject>| subject.is_some_and(|subject| subject.text("known") == "inferred");
        let base = difference.base.map(|stand| stand.subject);
        let concluded = inferred(base) && !matches!(difference.what, What::Added);
        if concluded {
            return Some("the base had only concluded it".to_owned());
        }
        // pages tell nothing of tiers and hosts
        let told =
            difference.subject().is_some_and(|subject| !matches!(subject.kind, SubjectKind::Rate | SubjectKind::Area));
        (told && self.pages_say_the_same(methods)).then(|| "the imported pages say what they said".to_owned())
    }

    /// Whether there are pages of the methods on both sides, and none of them says anything else.
    fn pages_say_the_same(&self, methods: &BTreeSet<String>) -> bool {
        let [before, after] = &self.pages;
        let names: BTreeSet<&str> = methods.iter().map(|method| method.split('@').next().unwrap_or(method)).collect();
        let known = names.iter().filter(|name| before.contains_key(**name)).count();
        known > 0 && names.iter().all(|name| before.get(*name) == after.get(*name))
    }

    /// The erratum that is about an address, or about something that holds it or stands in it.
    fn covering(&self, address: &str) -> Option<&str> {
        let mut holder = address;
        loop {
            if let Some(name) = self.by_address.get(holder) {
                return Some(name);
            }
            match holder.rsplit_once('.') {
                Some((outer, _)) => holder = outer,
                None => break,
            }
        }
        None
    }
}

fn pages(tree: &Subject) -> Pages {
    let mut pages = Pages::new();
    for page in tree.of(SubjectKind::Page) {
        for (method, says) in page.value("methods").and_then(Json::as_object).into_iter().flatten() {
            let name = format!("{}.{method}", page.text("area"));
            pages.entry(name).or_default().insert(page.name.clone(), says.clone());
        }
    }
    pages
}
