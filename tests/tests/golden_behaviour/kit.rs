//! What the tests of behaviour share: decoding and encoding in one word, an observer that keeps what it hears,
//! and what every generated enum promises.

use gravityzone_wire::private::serde::{Serialize, de::DeserializeOwned};
use gravityzone_wire::{Decode, Encode, Notice, from_json, to_json};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::fmt::Debug;

/// Decodes what has to fit.
pub(crate) fn decode<T: Decode>(json: &str) -> T {
    from_json(json, None).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// The one line that says why a text does not fit; it never holds a part of the text.
pub(crate) fn refused<T: Decode + Debug>(json: &str) -> String {
    from_json::<T>(json, None).expect_err(json).to_string()
}

/// What goes over the wire.
pub(crate) fn encode<T: Encode>(value: &T) -> Json {
    serde_json::from_str(&to_json(value).unwrap()).unwrap()
}

/// What goes over the wire, byte by byte.
pub(crate) fn text<T: Encode>(value: &T) -> String {
    to_json(value).unwrap()
}

/// Decodes and encodes again.
pub(crate) fn again<T: Decode + Encode>(json: &str) -> String {
    text(&decode::<T>(json))
}

/// Stores a value with serde and takes it out again.
pub(crate) fn stored<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[derive(Default)]
struct Ear(RefCell<Vec<String>>);

impl Notice for Ear {
    fn unknown_member(&self, object: &'static str, member: &str) {
        self.0.borrow_mut().push(format!("{object} has {member}"));
    }

    fn unknown_value(&self, kind: &'static str, value: &str) {
        self.0.borrow_mut().push(format!("{kind} is {value}"));
    }

    fn duplicate_member(&self, object: &'static str, member: &str) {
        self.0.borrow_mut().push(format!("{object} has {member} twice"));
    }
}

/// What an observer is told while a text is decoded.
pub(crate) fn heard<T: Decode>(json: &str) -> Vec<String> {
    let ear = Ear::default();
    from_json::<T>(json, Some(&ear)).unwrap_or_else(|error| panic!("{json}: {error}"));
    ear.0.into_inner()
}
