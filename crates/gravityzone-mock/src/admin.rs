//! The admin path: what shows and steers a Control Center, apart from the API and without an API key.
//! A table of path, HTTP method and function. Who may ask at all is the guard's to say.

mod companies;
pub(crate) mod guard;
mod log;
mod methods;
mod query;

use crate::center::Center;
use crate::server::{Reply, plain, with};
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use serde_json::{Value as Json, json};

/// An admin request that may be served.
pub(crate) struct AdminCall<'c> {
    pub(crate) center: &'c Center,
    /// What stands behind the question mark; empty if nothing does.
    pub(crate) query: &'c str,
}

/// Why an admin request is refused: status and sentence.
pub(crate) type Refused = (StatusCode, String);

/// Serves one endpoint. What it returns is answered as JSON.
type Endpoint = fn(&AdminCall<'_>) -> Result<Json, Refused>;

/// What there is: path, HTTP method, function.
const TABLE: &[(&str, Method, Endpoint)] = &[
    ("/admin/companies", Method::GET, companies::list),
    ("/admin/log", Method::GET, log::since),
    ("/admin/methods", Method::GET, methods::list),
];

/// Whether a path is one of these, or would be.
pub(crate) fn is_path(path: &str) -> bool {
    path == "/admin" || path.starts_with("/admin/")
}

/// Answers an admin request; always with JSON.
pub(crate) fn reply(center: &Center, port: u16, head: &Parts) -> Reply {
    let (status, json) = match guard::check(port, head).and_then(|()| answer(center, head)) {
        Ok(json) => (StatusCode::OK, json),
        Err((status, said)) => (status, json!({ "error": said })),
    };
    let reply = plain(status, json.to_string().into());
    let reply = guard::sealed(with(reply, CONTENT_TYPE, HeaderValue::from_static("application/json")));
    match HeaderValue::from_str(&methods(head.uri.path())) {
        Ok(allowed) if status == StatusCode::METHOD_NOT_ALLOWED => with(reply, ALLOW, allowed),
        _ => reply,
    }
}

fn answer(center: &Center, head: &Parts) -> Result<Json, Refused> {
    let path = head.uri.path();
    let Some((_, _, endpoint)) = TABLE.iter().find(|(known, method, _)| *known == path && *method == head.method)
    else {
        let methods = methods(path);
        if methods.is_empty() {
            let paths: Vec<String> = TABLE.iter().map(|(path, method, _)| format!("{method} {path}")).collect();
            return Err((StatusCode::NOT_FOUND, format!("There is no {path}. There are {}.", paths.join(", "))));
        }
        return Err((StatusCode::METHOD_NOT_ALLOWED, format!("{path} takes {methods}.")));
    };
    endpoint(&AdminCall { center, query: head.uri.query().unwrap_or_default() })
}

/// The HTTP methods of a path.
fn methods(path: &str) -> String {
    let methods: Vec<&str> = TABLE.iter().filter(|(known, ..)| *known == path).map(|(_, m, _)| m.as_str()).collect();
    methods.join(", ")
}
