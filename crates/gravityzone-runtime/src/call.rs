//! A call on its way: a request, the client that carries it, and the options of this one call.
//! The only generic code of the crate: it writes the params, hands on, and reads the result.

use crate::client::Client;
use crate::error::Error;
use crate::exchange::Outgoing;
use crate::secrets::Secrets;
use gravityzone_wire::{Method, to_json};
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;
use zeroize::Zeroizing;

/// One call. Nothing is sent before it is awaited.
///
/// Dropping it while it is awaited gives up waiting; what the server has begun, it may still finish.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'a, M> {
    client: &'a Client,
    request: M,
    timeout: Option<Duration>,
}

impl<'a, M: Method> Call<'a, M> {
    pub(crate) fn new(client: &'a Client, request: M) -> Self {
        Self { client, request, timeout: None }
    }

    /// How long an attempt of this call may take, in place of the client's limit.
    pub fn with_timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }
}

impl<'a, M: Method + 'a> IntoFuture for Call<'a, M> {
    type Output = Result<M::Output, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { client, request, timeout } = self;
        let service_path = request.service_path();
        let params = to_json(&request).map(Zeroizing::new);
        Box::pin(async move {
            let params = params.map_err(|_| Error::config(format!("{} cannot be written as JSON", M::NAME)))?;
            let (area, name, secrets) = (M::AREA, M::NAME, Secrets::At(M::SECRETS));
            let answer =
                client.shared().exchange(Outgoing { area, name, service_path, params, secrets, timeout }).await?;
            answer.decode(client.shared().notice())
        })
    }
}

impl<M: fmt::Debug> fmt::Debug for Call<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("request", &self.request).field("timeout", &self.timeout).finish_non_exhaustive()
    }
}
