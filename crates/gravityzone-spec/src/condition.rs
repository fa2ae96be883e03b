//! Whether the condition of a documented rule holds for an object, as far as that is known.
//! Values are looked for with the defaults filled in; whether a member is set is asked of what was sent.

use crate::pick::get;
use crate::spec::{Condition, Rule, Test};
use serde_json::Value as Json;

/// An object, as it was sent and with its defaults.
#[derive(Clone, Copy)]
pub(crate) struct Known<'j> {
    pub(crate) sent: &'j Json,
    pub(crate) full: &'j Json,
}

impl Known<'_> {
    /// Whether a rule applies; nothing if the object does not say.
    pub(crate) fn applies(self, rule: &Rule) -> Option<bool> {
        let when = rule.when.as_ref().map_or(Some(true), |condition| self.holds(condition));
        let unless = rule.unless.as_ref().map_or(Some(false), |condition| self.holds(condition));
        all([when, unless.map(|holds| !holds)].into_iter())
    }

    fn holds(self, condition: &Condition) -> Option<bool> {
        let none = condition.0.iter().map(|tests| {
            let every = all(tests.iter().map(|(path, test)| self.test(path, test)));
            every.map(|holds| !holds)
        });
        all(none).map(|none| !none)
    }

    fn test(self, path: &str, test: &Test) -> Option<bool> {
        match test {
            Test::Set(wanted) => Some(get(self.sent, path).is_some() == *wanted),
            Test::Not(inner) => self.test(path, inner).map(|holds| !holds),
            Test::In(values) => get(self.full, path).map(|value| values.contains(value)),
            Test::Includes(wanted) => get(self.full, path)?.as_array().map(|items| items.contains(wanted)),
        }
    }
}

/// Whether all are true: one that is false decides, one that is not known leaves it open.
fn all(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for truth in truths {
        match truth {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}
