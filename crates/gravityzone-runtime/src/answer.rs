//! A result that has arrived and is not yet read, and the reply around it.
//! Reading it is the end of the call, so that a result which does not fit is told as the call's failure.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Fate};
use crate::excerpt::Mask;
use crate::outgoing::Outgoing;
use crate::run::Run;
use bytes::Bytes;
use gravityzone_wire::{Decode, DecodeError, Notice};
use http::{HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::fmt;
use std::time::Duration;

/// The result of a call, not yet read.
pub struct Answer {
    /// Both know what an error must not show.
    client: Client,
    call: Outgoing,
    run: Run,
    reply: Response<Bytes>,
    /// The JSON of the result, a part of the reply's body.
    result: Bytes,
}

impl Answer {
    pub(crate) fn new(client: Client, call: Outgoing, run: Run, reply: Response<Bytes>, result: Bytes) -> Self {
        Self { client, call, run, reply, result }
    }

    /// Reads the result as the method's output.
    pub(crate) fn decode<T: Decode>(self) -> Result<Reply<T>, Error> {
        let notes = self.run.notes();
        let read = self.run.span.in_scope(|| {
            let notice = notes.as_ref().map(|notes| notes as &dyn Notice);
            self.text().map(|text| gravityzone_wire::from_json(text, notice))
        });
        match read {
            Some(Ok(output)) => Ok(self.end(output)),
            Some(Err(error)) => Err(self.misfit(Some(error))),
            None => Err(self.misfit(None)),
        }
    }

    /// Reads the result as a type of the caller's, by serde. The error names the place, never the value.
    pub(crate) fn decode_as<T: DeserializeOwned>(self) -> Result<Reply<T>, Error> {
        match self.text().map(serde_json::from_str::<T>) {
            Some(Ok(output)) => Ok(self.end(output)),
            Some(Err(_)) => Err(self.foreign_misfit::<T>()),
            None => Err(self.misfit(None)),
        }
    }

    /// Reads once more, now with the path; serde's own text would quote the value.
    fn foreign_misfit<T: DeserializeOwned>(self) -> Error {
        let mut reader = serde_json::Deserializer::from_str(self.text().unwrap_or_default());
        let path = match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            Err(error) if error.path().iter().len() > 0 => {
                let path = error.path().to_string();
                if path.starts_with('[') { format!("result{path}") } else { format!("result.{path}") }
            }
            _ => "result".to_owned(),
        };
        let path = self.mask().message(&path);
        let what = format!("the result does not fit the type it is read as, at {path}");
        let mut misfit = Error::new(ErrorKind::Decode, Fate::Done, what);
        misfit.0.status = Some(self.reply.status());
        misfit.0.path = Some(path);
        self.run.fail(misfit)
    }

    /// The result as it came.
    pub(crate) fn raw(self) -> Result<Reply<Box<RawValue>>, Error> {
        match self.text().and_then(|text| RawValue::from_string(text.to_owned()).ok()) {
            Some(raw) => Ok(self.end(raw)),
            None => Err(self.misfit(None)),
        }
    }

    fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.result).ok()
    }

    fn end<T>(self, value: T) -> Reply<T> {
        let Self { run, reply, result, .. } = self;
        let (parts, _) = reply.into_parts();
        let reply = Reply {
            value,
            status: parts.status,
            headers: parts.headers,
            request_id: run.facts.info.request_id.clone(),
            attempts: run.facts.attempts,
            elapsed: run.elapsed(),
            waited: run.waited,
            result,
        };
        run.succeed(parts.status.as_u16());
        reply
    }

    /// `None` cannot happen, since the envelope was read as UTF-8 and JSON; it is no reason to panic either.
    fn misfit(self, error: Option<DecodeError>) -> Error {
        let mut misfit = Error::new(ErrorKind::Decode, Fate::Done, "the result is not JSON");
        misfit.0.status = Some(self.reply.status());
        if let Some(error) = error.map(|error| error.within("result")) {
            let path = self.mask().message(error.path());
            misfit.0.what = format!("the reply does not fit its type: {path}: {}", error.reason());
            misfit.0.path = Some(path);
        }
        self.run.fail(misfit)
    }

    /// The names in a map are the server's: they stand in the path and may be anything.
    fn mask(&self) -> Mask {
        Mask::new(&self.client.shared().key, &self.call)
    }
}

/// A result, and how it came: see [`Call::reply`](crate::Call::reply).
pub struct Reply<T> {
    /// The result.
    pub value: T,
    status: StatusCode,
    headers: HeaderMap,
    request_id: String,
    attempts: u32,
    elapsed: Duration,
    waited: Duration,
    /// The JSON of the result.
    result: Bytes,
}

impl<T> Reply<T> {
    /// The HTTP status, a success.
    #[must_use]
    pub fn http_status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The JSON-RPC id of the call.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// How many HTTP requests were made.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the call took, with all waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long the rate limit kept it waiting.
    #[must_use]
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// The result's JSON as it came. It holds what the server sent, customers' data included.
    #[must_use]
    pub fn json(&self) -> &str {
        std::str::from_utf8(&self.result).unwrap_or_default()
    }
}

/// The facts of the reply and the value, neither headers nor JSON.
impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("value", &self.value)
            .field("http_status", &self.status)
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}
