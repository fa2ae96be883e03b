//! The rate limits: no window of time ever holds more calls than the tier allows, first come, first served.
//! Time is paused; the requests' times are what the transport noted.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop where a test may")]

#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/script.rs"]
mod script;

use gravityzone_runtime::{
    BoxFuture, Client, Error, ErrorKind, Pacing, RateLimiter, Scope, Timeouts, TooLate, Turn, Unlimited,
};
use methods::{Assign, Create, Read};
use script::{Script, Step, busy};
use serde_json::json;
use std::future::IntoFuture;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

const SECOND: Duration = Duration::from_secs(1);

fn patient(script: &Script) -> gravityzone_runtime::ClientBuilder {
    script.builder().timeouts(Timeouts::default().no_overall())
}

/// Starts `count` reads at once, on clones of one client, and waits for all; their names tell their order.
async fn at_once(client: &Client, count: usize) -> Vec<Result<(), Error>> {
    let mut tasks = Vec::new();
    for number in 0..count {
        let client = client.clone();
        tasks.push(tokio::spawn(async move {
            client.call(Read { name: Some(number.to_string()), ..Read::default() }).await.map(drop)
        }));
        tokio::task::yield_now().await;
    }
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

/// The most calls that any window of this length holds.
fn fullest(times: &[Duration], window: Duration) -> usize {
    times.iter().map(|from| times.iter().filter(|time| (*from..*from + window).contains(*time)).count()).max().unwrap()
}

#[tokio::test(start_paused = true)]
async fn ten_a_second_means_never_more_than_ten_in_any_second_and_nearly_as_many() {
    let script = Script::new([Step::Result(json!(1))]);
    at_once(&patient(&script).build().unwrap(), 200).await;
    let times = script.times();
    assert_eq!(times.len(), 200);
    assert_eq!(fullest(&times, SECOND), 10);
    let rate = 199.0 / times[199].as_secs_f64();
    assert!((9.85..=10.0).contains(&rate), "{rate} a second");
}

#[tokio::test(start_paused = true)]
async fn first_come_is_first_served() {
    let script = Script::new([Step::Result(json!(1))]);
    at_once(&patient(&script).build().unwrap(), 50).await;
    let order: Vec<String> =
        script.bodies().iter().map(|body| body["params"]["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(order, (0..50).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn each_tier_has_its_own_pace() {
    let script = Script::new([Step::Result(json!(1))]);
    let client = patient(&script).build().unwrap();
    for _ in 0..4 {
        client.call(Assign::default()).await.unwrap();
    }
    assert!(script.times()[3] >= Duration::from_secs(36), "{:?}", script.times());
    let before = Instant::now();
    client.call(Read::default()).await.unwrap();
    assert!(before.elapsed() < SECOND, "another tier does not wait");
}

#[tokio::test(start_paused = true)]
async fn methods_of_a_tier_are_counted_together_unless_set_otherwise() {
    for (pacing, together) in [(Pacing::new(), true), (Pacing::new().each_method(), false)] {
        let script = Script::new([Step::Result(json!(1))]);
        let client = patient(&script).rate_limiter(pacing).build().unwrap();
        client.call(Read::default()).await.unwrap();
        client.call(Create::default()).await.unwrap();
        assert_eq!(script.times()[1] > Duration::from_millis(100), together);
    }
}

#[tokio::test(start_paused = true)]
async fn clients_of_one_key_can_share_a_limiter() {
    let script = Script::new([Step::Result(json!(1))]);
    let pacing = Arc::new(Pacing::new());
    let client = || patient(&script).rate_limiter(Arc::<Pacing>::clone(&pacing)).build().unwrap();
    let (one, other) = (client(), client());
    tokio::join!(at_once(&one, 30), at_once(&other, 30));
    assert_eq!(fullest(&script.times(), SECOND), 10);
}

#[tokio::test(start_paused = true)]
async fn a_burst_goes_at_once_and_the_limit_holds_all_the_same() {
    let script = Script::new([Step::Result(json!(1))]);
    let client = patient(&script).rate_limiter(Pacing::new().burst(2)).build().unwrap();
    for round in 0..3 {
        for _ in 0..8 {
            client.call(Assign::default()).await.unwrap();
        }
        let times = &script.times()[round * 8..];
        assert!(times[2] - times[0] < SECOND, "{times:?}");
        tokio::time::sleep(Duration::from_secs(300)).await;
    }
    assert_eq!(fullest(&script.times(), Duration::from_secs(60)), 5);
}

#[tokio::test(start_paused = true)]
async fn a_limit_can_be_scaled_to_leave_room_for_others_or_to_use_what_was_granted() {
    for (scale, most) in [(0.5, 5), (3.0, 30)] {
        let script = Script::new([Step::Result(json!(1))]);
        at_once(&patient(&script).rate_limiter(Pacing::new().scale(scale)).build().unwrap(), 70).await;
        assert_eq!(fullest(&script.times(), SECOND), most);
    }
}

#[tokio::test(start_paused = true)]
async fn no_limiter_means_no_wait() {
    let script = Script::new([Step::Result(json!(1))]);
    at_once(&patient(&script).rate_limiter(Unlimited).build().unwrap(), 50).await;
    assert!(script.times().iter().all(|time| *time < SECOND));
}

#[tokio::test(start_paused = true)]
async fn a_429_pushes_back_everybody_who_waits_and_keeps_the_pace_afterwards() {
    let script = Script::new([Step::Result(json!(1)), busy("60"), Step::Result(json!(1))]);
    let outcomes = at_once(&patient(&script).build().unwrap(), 30).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let times = script.times();
    assert_eq!(times.len(), 31, "one was sent twice");
    let refused = times[1];
    assert!(times[2] >= refused + Duration::from_secs(60), "{times:?}");
    assert_eq!(fullest(&times[2..], SECOND), 10);
}

#[tokio::test(start_paused = true)]
async fn an_absurd_pause_does_not_stop_everybody() {
    let script = Script::new([busy("31536000"), Step::Result(json!(1))]);
    let client = script.client();
    client.call(Read::default()).await.unwrap_err();
    client.call(Read::default()).with_overall_timeout(Duration::from_secs(700)).await.unwrap();
    assert!(script.times()[1] >= Duration::from_secs(600), "{:?}", script.times());
}

#[tokio::test(start_paused = true)]
async fn retries_take_a_turn_too() {
    let script = Script::new([Step::NotSent, Step::NotSent, Step::NotSent, Step::Result(json!(1))]);
    let client = patient(&script).build().unwrap();
    client.call(Assign::default()).await.unwrap();
    assert!(script.times()[3] >= Duration::from_secs(36), "{:?}", script.times());
}

#[tokio::test(start_paused = true)]
async fn a_turn_after_the_time_limit_is_refused_at_once_and_takes_no_turn() {
    let script = Script::new([Step::Result(json!(1))]);
    let client = script.client();
    let mut refused = Vec::new();
    for call in (0..6).map(|_| client.call(Assign::default()).with_overall_timeout(Duration::from_secs(30))) {
        refused.extend(call.await.err());
    }
    assert_eq!((script.times().len(), refused.len()), (6, 0), "one after the other, each has time");
    let calls = (0..9).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.call(Assign::default()).with_overall_timeout(Duration::from_secs(30)).await })
    });
    let start = Instant::now();
    let mut refused = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        refused.extend(call.await.unwrap().err());
    }
    assert!(start.elapsed() <= Duration::from_secs(30));
    let error = &refused[0];
    assert_eq!((error.kind(), error.attempts(), error.scope()), (ErrorKind::RateLimitWait, 0, Scope::Key));
    assert!(!error.outcome_unknown() && error.is_retryable(), "{error}");
    assert!(error.to_string().contains("rate tier `sensitive`"), "{error}");
    assert!(error.to_string().contains("after the overall timeout of 30s"), "{error}");
    assert_eq!(script.times().len() + refused.len(), 15, "who was refused has sent nothing");
    client.call(Assign::default()).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(45), "who was refused has taken no turn: {:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_waiting_gives_back_the_last_turn() {
    let script = Script::new([Step::Result(json!(1))]);
    let client = script.client();
    client.call(Assign::default()).await.unwrap();
    for _ in 0..20 {
        let wait = tokio::time::timeout(Duration::from_millis(10), client.call(Assign::default()).into_future());
        assert!(wait.await.is_err());
    }
    client.call(Assign::default()).await.unwrap();
    assert!(script.times()[1] < Duration::from_secs(13), "{:?}", script.times());
}

