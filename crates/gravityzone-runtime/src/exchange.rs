//! A call from its turn in the rate limit to its result: attempts, pauses, and when to give up.
//! Text in, bytes out, not generic: this is compiled once for all methods.

use crate::answer::Answer;
use crate::attempt::Limit;
use crate::client::{Client, Shared};
use crate::envelope;
use crate::error::{Error, ErrorKind, Fate};
use crate::excerpt::Mask;
use crate::judge::judge;
use crate::limit::{TooLate, Turn};
use crate::observer::{Attempted, Retrying};
use crate::outgoing::Outgoing;
use crate::retry::{self, Next};
use crate::run::Run;
use bytes::Bytes;
use http::{Response, Uri};
use std::time::Duration;
use tokio::time::Instant;
use tracing::Instrument;
use tracing::field::Empty;

/// When the server says "too many" without saying how long to wait.
const USUAL_PAUSE: Duration = Duration::from_secs(1);

/// No documented limit counts longer than a minute: a server that asks for more than this has lost its clock, and may not
/// stop everybody who waits. The call itself still goes by what it was told.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// A turn that comes at once takes a few microseconds too.
const NOTICEABLE: Duration = Duration::from_millis(1);

impl Client {
    /// Makes a call.
    pub(crate) async fn exchange(&self, call: Outgoing) -> Result<Answer, Error> {
        let shared = self.shared();
        let mut run = Run::begin(shared, &call);
        let span = run.span.clone();
        match self.run(shared, &call, &mut run).instrument(span).await {
            Ok((reply, result)) => Ok(Answer::new(self.clone(), call, run, reply, result)),
            Err(error) => Err(run.fail(error)),
        }
    }

    async fn run(&self, shared: &Shared, call: &Outgoing, run: &mut Run) -> Result<(Response<Bytes>, Bytes), Error> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::config("a call has to be awaited inside a tokio runtime"));
        }
        let uri = shared.endpoint.service(&call.service_path)?;
        self.check(call, run)?;
        let body = Bytes::from_owner(envelope::request(&run.facts.info.request_id, &call.name, &call.params));
        loop {
            shared.turn(call, run).await?;
            let error = match shared.attempt(call, run, &uri, body.clone()).await {
                Ok(result) => {
                    shared.budget.give_back();
                    return Ok(result);
                }
                Err(error) => error.of(run.facts.clone()),
            };
            let pause = shared.after(call, run, error)?;
            tokio::time::sleep(pause).await;
        }
    }
}

impl Shared {
    /// Waits for the call's turn in the rate limit.
    async fn turn(&self, call: &Outgoing, run: &mut Run) -> Result<(), Error> {
        let Some(turn) = turn(call, run) else { return Ok(()) };
        let start = Instant::now();
        let outcome = self.limiter.turn(turn).await;
        let (tier, waited) = (turn.tier.name, start.elapsed());
        if waited >= NOTICEABLE {
            run.waited += waited;
            run.tell(|observer| observer.waited(&run.facts.info, waited));
        }
        outcome.map_err(|TooLate { wait }| {
            let overall = run.overall().unwrap_or_default().0;
            let what = format!(
                "its turn in the rate tier `{tier}` is {wait:.1?} away, after the overall timeout of {overall:?}"
            );
            Error::new(ErrorKind::RateLimitWait, Fate::Ours, what)
        })
    }

    async fn attempt(
        &self,
        call: &Outgoing,
        run: &mut Run,
        uri: &Uri,
        body: Bytes,
    ) -> Result<(Response<Bytes>, Bytes), Error> {
        let progress = run.attempt();
        let number = run.facts.attempts;
        let limit = self.limit(call, run);
        let span = tracing::debug_span!(
            target: "gravityzone",
            "gravityzone.attempt",
            "otel.kind" = "internal",
            "gravityzone.attempt.number" = number,
            "http.response.status_code" = Empty,
            "error.type" = Empty,
        );
        let start = Instant::now();
        let reply = self.post(call, uri, body, limit, &progress).instrument(span.clone()).await;
        let judged = reply.and_then(|reply| {
            let result = judge(&reply, &run.facts.info.request_id, &self.endpoint, || Mask::new(&self.key, call))?;
            Ok((reply, result))
        });
        let (status, error) = match &judged {
            Ok((reply, _)) => (Some(reply.status()), None),
            Err(error) => (error.http_status(), Some(error)),
        };
        span.record("http.response.status_code", status.map(|status| status.as_u16()));
        if let Some(error) = error {
            span.record("error.type", error.kind().as_str());
        }
        let attempted = Attempted { number, elapsed: start.elapsed(), status, error };
        run.tell(|observer| observer.attempted(&run.facts.info, &attempted));
        judged
    }

    /// How long the attempt may take: no longer than what is left of the call's time.
    fn limit(&self, call: &Outgoing, run: &Run) -> Limit {
        let attempt = call.options.attempt(self.timeouts);
        match run.overall() {
            Some((overall, left)) if left < attempt => Limit { length: left, of: "overall", set: overall },
            _ => Limit { length: attempt, of: "attempt", set: attempt },
        }
    }

    /// The pause before the next attempt, or the error if there is none.
    fn after(&self, call: &Outgoing, run: &mut Run, mut error: Error) -> Result<Duration, Error> {
        if let (Fate::Throttled, Some(turn)) = (error.0.fate, turn(call, run)) {
            self.limiter.pushed_back(turn, error.retry_after().unwrap_or(USUAL_PAUSE).min(LONGEST_PAUSE));
        }
        let policy = call.options.retry.unwrap_or(self.retry);
        let (attempt, overall) = (run.facts.attempts, run.overall());
        match retry::next(&policy, &self.budget, &error, attempt, overall) {
            Next::GiveUp(why) => {
                error.0.gave_up = why;
                Err(error)
            }
            Next::Again(pause) => {
                run.failed(&error);
                tracing::warn!(
                    target: "gravityzone",
                    attempt,
                    pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
                    "error.type" = error.kind().as_str(),
                    reason = %error,
                    "retrying {}",
                    run.facts.info.method
                );
                let retrying = Retrying { attempt, error: &error, pause };
                run.tell(|observer| observer.retrying(&run.facts.info, &retrying));
                Ok(pause)
            }
        }
    }
}

fn turn<'a>(call: &Outgoing, run: &'a Run) -> Option<Turn<'a>> {
    let patience = run.overall().map(|(_, left)| left);
    Some(Turn::new(call.tier?, &run.facts.info.method).patience(patience))
}
