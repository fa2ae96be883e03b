//! The transport that is used unless another is set: reqwest, with the connections to one server.
//! Redirects are not followed: they would turn the POST into a GET and might carry the key elsewhere.

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::timeouts::Timeouts;
use crate::transport::{BoxFuture, Transport, TransportError};
use bytes::Bytes;
use reqwest::redirect::Policy;
use std::time::Duration;

/// Below what servers and firewalls keep idle connections for.
const IDLE: Duration = Duration::from_secs(55);

/// The connections to one server.
pub(crate) struct Http {
    client: reqwest::Client,
    host: String,
    connect_limit: Duration,
    max_response_bytes: usize,
}

impl Http {
    pub(crate) fn new(endpoint: &Endpoint, timeouts: Timeouts, max_response_bytes: usize) -> Result<Self, Error> {
        let mut client = reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(timeouts.connect_limit())
            .pool_idle_timeout(IDLE)
            .https_only(!endpoint.plain);
        if endpoint.loopback {
            // A proxy would see the key, and cannot reach this machine anyway.
            client = client.no_proxy();
        }
        if endpoint.plain {
            // No TLS is spoken: do without the system's certificates.
            client = client.tls_certs_only([]);
        }
        let client = client.build().map_err(|error| Error::config(no_tls(&cause(&error))))?;
        let host = endpoint.host.clone();
        Ok(Self { client, host, connect_limit: timeouts.connect_limit(), max_response_bytes })
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::not_sent("a call has to be awaited inside a tokio runtime"));
        }
        let request = request.try_into().map_err(|error| TransportError::not_sent(cause(&error)))?;
        let mut response = self.client.execute(request).await.map_err(|error| self.not_sent(&error))?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut reply = http::Response::new(self.read(response).await?);
        *reply.status_mut() = status;
        *reply.headers_mut() = headers;
        Ok(reply)
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Bytes, TransportError> {
        let (status, max) = (response.status(), self.max_response_bytes);
        let too_large = || {
            let what = format!("the reply is larger than {max} bytes: ask for less, or raise max_response_bytes");
            TransportError::too_large(what).status(status)
        };
        let told = response.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        if told.is_some_and(|length| length > max) {
            return Err(too_large());
        }
        let mut body = Vec::with_capacity(told.unwrap_or(0).min(1 << 20));
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if chunk.len() > max - body.len() => return Err(too_large()),
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(body.into()),
                Err(error) => {
                    let what = format!("the reply from {} broke off: {}", self.host, cause(&error));
                    return Err(TransportError::broken(what).status(status));
                }
            }
        }
    }

    fn not_sent(&self, error: &reqwest::Error) -> TransportError {
        let (host, why) = (&self.host, cause(error));
        match (error.is_connect(), error.is_timeout()) {
            (true, true) => {
                let limit = self.connect_limit;
                TransportError::not_sent_in_time(format!(
                    "no connection to {host} within the connect timeout of {limit:?}"
                ))
            }
            (true, false) => TransportError::not_sent(format!("cannot connect to {host}: {why}")),
            (false, _) => TransportError::broken(format!("the connection to {host} broke: {why}")),
        }
    }
}

impl Transport for Http {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// The innermost reason: what is around it only says that a request failed.
fn cause(error: &reqwest::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(next) = inner.source() {
        inner = next;
    }
    inner.to_string()
}

fn no_tls(why: &str) -> String {
    format!(
        "TLS cannot be set up: {why}; install the system's CA certificates (package ca-certificates), or name them in \
         SSL_CERT_FILE"
    )
}
