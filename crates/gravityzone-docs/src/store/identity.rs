//! Which article a file is: by the id that it carries, by what the maintainer says, or by the methods that it has.
//! A page of one method is not a shrunken page of its area, so the two kinds never match each other.

use crate::facts::{Page, PageKind};
use gravityzone_spec::Spec;

/// The article's id and the area of the spec that it belongs to.
///
/// # Errors
/// What to type, if neither is certain.
pub fn identify(page: &Page, spec: &Spec, told: Option<&str>) -> Result<(String, String), String> {
    let carried = page.id.as_ref().map(|id| id.value.as_str()).or_else(|| in_file_name(&page.file));
    if let (Some(told), Some(carried)) = (told, carried)
        && told != carried
    {
        return Err(format!("{}: --as says {told}, and the page itself says {carried}\n", page.file));
    }
    let id = match told.or(carried) {
        Some(id) => id.to_owned(),
        None => by_methods(page, spec)?,
    };
    let area = area(page, spec, &id).ok_or_else(|| {
        let what = match &page.service {
            Some(service) => format!("no area of the spec has the service {:?}", service.value),
            None => "no method of it is in the spec".to_owned(),
        };
        format!("{}: {what}; write the area's file first and list it in spec/api.json\n", page.file)
    })?;
    Ok((id, area))
}

/// The id at the beginning of a file's name, as the address of the page has it: `77211-126235-companies.html`.
fn in_file_name(file: &str) -> Option<&str> {
    let name = file.rsplit(['/', '\\']).next()?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let book = digits(name);
    let article = digits(name.get(book..)?.strip_prefix('-')?);
    let end = book + 1 + article;
    let ends = name[end..].starts_with(['-', '.']);
    (book >= 5 && article >= 5 && ends).then(|| &name[..end])
}

/// The names that a method of the page may have: that of its heading, and those that its examples call.
fn names(page: &Page) -> Vec<Vec<&str>> {
    page.methods
        .iter()
        .map(|method| {
            let called = method.examples.iter().filter_map(|example| example.method.as_ref());
            std::iter::once(&method.name).chain(called).map(|name| name.value.as_str()).collect()
        })
        .collect()
}

/// The imported page of the same kind that has most of these methods.
fn by_methods(page: &Page, spec: &Spec) -> Result<String, String> {
    let names = names(page);
    let one = page.kind == PageKind::Method;
    let mut candidates: Vec<(usize, &str)> = spec
        .docs
        .iter()
        .filter(|known| known.of_one_method == one)
        .map(|known| {
            let has = |names: &&Vec<&str>| {
                known.methods.iter().any(|method| {
                    names.iter().any(|name| method.name == *name || method.heading.as_deref() == Some(name))
                })
            };
            let shared = names.iter().filter(has).count();
            (shared, known.methods.len(), known.page.as_str())
        })
        .filter(|(shared, known, _)| *shared > 0 && 2 * shared >= *known)
        .map(|(shared, _, page)| (shared, page))
        .collect();
    candidates.sort_by(|a, b| b.cmp(a));
    match candidates[..] {
        [(_, only)] => Ok(only.to_owned()),
        [(most, first), (next, _), ..] if most > next => Ok(first.to_owned()),
        [] => Err(format!(
            "{}: the page does not tell its article's id, and no imported page has its methods; \
             say which it is: --as 77211-126235\n",
            page.file
        )),
        [..] => {
            let ids: Vec<&str> = candidates.iter().map(|(_, id)| *id).collect();
            let ids = ids.join(" or ");
            Err(format!("{}: the page does not tell its article's id; it may be {ids}: say so with --as\n", page.file))
        }
    }
}

/// The area: that of the last import, of the service in the API url, or of the methods.
fn area(page: &Page, spec: &Spec, id: &str) -> Option<String> {
    if let Some(known) = spec.docs.iter().find(|known| known.page == id) {
        return Some(known.area.clone());
    }
    let by_service =
        page.service.as_ref().and_then(|service| spec.areas.iter().find(|area| area.service == service.value));
    let by_page = || {
        spec.areas.iter().find(|area| area.page == id || area.methods.iter().any(|method| area.page_of(method) == id))
    };
    let by_method = || {
        let names = names(page);
        let called = |name: &str| names.iter().flatten().any(|known| *known == name);
        spec.areas.iter().find(|area| area.methods.iter().any(|method| called(&method.name)))
    };
    by_service.or_else(by_page).or_else(by_method).map(|area| area.name.clone())
}
