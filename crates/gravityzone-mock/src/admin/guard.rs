//! Who may use the admin path: programs on this machine, and pages that this server itself gave out.
//! A website that the developer has open sends its own Origin, or reaches us by a name that is not ours.

use super::Refused;
use http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, StatusCode};

/// Names of this machine to itself.
const LOOPBACK: &[&str] = &["127.0.0.1", "localhost", "[::1]"];

/// Whether a request comes from where it may.
pub(super) fn admitted(head: &Parts) -> Result<(), Refused> {
    let host = text(&head.headers, &HOST).and_then(authority).filter(is_loopback);
    let Some(host) = host else {
        let said = "The Host header must be a loopback name: 127.0.0.1, localhost or [::1].";
        return Err((StatusCode::FORBIDDEN, said.to_owned()));
    };
    if head.headers.contains_key(ORIGIN) {
        let own = text(&head.headers, &ORIGIN).and_then(|origin| authority(origin.strip_prefix("http://")?));
        if !own.is_some_and(|own| is_loopback(&own) && own.port_u16() == host.port_u16()) {
            return Err((StatusCode::FORBIDDEN, "Pages of other sites may not use the admin path.".to_owned()));
        }
    }
    let site = HeaderName::from_static("sec-fetch-site");
    match text(&head.headers, &site) {
        None | Some("same-origin" | "none") if !repeated(&head.headers, &site) => Ok(()),
        _ => Err((StatusCode::FORBIDDEN, "Other sites may not use the admin path.".to_owned())),
    }
}

/// Whether the body is said to be JSON, which no page can say of a form.
pub(super) fn is_json(head: &Parts) -> Result<(), Refused> {
    let kind = text(&head.headers, &CONTENT_TYPE).and_then(|kind| kind.split(';').next()).unwrap_or_default();
    if kind.trim().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be application/json.".to_owned()))
}

/// A header that is there once.
fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).filter(|_| !repeated(headers, name)).and_then(|value| value.to_str().ok())
}

fn repeated(headers: &HeaderMap, name: &HeaderName) -> bool {
    headers.get_all(name).iter().nth(1).is_some()
}

fn authority(text: &str) -> Option<Authority> {
    text.parse().ok().filter(|_| !text.contains('@'))
}

fn is_loopback(host: &Authority) -> bool {
    LOOPBACK.iter().any(|name| host.host().eq_ignore_ascii_case(name))
}
