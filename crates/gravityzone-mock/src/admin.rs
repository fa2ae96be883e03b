//! The admin path: what steers and shows a Control Center, apart from the API and without an API key.
//! It listens to programs on this machine; a website in a browser on it is refused.

mod faults;
mod guard;
mod rates;
mod scripts;
mod state;

use crate::body::{self, Body};
use crate::center::Center;
use crate::server::{self, Reply};
use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use http::{Method, Request, StatusCode};
use hyper::body::Incoming;
use serde_json::{Value as Json, json};

/// The most bytes of a body: a state of many thousand companies.
const LIMIT: usize = 64 * 1024 * 1024;

/// An admin request that may be served.
pub(crate) struct AdminCall<'c> {
    pub(crate) center: &'c Center,
    /// What stands behind the question mark; empty if nothing does.
    #[allow(dead_code, reason = "for endpoints with options")]
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
    ("/admin/faults", Method::GET, faults::list),
    ("/admin/faults", Method::POST, faults::add),
    ("/admin/faults", Method::DELETE, faults::clear),
    ("/admin/log", Method::DELETE, clear_log),
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
pub(crate) async fn reply(center: &Center, request: Request<Incoming>) -> Reply {
    let (head, body) = request.into_parts();
    let answer = match guard::admitted(&head) {
        Err(refused) => Err(refused),
        Ok(()) => answer(center, &head, body).await,
    };
    let (status, json) = match answer {
        Ok(json) => (StatusCode::OK, json),
        Err((status, said)) => (status, json!({ "error": said })),
    };
    let mut reply = server::plain(status, Bytes::from(json.to_string()));
    for (name, value) in [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        reply = server::with(reply, name, HeaderValue::from_static(value));
    }
    if status == StatusCode::METHOD_NOT_ALLOWED
        && let Ok(allowed) = HeaderValue::from_str(&methods(head.uri.path()))
    {
        reply = server::with(reply, ALLOW, allowed);
    }
    reply
}

async fn answer(center: &Center, head: &http::request::Parts, body: Incoming) -> Result<Json, Refused> {
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
    let body = if writes { read(head, body).await? } else { Json::Null };
    endpoint(&AdminCall { center, query: head.uri.query().unwrap_or_default(), body: &body })
}

async fn read(head: &http::request::Parts, body: Incoming) -> Result<Json, Refused> {
    guard::is_json(head)?;
    match body::read(body, head.headers.contains_key(http::header::EXPECT), LIMIT).await {
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

fn clear_log(call: &AdminCall<'_>) -> Result<Json, Refused> {
    call.center.log().clear();
    Ok(json!({ "cleared": true }))
}

/// A request whose JSON is not what the endpoint takes.
fn unfit(why: impl Into<String>) -> Refused {
    (StatusCode::BAD_REQUEST, why.into())
}
