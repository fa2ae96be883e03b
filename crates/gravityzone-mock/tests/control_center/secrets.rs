//! Secrets stay out of the log, the Debug texts and the answers to wrong requests.
//! A secret in the wrong place, or of the wrong kind, is one too.

use crate::caller::{call, create, ok, post, start};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};

const SECRET: &str = "hush-hush";

#[tokio::test]
async fn secrets_are_stars_in_the_log() {
    let center = start().await;
    let id = create(&center, 1, "Fjord Dental", None).await;
    for (method, params, path) in [
        ("configureAmazonEC2Integration", json!({ "companyId": id, "keyId": "K", "keySecret": SECRET }), "/keySecret"),
        ("getCompanyDetailsByUser", json!({ "username": "nobody", "password": SECRET }), "/password"),
        (
            "createCompany",
            json!({ "type": 1, "name": "A", "licenseSubscription": { "type": 2, "licenseKey": SECRET } }),
            "/licenseSubscription/licenseKey",
        ),
        (
            "updateCompanyDetails",
            json!({ "id": id, "mdrContactInformation": { "emailVerificationCode": SECRET } }),
            "/mdrContactInformation/emailVerificationCode",
        ),
        // In the wrong place or of the wrong kind.
        ("createCompany", json!({ "type": 1, "name": "B", "licenseKey": SECRET }), "/licenseKey"),
        ("createCompany", json!({ "type": 1, "name": "B", "licenseSubscription": SECRET }), "/licenseSubscription"),
        ("createCompany", json!({ "type": 1, "name": { "x": SECRET } }), "/name"),
        ("createCompany", json!({ "type": [SECRET], "name": "B" }), "/type"),
        ("getCompanyDetailsByUser", json!({ "username": "x", "password": [SECRET] }), "/password"),
        ("getCompaniesList", json!({ "password": SECRET }), "/password"),
    ] {
        let reply = call(&center, method, params).await;
        assert!(!reply.body.contains(SECRET), "{}", reply.body);
        let log = center.requests();
        assert_eq!(log.last().unwrap().params.pointer(path), Some(&json!("***")), "{method}");
    }
    let wrong_version =
        json!({ "jsonrpc": "2.0", "id": 1, "method": "createCompany", "params": { "licenseKey": SECRET } });
    post(&center, "/api/v1.1/jsonrpc/companies", wrong_version.to_string().as_bytes()).await;
    assert_eq!(center.requests().last().unwrap().params, Json::Null);
    assert!(!format!("{:?}", center.requests()).contains(SECRET));
    let known = json!({ "id": id, "customFields": [], "contactPerson": { "email": "a@example.org" } });
    ok(&center, "updateCompanyDetails", known.clone()).await;
    assert_eq!(center.requests().last().unwrap().params, known, "what is no secret is told");
}

#[tokio::test]
async fn debug_texts_hold_no_key() {
    let builder = ControlCenter::builder().key(SECRET).key_for("other-secret", ["general"]);
    let text = format!("{builder:?}");
    assert!(text.contains("keys: 2") && !text.contains(SECRET) && !text.contains("other-secret"), "{text}");
    let center = builder.start().await.unwrap();
    let text = format!("{center:?}");
    assert!(text.contains("http://127.0.0.1:") && !text.contains(SECRET), "{text}");
}
