//! Keys of companies: what a customer's key is refused, and that each key sees its own company and those below.
//! The company's type decides, at the time of the call.

use crate::caller::{NOT_AVAILABLE, SPEC, call_as, create, names, ok_as, start};
use gravityzone_mock::{ControlCenter, Key};
use serde_json::{Value as Json, json};

const CUSTOMER: &str = "customer-key";

async fn with_customer() -> ControlCenter {
    let builder = ControlCenter::builder().deterministic().key("demo-key").customer_key(CUSTOMER, "Fjord Dental");
    builder.start().await.unwrap()
}

#[tokio::test]
async fn the_own_company_of_a_customer_key_is_the_customer() {
    let center = with_customer().await;
    let own = ok_as(&center, CUSTOMER, "getCompanyDetails", json!({})).await;
    assert_eq!((&own["name"], &own["type"]), (&json!("Fjord Dental"), &json!(1)));
    let account = ok_as(&center, CUSTOMER, "getAccountDetails", json!({})).await;
    assert_eq!((&account["companyId"], &account["role"]), (&own["id"], &json!(1)));
    assert_eq!(account["rights"]["manageCompanies"], false);
    let usage = ok_as(&center, CUSTOMER, "getLicenseInfo", json!({})).await;
    assert_eq!(usage["subscriptionType"], 1);
    let apis = ok_as(&center, CUSTOMER, "getApiKeyDetails", json!({})).await;
    assert_eq!(apis["enabledApis"].as_array().unwrap().len(), 6);
    let partner = ok_as(&center, "demo-key", "getCompaniesList", json!({})).await;
    assert_eq!(partner, json!([{ "id": own["id"], "name": "Fjord Dental" }]), "it is below the partner");
}

#[tokio::test]
async fn every_method_and_param_of_partners_is_refused_to_a_customer_key() {
    let center = with_customer().await;
    let (mut methods, mut params) = (0, 0);
    for (_, method) in SPEC.methods() {
        let for_partners = |editions: &[String]| editions == ["partner"];
        if for_partners(&method.editions) {
            methods += 1;
            let reply = call_as(&center, CUSTOMER, &method.key, json!({})).await;
            let (code, details) = reply.error();
            assert_eq!((code, reply.http), (-32601, 200), "{}", method.key);
            assert!(details.starts_with(&format!("{} is for partners", method.name)), "{details}");
            continue;
        }
        for member in method.params.iter().filter(|member| for_partners(&member.editions)) {
            params += 1;
            let sent = json!({ member.name.as_str(): "x" });
            let reply = call_as(&center, CUSTOMER, &method.key, sent).await;
            let (code, details) = reply.error();
            assert_eq!((code, reply.http), (-32602, 200), "{}", method.key);
            assert!(details.starts_with(&format!("`{}` is a param for partners", member.name)), "{details}");
            let absent = call_as(&center, CUSTOMER, &method.key, json!({ member.name.as_str(): null })).await;
            assert!(!absent.body.contains("for partners"), "null is absent: {}", absent.body);
        }
    }
    assert!(methods >= 13 && params >= 10, "{methods} methods and {params} params");
}

#[tokio::test]
async fn a_customer_changes_itself_and_becomes_a_partner_when_its_type_changes() {
    let center = with_customer().await;
    ok_as(&center, CUSTOMER, "updateCompanyDetails", json!({ "phone": "+4700000130", "name": "Fjord Group" })).await;
    let own = ok_as(&center, CUSTOMER, "getCompanyDetails", json!({})).await;
    assert_eq!((&own["phone"], &own["name"]), (&json!("+4700000130"), &json!("Fjord Group")));
    let partner = json!({ "id": own["id"], "type": 0 });
    ok_as(&center, "demo-key", "updateCompanyDetails", partner).await;
    let created = ok_as(&center, CUSTOMER, "createCompany", json!({ "type": 1, "name": "Below" })).await;
    let below = ok_as(&center, CUSTOMER, "getCompanyDetails", json!({ "companyId": created })).await;
    assert_eq!(below["parentCompanyId"], own["id"]);
}

