//! What is not the API: the page, and endpoints under /admin that look into a Control Center and work it.
//! A table of path, HTTP method and function. Who may ask at all is the guard's to say.

mod call;
mod companies;
mod guard;
mod log;
mod methods;
mod page;
mod query;

use crate::center::Center;
use crate::server::{Reply, plain, text, with};
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};

/// What a handler gets to see.
pub(crate) struct Asked<'r> {
    pub(crate) center: &'r Center,
    pub(crate) head: &'r Parts,
}

/// Answers one endpoint.
pub(crate) type Handler = fn(&Asked<'_>) -> Reply;

/// Who answers what: path, HTTP method, function.
const TABLE: &[(&str, Method, Handler)] = &[
    ("/admin/companies", Method::GET, companies::answer),
    ("/admin/log", Method::GET, log::answer),
    ("/admin/methods", Method::GET, methods::answer),
];

/// What a request is for.
pub(crate) enum Route {
    /// A call of the API.
    Api,
    /// An endpoint of this table, or a file of the page.
    Admin(Handler),
    /// Nothing: it is answered already.
    Answered(Reply),
}

/// Tells what a request is for. One to `/admin/call` becomes a call of the API here.
pub(crate) fn route(center: &Center, port: u16, head: &mut Parts) -> Route {
    let path = head.uri.path();
    let is_file = head.method == Method::GET && page::has(path);
    if !is_file && !path.starts_with("/admin/") {
        return Route::Api;
    }
    if let Err(why) = guard::check(port, head) {
        return Route::Answered(sealed(text(StatusCode::FORBIDDEN, why)));
    }
    if is_file {
        return Route::Admin(page::answer);
    }
    if call::is_call(path) {
        call::with_own_key(center, head);
        return Route::Api;
    }
    let served: Vec<_> = TABLE.iter().filter(|(known, ..)| *known == path).collect();
    if let Some((.., handler)) = served.iter().find(|(_, method, _)| *method == head.method) {
        return Route::Admin(*handler);
    }
    let methods: Vec<&str> = served.iter().map(|(_, method, _)| method.as_str()).collect();
    Route::Answered(sealed(not_served(&methods.join(", "))))
}

/// The answer to what has no handler, with the HTTP methods that have one there.
fn not_served(methods: &str) -> Reply {
    match HeaderValue::from_str(methods) {
        Ok(allowed) if !allowed.is_empty() => {
            let reply = text(StatusCode::METHOD_NOT_ALLOWED, format!("This is served to {methods} only.\n"));
            with(reply, ALLOW, allowed)
        }
        _ => {
            let paths: Vec<&str> = TABLE.iter().map(|(path, ..)| *path).collect();
            text(StatusCode::NOT_FOUND, format!("There are /, {} and /admin/call.\n", paths.join(", ")))
        }
    }
}

/// Answers one endpoint.
pub(crate) fn answer(handler: Handler, asked: &Asked<'_>) -> Reply {
    sealed(handler(asked))
}

/// A reply that is JSON.
pub(crate) fn json(text: impl Into<Bytes>) -> Reply {
    with(plain(StatusCode::OK, text.into()), CONTENT_TYPE, HeaderValue::from_static("application/json"))
}

/// A reply that no other site can read, frame or mistake, and that no one keeps.
fn sealed(mut reply: Reply) -> Reply {
    for (name, value) in guard::HEADERS {
        reply = with(reply, name, HeaderValue::from_static(value));
    }
    reply
}
