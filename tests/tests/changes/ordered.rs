//! JSON whose members keep their order, for edits of a spec: order is part of what a spec says.
//! And where in it one thing can be put in another's place, because both stand under the same key.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// The members of an object, in their order.
pub(crate) type Members = Vec<(String, Ordered)>;

/// A value whose objects are lists of members.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ordered {
    Object(Members),
    List(Vec<Ordered>),
    Other(serde_json::Value),
}

impl Ordered {
    /// All objects with the key under which each stands, the outermost first: that says what they are.
    pub(crate) fn objects(&mut self, under: &str, visit: &mut dyn FnMut(&str, &mut Members)) {
        match self {
            Self::Object(members) => {
                visit(under, members);
                // what an example shows is in the wire's shape, not in the format's
                for (key, value) in members.iter_mut().filter(|_| under != "examples") {
                    // what stands in a map is what the map holds: params/colour is a param
                    let inner = if MAPS.contains(&under) { format!("one of {under}") } else { key.clone() };
                    value.objects(&inner, visit);
                }
            }
            Self::List(items) => items.iter_mut().for_each(|item| item.objects(under, visit)),
            Self::Other(_) => {}
        }
    }
}

/// Keys of the format whose members are named by the spec.
pub(crate) const MAPS: [&str; 16] = [
    "regions", "errors", "rates", "editions", "absences", "methods", "params", "types", "rules", "codes", "words",
    "object", "union", "segment", "flags", "errata",
];

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Ordered;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered::Object(members))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Ordered, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Ordered::List(items))
            }

            fn visit_unit<E>(self) -> Result<Ordered, E> {
                Ok(Ordered::Other(serde_json::Value::Null))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
                Ok(Ordered::Other(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
                Ok(Ordered::Other(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
                Ok(Ordered::Other(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
                Ok(Ordered::Other(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
                Ok(Ordered::Other(value.into()))
            }
        }
        d.deserialize_any(Any)
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Object(members) => {
                let mut map = s.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
            Self::List(items) => items.serialize(s),
            Self::Other(value) => value.serialize(s),
        }
    }
}
