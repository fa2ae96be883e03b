//! What a dry run shows of a call that it does not send.
//! The params are the ones that would go out, with the secrets in them masked.

use crate::outgoing::Outgoing;
use gravityzone_wire::{Effect, Violation};
use serde_json::Value;
use std::fmt;

/// A call that a dry run did not send.
///
/// Its `Display` is the call as one reads it, for a terminal or a log:
///
/// ```text
/// would call companies.deleteCompany (delete)
///   danger: No method brings a deleted company back; a suspended one can be activated again.
///   params: {
///     "companyId": "64f0a1c27be3d9541c08e2a7"
///   }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Planned {
    /// The method, with its area: `companies.deleteCompany`.
    pub method: String,
    /// What stands behind `/api/` in the URL.
    pub service_path: String,
    /// What the method does; `None` for a call by name that does not say.
    pub effect: Option<Effect>,
    /// What a careless call breaks.
    pub danger: Option<&'static str>,
    /// The params, secrets as `***`.
    pub params: Value,
    /// Rules that the request breaks and that do not refuse it.
    pub advice: Vec<Violation>,
}

impl Planned {
    pub(crate) fn of(call: &Outgoing) -> Self {
        let mut params = serde_json::from_str(&call.params).unwrap_or_default();
        call.secrets.mask(&mut params, call.extra_names());
        Self {
            method: call.method(),
            service_path: call.service_path.clone().into_owned(),
            effect: call.effect,
            danger: call.danger,
            params,
            advice: call.violations.clone(),
        }
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let effect = self.effect.map_or_else(|| "effect not known".to_owned(), |effect| effect.to_string());
        writeln!(f, "would call {} ({effect})", self.method)?;
        if let Some(danger) = self.danger {
            writeln!(f, "  danger: {danger}")?;
        }
        for advice in &self.advice {
            writeln!(f, "  advice: {advice}")?;
        }
        write!(f, "  params: {}", format!("{:#}", self.params).replace('\n', "\n  "))
    }
}
