//! Answers: a result, or a refusal with the vendor's code, message and HTTP status.
//! Codes, messages and statuses are looked up in the spec; only the details are said here.

use bytes::Bytes;
use gravityzone_spec::Spec;
use serde_json::{Value as Json, json};

/// Why a call is refused, by the name that the spec gives a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    ParseError,
    InvalidRequest,
    MethodNotFound,
    InvalidParams,
    ServerError,
    AuthorizationError,
}

impl Reason {
    /// Its name in the spec's `errors`.
    const fn name(self) -> &'static str {
        match self {
            Self::ParseError => "ParseError",
            Self::InvalidRequest => "InvalidRequest",
            Self::MethodNotFound => "MethodNotFound",
            Self::InvalidParams => "InvalidParams",
            Self::ServerError => "ServerError",
            Self::AuthorizationError => "AuthorizationError",
        }
    }
}

/// A call that is not answered with a result.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) details: String,
    /// The HTTP status, if it is not the code's own.
    pub(crate) http: Option<u16>,
}

impl Refusal {
    pub(crate) fn new(reason: Reason, details: impl Into<String>) -> Self {
        Self { reason, details: details.into(), http: None }
    }

    pub(crate) fn with_http(self, http: u16) -> Self {
        Self { http: Some(http), ..self }
    }

    /// A param that is wrong, or a request that cannot be served now.
    pub(crate) fn params(details: impl Into<String>) -> Self {
        Self::new(Reason::InvalidParams, details)
    }

    /// Something that is named does not exist. The text was seen on the wire.
    pub(crate) fn not_available() -> Self {
        Self::params("One or more items are not available for the specified action.")
    }
}

/// An answer as it leaves: status and JSON.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) http: u16,
    /// The code of the error; none for a result.
    pub(crate) code: Option<i64>,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The answer to a call whose id is this JSON text.
    pub(crate) fn new(spec: &Spec, id: &str, outcome: &Result<Json, Refusal>) -> Self {
        let (http, code, key, said) = match outcome {
            Ok(result) => (200, None, "result", result.to_string()),
            Err(refusal) => {
                let known = spec.api.errors.iter().find(|error| error.name == refusal.reason.name());
                let (code, message, http) = known.map_or((0, "", 200), |e| (e.code, &*e.message, e.http));
                let http = refusal.http.or_else(|| u16::try_from(http).ok()).unwrap_or(200);
                let error = json!({ "code": code, "message": message, "data": { "details": refusal.details } });
                (http, Some(code), "error", error.to_string())
            }
        };
        // Assembled as text, so that the id goes back exactly as it came: 1.50 stays 1.50.
        let body = format!(r#"{{"id":{id},"jsonrpc":"2.0","{key}":{said}}}"#);
        Self { http, code, body: Bytes::from(body) }
    }
}
