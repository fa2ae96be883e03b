//! Sets up a client: server, key, limits. What is wrong comes out in `build`, as one error.
//! Generic over the client that it builds, so that the generated client is built by it too.

use crate::client::{Client, Shared};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::http::Http;
use crate::key::ApiKey;
use crate::timeouts::Timeouts;
use gravityzone_wire::Notice;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

const USER_AGENT: &str = concat!("gravityzone-rust/", env!("CARGO_PKG_VERSION"));
const MAX_RESPONSE_BYTES: usize = 64 << 20;

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
    key: Option<ApiKey>,
    timeouts: Timeouts,
    allow_plain_http: bool,
    user_agent: String,
    max_response_bytes: usize,
    notice: Option<Arc<dyn Notice + Send + Sync>>,
    builds: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A builder with the usual options, without server and key.
    pub fn new() -> Self {
        Self {
            url: None,
            key: None,
            timeouts: Timeouts::default(),
            allow_plain_http: false,
            user_agent: USER_AGENT.to_owned(),
            max_response_bytes: MAX_RESPONSE_BYTES,
            notice: None,
            builds: PhantomData,
        }
    }

    /// The access URL that My Account > Control Center API shows: `https://HOST/api`.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The API key.
    pub fn key(mut self, key: impl Into<ApiKey>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// How long the parts of a call may take. 10 seconds to connect and 60 seconds for an attempt unless set.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Allows `http://` to any server. It shows the key to everybody on the way; without it, plain http goes only
    /// to this machine.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
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

    /// Hears of members and codes in replies that the model does not know.
    pub fn notice(mut self, notice: Arc<dyn Notice + Send + Sync>) -> Self {
        self.notice = Some(notice);
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the URL or the key is missing or wrong, or TLS cannot be
    /// set up.
    pub fn build(self) -> Result<C, Error> {
        let url = self.url.ok_or_else(|| Error::config("the client has no URL: set url(\"https://HOST/api\")"))?;
        let key = self.key.ok_or_else(|| Error::config("the client has no API key: set key(...)"))?;
        let endpoint = Endpoint::parse(&url, self.allow_plain_http)?;
        key.check()?;
        let http = Http::new(&endpoint, &key, &self.user_agent, self.timeouts, self.max_response_bytes)?;
        Ok(C::from(Client::of(Shared {
            endpoint,
            key,
            http,
            notice: self.notice,
            timeouts: self.timeouts,
            user_agent: self.user_agent,
            max_response_bytes: self.max_response_bytes,
        })))
    }
}

impl<C: From<Client>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

/// Neither the key nor the URL, which may hold a password until `build` has refused it.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("timeouts", &self.timeouts)
            .field("allow_plain_http", &self.allow_plain_http)
            .field("user_agent", &self.user_agent)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}
