//! The embedded Control Center over real HTTP, spoken by hand: not through the project's client.
//! What a client of ours gets wrong in both directions would hide itself.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first thing that is wrong")]

mod accounts;
mod admin;
mod caller;
mod companies;
mod custom_fields;
mod customers;
mod defaults;
mod examples;
mod faults;
mod integrations;
mod inventory;
mod keys;
mod licensing;
mod log;
mod rates;
mod refusals;
mod robustness;
mod scripts;
mod secrets;
mod starting;
mod state;
mod steering;
