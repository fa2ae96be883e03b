//! API keys: what each is enabled for, and to which company it belongs.
//! A key is the user of Basic authentication, with an empty password.

use crate::builder::invalid;
use gravityzone_spec::Spec;
use http::HeaderValue;
use std::{fmt, io};

/// An API key that a Control Center is started with.
///
/// Without more it opens all areas and belongs to the partner company at the top of the tree. Whether a key is a
/// partner's or a customer's is decided by the type that its company has when a call comes.
///
/// ```
/// use gravityzone_mock::{ControlCenter, Key};
///
/// let builder = ControlCenter::builder()
///     .key("partner-key")
///     .key(Key::new("customer-key").areas(["companies", "general"]).company("Fjord Dental"));
/// ```
#[derive(Clone)]
#[must_use = "a key opens nothing before it is given to Builder::key"]
pub struct Key {
    text: String,
    areas: Option<Vec<String>>,
    company: Option<String>,
}

impl Key {
    /// A key for all areas, of the partner company at the top.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), areas: None, company: None }
    }

    /// Enables it for some areas only, by their names in the spec: `companies`.
    pub fn areas<A: Into<String>>(mut self, areas: impl IntoIterator<Item = A>) -> Self {
        self.areas = Some(areas.into_iter().map(Into::into).collect());
        self
    }

    /// Gives it to the company of a name. If seeds or a loaded state have none, a customer of this name is made below
    /// the partner at the top. The key stays with the company when that is renamed, and ends with it.
    pub fn company(mut self, name: impl Into<String>) -> Self {
        self.company = Some(name.into());
        self
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Key {
    fn from(text: &String) -> Self {
        Self::new(text.as_str())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("areas", &self.areas).field("company", &self.company).finish_non_exhaustive()
    }
}

/// A key that a running Control Center knows.
pub(crate) struct KnownKey {
    /// Its place among the keys.
    pub(crate) number: usize,
    /// What an Authorization header holds behind the word Basic.
    credentials: String,
    /// The areas that it is enabled for.
    areas: Vec<String>,
    /// The name under which its company was asked for; none for the company at the top.
    pub(crate) company: Option<String>,
}

/// The keys of a Control Center.
pub(crate) struct Keys {
    keys: Vec<KnownKey>,
    /// When they were made, in seconds since 1970.
    pub(crate) made: u64,
}

impl KnownKey {
    /// Whether it is enabled for an area.
    pub(crate) fn allows(&self, area: &str) -> bool {
        self.areas.iter().any(|allowed| allowed == area)
    }
}

impl Keys {
    pub(crate) fn new(spec: &Spec, keys: &[Key], made: u64) -> io::Result<Self> {
        let mut known: Vec<KnownKey> = Vec::new();
        for (number, key) in keys.iter().enumerate() {
            let credentials = base64(format!("{}:", key.text).as_bytes());
            if key.text.is_empty() {
                return Err(invalid("a key is empty"));
            }
            if known.iter().any(|other| other.credentials == credentials) {
                return Err(invalid("a key was given twice"));
            }
            let areas = areas(spec, key)?;
            known.push(KnownKey { number, credentials, areas, company: key.company.clone() });
        }
        Ok(Self { keys: known, made })
    }

    /// The Authorization header of the first key.
    pub(crate) fn first(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::try_from(format!("Basic {}", self.keys.first()?.credentials)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// The key that an Authorization header holds.
    pub(crate) fn find(&self, authorization: Option<&str>) -> Option<&KnownKey> {
        let (scheme, credentials) = authorization?.split_once(' ')?;
        let credentials = credentials.trim();
        let basic = scheme.eq_ignore_ascii_case("basic");
        self.keys.iter().find(|key| basic && key.credentials == credentials)
    }

    /// The companies that keys were given to, by the names that were asked for.
    pub(crate) fn companies(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter_map(|key| key.company.as_deref())
    }
}

/// The areas that a key is enabled for; all of the spec's if none are named.
fn areas(spec: &Spec, key: &Key) -> io::Result<Vec<String>> {
    let known = || spec.areas.iter().map(|area| area.name.as_str());
    let Some(areas) = &key.areas else { return Ok(known().map(str::to_owned).collect()) };
    match areas.iter().find(|area| !known().any(|known| known == *area)) {
        None => Ok(areas.clone()),
        Some(area) => {
            let known = known().collect::<Vec<_>>().join(", ");
            Err(invalid(format!("there is no area {area:?}; the areas are {known}")))
        }
    }
}

/// Base64 with padding, as Basic authentication writes it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let value = (group >> (18 - 6 * digit) & 63) as usize;
            text.push(if digit <= chunk.len() { char::from(DIGITS[value]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_rfc_4648_does() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("demo-key:", "ZGVtby1rZXk6"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_key_is_the_user_and_its_password_is_empty() {
        let spec = gravityzone_spec::load_bundle(include_str!("spec.json")).unwrap();
        let keys = Keys::new(&spec, &["demo-key".into()], 0).unwrap();
        let found = |header: &str| keys.find(Some(header)).is_some();
        assert!(found("Basic ZGVtby1rZXk6"));
        assert!(found("basic  ZGVtby1rZXk6 "));
        assert!(!found(&format!("Basic {}", base64(b"demo-key:password"))));
        assert!(!found(&format!("Basic {}", base64(b"demo-key"))));
        assert!(!found("Bearer ZGVtby1rZXk6"));
        assert!(!found("demo-key"));
        assert!(keys.find(None).is_none());
    }
}
