//! Many calls of one method: their order, how many at a time, and what one failure does to the others.
//! The server is real, on loopback.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop where a test may")]

#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::{Client, ErrorKind, RetryPolicy, Scope, Unlimited};
use methods::{Create, Read};
use server::{Answer, Seen, Server, answer, result};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Waker};
use tokio::sync::Notify;

fn read(number: usize) -> Read {
    Read { name: Some(number.to_string()), ..Read::default() }
}

fn number(request: &Read) -> usize {
    request.name.as_ref().unwrap().parse().unwrap()
}

fn number_of(seen: &Seen) -> usize {
    seen.body["params"]["name"].as_str().unwrap().parse().unwrap()
}

fn client(server: &Server) -> Client {
    server.builder().rate_limiter(Unlimited).retry(RetryPolicy::never()).build().unwrap()
}

fn error(code: i64) -> Answer {
    answer(200, format!(r#"{{"id":$ID,"error":{{"code":{code},"message":"m","data":{{"details":"d"}}}}}}"#))
}

/// Answers each call with its number.
async fn echo() -> Server {
    Server::scripted(|seen| std::future::ready(result(&number_of(&seen).to_string()))).await
}

#[tokio::test]
async fn outcomes_come_in_the_order_of_the_requests() {
    // The even ones wait for the odd one behind them.
    let gates: Arc<Vec<Notify>> = Arc::new((0..50).map(|_| Notify::new()).collect());
    let server = Server::scripted(move |seen| {
        let gates = Arc::clone(&gates);
        async move {
            let number = number_of(&seen);
            if number.is_multiple_of(2) {
                gates[number / 2].notified().await;
            } else {
                gates[number / 2].notify_one();
            }
            result(&number.to_string())
        }
    })
    .await;
    let mut each = client(&server).each((0..100).map(read));
    for expected in 0..100 {
        let (request, outcome) = each.next().await.unwrap();
        assert_eq!((number(&request), outcome.unwrap().as_u64()), (expected, Some(expected as u64)));
    }
    assert!(each.next().await.is_none());
    assert!(each.next().await.is_none(), "and stays so");
    assert_eq!(server.seen().len(), 100);
}

#[tokio::test]
async fn no_more_are_out_at_a_time_than_were_allowed() {
    for (allowed, most) in [(None, 4), (Some(1), 1), (Some(0), 1), (Some(9), 9)] {
        let (now, top) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let shared = Arc::clone(&top);
        let server = Server::scripted(move |_| {
            let (now, top) = (Arc::clone(&now), Arc::clone(&shared));
            async move {
                top.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                for _ in 0..20 {
                    tokio::task::yield_now().await;
                }
                now.fetch_sub(1, Ordering::SeqCst);
                result("null")
            }
        })
        .await;
        let mut each = client(&server).each((0..40).map(read));
        if let Some(calls) = allowed {
            each = each.in_flight(calls);
        }
        let mut count = 0;
        while let Some((_, outcome)) = each.next().await {
            outcome.unwrap();
            count += 1;
        }
        assert_eq!(count, 40);
        let top = top.load(Ordering::SeqCst);
        assert!(top <= most && (most == 1 || top > 1), "{top} of {most}");
    }
}

#[tokio::test]
async fn one_failure_is_one_error_and_the_rest_goes_on() {
    let server =
        Server::scripted(|seen| std::future::ready(if number_of(&seen) == 5 { error(-32602) } else { result("null") }))
            .await;
    let mut each = client(&server).each((0..10).map(read));
    let mut failed = Vec::new();
    while let Some((request, outcome)) = each.next().await {
        if let Err(error) = outcome {
            assert_eq!((error.code(), error.scope()), (Some(-32602), Scope::Target));
            failed.push(number(&request));
        }
    }
    assert_eq!((failed, server.seen().len()), (vec![5], 10));
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_is_an_outcome_too() {
    let server = echo().await;
    let mut each = client(&server).each((0..4).map(read)).with(|call| call.with_param("name", 1));
    let mut refused = 0;
    while let Some((_, outcome)) = each.next().await {
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Config);
        refused += 1;
    }
    assert_eq!((refused, server.seen().len()), (4, 0));
}

#[tokio::test]
async fn requests_are_taken_when_there_is_room_for_them() {
    let server = echo().await;
    let taken = Cell::new(0);
    let endless = (0..).map(|number| {
        taken.set(number + 1);
        read(number)
    });
    let mut each = client(&server).each(endless).in_flight(3);
    assert_eq!(taken.get(), 0, "none before the first next");
    for expected in 0..20 {
        let (request, _) = each.next().await.unwrap();
        assert_eq!(number(&request), expected);
        assert!(taken.get() <= expected + 3, "{} taken", taken.get());
    }
    drop(each);
    assert!(server.seen().len() <= 22);
}

#[tokio::test]
async fn a_stopped_one_gives_what_is_on_its_way_and_leaves_the_rest() {
    let server = Server::scripted(|seen| {
        std::future::ready(if number_of(&seen) == 4 { answer(401, "") } else { result("null") })
    })
    .await;
    let mut requests = (0..1000).map(read);
    let mut each = client(&server).each(requests.by_ref()).in_flight(3);
    let mut outcomes = Vec::new();
    while let Some((request, outcome)) = each.next().await {
        if outcome.as_ref().is_err_and(|error| error.scope() != Scope::Target) {
            each.stop();
        }
        outcomes.push((number(&request), outcome.is_ok()));
    }
    drop(each);
    assert_eq!(outcomes[4..], [(4, false), (5, true), (6, true)]);
    assert_eq!(number(&requests.next().unwrap()), 7, "the iterator keeps what was not taken");
    assert_eq!(server.seen().len(), 7);
}

#[tokio::test]
async fn options_hold_for_each_call() {
    let server = Server::start(error(-32000)).await;
    let mut asked = 0;
    let mut each = client(&server).each((0..3).map(read)).with(move |call| {
        asked += 1;
        call.with_param("asked", asked)
    });
    while each.next().await.is_some() {}
    let params: BTreeSet<_> = server.seen().iter().map(|seen| seen.body["params"].to_string()).collect();
    assert_eq!(
        params.into_iter().collect::<Vec<_>>(),
        [r#"{"asked":1,"name":"0"}"#, r#"{"asked":2,"name":"1"}"#, r#"{"asked":3,"name":"2"}"#]
    );
}

#[tokio::test]
async fn the_mode_of_the_client_holds_too() {
    let server = echo().await;
    let mut each = client(&server).read_only().each([Create::default(), Create::default()]);
    while let Some((_, outcome)) = each.next().await {
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Refused);
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn a_dropped_next_loses_no_outcome() {
    let server = echo().await;
    let mut each = client(&server).each((0..50).map(read));
    let mut seen = Vec::new();
    loop {
        let polled = pin!(each.next()).poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            std::task::Poll::Ready(Some((request, outcome))) => {
                outcome.unwrap();
                seen.push(number(&request));
            }
            std::task::Poll::Ready(None) => break,
            std::task::Poll::Pending => tokio::task::yield_now().await,
        }
    }
    assert!(seen.into_iter().eq(0..50));
    assert_eq!(server.seen().len(), 50, "none is made twice");
}

#[tokio::test]
async fn two_thousand_calls_in_a_task() {
    let server = echo().await;
    let mut each = client(&server).each((0..2000).map(read)).in_flight(16);
    let sum = tokio::spawn(async move {
        let mut sum = 0;
        while let Some((request, outcome)) = each.next().await {
            outcome.unwrap();
            sum += number(&request);
        }
        sum
    });
    assert_eq!(sum.await.unwrap(), 1999 * 1000);
    assert_eq!(server.seen().len(), 2000);
    assert!(server.connections() <= 16, "{} connections", server.connections());
}
