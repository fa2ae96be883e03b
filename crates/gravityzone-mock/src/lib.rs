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
//! It also does on command what a test cannot wait for:
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! use gravityzone_mock::{ControlCenter, Fault, Rates};
//! use serde_json::json;
//!
//! let center = ControlCenter::builder()
//!     .companies(2_000) // Company 0001 to Company 2000
//!     .key("partner-key")
//!     .customer_key("customer-key", "Fjord Dental")
//!     .rates(Rates::documented().scaled(0.01))
//!     .seed(7)
//!     .start()
//!     .await?;
//! center.fault(Fault::ResetAfter.on("companies.createCompany").times(1))?;
//! center.fault(Fault::BadGateway.chance(0.1))?;
//! center.on("companies.getCompanyDetails").params(json!({ "companyId": "x" })).times(1).refuse(-32000, "Busy.")?;
//! // ... calls ...
//! assert_eq!(center.count("companies.createCompany"), 0);
//! let later = ControlCenter::builder().state(center.state_json()).start().await?;
//! # Ok(())
//! # }
//! ```
//!
//! Faults, scripts, rate limits and the state are also under `/admin/...` on the same port, as JSON and without an API
//! key; `GET /admin` lists what there is. Only this machine is served there, and no website in a browser on it.
//!
//! What it holds back: it is no authority on what no source describes. Texts of errors are its own, save the few that
//! were seen on the wire.

mod address;
mod admin;
mod answer;
mod at;
mod behaviour;
mod body;
mod builder;
mod center;
mod checks;
mod clock;
mod company;
mod content_type;
mod control_center;
mod editions;
#[cfg(test)]
mod examples;
mod fault;
mod front;
mod ids;
mod key;
#[cfg(test)]
mod latency;
mod log;
mod mask;
mod method_name;
mod page;
mod random;
mod rates;
mod reply;
mod request;
mod script;
mod seed;
mod server;
mod shape;
mod state;
mod state_json;
mod wire;

pub use self::builder::Builder;
pub use self::control_center::{ControlCenter, DEMO_KEY};
pub use self::fault::{Fault, PlannedFault};
pub use self::key::Key;
pub use self::log::Received;
pub use self::rates::Rates;
pub use self::script::Scripting;
