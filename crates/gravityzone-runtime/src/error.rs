//! What can go wrong, as one type that is one pointer wide.
//! How it reads is in `display.rs`. Nothing in it is secret: texts of the server come here masked.

use http::StatusCode;
use std::fmt;
use std::time::Duration;

/// Why a call failed, or why a client could not be built.
///
/// Its `Display` is one line that says what happened and what to do:
///
/// ```text
/// companies.createCompany: Invalid params (-32602): The name is taken. [HTTP 200, request 0b6e..]
/// ```
///
/// The line is complete: there is no [`source`](std::error::Error::source) that would say it again. It holds no
/// secret and may be logged.
pub struct Error(pub(crate) Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: ErrorKind,
    /// What happened, in words.
    pub(crate) what: String,
    /// `None` if it is not about a call.
    pub(crate) call: Option<Facts>,
    pub(crate) rpc: Option<RpcError>,
    pub(crate) path: Option<String>,
    pub(crate) excerpt: Option<String>,
}

/// What is known of a call whatever becomes of it.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) area: String,
    /// `companies.createCompany`.
    pub(crate) method: String,
    pub(crate) id: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) retry_after: Option<Duration>,
}

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the call was set up wrongly; nothing was sent.
    Config,
    /// No connection to the server: its name, the network, a proxy or TLS; nothing was sent.
    Connect,
    /// A time limit was reached; which one is in the text.
    Timeout,
    /// The connection broke while sending or while reading the reply.
    Transport,
    /// An HTTP status that is no success, without a JSON-RPC error that explains it.
    HttpStatus,
    /// The server answered with a JSON-RPC error: see [`Error::rpc`].
    Rpc,
    /// The result does not fit the method's type: see [`Error::decode_path`].
    Decode,
    /// The server answered with success and something that is not the JSON-RPC reply to this call.
    Protocol,
    /// The reply is larger than the client's limit.
    ResponseTooLarge,
}

impl ErrorKind {
    /// The kind in one word, as in the field `error.type` of the call's span.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::HttpStatus => "http_status",
            Self::Rpc => "rpc",
            Self::Decode => "decode",
            Self::Protocol => "protocol",
            Self::ResponseTooLarge => "response_too_large",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error object of a JSON-RPC reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RpcError {
    /// The code: `-32602`.
    pub code: i64,
    /// What the code means: `Invalid params`.
    pub message: String,
    /// What is wrong in this case, if the server told: usually the only text that helps.
    pub details: Option<String>,
}

impl Error {
    /// An error that is not about one call.
    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, what)
    }

    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        let (what, call) = (what.into(), None);
        Self(Box::new(Inner { kind, what, call, rpc: None, path: None, excerpt: None }))
    }

    pub(crate) fn of(mut self, call: Facts) -> Self {
        self.0.call = Some(call);
        self
    }

    /// What sort of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The method that was called, with its area: `companies.createCompany`.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.0.call.as_ref().map(|call| call.method.as_str())
    }

    /// The code of the JSON-RPC error.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.rpc().map(|rpc| rpc.code)
    }

    /// The JSON-RPC error, if the server sent one. The request's secrets in its texts are replaced by `***`.
    #[must_use]
    pub fn rpc(&self) -> Option<&RpcError> {
        self.0.rpc.as_ref()
    }

    /// The HTTP status of the reply, if one came. JSON-RPC errors come with nearly any status, 200 too.
    #[must_use]
    pub fn http_status(&self) -> Option<StatusCode> {
        self.0.call.as_ref()?.status
    }

    /// The JSON-RPC id of the call.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.call.as_ref().map(|call| call.id.as_str())
    }

    /// Where the reply does not fit its type: `result.items[37].policy.id`.
    #[must_use]
    pub fn decode_path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The beginning of a reply that is not JSON-RPC, such as a web page: at most 512 bytes, on one line, the key
    /// and the request's secrets replaced by `***`.
    #[must_use]
    pub fn body_excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// How long the server asked to wait, if it told in seconds (`Retry-After`).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.call.as_ref()?.retry_after
    }
}

impl std::error::Error for Error {}
