//! The verdicts on Rust are proved: the generator makes both versions of every case, and programs meet both.
//! What is major does not compile, what is not does; what is silent prints another value. The compiler decides.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "witnesses/compiler.rs"]
mod compiler;
#[path = "witnesses/library.rs"]
mod library;
#[path = "witnesses/proof.rs"]
mod proof;
#[path = "witnesses/surfaces.rs"]
mod surfaces;
