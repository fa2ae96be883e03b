//! A running Control Center, as its user holds it.
//! It stops when it is dropped.

use crate::builder::Builder;
use crate::center::Center;
use crate::log::Received;
use std::net::SocketAddr;
use std::sync::Arc;
use std::{fmt, io};
use tokio::task::JoinHandle;

/// The key of a Control Center that was given no other. It opens nothing real.
pub const DEMO_KEY: &str = "demo-key";

/// A running Control Center on a loopback port.
///
/// Two of them share nothing. Dropping one stops it; [`stop`](Self::stop) also waits until the port is free.
pub struct ControlCenter {
    center: Arc<Center>,
    address: SocketAddr,
    key: String,
    server: Option<JoinHandle<()>>,
}

impl ControlCenter {
    /// Starts one with [`DEMO_KEY`] on a free port of 127.0.0.1. Needs a Tokio runtime.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// A Control Center with other keys, a fixed clock or a fixed port.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn running(center: Arc<Center>, address: SocketAddr, key: String, server: JoinHandle<()>) -> Self {
        Self { center, address, key, server: Some(server) }
    }

    /// The access URL, as a real Control Center shows it: `http://127.0.0.1:PORT/api`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/api", self.address)
    }

    /// The API key: the first of those that were given, else [`DEMO_KEY`].
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The latest calls that reached a service, in the order of their answers; secrets are `***`.
    ///
    /// At most 10,000 calls and 8 MiB of bodies are kept.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.center.log().entries()
    }

    /// Stops it and waits until its port is free. Open connections are cut.
    pub async fn stop(mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
            let _cancelled = server.await;
        }
    }
}

impl Drop for ControlCenter {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            server.abort();
        }
    }
}

impl fmt::Debug for ControlCenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ControlCenter").field("url", &self.url()).finish_non_exhaustive()
    }
}
