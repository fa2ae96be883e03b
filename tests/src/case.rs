//! One example of the spec as Rust: its request made by setters, its reply decoded, without naming the types.
//! The list of all is generated; what is done with one is written here.

use gravityzone_wire::{DecodeError, Encode, Method, from_json, to_json};
use std::error::Error;
use std::fmt;

type Made<T> = Result<T, Box<dyn Error>>;

/// One example of the spec.
pub struct Case {
    /// `area.method.example`.
    pub name: &'static str,
    /// What the request says of itself.
    pub about: About,
    request: Box<dyn Fn() -> Made<(String, String)>>,
    decode: fn(&str) -> Result<String, DecodeError>,
    round_trip: fn(&str) -> Made<String>,
}

/// The constants of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are Method's")]
pub struct About {
    pub name: &'static str,
    pub area: &'static str,
    pub effect: String,
    pub idempotent: bool,
    pub rate: &'static str,
    pub secrets: &'static [&'static str],
    pub danger: Option<&'static str>,
    pub verify: Option<&'static str>,
    pub path: &'static str,
}

impl Case {
    /// The example `name`, whose request `make` makes.
    ///
    /// # Panics
    /// If the request cannot be made.
    pub fn of<M: Method + 'static>(name: &'static str, make: fn() -> Made<M>) -> Self
    where
        M::Output: fmt::Debug + Encode,
    {
        #[expect(clippy::expect_used, reason = "an example that cannot be made fails every test that uses it")]
        let path = make().expect(name).service_path();
        let about = About {
            name: M::NAME,
            area: M::AREA,
            effect: M::EFFECT.to_string(),
            idempotent: M::IDEMPOTENT,
            rate: M::RATE.name,
            secrets: M::SECRETS,
            danger: M::DANGER,
            verify: M::VERIFY,
            path,
        };
        Self {
            name,
            about,
            request: Box::new(move || make().and_then(|request| Ok((to_json(&request)?, format!("{request:#?}"))))),
            decode: |json| from_json::<M::Output>(json, None).map(|output| format!("{output:#?}")),
            round_trip: |json| Ok(to_json(&from_json::<M::Output>(json, None)?)?),
        }
    }

    /// The request's JSON and its `Debug`.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn request(&self) -> Made<(String, String)> {
        (self.request)()
    }

    /// The `Debug` of a decoded result.
    ///
    /// # Errors
    /// If it does not decode.
    pub fn decode(&self, json: &str) -> Result<String, DecodeError> {
        (self.decode)(json)
    }

    /// A result decoded and encoded again.
    ///
    /// # Errors
    /// If it does not decode.
    pub fn round_trip(&self, json: &str) -> Made<String> {
        (self.round_trip)(json)
    }
}
