//! One JSON value seen from outside: a scalar with its content, or "an array", "an object".
//! Every scalar type decodes from a token, so leniency is a `match`, not a visitor a type.

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A JSON value as far as scalars need it.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'de> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number that is too large for [`Token::Int`].
    Large(u64),
    /// A number with a fraction.
    Float(f64),
    /// A text.
    Text(Cow<'de, str>),
    /// An array; `true` if it is empty.
    Array(bool),
    /// An object.
    Object,
}

/// The kind of a JSON value, for error texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Array,
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

impl Token<'_> {
    /// Which kind of JSON this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Int(_) | Self::Large(_) | Self::Float(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Array(_) => Kind::Array,
            Self::Object => Kind::Object,
        }
    }

    /// A whole number, also when it came as text.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(n) => Some(*n),
            Self::Float(n) if n.fract() == 0.0 && n.abs() < 9.0e15 => Some(*n as i64),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

/// Reads one value as a token; what stands inside an array or an object is skipped.
pub fn token<'de, D: Deserializer<'de>>(d: D) -> Result<Token<'de>, D::Error> {
    d.deserialize_any(TokenVisitor)
}

struct TokenVisitor;

impl<'de> Visitor<'de> for TokenVisitor {
    type Value = Token<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Token<'de>, E> {
        Ok(Token::Null)
    }

    fn visit_none<E>(self) -> Result<Token<'de>, E> {
        Ok(Token::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Token<'de>, D::Error> {
        d.deserialize_any(self)
    }

    fn visit_bool<E>(self, v: bool) -> Result<Token<'de>, E> {
        Ok(Token::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Token<'de>, E> {
        Ok(Token::Int(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Token<'de>, E> {
        Ok(i64::try_from(v).map_or(Token::Large(v), Token::Int))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Token<'de>, E> {
        Ok(Token::Float(v))
    }

    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Token<'de>, E> {
        Ok(Token::Text(Cow::Borrowed(v)))
    }

    fn visit_str<E>(self, v: &str) -> Result<Token<'de>, E> {
        Ok(Token::Text(Cow::Owned(v.to_owned())))
    }

    fn visit_string<E>(self, v: String) -> Result<Token<'de>, E> {
        Ok(Token::Text(Cow::Owned(v)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Token<'de>, A::Error> {
        let mut empty = true;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            empty = false;
        }
        Ok(Token::Array(empty))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Token<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Token::Object)
    }
}

/// For visitors of arrays and objects: every scalar is a mismatch that does not quote the value.
macro_rules! refuse_scalars {
    ($cx:ident, $expected:expr) => {
        fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
            Err(self.$cx.mismatch($expected, Kind::Bool))
        }
        fn visit_i64<E: de::Error>(self, _: i64) -> Result<Self::Value, E> {
            Err(self.$cx.mismatch($expected, Kind::Number))
        }
        fn visit_u64<E: de::Error>(self, _: u64) -> Result<Self::Value, E> {
            Err(self.$cx.mismatch($expected, Kind::Number))
        }
        fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
            Err(self.$cx.mismatch($expected, Kind::Number))
        }
        fn visit_str<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
            Err(self.$cx.mismatch($expected, Kind::Text))
        }
    };
}
pub(crate) use refuse_scalars;
