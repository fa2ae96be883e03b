//! API keys and what each is enabled for.
//! A key is the user of Basic authentication, with an empty password.

use crate::builder::invalid;
use http::HeaderValue;
use std::io;

/// One API key.
pub(crate) struct Key {
    /// What an Authorization header holds behind the word Basic.
    credentials: String,
    /// The areas that it is enabled for.
    pub(crate) areas: Vec<String>,
}

/// The keys of a Control Center.
pub(crate) struct Keys {
    keys: Vec<Key>,
    /// When they were made, in seconds since 1970.
    pub(crate) made: u64,
}

impl Key {
    pub(crate) fn new(text: &str, areas: Vec<String>) -> Self {
        Self { credentials: base64(format!("{text}:").as_bytes()), areas }
    }

    /// Whether it is enabled for an area.
    pub(crate) fn allows(&self, area: &str) -> bool {
        self.areas.iter().any(|allowed| allowed == area)
    }
}

impl Keys {
    pub(crate) fn new(keys: impl Iterator<Item = io::Result<Key>>, made: u64) -> io::Result<Self> {
        let mut kept: Vec<Key> = Vec::new();
        for key in keys {
            let key = key?;
            if key.credentials == base64(b":") {
                return Err(invalid("a key is empty"));
            }
            if kept.iter().any(|other| other.credentials == key.credentials) {
                return Err(invalid("a key was given twice"));
            }
            kept.push(key);
        }
        Ok(Self { keys: kept, made })
    }

    /// The Authorization header of the first key.
    pub(crate) fn first(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::try_from(format!("Basic {}", self.keys.first()?.credentials)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// The key that an Authorization header holds.
    pub(crate) fn find(&self, authorization: Option<&str>) -> Option<&Key> {
        let (scheme, credentials) = authorization?.split_once(' ')?;
        let credentials = credentials.trim();
        let basic = scheme.eq_ignore_ascii_case("basic");
        self.keys.iter().find(|key| basic && key.credentials == credentials)
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
        let keys = Keys::new([Ok(Key::new("demo-key", Vec::new()))].into_iter(), 0).unwrap();
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
