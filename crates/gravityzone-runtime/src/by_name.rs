//! A call of a method that the model has no type for, by its name.
//! What it does is not known unless the caller says so: then it is treated as a write that must not be repeated.

use crate::error::Error;
use crate::members::members;
use crate::outgoing::{Options, Outgoing, with_extra};
use crate::secrets::Secrets;
use gravityzone_wire::{Effect, RateTier};
use serde::Serialize;
use std::fmt;
use zeroize::Zeroizing;

/// A method by its name: see [`Client::call_by_name`](crate::Client::call_by_name).
pub struct ByName {
    service_path: String,
    name: String,
    /// JSON.
    pub(crate) params: Result<Zeroizing<String>, String>,
    pub(crate) effect: Option<Effect>,
    pub(crate) tier: Option<RateTier>,
}

impl ByName {
    pub(crate) fn new(service_path: &str, name: &str, tier: Option<RateTier>) -> Self {
        Self {
            service_path: service_path.to_owned(),
            name: name.to_owned(),
            params: Ok(Zeroizing::new("{}".to_owned())),
            effect: None,
            tier,
        }
    }

    pub(crate) fn json(params: &impl Serialize) -> Result<Zeroizing<String>, String> {
        let json = serde_json::to_string(params).map(Zeroizing::new).map_err(|error| error.to_string())?;
        match members(&json, []) {
            Ok([]) => Ok(json),
            Err(_) => Err("they are not one JSON object, such as {}".to_owned()),
        }
    }

    pub(crate) fn outgoing(&self, options: &Options) -> Result<Outgoing, Error> {
        let params = self.params.clone().map_err(|why| Error::config(format!("the params of {}: {why}", self.name)))?;
        let service =
            self.service_path.split_once("/jsonrpc/").map_or(self.service_path.as_str(), |(_, service)| service);
        let area = service.split('/').next().unwrap_or(service);
        Ok(Outgoing {
            area: area.to_owned().into(),
            name: self.name.clone().into(),
            service_path: self.service_path.clone().into(),
            effect: self.effect,
            idempotent: options.idempotent.unwrap_or(false),
            tier: self.tier,
            danger: None,
            verify: None,
            params: with_extra(&self.name, params, &options.extra)?,
            secrets: Secrets::Named,
            violations: Vec::new(),
            options: options.clone(),
        })
    }
}

/// The method, not its params.
impl fmt::Debug for ByName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByName")
            .field("service_path", &self.service_path)
            .field("name", &self.name)
            .field("effect", &self.effect)
            .finish_non_exhaustive()
    }
}
