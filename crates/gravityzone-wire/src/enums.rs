//! Open enums: every known code or word is a variant, every other value is kept as it came.
//! A generated enum is a table of its own functions; the line `codes!` or `words!` after it gives it its traits.

use crate::cx::Cx;
use crate::token::{Token, token};
use serde::Deserializer;
use std::fmt;
use std::marker::PhantomData;

/// A value that this version of the crate does not know, as it came.
///
/// It cannot be made or matched from outside, so that a program cannot rest on a value being unknown: when a
/// later version names it, the program still compiles and still means the same. Read it with the enum's
/// `wire_name()`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized<E> {
    value: Loose,
    of: PhantomData<fn() -> E>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Loose {
    Code(i64, Box<str>),
    Text(Box<str>),
}

impl<E> Unrecognized<E> {
    fn code(code: i64) -> Self {
        Self { value: Loose::Code(code, code.to_string().into()), of: PhantomData }
    }

    fn text(text: &str) -> Self {
        Self { value: Loose::Text(text.into()), of: PhantomData }
    }

    /// The number, if the value is one.
    #[must_use]
    pub const fn as_code(&self) -> Option<i64> {
        match &self.value {
            Loose::Code(code, _) => Some(*code),
            Loose::Text(_) => None,
        }
    }

    /// The value as text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match &self.value {
            Loose::Code(_, text) | Loose::Text(text) => text,
        }
    }

    pub(crate) fn write<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Loose::Code(code, _) => s.serialize_i64(*code),
            Loose::Text(text) => s.serialize_str(text),
        }
    }
}

impl<E> fmt::Debug for Unrecognized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Loose::Code(code, _) => code.fmt(f),
            Loose::Text(text) => text.fmt(f),
        }
    }
}

/// An enum that keeps what it does not know.
pub trait Open: Sized + 'static {
    /// The type's name, for the observer.
    const NAME: &'static str;

    /// Makes the variant for everything that is not known.
    fn unknown(value: Unrecognized<Self>) -> Self;

    /// What the unknown variant holds.
    fn unrecognized(&self) -> Option<&Unrecognized<Self>>;

    /// Tells the observer if the value is not known.
    fn told(self, cx: Cx<'_>) -> Self {
        if let (Some(unknown), Some(notice)) = (self.unrecognized(), cx.notice()) {
            notice.unknown_value(Self::NAME, unknown.as_str());
        }
        self
    }
}

/// An enum of whole numbers; `codes!` implements it.
pub trait Codes: Open {
    /// The variant of a code, if the crate knows it.
    fn from_known(code: i64) -> Option<Self>;

    /// The code, if the value is a number.
    fn as_code(&self) -> Option<i64>;

    /// The variant of a code; an unknown code is kept.
    #[must_use]
    fn of_code(code: i64) -> Self {
        Self::from_known(code).unwrap_or_else(|| Self::unknown(Unrecognized::code(code)))
    }

    /// The variant of a code written as text; anything else is kept.
    #[must_use]
    fn of_text(text: &str) -> Self {
        match text.trim().parse() {
            Ok(code) => Self::of_code(code),
            Err(_) => Self::unknown(Unrecognized::text(text)),
        }
    }
}

/// An enum of texts; `words!` implements it.
pub trait Words: Open {
    /// The variant of a word, if the crate knows it.
    fn from_known(word: &str) -> Option<Self>;

    /// The word, known or not.
    fn as_word(&self) -> &str;

    /// The variant of a word; an unknown word is kept.
    #[must_use]
    fn of_text(word: &str) -> Self {
        Self::from_known(word).unwrap_or_else(|| Self::unknown(Unrecognized::text(word)))
    }
}

/// Reads a code.
///
/// # Errors
/// If the value is neither a number nor a text.
pub fn decode_code<'de, T: Codes, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<T, D::Error> {
    let value = match token(d)? {
        Token::Text(text) => T::of_text(&text),
        token => T::of_code(token.as_int().ok_or_else(|| cx.mismatch("a code", token.kind()))?),
    };
    Ok(value.told(cx))
}

/// Reads a word.
///
/// # Errors
/// If the value is neither a text nor a number.
pub fn decode_word<'de, T: Words, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<T, D::Error> {
    let value = match token(d)? {
        Token::Text(word) => T::of_text(&word),
        Token::Int(code) => T::from_known(&code.to_string()).unwrap_or_else(|| T::unknown(Unrecognized::code(code))),
        token => return Err(cx.mismatch("a word", token.kind())),
    };
    Ok(value.told(cx))
}

/// Writes a code.
///
/// # Errors
/// If the serializer fails.
pub fn encode_code<T: Codes, S: serde::Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
    match (value.unrecognized(), value.as_code()) {
        (Some(unknown), _) => unknown.write(s),
        (None, Some(code)) => s.serialize_i64(code),
        (None, None) => s.serialize_unit(),
    }
}

/// Writes a word.
///
/// # Errors
/// If the serializer fails.
pub fn encode_word<T: Words, S: serde::Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
    match value.unrecognized() {
        Some(unknown) => unknown.write(s),
        None => s.serialize_str(value.as_word()),
    }
}

/// Gives an enum its traits: reading, writing, `From<i64>`, `FromStr` and `Display`.
///
/// The enum has a variant `Unknown(Unrecognized<Self>)` and functions `code`, `wire_name` and `known`, which names the
/// variant of a code.
#[macro_export]
macro_rules! codes {
    ($name:ident) => {
        const _: () = {
            impl $crate::Codes for $name {
                fn from_known(code: i64) -> ::core::option::Option<Self> {
                    Self::known(code)
                }
                fn as_code(&self) -> ::core::option::Option<i64> {
                    self.code()
                }
            }
            /// Any code is taken; one that the crate does not know is kept.
            impl ::core::convert::From<i64> for $name {
                fn from(code: i64) -> Self {
                    <Self as $crate::Codes>::of_code(code)
                }
            }
            $crate::open_enum!($name, $crate::Codes, decode_code, encode_code);
        };
    };
}

/// Gives an enum its traits: reading, writing, `FromStr` and `Display`.
///
/// The enum has a variant `Unknown(Unrecognized<Self>)` and functions `wire_name` and `known`, which names the variant
/// of a word.
#[macro_export]
macro_rules! words {
    ($name:ident) => {
        const _: () = {
            impl $crate::Words for $name {
                fn from_known(word: &str) -> ::core::option::Option<Self> {
                    Self::known(word)
                }
                fn as_word(&self) -> &str {
                    self.wire_name()
                }
            }
            $crate::open_enum!($name, $crate::Words, decode_word, encode_word);
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident, $kind:path, $decode:ident, $encode:ident) => {
        impl $crate::Open for $name {
            const NAME: &'static str = ::core::stringify!($name);

            fn unknown(value: $crate::Unrecognized<Self>) -> Self {
                Self::Unknown(value)
            }
            fn unrecognized(&self) -> ::core::option::Option<&$crate::Unrecognized<Self>> {
                match self {
                    Self::Unknown(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                }
            }
        }
        impl $crate::Decode for $name {
            fn decode<'de, D: $crate::private::serde::Deserializer<'de>>(
                d: D,
                cx: $crate::Cx<'_>,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::$decode(d, cx)
            }
        }
        impl $crate::Encode for $name {
            fn encode<S: $crate::private::serde::Serializer>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::private::$encode(self, s)
            }
        }
        /// Never fails: a value that the crate does not know is kept.
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as $kind>::of_text(text))
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.wire_name())
            }
        }
    };
}
