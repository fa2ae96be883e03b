//! The paging envelope. Every member may be missing: some methods answer a bare list, some tell the totals on
//! page 1 only, an empty list answers page 1 of 0.

use crate::cx::Cx;
use crate::decode::Decode;
use crate::encode::{Encode, Fields, Members};
use crate::object::{Object, Value};
use crate::token::{Kind, refuse_scalars};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use std::fmt;
use std::marker::PhantomData;

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// How many items there are on all pages. `total`
    pub total: Option<i64>,
    /// Which page this is, from 1. `page`
    pub page: Option<i64>,
    /// How many items a page holds. `perPage`
    pub per_page: Option<i64>,
    /// How many pages there are; 0 on an empty list. `pagesCount`
    pub pages_count: Option<i64>,
    /// Whether another page follows; told by newer network lists only. `hasMoreRecords`
    pub has_more_records: Option<bool>,
    /// What the page lists. `items`
    pub items: Vec<T>,
}

impl<T> Page<T> {
    /// A page that holds `items` and tells nothing else.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        Self { total: None, page: None, per_page: None, pages_count: None, has_more_records: None, items }
    }
}

/// What a reply tells of its place among the pages; a member that it does not tell is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// How many items this page lists.
    pub count: usize,
    /// How many items there are on all pages.
    pub total: Option<i64>,
    /// Which page this is, from 1.
    pub page: Option<i64>,
    /// How many items a page holds; the server may give less than was asked for.
    pub per_page: Option<i64>,
    /// How many pages there are; 0 on an empty list.
    pub pages_count: Option<i64>,
    /// Whether another page follows.
    pub has_more: Option<bool>,
}

impl<T> Page<T> {
    /// What the page tells of its place among the pages.
    #[must_use]
    pub fn info(&self) -> PageInfo {
        let Self { total, page, per_page, pages_count, has_more_records, ref items } = *self;
        PageInfo { count: items.len(), total, page, per_page, pages_count, has_more: has_more_records }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<'p, T> IntoIterator for &'p Page<T> {
    type Item = &'p T;
    type IntoIter = std::slice::Iter<'p, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

/// The envelope as an object; [`Page`] itself also takes a bare list.
struct Envelope<T>(Page<T>);

struct Slots<T> {
    total: Option<i64>,
    page: Option<i64>,
    per_page: Option<i64>,
    pages_count: Option<i64>,
    has_more_records: Option<bool>,
    items: Option<Vec<T>>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { total: None, page: None, per_page: None, pages_count: None, has_more_records: None, items: None }
    }
}

impl<T: Decode> Object for Envelope<T> {
    const NAME: &'static str = "Page";
    type Slots = Slots<T>;

    fn set<'de, A: MapAccess<'de>>(
        slots: &mut Slots<T>,
        member: &str,
        value: Value<'_, '_, A>,
    ) -> Result<(), A::Error> {
        match member {
            "total" => value.fill(&mut slots.total),
            "page" => value.fill(&mut slots.page),
            "perPage" => value.fill(&mut slots.per_page),
            "pagesCount" => value.fill(&mut slots.pages_count),
            "hasMoreRecords" => value.fill(&mut slots.has_more_records),
            "items" => value.fill(&mut slots.items),
            _ => value.unknown(),
        }
    }

    fn finish<E: de::Error>(slots: Slots<T>, _: Cx<'_>) -> Result<Self, E> {
        Ok(Self(Page {
            total: slots.total,
            page: slots.page,
            per_page: slots.per_page,
            pages_count: slots.pages_count,
            has_more_records: slots.has_more_records,
            items: slots.items.unwrap_or_default(),
        }))
    }
}

impl<T: Decode> Decode for Page<T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(PageVisitor { cx, item: PhantomData })
    }
}

struct PageVisitor<'a, T> {
    cx: Cx<'a>,
    item: PhantomData<T>,
}

impl<'de, T: Decode> Visitor<'de> for PageVisitor<'_, T> {
    type Value = Page<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Page<T>, A::Error> {
        let Envelope(page) = Decode::decode(de::value::MapAccessDeserializer::new(map), self.cx)?;
        Ok(page)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Page<T>, A::Error> {
        Decode::decode(de::value::SeqAccessDeserializer::new(seq), self.cx).map(Page::new)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Page<T>, E> {
        Err(self.cx.mismatch("a page", Kind::Null))
    }

    refuse_scalars!(cx, "a page");
}

impl<T: Encode> Fields for Page<T> {
    fn write<M: SerializeMap>(&self, to: &mut Members<M>) -> Result<(), M::Error> {
        to.put("total", &self.total)?;
        to.put("page", &self.page)?;
        to.put("perPage", &self.per_page)?;
        to.put("pagesCount", &self.pages_count)?;
        to.put("hasMoreRecords", &self.has_more_records)?;
        to.put("items", &self.items)
    }
}
