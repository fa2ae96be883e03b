//! One scripted answer of a mock: a reply, or a way in which a network fails.
//! A reply to a call carries that call's id, as the server's does.

use crate::transport::{Progress, TransportError};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::Value;

/// What comes of a request.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) kind: Kind,
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Clone)]
pub(super) enum Kind {
    /// The reply to the call with this `result`, JSON.
    Result(String),
    /// The reply to the call with this `error`.
    Error(Value),
    /// A body as it is.
    Body(Bytes),
    /// Nothing, for ever.
    Hang,
    /// The connection breaks after the request was sent.
    Reset,
    /// There is no connection.
    Refuse,
}

impl Answer {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, status: StatusCode::OK, headers: Vec::new() }
    }

    /// In one word or two, for a list of what was not given.
    pub(super) fn name(&self) -> String {
        match &self.kind {
            Kind::Result(_) => "reply".to_owned(),
            Kind::Error(error) => format!("rpc_error {}", error["code"]),
            Kind::Body(_) => format!("http {}", self.status.as_u16()),
            Kind::Hang => "hang".to_owned(),
            Kind::Reset => "reset".to_owned(),
            Kind::Refuse => "refuse".to_owned(),
        }
    }

    pub(super) async fn give(self, id: &str, progress: &Progress) -> Result<Response<Bytes>, TransportError> {
        if matches!(self.kind, Kind::Refuse) {
            return Err(TransportError::not_sent("the mock refuses the connection"));
        }
        progress.sent();
        let id = Value::from(id);
        let body = match self.kind {
            Kind::Result(json) => format!(r#"{{"id":{id},"jsonrpc":"2.0","result":{json}}}"#).into(),
            Kind::Error(error) => format!(r#"{{"id":{id},"jsonrpc":"2.0","error":{error}}}"#).into(),
            Kind::Body(body) => body,
            Kind::Hang => std::future::pending().await,
            Kind::Reset | Kind::Refuse => return Err(TransportError::broken("the mock broke the connection")),
        };
        let mut reply = Response::new(body);
        *reply.status_mut() = self.status;
        reply.headers_mut().extend(self.headers);
        Ok(reply)
    }
}
