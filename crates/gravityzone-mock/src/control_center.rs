//! A running Control Center, as its user holds it.
//! It stops when it is dropped.

use crate::builder::Builder;
use crate::center::Center;
use crate::fault::{ActiveFault, PlannedFault};
use crate::log::Received;
use crate::method_name::MethodName;
use crate::rates::Rates;
use crate::script::Scripting;
use serde_json::Value as Json;
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
    /// At most 10,000 calls are kept, 8 MiB of requests and the latest 8 MiB of answers.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.center.log().entries()
    }

    /// How many calls of a method there were, refused ones included: `companies.createCompany`, or the bare name. A
    /// method that the spec does not have was called 0 times.
    #[must_use]
    pub fn count(&self, method: &str) -> usize {
        self.center.log().count(&MethodName::of(method))
    }

    /// Forgets the calls so far, and their counts.
    pub fn clear_log(&self) {
        self.center.log().clear();
    }

    /// Plans a fault: `center.fault(Fault::BadGateway.on("companies.createCompany").times(2))`. A bare [`Fault`](crate::Fault) meets
    /// every call. Faults that do not exclude each other can meet the same call.
    ///
    /// # Errors
    /// When the spec has no method of the name.
    pub fn fault(&self, fault: impl Into<PlannedFault>) -> io::Result<()> {
        let active = ActiveFault::new(&self.center.spec, fault.into())?;
        self.center.faults().active.push(active);
        Ok(())
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.center.faults().active.clear();
    }

    /// Begins a scripted answer of a method, which comes before what the state says:
    /// `center.on("companies.getCompanyDetails").times(1).refuse(-32000, "Busy.")`. Scripts of one method answer in
    /// the order in which they were written.
    pub fn on(&self, method: impl Into<String>) -> Scripting<'_> {
        Scripting::new(self, method.into())
    }

    /// Ends all scripted answers.
    pub fn clear_scripts(&self) {
        self.center.scripts().clear();
    }

    /// Enforces other rate limits from now on; none with `None`.
    pub fn set_rates(&self, rates: impl Into<Option<Rates>>) {
        self.center.limits().set(rates.into());
    }

    /// Everything that calls can change, for [`Builder::state`]. Secrets do not leave: passwords are never kept, and
    /// a licence key is `***`, which is what a Control Center that begins with this state answers too.
    #[must_use]
    pub fn state_json(&self) -> Json {
        self.center.state_json()
    }

    pub(crate) fn center(&self) -> &Center {
        &self.center
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
