//! Printing the plan, one construct a file.
//! Emitters make token streams only; they take no decision that the plan could have taken.

pub(crate) mod area;
pub(crate) mod cases;
pub(crate) mod checks;
pub(crate) mod choice;
pub(crate) mod client;
pub(crate) mod codes;
pub(crate) mod expression;
pub(crate) mod fields;
pub(crate) mod flags;
pub(crate) mod forms;
pub(crate) mod id;
pub(crate) mod manifest;
pub(crate) mod method;
pub(crate) mod named;
pub(crate) mod paged;
pub(crate) mod probe;
pub(crate) mod read;
pub(crate) mod regions;
pub(crate) mod root;
pub(crate) mod segment;
pub(crate) mod sent;
pub(crate) mod types;
pub(crate) mod union;
pub(crate) mod words;
