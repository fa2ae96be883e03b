//! Custom fields: defined before they are set, renamed with their values, deleted with them.
//! One long life of a few fields: the order of the calls is what is tested.

use crate::caller::{NOBODY, NOT_AVAILABLE, create, ok, refused, start};
use serde_json::{Value as Json, json};

#[tokio::test]
async fn fields_are_defined_before_they_are_set_and_lose_their_values_when_deleted() {
    let center = start().await;
    let fields =
        async |id: &str| ok(&center, "getCompanyDetails", json!({ "companyId": id })).await["customFields"].clone();
    assert_eq!(ok(&center, "getCustomFieldsDefinitions", json!({})).await, json!([]));
    let params = |fields: Json| json!({ "type": 1, "name": "Fjord Dental", "customFields": fields });
    let details = refused(&center, "createCompany", params(json!({ "contract": "C-1" }))).await;
    assert_eq!(details, "`customFields.contract` is not defined.");

    let contract = ok(&center, "createCustomFieldDefinition", json!({ "name": "contract" })).await;
    let region = ok(&center, "createCustomFieldDefinition", json!({ "name": "region" })).await;
    assert!(refused(&center, "createCustomFieldDefinition", json!({ "name": "region" })).await.contains("`name`"));
    let id = ok(&center, "createCompany", params(json!({ "contract": "C-1" }))).await;
    let id = id.as_str().unwrap();
    assert_eq!(fields(id).await, json!({ "contract": "C-1" }));
    ok(&center, "updateCompanyDetails", json!({ "id": id, "customFields": { "region": "north" } })).await;
    assert_eq!(fields(id).await, json!({ "contract": "C-1", "region": "north" }));
    refused(&center, "updateCompanyDetails", json!({ "id": id, "customFields": { "colour": "red" } })).await;

    assert!(
        refused(&center, "updateCustomFieldDefinition", json!({ "id": contract, "name": "region" }))
            .await
            .contains("`name`")
    );
    ok(&center, "updateCustomFieldDefinition", json!({ "id": contract, "name": "contract" })).await;
    ok(&center, "updateCustomFieldDefinition", json!({ "id": contract, "name": "agreement" })).await;
    assert_eq!(fields(id).await, json!({ "agreement": "C-1", "region": "north" }), "a new name carries the values");
    ok(&center, "deleteCustomFieldDefinition", json!({ "id": region })).await;
    assert_eq!(fields(id).await, json!({ "agreement": "C-1" }), "a deleted field takes its values");
    ok(&center, "createCustomFieldDefinition", json!({ "name": "region" })).await;
    assert_eq!(fields(id).await, json!({ "agreement": "C-1" }), "a new field of the old name starts empty");
    let defined = ok(&center, "getCustomFieldsDefinitions", json!({})).await;
    assert_eq!((&defined[0]["name"], &defined[1]["name"]), (&json!("agreement"), &json!("region")));

    ok(&center, "updateCompanyDetails", json!({ "id": id, "customFields": {} })).await;
    assert_eq!(fields(id).await, json!({ "agreement": "C-1" }), "an empty object changes nothing");
    ok(&center, "updateCompanyDetails", json!({ "id": id, "customFields": [] })).await;
    assert_eq!(fields(id).await, json!({}), "an empty array clears");
    assert_eq!(refused(&center, "deleteCustomFieldDefinition", json!({ "id": region })).await, NOT_AVAILABLE);
    let unknown = json!({ "id": NOBODY, "name": "other" });
    assert_eq!(refused(&center, "updateCustomFieldDefinition", unknown).await, NOT_AVAILABLE);
    create(&center, 1, "Other", None).await;
}
