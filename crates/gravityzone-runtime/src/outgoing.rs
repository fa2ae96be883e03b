//! A call that is ready to go out: what it is, its params as JSON, and the options of this one call.
//! Not generic, so that a method costs no code below this point.

use crate::error::Error;
use crate::members::members;
use crate::retry::RetryPolicy;
use crate::secrets::Secrets;
use crate::timeouts::Timeouts;
use gravityzone_wire::{Effect, Encode, Method, RateTier, Violation, to_json};
use serde::Serialize;
use std::borrow::Cow;
use std::time::Duration;
use zeroize::Zeroizing;

/// A call that is ready to go out.
#[derive(Clone)]
pub struct Outgoing {
    pub(crate) area: Cow<'static, str>,
    pub(crate) name: Cow<'static, str>,
    pub(crate) service_path: Cow<'static, str>,
    /// Nothing is known of the effect of a call by name.
    pub(crate) effect: Option<Effect>,
    pub(crate) idempotent: bool,
    pub(crate) tier: Option<RateTier>,
    pub(crate) danger: Option<&'static str>,
    pub(crate) verify: Option<&'static str>,
    /// JSON, secrets included: wiped when the call is over.
    pub(crate) params: Zeroizing<String>,
    pub(crate) secrets: Secrets,
    pub(crate) violations: Vec<Violation>,
    pub(crate) options: Options,
}

/// The options of one call; what is not set is as the client has it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) attempt: Option<Duration>,
    pub(crate) overall: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotent: Option<bool>,
    /// Rules that may be broken.
    pub(crate) allowed: Vec<Cow<'static, str>>,
    /// Params that the request has no member for: name and JSON.
    pub(crate) extra: Vec<(String, Result<Zeroizing<String>, String>)>,
}

impl Options {
    /// How long an attempt may take.
    pub(crate) fn attempt(&self, usual: Timeouts) -> Duration {
        self.attempt.unwrap_or(usual.attempt_limit())
    }

    /// How long the call may take in all.
    pub(crate) fn overall(&self, usual: Timeouts) -> Option<Duration> {
        self.overall.or(usual.attempt(self.attempt(usual)).overall_limit())
    }

    pub(crate) fn extra(&mut self, name: String, value: &impl Serialize) {
        let json = serde_json::to_string(value).map(Zeroizing::new).map_err(|error| error.to_string());
        self.extra.push((name, json));
    }
}

impl Outgoing {
    /// The call of a request.
    pub(crate) fn of<M: Method>(request: &M, options: &Options) -> Result<Self, Error> {
        Ok(Self {
            area: M::AREA.into(),
            name: M::NAME.into(),
            service_path: request.service_path().into(),
            effect: Some(M::EFFECT),
            idempotent: options.idempotent.unwrap_or(M::IDEMPOTENT),
            tier: Some(M::RATE),
            danger: M::DANGER,
            verify: M::VERIFY,
            params: with_extra(M::NAME, json(M::NAME, request)?, &options.extra)?,
            secrets: Secrets::At(M::SECRETS),
            violations: request.violations(),
            options: options.clone(),
        })
    }

    /// The names of params that the request has no member for.
    pub(crate) fn extra_names(&self) -> impl Iterator<Item = &str> {
        self.options.extra.iter().map(|(name, _)| name.as_str())
    }

    /// Tells a mock what call it is. Other transports need not know.
    pub(crate) fn describe(&self, extensions: &mut http::Extensions) {
        if cfg!(feature = "test-util") {
            extensions.insert(crate::dry_run::Planned::of(self));
        }
    }

    /// `companies.createCompany`
    pub(crate) fn method(&self) -> String {
        format!("{}.{}", self.area, self.name)
    }
}

fn json(method: &str, request: &impl Encode) -> Result<Zeroizing<String>, Error> {
    to_json(request)
        .map(Zeroizing::new)
        .map_err(|_| Error::config(format!("the request of {method} cannot be written as JSON")))
}

/// The params with further ones.
pub(crate) fn with_extra(
    method: &str,
    params: Zeroizing<String>,
    extra: &[(String, Result<Zeroizing<String>, String>)],
) -> Result<Zeroizing<String>, Error> {
    let mut params = params;
    for (name, value) in extra {
        let value = value
            .as_ref()
            .map_err(|why| Error::config(format!("the param {name} of {method} cannot be written as JSON: {why}")))?;
        if matches!(members(&params, [name.as_str()]), Ok([Some(_)])) {
            return Err(Error::config(format!(
                "the param {name} of {method} is set by the request already: set it once"
            )));
        }
        let Some(open) = params.trim_end().strip_suffix('}').map(str::trim_end) else {
            return Err(Error::config(format!("the params of {method} are no JSON object")));
        };
        let comma = if open.ends_with('{') { "" } else { "," };
        let name = serde_json::Value::from(name.as_str());
        params = Zeroizing::new(format!("{open}{comma}{name}:{}}}", value.as_str()));
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use super::with_extra;
    use zeroize::Zeroizing;

    fn added(params: &str, extra: &[(&str, &str)]) -> Result<String, String> {
        let extra: Vec<_> =
            extra.iter().map(|(name, json)| ((*name).to_owned(), Ok(Zeroizing::new((*json).to_owned())))).collect();
        with_extra("x", Zeroizing::new(params.to_owned()), &extra)
            .map(|params| params.as_str().to_owned())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn further_params_stand_behind_the_others() {
        assert_eq!(added("{}", &[("a", "1")]).unwrap(), r#"{"a":1}"#);
        assert_eq!(added(r#"{"x":{}}"#, &[("a", "1"), ("b\"", "[2]")]).unwrap(), r#"{"x":{},"a":1,"b\"":[2]}"#);
        assert_eq!(added("{ } ", &[("a", "{}")]).unwrap(), r#"{"a":{}}"#);
    }

    #[test]
    fn a_param_is_set_once() {
        let refused = added(r#"{"a":1}"#, &[("a", "2")]).unwrap_err();
        assert!(refused.contains("the param a of x is set by the request already"), "{refused}");
        assert!(added("{}", &[("a", "1"), ("a", "2")]).is_err());
    }
}
