//! A server that fails in every way there is: nothing is made twice, and every error tells the truth about it.
//! Thousands of calls, several at once, with faults mixed in by a fixed seed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "loopback/die.rs"]
mod die;
#[path = "loopback/hostile.rs"]
mod hostile;
#[path = "loopback/methods.rs"]
mod methods;

use die::Die;
use gravityzone_runtime::{
    Attempted, CallInfo, Client, ClientBuilder, Ended, Error, ErrorKind, Observer, RetryPolicy, Timeouts, Unlimited,
};
use gravityzone_wire::{Fields, Method};
use hostile::{Asked, Door, Fault, Hostile, Plan, Story};
use methods::{Create, Number, Read, Update};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SEED: u64 = 20_261_121;
/// How many calls are out at once.
const AT_ONCE: usize = 32;
const ATTEMPTS: u32 = 4;

/// Of 10,000 requests; the rest is honest.
const FAULTS: [(usize, Fault); 19] = [
    (300, Fault::HonestThenClosed),
    (200, Fault::Reset { carried: false }),
    (200, Fault::Reset { carried: true }),
    (200, Fault::CutCounted),
    (200, Fault::CutChunked),
    (100, Fault::Unauthorized),
    (200, Fault::Busy(0)),
    (200, Fault::BusyUntil(0)),
    (200, Fault::BadGateway),
    (200, Fault::Unavailable),
    (200, Fault::UnavailableFor(0)),
    (100, Fault::ForeignId),
    (100, Fault::Array),
    (100, Fault::Text),
    (100, Fault::NoResult),
    (100, Fault::Empty),
    (100, Fault::Misfit),
    (50, Fault::Endless),
    (100, Fault::Redirect),
];

/// Of 100 connections.
const DOORS: [(usize, Door); 4] = [(85, Door::Open), (5, Door::Slammed), (5, Door::Unread), (5, Door::Gone)];

/// Each request's fate hangs on its number and on how often it has come, not on who else is on the way. The requests
/// that are never answered come first, so that the others go on meanwhile.
fn fate(asked: &Asked) -> Fault {
    let number = asked.body["params"]["name"].as_str().unwrap().parse().unwrap();
    if number < 6 && asked.times == 1 {
        return Fault::Stall;
    }
    let faults: usize = FAULTS.iter().map(|(weight, _)| weight).sum();
    let mut die = Die::of(SEED, &[number, asked.times]);
    if die.below(10_000) < faults { die.weighed(&FAULTS) } else { Fault::Honest }
}

fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .url(url)
        .key("fnord")
        .rate_limiter(Unlimited)
        .retry(RetryPolicy::default().max_attempts(ATTEMPTS).pauses(Duration::ZERO, Duration::ZERO))
        .retry_budget(u32::MAX)
        .timeouts(Timeouts::default().attempt(Duration::from_secs(4)).overall(Duration::from_secs(60)))
        .max_response_bytes(4096)
}

