//! Pages: which part of a list is asked for, and the envelope around it.
//! An empty list answers as page 1 of 0. A page past the end is refused, as two peers report it.

use crate::answer::Refusal;
use crate::behaviour::Call;
use serde_json::{Map, Value as Json, json};

/// One page of a list.
#[derive(Debug)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) total: usize,
    pub(crate) page: usize,
    pub(crate) per_page: usize,
    pub(crate) pages: usize,
}

impl<T> Page<T> {
    /// The page of a list that a call asks for.
    pub(crate) fn of(call: &Call<'_>, items: Vec<T>) -> Result<Self, Refusal> {
        let (page_name, per_page_name) = match &call.method.paging {
            Some(paging) => (paging.page.0.as_str(), paging.per_page.0.as_str()),
            None => ("page", "perPage"),
        };
        let total = items.len();
        let page = call.count(page_name).unwrap_or(1).max(1);
        let per_page = call.count(per_page_name).unwrap_or(total).max(1);
        let pages = total.div_ceil(per_page);
        if page > pages.max(1) {
            return Err(Refusal::params(format!("`{page_name}` must be at most {}, the last page.", pages.max(1))));
        }
        let items = items.into_iter().skip((page - 1).saturating_mul(per_page)).take(per_page).collect();
        Ok(Self { items, total, page, per_page, pages })
    }

    /// The same page with other items; those of other pages cost nothing.
    pub(crate) fn map<U>(self, item: impl FnMut(T) -> U) -> Page<U> {
        let Self { items, total, page, per_page, pages } = self;
        Page { items: items.into_iter().map(item).collect(), total, page, per_page, pages }
    }
}

impl Page<Json> {
    /// The envelope of v1.0, total and number of pages on every page.
    pub(crate) fn envelope(self) -> Json {
        let Self { items, total, page, per_page, pages } = self;
        json!({ "total": total, "page": page, "perPage": per_page, "pagesCount": pages, "items": items })
    }

    /// The envelope of the newer network lists: total and number of pages on the first page only.
    pub(crate) fn envelope_with_more(self) -> Json {
        let more = self.page < self.pages;
        let first = self.page == 1;
        let mut envelope: Map<String, Json> = match self.envelope() {
            Json::Object(envelope) => envelope,
            _ => Map::new(),
        };
        if !first {
            envelope.remove("total");
            envelope.remove("pagesCount");
        }
        envelope.insert("hasMoreRecords".to_owned(), more.into());
        Json::Object(envelope)
    }
}
