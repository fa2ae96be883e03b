//! A param with three states: leave it as it is, empty it, give it a value.
//! Two `Option`s around each other would say the same and mean nothing to a reader.

use std::collections::BTreeMap;

/// A member that can be emptied.
///
/// ```
/// use gravityzone_wire::Clearable;
///
/// let mut end = Clearable::default();      // kept: the member is not sent
/// assert!(end.is_keep());
/// end = Clearable::Set("2028-04-14");      // sent with its value
/// assert_eq!(end.value(), Some(&"2028-04-14"));
/// end = Clearable::Clear;                  // sent as the documented empty value
/// assert_eq!(end.value(), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clearable<T> {
    /// Not sent: what is stored stays.
    #[default]
    Keep,
    /// Sent as the documented empty value (`""` or `[]`): what is stored is removed.
    Clear,
    /// Sent with this value.
    Set(T),
}

impl<T> Clearable<T> {
    /// The value that is set, if one is.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Whether nothing is sent.
    #[must_use]
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<T> From<T> for Clearable<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

/// An empty list is a clear, as it is on the wire.
impl<T> FromIterator<T> for Clearable<Vec<T>> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let items = Vec::from_iter(items);
        if items.is_empty() { Self::Clear } else { Self::Set(items) }
    }
}

/// An empty map is a clear, as it is on the wire.
impl<K: Ord, V> FromIterator<(K, V)> for Clearable<BTreeMap<K, V>> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entries = BTreeMap::from_iter(entries);
        if entries.is_empty() { Self::Clear } else { Self::Set(entries) }
    }
}
