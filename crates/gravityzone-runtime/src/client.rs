//! The client: one server, one key, and the connections to it.
//! It carries requests and knows none of them; the generated client wraps it.

use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::exchange::Outgoing;
use crate::http::Http;
use crate::key::ApiKey;
use crate::secrets::Secrets;
use crate::timeouts::Timeouts;
use gravityzone_wire::{Method, Notice};
use serde_json::value::RawValue;
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Carries calls to one Control Center.
///
/// Make one and keep it: it holds the open connections. A clone is cheap and shares them.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

/// What the clones of a client share.
pub(crate) struct Shared {
    pub(crate) endpoint: Endpoint,
    pub(crate) key: ApiKey,
    pub(crate) http: Http,
    pub(crate) notice: Option<Arc<dyn Notice + Send + Sync>>,
    pub(crate) timeouts: Timeouts,
    pub(crate) user_agent: String,
    pub(crate) max_response_bytes: usize,
}

impl Shared {
    pub(crate) fn notice(&self) -> Option<&dyn Notice> {
        self.notice.as_deref().map(|notice| notice as &dyn Notice)
    }
}

impl Client {
    /// A client of a Control Center, with the usual options.
    ///
    /// `url` is the access URL that My Account > Control Center API shows, such as
    /// `https://cloud.gravityzone.bitdefender.com/api`.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the URL or the key is wrong, or TLS cannot be set up.
    pub fn new(url: impl Into<String>, key: impl Into<ApiKey>) -> Result<Self, Error> {
        Self::builder().url(url).key(key).build()
    }

    /// Sets up a client step by step.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client of what the environment says: see [`ClientBuilder::from_env`].
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config); the text names the variable.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    pub(crate) fn of(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0
    }

    /// The access URL, without a slash at its end: `https://HOST/api`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.0.endpoint.base
    }

    /// The server's name, with its port if that is not the usual one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.0.endpoint.host
    }

    /// Calls a method: `.await` what is returned.
    pub fn call<M: Method>(&self, request: M) -> Call<'_, M> {
        Call::new(self, request)
    }

    /// Calls a method that this crate has no type for.
    ///
    /// `service_path` is what stands behind `/api/` (`v1.0/jsonrpc/companies`), `params_json` a JSON object, and
    /// what comes back is the result's JSON. In errors, params whose name sounds like a secret are masked; other
    /// secrets in the params are not known as such.
    ///
    /// # Errors
    /// As for any call; there is no [`ErrorKind::Decode`](crate::ErrorKind::Decode).
    ///
    /// ```no_run
    /// # async fn run(client: gravityzone_runtime::Client) -> Result<(), gravityzone_runtime::Error> {
    /// let details = client.call_raw("v1.0/jsonrpc/general", "getApiKeyDetails", "{}").await?;
    /// println!("{}", details.get());
    /// # Ok(()) }
    /// ```
    pub async fn call_raw(&self, service_path: &str, method: &str, params_json: &str) -> Result<Box<RawValue>, Error> {
        if crate::members::members(params_json, []).is_err() {
            return Err(Error::config(format!("the params of {method} are not one JSON object, such as {{}}")));
        }
        let area = service_path.split_once("/jsonrpc/").map_or(service_path, |(_, service)| service);
        let call = Outgoing {
            area: area.split('/').next().unwrap_or(area),
            name: method,
            service_path,
            params: Zeroizing::new(params_json.to_owned()),
            secrets: Secrets::Named,
            timeout: None,
        };
        self.0.exchange(call).await?.raw()
    }
}

/// The server and the options, never the key.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("host", &self.0.endpoint.host)
            .field("timeouts", &self.0.timeouts)
            .field("user_agent", &self.0.user_agent)
            .field("max_response_bytes", &self.0.max_response_bytes)
            .field("notice", &self.0.notice.is_some())
            .finish_non_exhaustive()
    }
}
