//! A call of the blocking client: the options of the async one, and ways to send it.
//! Nothing is sent before one of them.

use crate::answer::Reply;
use crate::blocking::iter::{Items, Pages};
use crate::blocking::thread::Thread;
use crate::by_name::ByName;
use crate::call::Carried;
use crate::error::Error;
use crate::retry::RetryPolicy;
use gravityzone_wire::{Effect, Paged, RateTier};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

/// One call of a [`blocking::Client`](crate::blocking::Client). Nothing is sent before [`send`](Self::send).
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'a, R> {
    call: crate::Call<'a, R>,
    thread: &'a Arc<Thread>,
}

impl<'a, R: Carried> Call<'a, R> {
    pub(crate) fn new(call: crate::Call<'a, R>, thread: &'a Arc<Thread>) -> Self {
        Self { call, thread }
    }

    fn map(self, option: impl FnOnce(crate::Call<'a, R>) -> crate::Call<'a, R>) -> Self {
        Self { call: option(self.call), thread: self.thread }
    }

    /// How long an attempt may take: see [`Call::with_timeout`](crate::Call::with_timeout).
    pub fn with_timeout(self, limit: Duration) -> Self {
        self.map(|call| call.with_timeout(limit))
    }

    /// How long the call may take in all: see [`Call::with_overall_timeout`](crate::Call::with_overall_timeout).
    pub fn with_overall_timeout(self, limit: Duration) -> Self {
        self.map(|call| call.with_overall_timeout(limit))
    }

    /// How often it is tried: see [`Call::with_retry`](crate::Call::with_retry).
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        self.map(|call| call.with_retry(policy))
    }

    /// Whether it may be made twice: see [`Call::with_idempotent`](crate::Call::with_idempotent).
    pub fn with_idempotent(self, idempotent: bool) -> Self {
        self.map(|call| call.with_idempotent(idempotent))
    }

    /// Sends a further param: see [`Call::with_param`](crate::Call::with_param).
    pub fn with_param(self, name: impl Into<String>, value: impl Serialize) -> Self {
        self.map(|call| call.with_param(name, value))
    }

    /// Lets the request break a rule: see [`Call::allow`](crate::Call::allow).
    pub fn allow(self, rule: impl Into<Cow<'static, str>>) -> Self {
        self.map(|call| call.allow(rule))
    }

    /// Makes the call.
    ///
    /// # Errors
    /// As for any call; [`ErrorKind::Config`](crate::ErrorKind::Config) inside a tokio runtime.
    pub fn send(self) -> Result<R::Output, Error> {
        self.thread.wait(self.call.into_future())?
    }

    /// The output with the reply around it: see [`Call::reply`](crate::Call::reply).
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn reply(self) -> Result<Reply<R::Output>, Error> {
        self.thread.wait(self.call.reply())?
    }

    /// The result's JSON as it came: see [`Call::raw`](crate::Call::raw).
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn raw(self) -> Result<Box<RawValue>, Error> {
        self.thread.wait(self.call.raw())?
    }

    /// The result as a type of your own: see [`Call::decode_as`](crate::Call::decode_as).
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn decode_as<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.thread.wait(self.call.decode_as())?
    }

    /// All pages of the list: see [`Call::pages`](crate::Call::pages).
    pub fn pages(self) -> Pages<R>
    where
        R: Paged,
    {
        Pages::new(self.call.pages(), self.thread)
    }

    /// All items of the list: see [`Call::items`](crate::Call::items).
    pub fn items(self) -> Items<R>
    where
        R: Paged,
    {
        Items::new(self.call.items(), self.thread)
    }
}

impl Call<'_, ByName> {
    /// The params: see [`Call::params`](crate::Call::params).
    pub fn params(self, params: impl Serialize) -> Self {
        self.map(|call| call.params(params))
    }

    /// What the method does: see [`Call::effect`](crate::Call::effect).
    pub fn effect(self, effect: Effect) -> Self {
        self.map(|call| call.effect(effect))
    }

    /// The method's rate tier: see [`Call::rate`](crate::Call::rate).
    pub fn rate(self, tier: RateTier) -> Self {
        self.map(|call| call.rate(tier))
    }
}

/// As the async call.
impl<R: fmt::Debug> fmt::Debug for Call<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}
