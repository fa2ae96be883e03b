//! The endpoints of the page: log, methods, companies and calls without a key; and who may not use them.
//! The page itself is opened in tests/browser.rs.

use crate::caller::{Reply, SPEC, address, call, create, ok, post, send, start};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};

const SECRET: &str = "hush-hush";

/// Asks for a path as a program of this machine does, with further headers.
async fn ask(center: &ControlCenter, method: &str, path: &str, headers: &str, body: &str) -> Reply {
    let (host, length) = (address(center), body.len());
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n");
    send(center, format!("{head}{headers}\r\n{body}").as_bytes()).await
}

async fn get(center: &ControlCenter, path: &str) -> Json {
    let reply = ask(center, "GET", path, "", "").await;
    assert_eq!(reply.http, 200, "{reply:?}");
    assert!(reply.head.contains("content-type: application/json\n"), "{}", reply.head);
    reply.json()
}

fn column(rows: &Json, name: &str) -> Vec<Json> {
    rows.as_array().unwrap().iter().map(|row| row[name].clone()).collect()
}

#[tokio::test]
async fn the_log_is_told_from_where_it_was_left() {
    let center = start().await;
    let empty = json!({ "last": 0, "companies": 1, "calls": [] });
    assert_eq!(get(&center, "/admin/log").await, empty);
    let id = create(&center, 1, "Fjord <b>Dental</b>", None).await;
    let params = json!({ "companyId": id, "keyId": "K", "keySecret": SECRET });
    ok(&center, "configureAmazonEC2Integration", params).await;
    call(&center, "createCompany", json!({ "type": 9 })).await;
    let told = get(&center, "/admin/log?after=1").await;
    assert_eq!((&told["last"], &told["companies"]), (&json!(3), &json!(2)));
    assert_eq!(column(&told["calls"], "number"), [2, 3]);
    let masked = json!({ "companyId": id, "keyId": "K", "keySecret": "***" });
    assert_eq!(told["calls"][0]["params"], masked);
    let refused = json!({
        "number": 3, "area": "companies", "version": "v1.0", "method": "createCompany", "params": { "type": 9 },
        "code": -32602, "http": 200,
    });
    assert_eq!(told["calls"][1], refused);
    assert_eq!(column(&get(&center, "/admin/log?limit=1").await["calls"], "number"), [3]);
    assert_eq!(column(&get(&center, "/admin/log?after=0&limit=2").await["calls"], "number"), [1, 2]);
    assert_eq!(get(&center, "/admin/log?after=3").await["calls"], json!([]));
    assert_eq!(column(&get(&center, "/admin/log?after=x&limit=x").await["calls"], "number"), [1, 2, 3]);
    let all = ask(&center, "GET", "/admin/log", "", "").await.body;
    assert!(!all.contains(SECRET) && !all.contains(center.key()), "{all}");
}

#[tokio::test]
async fn every_method_of_the_spec_is_told() {
    let told = get(&start().await, "/admin/methods").await;
    let areas = told["areas"].as_array().unwrap();
    let of = |area: &Json| area["methods"].as_array().unwrap().len();
    assert_eq!(areas.iter().map(of).sum::<usize>(), SPEC.methods().count());
    let companies = areas.iter().find(|area| area["name"] == "companies").unwrap();
    let methods = companies["methods"].as_array().unwrap();
    let create = methods.iter().find(|method| method["name"] == "createCompany").unwrap();
    assert_eq!((&create["path"], &create["effect"]), (&json!("/api/v1.0/jsonrpc/companies"), &json!("create")));
    assert!(create["example"]["name"].is_string() && create["rules"][0].is_string(), "{create}");
    assert_eq!(create["params"][0]["name"], "type");
    assert_eq!((&create["params"][0]["type"], &create["params"][0]["required"]), (&json!("CompanyType"), &json!(true)));
    assert!(create["params"][2].get("required").is_none());
    let delete = methods.iter().find(|method| method["name"] == "deleteCompany").unwrap();
    assert!(delete["danger"].is_string());
    assert!(told["types"]["CompanyType"]["values"].as_array().unwrap().contains(&json!([0, "Partner"])), "{told}");
    assert_eq!(told["types"]["CompanyId"]["id"], true);
}

#[tokio::test]
async fn companies_come_in_pages_with_the_newest_first() {
    let center = start().await;
    let partner = create(&center, 0, "Nordlys", None).await;
    let mut below = Vec::new();
    for number in 0..5 {
        below.push(create(&center, 1, &format!("Office {number}"), Some(&partner)).await);
    }
    ok(&center, "suspendCompany", json!({ "companyId": below[1], "recursive": false })).await;
    let top = get(&center, "/admin/companies?parent=").await;
    assert_eq!((&top["total"], &top["more"]), (&json!(1), &json!(false)));
    let own = top["companies"][0].clone();
    assert_eq!((&own["name"], &own["parent"], &own["children"]), (&json!("Demo Partner"), &Json::Null, &json!(1)));
    let own = own["id"].as_str().unwrap();
    let row = json!({
        "id": partner, "name": "Nordlys", "parent": own, "type": 0, "suspended": false, "children": 5,
    });
    assert_eq!(get(&center, &format!("/admin/companies?parent={own}")).await["companies"], json!([row]));

    let page = get(&center, &format!("/admin/companies?parent={partner}&limit=2")).await;
    assert_eq!(column(&page["companies"], "name"), ["Office 4", "Office 3"]);
    assert_eq!((&page["total"], &page["more"]), (&json!(5), &json!(true)));
    let path = format!("/admin/companies?parent={partner}&before={}", below[3]);
    let page = get(&center, &path).await;
    assert_eq!(column(&page["companies"], "name"), ["Office 2", "Office 1", "Office 0"]);
    assert_eq!(column(&page["companies"], "suspended"), [false, true, false]);
    assert_eq!(page["more"], false);

    let all = get(&center, "/admin/companies").await;
    assert_eq!((&all["total"], all["companies"].as_array().unwrap().len()), (&json!(7), 7));
    let found = get(&center, "/admin/companies?search=%20OFFICE").await;
    assert_eq!(found["companies"], json!([]), "as it is written");
    let found = get(&center, "/admin/companies?search=FICE+2").await;
    assert_eq!(column(&found["companies"], "id"), [below[2].as_str()]);
    assert_eq!(get(&center, "/admin/companies?parent=nobody").await["companies"], json!([]));
}

