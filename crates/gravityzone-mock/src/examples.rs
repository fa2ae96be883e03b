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
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

fn center(examples: bool) -> Center {
    let renamed = include_str!("spec.json").replace("getAmazonEC2ExternalIdForCrossAccountRole", "getOtherThing");
    let spec = Arc::new(gravityzone_spec::load_bundle(&renamed).unwrap());
    let clock = Clock::Fixed(0);
    let keys = Keys::new(&spec, &["demo-key".into()], 0).unwrap();
    Center::new(spec, keys, clock, Ids::counted()).with_examples(examples)
}

fn call(method: &str, params: &Json) -> String {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string()
}

const DEMO: &str = "Basic ZGVtby1rZXk6";

async fn answer(examples: bool, method: &str, params: Json) -> Answer {
    let address = Address { version: "v1.0", service: "integrations" };
    checks::answer(&center(examples), address, Some(DEMO), call(method, &params).as_bytes()).await
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

#[tokio::test]
async fn the_mark_is_a_header() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(crate::server::serve(listener, Arc::new(center(true))));
    for (method, marked) in [("getOtherThing", true), ("getConfiguredIntegrations", false)] {
        let body = call(method, &json!({}));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!(
            "POST /api/v1.0/jsonrpc/integrations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {DEMO}\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        let mut read = String::new();
        stream.read_to_string(&mut read).await.unwrap();
        assert!(read.starts_with("HTTP/1.1 200 ") && read.contains("\"result\""), "{read}");
        assert_eq!(read.contains("\r\nx-gravityzone-mock: example\r\n"), marked, "{read}");
    }
    server.abort();
}
