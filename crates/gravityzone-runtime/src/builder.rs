//! Sets up a client: server, key, limits. What is wrong comes out in `build`, as one error.
//! Generic over the client that it builds, so that the generated client is built by it too.

use crate::client::{Client, Shared};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::facade::Facade;
use crate::http::Http;
use crate::key::ApiKey;
use crate::limit::{Pacing, RateLimiter};
use crate::network::Network;
use crate::observer::Observer;
use crate::regions::{region_named, region_of_url};
use crate::retry::{Budget, RetryPolicy};
use crate::timeouts::Timeouts;
use crate::transport::Transport;
use http::HeaderValue;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

const USER_AGENT: &str = concat!("gravityzone-rust/", env!("CARGO_PKG_VERSION"));
const MAX_RESPONSE_BYTES: usize = 64 << 20;
const RETRY_BUDGET: u32 = 100;

/// Sets up a client.
///
/// ```
/// use gravityzone_runtime::{Client, Timeouts};
/// use std::time::Duration;
///
/// let client = Client::builder()
///     .url("https://cloud.gravityzone.bitdefender.com/api")
///     .key("the key that My Account > API keys shows once")
///     .timeouts(Timeouts::default().attempt(Duration::from_secs(120)))
///     .build()?;
/// # Ok::<(), gravityzone_runtime::Error>(())
/// ```
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Client> {
    url: Option<String>,
    region: Option<String>,
    key: Option<ApiKey>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    retry_budget: u32,
    limiter: Option<Arc<dyn RateLimiter>>,
    transport: Option<Arc<dyn Transport>>,
    pub(crate) network: Network,
    allow_plain_http: bool,
    check_rules: bool,
    user_agent: String,
    max_response_bytes: usize,
    observer: Option<Arc<dyn Observer>>,
    builds: PhantomData<fn() -> C>,
}

impl<C: Facade> ClientBuilder<C> {
    /// A builder with the usual options, without server and key.
    pub fn new() -> Self {
        Self {
            url: None,
            region: None,
            key: None,
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            retry_budget: RETRY_BUDGET,
            limiter: None,
            transport: None,
            network: Network::default(),
            allow_plain_http: false,
            check_rules: true,
            user_agent: USER_AGENT.to_owned(),
            max_response_bytes: MAX_RESPONSE_BYTES,
            observer: None,
            builds: PhantomData,
        }
    }

    /// The access URL that My Account > Control Center API shows, `https://HOST/api`: a region's or an appliance's.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// One of the vendor's regions by its name, such as `eu`, in place of a URL. The key works only in the region that
    /// made it. Names are known to the generated client.
    pub fn region(mut self, name: impl Into<String>) -> Self {
        self.region = Some(name.into());
        self
    }

    /// The API key.
    pub fn key(mut self, key: impl Into<ApiKey>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// How long the parts of a call may take. 10 seconds to connect, 60 seconds for an attempt and 5 minutes in all
    /// unless set.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How often a call is tried. 4 times unless set, where trying again does no harm.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How much all calls of this client together may spend on retries: 10 for each, 5 after a 429; each success gives
    /// back 1. 100 unless set.
    pub fn retry_budget(mut self, most: u32) -> Self {
        self.retry_budget = most;
        self
    }

    /// Keeps the rate limits in place of a [`Pacing`] of this client's own: one that several clients share, one with
    /// other settings, [`Unlimited`](crate::Unlimited), or your own.
    pub fn rate_limiter(mut self, limiter: impl RateLimiter + 'static) -> Self {
        self.limiter = Some(Arc::new(limiter));
        self
    }

    /// Carries the HTTP requests in place of the built-in transport.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Allows `http://` to any server. It shows the key to everybody on the way; without it, plain http goes only
    /// to this machine.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// Whether a request that breaks a documented rule is refused before it is sent, and advice told to the observer.
    /// Yes unless set.
    pub fn check_rules(mut self, check: bool) -> Self {
        self.check_rules = check;
        self
    }

    /// What the client calls itself in the header `User-Agent`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// How large a reply may be, unpacked. 64 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Hears of calls, retries, waits, and of members and codes in replies that the model does not know.
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the URL or the key is missing or wrong, a certificate or a
    /// proxy cannot be used, or TLS cannot be set up.
    pub fn build(self) -> Result<C, Error> {
        let url = match (self.url, self.region) {
            (Some(url), None) => url,
            (None, Some(name)) => {
                let at = region_named(C::REGIONS, &name).map_err(|unknown| Error::config(unknown.to_string()))?;
                C::REGIONS[at].1.to_owned()
            }
            (None, None) => return Err(Error::config("the client has no URL: set url(\"https://HOST/api\")")),
            (Some(_), Some(_)) => return Err(Error::config("the client has a URL and a region: set one")),
        };
        let key = self.key.ok_or_else(|| Error::config("the client has no API key: set key(...)"))?;
        let endpoint = Endpoint::parse(&url, self.allow_plain_http)?;
        key.check()?;
        let user_agent = HeaderValue::from_str(&self.user_agent)
            .map_err(|_| Error::config("the user agent holds characters that a header cannot hold"))?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Http::new(&endpoint, self.timeouts, self.max_response_bytes, &self.network)?),
        };
        let region = region_of_url(C::REGIONS, endpoint.url()).map(|at| C::REGIONS[at].0);
        Ok(C::from(Client::of(Shared {
            endpoint,
            region,
            authorization: key.authorization()?,
            key,
            user_agent,
            transport,
            timeouts: self.timeouts,
            retry: self.retry,
            budget: Budget::new(self.retry_budget),
            limiter: self.limiter.unwrap_or_else(|| Arc::new(Pacing::new())),
            default_rate: C::DEFAULT_RATE,
            observer: self.observer,
            check_rules: self.check_rules,
            max_response_bytes: self.max_response_bytes,
        })))
    }
}

impl<C: Facade> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

/// Neither the key nor a URL, which may hold a password until `build` has refused it.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("retry_budget", &self.retry_budget)
            .field("network", &self.network)
            .field("allow_plain_http", &self.allow_plain_http)
            .field("check_rules", &self.check_rules)
            .field("user_agent", &self.user_agent)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}
