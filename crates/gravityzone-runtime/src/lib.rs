//! What carries a GravityZone API call: a client over HTTPS, the JSON-RPC envelope, errors that say what happened.
//! It knows no method: requests are values that implement [`Method`](gravityzone_wire::Method).
//!
//! ```no_run
//! # async fn run<M: gravityzone_wire::Method>(request: M) -> Result<(), gravityzone_runtime::Error> {
//! use gravityzone_runtime::Client;
//!
//! let client = Client::from_env()?;
//! let reply = client.call(request).await?;
//! # Ok(()) }
//! ```
//!
//! - [`Client`] is cheap to clone and meant to be kept: it holds the connections.
//! - [`ClientBuilder`] sets it up; [`ClientBuilder::from_env`] reads `GRAVITYZONE_URL` and `GRAVITYZONE_API_KEY`.
//! - [`Call`] is one call on its way, for its own options.
//! - [`Error`] is one type for all that can go wrong; its `Display` is one line with all one needs to act.
//!
//! Calls run inside a tokio runtime with time and I/O enabled. One call is one span `gravityzone.call` of `tracing`;
//! neither bodies nor the key are ever logged.
//!
//! You rarely name this crate: `gravityzone-client` re-exports what a program needs.

mod builder;
mod call;
mod client;
mod display;
mod endpoint;
mod env;
mod envelope;
mod error;
mod excerpt;
mod exchange;
mod http;
mod id;
mod key;
mod members;
mod probe;
mod regions;
mod secrets;
mod timeouts;

pub use self::builder::ClientBuilder;
pub use self::call::Call;
pub use self::client::Client;
pub use self::error::{Error, ErrorKind, RpcError};
pub use self::key::ApiKey;
pub use self::probe::{KeyKind, MissingApis, Probe};
pub use self::regions::{RegionTable, UnknownRegion, region_named, region_of_url};
pub use self::timeouts::Timeouts;
