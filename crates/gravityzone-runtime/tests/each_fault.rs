//! Each way in which a server fails, alone: what the error of a call that makes something says, and that of a read.
//! Then connections that break before they are used: what is not sent may be sent again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "loopback/hostile.rs"]
mod hostile;
#[path = "loopback/methods.rs"]
mod methods;

use gravityzone_runtime::{Client, ClientBuilder, Error, ErrorKind, RetryPolicy, Scope, Timeouts, Unlimited};
use gravityzone_wire::{Fields, Method};
use hostile::{Door, Fault, Hostile, Plan};
use methods::{Create, Number, Read, Update};
use std::sync::mpsc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;

const ATTEMPTS: u32 = 3;

fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .url(url)
        .key("fnord")
        .rate_limiter(Unlimited)
        .retry(RetryPolicy::default().max_attempts(ATTEMPTS).pauses(Duration::ZERO, Duration::ZERO))
        .timeouts(Timeouts::default().overall(Duration::from_secs(50)))
        .max_response_bytes(5000)
}

/// A fault with all that an error says of it.
struct Row {
    fault: Fault,
    kind: ErrorKind,
    scope: Scope,
    /// How often a call that makes something is tried, and one that reads or may be repeated.
    attempts: (u32, u32),
    /// Whether a call that makes something may have been carried out.
    unknown: bool,
    status: Option<u16>,
    says: &'static str,
}

type Attempts = (u32, u32);
const NEVER: Attempts = (1, 1);
const REPEATABLE: Attempts = (1, ATTEMPTS);
const ALWAYS: Attempts = (ATTEMPTS, ATTEMPTS);

fn row(fault: Fault, kind: ErrorKind, scope: Scope, attempts: Attempts, status: u16, says: &'static str) -> Row {
    let unknown = attempts == REPEATABLE || kind == ErrorKind::ResponseTooLarge;
    Row { fault, kind, scope, attempts, unknown, status: Some(status).filter(|status| *status > 0), says }
}

fn rows() -> Vec<Row> {
    use ErrorKind as K;
    use Fault as F;
    use Scope as S;
    vec![
        row(F::Reset { carried: false }, K::Transport, S::Network, REPEATABLE, 0, "the connection to 127.0.0.1:"),
        row(F::Reset { carried: true }, K::Transport, S::Network, REPEATABLE, 0, "reset"),
        row(F::CutCounted, K::Transport, S::Network, REPEATABLE, 200, "broke off"),
        row(F::CutChunked, K::Transport, S::Network, REPEATABLE, 200, "broke off"),
        row(F::Stall, K::Timeout, S::Network, REPEATABLE, 0, "within the attempt timeout of 150ms"),
        row(F::Unauthorized, K::Rpc, S::Key, NEVER, 401, "Wrong key (-32000); check the API key"),
        row(F::Busy(0), K::HttpStatus, S::Key, ALWAYS, 429, "given up after 3 attempts"),
        row(F::Busy(70), K::HttpStatus, S::Key, NEVER, 429, "call again after 70 s"),
        row(F::BusyUntil(0), K::HttpStatus, S::Key, ALWAYS, 429, "given up after 3 attempts"),
        row(F::BusyUntil(70), K::HttpStatus, S::Key, NEVER, 429, "call again after 70 s"),
        row(F::BadGateway, K::HttpStatus, S::Network, REPEATABLE, 502, "HTTP 502; the reply is a web page"),
        row(F::Unavailable, K::HttpStatus, S::Network, REPEATABLE, 503, "HTTP 503; the reply is empty"),
        row(F::UnavailableFor(0), K::HttpStatus, S::Network, ALWAYS, 503, "given up after 3 attempts"),
        row(F::UnavailableFor(70), K::HttpStatus, S::Network, NEVER, 503, "overall timeout of 50s ends before"),
        row(F::ForeignId, K::Protocol, S::Network, REPEATABLE, 200, "carries the id of another call"),
        row(F::Array, K::Protocol, S::Network, REPEATABLE, 200, "is an array, not one JSON-RPC reply"),
        row(F::Text, K::Protocol, S::Network, REPEATABLE, 200, "is not a JSON object"),
        row(F::NoResult, K::Protocol, S::Network, REPEATABLE, 200, "holds neither a result nor an error"),
        row(F::Empty, K::Protocol, S::Network, REPEATABLE, 200, "the reply is empty"),
        row(F::Misfit, K::Decode, S::Method, NEVER, 200, "result: expected a whole number, found an array"),
        row(F::Endless, K::ResponseTooLarge, S::Target, NEVER, 200, "larger than 5000 bytes"),
        row(F::Redirect, K::HttpStatus, S::Network, NEVER, 302, "a redirect to login.example, which is not followed"),
    ]
}