#[tokio::test]
async fn a_call_of_the_page_needs_no_key_and_is_like_any_other() {
    let center = ControlCenter::builder().key(SECRET).deterministic().start().await.unwrap();
    let body = r#"{"jsonrpc":"2.0","id":7,"method":"createCompany","params":{"type":1,"name":"Fjord Dental"}}"#;
    let path = "/admin/call/api/v1.0/jsonrpc/companies";
    let reply = ask(&center, "POST", path, "Content-Type: application/json\r\n", body).await;
    assert_eq!((reply.http, &reply.json()["id"]), (200, &json!(7)));
    assert!(reply.json()["result"].is_string() && !reply.body.contains(SECRET), "{reply:?}");
    let again = ask(&center, "POST", path, "Authorization: Basic d3Jvbmc6\r\n", body).await;
    assert_eq!(again.error().0, -32602, "the name is taken; a key that comes along is not looked at");
    let told: Vec<_> = center.requests().into_iter().map(|call| (call.method, call.code)).collect();
    assert_eq!(told, [("createCompany".to_owned(), None), ("createCompany".to_owned(), Some(-32602))]);
    assert_eq!(ask(&center, "POST", "/admin/call/api/v1.0/jsonrpc/nothing", "", body).await.http, 404);
    assert_eq!(ask(&center, "GET", path, "", "").await.http, 405);
    assert_eq!(ask(&center, "POST", "/admin/call/admin/call/api/v1.0/jsonrpc/companies", "", body).await.http, 404);
}

#[tokio::test]
async fn other_sites_and_other_names_of_this_machine_are_refused() {
    let center = start().await;
    let body = r#"{"jsonrpc":"2.0","id":7,"method":"createCompany","params":{"type":1,"name":"Fjord Dental"}}"#;
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/page/page.js"),
        ("GET", "/admin/log"),
        ("GET", "/admin/nothing"),
        ("POST", "/admin/call/api/v1.0/jsonrpc/companies"),
    ] {
        let reply = ask(&center, method, path, "Origin: http://evil.example\r\n", body).await;
        assert_eq!(reply.http, 403, "{path}");
        let rebound = format!(
            "{method} {path} HTTP/1.1\r\nHost: evil.example:{}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            address(&center).port(),
            body.len()
        );
        let reply = send(&center, rebound.as_bytes()).await;
        assert_eq!(reply.http, 403, "{path}");
        assert!(reply.body.contains("The page and /admin are served as http://127.0.0.1:"), "{}", reply.body);
    }
    assert_eq!(center.requests(), []);
    let own = format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", address(&center));
    assert_eq!(ask(&center, "POST", "/admin/call/api/v1.0/jsonrpc/companies", &own, body).await.http, 200);
}

#[tokio::test]
async fn every_reply_keeps_other_sites_out() {
    let center = start().await;
    for path in ["/", "/page/page.js", "/admin/log", "/admin/methods", "/admin/companies", "/admin/nothing"] {
        let reply = ask(&center, "GET", path, "", "").await;
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; ",
            "cross-origin-resource-policy: same-origin\n",
            "x-content-type-options: nosniff\n",
            "cache-control: no-store\n",
        ] {
            assert!(reply.head.contains(header), "{path}: {}", reply.head);
        }
        assert!(!reply.head.contains("access-control"), "{path}: {}", reply.head);
    }
    let reply = ask(&center, "GET", "/", "", "").await;
    assert!(reply.head.contains("content-type: text/html; charset=utf-8\n"), "{}", reply.head);
    assert!(!reply.body.contains("style=") && !reply.body.contains("onclick"), "the policy would not run it");
    let reply = ask(&center, "GET", "/admin/nothing", "", "").await;
    assert_eq!(reply.http, 404);
    assert!(
        reply.json()["error"]
            .as_str()
            .unwrap()
            .starts_with("There is no /admin/nothing. There are GET /admin, GET /admin/companies, "),
        "{}",
        reply.body
    );
    let reply = ask(&center, "POST", "/admin/log", "", "").await;
    assert_eq!(reply.http, 405);
    assert!(reply.head.contains("allow: get, delete\n"), "{}", reply.head);
    assert_eq!(ask(&center, "GET", "/page/nothing.js", "", "").await.http, 405, "as any GET that is no page");
}

#[tokio::test]
async fn a_limit_is_never_too_large() {
    let center = start().await;
    for start in 0..40 {
        let create = json!({ "type": 1, "name": format!("Office {start}") });
        let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "createCompany", "params": create });
        post(&center, "/api/v1.0/jsonrpc/companies", body.to_string().as_bytes()).await;
    }
    let told = get(&center, "/admin/companies?limit=18446744073709551615").await;
    assert_eq!(told["companies"].as_array().unwrap().len(), 41);
    let told = get(&center, "/admin/companies?limit=0").await;
    assert_eq!((&told["companies"], &told["more"]), (&json!([]), &json!(true)));
}
