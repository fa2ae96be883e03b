//! How an object is read: one loop for all types, a `match` on member names for each.
//! Members that no type knows are told to the observer and skipped.

use crate::cx::Cx;
use crate::decode::{Decode, Seed};
use crate::error::Step;
use crate::token::{Kind, Token, refuse_scalars, token};
use crate::union::Raw;
use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// An object of a reply of which nothing is always there: it is filled in place, one `match` on member names.
pub trait Sparse: Default {
    /// The type's name, for the observer.
    const NAME: &'static str;

    /// Puts one member into its place.
    ///
    /// # Errors
    /// If the member's value does not fit.
    fn set<'de, A: MapAccess<'de>>(&mut self, member: &str, value: Value<'_, '_, A>) -> Result<(), A::Error>;
}

impl<T: Sparse> Object for T {
    const NAME: &'static str = <T as Sparse>::NAME;
    type Slots = T;

    fn set<'de, A: MapAccess<'de>>(slots: &mut T, member: &str, value: Value<'_, '_, A>) -> Result<(), A::Error> {
        slots.set(member, value)
    }

    fn finish<E: de::Error>(slots: T, _: Cx<'_>) -> Result<T, E> {
        Ok(slots)
    }
}

/// An object of a reply of which something is always there, or waits for its tag: its members are gathered in
/// slots first. Generated types implement it as a table and get [`Decode`] from it.
pub trait Object: Sized {
    /// The type's name, for the observer.
    const NAME: &'static str;

    /// Where members wait until all are read.
    type Slots: Default;

    /// Puts one member into its slot.
    ///
    /// # Errors
    /// If the member's value does not fit.
    fn set<'de, A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        member: &str,
        value: Value<'_, '_, A>,
    ) -> Result<(), A::Error>;

    /// Makes the object of its slots.
    ///
    /// # Errors
    /// If a member is missing that is always there.
    fn finish<E: de::Error>(slots: Self::Slots, cx: Cx<'_>) -> Result<Self, E>;
}

impl<T: Object> Decode for T {
    fn decode<'de, D: Deserializer<'de>>(d: D, cx: Cx<'_>) -> Result<Self, D::Error> {
        d.deserialize_any(ObjectVisitor::<T> { cx, object: PhantomData })
    }
}

struct ObjectVisitor<'a, T> {
    cx: Cx<'a>,
    object: PhantomData<T>,
}

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut slots = T::Slots::default();
        while let Some(Name(member)) = map.next_key()? {
            T::set(&mut slots, &member, Value { object: T::NAME, member: &member, map: &mut map, cx: self.cx })?;
        }
        T::finish(slots, self.cx)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        match seq.next_element::<IgnoredAny>()? {
            None => T::finish(T::Slots::default(), self.cx),
            Some(_) => Err(self.cx.mismatch("an object", Kind::Array)),
        }
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Err(self.cx.mismatch("an object", Kind::Null))
    }

    refuse_scalars!(cx, "an object");
}

/// A member's name, borrowed from the reply where that is possible.
struct Name<'de>(Cow<'de, str>);

impl<'de> de::Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match token(d)? {
            Token::Text(name) => Ok(Self(name)),
            _ => Err(de::Error::custom("a member's name is a text")),
        }
    }
}

/// The value of a member that has just been named: it has to be taken by exactly one of these calls.
pub struct Value<'v, 'c, A> {
    object: &'static str,
    member: &'v str,
    map: &'v mut A,
    cx: Cx<'c>,
}