/// A limiter of one's own: it notes what it is asked.
#[derive(Default)]
struct Book(Mutex<Vec<String>>);

impl RateLimiter for Book {
    fn turn<'a>(&'a self, turn: Turn<'a>) -> BoxFuture<'a, Result<(), TooLate>> {
        self.0.lock().unwrap().push(format!("{} of {}", turn.method, turn.tier.name));
        let refuse = self.0.lock().unwrap().len() > 3;
        Box::pin(async move { if refuse { Err(TooLate { wait: SECOND * 900 }) } else { Ok(()) } })
    }

    fn pushed_back(&self, turn: Turn<'_>, pause: Duration) {
        self.0.lock().unwrap().push(format!("{} pushed back by {pause:?}", turn.tier.name));
    }
}

#[tokio::test(start_paused = true)]
async fn a_limiter_can_be_ones_own() {
    let script = Script::new([busy("4"), Step::Result(json!(1))]);
    let book = Arc::new(Book::default());
    let client = script.builder().rate_limiter(Arc::<Book>::clone(&book)).build().unwrap();
    client.call(Read::default()).await.unwrap();
    let asked = ["companies.getCompany of default", "default pushed back by 4s", "companies.getCompany of default"];
    assert_eq!(*book.0.lock().unwrap(), asked);
    let error = client.call(Read::default()).await.unwrap_err();
    assert!(error.to_string().contains("is 900.0s away"), "{error}");
    let calls_by_name = client.call_by_name("v1.0/jsonrpc/x", "y").await;
    assert!(calls_by_name.is_ok(), "no tier is known for it, and no limiter asked");
}

/// The longest pause that the clock can still tell.
fn longest_pause() -> Duration {
    let now = Instant::now();
    let mut pause = Duration::ZERO;
    for bit in (0..63).rev() {
        let longer = pause + Duration::from_secs(1 << bit);
        pause = if now.checked_add(longer).is_some() { longer } else { pause };
    }
    pause
}

#[tokio::test(start_paused = true)]
async fn a_pause_to_the_end_of_time_is_no_reason_to_panic() {
    let pacing = Pacing::new();
    let turn = Turn::new(methods::TEN_A_SECOND, "companies.getCompany");
    pacing.turn(turn).await.unwrap();
    pacing.pushed_back(turn, longest_pause());
    let mut waiting: Vec<_> = (0..50).map(|_| pacing.turn(turn)).collect();
    for turn in &mut waiting {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(turn.as_mut().poll(&mut context).is_pending());
    }
    let hurried = pacing.turn(turn.patience(Some(SECOND))).await;
    assert!(hurried.unwrap_err().wait > SECOND);
}
