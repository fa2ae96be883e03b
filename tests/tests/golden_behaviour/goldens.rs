//! The goldens as modules: `id` is `tests/goldens/id/rust/lib.rs`, and so on.
//! Nobody uses all that is generated, and a test is no library; the lints that say so are off here.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "generated as a library, compiled into a test")]
#![allow(clippy::enum_variant_names, reason = "the names are the vendor's, or chosen to collide")]

#[rustfmt::skip]
#[path = "../../goldens/checks/rust/lib.rs"]
pub mod checks;
#[rustfmt::skip]
#[path = "../../goldens/clearable/rust/lib.rs"]
pub mod clearable;
#[rustfmt::skip]
#[path = "../../goldens/codes/rust/lib.rs"]
pub mod codes;
#[rustfmt::skip]
#[path = "../../goldens/collisions/rust/lib.rs"]
pub mod collisions;
#[rustfmt::skip]
#[path = "../../goldens/extra/rust/lib.rs"]
pub mod extra;
#[rustfmt::skip]
#[path = "../../goldens/flags/rust/lib.rs"]
pub mod flags;
#[rustfmt::skip]
#[path = "../../goldens/forms/rust/lib.rs"]
pub mod forms;
#[rustfmt::skip]
#[path = "../../goldens/history/rust/lib.rs"]
pub mod history;
#[rustfmt::skip]
#[path = "../../goldens/id/rust/lib.rs"]
pub mod id;
#[rustfmt::skip]
#[path = "../../goldens/json-text/rust/lib.rs"]
pub mod json_text;
#[rustfmt::skip]
#[path = "../../goldens/like/rust/lib.rs"]
pub mod like;
#[rustfmt::skip]
#[path = "../../goldens/paging/rust/lib.rs"]
pub mod paging;
#[rustfmt::skip]
#[path = "../../goldens/plain-words/rust/lib.rs"]
pub mod plain_words;
#[rustfmt::skip]
#[path = "../../goldens/read-object/rust/lib.rs"]
pub mod read_object;
#[rustfmt::skip]
#[path = "../../goldens/recursion/rust/lib.rs"]
pub mod recursion;
#[rustfmt::skip]
#[path = "../../goldens/results/rust/lib.rs"]
pub mod results;
#[rustfmt::skip]
#[path = "../../goldens/rules/rust/lib.rs"]
pub mod rules;
#[rustfmt::skip]
#[path = "../../goldens/segment/rust/lib.rs"]
pub mod segment;
#[rustfmt::skip]
#[path = "../../goldens/sent-object/rust/lib.rs"]
pub mod sent_object;
#[rustfmt::skip]
#[path = "../../goldens/shared-collisions/rust/lib.rs"]
pub mod shared_collisions;
#[rustfmt::skip]
#[path = "../../goldens/tree/rust/lib.rs"]
pub mod tree;
#[rustfmt::skip]
#[path = "../../goldens/union-beside/rust/lib.rs"]
pub mod union_beside;
#[rustfmt::skip]
#[path = "../../goldens/union-from-params/rust/lib.rs"]
pub mod union_from_params;
#[rustfmt::skip]
#[path = "../../goldens/union-inside/rust/lib.rs"]
pub mod union_inside;
#[rustfmt::skip]
#[path = "../../goldens/versions/rust/lib.rs"]
pub mod versions;
#[rustfmt::skip]
#[path = "../../goldens/words/rust/lib.rs"]
pub mod words;