impl<'de, A: MapAccess<'de>> Value<'_, '_, A> {
    /// Reads the value into its slot. `null` leaves the slot empty; the last of two equal members wins.
    ///
    /// # Errors
    /// If the value does not fit.
    pub fn fill<T: Decode>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.tell_duplicate(slot.is_some());
        let (cx, member) = (self.cx, self.member);
        *slot = self.map.next_value_seed(Seed::<Option<T>>::new(cx)).inspect_err(|_| at(cx, member))?;
        Ok(())
    }

    /// As [`fill`](Self::fill), for a member that is boxed because its type contains itself.
    ///
    /// # Errors
    /// If the value does not fit.
    pub fn fill_boxed<T: Decode>(self, slot: &mut Option<Box<T>>) -> Result<(), A::Error> {
        let mut value = slot.take().map(|boxed| *boxed);
        let filled = self.fill(&mut value);
        *slot = value.map(Box::new);
        filled
    }

    /// As [`fill`](Self::fill), for a value whose absence is written as one of `unset`.
    ///
    /// # Errors
    /// If the value does not fit.
    pub fn fill_unless<T: Decode>(self, slot: &mut Option<T>, unset: &[&str]) -> Result<(), A::Error> {
        self.tell_duplicate(slot.is_some());
        let (cx, member) = (self.cx, self.member);
        let unless = Unless { cx, unset, value: PhantomData::<T> };
        *slot = self.map.next_value_seed(unless).inspect_err(|_| at(cx, member))?;
        Ok(())
    }

    /// As [`fill_unless`](Self::fill_unless), for a type that is chosen by the value: a union or several forms.
    ///
    /// # Errors
    /// If the value does not fit.
    pub fn fill_raw_unless<T: Decode>(self, slot: &mut Option<T>, unset: &[&str]) -> Result<(), A::Error> {
        self.tell_duplicate(slot.is_some());
        let raw: Raw = self.map.next_value()?;
        *slot = match raw.is_one_of(unset) {
            true => None,
            false => raw.decode(self.cx).inspect_err(|_| at(self.cx, self.member))?,
        };
        Ok(())
    }

    /// As [`fill_unless`](Self::fill_unless), for a member that is boxed because its type contains itself.
    ///
    /// # Errors
    /// If the value does not fit.
    pub fn fill_boxed_unless<T: Decode>(self, slot: &mut Option<Box<T>>, unset: &[&str]) -> Result<(), A::Error> {
        let mut value = slot.take().map(|boxed| *boxed);
        let filled = self.fill_raw_unless(&mut value, unset);
        *slot = value.map(Box::new);
        filled
    }

    /// As [`keep`](Self::keep), for a value whose absence is written as one of `unset`.
    ///
    /// # Errors
    /// If the value is not JSON.
    pub fn keep_unless(self, slot: &mut Option<Raw>, unset: &[&str]) -> Result<(), A::Error> {
        self.keep(slot)?;
        *slot = slot.take().filter(|raw| !raw.is_one_of(unset));
        Ok(())
    }

    /// Keeps the value for a union whose tag stands beside it and may come later.
    ///
    /// # Errors
    /// If the value is not JSON.
    pub fn keep(self, slot: &mut Option<Raw>) -> Result<(), A::Error> {
        self.tell_duplicate(slot.is_some());
        *slot = self.map.next_value()?;
        Ok(())
    }

    /// Puts a member that the type does not name into its open rest. A value of another type is kept out and told.
    ///
    /// # Errors
    /// If the value is not JSON.
    pub fn extra<T: Decode>(self, rest: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        let raw: Raw = self.map.next_value()?;
        match raw.decode::<Option<T>, A::Error>(self.cx) {
            Ok(Some(value)) => {
                rest.insert(self.member.to_owned(), value);
            }
            Ok(None) => {}
            Err(_) => {
                self.cx.recover();
                self.tell_unknown();
            }
        }
        Ok(())
    }

    /// Skips a member that the type does not know and tells the observer.
    ///
    /// # Errors
    /// If the value is not JSON.
    pub fn unknown(self) -> Result<(), A::Error> {
        self.tell_unknown();
        self.map.next_value::<IgnoredAny>()?;
        Ok(())
    }

    fn tell_unknown(&self) {
        if let Some(notice) = self.cx.notice() {
            notice.unknown_member(self.object, self.member);
        }
    }

    fn tell_duplicate(&self, filled: bool) {
        if let (true, Some(notice)) = (filled, self.cx.notice()) {
            notice.duplicate_member(self.object, self.member);
        }
    }
}

fn at(cx: Cx<'_>, member: &str) {
    cx.step(Step::Member(member.to_owned()));
}

/// Reads a value, or nothing if it is `null` or one of the texts that mean "unset".
struct Unless<'a, 'u, T> {
    cx: Cx<'a>,
    unset: &'u [&'u str],
    value: PhantomData<T>,
}

impl<'de, T: Decode> DeserializeSeed<'de> for Unless<'_, '_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Option<T>, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de, T: Decode> Visitor<'de> for Unless<'_, '_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<T>, E> {
        if self.unset.contains(&text) {
            return Ok(None);
        }
        T::decode(de::value::StrDeserializer::new(text), self.cx).map(Some)
    }

    fn visit_bool<E: de::Error>(self, v: bool) -> Result<Option<T>, E> {
        T::decode(de::value::BoolDeserializer::new(v), self.cx).map(Some)
    }

    fn visit_i64<E: de::Error>(self, v: i64) -> Result<Option<T>, E> {
        T::decode(de::value::I64Deserializer::new(v), self.cx).map(Some)
    }

    fn visit_u64<E: de::Error>(self, v: u64) -> Result<Option<T>, E> {
        T::decode(de::value::U64Deserializer::new(v), self.cx).map(Some)
    }

    fn visit_f64<E: de::Error>(self, v: f64) -> Result<Option<T>, E> {
        T::decode(de::value::F64Deserializer::new(v), self.cx).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Option<T>, A::Error> {
        T::decode(de::value::SeqAccessDeserializer::new(seq), self.cx).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
        T::decode(de::value::MapAccessDeserializer::new(map), self.cx).map(Some)
    }
}
