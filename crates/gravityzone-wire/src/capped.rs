//! Lists that the server cuts off: it answers so many items at most, has no further pages, and does not tell whether
//! it left some out. The limit is part of the type, so that whoever gets such a list can ask.

use crate::cx::Cx;
use crate::decode::Decode;
use crate::encode::Encode;
use serde::{Deserializer, Serializer};
use std::ops::Deref;

/// A list of at most `MAX` items, as the server gives it. It reads as a slice.
///
/// ```
/// use gravityzone_wire::Capped;
///
/// let found: Capped<&str, 3> = vec!["a", "b", "c"].into();
/// assert_eq!(found.len(), 3);
/// assert!(found.maybe_truncated(), "a full list may have lost its end");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Capped<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Capped<T, MAX> {
    /// How many items the server gives at most.
    pub const MAX: usize = MAX;

    /// A list as the server might give it. For tests.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        Self(items)
    }

    /// Whether the list is full, so that there may be more that the server does not tell: ask more narrowly.
    #[must_use]
    pub fn maybe_truncated(&self) -> bool {
        self.0.len() >= MAX
    }

    /// The items.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MAX: usize> Deref for Capped<T, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MAX: usize> From<Vec<T>> for Capped<T, MAX> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T, const MAX: usize> IntoIterator for Capped<T, MAX> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'c, T, const MAX: usize> IntoIterator for &'c Capped<T, MAX> {
    type Item = &'c T;
    type IntoIter = std::slice::Iter<'c, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Decode, const MAX: usize> Decode for Capped<T, MAX> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        Decode::decode(d, cx).map(Self)
    }
}

impl<T: Encode, const MAX: usize> Encode for Capped<T, MAX> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.encode(s)
    }
}