/// The kinds in which attempts and calls have failed.
#[derive(Default)]
struct Kinds(Mutex<BTreeSet<&'static str>>);

impl Observer for Kinds {
    fn attempted(&self, _: &CallInfo, attempt: &Attempted<'_>) {
        self.0.lock().unwrap().extend(attempt.error.map(|error| error.kind().as_str()));
    }

    fn ended(&self, _: &CallInfo, end: &Ended<'_>) {
        self.0.lock().unwrap().extend(end.error.map(|error| error.kind().as_str()));
    }
}

/// A call that is over: its id, its number of attempts, its error.
type Over = (String, u32, Option<Error>);

/// Makes so many calls, several at once, and tells what became of each of them here and there.
async fn storm<M: Method + Fields + 'static>(calls: usize, request: fn(String) -> M) -> Vec<(Over, Story)> {
    let doors = |number| Die::of(SEED, &[number]).weighed(&DOORS);
    let hostile = Hostile::start(Plan::new(doors, fate)).await;
    let kinds = Arc::new(Kinds::default());
    let client = builder(&hostile.url).observer(Arc::<Kinds>::clone(&kinds)).build().unwrap();
    let next = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (client, next) = (client.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                let mut over = Vec::<Over>::new();
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= calls {
                        return over;
                    }
                    over.push(match client.call(Number(request(number.to_string()))).reply().await {
                        Ok(reply) => (reply.request_id().to_owned(), reply.attempts(), None),
                        Err(error) => (error.request_id().unwrap().to_owned(), error.attempts(), Some(error)),
                    });
                }
            })
        })
        .collect();
    let mut over = Vec::new();
    for task in tasks {
        over.extend(task.await.unwrap());
    }
    let kinds = kinds.0.lock().unwrap();
    for kind in ["connect", "timeout", "transport", "http_status", "rpc", "decode", "protocol", "response_too_large"] {
        assert!(kinds.contains(kind), "nothing failed as {kind}: {kinds:?}");
    }
    let faults: Vec<Fault> = hostile.stories().into_iter().flat_map(|story| story.arrived).collect();
    for fault in FAULTS.map(|(_, fault)| fault).into_iter().chain([Fault::Stall]) {
        assert!(faults.contains(&fault), "{fault:?} did not come");
    }
    assert_eq!(over.len(), calls);
    let with_story = |over: Over| {
        let story = hostile.story(&over.0);
        (over, story)
    };
    over.into_iter().map(with_story).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_made_twice_and_every_error_tells_the_truth() {
    let (mut made, mut in_doubt) = (0, 0);
    let storm = storm(10_000, |name| Create { name: Some(name), ..Create::default() }).await;
    for ((id, attempts, error), Story { arrived, carried }) in storm {
        let what = format!("{id}: {attempts} attempts, arrived: {arrived:?}, carried out {carried} times: {error:?}");
        assert!(carried <= 1, "{what}");
        assert!(arrived.len() <= attempts as usize, "an attempt that nobody knows of: {what}");
        if let Some((_, earlier)) = arrived.split_last() {
            assert!(earlier.iter().all(|fault| !fault.carried()), "{what}");
        }
        match error {
            None => assert!(carried == 1 && arrived.last().unwrap().honest(), "{what}"),
            Some(error) if error.outcome_unknown() => in_doubt += 1,
            Some(error) => assert_eq!(carried == 1, error.kind() == ErrorKind::Decode, "{what}"),
        }
        made += carried;
    }
    assert!(made > 8_000 && in_doubt > 1_000, "{made} were made, {in_doubt} are in doubt");
}

/// An answer after which the client does not ask again.
fn is_final(fault: Fault) -> bool {
    fault.honest() || matches!(fault, Fault::Unauthorized | Fault::Misfit | Fault::Endless | Fault::Redirect)
}

async fn what_may_be_repeated_ends_well<M: Method + Fields + 'static>(request: fn(String) -> M) {
    let mut repeated = 0;
    for ((id, attempts, error), Story { arrived, .. }) in storm(1_500, request).await {
        let what = format!("{id}: {attempts} attempts, arrived: {arrived:?}: {error:?}");
        assert!(arrived.len() <= attempts as usize, "an attempt that nobody knows of: {what}");
        let last = arrived.last().copied();
        assert_eq!(error.is_none(), last.is_some_and(Fault::honest), "{what}");
        assert!(arrived.iter().rev().skip(1).all(|fault| !is_final(*fault)), "asked again after an answer: {what}");
        assert!(last.is_some_and(is_final) || attempts == ATTEMPTS, "given up too early: {what}");
        repeated += usize::from(attempts > 1 && error.is_none());
    }
    assert!(repeated > 250, "{repeated} calls ended well after a failure");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_ends_well_if_any_attempt_would() {
    what_may_be_repeated_ends_well(|name| Read { name: Some(name), ..Read::default() }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idempotent_update_ends_well_if_any_attempt_would() {
    what_may_be_repeated_ends_well(|name| Update { name: Some(name), ..Update::default() }).await;
}
