//! Which failures are followed by another attempt, for which methods, after which pause, and what the error says.
//! Time is paused, and the transport follows a script.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/script.rs"]
mod script;

use gravityzone_runtime::{Error, ErrorKind, RetryPolicy, Scope, Timeouts};
use gravityzone_wire::{Effect, Method};
use methods::{Create, Delete, Read, Update};
use script::{Script, Step, busy, http, rpc};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// One failure, then success: how often was it sent, and did it succeed?
async fn after<M: Method + Default>(failure: Step) -> (usize, Result<(), Error>) {
    let script = Script::new([failure, Step::Result(json!(true))]);
    let outcome = script.client().call(M::default()).await;
    (script.bodies().len(), outcome.map(drop))
}

/// The failures, with whether a method that must not be repeated is tried again, and whether one that may be is.
fn failures() -> Vec<(&'static str, Step, bool, bool)> {
    let headers: &'static [(&str, &str)] = &[("retry-after", "1")];
    let cut = r#"{"id":$ID,"result":{"#.to_owned();
    vec![
        ("not sent", Step::NotSent, true, true),
        ("a time limit while connecting", Step::Hang { sent: false }, true, true),
        ("429", busy("1"), true, true),
        ("429 without a pause", http(429), true, true),
        ("-32003", rpc(200, -32003), true, true),
        ("503 with a pause", Step::Http(503, headers, String::new()), true, true),
        ("503", http(503), false, true),
        ("500", http(500), false, true),
        ("502 with a page", http(502), false, true),
        ("504", http(504), false, true),
        ("500 with -32000", rpc(500, -32000), false, true),
        ("408", http(408), false, true),
        ("reset", Step::Broken, false, true),
        ("a time limit after sending", Step::Hang { sent: true }, false, true),
        ("cut short", Step::Http(200, &[], cut), false, true),
        ("a login page", http(200), false, true),
        ("another's reply", Step::Http(200, &[], r#"{"id":"x","result":1}"#.to_owned()), false, true),
        ("-32602", rpc(200, -32602), false, false),
        ("-32602 with 500", rpc(500, -32602), false, false),
        ("-32000", rpc(200, -32000), false, false),
        ("-32601", rpc(200, -32601), false, false),
        ("401", rpc(401, -32000), false, false),
        ("403", http(403), false, false),
        ("404", http(404), false, false),
        ("302", http(302), false, false),
        ("400", http(400), false, false),
    ]
}

#[tokio::test(start_paused = true)]
async fn what_may_be_tried_again_is_decided_by_failure_and_method() {
    for (what, failure, always, repeatable) in failures() {
        for (effect, again, (sent, outcome)) in [
            ("read", repeatable, after::<Read>(failure.clone()).await),
            ("idempotent update", repeatable, after::<Update>(failure.clone()).await),
            ("idempotent delete", repeatable, after::<Delete>(failure.clone()).await),
            ("create", always, after::<Create>(failure.clone()).await),
        ] {
            assert_eq!((sent, outcome.is_ok()), if again { (2, true) } else { (1, false) }, "{effect} after {what}");
            let Err(error) = outcome else { continue };
            // what is given up at once either did not happen or is said to be in doubt
            let in_doubt = repeatable && effect == "create";
            assert_eq!(error.outcome_unknown(), in_doubt, "{effect} after {what}: {error}");
            assert!(!error.is_retryable(), "{effect} after {what}: {error}");
            assert_eq!(error.attempts(), 1);
            let line = error.to_string();
            assert_eq!(line.contains("look with companies.getCompany before you call again"), in_doubt, "{line}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn all_attempts_of_a_call_have_one_id_and_one_body() {
    let script = Script::new([Step::NotSent, Step::NotSent, Step::Result(json!(1)), Step::Result(json!(2))]);
    let client = script.client();
    client.call(Create::default()).await.unwrap();
    client.call(Create::default()).await.unwrap();
    let bodies = script.bodies();
    assert_eq!(bodies.len(), 4);
    assert!(bodies[0] == bodies[1] && bodies[1] == bodies[2], "{bodies:?}");
    assert_ne!(bodies[2]["id"], bodies[3]["id"]);
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted_and_the_last_failure_is_told() {
    let script = Script::new([http(502), Step::Broken, http(503), http(500)]);
    let error = script.client().call(Read::default()).await.unwrap_err();
    assert_eq!((error.attempts(), error.http_status().unwrap().as_u16()), (4, 500));
    assert!(error.is_retryable() && !error.outcome_unknown(), "{error}");
    assert!(error.to_string().contains("given up after 4 attempts"), "{error}");
    assert!(error.to_string().ends_with(", 4 attempts]"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_in_doubt_is_remembered_whatever_comes_after_it() {
    let script = Script::new([Step::Broken, rpc(200, -32602)]);
    let error = script.client().call(Delete::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Rpc, 2));
    assert!(error.outcome_unknown(), "{error}");
    assert!(error.to_string().contains("an earlier attempt may have been carried out"), "{error}");
    let script = Script::new([Step::NotSent, rpc(200, -32602)]);
    assert!(!script.client().call(Delete::default()).await.unwrap_err().outcome_unknown());
}

#[tokio::test(start_paused = true)]
async fn a_call_has_its_own_policy_and_its_own_word_on_repeating() {
    let sent = |script: &Script| script.bodies().len();
    let script = Script::new([Step::NotSent]);
    script.client().call(Read::default()).with_retry(RetryPolicy::never()).await.unwrap_err();
    assert_eq!(sent(&script), 1);
    let script = Script::new([Step::Broken, Step::Result(json!(1))]);
    script.client().call(Create::default()).with_idempotent(true).await.unwrap();
    assert_eq!(sent(&script), 2);
    let script = Script::new([Step::Broken]);
    let error = script.client().call(Delete::default()).with_idempotent(false).await.unwrap_err();
    assert_eq!((sent(&script), error.outcome_unknown()), (1, true));
    let script = Script::new([Step::NotSent]);
    let client = script.builder().retry(RetryPolicy::default().max_attempts(7)).build().unwrap();
    client.call(Read::default()).await.unwrap_err();
    assert_eq!(sent(&script), 7);
}

#[tokio::test(start_paused = true)]
async fn a_call_by_name_counts_as_a_write_unless_it_says_otherwise() {
    for (effect, sent, unknown) in [(None, 1, true), (Some(Effect::Read), 4, false), (Some(Effect::Create), 1, true)] {
        let script = Script::new([Step::Broken]);
        let client = script.client();
        let mut call = client.call_by_name("v1.0/jsonrpc/network", "getNews");
        if let Some(effect) = effect {
            call = call.effect(effect);
        }
        let error = call.await.unwrap_err();
        assert_eq!((script.bodies().len(), error.outcome_unknown()), (sent, unknown), "{effect:?}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_pause_is_at_least_what_the_server_asks_for() {
    let script = Script::new([busy("30"), Step::Result(json!(1))]);
    script.client().call(Create::default()).await.unwrap();
    let pause = script.times()[1];
    assert!(pause >= Duration::from_secs(30) && pause < Duration::from_secs(31), "{pause:?}");
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_and_stay_under_the_cap() {
    let policy = RetryPolicy::default().max_attempts(12).pauses(Duration::from_secs(1), Duration::from_secs(8));
    let script = Script::new([Step::NotSent]);
    let client = script.builder().retry(policy).retry_budget(1000).build().unwrap();
    client.call(Read::default()).await.unwrap_err();
    let times = script.times();
    let pauses: Vec<Duration> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let slot = Duration::from_millis(110);
    for (at, pause) in pauses.iter().enumerate() {
        assert!(*pause <= Duration::from_secs(1 << at.min(3)).max(slot), "{at}: {pauses:?}");
    }
    let different: BTreeSet<_> = pauses.iter().collect();
    assert!(different.len() > 3, "they are random: {pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn a_pause_beyond_the_time_limit_ends_the_call_at_once() {
    let script = Script::new([busy("600")]);
    let start = tokio::time::Instant::now();
    let error = script.client().call(Read::default()).await.unwrap_err();
    assert_eq!((error.attempts(), start.elapsed()), (1, Duration::ZERO));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(600)));
    assert!(error.is_retryable(), "{error}");
    assert_eq!(error.scope(), Scope::Key);
    assert!(error.to_string().contains("since the overall timeout of 300s ends before"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_call_as_a_whole_has_a_limit_and_the_error_names_it() {
    let script = Script::new([Step::Hang { sent: true }]);
    let timeouts = Timeouts::default().attempt(MINUTE).overall(MINUTE * 2 + Duration::from_secs(30));
    let client = script.builder().timeouts(timeouts).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = client.call(Read::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
    assert!(start.elapsed() <= MINUTE * 2 + Duration::from_secs(30), "{:?}", start.elapsed());
    assert!(error.to_string().contains("within the overall timeout of 150s"), "{error}");
    assert_eq!(error.scope(), Scope::Network);
}

#[tokio::test(start_paused = true)]
async fn a_call_has_its_own_limits() {
    let script = Script::new([Step::Hang { sent: true }]);
    let client = script.client();
    let call = client.call(Read::default()).with_overall_timeout(Duration::from_secs(7));
    let error = call.await.unwrap_err();
    assert!(error.to_string().contains("within the overall timeout of 7s"), "{error}");
    let call = client.call(Create::default()).with_timeout(MINUTE * 20);
    let error = call.await.unwrap_err();
    assert!(
        error.to_string().contains("within the attempt timeout of 1200s"),
        "the usual overall limit makes room: {error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_client_without_an_overall_limit_goes_on_as_long_as_its_policy() {
    let script = Script::new([busy("3000"), busy("3000"), Step::Result(json!(1))]);
    let client = script.builder().timeouts(Timeouts::default().no_overall()).build().unwrap();
    client.call(Create::default()).await.unwrap();
    assert!(script.times()[2] >= Duration::from_secs(6000));
}

#[tokio::test(start_paused = true)]
async fn clones_share_a_budget_of_retries() {
    let script = Script::new([Step::NotSent]);
    let client = script.builder().retry_budget(50).build().unwrap();
    for _ in 0..10 {
        client.clone().call(Read::default()).await.unwrap_err();
    }
    assert_eq!(script.bodies().len(), 10 + 5, "five retries were in the budget");
    let error = client.call(Read::default()).await.unwrap_err();
    assert!(error.to_string().contains("since too many calls of this client fail"), "{error}");
    assert!(error.is_retryable(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_reply_tells_how_it_came() {
    let headers: &'static [(&str, &str)] = &[("x-trace", "7")];
    let body = r#"{"id":$ID,"result":{"a": 1}}"#.to_owned();
    let script = Script::new([busy("5"), Step::Http(200, headers, body)]);
    let client = script.client();
    let reply = client.call(Read::default()).reply().await.unwrap();
    assert_eq!((reply.value["a"].as_i64(), reply.attempts(), reply.json()), (Some(1), 2, r#"{"a": 1}"#));
    assert_eq!(reply.headers()["x-trace"], "7");
    assert_eq!(reply.request_id(), script.bodies()[0]["id"].as_str().unwrap());
    assert!(reply.elapsed() >= Duration::from_secs(5), "{reply:?}");
    assert!(!format!("{reply:?}").contains("x-trace"));
}
