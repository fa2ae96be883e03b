//! The GravityZone API as data.
//!
//! A spec is a folder of JSON files that people review: `api.json`, `shared.json`, `errata.json`, one file an area,
//! one a large enumeration and one a page of the vendor's. This crate
//!
//! - loads it with positions ([`load_dir`], [`load_bundle`]) and reports every mistake at once, each with file,
//!   line, column and what would be right ([`Diagnostics`]);
//! - writes the one canonical form ([`canonical`]), adds to a file that stands ([`insert`]) and writes the JSON Schema of each kind of file ([`json_schema`]);
//! - judges a request by the documented types and rules ([`fit`], [`judge`]) and completes it as the server would
//!   ([`complete`]), for the embedded Control Center;
//! - tells it fact by fact, each with an address and a place ([`Spec::subjects`]), for whoever compares two.

mod brackets;
mod build;
mod bundle;
mod canonical;
mod check;
mod complete;
mod condition;
mod diagnostic;
mod edit;
mod file_kind;
mod fit;
mod form;
mod format;
mod json;
mod judge;
mod load;
mod pick;
mod schema;
mod source;
mod spec;
mod stable_hash;
mod statement;
mod subject;
mod type_text;
mod verify;

pub use self::bundle::{bundle, load_bundle};
pub use self::canonical::canonical;
pub use self::complete::complete;
pub use self::diagnostic::{Diagnostic, Diagnostics};
pub use self::edit::{Entry, insert, replace};
pub use self::file_kind::FileKind;
pub use self::fit::{Fitting, Misfit, MisfitKind, fit};
pub use self::judge::{Violation, judge};
pub use self::load::{load_accepted, load_dir, load_files, load_past, read_dir};
pub use self::pick::{get, path};
pub use self::schema::json_schema;
pub use self::source::{Place, Sources};
pub use self::spec::*;
pub use self::stable_hash::stable_hash;
pub use self::statement::any_of;
pub use self::subject::{Fact, Subject, SubjectKind};
pub use self::type_text::{Ty, Word};
