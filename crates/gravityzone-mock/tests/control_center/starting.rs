//! Starting and stopping, and that two Control Centers share nothing.
//! Keys, clock and ids are settings; mistakes in them are errors and no panics.

use crate::caller::{DEMO, address, call, create, names, ok, post_as, start};
use gravityzone_mock::{ControlCenter, DEMO_KEY};
use serde_json::json;
use std::time::{Duration, UNIX_EPOCH};
use tokio::net::TcpStream;

#[tokio::test]
async fn it_starts_on_a_free_loopback_port_with_the_demo_key() {
    let center = ControlCenter::start().await.unwrap();
    assert!(center.url().starts_with("http://127.0.0.1:") && center.url().ends_with("/api"), "{}", center.url());
    assert_eq!(center.key(), DEMO_KEY);
    assert_eq!(ok(&center, "getCompaniesList", json!({})).await, json!([]));
}

#[tokio::test]
async fn stopping_and_dropping_free_the_port() {
    let center = start().await;
    let stopped = address(&center);
    center.stop().await;
    assert!(TcpStream::connect(stopped).await.is_err());
    let center = start().await;
    let dropped = address(&center);
    drop(center);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(TcpStream::connect(dropped).await.is_err());
}

#[tokio::test]
async fn a_port_in_use_is_an_error() {
    let center = start().await;
    let error = ControlCenter::builder().port(address(&center).port()).start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn two_control_centers_share_nothing() {
    let (one, other) = (start().await, start().await);
    create(&one, 1, "Fjord Dental", None).await;
    assert_eq!(names(&ok(&one, "getCompaniesList", json!({})).await), ["Fjord Dental"]);
    assert_eq!(ok(&other, "getCompaniesList", json!({})).await, json!([]));
    assert!(other.requests().iter().all(|request| request.method != "createCompany"));
}

#[tokio::test]
async fn deterministic_ones_answer_the_same_every_run() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let center = start().await;
        let id = create(&center, 1, "Fjord Dental", None).await;
        let details = call(&center, "getCompanyDetails", json!({ "companyId": id })).await.body;
        let external = call(&center, "generateAmazonEC2ExternalIdForCrossAccountRole", json!({})).await.body;
        runs.push((id, details, external));
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].1.contains(r#""createdAt":"2026-11-21T09:00:00""#), "{}", runs[0].1);
}

#[tokio::test]
async fn others_give_ids_that_no_other_run_gives() {
    let (one, other) = (ControlCenter::start().await.unwrap(), ControlCenter::start().await.unwrap());
    assert_ne!(create(&one, 1, "Fjord Dental", None).await, create(&other, 1, "Fjord Dental", None).await);
}

#[tokio::test]
async fn the_clock_can_be_fixed() {
    let at = UNIX_EPOCH + Duration::from_secs(951_782_400);
    for builder in [ControlCenter::builder().fixed_clock(at), ControlCenter::builder().fixed_clock(at).deterministic()]
    {
        let center = builder.start().await.unwrap();
        assert_eq!(ok(&center, "getCompanyDetails", json!({})).await["createdAt"], "2000-02-29T00:00:00");
        assert_eq!(ok(&center, "getApiKeyDetails", json!({})).await["createdAt"], "2000-02-29T00:00:00");
    }
}

#[tokio::test]
async fn wrong_settings_are_errors() {
    for (builder, expected) in [
        (ControlCenter::builder().key(""), "a key is empty"),
        (ControlCenter::builder().key("one").key_for("one", ["companies"]), "a key was given twice"),
        (ControlCenter::builder().key_for("one", ["company"]), "there is no area \"company\""),
    ] {
        let error = builder.start().await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn the_log_tells_calls_in_their_order() {
    let center = start().await;
    create(&center, 1, "Fjord Dental", None).await;
    call(&center, "createCompany", json!({ "type": 9, "name": "Fjord Dental" })).await;
    post_as(&center, "/api/v1.0/jsonrpc/companies", "", b"{}").await;
    post_as(&center, "/api/v1.0/jsonrpc/companies", &format!("Authorization: {DEMO}\r\n"), b"{").await;
    let log = center.requests();
    let told: Vec<_> = log.iter().map(|call| (&*call.area, &*call.method, call.code, call.http)).collect();
    assert_eq!(
        told,
        [
            ("companies", "createCompany", None, 200),
            ("companies", "createCompany", Some(-32602), 200),
            ("companies", "", Some(-32000), 401),
            ("companies", "", Some(-32700), 200),
        ]
    );
    assert_eq!(log[0].params, json!({ "type": 1, "name": "Fjord Dental", "parentId": null }));
    assert_eq!(log[0].version, "v1.0");
}