impl Row {
    async fn check<M: Method + Fields + Default>(&self) {
        let hostile = Hostile::start(Plan::always(self.fault)).await;
        let client = builder(&hostile.url).build().unwrap();
        let mut call = client.call(Number(M::default()));
        if self.fault == Fault::Stall {
            call = call.with_timeout(Duration::from_millis(150));
        }
        let error = call.await.unwrap_err();
        let what = format!("{} meets {:?}: {error} {error:?}", M::NAME, self.fault);
        let (reads, repeatable) = (M::EFFECT == gravityzone_wire::Effect::Read, M::IDEMPOTENT);
        let attempts = if repeatable { self.attempts.1 } else { self.attempts.0 };
        assert_eq!((error.kind(), error.scope()), (self.kind, self.scope), "{what}");
        assert_eq!(error.http_status().map(|status| status.as_u16()), self.status, "{what}");
        assert_eq!(error.attempts(), attempts, "{what}");
        assert_eq!(error.outcome_unknown(), self.unknown && !reads, "{what}");
        let line = error.to_string();
        assert!(line.contains(self.says) && !line.contains('\n'), "{what}");
        assert_eq!(line.contains("carried out"), !reads && (self.unknown || self.kind == ErrorKind::Decode));
        assert_eq!(line.contains("look with companies.getCompany"), self.unknown && !repeatable, "{what}");
        let waits = matches!(self.fault, Fault::Busy(70) | Fault::BusyUntil(70) | Fault::UnavailableFor(70));
        assert_eq!(error.retry_after() == Some(Duration::from_secs(70)), waits, "{what}");
        let story = hostile.story(error.request_id().unwrap());
        assert_eq!(story.arrived.len(), attempts as usize, "{what}");
        if !repeatable {
            let in_doubt = self.unknown || self.kind == ErrorKind::Decode;
            assert!(story.carried <= u32::from(in_doubt), "carried out {} times: {what}", story.carried);
        }
        drop(hostile);
        self.then_honest::<M>(if repeatable { self.attempts.1 > 1 } else { self.attempts.0 > 1 }).await;
    }

    /// Once the fault, then the answer: the call ends well if it is tried again at all.
    async fn then_honest<M: Method + Fields + Default>(&self, again: bool) {
        let fault = self.fault;
        if fault == Fault::Stall {
            return;
        }
        let once = move |asked: &hostile::Asked| if asked.times == 1 { fault } else { Fault::Honest };
        let hostile = Hostile::start(Plan::new(|_| Door::Open, once)).await;
        let outcome = builder(&hostile.url).build().unwrap().call(Number(M::default())).reply().await;
        assert_eq!(outcome.is_ok(), again, "{} meets {fault:?} once: {outcome:?}", M::NAME);
        if let Ok(reply) = outcome {
            assert_eq!((reply.value, reply.attempts()), (7, 2));
        }
    }
}

#[tokio::test]
async fn each_fault_has_its_error() {
    for row in rows() {
        row.check::<Create>().await;
        row.check::<Read>().await;
        row.check::<Update>().await;
    }
}

async fn at_the_door(door: Door) -> (Error, Error, u32) {
    let hostile = Hostile::start(Plan::new(move |_| door, |_| Fault::Honest)).await;
    let client = builder(&hostile.url).build().unwrap();
    let create = client.call(Number(Create::default())).await.unwrap_err();
    let read = client.call(Number(Read::default())).await.unwrap_err();
    (create, read, hostile.stories().iter().map(|story| story.carried).sum())
}

#[tokio::test]
async fn a_reset_of_what_has_arrived_unread_leaves_a_doubt() {
    let (create, read, carried) = at_the_door(Door::Unread).await;
    for error in [&create, &read] {
        assert_eq!((error.kind(), error.scope(), carried), (ErrorKind::Transport, Scope::Network, 0), "{error}");
    }
    assert!(create.outcome_unknown() && create.attempts() == 1, "{create}");
    assert!(!read.outcome_unknown() && read.attempts() == ATTEMPTS, "{read}");
}

