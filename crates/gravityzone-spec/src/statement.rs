//! A rule as a sentence, for rustdoc and for the embedded server's answers.
//! The rule's own doc is used if it has one; else the sentence is made of the data.

use crate::spec::{Condition, Known, Operand, Rule, RuleKind, Test};
use serde_json::Value as Json;

impl Rule {
    /// Whether a breach is a reason to refuse a request: the rule is a must, the request alone decides it, and it is
    /// more than our own conclusion.
    #[must_use]
    pub fn refuses(&self) -> bool {
        !self.advice && !self.server && self.known != Known::Inferred
    }

    /// The rule in a sentence, with member names in backticks.
    #[must_use]
    pub fn statement(&self) -> String {
        let demand = match &self.kind {
            RuleKind::Require(paths) => format!("{} must be set", names(paths, "and")),
            RuleKind::Only(paths) => {
                return self.with_condition(format!("{} may be set only", names(paths, "and")), true);
            }
            RuleKind::Exclude(paths, others) => {
                format!("{} cannot be set together with {}", names(paths, "and"), names(others, "or"))
            }
            RuleKind::Allow(values) => {
                let allowed =
                    |(path, values): &(String, Vec<Json>)| format!("{} may only be {}", name(path), any_of(values));
                values.iter().map(allowed).collect::<Vec<_>>().join(", ")
            }
            RuleKind::Include(lists) => {
                let included =
                    |(path, operand): &(String, Operand)| format!("{} must hold {}", name(path), shown(operand));
                lists.iter().map(included).collect::<Vec<_>>().join(", ")
            }
            RuleKind::Imply(values) => {
                let set = |(path, value): &(String, Json)| format!("{} becomes {}", name(path), literal(value));
                values.iter().map(set).collect::<Vec<_>>().join(", ")
            }
            RuleKind::Default(values) => {
                let set = |(path, value): &(String, Operand)| format!("{} is {} if absent", name(path), shown(value));
                values.iter().map(set).collect::<Vec<_>>().join(", ")
            }
            RuleKind::Together(paths) => format!("{} are set together or not at all", names(paths, "and")),
            RuleKind::Server(sentence) => return sentence.clone(),
        };
        self.with_condition(demand, false)
    }

    fn with_condition(&self, mut sentence: String, only: bool) -> String {
        if let Some(when) = &self.when {
            sentence.push_str(" when ");
            sentence.push_str(&condition(when));
        }
        if let Some(unless) = &self.unless {
            sentence.push_str(if only && self.when.is_none() { " when not " } else { " unless " });
            sentence.push_str(&condition(unless));
        }
        sentence.push('.');
        if let Some(doc) = &self.doc {
            sentence.push(' ');
            sentence.push_str(doc);
        }
        sentence
    }
}

fn condition(condition: &Condition) -> String {
    let all =
        |tests: &Vec<(String, Test)>| tests.iter().map(|(path, at)| test(path, at)).collect::<Vec<_>>().join(" and ");
    condition.0.iter().map(all).collect::<Vec<_>>().join(", or ")
}

fn test(path: &str, at: &Test) -> String {
    match at {
        Test::In(values) => format!("{} is {}", name(path), any_of(values)),
        Test::Includes(value) => format!("{} holds {}", name(path), literal(value)),
        Test::Not(inner) => format!("not ({})", test(path, inner)),
        Test::Set(true) => format!("{} is set", name(path)),
        Test::Set(false) => format!("{} is absent", name(path)),
    }
}

fn shown(operand: &Operand) -> String {
    match operand {
        Operand::Value(value) => literal(value),
        Operand::From(path) => format!("the value of {}", name(path)),
    }
}

fn name(path: &str) -> String {
    format!("`{path}`")
}

fn literal(value: &Json) -> String {
    match value {
        Json::Array(items) if items.len() > 1 => list(items, "and"),
        Json::Array(items) if items.len() == 1 => literal(&items[0]),
        Json::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

fn names(paths: &[String], last: &str) -> String {
    joined(paths.iter().map(|path| name(path)).collect(), last)
}

/// Values in a sentence: `1`, `2` or `3`, in backticks.
#[must_use]
pub fn any_of(values: &[Json]) -> String {
    list(values, "or")
}

fn list(values: &[Json], last: &str) -> String {
    joined(values.iter().map(literal).collect(), last)
}

fn joined(mut words: Vec<String>, last: &str) -> String {
    match words.pop() {
        None => String::new(),
        Some(only) if words.is_empty() => only,
        Some(end) => format!("{} {last} {end}", words.join(", ")),
    }
}
