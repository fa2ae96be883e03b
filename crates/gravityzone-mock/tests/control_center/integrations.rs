//! Amazon EC2: external id, integration by role or key, and how each ends.
//! The accounts and keys are examples, and nothing outside is called.

use crate::caller::{NOBODY, NOT_AVAILABLE, create, names, ok, refused, start};
use serde_json::{Value as Json, json};

const ARN: &str = "arn:aws:iam::000000000042:role/example";

#[tokio::test]
async fn an_integration_goes_through_external_id_role_and_disable() {
    let center = start().await;
    let id = create(&center, 1, "Harbour Bakery", None).await;
    let of = json!({ "companyId": id });
    let role = json!({ "companyId": id, "crossAccountRoleArn": ARN });
    let by_account = json!({ "accountId": "000000000042" });
    assert_eq!(ok(&center, "getAmazonEC2ExternalIdForCrossAccountRole", of.clone()).await, Json::Null);
    let details = refused(&center, "configureAmazonEC2IntegrationUsingCrossAccountRole", role.clone()).await;
    assert!(details.contains("external id"), "{details}");

    let first = ok(&center, "generateAmazonEC2ExternalIdForCrossAccountRole", of.clone()).await;
    assert_eq!(ok(&center, "getAmazonEC2ExternalIdForCrossAccountRole", of.clone()).await, first);
    let own = ok(&center, "getAmazonEC2ExternalIdForCrossAccountRole", json!({})).await;
    assert_eq!(own, Json::Null, "each company has its own");
    ok(&center, "configureAmazonEC2IntegrationUsingCrossAccountRole", role.clone()).await;
    let listed = ok(&center, "getConfiguredIntegrations", of.clone()).await;
    assert_eq!((&listed["total"], &listed["data"][0]["name"]), (&json!(1), &json!("000000000042")));
    let found = ok(&center, "getCompanyDetailsByAWSAccountId", by_account.clone()).await;
    assert_eq!(names(&found), ["Harbour Bakery"]);
    assert!(found[0].get("industry").is_some() && found[0].get("customFields").is_none());

    let named = json!({ "companyId": id, "crossAccountRoleArn": ARN, "integrationName": "Harbour workloads" });
    ok(&center, "configureAmazonEC2IntegrationUsingCrossAccountRole", named).await;
    let again = ok(&center, "getConfiguredIntegrations", of.clone()).await;
    assert_eq!((&again["total"], &again["data"][0]["name"]), (&json!(1), &json!("Harbour workloads")));
    assert_eq!(again["data"][0]["id"], listed["data"][0]["id"]);

    let second = ok(&center, "generateAmazonEC2ExternalIdForCrossAccountRole", of.clone()).await;
    assert_ne!(first, second);
    assert_eq!(ok(&center, "getConfiguredIntegrations", of.clone()).await, json!({ "total": 0, "data": [] }));
    assert_eq!(ok(&center, "getCompanyDetailsByAWSAccountId", by_account.clone()).await, json!([]));

    ok(&center, "configureAmazonEC2IntegrationUsingCrossAccountRole", role).await;
    let other = json!({ "companyId": id, "integrationName": "other" });
    assert_eq!(refused(&center, "disableAmazonEC2Integration", other).await, NOT_AVAILABLE);
    ok(&center, "disableAmazonEC2Integration", of.clone()).await;
    assert_eq!(ok(&center, "getCompanyDetailsByAWSAccountId", by_account).await, json!([]));
    assert_eq!(ok(&center, "getAmazonEC2ExternalIdForCrossAccountRole", of.clone()).await, second);
    ok(&center, "disableAmazonEC2Integration", of).await;
}

#[tokio::test]
async fn what_is_not_a_role_or_not_a_company_is_refused() {
    let center = start().await;
    ok(&center, "generateAmazonEC2ExternalIdForCrossAccountRole", json!({})).await;
    for arn in ["", "arn:aws:iam::42:role/example", "arn:aws:iam::000000000042:user/example"] {
        let params = json!({ "crossAccountRoleArn": arn });
        let details = refused(&center, "configureAmazonEC2IntegrationUsingCrossAccountRole", params).await;
        assert!(details.contains("arn:aws:iam::"), "{details}");
    }
    for (method, params) in [
        ("getAmazonEC2ExternalIdForCrossAccountRole", json!({})),
        ("generateAmazonEC2ExternalIdForCrossAccountRole", json!({})),
        ("configureAmazonEC2IntegrationUsingCrossAccountRole", json!({ "crossAccountRoleArn": ARN })),
        ("configureAmazonEC2Integration", json!({ "keyId": "EXAMPLE", "keySecret": "example-secret" })),
        ("disableAmazonEC2Integration", json!({})),
        ("getHourlyUsageForAmazonEC2Instances", json!({})),
        ("getConfiguredIntegrations", json!({})),
    ] {
        let mut params = params;
        params["companyId"] = NOBODY.into();
        assert_eq!(refused(&center, method, params).await, NOT_AVAILABLE, "{method}");
    }
}

#[tokio::test]
async fn an_access_key_integrates_and_its_secret_is_not_kept() {
    let center = start().await;
    let id = create(&center, 1, "Harbour Bakery", None).await;
    let params = json!({ "companyId": id, "keyId": "EXAMPLE-ACCESS-KEY-ID", "keySecret": "example-secret-not-real" });
    assert_eq!(ok(&center, "configureAmazonEC2Integration", params).await, Json::Null);
    let listed = ok(&center, "getConfiguredIntegrations", json!({ "companyId": id })).await;
    assert_eq!((&listed["total"], &listed["data"][0]["name"]), (&json!(1), &json!("EXAMPLE-ACCESS-KEY-ID")));
    assert!(!listed.to_string().contains("example-secret"));
    let past = json!({ "companyId": id, "page": 2 });
    assert!(refused(&center, "getConfiguredIntegrations", past).await.contains("at most 1"));
    let usage = json!({ "companyId": id, "targetMonth": "09/2026" });
    assert_eq!(ok(&center, "getHourlyUsageForAmazonEC2Instances", usage).await, json!({}));
}

#[tokio::test]
async fn at_most_25_companies_come_for_an_aws_account() {
    let center = start().await;
    for number in 0..27 {
        let id = create(&center, 1, &format!("Shop {number:02}"), None).await;
        ok(&center, "generateAmazonEC2ExternalIdForCrossAccountRole", json!({ "companyId": id })).await;
        let params = json!({ "companyId": id, "crossAccountRoleArn": ARN });
        ok(&center, "configureAmazonEC2IntegrationUsingCrossAccountRole", params).await;
    }
    let found = ok(&center, "getCompanyDetailsByAWSAccountId", json!({ "accountId": "000000000042" })).await;
    assert_eq!(found.as_array().unwrap().len(), 25);
}
