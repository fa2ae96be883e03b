//! Looking a region up in a table of names and URLs, which the generated client has.
//! The table is data, so that this crate names no Control Center.

use crate::endpoint::Endpoint;
use std::fmt;

/// Names of regions, each with its access URL.
pub type RegionTable = [(&'static str, &'static str)];

/// Where in a table the region of a name stands; upper and lower case are one.
///
/// # Errors
/// If the table has no such region; the text lists those that it has.
pub fn region_named(table: &RegionTable, name: &str) -> Result<usize, UnknownRegion> {
    let asked = name.trim();
    let found = table.iter().position(|(known, _)| known.eq_ignore_ascii_case(asked));
    found.ok_or_else(|| UnknownRegion { known: table.iter().map(|(known, _)| *known).collect() })
}

/// Where in a table the region stands that a URL belongs to, by its host.
#[must_use]
pub fn region_of_url(table: &RegionTable, url: &str) -> Option<usize> {
    let host = Endpoint::parse(url, true).ok()?.host;
    let is_there = |url: &str| Endpoint::parse(url, false).is_ok_and(|endpoint| endpoint.host == host);
    table.iter().position(|(_, url)| is_there(url))
}

/// A region was named that there is none of. The name itself is not repeated: it may be a key in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegion {
    known: Vec<&'static str>,
}

impl UnknownRegion {
    /// The names that there are.
    #[must_use]
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }
}

impl fmt::Display for UnknownRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no such region: the regions are {}", self.known.join(", "))
    }
}

impl std::error::Error for UnknownRegion {}

#[cfg(test)]
mod tests {
    use super::{region_named, region_of_url};

    const TABLE: &[(&str, &str)] = &[("north", "https://north.example/api"), ("south", "https://south.example/api")];

    #[test]
    fn a_region_is_found_by_its_name_in_any_case() {
        assert_eq!(region_named(TABLE, "south"), Ok(1));
        assert_eq!(region_named(TABLE, " North\n"), Ok(0));
        let unknown = region_named(TABLE, "fnord").unwrap_err();
        assert_eq!(unknown.to_string(), "there is no such region: the regions are north, south");
        assert_eq!(unknown.known(), ["north", "south"]);
    }

    #[test]
    fn a_region_is_found_by_its_host_whatever_else_the_url_says() {
        for url in ["https://south.example/api", "https://SOUTH.example/api/", "http://south.example/other"] {
            assert_eq!(region_of_url(TABLE, url), Some(1), "{url}");
        }
        for url in [
            "",
            "south",
            "https://south.example.org/api",
            "https://south.example:8443/api",
            "https://x.south.example/api",
        ] {
            assert_eq!(region_of_url(TABLE, url), None, "{url}");
        }
    }
}
