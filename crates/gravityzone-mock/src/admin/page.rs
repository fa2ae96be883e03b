//! GET /: the page, and the files that it loads. They are part of the program: nothing comes from elsewhere.
//! The page is plain HTML, CSS and JavaScript as it stands in src/page.

use super::Asked;
use crate::server::{Reply, plain, with};
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};

const CSS: &str = "text/css; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// What stands where, and what it is.
const FILES: &[(&str, &str, &str)] = &[
    ("/", HTML, include_str!("../page/index.html")),
    ("/page/dom.js", SCRIPT, include_str!("../page/dom.js")),
    ("/page/icon.svg", "image/svg+xml", include_str!("../page/icon.svg")),
    ("/page/log.js", SCRIPT, include_str!("../page/log.js")),
    ("/page/methods.js", SCRIPT, include_str!("../page/methods.js")),
    ("/page/page.css", CSS, include_str!("../page/page.css")),
    ("/page/page.js", SCRIPT, include_str!("../page/page.js")),
    ("/page/params.js", SCRIPT, include_str!("../page/params.js")),
    ("/page/tree.js", SCRIPT, include_str!("../page/tree.js")),
];

/// Whether a file stands there.
pub(super) fn has(path: &str) -> bool {
    FILES.iter().any(|(known, ..)| *known == path)
}

pub(super) fn answer(asked: &Asked<'_>) -> Reply {
    let path = asked.head.uri.path();
    let found = FILES.iter().find(|(known, ..)| *known == path);
    let (_, kind, text) = found.copied().unwrap_or_default();
    with(plain(StatusCode::OK, Bytes::from_static(text.as_bytes())), CONTENT_TYPE, HeaderValue::from_static(kind))
}
