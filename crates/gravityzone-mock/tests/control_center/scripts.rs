//! Scripted answers: over the state, by method and by params, so many times.
//! The checks come first, unless a script says otherwise.

use crate::caller::{call, create, ok, refused, start};
use serde_json::json;

#[tokio::test]
async fn scripts_answer_in_order_and_then_the_state_does() {
    let center = start().await;
    center.on("companies.getCompanyDetails").times(2).refuse(-32000, "Busy.").unwrap();
    center.on("getCompanyDetails").times(1).reply(json!({ "name": "Scripted" })).unwrap();
    for _ in 0..2 {
        let reply = call(&center, "getCompanyDetails", json!({})).await;
        assert_eq!((reply.http, reply.error()), (200, (-32000, "Busy.".to_owned())));
        assert_eq!(reply.json()["error"]["message"], "Server error");
    }
    assert_eq!(call(&center, "getCompanyDetails", json!({})).await.json()["result"], json!({ "name": "Scripted" }));
    assert_eq!(ok(&center, "getCompanyDetails", json!({})).await["name"], "Demo Partner");
}

#[tokio::test]
async fn a_script_is_for_the_params_that_it_names() {
    let center = start().await;
    let licence = json!({ "licenseSubscription": { "type": 3 } });
    center.on("createCompany").params(licence).refuse(-32602, "No seats.").unwrap();
    let params =
        |kind: u8| json!({ "type": 0, "name": "A", "licenseSubscription": { "type": kind, "reservedSlots": 3 } });
    assert_eq!(refused(&center, "createCompany", params(3)).await, "No seats.");
    assert!(ok(&center, "createCompany", params(5)).await.is_string(), "another licence is none of its business");
    create(&center, 1, "B", None).await;
}

#[tokio::test]
async fn the_checks_come_first_unless_a_script_is_unchecked() {
    let center = start().await;
    center.on("createCompany").reply("000000000000000000000001").unwrap();
    assert_eq!(refused(&center, "createCompany", json!({ "type": 1 })).await, "`name` is missing.");
    center.on("createCompany").unchecked().reply("000000000000000000000002").unwrap();
    let answer = call(&center, "createCompany", json!({ "type": 1 })).await.json();
    assert_eq!(answer["result"], "000000000000000000000002");
    assert_eq!(create(&center, 1, "A", None).await, "000000000000000000000001", "the first in order answers");
    assert_eq!(ok(&center, "getCompaniesList", json!({})).await, json!([]), "the state was not asked");
    center.clear_scripts();
    create(&center, 1, "A", None).await;
}

#[tokio::test]
async fn a_script_can_answer_with_any_status_and_body() {
    let center = start().await;
    center.on("getCompaniesList").times(1).http(503, "<p>Down.</p>").unwrap();
    center.on("getCompaniesList").times(1).http(200, "{\"result\":1}").unwrap();
    let down = call(&center, "getCompaniesList", json!({})).await;
    assert_eq!((down.http, &*down.body), (503, "<p>Down.</p>"));
    assert!(down.head.contains("\ncontent-type: text/html"), "{}", down.head);
    let json = call(&center, "getCompaniesList", json!({})).await;
    assert!(json.head.contains("\ncontent-type: application/json\n") && json.json()["result"] == 1, "{json:?}");
    assert!(center.on("getCompaniesList").http(99, "").is_err());
    assert!(center.on("getCompanies").reply(1).is_err());
    center.on("getCompaniesList").refuse(-1, "Strange.").unwrap();
    let strange = call(&center, "getCompaniesList", json!({})).await;
    assert_eq!((strange.http, strange.error()), (200, (-1, "Strange.".to_owned())));
}
