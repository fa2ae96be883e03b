//! How a value is read from a reply: leniently, with one context, without thread-locals.
//! Scalars, options, lists and maps; objects are in `object.rs`, enums in `enums.rs`.

use crate::cx::{Cx, Notice, Session};
use crate::error::{DecodeError, Step};
use crate::token::{Kind, Token, refuse_scalars, token};
use serde::Deserializer;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A type that can be read from a reply.
///
/// Generated types get it from their [`Object`](crate::Object) table or their enum table. Decoding is lenient
/// where the vendor is: numbers as text and text as numbers, `0` and `1` for booleans, `[]` for an empty object,
/// `null` for whatever is not there.
pub trait Decode: Sized {
    /// Reads one value.
    ///
    /// # Errors
    /// If the value does not fit; the error's path gathers in `cx`.
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error>;

    /// What stands for a member that is absent or `null`: `None` for an `Option`, nothing for other types.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a whole JSON text.
///
/// # Errors
/// [`DecodeError`] with the path of the first value that does not fit.
///
/// ```
/// let ids: Vec<String> = gravityzone_wire::from_json(r#"["a", 7]"#, None)?;
/// assert_eq!(ids, ["a", "7"]);
/// let wrong = gravityzone_wire::from_json::<Vec<String>>(r#"["a", {}]"#, None).unwrap_err();
/// assert_eq!(wrong.to_string(), "[1]: expected a text, found an object");
/// # Ok::<(), gravityzone_wire::DecodeError>(())
/// ```
pub fn from_json<T: Decode>(json: &str, notice: Option<&dyn Notice>) -> Result<T, DecodeError> {
    let session = Session { notice, path: RefCell::default(), problem: RefCell::default() };
    let mut reader = serde_json::Deserializer::from_str(json);
    T::decode(&mut reader, Cx::new(&session))
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| DecodeError::new(&session.path.take(), session.problem.take(), &error))
}

/// Hands `T::decode` to serde's own readers of lists and maps.
pub(crate) struct Seed<'a, T>(pub(crate) Cx<'a>, PhantomData<T>);

impl<'a, T> Seed<'a, T> {
    pub(crate) fn new(cx: Cx<'a>) -> Self {
        Self(cx, PhantomData)
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        T::decode(d, self.0)
    }
}

impl Decode for String {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        match token(d)? {
            Token::Text(text) => Ok(text.into_owned()),
            Token::Int(n) => Ok(n.to_string()),
            Token::Large(n) => Ok(n.to_string()),
            Token::Float(n) => Ok(n.to_string()),
            Token::Bool(b) => Ok(b.to_string()),
            other => Err(cx.mismatch("a text", other.kind())),
        }
    }
}

impl Decode for bool {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        let token = token(d)?;
        match &token {
            Token::Bool(b) => Some(*b),
            Token::Int(n @ 0..=1) => Some(*n == 1),
            Token::Text(text) if matches!(&**text, "true" | "1") => Some(true),
            Token::Text(text) if matches!(&**text, "false" | "0") => Some(false),
            _ => None,
        }
        .ok_or_else(|| cx.mismatch("a boolean", token.kind()))
    }
}

impl Decode for i64 {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        let token = token(d)?;
        token.as_int().ok_or_else(|| cx.mismatch("a whole number", token.kind()))
    }
}

impl Decode for f64 {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        let token = token(d)?;
        let number = match &token {
            Token::Int(n) => Some(*n as f64),
            Token::Large(n) => Some(*n as f64),
            Token::Float(n) => Some(*n),
            Token::Text(text) => text.trim().parse::<f64>().ok().filter(|n| n.is_finite()),
            _ => None,
        };
        number.ok_or_else(|| cx.mismatch("a number", token.kind()))
    }
}

/// The result of a method that returns nothing: `null`, and what stands for it elsewhere (`true`, `{}`, `[]`).
impl Decode for () {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        match token(d)? {
            Token::Null | Token::Bool(true) | Token::Array(true) | Token::Object => Ok(()),
            other => Err(cx.mismatch("nothing (null)", other.kind())),
        }
    }

    fn absent() -> Option<Self> {
        Some(())
    }
}

/// JSON that no source describes, as it came.
impl Decode for serde_json::Value {
    fn decode<'de, D: Deserializer<'de>>(d: D, _: Cx<'_>) -> Result<Self, D::Error> {
        de::Deserialize::deserialize(d)
    }

    fn absent() -> Option<Self> {
        Some(Self::Null)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_option(OptionVisitor::<T>(cx, PhantomData))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

struct OptionVisitor<'a, T>(Cx<'a>, PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for OptionVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Option<T>, D::Error> {
        T::decode(d, self.0).map(Some)
    }
}

/// A list. `null` is an empty one, and `null` items are left out: null means absent everywhere.
impl<T: Decode> Decode for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(ListVisitor { cx, item: PhantomData })
    }
}

struct ListVisitor<'a, T> {
    cx: Cx<'a>,
    item: PhantomData<T>,
}

impl<'de, T: Decode> Visitor<'de> for ListVisitor<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(1024));
        for index in 0.. {
            match seq.next_element_seed(Seed::<Option<T>>::new(self.cx)) {
                Ok(Some(Some(item))) => list.push(item),
                Ok(Some(None)) => {}
                Ok(None) => break,
                Err(error) => {
                    self.cx.step(Step::Item(index));
                    return Err(error);
                }
            }
        }
        Ok(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Vec<T>, A::Error> {
        Err(self.cx.mismatch("an array", Kind::Object))
    }

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    refuse_scalars!(cx, "an array");
}

/// A map. `[]` is an empty one (an empty object of the server's language), `null` values are left out.
impl<K: Decode + Ord, T: Decode> Decode for BTreeMap<K, T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(MapVisitor { cx, entry: PhantomData })
    }
}

struct MapVisitor<'a, K, T> {
    cx: Cx<'a>,
    entry: PhantomData<(K, T)>,
}

impl<'de, K: Decode + Ord, T: Decode> Visitor<'de> for MapVisitor<'_, K, T> {
    type Value = BTreeMap<K, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            match map.next_value_seed(Seed::<Option<T>>::new(self.cx)) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    let key = K::decode(de::value::StrDeserializer::<A::Error>::new(&name), self.cx);
                    let key = key.inspect_err(|_| self.cx.step(Step::Member(name)))?;
                    entries.insert(key, value);
                }
                Err(error) => {
                    self.cx.step(Step::Member(name));
                    return Err(error);
                }
            }
        }
        Ok(entries)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        match seq.next_element::<de::IgnoredAny>()? {
            None => Ok(BTreeMap::new()),
            Some(_) => Err(self.cx.mismatch("an object", Kind::Array)),
        }
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BTreeMap::new())
    }

    refuse_scalars!(cx, "an object");
}
