//! What a call says that its body is: JSON, as the vendor's pages demand it.
//! Saying nothing is let pass, since no source tells what a real server makes of it.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// Whether a body is said to be JSON in UTF-8, or nothing is said of it.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    headers.get_all(CONTENT_TYPE).iter().all(|value| value.to_str().is_ok_and(is_json_type))
}

fn is_json_type(value: &str) -> bool {
    let mut parts = value.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default();
    let mut charsets = parts.filter_map(|part| part.split_once('=')).filter(|(name, _)| {
        let name = name.trim();
        name.eq_ignore_ascii_case("charset")
    });
    let of_json = ["application/json", "application/json-rpc"].iter().any(|json| media.eq_ignore_ascii_case(json));
    of_json && charsets.all(|(_, charset)| charset.trim().trim_matches('"').eq_ignore_ascii_case("utf-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_utf_8_is_json() {
        for value in [
            "application/json",
            "Application/JSON",
            "application/json;charset=utf-8",
            "application/json; charset=\"UTF-8\"",
            "application/json; v=1",
            "application/json-rpc",
        ] {
            assert!(is_json_type(value), "{value}");
        }
        for value in [
            "",
            "json",
            "text/json",
            "text/plain",
            "application/jsonp",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=application/json",
            "application/json; charset=utf-16",
            "application/json; charset=utf-8; charset=latin1",
        ] {
            assert!(!is_json_type(value), "{value}");
        }
    }

    #[test]
    fn nothing_said_is_let_pass_and_every_header_counts() {
        let mut headers = HeaderMap::new();
        assert!(is_json(&headers));
        headers.append(CONTENT_TYPE, "application/json".parse().unwrap());
        assert!(is_json(&headers));
        headers.append(CONTENT_TYPE, "text/plain".parse().unwrap());
        assert!(!is_json(&headers));
    }
}
