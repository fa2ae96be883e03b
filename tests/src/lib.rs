//! What the tests share: the spec, its examples made by setters, the normal form of a reply.
//! The tests themselves are in `tests/tests`.

pub mod case;
#[rustfmt::skip]
pub mod examples;
pub mod normal;
pub mod project;

/// The guide's examples, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../guide/using.md")]
pub struct Using;
