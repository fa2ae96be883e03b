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
//! - [`Client`] is cheap to clone and meant to be kept: it holds the connections and the rate limits.
//! - [`ClientBuilder`] sets it up; [`ClientBuilder::from_env`] reads `GRAVITYZONE_URL` and `GRAVITYZONE_API_KEY`.
//! - [`Call`] is one call on its way, for its own options.
//! - [`Pages`] and [`Items`] are lists, [`Each`] is many calls of one method.
//! - `blocking`, under the feature of that name, is the client for programs without async.
//! - [`Error`] is one type for all that can go wrong; its `Display` is one line with all one needs to act.
//! - [`RetryPolicy`], [`RateLimiter`] and [`Timeouts`] decide when a call goes out, again, and no more.
//! - [`Observer`] hears of calls; [`Transport`] carries them.
//!
//! # Features
//!
//! - `rustls` (default): TLS computes with aws-lc. Without it the program installs a crypto provider of rustls when it
//!   starts: `rustls::crypto::ring::default_provider().install_default()`.
//! - `test-util`: the module `mock`, a transport for tests.
//!
//! Calls run inside a tokio runtime with time and I/O enabled. One call is one span `gravityzone.call` of `tracing`
//! with a span `gravityzone.attempt` for each HTTP request; a retry is a warning. Bodies and the key are never logged.
//!
//! You rarely name this crate: `gravityzone-client` re-exports what a program needs.

mod advice;
mod answer;
mod attempt;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod by_name;
mod call;
mod client;
mod display;
mod dry_run;
mod each;
mod endpoint;
mod env;
mod envelope;
mod error;
mod excerpt;
mod exchange;
mod facade;
mod flight;
mod http;
mod id;
mod items;
mod judge;
mod key;
mod limit;
mod members;
#[cfg(feature = "test-util")]
pub mod mock;
mod mode;
mod network;
mod observer;
mod outgoing;
mod pages;
mod probe;
mod quoting;
mod regions;
mod retry;
mod run;
mod scope;
mod secrets;
mod timeouts;
mod transport;

pub use self::answer::Reply;
pub use self::builder::ClientBuilder;
pub use self::by_name::ByName;
pub use self::call::{Call, Carried};
pub use self::client::Client;
pub use self::dry_run::Planned;
pub use self::each::Each;
pub use self::error::{Error, ErrorKind, RpcError};
pub use self::facade::Facade;
pub use self::items::Items;
pub use self::key::ApiKey;
pub use self::limit::{Pacing, RateLimiter, TooLate, Turn, Unlimited};
pub use self::observer::{Attempted, CallInfo, Dropped, Ended, Observer, Retrying};
pub use self::pages::Pages;
pub use self::probe::{KeyKind, MissingApis, Probe};
pub use self::regions::{RegionTable, UnknownRegion, region_named, region_of_url};
pub use self::retry::RetryPolicy;
pub use self::scope::Scope;
pub use self::timeouts::Timeouts;
pub use self::transport::{BoxFuture, Progress, Transport, TransportError};
