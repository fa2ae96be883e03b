//! The transport that is used unless another is set: reqwest, with the connections to one server.
//! Redirects are not followed: they would turn the POST into a GET and might carry the key elsewhere.

mod body;
mod failure;
mod proxy;
mod tls;

use self::body::Watched;
use self::failure::Way;
use self::proxy::ByHand;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::network::{Network, Proxy};
use crate::timeouts::Timeouts;
use crate::transport::{BoxFuture, Progress, Transport, TransportError};
use bytes::Bytes;
use http::StatusCode;
use reqwest::redirect::Policy;
use std::time::Duration;

/// Below what servers and firewalls keep idle connections for.
const IDLE: Duration = Duration::from_secs(55);

/// How long a connection is silent before the system asks whether the other end is still there, while a reply is
/// awaited: below what firewalls forget silent connections after.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// The connections to one server.
pub(crate) struct Http {
    client: reqwest::Client,
    way: Way,
    max_response_bytes: usize,
}

impl Http {
    pub(crate) fn new(
        endpoint: &Endpoint,
        timeouts: Timeouts,
        max_response_bytes: usize,
        network: &Network,
    ) -> Result<Self, Error> {
        tls::provider()?;
        let mut way = Way {
            host: endpoint.host.clone(),
            plain: endpoint.plain,
            proxy: None,
            identity: network.identity.is_some(),
            connect_limit: timeouts.connect_limit(),
        };
        let mut client = reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(timeouts.connect_limit())
            .pool_idle_timeout(IDLE)
            .tcp_keepalive(KEEPALIVE)
            // It would retry what HTTP/2 puts back, unseen by limits, observer and retry budget. `exchange.rs` does it.
            .retry(reqwest::retry::never())
            .https_only(!endpoint.plain);
        client = tls::set(client, network)?;
        match &network.proxy {
            Proxy::At(url) => {
                let ByHand { proxy, host, with_password } = ByHand::parse(url)?;
                client = client.proxy(proxy);
                way.proxy = Some((host, with_password));
            }
            // A proxy would see the key, and cannot reach this machine anyway.
            Proxy::Environment if endpoint.loopback => client = client.no_proxy(),
            Proxy::Environment => {}
            Proxy::None => client = client.no_proxy(),
        }
        let tls_proxy = matches!(&network.proxy, Proxy::At(url) if url.trim_start().starts_with("https:"));
        if endpoint.plain && !tls_proxy {
            // No TLS is spoken: do without the system's certificates.
            client = client.tls_certs_only([]);
        }
        let client =
            client.build().map_err(|error| tls::cannot_be_set_up(failure::tls(&error), &failure::cause(&error)))?;
        Ok(Self { client, way, max_response_bytes })
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let (parts, body) = request.into_parts();
        let progress = parts.extensions.get::<Progress>().cloned().unwrap_or_default();
        let body = reqwest::Body::wrap(Watched::new(body, progress.clone()));
        let request = http::Request::from_parts(parts, body)
            .try_into()
            .map_err(|error| TransportError::not_sent(failure::cause(&error)))?;
        let reply = self.client.execute(request).await;
        let mut response = reply.map_err(|error| self.way.failed(&error, progress.may_be_sent()))?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut body = self.read(response).await?;
        if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            // The page of a proxy, which may repeat the password that it did not like.
            body.clear();
        }
        let mut reply = http::Response::new(body);
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
                    let what = format!("the reply from {} broke off: {}", self.way.host, failure::cause(&error));
                    return Err(TransportError::broken(what).status(status));
                }
            }
        }
    }
}

impl Transport for Http {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}
