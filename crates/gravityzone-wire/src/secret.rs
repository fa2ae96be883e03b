//! Texts that must not be seen: passwords, licence keys, access keys.
//! Nothing here prints a value; the memory is wiped when it is dropped.

use crate::cx::Cx;
use crate::decode::Decode;
use crate::encode::Encode;
use serde::{Deserializer, Serializer};
use std::fmt;
use zeroize::Zeroizing;

/// A text that never shows in `Debug`, in an error or in a log.
///
/// It goes over the wire inside a request, so a request's JSON holds it: do not log that JSON.
///
/// ```
/// use gravityzone_wire::Secret;
///
/// let password = Secret::from("not shown");
/// assert_eq!(format!("{password:?}"), "Secret(***)");
/// assert_eq!(password.expose(), "not shown");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself. Keep it short-lived and out of what is printed.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(Zeroizing::new(text.into()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Compares every byte whatever the first difference is.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (x, y)| differs | (x ^ y)) == 0
    }
}

impl Eq for Secret {}

impl Decode for Secret {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        String::decode(d, cx).map(Self::from)
    }
}

impl Encode for Secret {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.expose())
    }
}

/// A secret that comes back as stars: it says that one is set, not which.
///
/// There is no way from it to a [`Secret`], so that a settings object that was read cannot be written back with
/// the stars in place of the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked(String);

impl Masked {
    /// The text as it came, usually `********`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Decode for Masked {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        String::decode(d, cx).map(Self)
    }
}

impl Encode for Masked {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
