//! Names of methods as tests write them: `createCompany`, `companies.createCompany`.
//! A version goes behind: `network.getNetworkInventoryItems@v1.0`; without one, all versions are meant.

use crate::builder::invalid;
use gravityzone_spec::{Area, Method, Spec};
use std::io;

/// Some methods of the spec, by area and name, and maybe version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MethodName {
    area: Option<String>,
    name: String,
    version: Option<String>,
}

impl MethodName {
    /// Takes a name apart; whether the spec has it is not asked.
    pub(crate) fn of(text: &str) -> Self {
        let (rest, version) = match text.split_once('@') {
            Some((rest, version)) => (rest, Some(version.to_owned())),
            None => (text, None),
        };
        let (area, name) = match rest.split_once('.') {
            Some((area, name)) => (Some(area.to_owned()), name),
            None => (None, rest),
        };
        Self { area, name: name.to_owned(), version }
    }

    /// As it was written.
    pub(crate) fn text(&self) -> String {
        let area = self.area.as_ref().map(|area| format!("{area}.")).unwrap_or_default();
        let version = self.version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
        format!("{area}{}{version}", self.name)
    }

    /// A name that the spec has.
    pub(crate) fn known(spec: &Spec, text: &str) -> io::Result<Self> {
        let name = Self::of(text);
        if spec.methods().any(|(area, method)| name.means(area, method)) {
            return Ok(name);
        }
        Err(invalid(format!("the spec has no method {text:?}; a name is written as companies.createCompany")))
    }

    pub(crate) fn means(&self, area: &Area, method: &Method) -> bool {
        self.means_call(&area.name, &method.name, &method.version)
    }

    pub(crate) fn means_call(&self, area: &str, name: &str, version: &str) -> bool {
        self.name == name
            && self.area.as_deref().is_none_or(|wanted| wanted == area)
            && self.version.as_deref().is_none_or(|wanted| wanted == version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_methods_with_and_without_area_and_version() {
        for (text, means) in [
            ("getThing", true),
            ("things.getThing", true),
            ("things.getThing@v1.1", true),
            ("getThing@v1.1", true),
            ("getThing@v1.0", false),
            ("others.getThing", false),
            ("things.getThings", false),
        ] {
            assert_eq!(MethodName::of(text).means_call("things", "getThing", "v1.1"), means, "{text}");
            assert_eq!(MethodName::of(text).text(), text);
        }
    }
}
