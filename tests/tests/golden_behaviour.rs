//! What the goldens do: every construct of the format, decoded, made, sent and stored again.
//! One module a group of constructs; the generated Rust itself is compiled by `goldens.rs` beside them.

#[path = "golden_behaviour/goldens.rs"]
mod goldens;
