//! The thread that looks after a blocking client's connections and timers.
//! A call itself runs on the thread that makes it.

use crate::error::Error;
use std::convert::Infallible;
use std::future::Future;
use std::thread;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

pub(crate) struct Thread {
    handle: Handle,
    /// The thread ends when this is dropped.
    _stop: oneshot::Sender<Infallible>,
}

impl Thread {
    /// Starts the thread, which ends when this is dropped. Nobody waits for it, so that dropping never blocks.
    pub(crate) fn start() -> Result<Self, Error> {
        refuse_inside_async()?;
        let not_started = |error: std::io::Error| Error::config(format!("no thread for a blocking client: {error}"));
        let runtime = Builder::new_current_thread().enable_all().build().map_err(not_started)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let run = move || {
            let _: Result<Infallible, _> = runtime.block_on(stopped);
            // A name that is still being looked up is not waited for.
            runtime.shutdown_background();
        };
        thread::Builder::new().name("gravityzone".to_owned()).spawn(run).map_err(not_started)?;
        Ok(Self { handle, _stop: stop })
    }

    /// Waits for `future` on the calling thread.
    pub(crate) fn wait<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        refuse_inside_async()?;
        Ok(self.handle.block_on(future))
    }
}

/// Blocking there panics, or stops whatever else runs on the thread.
fn refuse_inside_async() -> Result<(), Error> {
    match Handle::try_current() {
        Err(error) if error.is_missing_context() => Ok(()),
        Ok(_) => Err(Error::config(
            "a blocking client cannot be used inside a tokio runtime, not in spawn_blocking either: use the async \
             client and .await its calls, or a thread of std",
        )),
        Err(_) => Err(Error::config("a blocking client cannot be used while its thread is ending")),
    }
}
