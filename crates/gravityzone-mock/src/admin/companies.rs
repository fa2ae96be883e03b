//! GET /admin/companies: the tree of companies in flat rows, the newest first.
//! `parent=ID` gives those right below one, `parent=` the top, `search=TEXT` those of a name; `before=ID` the next rows.

use super::{AdminCall, Refused, query};
use crate::company::{Companies, Company};
use serde_json::{Value as Json, json};

/// How many rows one reply holds when nothing else is asked for.
const USUAL: usize = 200;

/// The most rows of one reply.
const MOST: usize = 10_000;

pub(super) fn list(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let before = query::value(call.query, "before").filter(|id| !id.is_empty());
    let limit = query::number(call.query, "limit").unwrap_or(USUAL).min(MOST);
    let state = call.center.state();
    let all = &state.companies;
    let (rows, total) = match (query::value(call.query, "search"), query::value(call.query, "parent")) {
        (Some(search), _) => {
            let search = search.to_lowercase();
            let named = |company: &&Company| company.name().to_lowercase().contains(&search);
            (rows(all, all.older(None, before.as_deref()).filter(named), limit), None)
        }
        (None, Some(top)) if top.is_empty() => {
            let tops = all.get(&state.top.company).into_iter().filter(|_| before.is_none());
            (rows(all, tops, limit), Some(1))
        }
        (None, Some(parent)) => {
            (rows(all, all.older(Some(&parent), before.as_deref()), limit), Some(all.children_count(&parent)))
        }
        (None, None) => (rows(all, all.older(None, before.as_deref()), limit), Some(all.count())),
    };
    let (rows, more) = rows;
    Ok(json!({ "total": total, "more": more, "companies": rows }))
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
