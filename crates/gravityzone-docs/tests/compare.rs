//! Pages against the spec: what differs, what explains it, what is accepted and what is proposed.
//! Pages and spec are of an invented API, bakeries that bake loaves.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may stop the test")]

#[path = "compare/bakery.rs"]
mod bakery;
#[path = "compare/changes.rs"]
mod changes;
#[path = "compare/errata.rs"]
mod errata;
#[path = "compare/pages.rs"]
mod pages;
#[path = "compare/propose.rs"]
mod propose;
#[path = "compare/unnoticed.rs"]
mod unnoticed;
