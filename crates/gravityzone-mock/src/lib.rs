//! An embedded Control Center: the server side of the GravityZone API, for tests and for trying code out.
//! Nobody can try code against a real tenant, so this crate is one: on a loopback port, in memory.
//!
//! It is a real HTTP server. What a request may hold comes from the spec that it carries: a param that is unknown,
//! missing or mistyped, a documented rule that is broken, a method of another version, a key that is not enabled for
//! an area are all answered with the vendor's codes and HTTP statuses. Valid requests change and read companies,
//! accounts, licences, custom fields and integrations, which stay until the Control Center stops.
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! use gravityzone_mock::ControlCenter;
//!
//! let center = ControlCenter::builder().deterministic().start().await?;
//! let url = center.url(); // http://127.0.0.1:PORT/api: give it to the client, with center.key()
//! // ... calls ...
//! assert!(center.requests().iter().all(|request| request.code.is_none()));
//! center.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! What it holds back: it is no authority on what no source describes. Texts of errors are its own, save the few that
//! were seen on the wire.

mod address;
mod admin;
mod answer;
mod behaviour;
mod body;
mod builder;
mod center;
mod checks;
mod clock;
mod company;
mod content_type;
mod control_center;
mod front;
mod ids;
mod key;
mod log;
mod mask;
mod page;
mod reply;
mod request;
mod server;
mod state;

pub use self::builder::Builder;
pub use self::control_center::{ControlCenter, DEMO_KEY};
pub use self::log::Received;
