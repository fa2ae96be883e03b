//! A call on its way: a request, the client that carries it, and the options of this one call.
//! Nothing is sent before it is awaited; what comes back depends on how it is awaited.

use crate::answer::{Answer, Reply};
use crate::by_name::ByName;
use crate::client::Client;
use crate::error::Error;
use crate::outgoing::{Options, Outgoing};
use crate::retry::RetryPolicy;
use crate::transport::BoxFuture;
use gravityzone_wire::{Effect, Method, RateTier};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

/// One call. Nothing is sent before it is awaited.
///
/// `.await` gives the method's output. [`reply`](Self::reply) gives it with headers and attempts, [`raw`](Self::raw) the
/// JSON as it came, [`decode_as`](Self::decode_as) a type of your own; a method that lists in pages has
/// [`pages`](Self::pages) and [`items`](Self::items).
///
/// Dropping it while it is awaited gives up waiting. It does not undo a write: what the server has begun, it may still
/// finish, and an [`Observer`](crate::Observer::dropped) is told so.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'a, R> {
    pub(crate) client: &'a Client,
    pub(crate) request: R,
    pub(crate) options: Options,
}

/// What a call carries: a request of the model, or a method by its name.
pub trait Carried: Send + Sync + private::Sealed {
    /// What awaiting the call gives.
    type Output: Send;

    #[doc(hidden)]
    fn outgoing(&self, options: &Options) -> Result<Outgoing, Error>;

    #[doc(hidden)]
    fn read(answer: Answer) -> Result<Reply<Self::Output>, Error>;
}

impl<M: Method> Carried for M {
    type Output = M::Output;

    fn outgoing(&self, options: &Options) -> Result<Outgoing, Error> {
        Outgoing::of(self, options)
    }

    fn read(answer: Answer) -> Result<Reply<M::Output>, Error> {
        answer.decode()
    }
}

impl Carried for ByName {
    type Output = Box<RawValue>;

    fn outgoing(&self, options: &Options) -> Result<Outgoing, Error> {
        self.outgoing(options)
    }

    fn read(answer: Answer) -> Result<Reply<Box<RawValue>>, Error> {
        answer.raw()
    }
}

mod private {
    use crate::by_name::ByName;
    use gravityzone_wire::Method;

    /// Only this crate says what can be carried.
    pub trait Sealed {}

    impl<M: Method> Sealed for M {}
    impl Sealed for ByName {}
}

impl<'a, R: Carried> Call<'a, R> {
    pub(crate) fn new(client: &'a Client, request: R) -> Self {
        Self { client, request, options: Options::default() }
    }

    /// How long an attempt of this call may take, in place of the client's limit.
    pub fn with_timeout(mut self, limit: Duration) -> Self {
        self.options.attempt = Some(limit);
        self
    }

    /// How long this call may take in all, in place of the client's limit.
    pub fn with_overall_timeout(mut self, limit: Duration) -> Self {
        self.options.overall = Some(limit);
        self
    }

    /// How often this call is tried, in place of the client's policy.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// Says that this call may (or may not) be made twice, whatever the spec says of its method. A call that may is
    /// retried after failures that leave its outcome unknown.
    pub fn with_idempotent(mut self, idempotent: bool) -> Self {
        self.options.idempotent = Some(idempotent);
        self
    }

    /// Sends a further param: one that is newer than this crate.
    ///
    /// In errors and dry runs its value is masked if its name sounds like a secret.
    pub fn with_param(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        self.options.extra(name.into(), &value);
        self
    }

    /// Lets the request break a documented rule, by the rule's name; see
    /// [`Error::violations`](crate::Error::violations).
    pub fn allow(mut self, rule: impl Into<Cow<'static, str>>) -> Self {
        self.options.allowed.push(rule.into());
        self
    }

    /// The output with the reply around it: headers, attempts, times, the JSON as it came.
    ///
    /// # Errors
    /// As for any call.
    pub async fn reply(self) -> Result<Reply<R::Output>, Error> {
        self.answer().await.and_then(R::read)
    }

    /// The result's JSON as it came.
    ///
    /// # Errors
    /// As for any call; there is no [`ErrorKind::Decode`](crate::ErrorKind::Decode).
    pub async fn raw(self) -> Result<Box<RawValue>, Error> {
        self.answer().await?.raw().map(|reply| reply.value)
    }

    /// The result as a type of your own, by serde.
    ///
    /// # Errors
    /// As for any call.
    pub async fn decode_as<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.answer().await?.decode_as().map(|reply| reply.value)
    }

    async fn answer(self) -> Result<Answer, Error> {
        let outgoing = self.request.outgoing(&self.options)?;
        self.client.exchange(outgoing).await
    }
}

impl Call<'_, ByName> {
    /// The params: anything that serde writes as a JSON object.
    pub fn params(mut self, params: impl Serialize) -> Self {
        self.request.params = ByName::json(&params);
        self
    }

    /// What the method does. A method that only reads may be called by a read-only client, and is retried after
    /// failures that leave the outcome unknown.
    pub fn effect(mut self, effect: Effect) -> Self {
        self.request.effect = Some(effect);
        self
    }

    /// The method's rate tier; the client's default tier unless set.
    pub fn rate(mut self, tier: RateTier) -> Self {
        self.request.tier = Some(tier);
        self
    }
}

impl<'a, R: Carried + 'a> IntoFuture for Call<'a, R> {
    type Output = Result<R::Output, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let outgoing = self.request.outgoing(&self.options);
        let client = self.client;
        Box::pin(async move {
            let answer = client.exchange(outgoing?).await?;
            R::read(answer).map(|reply| reply.value)
        })
    }
}

/// The request, which hides its secrets itself, and the names of further params.
impl<R: fmt::Debug> fmt::Debug for Call<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let further: Vec<&str> = self.options.extra.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Call").field("request", &self.request).field("further", &further).finish_non_exhaustive()
    }
}
