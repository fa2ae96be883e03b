//! How a request is written: a member that is absent is left out, everything else goes out as the vendor reads it.
//! `Encode` mirrors `Decode`; objects implement `Fields` as a list and get `Encode` from it.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::BTreeMap;

/// A type that can be written.
pub trait Encode {
    /// Writes the value.
    ///
    /// # Errors
    /// If the serializer fails.
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error>;

    /// Whether the member that holds this value is left out: `None` is.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes a value as JSON text, secrets included: this is what goes over the wire.
///
/// # Errors
/// If a value cannot be JSON, which no generated type can hold.
pub fn to_json<T: Encode>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Encoded(value))
}

/// Lends an [`Encode`] type to code that wants serde's `Serialize`.
pub struct Encoded<'a, T>(pub &'a T);

impl<T: Encode> Serialize for Encoded<'_, T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.encode(s)
    }
}

/// An object that is written. Generated types implement it as a list of members.
pub trait Fields {
    /// Writes the members that are there.
    ///
    /// # Errors
    /// If the serializer fails.
    fn write<M: SerializeMap>(&self, to: &mut Members<M>) -> Result<(), M::Error>;
}

impl<T: Fields> Encode for T {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut members = Members(s.serialize_map(None)?);
        self.write(&mut members)?;
        members.0.end()
    }
}

/// The members of an object while it is written.
pub struct Members<M>(M);

impl<M: SerializeMap> Members<M> {
    /// Writes one member, unless its value is absent.
    ///
    /// # Errors
    /// If the serializer fails.
    pub fn put<T: Encode>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        if value.is_absent() {
            return Ok(());
        }
        self.0.serialize_entry(name, &Encoded(value))
    }

    /// Writes a member that can be emptied: nothing to keep it, `empty` to clear it, else its value.
    ///
    /// # Errors
    /// If the serializer fails.
    pub fn put_clearable<T: Encode>(
        &mut self,
        name: &'static str,
        value: &crate::Clearable<T>,
        empty: Empty,
    ) -> Result<(), M::Error> {
        match value {
            crate::Clearable::Keep => Ok(()),
            crate::Clearable::Clear => self.0.serialize_entry(name, &empty),
            crate::Clearable::Set(value) => self.0.serialize_entry(name, &Encoded(value)),
        }
    }

    /// Writes a member that is boxed because its type contains itself.
    ///
    /// # Errors
    /// If the serializer fails.
    pub fn put_boxed<T: Encode>(&mut self, name: &'static str, value: &Option<Box<T>>) -> Result<(), M::Error> {
        value.as_deref().map_or(Ok(()), |value| self.put(name, value))
    }

    /// Writes the open rest of an object.
    ///
    /// # Errors
    /// If the serializer fails.
    pub fn put_all<T: Encode>(&mut self, rest: &BTreeMap<String, T>) -> Result<(), M::Error> {
        rest.iter().try_for_each(|(name, value)| self.0.serialize_entry(name, &Encoded(value)))
    }
}

/// What is sent to clear a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// `""`.
    Text,
    /// `[]`.
    List,
}

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text => s.serialize_str(""),
            Self::List => s.serialize_seq(Some(0))?.end(),
        }
    }
}

/// A boolean that goes out as `0` or `1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag(pub bool);

impl Encode for Flag {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_u8(self.0.into())
    }
}

/// The members whose boolean goes out as [`Flag`].
pub trait AsFlag {
    /// What is written.
    type As: Encode;
    /// The same value, to be written as `0` or `1`.
    fn as_flag(&self) -> Self::As;
}

impl AsFlag for bool {
    type As = Flag;
    fn as_flag(&self) -> Flag {
        Flag(*self)
    }
}

impl AsFlag for Option<bool> {
    type As = Option<Flag>;
    fn as_flag(&self) -> Option<Flag> {
        self.map(Flag)
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                self.serialize(s)
            }
        }
    )*};
}

plain!(bool, i64, f64, String, ());

/// JSON as it is; `null` is absent.
impl Encode for serde_json::Value {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.serialize(s)
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.encode(s),
            None => s.serialize_unit(),
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut seq = s.serialize_seq(Some(self.len()))?;
        self.iter().try_for_each(|item| seq.serialize_element(&Encoded(item)))?;
        seq.end()
    }
}

impl<K: Encode, T: Encode> Encode for BTreeMap<K, T> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter().map(|(name, value)| (Encoded(name), Encoded(value))))
    }
}
