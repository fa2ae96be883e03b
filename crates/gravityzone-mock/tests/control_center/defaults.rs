//! What the spec fills in for a new company: defaults, defaults by rule, and what a choice brings along.
//! Read back through getLicenseInfo, so that only what is stored counts.

use crate::caller::{ok, start};
use serde_json::{Value as Json, json};

#[tokio::test]
async fn a_licence_is_completed_as_the_rules_say() {
    let center = start().await;
    for (number, (licence, member, expected)) in [
        (json!({ "type": 3, "assignedProductType": 3 }), "additionalProductTypes", json!([3])),
        (json!({ "type": 3, "assignedProductType": 3, "additionalProductTypes": [0, 3] }), "additionalProductTypes", json!([0, 3])),
        (json!({ "type": 3, "assignedProtectionModel": "mspSecure" }), "additionalProtectionModels", json!(["mspSecure"])),
        (
            json!({ "type": 3, "assignedProtectionModel": "mspSecurePlus" }),
            "additionalProtectionModels",
            json!(["mspSecurePlus", "mspSecure"]),
        ),
        (
            json!({ "type": 3, "assignedProtectionModel": "mspSecureExtra", "additionalProtectionModels": ["aLaCarte"] }),
            "additionalProtectionModels",
            json!(["aLaCarte", "mspSecure", "mspSecurePlus", "mspSecureExtra"]),
        ),
        (json!({ "type": 3 }), "additionalProtectionModels", Json::Null),
        (json!({ "type": 3, "endSubscription": "2029-06-30" }), "autoRenewPeriod", json!(12)),
        (json!({ "type": 3, "endSubscription": "2029-06-30", "autoRenewPeriod": 0 }), "autoRenewPeriod", json!(0)),
        (json!({ "type": 3 }), "autoRenewPeriod", Json::Null),
        (json!({ "type": 3, "manageIntegrityMonitoring": true }), "imDataRetention", json!(0)),
        (json!({ "type": 3 }), "imDataRetention", Json::Null),
        (json!({ "type": 3, "manageEventCorrelator": true }), "manageHyperDetect", json!(true)),
        (json!({ "type": 3, "manageEventCorrelator": true }), "manageSandboxAnalyzer", json!(true)),
        (json!({ "type": 3, "manageEventCorrelator": false }), "manageHyperDetect", json!(false)),
        (
            json!({ "type": 3, "resell": { "manageEventCorrelatorResell": true } }),
            "resell",
            json!({ "manageEventCorrelatorResell": true, "manageHyperDetectResell": true, "manageSandboxAnalyzerResell": true }),
        ),
        (json!({ "type": 1 }), "assignedProductType", Json::Null),
        (json!({ "type": 1 }), "manageExchange", Json::Null),
        (json!({}), "subscriptionType", json!(1)),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("Company {number}");
        let params = json!({ "type": 0, "name": name, "licenseSubscription": licence });
        let id = ok(&center, "createCompany", params).await;
        let read = ok(&center, "getLicenseInfo", json!({ "companyId": id })).await;
        assert_eq!(read[member], expected, "{member} of {licence}");
    }
}
