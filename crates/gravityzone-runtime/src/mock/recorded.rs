//! What a mock remembers of a request: the call, never the key.
//! The secrets in its params are masked as they are in errors.

use crate::dry_run::Planned;
use crate::secrets::Secrets;
use bytes::Bytes;
use serde_json::Value;

/// A request that came.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Recorded {
    /// The method, with its area: `companies.createCompany`.
    pub method: String,
    /// What stands behind `/api/` in the URL: `v1.0/jsonrpc/companies`.
    pub service_path: String,
    /// The params, secrets as `***`.
    pub params: Value,
    /// The JSON-RPC id, the same in all attempts of a call.
    pub id: String,
}

impl Recorded {
    /// The request, and its params as they are.
    pub(super) fn of(request: &http::Request<Bytes>) -> (Self, Value) {
        let mut body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        let params = body["params"].take();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (id, name) = (text(&body["id"]), text(&body["method"]));
        let recorded = match request.extensions().get::<Planned>() {
            Some(call) => Self {
                method: call.method.clone(),
                service_path: call.service_path.clone(),
                params: call.params.clone(),
                id,
            },
            // A transport in between made a new request of it.
            None => {
                let path = request.uri().path();
                let service_path = path.split_once("/api/").map_or(path, |(_, service)| service).to_owned();
                let area = service_path.split('/').nth(2).unwrap_or_default();
                let mut shown = params.clone();
                Secrets::Named.mask(&mut shown, [].into_iter());
                Self { method: format!("{area}.{name}"), service_path, params: shown, id }
            }
        };
        (recorded, params)
    }
}
