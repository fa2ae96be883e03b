//! A slow answer under a rate limit, tested in paused time: who waits for a turn does not wait for the answers before it.
//! A real server queues calls, not answers.

use crate::address::Address;
use crate::center::Center;
use crate::checks;
use crate::clock::Clock;
use crate::fault::{ActiveFault, Fault, PlannedFault};
use crate::ids::Ids;
use crate::key::Keys;
use crate::rates::Rates;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn calls_that_queue_go_on_at_the_limits_pace_however_slow_the_answers_are() {
    let spec = Arc::new(gravityzone_spec::load_bundle(include_str!("spec.json")).unwrap());
    let keys = Keys::new(&spec, &["demo-key".into()], 0).unwrap();
    let center = Center::new(Arc::clone(&spec), keys, Clock::Fixed(0), Ids::counted());
    let center = Arc::new(center.with_rates(Some(Rates::documented())));
    let slow = ActiveFault::new(&spec, PlannedFault::from(Fault::Latency(Duration::from_secs(60)))).unwrap();
    center.faults().active.push(slow);
    center.seat_keys().unwrap();
    let start = Instant::now();
    let mut calls = JoinSet::new();
    for _ in 0..10 {
        let center = Arc::clone(&center);
        calls.spawn(async move {
            let address = Address { version: "v1.0", service: "companies" };
            let body = br#"{"jsonrpc":"2.0","id":1,"method":"getCompanyDetails","params":{}}"#;
            checks::answer(&center, address, Some("Basic ZGVtby1rZXk6"), body).await.code
        });
    }
    assert!(calls.join_all().await.iter().all(Option::is_none), "five begin at once, five queue");
    assert_eq!(start.elapsed().as_secs(), 61, "a second in the queue, a minute for the answer");
}
