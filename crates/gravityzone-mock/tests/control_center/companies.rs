//! The life of companies: created, read, found, changed, suspended, deleted.
//! What a reply holds is compared whole once, and member by member where it changes.

use crate::caller::{NOBODY, NOT_AVAILABLE, create, names, ok, refused, start};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};

async fn details(center: &ControlCenter, id: &str) -> Json {
    ok(center, "getCompanyDetails", json!({ "companyId": id })).await
}

#[tokio::test]
async fn a_created_company_is_read_found_and_listed() {
    let center = start().await;
    let own = ok(&center, "getCompanyDetails", json!({})).await;
    assert_eq!((&own["type"], &own["industry"]), (&json!(0), &json!(0)));
    assert!(own.get("parentCompanyId").is_none());
    let id = create(&center, 1, "Fjord Dental", None).await;
    let read = details(&center, &id).await;
    assert_eq!(
        read,
        json!({
            "type": 1,
            "name": "Fjord Dental",
            "id": id,
            "address": "",
            "phone": "",
            "canBeManagedByAbove": true,
            "enforce2FA": true,
            "isSuspended": false,
            "createdAt": "2026-11-21T09:00:00",
            "country": "N/A",
            "state": "N/A",
            "industry": 0,
            "customFields": {},
            "parentCompanyId": own["id"],
        })
    );
    assert_eq!(ok(&center, "getCompaniesList", json!({})).await, json!([{ "id": id, "name": "Fjord Dental" }]));
    let found = ok(&center, "findCompaniesByName", json!({ "nameFilter": "fjord" })).await;
    assert_eq!(names(&found), ["Fjord Dental"]);
    for omitted in ["industry", "riskScore", "parentCompanyId", "mdrContactInformation"] {
        assert!(found[0].get(omitted).is_none(), "{omitted}");
    }
}

