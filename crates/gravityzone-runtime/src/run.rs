//! A call while it runs: its facts, its span, its clock, and who hears of it.
//! Whatever becomes of the call, its end is told once; a call that is dropped is told as such.

use crate::client::Shared;
use crate::error::{Error, Facts, Fate};
use crate::id;
use crate::observer::{CallInfo, Dropped, Ended, Notes, Observer};
use crate::outgoing::Outgoing;
use crate::transport::Progress;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

/// A call while it runs.
pub(crate) struct Run {
    pub(crate) facts: Facts,
    pub(crate) span: Span,
    pub(crate) waited: Duration,
    start: Instant,
    overall: Option<Duration>,
    /// Of the attempt that is out.
    progress: Option<Progress>,
    observer: Option<Arc<dyn Observer>>,
    over: bool,
}

impl Run {
    /// Begins a call.
    pub(crate) fn begin(shared: &Shared, call: &Outgoing) -> Self {
        let facts = Facts {
            area: call.area.clone(),
            info: CallInfo { method: call.method(), request_id: id::fresh(), effect: call.effect },
            idempotent: call.idempotent,
            verify: call.verify,
            attempts: 0,
            earlier_unknown: false,
            region: shared.region,
        };
        let span = tracing::info_span!(
            target: "gravityzone",
            "gravityzone.call",
            "otel.kind" = "client",
            "otel.name" = format_args!("{}/{}", call.area, call.name),
            "otel.status_code" = Empty,
            "rpc.system.name" = "jsonrpc",
            "rpc.method" = format_args!("{}/{}", call.area, call.name),
            "jsonrpc.protocol.version" = "2.0",
            "jsonrpc.request.id" = facts.info.request_id,
            "server.address" = shared.endpoint.address,
            "server.port" = shared.endpoint.port,
            "http.response.status_code" = Empty,
            "http.request.resend_count" = Empty,
            "rpc.response.status_code" = Empty,
            "error.type" = Empty,
            "gravityzone.rate_limit.wait_ms" = Empty,
        );
        let run = Self {
            facts,
            span,
            waited: Duration::ZERO,
            start: Instant::now(),
            overall: call.options.overall(shared.timeouts),
            progress: None,
            observer: shared.observer.clone(),
            over: false,
        };
        run.tell(|observer| observer.started(&run.facts.info));
        run
    }

    /// The overall time limit, and what is left of it.
    pub(crate) fn overall(&self) -> Option<(Duration, Duration)> {
        self.overall.map(|overall| (overall, overall.saturating_sub(self.start.elapsed())))
    }

    pub(crate) fn tell(&self, what: impl FnOnce(&dyn Observer)) {
        if let Some(observer) = &self.observer {
            what(observer.as_ref());
        }
    }

    /// Who hears what decoding notes.
    pub(crate) fn notes(&self) -> Option<Notes<'_>> {
        self.observer.as_deref().map(|observer| Notes { observer, call: &self.facts.info })
    }

    /// An attempt goes out.
    pub(crate) fn attempt(&mut self) -> Progress {
        let progress = Progress::default();
        self.facts.attempts += 1;
        self.progress = Some(progress.clone());
        progress
    }

    /// An attempt has failed, and there will be another.
    pub(crate) fn failed(&mut self, error: &Error) {
        self.progress = None;
        self.facts.earlier_unknown |= matches!(error.0.fate, Fate::Unknown | Fate::Lost);
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// The call is over, and this is its error.
    pub(crate) fn fail(mut self, error: Error) -> Error {
        let error = error.of(self.facts.clone());
        self.end(error.http_status().map(|status| status.as_u16()), Some(&error));
        error
    }

    /// The call is over, and its result is read.
    pub(crate) fn succeed(mut self, status: u16) {
        self.end(Some(status), None);
    }

    fn end(&mut self, status: Option<u16>, error: Option<&Error>) {
        self.over = true;
        let attempts = self.facts.attempts;
        self.span.record("http.response.status_code", status);
        if let Some(error) = error {
            self.span.record("error.type", error.kind().as_str());
            self.span.record("otel.status_code", "ERROR");
            self.span.record("rpc.response.status_code", error.code().map(|code| code.to_string()));
        }
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        if !self.waited.is_zero() {
            self.span.record("gravityzone.rate_limit.wait_ms", u64::try_from(self.waited.as_millis()).ok());
        }
        let end = Ended { elapsed: self.elapsed(), waited: self.waited, attempts, error };
        self.tell(|observer| observer.ended(&self.facts.info, &end));
    }
}

/// The caller has dropped the call's future.
impl Drop for Run {
    fn drop(&mut self) {
        if self.over {
            return;
        }
        let out = self.progress.as_ref().is_some_and(Progress::may_be_sent);
        let outcome_unknown = !self.facts.reads() && (out || self.facts.earlier_unknown);
        let dropped = Dropped { elapsed: self.elapsed(), attempts: self.facts.attempts, outcome_unknown };
        self.span.record("error.type", "dropped");
        if outcome_unknown {
            self.span.in_scope(|| {
                tracing::warn!(
                    target: "gravityzone",
                    method = self.facts.info.method,
                    "a call that changes something was dropped after it may have been sent"
                );
            });
        }
        self.tell(|observer| observer.dropped(&self.facts.info, &dropped));
    }
}
