//! The verdicts of `gravityzone-diff`, held against the cases of `tests/changes`: a rule without a case is none.
//! Both ways: what is so from base to head, and what from head to base.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "changes/completeness.rs"]
mod completeness;
#[path = "changes/edits.rs"]
mod edits;
#[path = "changes/fingerprints.rs"]
mod fingerprints;
#[path = "changes/format.rs"]
mod format;
#[path = "changes/guide.rs"]
mod guide;
#[path = "changes/ordered.rs"]
mod ordered;
#[path = "changes/symmetry.rs"]
mod symmetry;
#[path = "changes/table.rs"]
mod table;
