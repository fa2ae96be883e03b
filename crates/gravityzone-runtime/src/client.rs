//! The client: one server, one key, and the connections to it.
//! It carries requests and knows none of them; the generated client wraps it.

use crate::builder::ClientBuilder;
use crate::by_name::ByName;
use crate::call::Call;
use crate::dry_run::Planned;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::key::ApiKey;
use crate::limit::RateLimiter;
use crate::mode::Mode;
use crate::observer::Observer;
use crate::retry::{Budget, RetryPolicy};
use crate::timeouts::Timeouts;
use crate::transport::Transport;
use gravityzone_wire::{Method, RateTier};
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;

/// Carries calls to one Control Center.
///
/// Make one and keep it: it holds the open connections and the rate limits. A clone is cheap and shares them.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    mode: Mode,
}

/// What the clones of a client share.
pub(crate) struct Shared {
    pub(crate) endpoint: Endpoint,
    /// The name of the endpoint's region, if it is a known one.
    pub(crate) region: Option<&'static str>,
    pub(crate) key: ApiKey,
    pub(crate) authorization: HeaderValue,
    pub(crate) user_agent: HeaderValue,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    pub(crate) limiter: Arc<dyn RateLimiter>,
    pub(crate) default_rate: Option<RateTier>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    pub(crate) check_rules: bool,
    pub(crate) max_response_bytes: usize,
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
        Self { shared: Arc::new(shared), mode: Mode::All }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The access URL, without a slash at its end: `https://HOST/api`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.shared.endpoint.url()
    }

    /// The name of the vendor's region that the URL belongs to; `None` for an appliance.
    #[must_use]
    pub fn region(&self) -> Option<&'static str> {
        self.shared.region
    }

    /// The server's name, with its port if that is not the usual one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.shared.endpoint.host
    }

    /// Calls a method: `.await` what is returned.
    pub fn call<M: Method>(&self, request: M) -> Call<'_, M> {
        Call::new(self, request)
    }

    /// Calls a method that this crate has no type for.
    ///
    /// `service_path` is what stands behind `/api/`: `v1.0/jsonrpc/companies`. What comes back is the result's JSON, or
    /// with [`decode_as`](Call::decode_as) a type of your own. The method counts as a write that must not be repeated
    /// unless [`effect`](Call::effect) says otherwise. In errors, params whose name sounds like a secret are masked.
    ///
    /// ```no_run
    /// # async fn run(client: gravityzone_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use gravityzone_wire::Effect;
    /// use std::collections::BTreeMap;
    ///
    /// let call = client.call_by_name("v1.0/jsonrpc/policies", "getPoliciesList");
    /// let list = call.params(BTreeMap::from([("perPage", 100)])).effect(Effect::Read).await?;
    /// println!("{}", list.get());
    /// # Ok(()) }
    /// ```
    pub fn call_by_name(&self, service_path: &str, method: &str) -> Call<'_, ByName> {
        Call::new(self, ByName::new(service_path, method, self.shared.default_rate))
    }

    /// The same client, which refuses whatever changes something: create, update, delete, and calls by name that do
    /// not say that they read. It shares connections and limits.
    #[must_use]
    pub fn read_only(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), mode: Mode::ReadOnly }
    }

    /// The same client, which sends what reads and prints the rest to the standard output instead of sending it: method,
    /// danger, params with secrets masked. A printed call ends as an error of the kind
    /// [`DryRun`](crate::ErrorKind::DryRun), since there is no result.
    #[must_use]
    pub fn dry_run(&self) -> Self {
        self.dry_run_with(|planned| println!("{planned}"))
    }

    /// The same with another place to show the calls.
    #[must_use]
    pub fn dry_run_with(&self, show: impl Fn(&Planned) + Send + Sync + 'static) -> Self {
        Self { shared: Arc::clone(&self.shared), mode: Mode::DryRun(Arc::new(show)) }
    }
}

/// The server and the options, never the key.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = match self.mode {
            Mode::All => "all",
            Mode::ReadOnly => "read-only",
            Mode::DryRun(_) => "dry run",
        };
        f.debug_struct("Client")
            .field("host", &self.shared.endpoint.host)
            .field("region", &self.shared.region)
            .field("mode", &mode)
            .field("timeouts", &self.shared.timeouts)
            .field("retry", &self.shared.retry)
            .field("user_agent", &self.shared.user_agent)
            .field("max_response_bytes", &self.shared.max_response_bytes)
            .finish_non_exhaustive()
    }
}
