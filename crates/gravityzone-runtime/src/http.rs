//! One HTTP request and its whole reply, whatever the status: bytes in, bytes out.
//! Redirects are not followed: they would turn the POST into a GET and might carry the key elsewhere.

use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::key::ApiKey;
use crate::timeouts::Timeouts;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use reqwest::Url;
use reqwest::redirect::Policy;
use std::time::Duration;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Below what servers and firewalls keep idle connections for.
const IDLE: Duration = Duration::from_secs(55);

/// The connections to one server, with the key that goes along.
pub(crate) struct Http {
    client: reqwest::Client,
    authorization: HeaderValue,
    host: String,
    timeouts: Timeouts,
    max_response_bytes: usize,
}

/// A reply that was read to its end.
pub(crate) struct HttpReply {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<Duration>,
    /// The host that a redirect points to.
    pub(crate) redirect: Option<String>,
    pub(crate) body: Bytes,
}

/// Why there is no reply.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) what: String,
    /// What the reply began with, if it began.
    pub(crate) status: Option<StatusCode>,
}

impl Http {
    pub(crate) fn new(
        endpoint: &Endpoint,
        key: &ApiKey,
        user_agent: &str,
        timeouts: Timeouts,
        max_response_bytes: usize,
    ) -> Result<Self, Error> {
        let user_agent = HeaderValue::from_str(user_agent)
            .map_err(|_| Error::config("the user agent holds characters that a header cannot hold"))?;
        let mut client = reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .user_agent(user_agent)
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
        let authorization = key.authorization()?;
        Ok(Self { client, authorization, host: endpoint.host.clone(), timeouts, max_response_bytes })
    }

    /// Sends `body` and reads the reply. `limit` takes the place of the client's limit for an attempt.
    pub(crate) async fn post(&self, url: Url, body: Bytes, limit: Option<Duration>) -> Result<HttpReply, Failure> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(failure(ErrorKind::Config, "a call has to be awaited inside a tokio runtime".to_owned(), None));
        }
        let limit = limit.unwrap_or(self.timeouts.attempt_limit());
        tokio::time::timeout(limit, self.attempt(url, body)).await.unwrap_or_else(|_| {
            let what = format!("no reply from {} within the attempt timeout of {limit:?}", self.host);
            Err(failure(ErrorKind::Timeout, what, None))
        })
    }

    async fn attempt(&self, url: Url, body: Bytes) -> Result<HttpReply, Failure> {
        let request = self
            .client
            .post(url.clone())
            .header(AUTHORIZATION, self.authorization.clone())
            .header(CONTENT_TYPE, JSON)
            .header(ACCEPT, JSON)
            .body(body);
        let response = request.send().await.map_err(|error| self.not_sent(&error))?;
        let (status, headers) = (response.status(), response.headers());
        let (retry_after, redirect) = (seconds(headers), status.is_redirection().then(|| target(&url, headers)));
        let body = self.read(response).await?;
        Ok(HttpReply { status, retry_after, redirect: redirect.flatten(), body })
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Bytes, Failure> {
        let (status, max) = (Some(response.status()), self.max_response_bytes);
        let too_large = || {
            let what = format!("the reply is larger than {max} bytes: ask for less, or raise max_response_bytes");
            failure(ErrorKind::ResponseTooLarge, what, status)
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
                    return Err(failure(ErrorKind::Transport, what, status));
                }
            }
        }
    }

    fn not_sent(&self, error: &reqwest::Error) -> Failure {
        let (host, why) = (&self.host, cause(error));
        let (kind, what) = match (error.is_connect(), error.is_timeout()) {
            (true, true) => {
                let limit = self.timeouts.connect_limit();
                (ErrorKind::Timeout, format!("no connection to {host} within the connect timeout of {limit:?}"))
            }
            (true, false) => (ErrorKind::Connect, format!("cannot connect to {host}: {why}")),
            (false, _) => (ErrorKind::Transport, format!("the connection to {host} broke: {why}")),
        };
        failure(kind, what, None)
    }
}

fn failure(kind: ErrorKind, what: String, status: Option<StatusCode>) -> Failure {
    Failure { kind, what, status }
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

fn seconds(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

fn target(from: &Url, headers: &HeaderMap) -> Option<String> {
    let to = from.join(headers.get(LOCATION)?.to_str().ok()?).ok()?;
    to.host_str().map(str::to_owned)
}
