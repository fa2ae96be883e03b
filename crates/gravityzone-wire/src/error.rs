//! Why a reply did not decode: where in it, what was expected, which kind of JSON stood there.
//! The text never quotes a value, so that it may be logged.

use crate::token::Kind;
use std::fmt;

/// A reply that does not fit its type.
///
/// `Display` is one line such as `result.items[37].policy.id: expected text, found an object`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    reason: String,
}

impl DecodeError {
    pub(crate) fn new(steps: &[Step], problem: Option<Problem>, source: &serde_json::Error) -> Self {
        let reason = match (problem, source.classify()) {
            (_, serde_json::error::Category::Eof) => "the JSON ends too early".to_owned(),
            (_, serde_json::error::Category::Syntax) => {
                format!("not JSON at line {} column {}", source.line(), source.column())
            }
            (Some(problem), _) => problem.to_string(),
            (None, _) => "the JSON does not fit".to_owned(),
        };
        Self { path: joined(steps), reason }
    }

    /// Of a reader that is not ours: what was noted on the way.
    pub(crate) fn noted(steps: &[Step], problem: &Problem) -> Self {
        Self { path: joined(steps), reason: problem.to_string() }
    }

    /// Where in the reply: `items[37].policy.id`, relative to the value that was decoded; empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there, without the value.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The same error seen from further out: `result` in front of the path.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => outer.to_owned(),
            path if path.starts_with('[') => format!("{outer}{path}"),
            path => format!("{outer}.{path}"),
        };
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.reason),
            path => write!(f, "{path}: {}", self.reason),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Steps from the innermost outwards, as a path.
fn joined(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Member(name) if path.is_empty() => path.push_str(name),
            Step::Member(name) => path.extend([".", name]),
            Step::Item(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

/// One step of the path to a value that did not fit.
pub(crate) enum Step {
    Member(String),
    Item(usize),
}

/// What a visitor noted before it gave up.
pub(crate) struct Problem {
    pub(crate) expected: &'static str,
    pub(crate) found: Found,
}

pub(crate) enum Found {
    Kind(Kind),
    Nothing,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.found {
            Found::Kind(kind) => write!(f, "expected {}, found {kind}", self.expected),
            Found::Nothing => f.write_str("missing, and it has to be there"),
        }
    }
}
