//! What the built-in transport needs to reach a server: certificates, the client's own certificate, a proxy.
//! The builder only keeps them; they are read, and refused if they are wrong, in `http/`.

use crate::builder::ClientBuilder;
use crate::facade::Facade;
use std::fmt;
use zeroize::Zeroizing;

/// How the server is reached.
#[derive(Default)]
pub(crate) struct Network {
    /// PEM, one or more certificates each.
    pub(crate) ca: Vec<Vec<u8>>,
    /// PEM, certificates and private key.
    pub(crate) identity: Option<Zeroizing<Vec<u8>>>,
    pub(crate) proxy: Proxy,
}

#[derive(Default)]
pub(crate) enum Proxy {
    /// As the environment says it.
    #[default]
    Environment,
    None,
    /// Its URL, which may hold a password.
    At(Zeroizing<String>),
}

/// For the built-in transport; without effect on one that is set with [`transport`](Self::transport).
impl<C: Facade> ClientBuilder<C> {
    /// Trusts these certificates besides the system's: the CA of an appliance, or of a company proxy that reads TLS.
    ///
    /// The text is PEM and may hold several certificates; what is given in several calls is added up. Without this,
    /// the certificates of the system are trusted; on Linux, `SSL_CERT_FILE` and `SSL_CERT_DIR` name others in their
    /// place.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use gravityzone_runtime::Client;
    ///
    /// let client = Client::builder()
    ///     .url("https://gravityzone.fjord.example/api")
    ///     .key("the key that My Account > API keys shows once")
    ///     .ca_certificate_pem(std::fs::read("/etc/ssl/fjord-ca.pem")?)
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    pub fn ca_certificate_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.network.ca.push(pem.into());
        self
    }

    /// Shows this certificate to a server that asks for one (mutual TLS).
    ///
    /// The text is PEM: the client's certificate, those that lead from it to a CA that the server knows, and the private
    /// key, which must not be encrypted (PKCS#8, PKCS#1 or SEC1). The key is never shown.
    pub fn client_identity_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.network.identity = Some(Zeroizing::new(pem.into()));
        self
    }

    /// Goes through this proxy: `http://HOST:PORT`, or `http://USER:PASSWORD@HOST:PORT` with what is no letter or digit
    /// in user and password written as `%40`. The password is never shown.
    ///
    /// Without this, the environment decides: `HTTPS_PROXY` or `ALL_PROXY` names the proxy, `NO_PROXY` what is reached
    /// without it, and this machine never goes through one; on Windows and macOS, the system's settings count too.
    /// A proxy that is set here is used for every server, whatever the environment says.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.network.proxy = Proxy::At(Zeroizing::new(url.into()));
        self
    }

    /// Goes through no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.network.proxy = Proxy::None;
        self
    }
}

/// What is set, not what it is.
impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proxy = match self.proxy {
            Proxy::Environment => "as the environment says",
            Proxy::None => "none",
            Proxy::At(_) => "set",
        };
        f.debug_struct("Network")
            .field("ca_certificates", &!self.ca.is_empty())
            .field("client_identity", &self.identity.is_some())
            .field("proxy", &proxy)
            .finish()
    }
}
