//! What a rule sees: one difference, the way the fact travels, and both specs around it.
//! Rules ask here, so that each of them reads like its sentence.

use crate::address::area_of;
use crate::difference::{Difference, What};
use crate::shape::{Became, Typed, became};
use gravityzone_spec::{Spec, Subject, SubjectKind, Ty};
use serde_json::Value as Json;

/// Which way a fact travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Sent,
    Read,
    Neither,
}

/// One difference, as a rule looks at it.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) difference: &'a Difference<'a>,
    pub(crate) way: Way,
    pub(crate) base_spec: &'a Spec,
    pub(crate) head_spec: &'a Spec,
}

impl<'a> Seen<'a> {
    pub(crate) fn kind(&self) -> SubjectKind {
        self.difference.subject().map_or(SubjectKind::Other, |subject| subject.kind)
    }

    pub(crate) fn is(&self, kinds: &[SubjectKind]) -> bool {
        kinds.contains(&self.kind())
    }

    pub(crate) fn base(&self) -> Option<&'a Subject> {
        self.difference.base.map(|stand| stand.subject)
    }

    pub(crate) fn head(&self) -> Option<&'a Subject> {
        self.difference.head.map(|stand| stand.subject)
    }

    pub(crate) fn is_added(&self) -> bool {
        self.difference.what == What::Added
    }

    pub(crate) fn is_removed(&self) -> bool {
        self.difference.what == What::Removed
    }

    pub(crate) fn is_renamed(&self) -> bool {
        self.difference.what == What::Renamed
    }

    /// Before and after of a fact, if the difference is about it.
    pub(crate) fn said(&self, wanted: &str) -> Option<(Option<&'a Json>, Option<&'a Json>)> {
        match &self.difference.what {
            What::Said { key, before, after } if key == wanted => Some((before.as_ref(), after.as_ref())),
            _ => None,
        }
    }

    /// Whether a fact came that was not there.
    pub(crate) fn came(&self, key: &str) -> bool {
        matches!(self.said(key), Some((None, Some(_))))
    }

    /// Whether a fact went.
    pub(crate) fn went(&self, key: &str) -> bool {
        matches!(self.said(key), Some((Some(_), None)))
    }

    /// Whether a fact has another value.
    pub(crate) fn turned(&self, key: &str) -> Option<(&'a Json, &'a Json)> {
        match self.said(key) {
            Some((Some(before), Some(after))) => Some((before, after)),
            _ => None,
        }
    }

    /// Whether a renamed member or value is called in Rust what it was called: a name of its own is one, and the derived
    /// name differs from the one on the wire by its case alone.
    pub(crate) fn keeps_rust_name(&self) -> bool {
        let (Some(base), Some(head)) = (self.base(), self.head()) else { return false };
        crate::renames::rust_name(base) == crate::renames::rust_name(head)
    }

    /// A param, or a member of an object that is sent.
    pub(crate) fn is_sent_member(&self) -> bool {
        self.kind() == SubjectKind::Param || (self.kind() == SubjectKind::Member && self.way == Way::Sent)
    }

    /// A member of an object that is read, or of one that nobody sends.
    pub(crate) fn is_read_member(&self) -> bool {
        self.kind() == SubjectKind::Member && self.way != Way::Sent
    }

    /// A value of an enumeration.
    pub(crate) fn is_value(&self) -> bool {
        self.is(&[SubjectKind::Code, SubjectKind::Word])
    }

    /// What the type became, if the difference is about a type text.
    pub(crate) fn became(&self) -> Option<Became> {
        let (before, after) = self.turned("type")?;
        let parse = |text: &Json| Ty::parse(text.as_str()?).ok();
        let side = |spec: &'a Spec, subject: Option<&'a Subject>| Typed {
            spec,
            area: subject.and_then(|subject| spec.area(area_of(&subject.address)?)),
        };
        let (base, head) = (side(self.base_spec, self.base()), side(self.head_spec, self.head()));
        Some(became(base, &parse(before)?, head, &parse(after)?))
    }

    /// The values of a list, before and after.
    pub(crate) fn lists(&self, key: &str) -> Option<(Vec<&'a Json>, Vec<&'a Json>)> {
        fn items(json: Option<&Json>) -> Vec<&Json> {
            json.and_then(Json::as_array).map(|items| items.iter().collect()).unwrap_or_default()
        }
        let (before, after) = self.said(key)?;
        Some((items(before), items(after)))
    }

    /// Whether a limit of a member only advises: what we concluded refuses nothing.
    pub(crate) fn advises(&self) -> bool {
        self.head().or(self.base()).is_some_and(|subject| subject.text("known") == "inferred")
    }
}
