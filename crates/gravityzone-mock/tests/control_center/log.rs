//! The log as a test asks it: numbers, times, answers, counts.
//! Counts outlive the entries; clearing forgets both.

use crate::caller::{call, create, ok, start};
use serde_json::json;
use std::time::{Duration, UNIX_EPOCH};

#[tokio::test]
async fn the_log_tells_number_time_answer_and_error() {
    let center = start().await;
    let id = create(&center, 1, "Fjord Dental", None).await;
    call(&center, "createCompany", json!({ "type": 1, "name": "Fjord Dental" })).await;
    let log = center.requests();
    assert_eq!(log.iter().map(|call| call.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(log[0].at, UNIX_EPOCH + Duration::from_secs(1_795_251_600));
    assert_eq!(log[0].answer(), json!({ "id": "createCompany", "jsonrpc": "2.0", "result": id }));
    assert_eq!((log[0].code, &log[0].details), (None, &None));
    assert_eq!(log[1].code, Some(-32602));
    assert!(log[1].details.as_ref().is_some_and(|details| details.contains("unique-name")), "{log:?}");
    assert_eq!(log[1].answer()["error"]["code"], -32602);
}

#[tokio::test]
async fn calls_are_counted_by_method_with_and_without_area_and_version() {
    let center = start().await;
    create(&center, 1, "A", None).await;
    call(&center, "createCompany", json!({})).await;
    ok(&center, "getNetworkInventoryItems", json!({})).await;
    ok(&center, "getNetworkInventoryItems@v1.0", json!({})).await;
    for (method, count) in [
        ("companies.createCompany", 2),
        ("createCompany", 2),
        ("network.createCompany", 0),
        ("network.getNetworkInventoryItems", 2),
        ("getNetworkInventoryItems@v1.0", 1),
        ("deleteCompany", 0),
    ] {
        assert_eq!(center.count(method), count, "{method}");
    }
    center.clear_log();
    assert_eq!((center.count("createCompany"), center.requests().len()), (0, 0));
    create(&center, 1, "B", None).await;
    assert_eq!((center.count("createCompany"), center.requests()[0].number), (1, 5));
}