#[tokio::test]
async fn a_key_sees_its_company_and_those_below_only() {
    let builder = ControlCenter::builder().deterministic().seed_demo().key("demo-key");
    let center = builder.key(Key::new("reseller").company("Nordlys Managed Services")).start().await.unwrap();
    let below = ok_as(&center, "reseller", "getCompaniesList", json!({})).await;
    assert_eq!(names(&below), ["Fjord Dental", "Bakeri Nord", "Skerry Charters"]);
    let all = ok_as(&center, "demo-key", "findCompaniesByName", json!({ "nameFilter": "*" })).await;
    assert_eq!(all.as_array().unwrap().len(), 7);
    let found = ok_as(&center, "reseller", "findCompaniesByName", json!({ "nameFilter": "*" })).await;
    assert_eq!(names(&found), ["Fjord Dental", "Bakeri Nord", "Skerry Charters"]);

    let own = ok_as(&center, "reseller", "getCompanyDetails", json!({})).await;
    let account = ok_as(&center, "reseller", "getAccountDetails", json!({})).await;
    assert_eq!((&account["email"], &account["role"]), (&json!("ingrid.solberg@nordlys.example"), &json!(4)));
    let top = ok_as(&center, "demo-key", "getCompanyDetails", json!({})).await["id"].clone();
    let top_account = ok_as(&center, "demo-key", "getAccountDetails", json!({})).await["id"].clone();
    let bakery = ok_as(&center, "demo-key", "findCompaniesByName", json!({ "nameFilter": "Harbour" })).await;
    for (method, params) in [
        ("getCompanyDetails", json!({ "companyId": top })),
        ("getCompanyDetails", json!({ "companyId": bakery[0]["id"] })),
        ("deleteCompany", json!({ "companyId": bakery[0]["id"] })),
        ("deleteCompany", json!({ "companyId": own["id"] })),
        ("suspendCompany", json!({ "companyId": own["id"], "recursive": false })),
        ("createCompany", json!({ "type": 1, "name": "A", "parentId": top })),
        ("updateCompanyDetails", json!({ "id": top, "phone": "1" })),
        ("getLicenseInfo", json!({ "companyId": top })),
        ("setMonthlySubscription", json!({ "companyId": bakery[0]["id"] })),
        ("getAccountsList", json!({ "companyId": top })),
        ("getAccountDetails", json!({ "accountId": top_account })),
        ("getConfiguredIntegrations", json!({ "companyId": bakery[0]["id"] })),
        ("getNetworkInventoryItems", json!({ "parentId": top })),
    ] {
        let (code, details) = call_as(&center, "reseller", method, params.clone()).await.error();
        assert_eq!((code, &*details), (-32602, NOT_AVAILABLE), "{method} {params}");
    }
    let aws = json!({ "accountId": "000000000042" });
    assert_eq!(ok_as(&center, "reseller", "getCompanyDetailsByAWSAccountId", aws.clone()).await, json!([]));
    assert_eq!(names(&ok_as(&center, "demo-key", "getCompanyDetailsByAWSAccountId", aws).await), ["Harbour Bakery"]);
}

#[tokio::test]
async fn a_user_beyond_reach_is_shown_only_with_a_password() {
    let builder = ControlCenter::builder().seed_demo().key(Key::new("reseller").company("Nordlys Managed Services"));
    let center = builder.start().await.unwrap();
    let user = |name: &str| json!({ "username": name });
    let below = ok_as(&center, "reseller", "getCompanyDetailsByUser", user("jonas.vik@fjord-dental.example")).await;
    assert_eq!(below["name"], "Fjord Dental");
    let above = "api@demo-partner.example";
    let (code, details) = call_as(&center, "reseller", "getCompanyDetailsByUser", user(above)).await.error();
    assert_eq!(code, -32602);
    assert!(details.starts_with("`password` breaks the rule password-beyond-targets"), "{details}");
    let known = json!({ "username": above, "password": "example-password" });
    assert_eq!(ok_as(&center, "reseller", "getCompanyDetailsByUser", known).await["name"], "Demo Partner");
}

#[tokio::test]
async fn a_key_ends_with_its_company() {
    let center = with_customer().await;
    let own = ok_as(&center, CUSTOMER, "getCompanyDetails", json!({})).await["id"].clone();
    ok_as(&center, "demo-key", "deleteCompany", json!({ "companyId": own })).await;
    let reply = call_as(&center, CUSTOMER, "getApiKeyDetails", json!({})).await;
    assert_eq!((reply.http, reply.error().0), (401, -32000));
    assert_eq!(center.state_json()["keyCompanies"], json!({}));
    assert!(ControlCenter::builder().state(center.state_json()).start().await.is_ok(), "the state can be loaded");
    create(&center, 1, "Fjord Dental", None).await;
    assert_eq!(
        call_as(&center, CUSTOMER, "getCompanyDetails", json!({})).await.http,
        401,
        "another of the name is not it"
    );
}

#[tokio::test]
async fn seats_that_are_handed_on_are_counted() {
    let center = start().await;
    let top = ok_as(&center, "demo-key", "getCompanyDetails", json!({})).await["id"].clone();
    let set = async |id: &Json, seats: u32| {
        call_as(&center, "demo-key", "setMonthlySubscription", json!({ "companyId": id, "reservedSlots": seats })).await
    };
    let used = async |id: &Json| {
        let licence = ok_as(&center, "demo-key", "getLicenseInfo", json!({ "companyId": id })).await;
        (licence["usedSlots"].clone(), licence["totalSlots"].clone())
    };
    let (one, two) = (create(&center, 1, "One", None).await.into(), create(&center, 1, "Two", None).await.into());
    assert!(set(&one, 500).await.json().get("result").is_some(), "a parent without a fixed number has enough");
    assert!(set(&top, 600).await.json().get("result").is_some());
    assert_eq!(used(&top).await, (json!(500), json!(600)));
    let (code, details) = set(&two, 101).await.error();
    assert_eq!((code, details.contains("at most 100 seats")), (-32602, true), "{details}");
    assert!(set(&two, 100).await.json().get("result").is_some());
    assert!(set(&one, 500).await.json().get("result").is_some(), "its own seats do not count against it");
    assert_eq!(used(&top).await, (json!(600), json!(600)));
    assert_eq!(used(&one).await, (json!(0), json!(500)));
}
