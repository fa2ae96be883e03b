//! What the goldens do: every construct of the format, decoded, made, sent and stored again.
//! One module a group of constructs; the generated Rust itself is compiled by `goldens.rs` beside them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "golden_behaviour/checks.rs"]
mod checks;
#[path = "golden_behaviour/enums.rs"]
mod enums;
#[path = "golden_behaviour/goldens.rs"]
mod goldens;
#[path = "golden_behaviour/kit.rs"]
mod kit;
#[path = "golden_behaviour/names.rs"]
mod names;
#[path = "golden_behaviour/read.rs"]
mod read;
#[path = "golden_behaviour/results.rs"]
mod results;
#[path = "golden_behaviour/sent.rs"]
mod sent;
#[path = "golden_behaviour/shapes.rs"]
mod shapes;
