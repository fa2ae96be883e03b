//! What the benchmarks share.
//! They print ratios that were measured in one run; no test rests on them.

pub mod echo;