#[tokio::test]
async fn what_is_written_is_read_back() {
    let center = start().await;
    let params = json!({
        "type": 0, "name": "Nordlys", "address": "Havnegata 12", "country": "NO", "state": "NO-55", "phone": "+4700000110",
        "industry": 3004, "canBeManagedByAbove": false, "enforce2FA": true, "skip2FAPeriod": 7,
        "accountEmail": "ingrid@nordlys.example", "accountFullName": "Ingrid Solberg", "accountTimezone": "Europe/Oslo",
        "contactPerson": { "email": "ola@nordlys.example" },
    });
    let id = ok(&center, "createCompany", params).await;
    let read = details(&center, id.as_str().unwrap()).await;
    assert_eq!(
        read["contactPerson"],
        json!({ "fullName": "", "email": "ola@nordlys.example", "phoneNumber": "", "companyRole": "" })
    );
    for (member, value) in [
        ("industry", json!(3004)),
        ("country", json!("NO")),
        ("state", json!("NO-55")),
        ("skip2FAPeriod", json!(7)),
        ("canBeManagedByAbove", json!(false)),
    ] {
        assert_eq!(read[member], value);
    }
    for written_only in ["accountEmail", "licenseSubscription", "parentId"] {
        assert!(read.get(written_only).is_none(), "{written_only}");
    }
    let by_user = ok(&center, "getCompanyDetailsByUser", json!({ "username": "ingrid@nordlys.example" })).await;
    assert_eq!(by_user["id"], id);
    assert!(by_user.get("industry").is_none());
    assert_eq!(refused(&center, "getCompanyDetailsByUser", json!({ "username": "nobody" })).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn names_are_unique_and_parents_are_partners() {
    let center = start().await;
    let customer = create(&center, 1, "Fjord Dental", None).await;
    for name in ["Fjord Dental", "Demo Partner"] {
        let details = refused(&center, "createCompany", json!({ "type": 1, "name": name })).await;
        assert_eq!(details, "`name` breaks the rule unique-name: No other company has this name.");
    }
    let below = |parent: &str| json!({ "type": 1, "name": "Below", "parentId": parent });
    let details = refused(&center, "createCompany", below(&customer)).await;
    assert_eq!(details, "`parentId` breaks the rule parent-is-partner: The parent is a partner company.");
    assert_eq!(refused(&center, "createCompany", below(NOBODY)).await, NOT_AVAILABLE);
    assert_eq!(names(&ok(&center, "getCompaniesList", json!({})).await), ["Fjord Dental"]);
}

#[tokio::test]
async fn an_update_changes_what_is_sent_and_leaves_the_rest() {
    let center = start().await;
    let id = create(&center, 1, "Fjord Dental", None).await;
    let sent = json!({
        "id": id, "name": "Fjord Group", "type": 0, "phone": "+4700000120", "duplicateClosedIncidentsOnUpdate": true,
        "mdrContactInformation": { "fullName": "Jonas Vik", "emailVerificationCode": "code-that-is-secret" },
    });
    assert_eq!(ok(&center, "updateCompanyDetails", sent).await, Json::Null);
    ok(&center, "updateCompanyDetails", json!({ "id": id, "address": "Strandgata 3", "phone": null })).await;
    let read = details(&center, &id).await;
    for (member, value) in [
        ("name", json!("Fjord Group")),
        ("type", json!(0)),
        ("phone", json!("+4700000120")),
        ("address", json!("Strandgata 3")),
        ("country", json!("N/A")),
        ("duplicateClosedIncidentsOnUpdate", json!(true)),
        ("mdrContactInformation", json!({ "fullName": "Jonas Vik" })),
    ] {
        assert_eq!(read[member], value, "{member}");
    }
    ok(&center, "updateCompanyDetails", json!({ "address": "Storgata 40" })).await;
    assert_eq!(ok(&center, "getCompanyDetails", json!({})).await["address"], "Storgata 40");

    create(&center, 1, "Below", Some(&id)).await;
    let details = refused(&center, "updateCompanyDetails", json!({ "id": id, "type": 1 })).await;
    assert!(details.contains("there are companies below"), "{details}");
    assert!(
        refused(&center, "updateCompanyDetails", json!({ "id": id, "name": "Below" })).await.contains("unique-name")
    );
    ok(&center, "updateCompanyDetails", json!({ "id": id, "name": "Fjord Group" })).await;
    assert_eq!(refused(&center, "updateCompanyDetails", json!({ "id": NOBODY })).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn a_deleted_company_is_gone_with_all_below_and_its_accounts() {
    let center = start().await;
    let partner = create(&center, 0, "Partner", None).await;
    let inner = create(&center, 0, "Inner", Some(&partner)).await;
    let params = json!({
        "type": 1, "name": "Leaf", "parentId": inner, "accountEmail": "leaf@example.org", "accountFullName": "Leaf",
    });
    let leaf = ok(&center, "createCompany", params).await;
    create(&center, 1, "Stays", None).await;
    assert_eq!(ok(&center, "deleteCompany", json!({ "companyId": partner })).await, Json::Null);
    for id in [&partner, &inner, leaf.as_str().unwrap()] {
        assert_eq!(refused(&center, "getCompanyDetails", json!({ "companyId": id })).await, NOT_AVAILABLE);
        assert_eq!(refused(&center, "deleteCompany", json!({ "companyId": id })).await, NOT_AVAILABLE);
    }
    assert_eq!(
        refused(&center, "getCompanyDetailsByUser", json!({ "username": "leaf@example.org" })).await,
        NOT_AVAILABLE
    );
    assert_eq!(names(&ok(&center, "findCompaniesByName", json!({ "nameFilter": "*" })).await), ["Stays"]);
    create(&center, 1, "Leaf", None).await;
    let own = ok(&center, "getCompanyDetails", json!({})).await["id"].clone();
    assert_eq!(refused(&center, "deleteCompany", json!({ "companyId": own })).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn suspending_and_activating_reach_below_when_asked() {
    let center = start().await;
    let partner = create(&center, 0, "Partner", None).await;
    let inner = create(&center, 0, "Inner", Some(&partner)).await;
    let leaf = create(&center, 1, "Leaf", Some(&inner)).await;
    let ids = [&*partner, &*inner, &*leaf];
    async fn suspended(center: &ControlCenter, ids: [&str; 3]) -> [bool; 3] {
        let mut found = [false; 3];
        for (found, id) in found.iter_mut().zip(ids) {
            *found = details(center, id).await["isSuspended"] == true;
        }
        found
    }
    let target = |id: &str, recursive: bool| json!({ "companyId": id, "recursive": recursive });
    ok(&center, "suspendCompany", target(&partner, false)).await;
    assert_eq!(suspended(&center, ids).await, [true, false, false]);
    assert!(refused(&center, "suspendCompany", target(&partner, true)).await.contains("is-active"));
    ok(&center, "activateCompany", target(&partner, true)).await;
    assert!(refused(&center, "activateCompany", target(&partner, true)).await.contains("is-suspended"));
    ok(&center, "suspendCompany", target(&leaf, false)).await;
    ok(&center, "suspendCompany", target(&partner, true)).await;
    assert_eq!(suspended(&center, ids).await, [true, true, true]);
    ok(&center, "activateCompany", target(&inner, true)).await;
    assert_eq!(suspended(&center, ids).await, [true, false, false]);
    let own = ok(&center, "getCompanyDetails", json!({})).await["id"].as_str().unwrap().to_owned();
    for id in [&own, NOBODY] {
        assert_eq!(refused(&center, "suspendCompany", target(id, true)).await, NOT_AVAILABLE);
    }
}

#[tokio::test]
async fn names_are_found_from_the_start_or_anywhere_and_at_most_25() {
    let center = start().await;
    for number in 0..30 {
        create(&center, 1, &format!("Shop {number:02} North"), None).await;
    }
    create(&center, 1, "Northern Lights", None).await;
    let find = async |filter: &str| ok(&center, "findCompaniesByName", json!({ "nameFilter": filter })).await;
    assert_eq!(names(&find("north").await), ["Northern Lights"]);
    assert_eq!(names(&find("SHOP").await).len(), 25);
    assert_eq!(find("*north").await.as_array().unwrap().len(), 25);
    assert_eq!(names(&find("*07 n").await), ["Shop 07 North"]);
    assert_eq!(find("Demo Partner").await, json!([]), "the own company is not managed");
    assert_eq!(find("Zzyzx").await, json!([]));
    assert_eq!(ok(&center, "getCompaniesList", json!({})).await.as_array().unwrap().len(), 31);
}
