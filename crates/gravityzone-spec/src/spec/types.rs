//! Named types, one struct a kind.
//! Read from the areas, `shared.json` and `enums/`.

use super::{Deprecated, Known, Member, Rule};
use crate::source::Place;
use crate::type_text::Ty;

/// A named type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// How it is known.
    pub known: Known,
    /// The Rust name.
    pub rust: Option<String>,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// What kind of type it is.
    pub kind: TypeKind,
    /// Where its key stands.
    pub place: Place,
    /// The file in enums/ that it has to itself.
    pub own_file: Option<String>,
}

impl Type {
    /// What it holds, if it is an object.
    #[must_use]
    pub fn object(&self) -> Option<&Object> {
        match &self.kind {
            TypeKind::Object(object) => Some(object),
            _ => None,
        }
    }
}

/// The kinds of named types.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A text that names one thing.
    Id,
    /// Whole numbers with names.
    Codes(Vec<Code>),
    /// Texts with meanings.
    Words(Vec<WordValue>),
    /// A boolean whose values have names: false, then true.
    Flags(Vec<Flag>),
    /// A part of the URL's path.
    Segment(Vec<(String, String)>),
    /// An object.
    Object(Object),
    /// One of several objects, by a tag.
    Union {
        /// The member inside that holds the tag; else the member that holds the union names it.
        tag: Option<String>,
        /// The object type of each tag.
        arms: Vec<(String, String, Place)>,
    },
    /// One of several types, by their kind of JSON.
    Forms(Vec<(Ty, Place)>),
}

/// An object type.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Another object whose members come first.
    pub like: Option<(String, Place)>,
    /// Its own members.
    pub members: Vec<Member>,
    /// The type of all other members.
    pub extra: Option<Ty>,
    /// The rules between the members.
    pub rules: Vec<Rule>,
}

/// A value of an enumeration of numbers.
#[derive(Clone, Debug)]
pub struct Code {
    /// The number.
    pub code: i64,
    /// The vendor's name.
    pub name: String,
    /// The code above it.
    pub parent: Option<i64>,
    /// What is said of every value.
    pub about: ValueAbout,
}

/// A value of an enumeration of texts.
#[derive(Clone, Debug)]
pub struct WordValue {
    /// The text.
    pub word: String,
    /// What is said of every value.
    pub about: ValueAbout,
}

/// One of the two values of a named boolean.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Which one.
    pub value: bool,
    /// The Rust name.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
}

/// What is said of every value of an enumeration.
#[derive(Clone, Debug, Default)]
pub struct ValueAbout {
    /// What it means.
    pub doc: Option<String>,
    /// The Rust name.
    pub rust: Option<String>,
    /// Where it exists, if that is not everywhere.
    pub editions: Vec<String>,
    /// How it is known.
    pub known: Known,
    /// Not to be used any more.
    pub deprecated: Option<Deprecated>,
    /// It is gone; its variant stays.
    pub tombstone: bool,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// Where it stands.
    pub place: Place,
}
