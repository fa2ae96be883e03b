//! Parts of an address: the area, the method or type that it is about, what holds it and its name there.
//! The point in a version, `getEndpointsList@v1.0`, parts nothing.

/// The area that an address begins with; none for what is shared.
pub(crate) fn area_of(address: &str) -> Option<&str> {
    address.split('.').next().filter(|area| !["shared", "api", "errata", "docs"].contains(area))
}

/// The address of the method or the type that an address is about or stands in.
pub(crate) fn owner(at: &str) -> &str {
    let is_type = at.split('.').nth(1) == Some("types");
    let versioned = at.split('.').nth(1).is_some_and(|method| method.contains('@'));
    let parts = if is_type || versioned { 3 } else { 2 };
    at.match_indices('.').nth(parts - 1).map_or(at, |(end, _)| &at[..end])
}

/// An address as what holds it and its name there.
pub(crate) fn split(address: &str) -> (&str, &str) {
    let end = match address.rsplit_once("@v") {
        Some((before, version)) if version.chars().all(|c| c.is_ascii_digit() || c == '.') => before.len(),
        _ => address.len(),
    };
    match address[..end].rfind('.') {
        Some(at) => (&address[..at], &address[at + 1..]),
        None => ("", address),
    }
}
