//! The envelope of a call: whether a body is one JSON-RPC 2.0 request of the kind that this API takes.
//! Batches and notifications are refused: the API has neither.

use crate::answer::{Reason, Refusal};
use serde_json::Value as Json;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A request whose envelope is right.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Always an object.
    pub(crate) params: Json,
}

/// The id of an answer whose request has none that can be read.
pub(crate) const NO_ID: &str = "null";

/// Reads a body. The id comes back too, as JSON text, so that a refusal can carry it.
pub(crate) fn read(body: &[u8]) -> (String, Result<Request, Refusal>) {
    let json: Json = match serde_json::from_slice(body) {
        Ok(json) => json,
        Err(error) => {
            let place = format!("line {} column {}", error.line(), error.column());
            let refusal = Refusal::new(Reason::ParseError, format!("The body is not JSON: it breaks at {place}."));
            return (NO_ID.to_owned(), Err(refusal));
        }
    };
    let id = match json.get("id") {
        Some(Json::String(_) | Json::Number(_)) => written_id(body).unwrap_or_else(|| NO_ID.to_owned()),
        _ => NO_ID.to_owned(),
    };
    let request = envelope(json, id == NO_ID).map_err(|details| Refusal::new(Reason::InvalidRequest, details));
    (id, request)
}

/// The id as it is written in the body.
fn written_id(body: &[u8]) -> Option<String> {
    let members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(body).ok()?;
    members.get("id").map(|id| id.get().to_owned())
}

fn envelope(json: Json, nameless: bool) -> Result<Request, &'static str> {
    let Json::Object(mut members) = json else {
        let batch = json.is_array();
        return Err(if batch { "Batches are not served: send one object." } else { "A request is a JSON object." });
    };
    if members.get("jsonrpc").and_then(Json::as_str) != Some("2.0") {
        return Err("`jsonrpc` must be \"2.0\".");
    }
    if nameless {
        return Err("`id` must be a text or a number; notifications are not served.");
    }
    let Some(Json::String(method)) = members.remove("method") else {
        return Err("`method` must be a text.");
    };
    match members.remove("params") {
        Some(params @ Json::Object(_)) => Ok(Request { method, params }),
        _ => Err("`params` must be an object, {} when there are none."),
    }
}
