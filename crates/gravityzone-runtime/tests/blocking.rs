//! The blocking client: from plain threads, from several at once, and refused where it would stop everything else.
//! The server is real, on loopback, on threads of its own.

#![cfg(feature = "blocking")]
#![allow(clippy::unwrap_used, reason = "a test's helper may stop where a test may")]

#[path = "loopback/list.rs"]
mod list;
#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::{Error, ErrorKind, RetryPolicy, Unlimited, blocking};
use list::{List, Lists, Numbers};
use methods::{Create, Read};
use serde_json::json;
use server::{Answer, Server, answer, result};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Barrier;

/// The runtime that the server lives in.
fn elsewhere() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

fn client(server: &Server) -> blocking::Client {
    server.builder().rate_limiter(Unlimited).retry(RetryPolicy::never()).build().unwrap().blocking().unwrap()
}

fn read(number: usize) -> Read {
    Read { name: Some(number.to_string()), ..Read::default() }
}

fn error(code: i64) -> Answer {
    answer(200, format!(r#"{{"id":$ID,"error":{{"code":{code},"message":"m","data":{{"details":"d"}}}}}}"#))
}

#[test]
fn a_call_from_a_plain_thread() {
    let runtime = elsewhere();
    let server = runtime.block_on(Server::start(result(r#"{"a":1}"#)));
    let client = client(&server);
    assert_eq!(client.call(Read::default()).send().unwrap(), json!({"a": 1}));
    let reply = client.call(Read::default()).with_param("b", 2).with_timeout(Duration::from_secs(9)).reply().unwrap();
    assert_eq!((reply.attempts(), reply.json()), (1, r#"{"a":1}"#));
    assert_eq!(client.call(Read::default()).raw().unwrap().get(), r#"{"a":1}"#);
    let named = client.call_by_name("v1.0/jsonrpc/network", "getNews").params(json!({"c": 3}));
    assert_eq!(named.decode_as::<serde_json::Value>().unwrap(), json!({"a": 1}));
    let params: Vec<_> = server.seen().iter().map(|seen| seen.body["params"].clone()).collect();
    assert_eq!(params, [json!({}), json!({"b": 2}), json!({}), json!({"c": 3})]);
    assert_eq!(client.url(), server.url);
    for _ in 0..50 {
        client.call(Read::default()).send().unwrap();
    }
    assert!(server.connections() < 50, "connections are kept between calls");
}

#[test]
fn an_error_is_the_errors_own() {
    let runtime = elsewhere();
    let server = runtime.block_on(Server::start(error(-32602)));
    let client = client(&server);
    assert_eq!(client.call(Read::default()).send().unwrap_err().code(), Some(-32602));
    let refused = client.read_only().call(Create::default()).send().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused);
    let shown = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&shown);
    let dry = client.dry_run_with(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    assert_eq!(dry.call(Create::default()).send().unwrap_err().kind(), ErrorKind::DryRun);
    assert_eq!((shown.load(Ordering::SeqCst), server.seen().len()), (1, 1));
}

#[test]
fn threads_call_side_by_side() {
    const THREADS: usize = 8;
    let runtime = elsewhere();
    let barrier = Arc::new(Barrier::new(THREADS));
    // None is answered before all have come.
    let server = runtime.block_on(Server::scripted(move |_| {
        let barrier = Arc::clone(&barrier);
        async move {
            barrier.wait().await;
            result("null")
        }
    }));
    let client = client(&server);
    std::thread::scope(|scope| {
        for number in 0..THREADS {
            let client = client.clone();
            scope.spawn(move || {
                for _ in 0..5 {
                    client.call(read(number)).send().unwrap();
                }
            });
        }
    });
    assert_eq!(server.seen().len(), THREADS * 5);
}

#[test]
fn lists_are_plain_iterators() {
    let runtime = elsewhere();
    let lists = runtime.block_on(Lists::serve(List::of(250)));
    let client = client(&lists.server);
    let items: Result<Vec<i64>, Error> = client.call(Numbers::default()).items().prefetch(2).collect();
    assert!(items.unwrap().into_iter().eq(0..250));
    let mut pages = client.call(Numbers::default()).pages().from_page(2).max_pages(5);
    assert_eq!(pages.next_page(), Some(2));
    assert_eq!(pages.by_ref().map(|page| page.unwrap().items.len()).collect::<Vec<_>>(), [100, 50]);
    assert_eq!(pages.next_page(), None);
}

#[test]
fn many_calls_are_a_plain_iterator() {
    let runtime = elsewhere();
    let server = runtime.block_on(Server::start(result("7")));
    let client = client(&server);
    let each = client.each((0..20).map(read)).in_flight(3).with(|call| call.with_param("x", 1));
    for (number, (request, outcome)) in each.enumerate() {
        assert_eq!((request.name, outcome.unwrap()), (Some(number.to_string()), json!(7)));
    }
    let mut each = client.each((0..20).map(read));
    each.next().unwrap().1.unwrap();
    each.stop();
    assert_eq!(each.count(), 3, "those that were on their way");
}

/// Everything that can be asked of a client is refused, and nothing of it panics.
fn all_is_refused(client: &blocking::Client, server: &Server) {
    let refused = |error: Error| {
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert!(error.to_string().contains("use the async client"), "{error}");
    };
    refused(server.client().blocking().unwrap_err());
    refused(client.call(Read::default()).send().unwrap_err());
    refused(client.call(Read::default()).reply().unwrap_err());
    refused(client.call(Read::default()).raw().unwrap_err());
    refused(client.call(Read::default()).decode_as::<i64>().unwrap_err());
    refused(client.call_by_name("v1.0/jsonrpc/network", "getNews").send().unwrap_err());
    let outcomes: Vec<_> = client.call(Numbers::default()).items().collect();
    assert_eq!(outcomes.len(), 1, "a refusal is told once");
    outcomes.into_iter().for_each(|outcome| refused(outcome.unwrap_err()));
    let outcomes: Vec<_> = client.call(Numbers::default()).pages().collect();
    assert_eq!(outcomes.len(), 1);
    outcomes.into_iter().for_each(|outcome| refused(outcome.unwrap_err()));
    let outcomes: Vec<_> = client.each((0..3).map(read)).collect();
    assert_eq!(outcomes.len(), 3, "every request comes back");
    outcomes.into_iter().for_each(|(_, outcome)| refused(outcome.unwrap_err()));
}

#[test]
fn inside_async_it_is_refused() {
    let runtime = elsewhere();
    let server = Arc::new(runtime.block_on(Server::start(result("null"))));
    let client = client(&server);
    let single = Builder::new_current_thread().enable_all().build().unwrap();
    single.block_on(async { all_is_refused(&client, &server) });
    runtime.block_on(async { all_is_refused(&client, &server) });
    let (shared, served) = (client.clone(), Arc::clone(&server));
    runtime.block_on(runtime.spawn(async move { all_is_refused(&shared, &served) })).unwrap();
    let (shared, served) = (client.clone(), Arc::clone(&server));
    runtime.block_on(runtime.spawn_blocking(move || all_is_refused(&shared, &served))).unwrap();
    assert_eq!(server.seen().len(), 0);
    client.call(Read::default()).send().unwrap();
}

#[test]
fn a_list_goes_on_when_it_is_outside_again() {
    let runtime = elsewhere();
    let lists = runtime.block_on(Lists::serve(List::of(250)));
    let mut items = client(&lists.server).call(Numbers::default()).items();
    assert!(runtime.block_on(async { items.next() }).unwrap().is_err());
    assert!(runtime.block_on(async { items.next() }).is_none());
    assert_eq!(items.by_ref().map(Result::unwrap).take(150).last(), Some(149));
    assert!(runtime.block_on(async { items.next() }).unwrap().is_err(), "and is refused once more");
    assert_eq!(items.map(Result::unwrap).count(), 100);
}

#[test]
fn it_can_be_dropped_inside_async() {
    let runtime = elsewhere();
    let single = Builder::new_current_thread().enable_all().build().unwrap();
    let lists = runtime.block_on(Lists::serve(List::of(250)));
    for _ in 0..3 {
        let (first, second) = (client(&lists.server), client(&lists.server));
        let mut items = second.call(Numbers::default()).items();
        items.next().unwrap().unwrap();
        drop(second);
        items.next().unwrap().unwrap();
        let mut each = first.each((1..9).map(|_| Numbers { page: Some(1), per_page: Some(9) }));
        each.next().unwrap().1.unwrap();
        single.block_on(async move {
            drop(first);
            drop(each);
        });
        runtime.block_on(runtime.spawn(async move { drop(items) })).unwrap();
    }
}

#[test]
fn its_thread_ends_with_it() {
    let runtime = elsewhere();
    let server = runtime.block_on(Server::start(result("null")));
    let threads = || std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
    let clients: Vec<_> = (0..20).map(|_| client(&server)).collect();
    let with = threads();
    for client in &clients {
        client.call(Read::default()).send().unwrap();
    }
    drop(clients);
    // Nobody waits for the threads, so they are given a while.
    let start = std::time::Instant::now();
    while cfg!(target_os = "linux") && threads() + 10 > with {
        assert!(start.elapsed() < Duration::from_secs(20), "{} threads of {with}", threads());
        std::thread::yield_now();
    }
}
