//! A difference: what two specs do not have in common, at one place, before anything is judged.
//! Together the edits of all differences lead from the base to the head.

use crate::change::Edit;
use gravityzone_spec::{Subject, SubjectKind};
use serde_json::Value as Json;

/// A subject with what stands around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand<'s> {
    pub(crate) subject: &'s Subject,
    pub(crate) parent: &'s Subject,
}

/// One difference.
#[derive(Clone, Debug)]
pub(crate) struct Difference<'s> {
    pub(crate) what: What,
    pub(crate) base: Option<Stand<'s>>,
    pub(crate) head: Option<Stand<'s>>,
    pub(crate) edits: Vec<Edit>,
    /// How it was found out, if that can be doubted.
    pub(crate) note: Option<String>,
    /// The method goes on under its old version, so that old crates are not touched.
    pub(crate) promoted: bool,
}

/// The kinds of differences.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A subject is new.
    Added,
    /// A subject is gone.
    Removed,
    /// A subject has another name.
    Renamed,
    /// A subject stands elsewhere under the same name.
    Moved,
    /// One fact differs.
    Said { key: String, before: Option<Json>, after: Option<Json> },
    /// Facts that mean something only together: of a rule, an example, a rate tier, an erratum.
    Content { before: Json, after: Json },
    /// A type is of another kind; whatever it holds goes with it.
    Kind { before: String, after: String },
    /// A value of an enumeration has another code or word.
    Recoded { before: String, after: String },
    /// Two values of an enumeration have each other's codes.
    Swapped { with: String },
    /// What a subject holds of one kind stands in another order.
    Order { of: SubjectKind, before: Vec<String>, after: Vec<String> },
    /// The plain name means a newer version, and the older one stands beside it.
    Promoted { before: String, after: String },
}

impl<'s> Difference<'s> {
    pub(crate) fn new(what: What, base: Option<Stand<'s>>, head: Option<Stand<'s>>, edits: Vec<Edit>) -> Self {
        Self { what, base, head, edits, note: None, promoted: false }
    }

    /// The subject, of the head where it is there.
    pub(crate) fn subject(&self) -> Option<&'s Subject> {
        self.head.or(self.base).map(|stand| stand.subject)
    }
}
