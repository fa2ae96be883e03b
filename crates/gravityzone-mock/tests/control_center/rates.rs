//! Rate limits as a caller meets them: queued, then 429, each key by itself, off unless asked for.
//! Time is paused: a minute passes at once.

use crate::caller::{call, call_as, ok, start};
use gravityzone_mock::{ControlCenter, Rates};
use serde_json::json;
use std::time::Duration;
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn without_rates_nothing_is_limited() {
    let center = start().await;
    for _ in 0..50 {
        ok(&center, "getCustomFieldsDefinitions", json!({})).await;
    }
}

#[tokio::test(start_paused = true)]
async fn calls_beyond_limit_and_queue_are_answered_429_with_the_wait() {
    let center = ControlCenter::builder().rates(Rates::documented()).start().await.unwrap();
    let get = || call(&center, "getCustomFieldsDefinitions", json!({}));
    let begun = Instant::now();
    let all = tokio::join!(get(), get(), get(), get(), get(), get(), get(), get(), get(), get(), get(), get());
    let waited = begun.elapsed();
    let replies = [all.0, all.1, all.2, all.3, all.4, all.5, all.6, all.7, all.8, all.9, all.10, all.11];
    let refused: Vec<_> = replies.iter().filter(|reply| reply.http == 429).collect();
    assert_eq!(refused.len(), 2, "5 at once and 5 in the queue");
    for reply in refused {
        assert_eq!(reply.error().0, -32003);
        assert!(reply.head.contains("\nretry-after: 1\n"), "{}", reply.head);
    }
    assert!((1.0..1.1).contains(&waited.as_secs_f64()), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn each_key_and_each_tier_has_its_own_limit() {
    let builder = ControlCenter::builder().key("demo-key").key("other").rates(Rates::documented());
    let center = builder.start().await.unwrap();
    let of = json!({ "companyId": "000000000000000000000000", "crossAccountRoleArn": "x" });
    let method = "configureAmazonEC2IntegrationUsingCrossAccountRole";
    let begun = Instant::now();
    for _ in 0..30 {
        assert_eq!(call(&center, method, of.clone()).await.http, 200);
    }
    assert_eq!(call_as(&center, "other", method, of.clone()).await.http, 200);
    ok(&center, "getCompanyDetails", json!({})).await;
    assert!(begun.elapsed() < Duration::from_secs(1), "nothing waited");
    // The 31st waits in the queue until the first is a minute old.
    assert_eq!(call(&center, method, of).await.http, 200);
    assert!((59.0..61.0).contains(&begun.elapsed().as_secs_f64()), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_scaled_by_method_and_switched_while_running() {
    let center = start().await;
    let spend = async || {
        let begun = Instant::now();
        for _ in 0..5 {
            ok(&center, "getCustomFieldsDefinitions", json!({})).await;
        }
        ok(&center, "getCompanyDetails", json!({})).await;
        begun.elapsed().as_secs_f64()
    };
    center.set_rates(Rates::documented());
    assert!((0.9..1.1).contains(&spend().await), "both are of one tier");
    center.set_rates(Rates::documented().each_method());
    assert!(spend().await < 0.1);
    center.set_rates(Rates::documented().scaled(100.0));
    assert!((99.0..101.0).contains(&spend().await));
    center.set_rates(None);
    assert!(spend().await < 0.1);
}
