//! What can go wrong, as one type that is one pointer wide.
//! How it reads is in `display.rs`. Nothing in it is secret: texts of the server come here masked.

use crate::observer::CallInfo;
use crate::scope::Scope;
use gravityzone_wire::{Effect, Violations};
use http::StatusCode;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// Why a call failed, or why a client could not be built.
///
/// Its `Display` is one line that says what happened, whether the call may have been carried out, and what to do:
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
    pub(crate) fate: Fate,
    /// What happened, in words.
    pub(crate) what: String,
    /// Why there was no further attempt, if there could have been one.
    pub(crate) gave_up: Option<String>,
    /// `None` if it is not about a call.
    pub(crate) call: Option<Facts>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) rpc: Option<RpcError>,
    pub(crate) path: Option<String>,
    pub(crate) excerpt: Option<String>,
    pub(crate) violations: Option<Violations>,
}

/// What is known of a call whatever becomes of it.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) area: Cow<'static, str>,
    /// What an observer hears of it too.
    pub(crate) info: CallInfo,
    pub(crate) idempotent: bool,
    pub(crate) verify: Option<&'static str>,
    pub(crate) attempts: u32,
    /// The outcome of an attempt before the last one is unknown.
    pub(crate) earlier_unknown: bool,
    /// The region of the client's URL, and those there are besides.
    pub(crate) region: Option<&'static str>,
}

/// What became of an attempt, as far as one can tell from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The client did not send it, and would not send it again.
    Ours,
    /// Nothing reached the server.
    NotSent,
    /// The server put it off before doing anything.
    Throttled,
    /// It may have been carried out.
    Unknown,
    /// The same, and another attempt would end the same.
    Lost,
    /// The server said no.
    Refused,
    /// It was carried out; the answer cannot be read.
    Done,
}

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the call was set up wrongly; nothing was sent.
    Config,
    /// The client refused the call: it is read-only, or the request breaks a documented rule; nothing was sent.
    Refused,
    /// The client makes a dry run: the call was shown and not sent.
    DryRun,
    /// The call's turn in the rate limit would come after its overall time limit; nothing was sent.
    RateLimitWait,
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
    /// The result does not fit the method's type: see [`Error::decode_path`]. The call was carried out.
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
            Self::Refused => "refused",
            Self::DryRun => "dry_run",
            Self::RateLimitWait => "rate_limit_wait",
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
    /// An error of setting up; nothing was sent.
    pub(crate) fn config(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, Fate::Ours, what)
    }

    pub(crate) fn new(kind: ErrorKind, fate: Fate, what: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            fate,
            what: what.into(),
            gave_up: None,
            call: None,
            status: None,
            retry_after: None,
            rpc: None,
            path: None,
            excerpt: None,
            violations: None,
        }))
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

    /// How far it reaches: whether other calls of a job can still succeed.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::of(self)
    }

    /// The method that was called, with its area: `companies.createCompany`.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.0.call.as_ref().map(|call| call.info.method.as_str())
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

    /// The HTTP status of the last reply, if one came. JSON-RPC errors come with nearly any status, 200 too.
    #[must_use]
    pub fn http_status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The JSON-RPC id of the call, the same in all its attempts.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.call.as_ref().map(|call| call.info.request_id.as_str())
    }

    /// How many HTTP requests were made for the call; 0 if none was.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.call.as_ref().map_or(0, |call| call.attempts)
    }

    /// Whether the same call may be made again: nothing reached the server, or the server asked to wait, or the
    /// connection failed and the method may be repeated.
    ///
    /// The client has done so already, as far as its retry policy and time limits went.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let repeatable = self.0.call.as_ref().is_some_and(Facts::may_be_repeated);
        match self.0.fate {
            Fate::NotSent | Fate::Throttled => repeatable || !self.outcome_unknown(),
            Fate::Unknown => repeatable,
            Fate::Ours => self.0.kind == ErrorKind::RateLimitWait && (repeatable || !self.outcome_unknown()),
            Fate::Lost | Fate::Refused | Fate::Done => false,
        }
    }

    /// Whether the call may have been carried out although it failed, and changes something.
    ///
    /// Look before calling again: `Display` names the method that shows it. `false` means that the call was not carried
    /// out, with one exception: a [`Decode`](ErrorKind::Decode) error says that it was.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        self.0.call.as_ref().is_some_and(|call| {
            !call.reads() && (call.earlier_unknown || matches!(self.0.fate, Fate::Unknown | Fate::Lost))
        })
    }

    /// The documented rules that the request breaks, if that is why it was not sent.
    #[must_use]
    pub fn violations(&self) -> Option<&Violations> {
        self.0.violations.as_ref()
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

    /// How long the server asked to wait (`Retry-After`, in seconds or as a date), counted from its last reply.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }
}

impl Facts {
    /// Whether making the call twice does no harm.
    pub(crate) fn may_be_repeated(&self) -> bool {
        self.reads() || self.idempotent
    }

    pub(crate) fn reads(&self) -> bool {
        self.info.effect == Some(Effect::Read)
    }
}

impl std::error::Error for Error {}
