//! Who may call what: 401 without a key that is known, 403 for an area that it is not enabled for.
//! Both are said before the body is even read as JSON.

use crate::caller::{DEMO, post_as, start};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};

const CALL: &[u8] = br#"{"jsonrpc":"2.0","id":1,"method":"getApiKeyDetails","params":{}}"#;

#[tokio::test]
async fn a_key_that_is_missing_or_wrong_is_answered_401_with_a_json_rpc_error() {
    let center = start().await;
    for headers in [
        "",
        "Authorization: Basic\r\n",
        "Authorization: Basic \r\n",
        "Authorization: Basic %%%\r\n",
        "Authorization: Basic \u{fc}\r\n",
        "Authorization: Basic b3RoZXIta2V5Og==\r\n",
        "Authorization: Basic ZGVtby1rZXk=\r\n",
        "Authorization: Basic ZGVtby1rZXk6cGFzc3dvcmQ=\r\n",
        "Authorization: Bearer demo-key\r\n",
        "X-Api-Key: demo-key\r\n",
    ] {
        let reply = post_as(&center, "/api/v1.0/jsonrpc/general", headers, CALL).await;
        assert_eq!(reply.http, 401, "{headers}");
        assert!(reply.head.contains("www-authenticate: basic"), "{}", reply.head);
        let error = reply.json();
        assert_eq!((&error["id"], &error["error"]["code"]), (&Json::Null, &json!(-32000)));
        assert_eq!(error["error"]["message"], "Server error");
        assert!(!reply.body.contains("other-key"), "{}", reply.body);
    }
}

#[tokio::test]
async fn a_key_is_refused_before_anything_else_is_looked_at() {
    let center = start().await;
    let reply = post_as(&center, "/api/v1.0/jsonrpc/general", "", b"{ no json").await;
    assert_eq!((reply.http, reply.error().0), (401, -32000));
}

#[tokio::test]
async fn a_key_that_is_not_enabled_for_an_area_is_answered_403() {
    let center = ControlCenter::builder().key("demo-key").key_for("narrow", ["general", "licensing"]).start();
    let center = center.await.unwrap();
    let narrow = "Authorization: Basic bmFycm93Og==\r\n";
    let reply = post_as(&center, "/api/v1.0/jsonrpc/companies", narrow, b"{ no json").await;
    let error = reply.json();
    assert_eq!(reply.http, 403);
    assert_eq!((&error["error"]["code"], &error["error"]["message"]), (&json!(-32001), &json!("Authorization error")));
    assert_eq!(error["error"]["data"]["details"], "The API key is not enabled for companies.");

    let reply = post_as(&center, "/api/v1.0/jsonrpc/general", narrow, CALL).await.json();
    assert_eq!(reply["result"]["enabledApis"], json!(["general", "licensing"]));
    let all = format!("Authorization: {DEMO}\r\n");
    let reply = post_as(&center, "/api/v1.0/jsonrpc/general", &all, CALL).await.json();
    let areas = ["accounts", "companies", "general", "integrations", "licensing", "network"];
    assert_eq!(reply["result"]["enabledApis"], json!(areas));
    assert_eq!(center.key(), "demo-key");
}

#[tokio::test]
async fn a_key_opens_its_area_and_no_other() {
    let areas = ["accounts", "companies", "general", "integrations", "licensing", "network"];
    for area in areas {
        let center = ControlCenter::builder().key_for("demo-key", [area]).start().await.unwrap();
        for service in areas {
            let headers = format!("Authorization: {DEMO}\r\n");
            let reply = post_as(&center, &format!("/api/v1.0/jsonrpc/{service}"), &headers, b"{}").await;
            let expected = if service == area { (200, -32600) } else { (403, -32001) };
            assert_eq!((reply.http, reply.error().0), expected, "{area} {service}");
        }
    }
}
