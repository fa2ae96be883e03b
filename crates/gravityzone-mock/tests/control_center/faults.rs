//! Faults: each is seen as a caller sees it, with what became of the change.
//! Which calls meet a fault is asked of the API; the same seed gives the same calls.

use crate::caller::{call, create, names, ok, raw, start};
use gravityzone_mock::{ControlCenter, Fault};
use serde_json::{Value as Json, json};
use std::time::Duration;

fn company(name: &str) -> Json {
    json!({ "type": 1, "name": name })
}

async fn companies(center: &ControlCenter) -> Vec<String> {
    names(&ok(center, "getCompaniesList", json!({})).await).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn faults_that_replace_a_call_change_nothing() {
    let center = start().await;
    for fault in [Fault::TooManyRequests { retry_after: 7 }, Fault::ServerError, Fault::BadGateway] {
        center.fault(fault.on("companies.createCompany").times(1)).unwrap();
    }
    let busy = call(&center, "createCompany", company("A")).await;
    assert_eq!((busy.http, busy.error().0), (429, -32003));
    assert!(busy.head.contains("\nretry-after: 7\n"), "{}", busy.head);
    let failed = call(&center, "createCompany", company("A")).await;
    assert_eq!((failed.http, failed.error().0), (500, -32000));
    let gateway = call(&center, "createCompany", company("A")).await;
    assert_eq!(gateway.http, 502);
    assert!(gateway.head.contains("\ncontent-type: text/html") && gateway.body.starts_with("<html>"), "{gateway:?}");
    assert_eq!(companies(&center).await, [""; 0]);
    create(&center, 1, "A", None).await;
    let met: Vec<_> = center.requests().iter().map(|call| (call.http, call.faults.len())).collect();
    assert_eq!(met, [(429, 1), (500, 1), (502, 1), (200, 0), (200, 0)]);
}

#[tokio::test]
async fn a_connection_is_reset_before_or_after_the_change() {
    let center = start().await;
    center.fault(Fault::ResetBefore.on("createCompany").times(1)).unwrap();
    center.fault(Fault::ResetAfter.on("createCompany").times(2)).unwrap();
    // The first call meets the reset before; the one after it would come too late.
    for (name, there) in [("A", false), ("B", true)] {
        let error = raw(&center, "createCompany", company(name)).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}");
        assert_eq!(companies(&center).await.contains(&name.to_owned()), there, "{name}");
    }
    create(&center, 1, "C", None).await;
    let reset: Vec<u16> = center.requests().iter().map(|call| call.http).filter(|http| *http == 0).collect();
    assert_eq!(reset.len(), 2);
}

