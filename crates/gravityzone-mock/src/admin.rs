//! The admin path: what steers and shows a Control Center, apart from the API and without an API key.
//! It listens to programs on this machine; a website in a browser on it is refused.

mod companies;
mod faults;
pub(crate) mod guard;
mod log;
mod methods;
mod query;
mod rates;
mod scripts;
mod state;

use crate::body::{self, Body};
use crate::center::Center;
use crate::server::{self, Reply};
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, EXPECT, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use hyper::body::Incoming;
use serde_json::{Value as Json, json};

/// The most bytes of a body: a state of many thousand companies.
const LIMIT: usize = 64 * 1024 * 1024;

/// An admin request that may be served.
pub(crate) struct AdminCall<'c> {
    pub(crate) center: &'c Center,
    /// What stands behind the question mark; empty if nothing does.
    pub(crate) query: &'c str,
    /// The body; `null` where a method has none.
    pub(crate) body: &'c Json,
}

/// Why an admin request is refused: status and sentence.
pub(crate) type Refused = (StatusCode, String);

/// Serves one endpoint. What it returns is answered as JSON.
type Endpoint = fn(&AdminCall<'_>) -> Result<Json, Refused>;

/// What there is: path, HTTP method, function.
const TABLE: &[(&str, Method, Endpoint)] = &[
    ("/admin", Method::GET, list),
    ("/admin/companies", Method::GET, companies::list),
    ("/admin/faults", Method::GET, faults::list),
    ("/admin/faults", Method::POST, faults::add),
    ("/admin/faults", Method::DELETE, faults::clear),
    ("/admin/log", Method::GET, log::since),
    ("/admin/log", Method::DELETE, log::clear),
    ("/admin/methods", Method::GET, methods::list),
    ("/admin/rates", Method::GET, rates::show),
    ("/admin/rates", Method::PUT, rates::set),
    ("/admin/scripts", Method::GET, scripts::list),
    ("/admin/scripts", Method::POST, scripts::add),
    ("/admin/scripts", Method::DELETE, scripts::clear),
    ("/admin/state", Method::GET, state::show),
    ("/admin/state", Method::PUT, state::replace),
];

/// Whether a path is one of these, or would be.
pub(crate) fn is_path(path: &str) -> bool {
    path == "/admin" || path.starts_with("/admin/")
}

/// Answers an admin request; always with JSON.
pub(crate) async fn reply(center: &Center, port: u16, head: &Parts, body: Incoming) -> Reply {
    let answer = match guard::check(port, head) {
        Err(refused) => Err(refused),
        Ok(()) => answer(center, head, body).await,
    };
    let (status, json) = match answer {
        Ok(json) => (StatusCode::OK, json),
        Err((status, said)) => (status, json!({ "error": said })),
    };
    let reply = server::plain(status, Bytes::from(json.to_string()));
    let reply = guard::sealed(server::with(reply, CONTENT_TYPE, HeaderValue::from_static("application/json")));
    match HeaderValue::from_str(&methods(head.uri.path())) {
        Ok(allowed) if status == StatusCode::METHOD_NOT_ALLOWED => server::with(reply, ALLOW, allowed),
        _ => reply,
    }
}

async fn answer(center: &Center, head: &Parts, body: Incoming) -> Result<Json, Refused> {
    let path = head.uri.path();
    if !TABLE.iter().any(|(known, ..)| *known == path) {
        return Err((StatusCode::NOT_FOUND, format!("There is no {path}. There are {}.", endpoints().join(", "))));
    }
    let Some((_, _, endpoint)) = TABLE.iter().find(|(known, method, _)| *known == path && *method == head.method)
    else {
        let said = format!("{path} takes {}.", methods(path));
        return Err((StatusCode::METHOD_NOT_ALLOWED, said));
    };
    let writes = head.method == Method::POST || head.method == Method::PUT;
    let body = if writes { read(center, head, body).await? } else { Json::Null };
    endpoint(&AdminCall { center, query: head.uri.query().unwrap_or_default(), body: &body })
}

async fn read(center: &Center, head: &Parts, body: Incoming) -> Result<Json, Refused> {
    guard::is_json(head)?;
    match body::read(body, head.headers.contains_key(EXPECT), LIMIT, &center.room).await {
        Body::Whole(body) => serde_json::from_slice(&body)
            .map_err(|error| (StatusCode::BAD_REQUEST, format!("The body is not JSON: {error}."))),
        Body::TooLarge => Err((StatusCode::PAYLOAD_TOO_LARGE, format!("A body has at most {LIMIT} bytes."))),
        Body::TooSlow => Err((StatusCode::REQUEST_TIMEOUT, "The body took too long.".to_owned())),
        Body::Broken => Err((StatusCode::BAD_REQUEST, "The body is not complete.".to_owned())),
    }
}

/// The HTTP methods of a path.
fn methods(path: &str) -> String {
    let methods: Vec<&str> = TABLE.iter().filter(|(known, ..)| *known == path).map(|(_, m, _)| m.as_str()).collect();
    methods.join(", ")
}

fn endpoints() -> Vec<String> {
    TABLE.iter().map(|(path, method, _)| format!("{method} {path}")).collect()
}

fn list(_: &AdminCall<'_>) -> Result<Json, Refused> {
    Ok(json!({ "endpoints": endpoints() }))
}

/// A request whose JSON is not what the endpoint takes.
fn unfit(why: impl Into<String>) -> Refused {
    (StatusCode::BAD_REQUEST, why.into())
}
