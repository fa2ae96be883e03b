//! One attempt of a call: the HTTP request, its time limit, and what came of it in the terms of an error.
//! Whether there is another attempt is decided in `exchange.rs`.

use crate::client::Shared;
use crate::error::{Error, ErrorKind, Fate};
use crate::outgoing::Outgoing;
use crate::transport::{Fault, Progress, TransportError};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Request, Response, Uri};
use std::time::Duration;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// How long an attempt may take, and which limit that is.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) length: Duration,
    /// `attempt` or `overall`.
    pub(crate) of: &'static str,
    /// The limit as it was set.
    pub(crate) set: Duration,
}

impl Shared {
    /// Sends `body` and reads the reply, whatever its status.
    pub(crate) async fn post(
        &self,
        call: &Outgoing,
        uri: &Uri,
        body: Bytes,
        limit: Limit,
        progress: &Progress,
    ) -> Result<Response<Bytes>, Error> {
        let mut request = Request::new(body);
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = uri.clone();
        request.headers_mut().insert(AUTHORIZATION, self.authorization.clone());
        request.headers_mut().insert(CONTENT_TYPE, JSON);
        request.headers_mut().insert(ACCEPT, JSON);
        request.headers_mut().insert(USER_AGENT, self.user_agent.clone());
        request.extensions_mut().insert(progress.clone());
        call.describe(request.extensions_mut());
        match tokio::time::timeout(limit.length, self.transport.send(request)).await {
            Ok(Ok(reply)) if reply.body().len() > self.max_response_bytes => {
                let max = self.max_response_bytes;
                let what = format!("the reply is larger than {max} bytes: ask for less, or raise max_response_bytes");
                Err(failed(TransportError::too_large(what).status(reply.status())))
            }
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(failure)) => Err(failed(failure)),
            Err(_) => {
                let Limit { of, set, .. } = limit;
                let host = &self.endpoint.host;
                let (fate, what) = match progress.may_be_sent() {
                    true => (Fate::Unknown, "reply from"),
                    false => (Fate::NotSent, "connection to"),
                };
                let what = format!("no {what} {host} within the {of} timeout of {set:?}");
                Err(Error::new(ErrorKind::Timeout, fate, what))
            }
        }
    }
}

fn failed(failure: TransportError) -> Error {
    let (kind, fate) = match failure.fault {
        Fault::NotSent if failure.lasting => (ErrorKind::Connect, Fate::Ours),
        Fault::NotSent => (ErrorKind::Connect, Fate::NotSent),
        Fault::NotSentInTime => (ErrorKind::Timeout, Fate::NotSent),
        Fault::Broken => (ErrorKind::Transport, Fate::Unknown),
        Fault::TooLarge => (ErrorKind::ResponseTooLarge, Fate::Lost),
    };
    let mut error = Error::new(kind, fate, failure.what);
    error.0.status = failure.status;
    error
}