#[tokio::test]
async fn a_truncated_body_is_announced_whole_and_ends_half_way() {
    let center = start().await;
    center.fault(Fault::Truncated.times(1)).unwrap();
    let text = String::from_utf8(raw(&center, "createCompany", company("A")).await.unwrap()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let announced = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert_eq!(body.len(), announced.parse::<usize>().unwrap() / 2, "{text}");
    assert!(body.starts_with(r#"{"id":"createCompany""#), "{body}");
    assert_eq!(companies(&center).await, ["A"]);
}

#[tokio::test]
async fn an_answer_can_carry_another_id() {
    let center = start().await;
    center.fault(Fault::WrongId.on("companies.createCompany").times(1)).unwrap();
    assert_eq!(call(&center, "createCompany", company("A")).await.json()["id"], "another-id");
    assert_eq!(call(&center, "createCompany", company("A")).await.json()["id"], "createCompany");
}

#[tokio::test(start_paused = true)]
async fn latency_delays_the_answer() {
    let center = start().await;
    center.fault(Fault::Latency(Duration::from_secs(40)).on("createCompany").times(1)).unwrap();
    center.fault(Fault::Latency(Duration::from_secs(2))).unwrap();
    let begun = tokio::time::Instant::now();
    create(&center, 1, "A", None).await;
    let waited = begun.elapsed();
    assert!((42.0..43.0).contains(&waited.as_secs_f64()), "{waited:?}");
    assert_eq!(companies(&center).await, ["A"]);
    assert!((44.0..45.0).contains(&begun.elapsed().as_secs_f64()));
}

#[tokio::test]
async fn faults_of_shape_strike_where_the_spec_lets_them() {
    let center = start().await;
    let sent = json!({ "type": 1, "name": "Fjord Dental", "contactPerson": { "email": "a@example.org" } });
    let id = ok(&center, "createCompany", sent).await;
    let read = async |fault: Fault, method: &str, params: Json| {
        center.clear_faults();
        center.fault(fault).unwrap();
        let answer = call(&center, method, params).await.json();
        (answer["result"].clone(), answer)
    };
    let of = json!({ "companyId": id });
    let plain = ok(&center, "getCompanyDetails", of.clone()).await;

    let (result, answer) = read(Fault::ExtraMembers, "getCompanyDetails", of.clone()).await;
    assert!(result.get("undocumentedMember").is_some() && answer.get("undocumentedMember").is_some());
    assert!(result["contactPerson"].get("undocumentedMember").is_some());
    assert_eq!(result["customFields"], json!({}), "a map has no members that could be too many");
    assert_eq!(
        read(Fault::ExtraMembers, "createCustomFieldDefinition", json!({ "name": "a" })).await.1["undocumentedMember"],
        true
    );

    let (result, _) = read(Fault::UnknownCodes, "getCompanyDetails", of.clone()).await;
    assert_eq!(result["type"], 2);
    assert!(result["industry"].as_u64().unwrap() > 3000, "{}", result["industry"]);
    assert_eq!((&result["name"], &result["isSuspended"]), (&plain["name"], &plain["isSuspended"]));

    let (result, _) = read(Fault::ListForObject, "getCompanyDetails", of.clone()).await;
    assert_eq!(result["customFields"], json!([]));
    assert!(result["contactPerson"].is_object(), "an object that holds something stays one");

    let (result, _) = read(Fault::NullForAbsent, "getCompanyDetails", of.clone()).await;
    assert!(result.as_object().unwrap().contains_key("skip2FAPeriod") && result["skip2FAPeriod"].is_null());
    assert_eq!(result["name"], plain["name"]);
    let (found, _) = read(Fault::NullForAbsent, "findCompaniesByName", json!({ "nameFilter": "F" })).await;
    assert!(found[0].as_object().unwrap().contains_key("skip2FAPeriod"), "{found}");
    assert!(!found[0].as_object().unwrap().contains_key("industry"), "what a method never fills does not come");

    let (result, _) = read(Fault::NumbersAsText, "getLicenseInfo", of).await;
    assert_eq!((&result["subscriptionType"], &result["usedSlots"]), (&json!("1"), &json!("0")));
    let (page, _) = read(Fault::NumbersAsText, "getNetworkInventoryItems", json!({})).await;
    assert_eq!((&page["total"], &page["items"][0]["type"]), (&json!(1), &json!("1")));

    center.clear_faults();
    assert_eq!(ok(&center, "getCompanyDetails", json!({ "companyId": id })).await, plain);
}

#[tokio::test]
async fn chance_meets_the_same_calls_for_the_same_seed() {
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let center = ControlCenter::builder().seed(seed).fault(Fault::ServerError.chance(0.3)).start().await.unwrap();
        let mut met = Vec::new();
        for _ in 0..40 {
            met.push(call(&center, "getApiKeyDetails", json!({})).await.http == 500);
        }
        runs.push(met);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
    let met = runs[0].iter().filter(|met| **met).count();
    assert!((4..24).contains(&met), "{met}");
}

#[tokio::test]
async fn a_fault_is_for_known_methods_in_the_version_that_is_named() {
    let center = start().await;
    let error = center.fault(Fault::ServerError.on("companies.createCompanies")).unwrap_err();
    assert!(error.to_string().contains("no method \"companies.createCompanies\""), "{error}");
    let builder = ControlCenter::builder().fault(Fault::ServerError.on("nothing"));
    assert_eq!(builder.start().await.unwrap_err().kind(), std::io::ErrorKind::InvalidInput);
    center.fault(Fault::ServerError.on("network.getNetworkInventoryItems@v1.0")).unwrap();
    assert_eq!(call(&center, "getNetworkInventoryItems", json!({})).await.http, 200);
    assert_eq!(call(&center, "getNetworkInventoryItems@v1.0", json!({})).await.http, 500);
    // A refused key meets no fault, and uses none up.
    assert_eq!(crate::caller::post_as(&center, "/api/v1.0/jsonrpc/network", "", b"{}").await.http, 401);
}
