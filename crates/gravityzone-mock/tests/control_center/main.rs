//! The embedded Control Center over real HTTP, spoken by hand: not through the project's client.

mod accounts;
mod caller;
mod companies;
mod custom_fields;
mod defaults;
mod examples;
mod integrations;
mod inventory;
mod keys;
mod licensing;
mod refusals;
mod robustness;
mod secrets;
mod starting;
