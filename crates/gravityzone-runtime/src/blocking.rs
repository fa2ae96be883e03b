//! The client for programs without async: the same requests and options, calls that block.
//! The connections live on a thread of the client's own, so that they are looked after between calls too.

mod call;
mod iter;
mod thread;

pub use self::call::Call;
pub use self::iter::{Each, Items, Pages};

use self::thread::Thread;
use crate::by_name::ByName;
use crate::call::Carried;
use crate::dry_run::Planned;
use crate::error::Error;
use gravityzone_wire::Method;
use std::fmt;
use std::sync::Arc;

/// Carries calls to one Control Center, and blocks until they are over: see
/// [`Client::blocking`](crate::Client::blocking).
///
/// ```no_run
/// # fn run<M: gravityzone_wire::Method>(request: M) -> Result<(), gravityzone_runtime::Error> {
/// use gravityzone_runtime::Client;
///
/// let client = Client::from_env()?.blocking()?;
/// let output = client.call(request).send()?;
/// # Ok(()) }
/// ```
///
/// A clone is cheap and shares connections, limits and the thread. It can be used by several threads at once: their
/// calls run side by side. The thread ends with the last clone, and with the last list that was made by one.
///
/// # Not inside async
/// A blocked thread of an async runtime can stop the whole program. Inside a tokio runtime, `spawn_blocking` included,
/// it refuses whatever it is asked with [`ErrorKind::Config`](crate::ErrorKind::Config): use the async
/// [`Client`](crate::Client) there. Being dropped there does no harm.
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    thread: Arc<Thread>,
}

impl crate::Client {
    /// A blocking client with the settings, the mode and the limits of this one: for programs without async.
    ///
    /// Do not use this one beside it: an open connection belongs to the runtime that made it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) inside a tokio runtime, or if no thread can be started.
    pub fn blocking(&self) -> Result<Client, Error> {
        Ok(Client { client: self.clone(), thread: Arc::new(Thread::start()?) })
    }
}

impl Client {
    fn with(&self, client: crate::Client) -> Self {
        Self { client, thread: Arc::clone(&self.thread) }
    }

    fn carry<'a, R: Carried>(&'a self, call: crate::Call<'a, R>) -> Call<'a, R> {
        Call::new(call, &self.thread)
    }

    /// Calls a method: `.send()` what is returned.
    pub fn call<M: Method>(&self, request: M) -> Call<'_, M> {
        self.carry(self.client.call(request))
    }

    /// Calls a method that this crate has no type for: see [`Client::call_by_name`](crate::Client::call_by_name).
    pub fn call_by_name(&self, service_path: &str, method: &str) -> Call<'_, ByName> {
        self.carry(self.client.call_by_name(service_path, method))
    }

    /// Makes a call for each request, a few at a time: see [`Client::each`](crate::Client::each).
    pub fn each<I>(&self, requests: I) -> Each<I::IntoIter>
    where
        I: IntoIterator<Item: Method>,
    {
        Each::new(self.client.each(requests), &self.thread)
    }

    /// The same client, which refuses whatever changes something: see
    /// [`Client::read_only`](crate::Client::read_only).
    #[must_use]
    pub fn read_only(&self) -> Self {
        self.with(self.client.read_only())
    }

    /// The same client, which prints what changes something instead of sending it: see
    /// [`Client::dry_run`](crate::Client::dry_run).
    #[must_use]
    pub fn dry_run(&self) -> Self {
        self.with(self.client.dry_run())
    }

    /// The same with another place to show the calls.
    #[must_use]
    pub fn dry_run_with(&self, show: impl Fn(&Planned) + Send + Sync + 'static) -> Self {
        self.with(self.client.dry_run_with(show))
    }

    /// The access URL: `https://HOST/api`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.client.url()
    }
}

/// As the async client.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client").field(&self.client).finish()
    }
}
