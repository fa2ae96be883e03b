//! What a key is for: where it works, which areas it opens, and whether its company is a partner.
//! The generated client fills it in; no method is known here.

use std::fmt;

/// What was found out about a client's server and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    region: Option<&'static str>,
    host: String,
    apis: Vec<String>,
    key_kind: KeyKind,
}

/// Whose key it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyKind {
    /// A partner's, who manages other companies too.
    Partner,
    /// A customer's: methods and params for partners are refused.
    Customer,
    /// Nobody could tell: the key may not ask about its company, or the company is of another kind.
    #[default]
    Unknown,
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Partner => "partner",
            Self::Customer => "customer",
            Self::Unknown => "unknown",
        })
    }
}

impl Probe {
    /// What a server told of a key: the names of the APIs that it opens.
    #[must_use]
    pub fn new(host: impl Into<String>, apis: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let apis = apis.into_iter().map(|api| api.as_ref().to_ascii_lowercase()).collect();
        Self { region: None, host: host.into(), apis, key_kind: KeyKind::Unknown }
    }

    /// The same, with the name of the region that the server is of.
    #[must_use]
    pub fn with_region(mut self, region: Option<&'static str>) -> Self {
        self.region = region;
        self
    }

    /// The same, with whose key it is.
    #[must_use]
    pub fn with_key_kind(mut self, kind: KeyKind) -> Self {
        self.key_kind = kind;
        self
    }

    /// The region's name, if the server is one of the vendor's Control Centers that are known.
    #[must_use]
    pub fn region(&self) -> Option<&'static str> {
        self.region
    }

    /// The server's name, with its port if that is not the usual one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The APIs that the key opens, as the server names them, in lower case.
    #[must_use]
    pub fn apis(&self) -> &[String] {
        &self.apis
    }

    /// Whose key it is.
    #[must_use]
    pub fn key_kind(&self) -> KeyKind {
        self.key_kind
    }

    /// Whether the key opens an area: `companies`. Upper and lower case are one.
    #[must_use]
    pub fn has(&self, area: &str) -> bool {
        self.apis.iter().any(|api| letters(api).eq(letters(area)))
    }

    /// Asks for areas that a program is going to use.
    ///
    /// # Errors
    /// If the key does not open all of them; the text names those that are missing, in one line.
    ///
    /// ```
    /// use gravityzone_runtime::Probe;
    ///
    /// let probe = Probe::new("cloud.example", ["companies", "network"]);
    /// assert!(probe.require(&["companies"]).is_ok());
    /// let missing = probe.require(&["companies", "licensing", "push"]).unwrap_err();
    /// assert_eq!(
    ///     missing.to_string(),
    ///     "the API key does not open licensing and push: make one at cloud.example, My Account > API keys, with them ticked"
    /// );
    /// ```
    pub fn require(&self, areas: &[&str]) -> Result<(), MissingApis> {
        let mut missing: Vec<String> = Vec::new();
        for area in areas.iter().filter(|area| !self.has(area)) {
            if !missing.iter().any(|known| known == area) {
                missing.push((*area).to_owned());
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(MissingApis { missing, host: self.host.clone() }) }
    }
}

/// The letters and digits of a name: areas may be written with `_` or in capitals.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase())
}

/// Areas that a key does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingApis {
    missing: Vec<String>,
    host: String,
}

impl MissingApis {
    /// The areas, as they were asked for.
    #[must_use]
    pub fn areas(&self) -> &[String] {
        &self.missing
    }
}

impl fmt::Display for MissingApis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the API key does not open ")?;
        let last = self.missing.len().saturating_sub(1);
        for (at, area) in self.missing.iter().enumerate() {
            match at {
                0 => {}
                at if at == last => f.write_str(" and ")?,
                _ => f.write_str(", ")?,
            }
            f.write_str(area)?;
        }
        let them = if last == 0 { "it" } else { "them" };
        write!(f, ": make one at {}, My Account > API keys, with {them} ticked", self.host)
    }
}

impl std::error::Error for MissingApis {}

#[cfg(test)]
mod tests {
    use super::{KeyKind, Probe};

    #[test]
    fn an_area_is_found_however_its_name_is_written() {
        let probe = Probe::new("cloud.example", ["Companies", "patchmanagement"]);
        assert_eq!(probe.apis(), ["companies", "patchmanagement"]);
        for area in ["companies", "COMPANIES", "patchManagement", "patch_management"] {
            assert!(probe.has(area), "{area}");
        }
        for area in ["", "company", "patch"] {
            assert!(!probe.has(area), "{area}");
        }
    }

    #[test]
    fn what_is_missing_is_one_line_and_names_each_area_once() {
        let probe = Probe::new("cloud.example:8443", [""; 0]);
        let missing = probe.require(&["network", "push", "network", "reports"]).unwrap_err();
        assert_eq!(missing.areas(), ["network", "push", "reports"]);
        assert!(missing.to_string().starts_with("the API key does not open network, push and reports: "), "{missing}");
        let one = probe.require(&["push"]).unwrap_err().to_string();
        assert!(one.ends_with("make one at cloud.example:8443, My Account > API keys, with it ticked"), "{one}");
        assert!(!one.contains('\n'));
        assert_eq!(probe.require(&[]), Ok(()));
    }

    #[test]
    fn nothing_is_said_of_what_nobody_told() {
        let probe = Probe::new("cloud.example", ["general"]);
        assert_eq!((probe.region(), probe.key_kind()), (None, KeyKind::Unknown));
        let probe = probe.with_region(Some("north")).with_key_kind(KeyKind::Partner);
        assert_eq!((probe.region(), probe.key_kind().to_string()), (Some("north"), "partner".to_owned()));
    }
}
