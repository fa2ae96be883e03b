//! Methods without behaviour, tested with a spec that has one: the mock's own spec with a method renamed.
//! They answer with an example where that is allowed, and else with an error that names them.

use crate::address::Address;
use crate::answer::Answer;
use crate::center::Center;
use crate::checks;
use crate::clock::Clock;
use crate::ids::Ids;
use crate::key::Keys;
use serde_json::{Value as Json, json};
use std::sync::Arc;

async fn answer(examples: bool, method: &str, params: Json) -> Answer {
    let renamed = include_str!("spec.json").replace("getAmazonEC2ExternalIdForCrossAccountRole", "getOtherThing");
    let spec = Arc::new(gravityzone_spec::load_bundle(&renamed).unwrap());
    let clock = Clock::Fixed(0);
    let keys = Keys::new(&spec, &["demo-key".into()], 0).unwrap();
    let center = Center::new(spec, keys, clock, Ids::counted()).with_examples(examples);
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
    let address = Address { version: "v1.0", service: "integrations" };
    checks::answer(&center, address, Some("Basic ZGVtby1rZXk6"), body.as_bytes()).await
}

#[tokio::test]
async fn without_leave_the_error_names_the_method() {
    let answer = answer(false, "getOtherThing", json!({})).await;
    assert_eq!((answer.code, answer.http, answer.is_example), (Some(-32601), 200, false));
    let details = answer.details.unwrap();
    assert_eq!(details, "integrations.getOtherThing has no behaviour in this embedded Control Center.");
}

#[tokio::test]
async fn an_example_answers_and_is_marked() {
    // The spec has two: one with an id, one with null for another company.
    for (params, expected) in [
        (json!({}), json!("example-external-id-0001")),
        (json!({ "companyId": "64f0c2a19b3e4d5f6a7b8c01" }), json!("example-external-id-0001")),
        (json!({ "companyId": "64f0c2a19b3e4d5f6a7b8c02" }), Json::Null),
    ] {
        let answer = answer(true, "getOtherThing", params.clone()).await;
        let body: Json = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!((&body["result"], answer.is_example), (&expected, true), "{params}");
    }
    let wrong = answer(true, "getOtherThing", json!({ "colour": "red" })).await;
    assert_eq!((wrong.code, wrong.is_example), (Some(-32602), false), "the checks come first");
    let served = answer(true, "disableAmazonEC2Integration", json!({})).await;
    assert_eq!((served.code, served.is_example), (None, false), "what has a behaviour keeps it");
}
