//! Accounts: made with their company, listed in pages without the key's own.
//! They exist only through createCompany, so that is how they come about here.

use crate::caller::{NOBODY, NOT_AVAILABLE, ok, refused, start};
use serde_json::json;

#[tokio::test]
async fn an_empty_list_is_page_one_of_none() {
    let center = start().await;
    let empty = ok(&center, "getAccountsList", json!({})).await;
    assert_eq!(empty, json!({ "total": 0, "page": 1, "perPage": 30, "pagesCount": 0, "items": [] }));
    assert_eq!(
        refused(&center, "getAccountsList", json!({ "page": 2 })).await,
        "`page` must be at most 1, the last page."
    );
    assert_eq!(refused(&center, "getAccountsList", json!({ "companyId": NOBODY })).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn the_own_account_is_read_without_an_id() {
    let center = start().await;
    let own = ok(&center, "getAccountDetails", json!({})).await;
    assert_eq!((&own["role"], &own["companyName"]), (&json!(4), &json!("Demo Partner")));
    assert_eq!(own["rights"]["manageCompanies"], true);
    assert_eq!(ok(&center, "getAccountDetails", json!({ "accountId": own["id"] })).await, own);
    assert_eq!(refused(&center, "getAccountDetails", json!({ "accountId": NOBODY })).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn a_company_comes_with_its_first_account() {
    let center = start().await;
    let params = |name: &str| json!({ "type": 1, "name": name, "accountEmail": "ida@harbour.example", "accountFullName": "Ida Holm" });
    let company = ok(&center, "createCompany", params("Harbour Bakery")).await;
    assert!(refused(&center, "createCompany", params("Other")).await.contains("`accountEmail`"));
    let page = ok(&center, "getAccountsList", json!({ "companyId": company, "perPage": 1 })).await;
    assert_eq!((&page["total"], &page["pagesCount"], &page["perPage"]), (&json!(1), &json!(1), &json!(1)));
    let listed = &page["items"][0];
    assert!(listed.get("phoneNumber").is_none() && listed.get("hasOwnCompanyInTargets").is_none(), "{listed}");
    let read = ok(&center, "getAccountDetails", json!({ "accountId": listed["id"] })).await;
    assert_eq!(read["profile"], json!({ "fullName": "Ida Holm", "language": "en_US", "timezone": "GMT" }));
    assert_eq!((&read["role"], &read["rights"]["manageCompanies"]), (&json!(1), &json!(false)));
    assert_eq!(read["phoneNumber"]["subscriberNumber"], json!(null));
    assert_eq!((&read["companyId"], &read["companyName"]), (&company, &json!("Harbour Bakery")));
    assert_eq!(ok(&center, "getAccountsList", json!({})).await["total"], 0, "each company has its own");
}
