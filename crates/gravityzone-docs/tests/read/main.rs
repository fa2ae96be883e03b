//! The reading half against pages of an invented API, in every shape, whole, damaged and hostile;
//! and against the vendor's pages where they are at hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

mod as_html;
mod edits;
mod facts;
mod findings;
mod hostile;
mod mutations;
mod pages;
mod real_pages;
mod shapes;
