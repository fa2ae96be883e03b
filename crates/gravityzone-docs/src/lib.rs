//! The vendor's help pages, read as facts and compared with the spec.
//!
//! A page goes in as it was saved: HTML from a browser, or extracted text. Out comes what it says ([`Page`]), each
//! fact with its place, and a ledger in which every block of the page ends as used, ignored by a named rule or
//! unplaced. Nothing is guessed: what a page loses, contradicts or breaks is a [`Finding`].
//!
//! A page that is known to be an article ([`identify`]) becomes a [`Sheet`]: the facts that the spec keeps of it, each with
//! its place. [`drift`] tells where sheets and the spec differ, what changed since the last import, and which erratum
//! explains it; [`report`] adds the findings that nobody has accepted, for a person ([`text`]) or a program ([`json`]);
//! [`document`] is the file that an import writes, and [`propose`] writes what is mechanical into the spec.

mod accept;
mod drift;
mod errata;
mod facts;
mod hash;
mod kinds;
mod propose;
mod read;
mod report;
mod store;

pub use self::accept::{Stale, accept, unaccepted};
pub use self::drift::{Drift, DriftKind, drift, supersedes};
pub use self::errata::words_at;
pub use self::facts::{
    Absent, At, Block, Condition, Example, ExampleKind, Fate, Finding, FindingKind, Manifest, Member, Method, Page,
    PageKind, Reply, Said, Sentence, Shape, Value,
};
pub use self::hash::Hash;
pub use self::propose::{Proposal, propose};
pub use self::read::{Unreadable, read};
pub use self::report::{PageReport, Report, json, report, text};
pub use self::store::{Places, Sheet, document, identify, imported, removals, sheet};
