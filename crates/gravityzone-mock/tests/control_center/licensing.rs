//! Licences: what is set is read back, what is not sent stays.
//! Written names and read names differ: type is subscriptionType, reservedSlots is totalSlots.

use crate::caller::{NOBODY, NOT_AVAILABLE, create, ok, refused, start};
use serde_json::{Value as Json, json};

#[tokio::test]
async fn a_company_without_licence_details_is_a_trial() {
    let center = start().await;
    let id = create(&center, 1, "Fjord Dental", None).await;
    let licence = ok(&center, "getLicenseInfo", json!({ "companyId": id })).await;
    assert_eq!(licence, json!({ "subscriptionType": 1, "isAddon": false, "usedSlots": 0, "totalSlots": null }));
    assert_eq!(ok(&center, "getLicenseInfo", json!({})).await["subscriptionType"], 3);
    assert_eq!(refused(&center, "getLicenseInfo", json!({ "companyId": NOBODY })).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn the_licence_of_a_new_company_is_read_back() {
    let center = start().await;
    let with = |licence: Json| json!({ "type": 0, "name": "Nordlys", "licenseSubscription": licence });
    let id = ok(
        &center,
        "createCompany",
        with(json!({
            "type": 3, "reservedSlots": 80, "endSubscription": "2029-06-30", "manageEncryption": true,
            "minimumUsage": { "endpointMonthlyUsage": 60 }, "ownUse": { "manageEventCorrelator": true },
            "licensedServices": { "mdrServiceOwnUse": 1 },
        })),
    )
    .await;
    let licence = ok(&center, "getLicenseInfo", json!({ "companyId": id, "returnAllProducts": true })).await;
    for (member, value) in [
        ("subscriptionType", json!(3)),
        ("totalSlots", json!(80)),
        ("endSubscription", json!("2029-06-30")),
        ("autoRenewPeriod", json!(12)),
        ("manageEncryption", json!(true)),
        ("manageExchange", json!(false)),
        ("assignedProductType", json!(0)),
        ("additionalProductTypes", json!([0])),
        ("additionalLicenses", json!([])),
        ("ownUse", json!({ "manageEventCorrelator": true, "manageHyperDetect": true, "manageSandboxAnalyzer": true })),
    ] {
        assert_eq!(licence[member], value, "{member}");
    }
    for written_only in ["type", "reservedSlots", "imDataRetention"] {
        assert!(licence.get(written_only).is_none(), "{written_only}");
    }
    let usage = ok(&center, "getMonthlyUsage", json!({ "companyId": id, "targetMonth": "10/2026" })).await;
    assert_eq!(usage["minimumUsage"], json!({ "endpointMonthlyUsage": 60 }));
    let counters = usage.as_object().unwrap();
    assert!(
        counters.len() > 20 && counters.iter().all(|(name, value)| name == "minimumUsage" || *value == 0),
        "{usage}"
    );

    let keyed =
        json!({ "type": 1, "name": "Alder", "licenseSubscription": { "type": 2, "licenseKey": "EXAMPLE-KEY" } });
    let id = ok(&center, "createCompany", keyed).await;
    let licence = ok(&center, "getLicenseInfo", json!({ "companyId": id })).await;
    assert_eq!((&licence["subscriptionType"], &licence["licenseKey"]), (&json!(2), &json!("EXAMPLE-KEY")));
}

#[tokio::test]
async fn no_more_seats_are_reserved_than_the_parent_has_free() {
    let center = start().await;
    let with = |name: &str, parent: &Json, seats: u32| {
        let licence = json!({ "type": 3, "reservedSlots": seats });
        json!({ "type": 0, "name": name, "parentId": parent, "licenseSubscription": licence })
    };
    let parent = ok(&center, "createCompany", with("Parent", &Json::Null, 100)).await;
    ok(&center, "createCompany", with("One", &parent, 70)).await;
    let details = refused(&center, "createCompany", with("Two", &parent, 31)).await;
    assert!(details.contains("at most 30"), "{details}");
    ok(&center, "createCompany", with("Two", &parent, 30)).await;
}

#[tokio::test]
async fn a_monthly_subscription_changes_only_what_is_sent() {
    let center = start().await;
    let id = create(&center, 1, "Fjord Dental", None).await;
    let set = async |mut params: Json| {
        params["companyId"] = id.clone().into();
        ok(&center, "setMonthlySubscription", params).await
    };
    let licence = async || ok(&center, "getLicenseInfo", json!({ "companyId": id })).await;
    let first = json!({
        "reservedSlots": 40, "endSubscription": "2027-01-31", "autoRenewPeriod": 6, "manageEncryption": true,
        "ownUse": { "manageHyperDetect": true }, "minimumUsage": { "endpointMonthlyUsage": 25 },
    });
    assert_eq!(set(first).await, Json::Null);
    set(json!({ "manageExchange": true, "ownUse": { "manageSandboxAnalyzer": true } })).await;
    let read = licence().await;
    for (member, value) in [
        ("subscriptionType", json!(3)),
        ("totalSlots", json!(40)),
        ("endSubscription", json!("2027-01-31")),
        ("autoRenewPeriod", json!(6)),
        ("manageEncryption", json!(true)),
        ("manageExchange", json!(true)),
        ("ownUse", json!({ "manageHyperDetect": true, "manageSandboxAnalyzer": true })),
    ] {
        assert_eq!(read[member], value, "{member}");
    }
    set(json!({ "endSubscription": "" })).await;
    let read = licence().await;
    assert!(read.get("endSubscription").is_none() && read["autoRenewPeriod"] == 6, "{read}");
    set(json!({ "removeReservedSlots": true })).await;
    assert_eq!(licence().await["totalSlots"], Json::Null);
    set(json!({ "reservedSlots": 5 })).await;
    assert_eq!(licence().await["totalSlots"], 5);
    set(json!({ "reservedSlots": 0 })).await;
    assert_eq!(licence().await["totalSlots"], Json::Null);
    let unknown = json!({ "companyId": NOBODY });
    assert_eq!(refused(&center, "setMonthlySubscription", unknown).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn a_licence_key_ends_with_its_licence() {
    let center = start().await;
    let keyed =
        json!({ "type": 1, "name": "Alder", "licenseSubscription": { "type": 2, "licenseKey": "EXAMPLE-KEY" } });
    let id = ok(&center, "createCompany", keyed).await;
    ok(&center, "setMonthlySubscription", json!({ "companyId": id })).await;
    let licence = ok(&center, "getLicenseInfo", json!({ "companyId": id })).await;
    assert_eq!(licence["subscriptionType"], 3);
    assert!(licence.get("licenseKey").is_none());
}
