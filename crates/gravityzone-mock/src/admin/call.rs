//! Calls from the page: `/admin/call` in front of a call's path makes it one with the first key of this Control Center.
//! So the key stays here: no browser gets to see it, and all else is as in any other call.

use crate::center::Center;
use http::header::AUTHORIZATION;
use http::request::Parts;

const PREFIX: &str = "/admin/call";

/// Whether a path is a call's, with the words in front.
pub(super) fn is_call(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with("/api/"))
}

/// Makes it a call of the API.
pub(super) fn with_own_key(center: &Center, head: &mut Parts) {
    let rest = head.uri.path().strip_prefix(PREFIX).and_then(|path| path.parse().ok());
    if let (Some(uri), Some(authorization)) = (rest, center.keys.first()) {
        head.uri = uri;
        head.headers.insert(AUTHORIZATION, authorization);
    }
}
