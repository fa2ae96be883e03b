//! GET /admin/log: the calls since one that the asker has seen, and which was the last.
//! Without `after` the latest; `limit` says how many at most. DELETE forgets them.

use super::{AdminCall, Refused, query};
use serde_json::{Value as Json, json};

/// How many calls one reply holds when nothing else is asked for.
const USUAL: usize = 200;

pub(super) fn since(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let limit = query::number(call.query, "limit").unwrap_or(USUAL);
    let companies = call.center.state().companies.count();
    let log = call.center.log();
    let calls: Vec<Json> = log.since(query::number(call.query, "after"), limit).collect();
    Ok(json!({ "last": log.last(), "companies": companies, "calls": calls }))
}

pub(super) fn clear(call: &AdminCall<'_>) -> Result<Json, Refused> {
    call.center.log().clear();
    Ok(json!({ "cleared": true }))
}
