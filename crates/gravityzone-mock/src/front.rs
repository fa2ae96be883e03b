//! What a browser gets: the page at /, the files that it loads, and its calls without a key.
//! The files are part of the program, as plain HTML, CSS and JavaScript: nothing comes from elsewhere.

use crate::admin::guard;
use crate::center::Center;
use crate::server::{Reply, plain, text, with};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};

const CSS: &str = "text/css; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// What stands where, and what it is.
const FILES: &[(&str, &str, &str)] = &[
    ("/", HTML, include_str!("page/index.html")),
    ("/page/dom.js", SCRIPT, include_str!("page/dom.js")),
    ("/page/icon.svg", "image/svg+xml", include_str!("page/icon.svg")),
    ("/page/log.js", SCRIPT, include_str!("page/log.js")),
    ("/page/methods.js", SCRIPT, include_str!("page/methods.js")),
    ("/page/page.css", CSS, include_str!("page/page.css")),
    ("/page/page.js", SCRIPT, include_str!("page/page.js")),
    ("/page/params.js", SCRIPT, include_str!("page/params.js")),
    ("/page/tree.js", SCRIPT, include_str!("page/tree.js")),
];

/// In front of a call's path it makes the call one with the first key of this Control Center. So the key stays here: no
/// browser gets to see it, and all else is as in any other call.
const CALL: &str = "/admin/call";

/// Answers a request for the page or one of its files, or one that may not be made; a call of the page is changed into
/// one of the API, and left to be answered.
pub(crate) fn reply(center: &Center, port: u16, head: &mut Parts) -> Option<Reply> {
    let path = head.uri.path();
    let file = FILES.iter().find(|(known, ..)| *known == path && head.method == Method::GET);
    let call = path.strip_prefix(CALL).filter(|path| path.starts_with("/api/")).and_then(|path| path.parse().ok());
    if file.is_none() && call.is_none() {
        return None;
    }
    if let Err((status, said)) = guard::check(port, head) {
        return Some(guard::sealed(text(status, format!("{said}\n"))));
    }
    if let (Some(uri), Some(key)) = (call, center.keys.first()) {
        head.uri = uri;
        head.headers.insert(AUTHORIZATION, key);
    }
    let (_, kind, text) = file?;
    let reply = plain(StatusCode::OK, Bytes::from_static(text.as_bytes()));
    Some(guard::sealed(with(reply, CONTENT_TYPE, HeaderValue::from_static(kind))))
}
