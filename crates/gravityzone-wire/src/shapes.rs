//! Replies of several shapes: `true`, an id or a list of ids; a list or one bare item; JSON inside a text.
//! Each is one Rust type that says what came.

use crate::cx::Cx;
use crate::decode::{Decode, from_json};
use crate::encode::{Encode, Encoded};
use crate::error::Step;
use crate::token::{Kind, Token, token};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// Whether a call succeeded: `true`, or `{"success": true}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Success(pub bool);

impl Decode for Success {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(SuccessVisitor { cx })
    }
}

struct SuccessVisitor<'a> {
    cx: Cx<'a>,
}

impl<'de> Visitor<'de> for SuccessVisitor<'_> {
    type Value = Success;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or {success: true}")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Success, E> {
        Ok(Success(v))
    }

    fn visit_i64<E: de::Error>(self, v: i64) -> Result<Success, E> {
        bool::decode(de::value::I64Deserializer::new(v), self.cx).map(Success)
    }

    fn visit_u64<E: de::Error>(self, v: u64) -> Result<Success, E> {
        bool::decode(de::value::U64Deserializer::new(v), self.cx).map(Success)
    }

    fn visit_str<E: de::Error>(self, v: &str) -> Result<Success, E> {
        bool::decode(de::value::StrDeserializer::new(v), self.cx).map(Success)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Success, E> {
        Err(self.cx.mismatch("true or {success: true}", Kind::Null))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Success, A::Error> {
        let mut success = None;
        while let Some(name) = map.next_key::<String>()? {
            if name == "success" {
                let value = map.next_value_seed(crate::decode::Seed::<bool>::new(self.cx));
                success = Some(value.inspect_err(|_| self.cx.step(Step::Member(name)))?);
            } else {
                if let Some(notice) = self.cx.notice() {
                    notice.unknown_member("Success", &name);
                }
                map.next_value::<de::IgnoredAny>()?;
            }
        }
        success.map(Success).ok_or_else(|| self.cx.missing("success"))
    }
}

impl Encode for Success {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bool(self.0)
    }
}

/// What a call that starts tasks answers: `true`, one id, or a list of ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted<T> {
    accepted: bool,
    ids: Vec<T>,
}

impl<T> Accepted<T> {
    /// Whether the call was accepted: `false` only if the server said so.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.accepted
    }

    /// The ids that were told; none if the server answered just `true`.
    #[must_use]
    pub fn ids(&self) -> &[T] {
        &self.ids
    }
}

impl<T: Decode> Decode for Accepted<T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(AcceptedVisitor { cx, id: PhantomData })
    }
}

struct AcceptedVisitor<'a, T> {
    cx: Cx<'a>,
    id: PhantomData<T>,
}

impl<'de, T: Decode> Visitor<'de> for AcceptedVisitor<'_, T> {
    type Value = Accepted<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, an id or a list of ids")
    }

    fn visit_bool<E>(self, accepted: bool) -> Result<Self::Value, E> {
        Ok(Accepted { accepted, ids: Vec::new() })
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<Self::Value, E> {
        let id = T::decode(de::value::StrDeserializer::new(id), self.cx)?;
        Ok(Accepted { accepted: true, ids: vec![id] })
    }

    fn visit_i64<E: de::Error>(self, id: i64) -> Result<Self::Value, E> {
        self.visit_str(&id.to_string())
    }

    fn visit_u64<E: de::Error>(self, id: u64) -> Result<Self::Value, E> {
        self.visit_str(&id.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let ids = Decode::decode(de::value::SeqAccessDeserializer::new(seq), self.cx)?;
        Ok(Accepted { accepted: true, ids })
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Err(self.cx.mismatch("true, an id or a list of ids", Kind::Null))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(self.cx.mismatch("true, an id or a list of ids", Kind::Object))
    }
}

impl<T: Encode> Encode for Accepted<T> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.ids.is_empty() { s.serialize_bool(self.accepted) } else { self.ids.encode(s) }
    }
}

/// A list that some tenants answer as one bare item. It reads as a slice.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> IntoIterator for OneOrMany<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Decode> Decode for OneOrMany<T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(OneOrManyVisitor { cx, item: PhantomData })
    }
}

struct OneOrManyVisitor<'a, T> {
    cx: Cx<'a>,
    item: PhantomData<T>,
}

impl<'de, T: Decode> Visitor<'de> for OneOrManyVisitor<'_, T> {
    type Value = OneOrMany<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or one item")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Decode::decode(de::value::SeqAccessDeserializer::new(seq), self.cx).map(OneOrMany)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let item = T::decode(de::value::MapAccessDeserializer::new(map), self.cx)?;
        Ok(OneOrMany(vec![item]))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(OneOrMany(Vec::new()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let item = T::decode(de::value::StrDeserializer::new(text), self.cx)?;
        Ok(OneOrMany(vec![item]))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        let item = T::decode(de::value::I64Deserializer::new(number), self.cx)?;
        Ok(OneOrMany(vec![item]))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        let item = T::decode(de::value::U64Deserializer::new(number), self.cx)?;
        Ok(OneOrMany(vec![item]))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
        Err(self.cx.mismatch("a list or one item", Kind::Number))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
        Err(self.cx.mismatch("a list or one item", Kind::Bool))
    }
}

impl<T: Encode> Encode for OneOrMany<T> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.encode(s)
    }
}

/// A value that is sometimes a text and sometimes a number, kept as it came.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Int(n) => n.fmt(f),
            Self::Float(n) => n.fmt(f),
        }
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<i64> for Scalar {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl Decode for Scalar {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        match token(d)? {
            Token::Text(text) => Ok(Self::Text(text.into_owned())),
            Token::Int(n) => Ok(Self::Int(n)),
            Token::Large(n) => Ok(Self::Text(n.to_string())),
            Token::Float(n) => Ok(Self::Float(n)),
            other => Err(cx.mismatch("a text or a number", other.kind())),
        }
    }
}

impl Encode for Scalar {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => s.serialize_str(text),
            Self::Int(n) => s.serialize_i64(*n),
            Self::Float(n) => s.serialize_f64(*n),
        }
    }
}

/// JSON that travels inside a text.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonText<T>(pub T);

impl<T: Decode> Decode for JsonText<T> {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        let token = token(d)?;
        let Token::Text(text) = &token else {
            return Err(cx.mismatch("a text that holds JSON", token.kind()));
        };
        from_json(text, cx.notice()).map(Self).map_err(|_| cx.mismatch("a text that holds fitting JSON", Kind::Text))
    }
}

impl<T: Encode> Encode for JsonText<T> {
    fn encode<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(&Encoded(&self.0)).map_err(serde::ser::Error::custom)?;
        s.serialize_str(&text)
    }
}
