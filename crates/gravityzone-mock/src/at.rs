//! JSON that people write, read with its path, so that a mistake can be told where it stands.
//! `null` counts as absent.

use serde_json::{Map, Value as Json};

/// A place in JSON.
#[derive(Clone, Debug)]
pub(crate) struct At<'j> {
    json: &'j Json,
    path: String,
}

impl<'j> At<'j> {
    pub(crate) fn root(json: &'j Json) -> Self {
        Self { json, path: String::new() }
    }

    pub(crate) fn json(&self) -> &'j Json {
        self.json
    }

    /// What is wrong here, with the path in front.
    pub(crate) fn wrong(&self, what: &str) -> String {
        match &*self.path {
            "" => what.to_owned(),
            path => format!("{path}: {what}"),
        }
    }

    fn inner(&self, json: &'j Json, name: &str) -> Self {
        Self { json, path: gravityzone_spec::path(&self.path, name) }
    }

    pub(crate) fn object(&self) -> Result<&'j Map<String, Json>, String> {
        self.json.as_object().ok_or_else(|| self.wrong("must be an object"))
    }

    pub(crate) fn text(&self) -> Result<&'j str, String> {
        self.json.as_str().ok_or_else(|| self.wrong("must be a text"))
    }

    pub(crate) fn number(&self) -> Result<u64, String> {
        self.json.as_u64().ok_or_else(|| self.wrong("must be a whole number, 0 or more"))
    }

    pub(crate) fn fraction(&self) -> Result<f64, String> {
        self.json.as_f64().ok_or_else(|| self.wrong("must be a number"))
    }

    pub(crate) fn flag(&self) -> Result<bool, String> {
        self.json.as_bool().ok_or_else(|| self.wrong("must be true or false"))
    }

    pub(crate) fn items(&self) -> Result<Vec<Self>, String> {
        let items = self.json.as_array().ok_or_else(|| self.wrong("must be a list"))?;
        Ok(items.iter().enumerate().map(|(index, item)| self.inner(item, &format!("[{index}]"))).collect())
    }

    pub(crate) fn entries(&self) -> Result<Vec<(String, Self)>, String> {
        Ok(self.object()?.iter().map(|(name, value)| (name.clone(), self.inner(value, name))).collect())
    }

    /// The member of a name, which has to be there.
    pub(crate) fn member(&self, name: &str) -> Result<Self, String> {
        self.object()?;
        self.optional(name).ok_or_else(|| self.wrong(&format!("`{name}` is missing")))
    }

    /// The member of a name; `null` too.
    pub(crate) fn given(&self, name: &str) -> Option<Self> {
        self.json.get(name).map(|value| self.inner(value, name))
    }

    /// The member of a name.
    pub(crate) fn optional(&self, name: &str) -> Option<Self> {
        self.json.get(name).filter(|value| !value.is_null()).map(|value| self.inner(value, name))
    }

    /// Whether there are only these members.
    pub(crate) fn only(&self, names: &[&str]) -> Result<(), String> {
        match self.object()?.iter().find(|(name, _)| !names.contains(&&***name)) {
            None => Ok(()),
            Some((name, value)) => {
                Err(self.inner(value, name).wrong(&format!("there is no such member; there are {}", names.join(", "))))
            }
        }
    }
}
