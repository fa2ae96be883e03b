//! Documented rules as data.
//! `judge.rs` and `complete.rs` give them their meaning, `statement.rs` their words.

use super::Known;
use crate::source::Place;
use serde_json::Value as Json;

/// A documented rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it demands.
    pub kind: RuleKind,
    /// Under this condition.
    pub when: Option<Condition>,
    /// Except under this one.
    pub unless: Option<Condition>,
    /// Whether a breach is only told.
    pub advice: bool,
    /// Whether only the server can tell.
    pub server: bool,
    /// How it is known.
    pub known: Known,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// The rule in a sentence.
    pub doc: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// What a rule demands. Paths are relative to the object that has the rule.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// These have to be set.
    Require(Vec<String>),
    /// These may be set only under the condition.
    Only(Vec<String>),
    /// None of the first may be set together with any of the second.
    Exclude(Vec<String>, Vec<String>),
    /// The only values.
    Allow(Vec<(String, Vec<Json>)>),
    /// The list has to hold a value.
    Include(Vec<(String, Operand)>),
    /// The server sets these; a list is completed.
    Imply(Vec<(String, Json)>),
    /// What these are when they are absent.
    Default(Vec<(String, Operand)>),
    /// All or none.
    Together(Vec<String>),
    /// Only the server can tell, and only a sentence says it.
    Server(String),
}

/// A value, or the value of another member.
#[derive(Clone, Debug)]
pub enum Operand {
    /// This value.
    Value(Json),
    /// What stands at this path.
    From(String),
}

/// When a rule applies: any of these, each all of its tests.
#[derive(Clone, Debug)]
pub struct Condition(pub Vec<Vec<(String, Test)>>);

/// A test of one member.
#[derive(Clone, Debug)]
pub enum Test {
    /// It is one of these.
    In(Vec<Json>),
    /// It is a list that holds this.
    Includes(Json),
    /// The test does not hold.
    Not(Box<Test>),
    /// It is there, or is not.
    Set(bool),
}
