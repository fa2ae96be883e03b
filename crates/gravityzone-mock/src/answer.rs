//! Answers: a result, or a refusal with the vendor's code, message and HTTP status.
//! Codes, messages and statuses are looked up in the spec; only the details are said here.

use crate::shape::EXTRA;
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
    TooManyRequests,
    /// A code that a script names; the spec may not have it.
    Code(i64),
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
            Self::TooManyRequests => "TooManyRequests",
            Self::Code(_) => "",
        }
    }

    /// Its code, message and HTTP status.
    fn told(self, spec: &Spec) -> (i64, &str, u16) {
        let known = spec.api.errors.iter().find(|error| match self {
            Self::Code(code) => error.code == code,
            reason => error.name == reason.name(),
        });
        match (known, self) {
            (Some(error), _) => (error.code, &error.message, u16::try_from(error.http).unwrap_or(200)),
            (None, Self::Code(code)) => (code, "Unknown error", 200),
            (None, _) => (0, "", 200),
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
    /// The seconds after which another try is worth it.
    pub(crate) retry_after: Option<u64>,
}

impl Refusal {
    pub(crate) fn new(reason: Reason, details: impl Into<String>) -> Self {
        Self { reason, details: details.into(), http: None, retry_after: None }
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

    /// The key's rate limit is used up.
    pub(crate) fn too_many(retry_after: u64) -> Self {
        let refusal = Self::new(Reason::TooManyRequests, format!("Try again in {retry_after} s."));
        Self { retry_after: Some(retry_after), ..refusal }
    }
}

/// What a call comes to.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Result(Json),
    /// A result that is an example of the spec's and not this Control Center's own.
    Example(Json),
    Refused(Refusal),
    /// A status and a body that a script or a fault names.
    Raw(u16, String),
}

/// How an answer leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    /// Only the first half of the body.
    Half,
    /// The connection is reset instead.
    Reset,
}

/// An answer as it leaves.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) http: u16,
    /// The code of the error; none for a result.
    pub(crate) code: Option<i64>,
    /// What the error says.
    pub(crate) details: Option<String>,
    pub(crate) body: Bytes,
    pub(crate) is_json: bool,
    pub(crate) is_example: bool,
    pub(crate) retry_after: Option<u64>,
    pub(crate) ending: Ending,
}

impl Answer {
    /// The answer to a call whose id is this JSON text. An extra answer has a member that no page documents.
    pub(crate) fn new(spec: &Spec, id: &str, outcome: &Outcome, extra: bool) -> Self {
        let mut answer = Self {
            http: 200,
            code: None,
            details: None,
            body: Bytes::new(),
            is_json: true,
            is_example: matches!(outcome, Outcome::Example(_)),
            retry_after: None,
            ending: Ending::Whole,
        };
        let (key, said) = match outcome {
            Outcome::Result(result) | Outcome::Example(result) => ("result", result.to_string()),
            Outcome::Refused(refusal) => {
                let (code, message, http) = refusal.reason.told(spec);
                answer.http = refusal.http.unwrap_or(http);
                answer.code = Some(code);
                answer.details = Some(refusal.details.clone());
                answer.retry_after = refusal.retry_after;
                let error = json!({ "code": code, "message": message, "data": { "details": refusal.details } });
                ("error", error.to_string())
            }
            Outcome::Raw(http, body) => {
                let is_json = serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok();
                return Self { http: *http, body: Bytes::from(body.clone()), is_json, ..answer };
            }
        };
        let extra = if extra { format!(r#","{EXTRA}":true"#) } else { String::new() };
        // Assembled as text, so that the id goes back exactly as it came: 1.50 stays 1.50.
        answer.body = Bytes::from(format!(r#"{{"id":{id},"jsonrpc":"2.0","{key}":{said}{extra}}}"#));
        answer
    }
}
