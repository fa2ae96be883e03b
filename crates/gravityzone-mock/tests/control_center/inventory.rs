//! The network inventory: companies under their parents, filtered and in pages.
//! Both versions of the method are asked the same questions.

use crate::caller::{NOBODY, NOT_AVAILABLE, create, names, ok, refused, start};
use serde_json::{Value as Json, json};

#[tokio::test]
async fn companies_are_listed_under_their_parent() {
    let center = start().await;
    let own = ok(&center, "getCompanyDetails", json!({})).await["id"].clone();
    let partner = create(&center, 0, "Partner", None).await;
    create(&center, 1, "Leaf", Some(&partner)).await;
    create(&center, 1, "Harbour Bakery", None).await;
    for (params, expected) in [
        (json!({}), &["Partner", "Harbour Bakery"][..]),
        (json!({ "parentId": own }), &["Partner", "Harbour Bakery"]),
        (json!({ "parentId": partner }), &["Leaf"]),
        (json!({ "filters": {} }), &["Partner", "Harbour Bakery"]),
        (json!({ "filters": { "type": {} } }), &["Partner", "Harbour Bakery"]),
        (json!({ "filters": { "type": { "companies": true, "computers": true } } }), &["Partner", "Harbour Bakery"]),
        (json!({ "filters": { "type": { "computers": true } } }), &[]),
        (json!({ "filters": { "depth": { "allItemsRecursively": true } } }), &["Partner", "Leaf", "Harbour Bakery"]),
        (json!({ "filters": { "details": { "name": "harb" } } }), &["Harbour Bakery"]),
        (json!({ "filters": { "details": { "name": "*bak" } } }), &["Harbour Bakery"]),
        (json!({ "filters": { "details": { "name": "bak" } } }), &[]),
        (json!({ "filters": { "details": { "label": "till" } } }), &[]),
        (json!({ "filters": { "security": { "management": { "managedWithBest": true } } } }), &[]),
    ] {
        for method in ["getNetworkInventoryItems", "getNetworkInventoryItems@v1.0"] {
            let page = ok(&center, method, params.clone()).await;
            assert_eq!(names(&page["items"]), expected, "{params}");
            assert_eq!(page["total"], expected.len());
            assert_eq!(page.get("hasMoreRecords").is_some(), method == "getNetworkInventoryItems");
        }
    }
    let first = ok(&center, "getNetworkInventoryItems", json!({})).await["items"][0].clone();
    assert_eq!(first, json!({ "id": partner, "name": "Partner", "type": 1, "parentId": own }));
    let unknown = json!({ "parentId": NOBODY });
    assert_eq!(refused(&center, "getNetworkInventoryItems", unknown).await, NOT_AVAILABLE);
}

#[tokio::test]
async fn pages_end_where_they_should() {
    let center = start().await;
    let empty = ok(&center, "getNetworkInventoryItems", json!({})).await;
    let expected =
        json!({ "total": 0, "page": 1, "perPage": 30, "pagesCount": 0, "hasMoreRecords": false, "items": [] });
    assert_eq!(empty, expected);
    for number in 0..5 {
        create(&center, 1, &format!("Shop {number}"), None).await;
    }
    let mut seen = Vec::new();
    for (page, more) in [(1, true), (2, true), (3, false)] {
        let read = ok(&center, "getNetworkInventoryItems", json!({ "page": page, "perPage": 2 })).await;
        assert_eq!(read["hasMoreRecords"], more);
        assert_eq!((read.get("total").is_some(), read.get("pagesCount").is_some()), (page == 1, page == 1), "{read}");
        seen.extend(names(&read["items"]).into_iter().map(str::to_owned));
        let old = ok(&center, "getNetworkInventoryItems@v1.0", json!({ "page": page, "perPage": 2 })).await;
        assert_eq!((&old["total"], &old["pagesCount"], &old["page"]), (&json!(5), &json!(3), &json!(page)));
        assert_eq!(old["items"], read["items"]);
    }
    assert_eq!(seen, ["Shop 0", "Shop 1", "Shop 2", "Shop 3", "Shop 4"]);
    let past = json!({ "page": 4, "perPage": 2 });
    assert!(refused(&center, "getNetworkInventoryItems", past).await.contains("at most 3"));
    let far = json!({ "page": i64::MAX, "perPage": 1000 });
    assert!(refused(&center, "getNetworkInventoryItems", far).await.contains("at most 1"));
    assert!(refused(&center, "getNetworkInventoryItems@v1.0", json!({ "perPage": 101 })).await.contains("at most 100"));
    let _: Json = ok(&center, "getNetworkInventoryItems", json!({ "perPage": 1000 })).await;
}
