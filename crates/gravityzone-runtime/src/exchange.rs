//! One call below the typed edge: text in, bytes out, not generic, so that a method costs no code here.
//! Here a reply is judged, a failure becomes an `Error`, and the call's span is kept.

use crate::client::Shared;
use crate::envelope::{self, Broken, Reply};
use crate::error::{Error, ErrorKind, Facts, RpcError};
use crate::excerpt::Mask;
use crate::http::HttpReply;
use crate::id;
use crate::secrets::Secrets;
use bytes::Bytes;
use gravityzone_wire::{Decode, DecodeError, Notice};
use std::time::Duration;
use tracing::field::Empty;
use tracing::{Instrument, Span};
use zeroize::Zeroizing;

/// A call that is ready to go out.
pub(crate) struct Outgoing<'a> {
    pub(crate) area: &'a str,
    pub(crate) name: &'a str,
    pub(crate) service_path: &'a str,
    /// JSON, secrets included: wiped when the call is over.
    pub(crate) params: Zeroizing<String>,
    pub(crate) secrets: Secrets,
    pub(crate) timeout: Option<Duration>,
}

/// The result of a call, not yet read.
pub(crate) struct Answer {
    result: Bytes,
    facts: Facts,
    span: Span,
}

impl Shared {
    /// Makes a call.
    pub(crate) async fn exchange(&self, call: Outgoing<'_>) -> Result<Answer, Error> {
        let facts = Facts {
            area: call.area.to_owned(),
            method: format!("{}.{}", call.area, call.name),
            id: id::fresh(),
            status: None,
            retry_after: None,
        };
        let span = tracing::info_span!(
            target: "gravityzone",
            "gravityzone.call",
            "otel.kind" = "client",
            "rpc.system.name" = "jsonrpc",
            "rpc.method" = format_args!("{}/{}", call.area, call.name),
            "jsonrpc.request.id" = facts.id,
            "server.address" = self.endpoint.address,
            "http.response.status_code" = Empty,
            "rpc.response.status_code" = Empty,
            "error.type" = Empty,
        );
        match self.attempt(&call, facts).instrument(span.clone()).await {
            Ok((result, facts)) => {
                span.record("http.response.status_code", facts.status.map(|status| status.as_u16()));
                Ok(Answer { result, facts, span })
            }
            Err(error) => Err(noted(&span, error)),
        }
    }

    async fn attempt(&self, call: &Outgoing<'_>, mut facts: Facts) -> Result<(Bytes, Facts), Error> {
        let url = match self.endpoint.service(call.service_path) {
            Ok(url) => url,
            Err(error) => return Err(error.of(facts)),
        };
        let body = Bytes::from_owner(envelope::request(&facts.id, call.name, &call.params));
        let reply = match self.http.post(url, body, call.timeout).await {
            Ok(reply) => reply,
            Err(failure) => {
                facts.status = failure.status;
                return Err(Error::new(failure.kind, failure.what).of(facts));
            }
        };
        facts.status = Some(reply.status);
        facts.retry_after = reply.retry_after;
        match judge(&reply, &facts.id, || Mask::new(&self.key, &call.params, call.secrets)) {
            Ok(result) => Ok((result, facts)),
            Err(error) => Err(error.of(facts)),
        }
    }
}

/// The result, or what is wrong. The body is read first: errors come with HTTP 200, 400, 401, 403, 429 and 500.
fn judge(reply: &HttpReply, id: &str, mask: impl FnOnce() -> Mask) -> Result<Bytes, Error> {
    let status = reply.status.as_u16();
    match envelope::open(&reply.body, id) {
        Ok(Reply::Result(result)) if reply.status.is_success() => Ok(reply.body.slice_ref(result.get().as_bytes())),
        Ok(Reply::Result(_)) => Err(Error::new(ErrorKind::HttpStatus, format!("HTTP {status} with a result"))),
        Ok(Reply::Error { code, message, details }) => {
            let mask = mask();
            let details = details.map(|details| mask.message(&details));
            let mut error = Error::new(ErrorKind::Rpc, "a JSON-RPC error");
            error.0.rpc = Some(RpcError { code, message: mask.message(&message), details });
            Err(error)
        }
        Err(broken) => {
            let mask = mask();
            let mut error = unusable(broken, reply, &mask);
            error.0.excerpt = (!is_json_rpc(&reply.body)).then(|| mask.excerpt(&reply.body));
            Err(error)
        }
    }
}

fn unusable(broken: Broken, reply: &HttpReply, mask: &Mask) -> Error {
    let (status, reason) = (reply.status.as_u16(), broken.reason());
    if reply.status.is_success() || broken == Broken::ForeignId {
        return Error::new(ErrorKind::Protocol, format!("the reply {reason}"));
    }
    let what = match &reply.redirect {
        Some(host) => {
            let host = mask.message(host);
            format!("a redirect to {host}, which is not followed; set the URL that Control Center shows")
        }
        None => format!("HTTP {status}; the reply {reason}"),
    };
    Error::new(ErrorKind::HttpStatus, what)
}

/// Whether a body means to be JSON-RPC: then it may hold a customer's data, and no piece of it is kept.
fn is_json_rpc(body: &[u8]) -> bool {
    let holds = |mark: &[u8]| body.windows(mark.len()).any(|window| window == mark);
    matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) && (holds(b"\"jsonrpc\"") || holds(b"\"result\""))
}

impl Answer {
    /// Reads the result as the method's output.
    pub(crate) fn decode<T: Decode>(self, notice: Option<&dyn Notice>) -> Result<T, Error> {
        let read = self.span.in_scope(|| self.text().map(|text| gravityzone_wire::from_json(text, notice)));
        match read {
            Some(Ok(output)) => Ok(output),
            Some(Err(error)) => Err(self.misfit(Some(error))),
            None => Err(self.misfit(None)),
        }
    }

    /// The result as it came.
    pub(crate) fn raw(self) -> Result<Box<serde_json::value::RawValue>, Error> {
        let text = self.text().map(str::to_owned);
        text.and_then(|text| serde_json::value::RawValue::from_string(text).ok()).ok_or_else(|| self.misfit(None))
    }

    fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.result).ok()
    }

    /// `None` cannot happen, since the envelope was read as UTF-8 and JSON; it is no reason to panic either.
    fn misfit(self, error: Option<DecodeError>) -> Error {
        let mut misfit = Error::new(ErrorKind::Decode, "the result is not JSON");
        if let Some(error) = error.map(|error| error.within("result")) {
            misfit.0.what = format!("the reply does not fit its type: {error}");
            misfit.0.path = Some(error.path().to_owned());
        }
        noted(&self.span, misfit.of(self.facts))
    }
}

/// Notes the failure in the call's span.
fn noted(span: &Span, error: Error) -> Error {
    span.record("error.type", error.kind().as_str());
    span.record("http.response.status_code", error.http_status().map(|status| status.as_u16()));
    span.record("rpc.response.status_code", error.code());
    error
}
