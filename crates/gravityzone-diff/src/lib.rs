//! Two specs of the GravityZone API compared by meaning.
//!
//! [`compare`] takes two loaded specs and tells every change: what it does to the wire and to programs that use the
//! crates, where it stands on both sides, whom it reaches, and whether the vendor changed the API or we corrected the
//! spec. Each change is claimed by one rule of the catalogue ([`rules`]); what no rule claims is an
//! `unclassified-change` and counts as the worst. [`apply`] proves that nothing was dropped: the changes, as a patch on
//! the tree of the base, make the tree of the head. A [`Report`] tells them to people and to programs, in six forms
//! ([`Format`]); [`accept`] takes out what somebody has decided to take, and [`Advice`] says which release they ask for.

mod accept;
mod address;
mod bump;
mod change;
mod compare;
mod difference;
mod fingerprint;
mod history;
mod notes;
mod origin;
mod pairing;
mod patch;
mod reach;
mod renames;
mod report;
mod rules;
mod seen;
mod shape;
mod similar;
mod surface;
mod values;

pub use self::accept::{Day, accept, accept_stubs};
pub use self::bump::{Advice, Declared};
pub use self::change::{Bump, Change, Direction, Edit, Level, Origin, Spot, Verdict, Wire};
pub use self::compare::{claims, compare, suggested_bump, unclassified};
pub use self::history::{History, Part, Revision, history};
pub use self::notes::release_notes;
pub use self::patch::{apply, unequal};
pub use self::report::{Entry, FailOn, Format, Notice, Report, describe};
pub use self::rules::{Mirror, Rule, rule, rules};
pub use self::surface::{Explained, Moved, RustNames, Surface, explain};
