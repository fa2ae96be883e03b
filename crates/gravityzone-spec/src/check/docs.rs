//! The pages in `docs/`: each is its file, belongs to an area, and supersedes pages that are there.
//! What they say may be anything; only their links have to hold.

use crate::diagnostic::{Diagnostics, nearest};
use crate::spec::{DocsPage, Spec};

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    spec.docs.iter().for_each(|page| check_page(spec, page, diagnostics));
}

fn check_page(spec: &Spec, page: &DocsPage, diagnostics: &mut Diagnostics) {
    if page.path != format!("docs/{}.json", page.page) {
        let title = format!("{:?} is not the page of this file", page.page);
        diagnostics.add(page.place, title, "not the file's name", "give page and file one name");
    }
    if spec.area(&page.area).is_none() {
        let help = match nearest(&page.area, spec.areas.iter().map(|area| area.name.as_str())) {
            Some(near) => format!("did you mean {near:?}?"),
            None => "write the name of an area of the spec".to_owned(),
        };
        diagnostics.add(page.place, format!("the page belongs to {:?}, which is no area", page.area), "", help);
    }
    for method in &page.methods {
        let Some(older) = &method.supersedes else { continue };
        let known = spec.docs.iter().find(|page| page.page == *older);
        if !known.is_some_and(|page| page.methods.iter().any(|known| known.name == method.name)) {
            let title = format!("{} supersedes page {older:?}, which does not tell of it", method.name);
            let help = "write the id of a page in docs/ that has the method, or take `supersedes` away";
            diagnostics.add(method.place, title, "", help);
        }
    }
}
