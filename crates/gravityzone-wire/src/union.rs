//! Values whose shape depends on a tag or on the kind of JSON: kept as they came until that is known.
//! What the spec does not list gives the enum's `Other`, with the JSON.

use crate::cx::Cx;
use crate::decode::Decode;
use crate::token::Kind;
use serde::Deserializer;
use serde::de;
use serde_json::value::RawValue;

/// A value that waits for its tag.
pub struct Raw(Box<RawValue>);

impl<'de> de::Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(d).map(Self)
    }
}

impl Raw {
    /// Reads the value now.
    ///
    /// # Errors
    /// If it does not fit `T`.
    pub fn decode<T: Decode, E: de::Error>(&self, cx: Cx<'_>) -> Result<T, E> {
        T::decode(&mut serde_json::Deserializer::from_str(self.0.get()), cx).map_err(E::custom)
    }

    /// Which kind of JSON this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.0.get().bytes().next() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::Text,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// Whether the value is one of these texts.
    pub(crate) fn is_one_of(&self, texts: &[&str]) -> bool {
        serde_json::from_str::<String>(self.0.get()).is_ok_and(|value| texts.contains(&value.as_str()))
    }

    /// The text of the member `tag` inside the value, for a union whose tag stands inside.
    #[must_use]
    pub fn inner_tag(&self, tag: &str) -> Option<String> {
        let object: std::collections::BTreeMap<String, &RawValue> = serde_json::from_str(self.0.get()).ok()?;
        serde_json::from_str(object.get(tag)?.get()).ok()
    }
}

/// An enum whose variant is chosen by a tag. Generated unions implement it as a table.
pub trait Union: Sized {
    /// Reads the value as the variant of `tag`; an unknown tag gives `Other`.
    ///
    /// # Errors
    /// If the value does not fit the variant.
    fn of<E: de::Error>(tag: Option<&str>, value: &Raw, cx: Cx<'_>) -> Result<Self, E>;

    /// Reads a member of an object whose tag stands beside it: `details`, chosen by `incidentType`.
    ///
    /// # Errors
    /// If the value does not fit; the path names the member.
    fn beside<E: de::Error>(
        member: &'static str,
        value: Option<Raw>,
        tag: Option<&str>,
        cx: Cx<'_>,
    ) -> Result<Option<Self>, E> {
        let Some(value) = value else { return Ok(None) };
        if value.0.get() == "null" {
            return Ok(None);
        }
        Self::of(tag, &value, cx).map(Some).inspect_err(|_| cx.step(crate::error::Step::Member(member.to_owned())))
    }
}

/// An enum whose variant is chosen by the kind of JSON. Generated types implement it as a table.
pub trait Forms: Sized {
    /// Reads the value as the variant of its kind; a kind that is not listed gives `Other`.
    ///
    /// # Errors
    /// If the value does not fit the variant.
    fn of<E: de::Error>(value: &Raw, cx: Cx<'_>) -> Result<Self, E>;
}

/// Gives an enum with a [`Forms`] table its reading.
#[macro_export]
macro_rules! forms {
    ($name:ident) => {
        impl $crate::Decode for $name {
            fn decode<'de, D: $crate::private::serde::Deserializer<'de>>(
                d: D,
                cx: $crate::Cx<'_>,
            ) -> ::core::result::Result<Self, D::Error> {
                let value: $crate::Raw = $crate::private::serde::Deserialize::deserialize(d)?;
                <Self as $crate::Forms>::of(&value, cx)
            }
        }
    };
}

/// Gives an enum with a [`Union`] table its reading, by the tag that stands inside.
#[macro_export]
macro_rules! union {
    ($name:ident, $tag:literal) => {
        impl $crate::Decode for $name {
            fn decode<'de, D: $crate::private::serde::Deserializer<'de>>(
                d: D,
                cx: $crate::Cx<'_>,
            ) -> ::core::result::Result<Self, D::Error> {
                let value: $crate::Raw = $crate::private::serde::Deserialize::deserialize(d)?;
                let tag = value.inner_tag($tag);
                <Self as $crate::Union>::of(tag.as_deref(), &value, cx)
            }
        }
    };
}

/// Gives a two-valued enum its reading and writing as a boolean.
#[macro_export]
macro_rules! flags {
    ($name:ident) => {
        impl $crate::Decode for $name {
            fn decode<'de, D: $crate::private::serde::Deserializer<'de>>(
                d: D,
                cx: $crate::Cx<'_>,
            ) -> ::core::result::Result<Self, D::Error> {
                <bool as $crate::Decode>::decode(d, cx).map(Self::from)
            }
        }
        impl $crate::Encode for $name {
            fn encode<S: $crate::private::serde::Serializer>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error> {
                s.serialize_bool(bool::from(*self))
            }
        }
    };
}
