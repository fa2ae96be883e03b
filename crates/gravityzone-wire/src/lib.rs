//! What the generated GravityZone types lean on.
//!
//! A reply of Control Center is loose: numbers arrive as text, an empty object as `[]`, "unset" as an absent
//! member, `null`, `""` or `"N/A"`, and codes that no page lists. The types of `gravityzone-model` are plain
//! structs and enums; how they meet such a reply is written here, once:
//!
//! - [`Decode`], [`Sparse`] and [`Object`] read replies, with a [`Cx`] that gathers the path of an error and tells a
//!   [`Notice`] about members and codes that the crate does not know;
//! - [`Encode`] and [`Fields`] write requests: an absent optional is left out;
//! - [`Method`] says what a request is: its output, name, effect, rate tier and secrets;
//! - [`Violation`] is a documented rule that a request breaks, found by tables that stand beside the request;
//! - [`Secret`], [`Clearable`], [`Page`], [`Capped`], [`Date`] and their like are the types that users meet in the model.
//!
//! You rarely name this crate: `gravityzone-client` re-exports what a program needs.

mod capped;
mod clearable;
mod cx;
mod decode;
mod encode;
mod enums;
mod error;
mod id;
mod method;
mod object;
mod page;
mod round_trip;
mod rules;
mod secret;
mod shapes;
mod time;
mod token;
mod union;

pub use self::capped::Capped;
pub use self::clearable::Clearable;
pub use self::cx::{Cx, Notice};
pub use self::decode::{Decode, from_json};
pub use self::encode::{AsFlag, Empty, Encode, Encoded, Fields, Flag, Members, to_json};
pub use self::enums::{Codes, Open, Unrecognized, Words};
pub use self::error::DecodeError;
pub use self::id::Id;
pub use self::method::{Edition, Effect, Method, Paged, RateTier};
pub use self::object::{Object, Sparse, Value};
pub use self::page::{Page, PageInfo};
pub use self::rules::{Strength, Violation, Violations};
pub use self::secret::{Masked, Secret};
pub use self::shapes::{Accepted, JsonText, OneOrMany, Scalar, Success};
pub use self::time::{Date, InvalidTime, Month, Timestamp};
pub use self::union::{Forms, Raw, Union};

#[doc(hidden)]
pub use self::token::Kind;
#[doc(no_inline)]
pub use serde::de::{Error as DeError, MapAccess};
#[doc(no_inline)]
pub use serde::ser::{SerializeMap, Serializer};
#[doc(no_inline)]
pub use serde_json::Value as Json;

/// The words in which generated code tells of documented rules; not for users.
#[doc(hidden)]
pub mod checks {
    pub use crate::rules::judge::violations;
    pub use crate::rules::table::{
        ADVICE, Checked, Checks, Condition, Demand, Demand::*, Inside, Lit, Lit::*, LitsOf, MUST, Operand, Operand::*,
        Paths, Rule, Step, Step::*, Test, Test::*,
    };
}

/// Names that generated code and the macros of this crate reach; not for users.
#[doc(hidden)]
pub mod private {
    pub use crate::enums::{decode_code, decode_word, encode_code, encode_word};
    pub use crate::round_trip::deserialize;
    pub use crate::token::{Token, token};
    pub use serde;
    pub use serde_json;
}
