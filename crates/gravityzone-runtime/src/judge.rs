//! What a whole HTTP reply means: a result, or an error that says what became of the call.
//! The body is read first: errors of the API come with HTTP 200, 400, 401, 403, 429 and 500.

use crate::endpoint::Endpoint;
use crate::envelope::{self, Broken, Reply};
use crate::error::{Error, ErrorKind, Fate, RpcError};
use crate::excerpt::Mask;
use crate::retry::retry_after;
use crate::scope::{TOO_MANY_REQUESTS, is_server_fault};
use bytes::Bytes;
use http::header::LOCATION;
use http::{Response, StatusCode};

/// The JSON of the result, or what is wrong.
pub(crate) fn judge(
    reply: &Response<Bytes>,
    id: &str,
    endpoint: &Endpoint,
    mask: impl FnOnce() -> Mask,
) -> Result<Bytes, Error> {
    let (status, body) = (reply.status(), reply.body());
    let mut error = match envelope::open(body, id) {
        Ok(Reply::Result(result)) if status.is_success() => return Ok(body.slice_ref(result.get().as_bytes())),
        Ok(Reply::Result(_)) => {
            let what = format!("HTTP {} with a result", status.as_u16());
            Error::new(ErrorKind::HttpStatus, Fate::Unknown, what)
        }
        Ok(Reply::Error { code, message, details }) => {
            let mask = mask();
            let details = details.map(|details| mask.message(&details));
            let mut error = Error::new(ErrorKind::Rpc, rpc_fate(reply, code), "a JSON-RPC error");
            error.0.rpc = Some(RpcError { code, message: mask.message(&message), details });
            error
        }
        Err(broken) => {
            let mask = mask();
            let mut error = unusable(broken, reply, endpoint, &mask);
            error.0.excerpt = (!is_json_rpc(body)).then(|| mask.excerpt(body));
            error
        }
    };
    error.0.status = Some(status);
    error.0.retry_after = retry_after(reply.headers());
    Err(error)
}

/// An error of the API is an answer: the call was not carried out. Except where the server says that it broke down.
fn rpc_fate(reply: &Response<Bytes>, code: i64) -> Fate {
    match status_fate(reply) {
        Fate::Throttled => Fate::Throttled,
        _ if code == TOO_MANY_REQUESTS => Fate::Throttled,
        Fate::Unknown if is_server_fault(code) => Fate::Unknown,
        _ => Fate::Refused,
    }
}

fn status_fate(reply: &Response<Bytes>) -> Fate {
    match reply.status() {
        StatusCode::TOO_MANY_REQUESTS => Fate::Throttled,
        StatusCode::SERVICE_UNAVAILABLE if retry_after(reply.headers()).is_some() => Fate::Throttled,
        StatusCode::REQUEST_TIMEOUT => Fate::Unknown,
        status if status.is_server_error() => Fate::Unknown,
        _ => Fate::Refused,
    }
}

fn unusable(broken: Broken, reply: &Response<Bytes>, endpoint: &Endpoint, mask: &Mask) -> Error {
    let (status, reason) = (reply.status(), broken.reason());
    if status.is_success() || broken == Broken::ForeignId {
        return Error::new(ErrorKind::Protocol, Fate::Unknown, format!("the reply {reason}"));
    }
    let what = match redirect(reply, endpoint) {
        Some(host) => format!("a redirect to {}, which is not followed", mask.message(&host)),
        None => format!("HTTP {}; the reply {reason}", status.as_u16()),
    };
    Error::new(ErrorKind::HttpStatus, status_fate(reply), what)
}

/// The host that a redirect points to.
fn redirect(reply: &Response<Bytes>, endpoint: &Endpoint) -> Option<String> {
    if !reply.status().is_redirection() {
        return None;
    }
    endpoint.host_of(reply.headers().get(LOCATION)?.to_str().ok()?)
}

/// Whether a body means to be JSON-RPC: then it may hold a customer's data, and no piece of it is kept.
fn is_json_rpc(body: &[u8]) -> bool {
    let holds = |mark: &[u8]| body.windows(mark.len()).any(|window| window == mark);
    matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) && (holds(b"\"jsonrpc\"") || holds(b"\"result\""))
}
