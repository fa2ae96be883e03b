//! The API key: kept so that it is wiped when dropped, sent as the user of HTTP Basic, never shown.
//! The header's value is made once and marked as sensitive, so that nothing below prints or indexes it.

use crate::error::Error;
use gravityzone_wire::Secret;
use http::HeaderValue;
use std::fmt;
use zeroize::Zeroizing;

/// A key of Control Center (My Account > API keys).
///
/// Blanks and line ends around it do not count, so that the content of a file can be given as it is. It works
/// only with the region that it was made in.
///
/// ```
/// use gravityzone_runtime::ApiKey;
///
/// let key = ApiKey::from("not shown\n");
/// assert_eq!(format!("{key:?}"), "ApiKey(***)");
/// ```
#[derive(Clone)]
pub struct ApiKey(Secret);

impl ApiKey {
    pub(crate) fn expose(&self) -> &str {
        self.0.expose().trim()
    }

    /// Refuses what cannot be a key, without showing it.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let key = self.expose();
        if key.is_empty() {
            return Err(Error::config("the API key is empty: make one in Control Center under My Account > API keys"));
        }
        if key.chars().any(char::is_control) {
            return Err(Error::config(
                "the API key holds a control character, such as a line end inside: give one key",
            ));
        }
        if key.contains(':') {
            return Err(Error::config("the API key holds a colon: give the key alone, without user or password"));
        }
        Ok(())
    }

    /// `Basic` and the base64 of the key with an empty password.
    pub(crate) fn authorization(&self) -> Result<HeaderValue, Error> {
        let text = Zeroizing::new(format!("Basic {}", &*self.base64()));
        let mut value = HeaderValue::from_str(&text).map_err(|_| {
            Error::config("the API key cannot be sent as a header: give the key as Control Center shows it")
        })?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// What stands in the header: a form of the key that must not be seen either.
    pub(crate) fn base64(&self) -> Zeroizing<String> {
        base64(Zeroizing::new(format!("{}:", self.expose())).as_bytes())
    }
}

impl From<String> for ApiKey {
    fn from(key: String) -> Self {
        Self(Secret::from(key))
    }
}

impl From<&str> for ApiKey {
    fn from(key: &str) -> Self {
        Self(Secret::from(key))
    }
}

impl From<Secret> for ApiKey {
    fn from(key: Secret) -> Self {
        Self(key)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(***)")
    }
}

pub(crate) fn base64(bytes: &[u8]) -> Zeroizing<String> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Zeroizing::new(String::with_capacity(bytes.len().div_ceil(3) * 4));
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sextet = (bits >> (18 - 6 * at)) & 63;
            text.push(if at <= group.len() { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ApiKey, base64};

    #[test]
    fn base64_is_the_one_of_rfc_4648() {
        let known =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("\u{ff}", "w78=")];
        for (plain, coded) in known {
            assert_eq!(*base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn blanks_around_a_key_do_not_count() {
        let value = ApiKey::from(" Aladdin\r\n").authorization().unwrap();
        assert_eq!(value.as_bytes(), b"Basic QWxhZGRpbjo=");
        assert!(value.is_sensitive());
    }

    #[test]
    fn what_cannot_be_a_key_is_refused_without_showing_it() {
        for (wrong, says) in [("", "empty"), (" \n", "empty"), ("fnord\nfnord", "control"), ("fnord:", "colon")] {
            let text = ApiKey::from(wrong).check().unwrap_err().to_string();
            assert!(text.contains(says) && !text.contains("fnord"), "{text}");
        }
        assert!(ApiKey::from("0123abcdef").check().is_ok());
    }
}
