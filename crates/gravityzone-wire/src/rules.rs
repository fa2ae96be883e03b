//! A documented rule that a request breaks: which one, where, in what words, on which page.
//! Rules that only the server can tell are not here; the server tells them.

pub(crate) mod judge;
pub(crate) mod table;

use self::table::Checks;
use crate::{Method, to_json};
use std::fmt;
use zeroize::Zeroizing;

/// The rules that a request breaks, by the tables of its method.
pub(crate) fn broken_by<M: Method>(request: &M) -> Vec<Violation> {
    let Checks { inside, rules, .. } = M::CHECKS;
    if inside.is_empty() && rules.is_empty() {
        return Vec::new();
    }
    // the text is what is sent anyway, so a program holds one serializer a request and not two
    let Ok(text) = to_json(request).map(Zeroizing::new) else { return Vec::new() };
    let Ok(params) = serde_json::from_str(&text).map(judge::Wiped) else { return Vec::new() };
    judge::violations(M::CHECKS, M::PAGE, &params.0)
}

/// A rule that a request breaks.
///
/// ```
/// use gravityzone_wire::{Strength, Violation};
///
/// let broken = Violation {
///     rule: "account-of-unmanaged",
///     strength: Strength::Must,
///     member: "accountEmail".to_owned(),
///     statement: "`accountEmail` must be set when `canBeManagedByAbove` is `false`.",
///     page: "77211-126235",
/// };
/// assert_eq!(
///     broken.to_string(),
///     "`accountEmail` must be set when `canBeManagedByAbove` is `false`. \
///      (rule account-of-unmanaged, page 77211-126235)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule's name, for allowing it: `account-of-unmanaged`; for the limit of one member `perPage.max`.
    pub rule: &'static str,
    /// Whether the call would be refused.
    pub strength: Strength,
    /// Where, from the params on: `licenseSubscription.licenseKey`. Names and places only, never a value.
    pub member: String,
    /// The rule in a sentence.
    pub statement: &'static str,
    /// The vendor's page that has the rule; empty if no page has it.
    pub page: &'static str,
}

/// The member stands in front, unless the rule's sentence begins with it.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.statement.starts_with(&format!("`{}`", self.member)) {
            write!(f, "{}: ", self.member)?;
        }
        write!(f, "{} (rule {}", self.statement, self.rule)?;
        match self.page {
            "" => f.write_str(")"),
            page => write!(f, ", page {page})"),
        }
    }
}

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// The server refuses a request that breaks it.
    Must,
    /// The server takes the request; it may not do what was meant. Rules that we only concluded are advice too.
    Advice,
}

/// What is wrong with a request: at least one violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Those that the server refuses; nothing if there are none.
    ///
    /// # Errors
    /// The violations that are a [`Strength::Must`], if there are any.
    pub fn refuse(all: Vec<Violation>) -> Result<(), Self> {
        let must: Vec<Violation> = all.into_iter().filter(|one| one.strength == Strength::Must).collect();
        if must.is_empty() { Ok(()) } else { Err(Self(must)) }
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// All of them on one line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A request: [`params!`](crate::params), and `validate`.
#[macro_export]
macro_rules! request {
    ($name:ident) => {
        $crate::params!($name);

        impl $name {
            /// Whether the request keeps the documented rules and limits, as far as it decides them alone.
            ///
            /// Advice is not counted, nor is what is only concluded and stands on no page:
            /// [`violations`](gravityzone_wire::Method::violations) tells of those too.
            ///
            /// # Errors
            /// The rules that it breaks, each with its name, the member, a sentence and the vendor's page.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::Violations::refuse($crate::Method::violations(self))
            }
        }
    };
}
