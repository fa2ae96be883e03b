//! The decoding session: one word that travels with every call of [`Decode`](crate::Decode).
//! It gathers the path of an error while unwinding and passes on what the crate does not know.

use crate::error::{Found, Problem, Step};
use crate::token::Kind;
use serde::de;
use std::cell::RefCell;

/// Hears of what a reply holds and this crate does not know: the day the vendor adds a member, it is seen here.
///
/// Names only, never values that could be secret; the value of an unknown code is told because it is the news.
pub trait Notice {
    /// `object` (a type of the model) had a member that the spec does not list.
    fn unknown_member(&self, object: &'static str, member: &str) {
        let _ = (object, member);
    }

    /// `kind` (an enum of the model) met a code or word that the spec does not list.
    fn unknown_value(&self, kind: &'static str, value: &str) {
        let _ = (kind, value);
    }

    /// `object` had `member` twice; the last one was taken.
    fn duplicate_member(&self, object: &'static str, member: &str) {
        let _ = (object, member);
    }
}

/// What one reply's decoding shares.
pub(crate) struct Session<'a> {
    pub(crate) notice: Option<&'a dyn Notice>,
    /// From the innermost step outwards, filled while an error unwinds.
    pub(crate) path: RefCell<Vec<Step>>,
    pub(crate) problem: RefCell<Option<Problem>>,
}

/// The decoding context: copy it, hand it on.
#[derive(Clone, Copy)]
pub struct Cx<'a>(&'a Session<'a>);

impl<'a> Cx<'a> {
    pub(crate) fn new(session: &'a Session<'a>) -> Self {
        Self(session)
    }

    /// The observer of this reply, if there is one.
    #[must_use]
    pub fn notice(self) -> Option<&'a dyn Notice> {
        self.0.notice
    }

    /// Tells the observer of a union's tag that the crate does not know.
    pub fn unknown_tag(self, union: &'static str, tag: Option<&str>) {
        if let (Some(notice), Some(tag)) = (self.0.notice, tag) {
            notice.unknown_value(union, tag);
        }
    }

    /// An error that says what was expected and which kind of JSON was found, never the value.
    #[must_use]
    pub fn mismatch<E: de::Error>(self, expected: &'static str, found: Kind) -> E {
        *self.0.problem.borrow_mut() = Some(Problem { expected, found: Found::Kind(found) });
        E::custom(expected)
    }

    /// An error for a member that has to be there and is not.
    #[must_use]
    pub fn missing<E: de::Error>(self, member: &'static str) -> E {
        self.step(Step::Member(member.to_owned()));
        *self.0.problem.borrow_mut() = Some(Problem { expected: "a value", found: Found::Nothing });
        E::custom(member)
    }

    /// The value of a member that is always there.
    ///
    /// # Errors
    /// If it is not.
    pub fn present<T, E: de::Error>(self, slot: Option<T>, member: &'static str) -> Result<T, E> {
        slot.ok_or_else(|| self.missing(member))
    }

    pub(crate) fn step(self, step: Step) {
        self.0.path.borrow_mut().push(step);
    }

    /// Forgets an error that was met and mended, so that a later one starts from a clean path.
    pub(crate) fn recover(self) {
        self.0.path.borrow_mut().clear();
        *self.0.problem.borrow_mut() = None;
    }
}