/// Whether the request has left when the reset comes is chance: the error says which it was.
#[tokio::test]
async fn a_reset_before_anything_arrives_is_told_as_it_was_met() {
    let (create, read, carried) = at_the_door(Door::Slammed).await;
    assert_eq!((carried, read.attempts()), (0, ATTEMPTS), "{read}");
    match create.kind() {
        ErrorKind::Connect => assert!(!create.outcome_unknown() && create.attempts() == ATTEMPTS, "{create}"),
        ErrorKind::Transport => assert!(create.outcome_unknown(), "{create}"),
        other => panic!("{other}: {create}"),
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_is_sent() {
    let mut hostile = Hostile::start(Plan::always(Fault::Honest)).await;
    hostile.stop().await;
    let client = builder(&hostile.url).build().unwrap();
    for error in [
        client.call(Number(Create::default())).await.unwrap_err(),
        client.call(Number(Read::default())).await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.scope()), (ErrorKind::Connect, Scope::Network), "{error}");
        assert_eq!((error.attempts(), error.http_status(), error.outcome_unknown()), (ATTEMPTS, None, false));
        assert!(error.to_string().contains("cannot connect to 127.0.0.1:"), "{error}");
        assert!(error.to_string().contains("given up after 3 attempts"), "{error}");
    }
}

/// How a server leaves a connection that is idle.
#[derive(Clone, Copy, Debug)]
enum Leaves {
    Closed,
    Reset,
}

/// A server on a thread of its own: it leaves the first connection when it is told to, and says when it has.
struct Leaver {
    url: String,
    leave: mpsc::Sender<()>,
    left: mpsc::Receiver<()>,
    /// The names of the requests that were carried out.
    carried: mpsc::Receiver<String>,
}

impl Leaver {
    fn start(leaves: Leaves) -> Self {
        let ((tell_url, url), (leave, told)) = (mpsc::channel(), mpsc::channel::<()>());
        let ((tell_left, left), (tell_carried, carried)) = (mpsc::channel(), mpsc::channel());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell_url.send(format!("http://{}/api", listener.local_addr().unwrap())).unwrap();
                let (mut stream, _) = listener.accept().await.unwrap();
                answer(&mut stream, &tell_carried).await;
                told.recv().unwrap();
                if matches!(leaves, Leaves::Reset) {
                    stream.set_zero_linger().unwrap();
                }
                drop(stream);
                tell_left.send(()).unwrap();
                // Until the test is over.
                while let Ok((mut stream, _)) = listener.accept().await {
                    answer(&mut stream, &tell_carried).await;
                }
            });
        });
        Self { url: url.recv().unwrap(), leave, left, carried }
    }
}

/// Carries one request out, tells its name, and answers it.
async fn answer(stream: &mut tokio::net::TcpStream, carried: &mpsc::Sender<String>) {
    let body = hostile::read(stream).await.unwrap();
    carried.send(body["params"]["name"].as_str().unwrap().to_owned()).unwrap();
    let reply = format!(r#"{{"id":{},"result":7}}"#, body["id"]);
    let reply = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{reply}", reply.len());
    stream.write_all(reply.as_bytes()).await.unwrap();
}

/// Makes a call, lets the server leave the connection, and makes another one before or after the client has noticed.
/// Gives the second outcome, with its attempts, and the names that the server has carried out.
async fn after_leaving<M>(leaves: Leaves, notices: bool, request: fn(String) -> M) -> (Result<u32, Error>, Vec<String>)
where
    M: Method + Fields,
{
    let server = Leaver::start(leaves);
    let client = builder(&server.url).build().unwrap();
    client.call(Number(request("first".to_owned()))).await.unwrap();
    server.leave.send(()).unwrap();
    // This stops the client's only thread.
    server.left.recv().unwrap();
    for _ in 0..if notices { 100 } else { 0 } {
        tokio::task::yield_now().await;
    }
    let outcome = client.call(Number(request("second".to_owned()))).reply().await;
    (outcome.map(|reply| reply.attempts()), server.carried.try_iter().collect())
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_loses_no_call_without_saying_so() {
    for leaves in [Leaves::Closed, Leaves::Reset] {
        let create = |name| Create { name: Some(name), ..Create::default() };
        let update = |name| Update { name: Some(name), ..Update::default() };

        let (outcome, carried) = after_leaving(leaves, true, create).await;
        assert_eq!((outcome.unwrap(), carried.len()), (1, 2), "{leaves:?}: a new connection was made");

        // Whoever sends on a connection that is gone cannot know whether the end came before or after the request.
        let (outcome, carried) = after_leaving(leaves, false, create).await;
        let error = outcome.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "{leaves:?}: {error}");
        assert!(error.outcome_unknown() && error.to_string().contains("look with companies.getCompany"), "{error}");
        assert_eq!(carried, ["first"], "{leaves:?}");

        let (outcome, carried) = after_leaving(leaves, false, update).await;
        assert_eq!((outcome.unwrap(), carried.len()), (2, 2), "{leaves:?}: what may be repeated was repeated");
    }
}
