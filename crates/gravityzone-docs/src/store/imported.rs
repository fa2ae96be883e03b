//! Pages as they were last imported: as sheets to compare with the spec, and as the base that an import is held against.
//! An import that has fewer facts than the last one is more often a broken extract than a smaller API.

use super::facts::{Places, Sheet};
use crate::facts::{At, Page, PageKind, Said};
use gravityzone_spec::{DocsPage, Spec};

/// All pages as they were last imported, for a comparison without the pages themselves.
#[must_use]
pub fn imported(spec: &Spec) -> Vec<Sheet> {
    let sheet = |facts: &DocsPage| Sheet {
        page: Page {
            file: format!("spec/docs/{}.json", facts.page),
            id: None,
            title: Said::new(String::new(), At::default()),
            kind: if facts.of_one_method { PageKind::Method } else { PageKind::Area },
            service: None,
            version: None,
            manifest: Vec::new(),
            methods: Vec::new(),
            blocks: Vec::new(),
            findings: Vec::new(),
        },
        facts: facts.clone(),
        places: Places::default(),
    };
    spec.docs.iter().map(sheet).collect()
}

/// What the last import had and a page has no longer: methods, params, fields and values.
#[must_use]
pub fn removals(stored: &DocsPage, now: &DocsPage) -> Vec<String> {
    let mut gone = Vec::new();
    for method in &stored.methods {
        let Some(known) = now.methods.iter().find(|known| known.name == method.name) else {
            gone.push(method.name.clone());
            continue;
        };
        for member in &method.members {
            let at = format!("{}.{}", method.name, member.path);
            match known.members.iter().find(|known| known.path == member.path) {
                None => gone.push(at),
                Some(known) => {
                    let missing = member
                        .values
                        .iter()
                        .filter(|value| !known.values.iter().any(|known| known.literal == value.literal));
                    gone.extend(missing.map(|value| format!("{at}: {}", value.literal)));
                }
            }
        }
        let rows = |nameless: &[(String, i64)]| nameless.iter().map(|(_, count)| count).sum::<i64>();
        if rows(&known.nameless) < rows(&method.nameless) {
            gone.push(format!("{}: rows without a name", method.name));
        }
    }
    gone
}
