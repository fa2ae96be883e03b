//! The state out and in, seeds, and examples of wrong states.
//! What goes out and comes in again is the same Control Center.

use crate::caller::{call, call_as, create, names, ok, ok_as, start};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};

async fn demo() -> ControlCenter {
    ControlCenter::builder().deterministic().seed_demo().start().await.unwrap()
}

#[tokio::test]
async fn a_state_goes_out_and_in_and_nothing_is_lost() {
    let first = demo().await;
    let state = first.state_json();
    let second = ControlCenter::builder().deterministic().state(state.clone()).start().await.unwrap();
    assert_eq!(second.state_json(), state);
    for (method, params) in [
        ("findCompaniesByName", json!({ "nameFilter": "*" })),
        ("getCustomFieldsDefinitions", json!({})),
        ("getCompanyDetailsByAWSAccountId", json!({ "accountId": "000000000042" })),
        ("getCompanyDetailsByUser", json!({ "username": "jonas.vik@fjord-dental.example" })),
        ("getAccountDetails", json!({})),
        ("getNetworkInventoryItems", json!({ "filters": { "depth": { "allItemsRecursively": true } } })),
    ] {
        assert_eq!(ok(&first, method, params.clone()).await, ok(&second, method, params).await, "{method}");
    }
    let (one, other) = (create(&first, 1, "New", None).await, create(&second, 1, "New", None).await);
    assert_eq!(one, other, "ids go on where they were");
    assert_eq!(state["version"], 1);
    ok(&first, "deleteCompany", json!({ "companyId": one })).await;
    let third = ControlCenter::builder().deterministic().state(first.state_json()).start().await.unwrap();
    assert_ne!(create(&third, 1, "Newer", None).await, one, "the id of a deleted company does not come back");
}

#[tokio::test]
async fn the_state_holds_no_secret() {
    let center = start().await;
    let licence = json!({ "type": 2, "licenseKey": "hush-licence" });
    let id = ok(&center, "createCompany", json!({ "type": 1, "name": "A", "licenseSubscription": licence })).await;
    let contact = json!({ "fullName": "B", "emailVerificationCode": "hush-code" });
    ok(&center, "updateCompanyDetails", json!({ "id": id, "mdrContactInformation": contact })).await;
    let keys = json!({ "companyId": id, "keyId": "K", "keySecret": "hush-key" });
    ok(&center, "configureAmazonEC2Integration", keys).await;
    let state = center.state_json();
    assert!(!state.to_string().contains("hush"), "{state}");
    assert!(!state.to_string().contains("emailVerificationCode"), "a code is used up and not kept: {state}");
    let read = ControlCenter::builder().state(state).start().await.unwrap();
    let licence = ok(&read, "getLicenseInfo", json!({ "companyId": id })).await;
    assert_eq!((&licence["subscriptionType"], &licence["licenseKey"]), (&json!(2), &json!("***")));
    let known = ok(&center, "getLicenseInfo", json!({ "companyId": id })).await;
    assert_eq!(known["licenseKey"], "hush-licence", "the running one still knows it");
    assert!(!format!("{:?}", center.requests()).contains("hush-licence"));
    let logged = center.requests().last().unwrap().answer();
    assert_eq!((&logged["result"]["licenseKey"], &logged["result"]["subscriptionType"]), (&json!("***"), &json!(2)));
}

