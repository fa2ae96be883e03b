//! Values at paths: `ownUse.manageHyperDetect` in a request.
//! `null` counts as absent, as it does everywhere on this wire.

use serde_json::Value as Json;

/// The value at a path of member names with dots between, if it is there and not `null`.
#[must_use]
pub fn get<'j>(json: &'j Json, at: &str) -> Option<&'j Json> {
    at.split('.').try_fold(json, |json, name| json.get(name)).filter(|json| !json.is_null())
}

/// Two paths joined; either may be empty.
#[must_use]
pub fn path(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", inner) => inner.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, inner) if inner.starts_with('[') => format!("{outer}{inner}"),
        (outer, inner) => format!("{outer}.{inner}"),
    }
}
