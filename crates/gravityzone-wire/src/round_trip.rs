//! serde's traits for generated types, one macro line a type.
//! Requests are always `Serialize`; replies get both directions from a line behind the model's feature `round-trip`.
//! A secret has neither: it is written inside a request only.

use crate::capped::Capped;
use crate::cx::{Cx, Session};
use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::DecodeError;
use crate::page::Page;
use crate::shapes::{Accepted, JsonText, OneOrMany, Scalar, Success};
use crate::time::{Date, Month, Timestamp};
use serde::de;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;

/// Reads a value for serde, without an observer.
///
/// # Errors
/// If the value does not fit.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    let session = Session { notice: None, path: RefCell::default(), problem: RefCell::default() };
    T::decode(d, Cx::new(&session)).map_err(|error| match session.problem.take() {
        Some(problem) => de::Error::custom(DecodeError::noted(&session.path.take(), &problem)),
        None => error,
    })
}

/// Results that hold others: stored and read as their parts are.
macro_rules! holders {
    ($($name:ident $([$max:ident])?),*) => {$(
        impl<T: Encode $(, const $max: usize)?> Serialize for $name<T $(, $max)?> {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                self.encode(s)
            }
        }

        impl<'de, T: Decode $(, const $max: usize)?> Deserialize<'de> for $name<T $(, $max)?> {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                deserialize(d)
            }
        }
    )*};
}

holders!(Accepted, Capped[MAX], JsonText, OneOrMany, Page);

crate::round_trip!(Success);
crate::round_trip!(Scalar);
crate::round_trip!(Timestamp);
crate::round_trip!(Date);
crate::round_trip!(Month);

/// A request or a part of one: serde's `Serialize` through [`Encode`](crate::Encode).
#[macro_export]
macro_rules! params {
    ($name:ident) => {
        impl $crate::private::serde::Serialize for $name {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                s: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::Encode::encode(self, s)
            }
        }
    };
}

/// A reply or a part of one: serde's `Serialize` and `Deserialize` through [`Encode`](crate::Encode) and [`Decode`].
#[macro_export]
macro_rules! round_trip {
    ($name:ident) => {
        $crate::params!($name);

        impl<'de> $crate::private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                d: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize(d)
            }
        }
    };
}
