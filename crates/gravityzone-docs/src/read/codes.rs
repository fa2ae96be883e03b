//! Codes below codes. Some pages print sectors and sub-industries at one depth; the codes tell better.
//! Sure only where both agree: 101 stands below 1, and its name begins with the name of 1.

use crate::facts::Value;
use std::collections::HashMap;

/// The values, each with the code above it where the codes and the names tell one.
pub(crate) fn nested(mut values: Vec<Value>) -> Vec<Value> {
    let known: HashMap<i64, String> =
        values.iter().filter_map(|value| Some((value.literal.value.as_i64()?, value.name.clone()?))).collect();
    for value in values.iter_mut().filter(|value| value.parent.is_none()) {
        let (Some(code), Some(name)) = (value.literal.value.as_i64(), &value.name) else { continue };
        let above = known.get(&(code / 100)).filter(|_| code >= 100);
        let below = above.and_then(|above| name.strip_prefix(above.as_str())).is_some_and(|rest| rest.starts_with('_'));
        value.parent = below.then_some(code / 100);
    }
    values
}
