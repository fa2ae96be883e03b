//! Which members of a request's params are secret, and their values.
//! Needed only when something went wrong, to keep them out of the error.

use serde_json::Value;
use zeroize::Zeroizing;

/// What is secret in the params of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Secrets {
    /// The members at these paths, `Method::SECRETS`: `licenseSubscription.licenseKey`.
    At(&'static [&'static str]),
    /// Nobody said it: every member whose name sounds like a secret.
    Named,
}

/// Parts of names that sound like a secret.
const SOUNDS_SECRET: [&str; 6] = ["password", "passphrase", "secret", "token", "key", "authorization"];

impl Secrets {
    /// The secret texts of `params`, which is JSON.
    pub(crate) fn values(self, params: &str) -> Vec<Zeroizing<String>> {
        let mut values = Vec::new();
        if let Ok(params) = serde_json::from_str(params) {
            match self {
                Self::At(paths) => paths.iter().for_each(|path| at(&params, path, &mut values)),
                Self::Named => named(&params, &mut values),
            }
        }
        values
    }
}

/// Follows a path; a list on the way means each of its items, with or without `[]` in the path.
fn at(value: &Value, path: &str, values: &mut Vec<Zeroizing<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| at(item, path, values)),
        _ if path.is_empty() => all(value, values),
        Value::Object(members) => {
            let (name, rest) = path.split_once('.').unwrap_or((path, ""));
            if let Some(member) = members.get(name.trim_end_matches("[]")) {
                at(member, rest, values);
            }
        }
        _ => {}
    }
}

fn named(value: &Value, values: &mut Vec<Zeroizing<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| named(item, values)),
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            let name = name.to_ascii_lowercase();
            match SOUNDS_SECRET.iter().any(|part| name.contains(part)) {
                true => all(member, values),
                false => named(member, values),
            }
        }),
        _ => {}
    }
}

/// Every text and number inside.
fn all(value: &Value, values: &mut Vec<Zeroizing<String>>) {
    match value {
        Value::String(text) => values.push(Zeroizing::new(text.clone())),
        Value::Number(number) => values.push(Zeroizing::new(number.to_string())),
        Value::Array(items) => items.iter().for_each(|item| all(item, values)),
        Value::Object(members) => members.values().for_each(|member| all(member, values)),
        Value::Null | Value::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Secrets;

    fn values(secrets: Secrets, params: &str) -> Vec<String> {
        secrets.values(params).iter().map(|value| value.to_string()).collect()
    }

    #[test]
    fn a_path_goes_through_objects_and_lists() {
        let params = r#"{"a":{"b":"1"},"list":[{"c":"2"},{"c":3},{"d":"no"}],"all":{"x":["4"]},"b":"no"}"#;
        let found = values(Secrets::At(&["a.b", "list.c", "all", "gone", "a.b.c"]), params);
        assert_eq!(found, ["1", "2", "3", "4"]);
        assert_eq!(values(Secrets::At(&["list[].c"]), params), ["2", "3"]);
    }

    #[test]
    fn without_paths_the_names_decide() {
        let params = r#"{"name":"no","userPassword":"1","deep":[{"licenseKey":"2"}],"authorization":{"x":"3"}}"#;
        let mut found = values(Secrets::Named, params);
        found.sort();
        assert_eq!(found, ["1", "2", "3"]);
    }
}
