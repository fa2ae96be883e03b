//! What the spec keeps of a page: its facts as `spec/docs/<article>.json` holds them.
//! A page becomes facts here, facts become a file, and a file without an id is known by its methods.

mod facts;
mod identity;
mod imported;
mod write;

pub use self::facts::{Places, Sheet, sheet};
pub use self::identity::identify;
pub use self::imported::{imported, removals};
pub use self::write::document;
