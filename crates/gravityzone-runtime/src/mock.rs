//! A transport for the tests of programs that use the client: it answers what a test tells it to, without a network.
//! Feature `test-util`. Everything above the transport is real: retries, limits, the envelope, decoding, errors.

#![allow(clippy::panic, clippy::expect_used, reason = "a test that is written wrongly is told so by a panic")]

mod answer;
mod recorded;
mod rule;

pub use self::recorded::Recorded;
pub use self::rule::On;

use self::answer::Answer;
use self::rule::{Choice, Fits, Rule};
use crate::builder::ClientBuilder;
use crate::client::Client;
use crate::facade::Facade;
use crate::limit::Unlimited;
use crate::transport::{BoxFuture, Progress, Transport, TransportError};
use bytes::Bytes;
use gravityzone_wire::{Method, from_json};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A transport that answers from a script and remembers what it was asked.
///
/// A clone shares script and memory, so keep one and give the client another. Script each method with [`on`](Self::on)
/// or [`on_name`](Self::on_name); ask [`requests`](Self::requests) what was sent; end with
/// [`assert_done`](Self::assert_done).
///
/// ```
/// use gravityzone_runtime::mock::MockTransport;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), gravityzone_runtime::Error> {
/// let mock = MockTransport::new();
/// mock.on_name("companies.findCompaniesByName")
///     .params(json!({"nameFilter": "Fjord"}))
///     .http(503, "")
///     .reply(json!([{"id": "64f0a1c27be3d9541c08e2a7"}]));
///
/// let client = mock.client();
/// let call = client.call_by_name("v1.0/jsonrpc/companies", "findCompaniesByName");
/// # tokio::time::pause();
/// let found = call.params(json!({"nameFilter": "Fjord"})).effect(gravityzone_wire::Effect::Read).await?;
///
/// assert_eq!(found.get(), r#"[{"id":"64f0a1c27be3d9541c08e2a7"}]"#);
/// assert_eq!(mock.requests().len(), 2, "the 503 was retried");
/// mock.assert_done();
/// # Ok(()) }
/// ```
///
/// With the generated client, `mock.builder::<gravityzone_client::Client>().build()` gives the client, and
/// `mock.on::<CreateCompany>()` scripts a method by its type.
///
/// Retries pause and time limits run as ever. Run such tests with tokio's time paused
/// (`#[tokio::test(start_paused = true)]`, tokio's feature `test-util`): then no pause takes time, and a call that
/// [hangs](On::hang) runs into its limit at once.
#[derive(Clone, Default)]
pub struct MockTransport(Arc<Mutex<Script>>);

#[derive(Default)]
pub(crate) struct Script {
    rules: Vec<Rule>,
    requests: Vec<Recorded>,
    /// Methods that were called and had no answer, with the reason.
    unanswered: Vec<String>,
}

impl MockTransport {
    /// A transport without a script: every call fails, with an error that names the method.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Scripts a method by its type. Results that are scripted here have to fit the method's output.
    ///
    /// If several scripts fit a request, the first one that has an answer left gives it: script special params before
    /// the rest.
    #[must_use = "without an answer there is nothing to give: end with reply, http, hang ..."]
    pub fn on<M: Method>(&self) -> On {
        let fits = |json: &str| from_json::<M::Output>(json, None).map(drop).map_err(|error| error.to_string());
        self.begin(format!("{}.{}", M::AREA, M::NAME), Some(fits))
    }

    /// Scripts a method by its name with its area: `companies.createCompany`.
    ///
    /// # Panics
    /// If there is no area before a dot.
    #[must_use = "without an answer there is nothing to give: end with reply, http, hang ..."]
    #[track_caller]
    pub fn on_name(&self, method: &str) -> On {
        assert!(method.contains('.'), "`{method}` lacks its area: write it like companies.createCompany");
        self.begin(method.to_owned(), None)
    }

    fn begin(&self, method: String, fits: Option<Fits>) -> On {
        let mut script = self.script();
        script.rules.push(Rule::new(method));
        On { mock: self.clone(), rule: script.rules.len() - 1, fits }
    }

    /// A client that goes through this transport, without rate limits and otherwise with the usual options.
    #[must_use]
    pub fn client(&self) -> Client {
        self.builder().build().expect("the options of a mock's client are complete")
    }

    /// The builder of such a client, for other options, or for the generated client. Its URL is
    /// `https://mock.invalid/api`.
    pub fn builder<C: Facade>(&self) -> ClientBuilder<C> {
        ClientBuilder::new().url("https://mock.invalid/api").key("mock").rate_limiter(Unlimited).transport(self.clone())
    }

    /// The requests that came so far, retries included, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.script().requests.clone()
    }

    /// Whether all went as scripted: every answer was given, as often as it says, and every request had one.
    ///
    /// An answer that repeats without an end has to be given at least once.
    ///
    /// # Errors
    /// What did not, one line each.
    pub fn check(&self) -> Result<(), String> {
        let script = self.script();
        let left = script.rules.iter().filter_map(Rule::left);
        let lines: Vec<String> = left.chain(script.unanswered.iter().cloned()).collect();
        if lines.is_empty() { Ok(()) } else { Err(lines.join("\n")) }
    }

    /// Fails the test unless all went as scripted; see [`check`](Self::check).
    ///
    /// # Panics
    /// If something did not, with the list.
    #[track_caller]
    pub fn assert_done(&self) {
        if let Err(lines) = self.check() {
            panic!("the calls did not go as scripted:\n{lines}");
        }
    }

    /// A panic in a test leaves the script as it is.
    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &http::Request<Bytes>) -> (Result<Answer, TransportError>, String) {
        let (recorded, params) = Recorded::of(request);
        let mut script = self.script();
        let id = recorded.id.clone();
        let mut why = "nothing is scripted for it";
        for rule in &mut script.rules {
            match rule.choose(&recorded.method, &params) {
                Choice::Answer(answer) => {
                    script.requests.push(recorded);
                    return (Ok(answer), id);
                }
                Choice::OtherMethod => {}
                Choice::OtherParams => why = "its params are not the scripted ones",
                Choice::UsedUp => why = "all its scripted answers were given",
            }
        }
        let line = format!("{} was called, and {why}", recorded.method);
        let error = TransportError::not_sent(format!("the mock has no answer: {why}")).lasting();
        script.unanswered.push(line);
        script.requests.push(recorded);
        (Err(error), id)
    }
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let progress = request.extensions().get::<Progress>().cloned().unwrap_or_default();
        Box::pin(async move {
            progress.not_yet_sent();
            let (answer, id) = self.answer(&request);
            answer?.give(&id, &progress).await
        })
    }
}

/// How much is scripted and was asked, not what.
impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.script();
        f.debug_struct("MockTransport")
            .field("scripted", &script.rules.iter().map(Rule::method).collect::<Vec<_>>())
            .field("requests", &script.requests.len())
            .finish_non_exhaustive()
    }
}
