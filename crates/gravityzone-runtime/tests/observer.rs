//! What an observer hears: starts, waits, attempts, retries, ends, drops, news of the API; and what a job makes of an
//! error's scope. Time is paused, and the transport follows a script.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop where a test may")]

#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/script.rs"]
mod script;

use gravityzone_runtime::{
    Attempted, CallInfo, Dropped, Ended, Error, ErrorKind, Observer, RetryPolicy, Retrying, Scope,
};
use gravityzone_wire::Method;
use methods::{Assign, Create, Read};
use script::{Script, Step, busy, http, rpc};
use serde_json::json;
use std::future::IntoFuture;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Default)]
struct Diary(Mutex<Vec<String>>);

impl Diary {
    fn write(&self, call: &CallInfo, line: String) {
        self.0.lock().unwrap().push(format!("{} {line}", call.method.replace("companies.", "")));
    }

    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn kind(error: Option<&Error>) -> String {
    error.map_or_else(|| "well".to_owned(), |error| error.kind().to_string())
}

impl Observer for Diary {
    fn started(&self, call: &CallInfo) {
        self.write(call, format!("started, {}", call.effect.unwrap()));
    }

    fn waited(&self, call: &CallInfo, wait: Duration) {
        self.write(call, format!("waited {}s", wait.as_secs()));
    }

    fn attempted(&self, call: &CallInfo, attempt: &Attempted<'_>) {
        let status = attempt.status.map_or(0, |status| status.as_u16());
        self.write(call, format!("attempt {} {} {status}", attempt.number, kind(attempt.error)));
    }

    fn retrying(&self, call: &CallInfo, retry: &Retrying<'_>) {
        assert!(retry.pause <= Duration::from_secs(120));
        self.write(call, format!("again after attempt {}: {}", retry.attempt, retry.error.kind()));
    }

    fn ended(&self, call: &CallInfo, end: &Ended<'_>) {
        assert!(end.elapsed >= end.waited);
        self.write(call, format!("ended {} after {}", kind(end.error), end.attempts));
    }

