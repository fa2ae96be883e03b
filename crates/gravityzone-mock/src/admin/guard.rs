//! Who may use the page and the endpoints under /admin: programs of this machine, and the page itself.
//! A web site that is open in a browser of this machine may not, not even under a name that leads here.

use super::Refused;
use crate::server::{Reply, with};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::request::Parts;
use http::{HeaderMap, StatusCode};

/// What every reply carries. There is no CORS header among them.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
];

/// The names of this machine that a browser may have asked for.
const NAMES: &[&str] = &["127.0.0.1", "localhost", "[::1]"];

/// Whether a request may be served; else what to answer.
pub(crate) fn check(port: u16, head: &Parts) -> Result<(), Refused> {
    let host = the_one(&head.headers, &HOST).unwrap_or_default();
    if !NAMES.iter().any(|name| is_at(host, name, port)) {
        return refused(format!(
            "The page and /admin are served as http://127.0.0.1:{port} and http://localhost:{port}."
        ));
    }
    let own = format!("http://{host}");
    let origin = head.headers.contains_key(ORIGIN).then(|| the_one(&head.headers, &ORIGIN));
    if origin.is_some_and(|origin| origin.is_none_or(|origin| !origin.eq_ignore_ascii_case(&own))) {
        return refused("The page and /admin are not served to other sites.");
    }
    // A link may lead to the page from anywhere, but what is under /admin is asked by the page alone.
    let from = head.headers.get("sec-fetch-site").map(|from| from.as_bytes());
    if head.uri.path().starts_with("/admin/") && !matches!(from, None | Some(b"same-origin" | b"none")) {
        return refused("/admin is not served to other sites.");
    }
    Ok(())
}

/// Whether the body is said to be JSON, which no page can say of a form.
pub(super) fn is_json(head: &Parts) -> Result<(), Refused> {
    let kind = the_one(&head.headers, &CONTENT_TYPE).and_then(|kind| kind.split(';').next()).unwrap_or_default();
    if kind.trim().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be application/json.".to_owned()))
}

/// A reply that no other site can read, frame or mistake, and that no one keeps.
pub(crate) fn sealed(reply: Reply) -> Reply {
    HEADERS.into_iter().fold(reply, |reply, (name, value)| with(reply, name, HeaderValue::from_static(value)))
}

fn refused(why: impl Into<String>) -> Result<(), Refused> {
    Err((StatusCode::FORBIDDEN, why.into()))
}

/// The value of a header that is there once, and is text.
fn the_one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
}

/// Whether a Host header is this name with this port; the port of HTTP may be left out.
fn is_at(host: &str, name: &str, port: u16) -> bool {
    let (known, rest) = host.split_at_checked(name.len()).unwrap_or_default();
    let at_port = match rest.strip_prefix(':') {
        Some(digits) => digits.parse() == Ok(port),
        None => rest.is_empty() && port == 80,
    };
    known.eq_ignore_ascii_case(name) && at_port
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn allowed(path: &str, headers: &[(&str, &str)]) -> bool {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        check(8080, &request.body(()).unwrap().into_parts().0).is_ok()
    }

    #[test]
    fn programs_and_the_page_of_this_machine_may() {
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080"] {
            assert!(allowed("/admin/log", &[("host", host)]), "{host}");
            assert!(allowed("/admin/log", &[("host", host), ("origin", &format!("http://{host}"))]), "{host}");
        }
        assert!(allowed("/admin/log", &[("host", "localhost:8080"), ("sec-fetch-site", "same-origin")]));
        assert!(allowed("/", &[("host", "localhost:8080"), ("sec-fetch-site", "cross-site")]), "a link leads here");
    }

    #[test]
    fn other_names_and_other_sites_may_not() {
        for host in
            ["", "evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8080.evil.example"]
        {
            assert!(!allowed("/", &[("host", host)]), "{host}");
        }
        assert!(!allowed("/", &[]), "no Host");
        assert!(!allowed("/", &[("host", "localhost:8080"), ("host", "localhost:8080")]), "two of them");
        for origin in ["null", "", "http://evil.example", "http://localhost:3000", "https://localhost:8080"] {
            assert!(!allowed("/", &[("host", "localhost:8080"), ("origin", origin)]), "{origin}");
        }
        assert!(!allowed("/", &[("host", "localhost:8080"), ("origin", "http://127.0.0.1:8080")]), "another origin");
        for from in ["cross-site", "same-site", ""] {
            assert!(!allowed("/admin/log", &[("host", "localhost:8080"), ("sec-fetch-site", from)]), "{from}");
        }
    }
}
