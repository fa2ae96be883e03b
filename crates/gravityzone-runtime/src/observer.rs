//! Hears of calls as they go: for metrics, for an audit, for the news of the API.
//! Every function has a default that does nothing; none is told a body, a param or a key.

use crate::error::Error;
use gravityzone_wire::{Effect, Notice, Violation};
use http::StatusCode;
use std::sync::Arc;
use std::time::Duration;

/// Hears of calls as they go.
///
/// The functions are called on the task that makes the call: they should be quick. Names for metrics that fit
/// OpenTelemetry's conventions: `rpc.client.call.duration` from [`Ended::elapsed`], with `rpc.method` and `error.type`.
///
/// ```
/// use gravityzone_runtime::{CallInfo, Ended, Observer, Retrying};
/// use std::sync::atomic::{AtomicU32, Ordering};
///
/// #[derive(Default)]
/// struct Counts { calls: AtomicU32, failed: AtomicU32, retries: AtomicU32 }
///
/// impl Observer for Counts {
///     fn retrying(&self, _: &CallInfo, _: &Retrying<'_>) {
///         self.retries.fetch_add(1, Ordering::Relaxed);
///     }
///
///     fn ended(&self, _: &CallInfo, end: &Ended<'_>) {
///         self.calls.fetch_add(1, Ordering::Relaxed);
///         self.failed.fetch_add(u32::from(end.error.is_some()), Ordering::Relaxed);
///     }
///
///     fn unknown_member(&self, call: &CallInfo, object: &str, member: &str) {
///         eprintln!("{}: the vendor has added {object}.{member}", call.method);
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// A call begins: it is about to wait for its turn.
    fn started(&self, call: &CallInfo) {
        let _ = call;
    }

    /// The rate limit kept the call waiting, before its first attempt or a later one.
    fn waited(&self, call: &CallInfo, wait: Duration) {
        let _ = (call, wait);
    }

    /// An HTTP request was made and is over.
    fn attempted(&self, call: &CallInfo, attempt: &Attempted<'_>) {
        let _ = (call, attempt);
    }

    /// An attempt failed and there will be another.
    fn retrying(&self, call: &CallInfo, retry: &Retrying<'_>) {
        let _ = (call, retry);
    }

    /// The call is over, its result read or its error known.
    fn ended(&self, call: &CallInfo, end: &Ended<'_>) {
        let _ = (call, end);
    }

    /// The call's future was dropped before it was over. A write that may have been sent is not undone by that.
    fn dropped(&self, call: &CallInfo, drop: &Dropped) {
        let _ = (call, drop);
    }

    /// The request breaks a rule that is advice, or one that was allowed. It is sent all the same.
    fn advice(&self, call: &CallInfo, violation: &Violation) {
        let _ = (call, violation);
    }

    /// A reply had a member that the model does not know: the vendor has added something.
    fn unknown_member(&self, call: &CallInfo, object: &str, member: &str) {
        let _ = (call, object, member);
    }

    /// A reply had a code or a word that the model does not know.
    fn unknown_value(&self, call: &CallInfo, kind: &str, value: &str) {
        let _ = (call, kind, value);
    }

    /// A reply had a member twice; the last one was taken.
    fn duplicate_member(&self, call: &CallInfo, object: &str, member: &str) {
        let _ = (call, object, member);
    }
}

impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn started(&self, call: &CallInfo) {
        (**self).started(call);
    }

    fn waited(&self, call: &CallInfo, wait: Duration) {
        (**self).waited(call, wait);
    }

    fn attempted(&self, call: &CallInfo, attempt: &Attempted<'_>) {
        (**self).attempted(call, attempt);
    }

    fn retrying(&self, call: &CallInfo, retry: &Retrying<'_>) {
        (**self).retrying(call, retry);
    }

    fn ended(&self, call: &CallInfo, end: &Ended<'_>) {
        (**self).ended(call, end);
    }

    fn dropped(&self, call: &CallInfo, drop: &Dropped) {
        (**self).dropped(call, drop);
    }

    fn advice(&self, call: &CallInfo, violation: &Violation) {
        (**self).advice(call, violation);
    }

    fn unknown_member(&self, call: &CallInfo, object: &str, member: &str) {
        (**self).unknown_member(call, object, member);
    }

    fn unknown_value(&self, call: &CallInfo, kind: &str, value: &str) {
        (**self).unknown_value(call, kind, value);
    }

    fn duplicate_member(&self, call: &CallInfo, object: &str, member: &str) {
        (**self).duplicate_member(call, object, member);
    }
}

/// The call that an observer hears of.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// The method, with its area: `companies.createCompany`.
    pub method: String,
    /// The JSON-RPC id, the same in all attempts.
    pub request_id: String,
    /// What the method does; `None` for a call by name that does not say.
    pub effect: Option<Effect>,
}

/// An attempt that is over.
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempted<'a> {
    /// Which attempt, from 1.
    pub number: u32,
    /// How long it took.
    pub elapsed: Duration,
    /// The HTTP status, if a reply began.
    pub status: Option<StatusCode>,
    /// What went wrong, if anything did.
    pub error: Option<&'a Error>,
}

/// An attempt that will be followed by another.
#[derive(Debug)]
#[non_exhaustive]
pub struct Retrying<'a> {
    /// Which attempt failed, from 1.
    pub attempt: u32,
    /// How.
    pub error: &'a Error,
    /// The pause before the next, not counting the wait for the rate limit.
    pub pause: Duration,
}

/// A call that is over.
#[derive(Debug)]
#[non_exhaustive]
pub struct Ended<'a> {
    /// How long it took, with all waits.
    pub elapsed: Duration,
    /// How long the rate limit kept it waiting.
    pub waited: Duration,
    /// How many HTTP requests were made.
    pub attempts: u32,
    /// What went wrong, if anything did.
    pub error: Option<&'a Error>,
}

/// A call that was given up by its caller.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Dropped {
    /// How long it had taken.
    pub elapsed: Duration,
    /// How many HTTP requests were begun.
    pub attempts: u32,
    /// It changes something, and may have been or may still be carried out.
    pub outcome_unknown: bool,
}

/// Hands on what decoding notes.
pub(crate) struct Notes<'a> {
    pub(crate) observer: &'a dyn Observer,
    pub(crate) call: &'a CallInfo,
}

impl Notice for Notes<'_> {
    fn unknown_member(&self, object: &'static str, member: &str) {
        self.observer.unknown_member(self.call, object, member);
    }

    fn unknown_value(&self, kind: &'static str, value: &str) {
        self.observer.unknown_value(self.call, kind, value);
    }

    fn duplicate_member(&self, object: &'static str, member: &str) {
        self.observer.duplicate_member(self.call, object, member);
    }
}
