//! Requests that are wrong, and what each is answered: code, HTTP status, details.
//! Most are tables: a request, and the words that have to be in the answer.

use crate::caller::{call, create, post, post_as, send, start};
use serde_json::{Value as Json, json};

#[tokio::test]
async fn only_posts_to_a_service_are_calls() {
    let center = start().await;
    for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let head = format!("{method} /api/v1.0/jsonrpc/companies HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let reply = send(&center, head.as_bytes()).await;
        assert_eq!(reply.http, 405, "{method}");
        assert!(reply.head.contains("\nallow: post\n"), "{}", reply.head);
    }
    for path in ["/", "/api", "/api/v1.0/jsonrpc/", "/api/v1.0/jsonrpc/company", "/api/v1.0/jsonrpc/quarantine", "/x"] {
        let reply = post(&center, path, b"{}").await;
        assert_eq!(reply.http, 404, "{path}");
        assert!(reply.body.contains("one of accounts, companies"), "{}", reply.body);
    }
    assert!(center.requests().is_empty());
}

#[tokio::test]
async fn envelopes_that_are_wrong_are_refused() {
    let center = start().await;
    let deep = "[".repeat(5_000);
    let good = r#"{"jsonrpc":"2.0","id":1,"method":"getCompaniesList","params":{}}"#;
    let batch = format!("[{good}]");
    let cases: &[(&str, i64, &str)] = &[
        ("", -32700, "line 1 column 0"),
        ("{", -32700, "not JSON"),
        ("{'id': 1}", -32700, "line 1 column 2"),
        ("\u{feff}{}", -32700, "not JSON"),
        (&deep, -32700, "not JSON"),
        ("{} {}", -32700, "not JSON"),
        ("1e999", -32700, "not JSON"),
        ("null", -32600, "A request is a JSON object"),
        ("\"text\"", -32600, "A request is a JSON object"),
        ("[]", -32600, "Batches"),
        (&batch, -32600, "Batches"),
        ("{}", -32600, "`jsonrpc`"),
        (r#"{"jsonrpc":2.0,"id":1,"method":"getCompaniesList","params":{}}"#, -32600, "`jsonrpc`"),
        (r#"{"jsonrpc":"1.0","id":1,"method":"getCompaniesList","params":{}}"#, -32600, "`jsonrpc`"),
        (r#"{"jsonrpc":"2.0","method":"getCompaniesList","params":{}}"#, -32600, "`id`"),
        (r#"{"jsonrpc":"2.0","id":null,"method":"getCompaniesList","params":{}}"#, -32600, "`id`"),
        (r#"{"jsonrpc":"2.0","id":{},"method":"getCompaniesList","params":{}}"#, -32600, "`id`"),
        (r#"{"jsonrpc":"2.0","id":true,"method":"getCompaniesList","params":{}}"#, -32600, "`id`"),
        (r#"{"jsonrpc":"2.0","id":1,"params":{}}"#, -32600, "`method`"),
        (r#"{"jsonrpc":"2.0","id":1,"method":7,"params":{}}"#, -32600, "`method`"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"getCompaniesList"}"#, -32600, "`params`"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"getCompaniesList","params":[]}"#, -32600, "`params`"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"getCompaniesList","params":null}"#, -32600, "`params`"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"getCompanies","params":{}}"#, -32601, "no method getCompanies in v1.0."),
        (r#"{"jsonrpc":"2.0","id":1,"method":"","params":{}}"#, -32601, "no method"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"createCompany","params":{}}"#, -32601, "companies has one."),
    ];
    for (body, code, details) in cases {
        let reply = post(&center, "/api/v1.0/jsonrpc/network", body.as_bytes()).await;
        let (got, told) = reply.error();
        assert_eq!((got, reply.http), (*code, 200), "{body}");
        assert!(told.contains(details), "{body}: {told}");
        let message = match code {
            -32700 => "Parse error",
            -32600 => "Invalid request",
            _ => "Method not found",
        };
        assert_eq!(reply.json()["error"]["message"], message);
        assert_eq!(reply.json()["jsonrpc"], "2.0");
    }
}

#[tokio::test]
async fn a_method_of_another_version_is_not_found_and_the_details_say_where_it_is() {
    let center = start().await;
    let body = br#"{"jsonrpc":"2.0","id":1,"method":"getNetworkInventoryItems","params":{}}"#;
    let (code, details) = post(&center, "/api/v1.2/jsonrpc/network", body).await.error();
    assert_eq!(
        (code, &*details),
        (-32601, "network has no method getNetworkInventoryItems in v1.2. It has one in v1.1 and v1.0.")
    );
    let body = br#"{"jsonrpc":"2.0","id":1,"method":"createCompany","params":{"type":1,"name":"Fjord Dental"}}"#;
    let (code, details) = post(&center, "/api/v1.1/jsonrpc/companies", body).await.error();
    assert_eq!((code, &*details), (-32601, "companies has no method createCompany in v1.1. It has one in v1.0."));
}

#[tokio::test]
async fn the_id_goes_back_as_it_came() {
    let center = start().await;
    for id in ["1", "\"a\"", "\"\"", "-7", "1.50", "1e3", "18446744073709551617", "\"\\u00e9\\n\"", "0"] {
        for (method, key) in [("getCompaniesList", "result"), ("none", "error")] {
            let body = format!(r#"{{"jsonrpc":"2.0","id": {id} ,"method":"{method}","params":{{}}}}"#);
            let reply = post(&center, "/api/v1.0/jsonrpc/network", body.as_bytes()).await;
            let expected = format!(r#"{{"id":{id},"jsonrpc":"2.0","{key}":"#);
            assert!(reply.body.starts_with(&expected), "{}", reply.body);
        }
    }
    let body = br#"{"jsonrpc":"1.0","id":"seven"}"#;
    assert_eq!(post(&center, "/api/v1.0/jsonrpc/network", body).await.json()["id"], "seven");
}

#[tokio::test]
async fn params_that_do_not_fit_the_spec_are_refused_with_the_member_and_what_was_expected() {
    let center = start().await;
    let licence = |licence: Json| json!({ "type": 1, "name": "A", "licenseSubscription": licence });
    for (method, params, details) in [
        ("createCompany", json!({}), "`type` is missing."),
        ("createCompany", json!({}), "`name` is missing."),
        ("createCompany", json!({ "type": null, "name": "A" }), "`type` is missing."),
        (
            "createCompany",
            json!({ "type": 1, "name": "A", "colour": "red" }),
            "`colour` is not a param of createCompany.",
        ),
        ("createCompany", json!({ "type": "1", "name": "A" }), "`type` must be a whole number."),
        ("createCompany", json!({ "type": 2, "name": "A" }), "`type` must be a code of CompanyType."),
        ("createCompany", json!({ "type": 1, "name": 7 }), "`name` must be a text."),
        (
            "createCompany",
            json!({ "type": 1, "name": "A", "industry": 99999 }),
            "`industry` must be a code of Industry.",
        ),
        ("createCompany", json!({ "type": 1, "name": "A", "enforce2FA": false }), "`enforce2FA` must be one of true."),
        (
            "createCompany",
            json!({ "type": 1, "name": "A", "skip2FAPeriod": 2 }),
            "`skip2FAPeriod` must be one of 0, 1, 3",
        ),
        ("createCompany", json!({ "type": 1, "name": "A", "contactPerson": {} }), "`contactPerson.email` is missing."),
        ("createCompany", json!({ "type": 1, "name": "A", "customFields": [] }), "`customFields` must be an object."),
        (
            "createCompany",
            licence(json!({ "type": 3, "endSubscription": "2027-13-01" })),
            "must be a date as YYYY-MM-DD.",
        ),
        ("createCompany", licence(json!({ "typ": 3 })), "`licenseSubscription.typ` is not a param"),
        (
            "createCompany",
            licence(json!({ "type": 3, "reservedSlots": 0 })),
            "`licenseSubscription.reservedSlots` must be at least 1.",
        ),
        ("getAccountsList", json!({ "perPage": 101 }), "`perPage` must be at most 100."),
        ("getAccountsList", json!({ "page": 0 }), "`page` must be at least 1."),
        ("getAccountsList", json!({ "page": 1.5 }), "`page` must be a whole number."),
        ("getCompaniesList", json!({ "page": 1, "perPage": 5 }), "`page` is not a param of getCompaniesList."),
        ("getMonthlyUsage", json!({ "targetMonth": "2026-10" }), "`targetMonth` must be a month as mm/yyyy."),
        ("suspendCompany", json!({ "companyId": "x" }), "`recursive` is missing."),
    ] {
        let reply = call(&center, method, params.clone()).await;
        assert_eq!((reply.http, reply.error().0), (200, -32602), "{params}");
        assert_eq!(reply.json()["error"]["message"], "Invalid params");
        assert!(reply.error().1.contains(details), "{params}: {}", reply.error().1);
    }
    let many: serde_json::Map<String, Json> = (0..50).map(|n| (format!("p{n}"), n.into())).collect();
    assert!(call(&center, "getCompaniesList", Json::Object(many)).await.error().1.ends_with("And 45 more."));
    let long = json!({ "x".repeat(100_000): 1 });
    assert!(call(&center, "getCompaniesList", long).await.body.len() < 1_000);
}

#[tokio::test]
async fn documented_rules_are_refused_with_their_name_and_statement_and_advice_is_not() {
    let center = start().await;
    let licence = |licence: Json| json!({ "type": 1, "name": "A", "licenseSubscription": licence });
    for (params, rule, statement) in [
        (json!({ "type": 1, "name": "A", "canBeManagedByAbove": false }), "account-of-unmanaged", "`accountEmail` and"),
        (licence(json!({ "type": 2 })), "key-for-licence", "`licenseKey` must be set when `type` is `2`."),
        (licence(json!({ "type": 1, "endSubscription": "2027-01-31" })), "monthly-only", "may be set only when"),
        (
            licence(json!({ "type": 3, "assignedProductType": 0, "additionalProductTypes": [3] })),
            "own-product-listed",
            "must hold the value of `assignedProductType`",
        ),
        (
            licence(json!({ "type": 3, "manageHyperDetect": true, "ownUse": { "manageHyperDetect": true } })),
            "hyper-detect-once",
            "cannot be set together",
        ),
    ] {
        let (code, details) = call(&center, "createCompany", params.clone()).await.error();
        assert_eq!(code, -32602);
        assert!(details.contains(&format!("the rule {rule}: ")), "{details}");
        assert!(details.contains(statement), "{details}");
    }
    let usage = call(&center, "getMonthlyUsage", json!({ "usageCoverageType": 3 })).await.error();
    assert!(usage.1.contains("dates-of-registration"), "{}", usage.1);
    // manageExchange on a trial is against advice only.
    let advised = licence(json!({ "type": 1, "manageExchange": true }));
    assert!(call(&center, "createCompany", advised).await.json()["result"].is_string());
}

#[tokio::test]
async fn a_refused_call_changes_nothing() {
    let center = start().await;
    let id = create(&center, 1, "Fjord Dental", None).await;
    let before = call(&center, "getCompanyDetails", json!({ "companyId": id })).await.body;
    for params in [
        json!({ "id": id, "phone": "+4700000001", "customFields": { "unknown": "x" } }),
        json!({ "id": id, "phone": "+4700000001", "name": "Demo Partner" }),
        json!({ "id": id, "phone": "+4700000001", "colour": "red" }),
    ] {
        assert_eq!(call(&center, "updateCompanyDetails", params).await.error().0, -32602);
    }
    assert_eq!(call(&center, "getCompanyDetails", json!({ "companyId": id })).await.body, before);
}

#[tokio::test]
async fn what_is_said_to_be_no_json_is_answered_415() {
    let center = start().await;
    let body = br#"{"jsonrpc":"2.0","id":1,"method":"getApiKeyDetails","params":{}}"#;
    for (content_type, http) in [
        ("", 200),
        ("Content-Type: application/json\r\n", 200),
        ("content-type: Application/JSON; charset=UTF-8\r\n", 200),
        ("Content-Type: text/plain\r\n", 415),
        ("Content-Type: application/x-www-form-urlencoded\r\n", 415),
        ("Content-Type: application/json; charset=utf-16\r\n", 415),
        ("Content-Type: \r\n", 415),
    ] {
        let headers = format!("Authorization: basic ZGVtby1rZXk6\r\n{content_type}");
        let reply = post_as(&center, "/api/v1.0/jsonrpc/general?x=1", &headers, body).await;
        assert_eq!(reply.http, http, "{content_type}");
        if http == 415 {
            assert_eq!(reply.body, "A call is sent with Content-Type: application/json, in UTF-8.\n");
        }
    }
    assert_eq!(center.requests().len(), 3, "what did not reach a service is not logged");
}
