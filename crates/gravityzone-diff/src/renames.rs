//! What a rename does to the facts that name the renamed: they say the same, in the new name.
//! Such a fact is no difference of its own; its edit goes with the rename.

use gravityzone_spec::{Subject, Ty};
use serde_json::Value as Json;
use std::collections::HashMap;

/// The new names of types, by area (none for shared.json) and old name, each with the place of its rename in the list.
pub(crate) type TypeNames = HashMap<(Option<String>, String), (String, usize)>;

/// A type text with the names that the head has for its types; the second tells which renames were needed.
pub(crate) fn of_types(text: &str, area: Option<&str>, names: &TypeNames) -> (String, Vec<usize>) {
    let Ok(ty) = Ty::parse(text) else { return (text.to_owned(), Vec::new()) };
    if names.is_empty() {
        return (text.to_owned(), Vec::new());
    }
    let mut used = Vec::new();
    let renamed = renamed(&ty, area, names, &mut used);
    (renamed.to_string(), used)
}

fn renamed(ty: &Ty, area: Option<&str>, names: &TypeNames, used: &mut Vec<usize>) -> Ty {
    let mut inner = |ty: &Ty| Box::new(renamed(ty, area, names, used));
    match ty {
        Ty::Word(word) => Ty::Word(*word),
        Ty::List(item) => Ty::List(inner(item)),
        Ty::Page(item) => Ty::Page(inner(item)),
        Ty::OneOrMany(item) => Ty::OneOrMany(inner(item)),
        Ty::JsonText(item) => Ty::JsonText(inner(item)),
        Ty::Accepted(item) => Ty::Accepted(inner(item)),
        Ty::Map(key, value) => Ty::Map(key.as_ref().map(|key| inner(key)), inner(value)),
        Ty::Name(name) => {
            let own = area.and_then(|area| names.get(&(Some(area.to_owned()), name.clone())));
            match own.or_else(|| names.get(&(None, name.clone()))) {
                Some((new, rename)) => {
                    used.push(*rename);
                    Ty::Name(new.clone())
                }
                None => Ty::Name(name.clone()),
            }
        }
    }
}

/// A value with a member's new name wherever it is the name of a member: as a key, as a path, as its first part.
pub(crate) fn of_member(value: &Json, old: &str, new: &str) -> Json {
    let swapped = |text: &str| match text.strip_prefix(old) {
        Some("") => Some(new.to_owned()),
        Some(rest) if rest.starts_with('.') => Some(format!("{new}{rest}")),
        _ => None,
    };
    match value {
        Json::String(text) => Json::String(swapped(text).unwrap_or_else(|| text.clone())),
        Json::Array(items) => items.iter().map(|item| of_member(item, old, new)).collect(),
        Json::Object(members) => members
            .iter()
            .map(|(key, value)| (swapped(key).unwrap_or_else(|| key.clone()), of_member(value, old, new)))
            .collect(),
        other => other.clone(),
    }
}

/// What a member is called in Rust, but for underscores and case.
pub(crate) fn rust_name(member: &Subject) -> String {
    let own = member.text("rust");
    let name = if own.is_empty() { &member.name } else { own };
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
