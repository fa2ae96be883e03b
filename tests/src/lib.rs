//! What the tests share: the spec, its examples made by setters, params at random, the normal form of a reply.
//! The tests themselves are in `tests/tests`.

pub mod case;
pub mod changes;
pub mod conform;
#[rustfmt::skip]
pub mod examples;
pub mod normal;
pub mod project;
pub mod random;
pub mod revisions;

/// The guide's examples, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../guide/using.md")]
pub struct Using;

/// Whole programs.
#[cfg(doctest)]
#[doc = include_str!("../../guide/jobs.md")]
pub struct Jobs;

/// The embedded Control Center, in tests and as a program.
#[cfg(doctest)]
#[doc = include_str!("../../guide/control-center.md")]
pub struct ControlCenter;
