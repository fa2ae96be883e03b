//! GET /admin/companies: the tree of companies in flat rows, the newest first.
//! `parent=ID` gives those right below one, `parent=` the top, `search=TEXT` those of a name; `before=ID` the next rows.

use super::{Asked, json, query};
use crate::company::{Companies, Company};
use crate::server::Reply;
use serde_json::{Value as Json, json};

/// How many rows one reply holds when nothing else is asked for.
const USUAL: usize = 200;

/// The most rows of one reply.
const MOST: usize = 10_000;

pub(super) fn answer(asked: &Asked<'_>) -> Reply {
    let uri = &asked.head.uri;
    let before = query::value(uri, "before").filter(|id| !id.is_empty());
    let limit = query::number(uri, "limit").unwrap_or(USUAL).min(MOST);
    let state = asked.center.state();
    let all = &state.companies;
    let (rows, total) = match (query::value(uri, "search"), query::value(uri, "parent")) {
        (Some(search), _) => {
            let search = search.to_lowercase();
            let named = |company: &&Company| company.name().to_lowercase().contains(&search);
            (rows(all, all.older(None, before.as_deref()).filter(named), limit), None)
        }
        (None, Some(top)) if top.is_empty() => {
            let tops = all.get(&state.own_company).into_iter().filter(|_| before.is_none());
            (rows(all, tops, limit), Some(1))
        }
        (None, Some(parent)) => {
            (rows(all, all.older(Some(&parent), before.as_deref()), limit), Some(all.children_count(&parent)))
        }
        (None, None) => (rows(all, all.older(None, before.as_deref()), limit), Some(all.count())),
    };
    let (rows, more) = rows;
    json(json!({ "total": total, "more": more, "companies": rows }).to_string())
}

/// So many rows, and whether there are more.
fn rows<'c>(all: &Companies, companies: impl Iterator<Item = &'c Company>, limit: usize) -> (Vec<Json>, bool) {
    let mut companies = companies.map(|company| {
        json!({
            "id": company.id,
            "name": company.name(),
            "parent": company.parent(),
            "type": company.kind,
            "suspended": company.suspended,
            "children": all.children_count(&company.id),
        })
    });
    let rows = companies.by_ref().take(limit).collect();
    (rows, companies.next().is_some())
}