#[tokio::test]
async fn wrong_states_are_refused_with_the_path() {
    let good = demo().await.state_json();
    let parent = good["companies"][1]["id"].clone();
    for (pointer, value, expected) in [
        ("/version", json!(2), "version: only version 1 can be read"),
        ("/version", Json::Null, "`version` is missing"),
        ("/companies", json!({}), "companies: must be a list"),
        ("/companies/3/name", json!(7), "companies[3].name: must be a text"),
        ("/companies/3/name", json!("Fjord Dental"), "companies[3].name: another company has this name"),
        ("/companies/2/id", parent.clone(), "companies[2].id: another company has this id"),
        ("/companies/1/parent", json!("nobody"), "companies[1]: the company is not below the one at the top"),
        ("/companies/1/parent", parent, "companies[1]: the company is not below the one at the top"),
        ("/companies/1/suspended", json!("no"), "companies[1].suspended: must be true or false"),
        ("/companies/1/colour", json!("red"), "companies[1].colour: there is no such member"),
        ("/companies/1/customFields", json!({ "x": "y" }), "companies[1].customFields.x: there is no custom field"),
        ("/companies/0/type", json!(-1), "companies[0].type: must be a whole number"),
        ("/accounts/0/company", json!("x"), "accounts[0].company: there is no company with this id"),
        ("/top/company", good["companies"][1]["id"].clone(), "top.account: the company has no account"),
        ("/keyCompanies", json!({ "A": 1 }), "keyCompanies.A: must be an object"),
        ("/colour", json!(1), "colour: there is no such member"),
    ] {
        let mut wrong = good.clone();
        let (outer, name) = pointer.rsplit_once('/').unwrap();
        wrong.pointer_mut(outer).unwrap()[name] = value;
        let error = ControlCenter::builder().state(wrong).start().await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("the state does not fit: {expected}")), "{pointer}: {error}");
    }
    let mut customers = good.clone();
    customers["companies"][0]["type"] = json!(1);
    let keyed = ControlCenter::builder().customer_key("customer", "Nobody Yet").state(customers.clone());
    let error = keyed.start().await.unwrap_err().to_string();
    assert!(error.contains("the company of a key cannot be made: `parentId` breaks"), "{error}");
    assert!(ControlCenter::builder().state(customers).start().await.is_ok(), "a customer can stand at the top");
    let error = ControlCenter::builder().state(json!([])).start().await.unwrap_err().to_string();
    assert_eq!(error, "the state does not fit: must be an object");
}

#[tokio::test]
async fn a_state_comes_from_a_file() {
    let path = std::env::temp_dir().join(format!("gravityzone-mock-state-{}.json", std::process::id()));
    let start = async || ControlCenter::builder().deterministic().state_file(&path).start().await;
    let error = start().await.unwrap_err().to_string();
    assert!(error.starts_with(&path.display().to_string()), "{error}");
    for (text, expected) in [("{", "no JSON: "), ("{}", "`version` is missing")] {
        std::fs::write(&path, text).unwrap();
        let error = start().await.unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains("gravityzone-mock-state"), "{error}");
    }
    let state = demo().await.state_json();
    std::fs::write(&path, state.to_string()).unwrap();
    let center = start().await.unwrap();
    assert_eq!(center.state_json(), state);
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn companies_are_seeded_in_one_line() {
    let center = ControlCenter::builder().deterministic().companies(2_000).start().await.unwrap();
    let list = ok(&center, "getCompaniesList", json!({})).await;
    let names = names(&list);
    assert_eq!((names.len(), names[0], names[1_999]), (2_000, "Company 0001", "Company 2000"));
    let page = ok(&center, "getNetworkInventoryItems", json!({ "page": 20, "perPage": 100 })).await;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["hasMoreRecords"]), (100, &json!(false)));
    let again = ControlCenter::builder().deterministic().companies(2_000).start().await.unwrap();
    assert_eq!(again.state_json(), center.state_json());
    assert!(again.requests().is_empty(), "seeds are no calls");
}

#[tokio::test]
async fn seeds_that_clash_are_an_error() {
    let state = ControlCenter::builder().companies(1).start().await.unwrap().state_json();
    let error = ControlCenter::builder().state(state).companies(1).start().await.unwrap_err().to_string();
    assert!(error.starts_with("a seed was refused: `name` breaks the rule unique-name"), "{error}");
}

#[tokio::test]
async fn a_key_keeps_its_company_in_a_loaded_state() {
    let with_key = || ControlCenter::builder().key("demo-key").customer_key("customer", "Fjord Dental");
    let first = with_key().seed_demo().start().await.unwrap();
    let own = ok_as(&first, "customer", "getCompanyDetails", json!({})).await;
    ok(&first, "updateCompanyDetails", json!({ "id": own["id"], "name": "Fjord Group" })).await;
    let second = with_key().state(first.state_json()).start().await.unwrap();
    assert_eq!(ok_as(&second, "customer", "getCompanyDetails", json!({})).await["name"], "Fjord Group");
    assert_eq!(call(&second, "createCompany", json!({ "type": 1, "name": "Fjord Dental" })).await.http, 200);
    assert_eq!(call_as(&second, "customer", "getCompaniesList", json!({})).await.error().0, -32601);
}
