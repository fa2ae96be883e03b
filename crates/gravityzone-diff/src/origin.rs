//! Whether the vendor changed the API or we corrected what we say of it.
//! A correction shows by its erratum, or by what it corrects: something that we had only concluded.

use crate::difference::{Difference, What};
use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The errata that came or changed, by the addresses that they are about.
pub(crate) struct Corrections {
    by_address: BTreeMap<String, String>,
}

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
        Self { by_address }
    }

    /// Why a difference is a correction, if it is one.
    pub(crate) fn explain(&self, at: &str, base_at: Option<&str>, difference: &Difference<'_>) -> Option<String> {
        for address in [Some(at), base_at].into_iter().flatten() {
            if let Some(name) = self.covering(address) {
                return Some(format!("erratum {name}"));
            }
        }
        let inferred = |subject: Option<&Subject>| subject.is_some_and(|subject| subject.text("known") == "inferred");
        let base = difference.base.map(|stand| stand.subject);
        let concluded = inferred(base) && !matches!(difference.what, What::Added);
        concluded.then(|| "the base had only concluded it".to_owned())
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
