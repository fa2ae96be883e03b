//! How far an error reaches: a job that makes 2,000 calls asks it whether to make the next.
//! A wrong param concerns one call, a wrong key all of them.

use crate::error::{Error, ErrorKind};
use http::StatusCode;
use std::fmt;

/// How far an error reaches.
///
/// ```
/// # fn of(error: gravityzone_runtime::Error) {
/// use gravityzone_runtime::Scope;
///
/// match error.scope() {
///     Scope::Target => println!("this one only: go on"),
///     Scope::Method => println!("all calls of this method: leave it out"),
///     Scope::Key => println!("all calls with this key: see to the key, or wait"),
///     Scope::Network => println!("all calls for now: wait, or stop"),
///     _ => println!("stop"),
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// This one call: what it names is not there, a param is wrong, a rule is broken. The next call may succeed.
    Target,
    /// Every call of this method: it does not exist here, its reply does not fit, the client is set not to send it.
    Method,
    /// Every call with this key: it is wrong, lacks the method's API area, or has used up its rate limit.
    Key,
    /// Every call for now: the server, or the way to it.
    Network,
}

/// The codes of JSON-RPC, and those that the vendor's pages give a fixed meaning.
const INVALID_REQUEST: i64 = -32600;
const PARSE_ERROR: i64 = -32700;
const METHOD_NOT_FOUND: i64 = -32601;
const AUTHORIZATION: i64 = -32001;
pub(crate) const TOO_MANY_REQUESTS: i64 = -32003;

impl Scope {
    pub(crate) fn of(error: &Error) -> Self {
        match (error.kind(), error.http_status(), error.code()) {
            (ErrorKind::Refused, ..) if error.violations().is_some() => Self::Target,
            (ErrorKind::Config | ErrorKind::Refused | ErrorKind::DryRun | ErrorKind::Decode, ..) => Self::Method,
            (ErrorKind::RateLimitWait, ..) => Self::Key,
            (ErrorKind::ResponseTooLarge, ..) => Self::Target,
            (
                ErrorKind::Rpc | ErrorKind::HttpStatus,
                Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS),
                _,
            ) => Self::Key,
            (ErrorKind::Rpc, _, Some(AUTHORIZATION | TOO_MANY_REQUESTS)) => Self::Key,
            (ErrorKind::Rpc, _, Some(METHOD_NOT_FOUND | INVALID_REQUEST | PARSE_ERROR)) => Self::Method,
            (ErrorKind::Rpc, Some(status), Some(code)) if status.is_server_error() && is_server_fault(code) => {
                Self::Network
            }
            (ErrorKind::Rpc, ..) => Self::Target,
            (ErrorKind::HttpStatus, Some(StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED), _) => Self::Method,
            _ => Self::Network,
        }
    }

    /// The scope in one word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Method => "method",
            Self::Key => "key",
            Self::Network => "network",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Codes by which a server says that it failed, not that the request is wrong.
pub(crate) fn is_server_fault(code: i64) -> bool {
    matches!(code, -32603 | -32000)
}
