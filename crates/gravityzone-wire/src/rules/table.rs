//! Documented rules as tables: what the generator prints beside a request or an object that is sent.
//! `judge.rs` gives them their meaning.

use super::Strength;

/// A request, or an object inside one, of which something is documented that the request alone decides.
pub trait Checked {
    /// What is documented.
    const CHECKS: &'static Checks;
}

/// What is documented of one object. Paths are relative to it, with dots between the names.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// What members are when they are absent, where a condition asks for it.
    pub defaults: &'static [(&'static str, Lit)],
    /// Where it holds objects that have checks of their own.
    pub inside: &'static [Inside],
    /// The rules between its members, then the limits of each.
    pub rules: &'static [Rule],
}

impl Checks {
    /// Nothing to check.
    pub const NOTHING: Self = Self { defaults: &[], inside: &[], rules: &[] };
}

/// A member that holds objects which have checks of their own.
#[derive(Clone, Copy, Debug)]
pub struct Inside {
    pub(super) member: &'static str,
    pub(super) way: &'static [Step],
    pub(super) checks: fn() -> &'static Checks,
}

impl Inside {
    /// The member is such an object.
    #[must_use]
    pub const fn object<T: Checked>(member: &'static str) -> Self {
        Self::behind::<T>(member, &[])
    }

    /// The member leads to such objects by these steps.
    #[must_use]
    pub const fn behind<T: Checked>(member: &'static str, way: &'static [Step]) -> Self {
        Self { member, way, checks: checks_of::<T> }
    }
}

/// A function, so that an object may hold itself.
fn checks_of<T: Checked>() -> &'static Checks {
    T::CHECKS
}

/// One step from a member's value to the objects in it.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// To each item of a list.
    Items,
    /// To each value of a map.
    Values,
    /// To the object itself, if the first member in it is the second text.
    Tagged(&'static str, &'static str),
}

/// A documented rule, or the limit of one member.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name: `account-of-unmanaged`, or `perPage.max` for a limit.
    pub name: &'static str,
    /// What it demands.
    pub demand: Demand,
    /// Under this condition.
    pub when: Condition,
    /// Except under this one.
    pub unless: Condition,
    /// What a breach means.
    pub strength: Strength,
    /// Whether a page of the vendor's says it.
    pub on_page: bool,
    /// The rule in a sentence.
    pub statement: &'static str,
}

/// What rules have in common that the server refuses: `Rule { name, demand, statement, ..MUST }`.
pub const MUST: Rule = Rule {
    name: "",
    demand: Demand::Require(&[]),
    when: &[&[]],
    unless: &[],
    strength: Strength::Must,
    on_page: true,
    statement: "",
};

/// What rules have in common that are advice.
pub const ADVICE: Rule = Rule { strength: Strength::Advice, ..MUST };

/// Any of these, each all of its tests.
pub type Condition = &'static [&'static [(&'static str, Test)]];

/// Members by their paths.
pub type Paths = &'static [&'static str];

/// Values by the path of the member that they belong to.
pub type LitsOf = &'static [(&'static str, &'static [Lit])];

/// What a rule demands.
#[derive(Clone, Copy, Debug)]
pub enum Demand {
    /// These are set.
    Require(Paths),
    /// These are set only under the condition.
    Only(Paths),
    /// None of the first is set together with any of the second.
    Exclude(Paths, Paths),
    /// These have one of the values, if they are set.
    Allow(LitsOf),
    /// These have none of the values.
    Forbid(LitsOf),
    /// These lists hold a value.
    Include(&'static [(&'static str, Operand)]),
    /// All are set, or none.
    Together(Paths),
    /// The number is so large.
    Min(&'static str, i64),
    /// The number is no larger.
    Max(&'static str, i64),
    /// The text has no more characters.
    MaxLength(&'static str, i64),
    /// The list has so many items.
    MinItems(&'static str, i64),
}

/// A value, or the value of another member.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// This value.
    Value(Lit),
    /// What stands at this path.
    From(&'static str),
}

/// A test of one member.
#[derive(Clone, Copy, Debug)]
pub enum Test {
    /// It is one of these.
    Is(&'static [Lit]),
    /// It is a list that holds this.
    Holds(Lit),
    /// The test does not hold.
    Not(&'static Test),
    /// It is set.
    Set,
    /// It is not set.
    Absent,
}

/// A value of the spec.
#[derive(Clone, Copy, Debug)]
pub enum Lit {
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(&'static str),
    /// Any other, as JSON text.
    Json(&'static str),
}

impl Lit {
    /// The value itself; JSON that is none is `null`, which no member has.
    pub(super) fn to_json(self) -> crate::Json {
        match self {
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::Text(value) => value.into(),
            Self::Json(text) => text.parse().unwrap_or_default(),
        }
    }

    pub(super) fn is(self, json: &crate::Json) -> bool {
        match self {
            Self::Bool(value) => json.as_bool() == Some(value),
            Self::Int(value) => json.as_i64() == Some(value),
            Self::Text(value) => json.as_str() == Some(value),
            Self::Json(_) => self.to_json() == *json,
        }
    }
}