    fn dropped(&self, call: &CallInfo, drop: &Dropped) {
        self.write(call, format!("dropped after {}, unknown: {}", drop.attempts, drop.outcome_unknown));
    }
}

fn watched(steps: impl IntoIterator<Item = Step>) -> (Script, Arc<Diary>, gravityzone_runtime::Client) {
    let (script, diary) = (Script::new(steps), Arc::new(Diary::default()));
    let client = script.builder().observer(Arc::<Diary>::clone(&diary)).build().unwrap();
    (script, diary, client)
}

#[tokio::test(start_paused = true)]
async fn the_story_of_a_call_is_told_in_order() {
    let (_, diary, client) = watched([http(502), Step::NotSent, Step::Result(json!(1))]);
    client.call(Read::default()).await.unwrap();
    let story = diary.lines();
    let told: Vec<&str> = story.iter().map(String::as_str).filter(|line| !line.contains("waited")).collect();
    assert_eq!(
        told,
        [
            "getCompany started, read",
            "getCompany attempt 1 http_status 502",
            "getCompany again after attempt 1: http_status",
            "getCompany attempt 2 connect 0",
            "getCompany again after attempt 2: connect",
            "getCompany attempt 3 well 200",
            "getCompany ended well after 3",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_a_turn_is_told() {
    let (_, diary, client) = watched([Step::Result(json!(1))]);
    client.call(Assign::default()).await.unwrap();
    assert!(!diary.lines().concat().contains("waited"));
    let reply = client.call(Assign::default()).reply().await.unwrap();
    assert!(diary.lines().contains(&"assignPolicy waited 12s".to_owned()));
    assert_eq!(reply.waited().as_secs(), 12);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_told_once_with_its_error() {
    let (_, diary, client) = watched([rpc(200, -32602)]);
    client.call(Create::default()).await.unwrap_err();
    let told = ["createCompany started, create", "createCompany attempt 1 rpc 200", "createCompany ended rpc after 1"];
    assert_eq!(diary.lines(), told);
    client.read_only().call(Create::default()).await.unwrap_err();
    assert_eq!(diary.lines(), ["createCompany started, create", "createCompany ended refused after 0"]);
}

#[tokio::test(start_paused = true)]
async fn a_result_that_does_not_fit_is_the_calls_failure() {
    let (_, diary, client) = watched([Step::Result(json!("text"))]);
    client.call(Read::default()).decode_as::<u8>().await.unwrap_err();
    assert_eq!(diary.lines().last().unwrap(), "getCompany ended decode after 1");
}

/// Waits a minute for a call and then gives it up.
async fn give_up(client: &gravityzone_runtime::Client, call: impl Method) {
    let call = client.call(call).with_timeout(Duration::from_secs(600)).into_future();
    assert!(tokio::time::timeout(Duration::from_secs(60), call).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_is_told_and_whether_it_may_be_carried_out() {
    let (_, diary, client) = watched([Step::Hang { sent: true }]);
    give_up(&client, Create::default()).await;
    assert_eq!(diary.lines().last().unwrap(), "createCompany dropped after 1, unknown: true");
    give_up(&client, Read::default()).await;
    assert_eq!(diary.lines().last().unwrap(), "getCompany dropped after 1, unknown: false");
    let (_, diary, client) = watched([Step::Hang { sent: false }]);
    give_up(&client, Create::default()).await;
    assert_eq!(diary.lines().last().unwrap(), "createCompany dropped after 1, unknown: false");
    // while it waits after a 429 nothing is out
    let (_, diary, client) = watched([busy("120")]);
    give_up(&client, Create::default()).await;
    assert_eq!(diary.lines().last().unwrap(), "createCompany dropped after 1, unknown: false");
    // a call that was never awaited was never begun
    drop(client.call(Create::default()).into_future());
    assert_eq!(diary.lines(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_scope_says_whether_the_next_call_can_help() {
    for (step, kind, scope) in [
        (rpc(200, -32602), ErrorKind::Rpc, Scope::Target),
        (rpc(500, -32602), ErrorKind::Rpc, Scope::Target),
        (rpc(200, -32002), ErrorKind::Rpc, Scope::Target),
        (rpc(200, -32000), ErrorKind::Rpc, Scope::Target),
        (rpc(200, -32601), ErrorKind::Rpc, Scope::Method),
        (rpc(200, -32600), ErrorKind::Rpc, Scope::Method),
        (rpc(401, -32000), ErrorKind::Rpc, Scope::Key),
        (rpc(403, -32001), ErrorKind::Rpc, Scope::Key),
        (rpc(200, -32001), ErrorKind::Rpc, Scope::Key),
        (rpc(429, -32003), ErrorKind::Rpc, Scope::Key),
        (http(401), ErrorKind::HttpStatus, Scope::Key),
        (http(429), ErrorKind::HttpStatus, Scope::Key),
        (http(404), ErrorKind::HttpStatus, Scope::Method),
        (http(302), ErrorKind::HttpStatus, Scope::Network),
        (http(407), ErrorKind::HttpStatus, Scope::Network),
        (http(502), ErrorKind::HttpStatus, Scope::Network),
        (rpc(500, -32603), ErrorKind::Rpc, Scope::Network),
        (http(200), ErrorKind::Protocol, Scope::Network),
        (Step::NotSent, ErrorKind::Connect, Scope::Network),
        (Step::Broken, ErrorKind::Transport, Scope::Network),
        (Step::Hang { sent: true }, ErrorKind::Timeout, Scope::Network),
    ] {
        let script = Script::new([step]);
        let client = script.client();
        let error = client.call(Read::default()).with_retry(RetryPolicy::never()).await.unwrap_err();
        assert_eq!((error.kind(), error.scope()), (kind, scope), "{error}");
    }
}
