//! Which members of a request's params are secret, and their values.
//! Needed when something went wrong, to keep them out of the error, and when a dry run shows a call.

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

const STARS: &str = "***";

/// Parts of names that sound like a secret.
const SOUNDS_SECRET: [&str; 6] = ["password", "passphrase", "secret", "token", "key", "authorization"];

impl Secrets {
    /// The secret texts of `params`, which is JSON. Members in `also` count as secret if their name sounds so.
    pub(crate) fn values<'n>(self, params: &str, also: impl Iterator<Item = &'n str>) -> Vec<Zeroizing<String>> {
        let mut values = Vec::new();
        if let Ok(mut params) = serde_json::from_str(params) {
            self.visit(&mut params, also, &mut |value| {
                values.extend(match value {
                    Value::String(text) => Some(Zeroizing::new(text.clone())),
                    Value::Number(number) => Some(Zeroizing::new(number.to_string())),
                    _ => None,
                });
            });
        }
        values
    }

    /// Puts stars in the place of secret texts and numbers.
    pub(crate) fn mask<'n>(self, params: &mut Value, also: impl Iterator<Item = &'n str>) {
        self.visit(params, also, &mut |value| *value = Value::from(STARS));
    }

    /// Shows every secret text and number to `see`.
    fn visit<'n>(self, params: &mut Value, also: impl Iterator<Item = &'n str>, see: &mut dyn FnMut(&mut Value)) {
        match self {
            Self::At(paths) => paths.iter().for_each(|path| at(params, path, see)),
            Self::Named => named(params, see),
        }
        for name in also {
            match params.get_mut(name) {
                Some(value) if sounds_secret(name) => all(value, see),
                Some(value) => named(value, see),
                None => {}
            }
        }
    }
}

/// Follows a path; a list on the way means each of its items, with or without `[]` in the path.
fn at(value: &mut Value, path: &str, see: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| at(item, path, see)),
        _ if path.is_empty() => all(value, see),
        Value::Object(members) => {
            let (name, rest) = path.split_once('.').unwrap_or((path, ""));
            if let Some(member) = members.get_mut(name.trim_end_matches("[]")) {
                at(member, rest, see);
            }
        }
        _ => {}
    }
}

fn named(value: &mut Value, see: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| named(item, see)),
        Value::Object(members) => members.iter_mut().for_each(|(name, member)| match sounds_secret(name) {
            true => all(member, see),
            false => named(member, see),
        }),
        _ => {}
    }
}

fn sounds_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SOUNDS_SECRET.iter().any(|part| name.contains(part))
}

/// Every text and number inside.
fn all(value: &mut Value, see: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::String(_) | Value::Number(_) => see(value),
        Value::Array(items) => items.iter_mut().for_each(|item| all(item, see)),
        Value::Object(members) => members.values_mut().for_each(|member| all(member, see)),
        Value::Null | Value::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Secrets;
    use serde_json::json;

    fn values(secrets: Secrets, params: &str) -> Vec<String> {
        secrets.values(params, [].into_iter()).iter().map(|value| value.to_string()).collect()
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

    #[test]
    fn stars_take_the_place_of_secrets_and_of_nothing_else() {
        let mut params = json!({"a":{"b":"1"},"list":[{"c":2},{"d":"no"}],"on":true});
        Secrets::At(&["a.b", "list.c", "on"]).mask(&mut params, [].into_iter());
        assert_eq!(params, json!({"a":{"b":"***"},"list":[{"c":"***"},{"d":"no"}],"on":true}));
    }

    #[test]
    fn further_params_are_secret_by_their_names() {
        let mut params = json!({"newToken":["1"],"more":{"pinKey":"2","x":"no"},"password":"no"});
        Secrets::At(&[]).mask(&mut params, ["newToken", "more"].into_iter());
        assert_eq!(params, json!({"newToken":["***"],"more":{"pinKey":"***","x":"no"},"password":"no"}));
    }
}
