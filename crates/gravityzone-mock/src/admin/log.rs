//! GET /admin/log: the calls since one that the asker has seen, and which was the last.
//! Without `after` the latest; `limit` says how many at most.

use super::{Asked, json, query};
use crate::server::Reply;

/// How many calls one reply holds when nothing else is asked for.
const USUAL: usize = 200;

pub(super) fn answer(asked: &Asked<'_>) -> Reply {
    let uri = &asked.head.uri;
    let limit = query::number(uri, "limit").unwrap_or(USUAL);
    let companies = asked.center.state().companies.count();
    let log = asked.center.log();
    // Params are kept as the text that is sent here.
    let calls: Vec<String> = log.since(query::number(uri, "after"), limit).map(|call| call.to_string()).collect();
    let last = log.last();
    json(format!(r#"{{"last":{last},"companies":{companies},"calls":[{}]}}"#, calls.join(",")))
}
