//! Steering over the admin path: what it changes, and whom it refuses.
//! Every answer is JSON.

use crate::caller::{Reply, address, call, create, names, ok, send, start};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};

const JSON: &str = "Host: localhost:PORT\r\nContent-Type: application/json\r\n";

/// `PORT` in the headers becomes the server's own.
async fn admin(center: &ControlCenter, line: &str, headers: &str, body: &str) -> Reply {
    let (length, headers) = (body.len(), headers.replace("PORT", &address(center).port().to_string()));
    let bytes = format!("{line} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
    let reply = send(center, bytes.as_bytes()).await;
    assert!(reply.head.contains("\ncontent-type: application/json\n"), "{}", reply.head);
    reply
}

async fn get(center: &ControlCenter, path: &str) -> Json {
    let reply = admin(center, &format!("GET {path}"), "Host: 127.0.0.1:PORT\r\n", "").await;
    assert_eq!(reply.http, 200, "{reply:?}");
    reply.json()
}

fn said(reply: &Reply) -> String {
    reply.json()["error"].as_str().unwrap_or_else(|| panic!("no error: {reply:?}")).to_owned()
}

#[tokio::test]
async fn faults_are_planned_listed_and_ended() {
    let center = start().await;
    let body = json!({ "fault": "bad-gateway", "on": "companies.createCompany", "times": 1 }).to_string();
    assert_eq!(admin(&center, "POST /admin/faults", JSON, &body).await.http, 200);
    assert_eq!(call(&center, "createCompany", json!({ "type": 1, "name": "A" })).await.http, 502);
    create(&center, 1, "A", None).await;
    let listed = get(&center, "/admin/faults").await;
    let expected =
        json!([{ "fault": "bad-gateway", "on": "companies.createCompany", "times": 1, "chance": null, "met": 1 }]);
    assert_eq!(listed["faults"], expected);
    // Everything that is known can be planned, and is told as it was planned.
    let known = listed["known"].as_array().unwrap();
    let all = known.iter().map(|fault| match fault.as_str() {
        Some("latency") => json!({ "fault": fault, "milliseconds": 250, "chance": 0.0 }),
        Some("too-many-requests") => json!({ "fault": fault, "retryAfter": 9, "chance": 0.0 }),
        _ => json!({ "fault": fault, "chance": 0.0 }),
    });
    let all: Vec<Json> = all.collect();
    assert_eq!(admin(&center, "POST /admin/faults", JSON, &Json::from(all).to_string()).await.http, 200);
    let listed = get(&center, "/admin/faults").await;
    assert_eq!(listed["faults"].as_array().unwrap().len(), known.len() + 1);
    assert_eq!((&listed["faults"][1]["milliseconds"], &listed["faults"][2]["retryAfter"]), (&json!(250), &json!(9)));
    assert_eq!(
        admin(&center, "DELETE /admin/faults", "Host: localhost:PORT\r\n", "").await.json()["faults"],
        json!([])
    );
    assert!(center.requests().iter().all(|call| call.area == "companies"), "the log is of calls only");
}

#[tokio::test]
async fn wrong_faults_are_refused_with_the_path_and_none_is_planned() {
    let center = start().await;
    for (body, expected) in [
        (json!(7), "must be an object"),
        (json!({}), "`fault` is missing"),
        (json!({ "fault": "fire" }), "fault: there is no such fault; there are latency, too-many-requests"),
        (json!({ "fault": "latency" }), "`milliseconds` is missing"),
        (json!({ "fault": "wrong-id", "colour": 1 }), "colour: there is no such member"),
        (json!({ "fault": "wrong-id", "chance": 2 }), "chance: must be from 0 to 1"),
        (json!({ "fault": "wrong-id", "times": -1 }), "times: must be a whole number"),
        (json!([{ "fault": "wrong-id" }, { "fault": "wrong-id", "on": "x" }]), "[1]: the spec has no method \"x\""),
    ] {
        let reply = admin(&center, "POST /admin/faults", JSON, &body.to_string()).await;
        assert_eq!(reply.http, 400, "{body}");
        assert!(said(&reply).starts_with(expected), "{body}: {}", said(&reply));
    }
    let reply = admin(&center, "POST /admin/faults", JSON, "{").await;
    assert!(reply.http == 400 && said(&reply).contains("not JSON"), "{reply:?}");
    assert_eq!(get(&center, "/admin/faults").await["faults"], json!([]));
}

#[tokio::test]
async fn the_state_is_given_out_and_replaced() {
    let center = start().await;
    create(&center, 1, "Fjord Dental", None).await;
    let state = get(&center, "/admin/state").await;
    assert_eq!(state, center.state_json());
    create(&center, 1, "Other", None).await;
    let mut wrong = state.clone();
    wrong["companies"][1]["name"] = json!(["x"]);
    let reply = admin(&center, "PUT /admin/state", JSON, &wrong.to_string()).await;
    assert_eq!((reply.http, said(&reply)), (400, "companies[1].name: must be a text".to_owned()));
    assert_eq!(names(&ok(&center, "getCompaniesList", json!({})).await), ["Fjord Dental", "Other"]);
    let kinds = "Host: [::1]:PORT\r\nContent-Type: application/json; charset=utf-8\r\n";
    assert_eq!(admin(&center, "PUT /admin/state", kinds, &state.to_string()).await.http, 200);
    assert_eq!(names(&ok(&center, "getCompaniesList", json!({})).await), ["Fjord Dental"]);
}

#[tokio::test]
async fn a_large_state_goes_in() {
    let state = ControlCenter::builder().companies(4_000).start().await.unwrap().state_json().to_string();
    assert!(state.len() > 1024 * 1024, "{}", state.len());
    let center = start().await;
    assert_eq!(admin(&center, "PUT /admin/state", JSON, &state).await.http, 200);
    assert_eq!(ok(&center, "getCompaniesList", json!({})).await.as_array().unwrap().len(), 4_000);
}

#[tokio::test(start_paused = true)]
async fn rates_are_shown_and_set() {
    let center = start().await;
    assert_eq!(get(&center, "/admin/rates").await, json!({ "enforced": false }));
    let body = json!({ "enforced": true, "scale": 0.5, "eachMethod": true });
    assert_eq!(admin(&center, "PUT /admin/rates", JSON, &body.to_string()).await.json(), body);
    let begun = tokio::time::Instant::now();
    for _ in 0..11 {
        ok(&center, "getCustomFieldsDefinitions", json!({})).await;
    }
    assert!((1.0..1.1).contains(&begun.elapsed().as_secs_f64()), "5 each half second: {:?}", begun.elapsed());
    for (body, expected) in [
        (json!({}), "enforced: is missing"),
        (json!({ "enforced": true, "scale": 0 }), "scale: must be a number above 0"),
        (json!({ "enforced": 1 }), "enforced: must be true or false"),
        (json!({ "enforced": true, "colour": 1 }), "colour: rates have no such member"),
    ] {
        let reply = admin(&center, "PUT /admin/rates", JSON, &body.to_string()).await;
        assert!(reply.http == 400 && said(&reply).starts_with(expected), "{reply:?}");
    }
}

#[tokio::test]
async fn scripts_are_written_listed_and_ended() {
    let center = start().await;
    let on = "companies.createCompany";
    for (script, http, body) in [
        (json!({ "on": on, "times": 1, "result": null }), 200, r#""result":null"#),
        (json!({ "on": on, "times": 1, "error": { "code": -32003, "details": "Slow." } }), 429, "Slow."),
        (json!({ "on": on, "times": 1, "http": { "status": 503, "body": "Down." } }), 503, "Down."),
        (json!({ "on": on, "times": 1, "unchecked": true, "params": { "type": 9 }, "result": "x" }), 200, r#""x""#),
    ] {
        let params = script.get("params").cloned().unwrap_or(json!({ "type": 1, "name": "A" }));
        assert_eq!(admin(&center, "POST /admin/scripts", JSON, &script.to_string()).await.http, 200, "{script}");
        let reply = call(&center, "createCompany", params).await;
        assert_eq!(reply.http, http, "{script}");
        assert!(reply.body.contains(body), "{}", reply.body);
    }
    let listed = get(&center, "/admin/scripts").await;
    let expected = json!({ "on": on, "params": { "type": 9 }, "left": 0, "unchecked": true, "result": "x" });
    assert_eq!(listed["scripts"][3], expected);
    assert_eq!(listed["scripts"][1]["error"], json!({ "code": -32003, "details": "Slow." }));
    assert_eq!(
        admin(&center, "DELETE /admin/scripts", "Host: localhost:PORT\r\n", "").await.json()["scripts"],
        json!([])
    );
    for (body, expected) in [
        (json!({ "on": on }), "there is one of `result`, `error` and `http`"),
        (json!({ "on": on, "result": 1, "http": { "status": 200 } }), "there is one of"),
        (json!({ "on": "x", "result": 1 }), "on: the spec has no method \"x\""),
        (json!({ "on": on, "http": { "status": 99 } }), "http.status: must be from 200 to 599"),
        (json!({ "on": on, "error": {} }), "error: `code` is missing"),
        (json!({ "on": on, "params": 1, "result": 1 }), "params: must be an object"),
    ] {
        let reply = admin(&center, "POST /admin/scripts", JSON, &body.to_string()).await;
        assert!(reply.http == 400 && said(&reply).starts_with(expected), "{body}: {reply:?}");
    }
}

#[tokio::test]
async fn the_log_is_cleared() {
    let center = start().await;
    create(&center, 1, "A", None).await;
    assert_eq!(admin(&center, "DELETE /admin/log", "Host: localhost:PORT\r\n", "").await.http, 200);
    assert_eq!((center.requests().len(), center.count("createCompany")), (0, 0));
}

#[tokio::test]
async fn only_this_machine_and_own_pages_are_served() {
    let center = start().await;
    let own = "Host: 127.0.0.1:PORT\r\n";
    for (headers, http) in [
        (own.to_owned(), 200),
        ("Host: localhost:PORT\r\n".to_owned(), 200),
        ("Host: localhost\r\n".to_owned(), 403),
        ("Host: LOCALHOST:PORT\r\n".to_owned(), 200),
        ("Host: [::1]:PORT\r\n".to_owned(), 200),
        (format!("{own}Origin: http://127.0.0.1:PORT\r\n"), 200),
        (format!("{own}Origin: http://localhost:PORT\r\n"), 403),
        (format!("{own}Sec-Fetch-Site: same-origin\r\n"), 200),
        (format!("{own}Sec-Fetch-Site: none\r\n"), 200),
        // Another name that leads here, as an attacker's DNS server can make one.
        ("Host: rebound.example:PORT\r\n".to_owned(), 403),
        ("Host: 127.0.0.1.example\r\n".to_owned(), 403),
        ("Host: localhost@example\r\n".to_owned(), 403),
        ("Host: 192.168.0.2\r\n".to_owned(), 403),
        ("Host: \r\n".to_owned(), 403),
        ("Host: localhost:PORT\r\nHost: example\r\n".to_owned(), 403),
        (format!("{own}Origin: http://example\r\n"), 403),
        (format!("{own}Origin: http://127.0.0.1:3000\r\n"), 403),
        (format!("{own}Origin: https://127.0.0.1:PORT\r\n"), 403),
        (format!("{own}Origin: null\r\n"), 403),
        (format!("{own}Origin: http://127.0.0.1:PORT\r\nOrigin: http://example\r\n"), 403),
        (format!("{own}Sec-Fetch-Site: cross-site\r\n"), 403),
        (format!("{own}Sec-Fetch-Site: same-site\r\n"), 403),
    ] {
        let reply = admin(&center, "GET /admin/state", &headers, "").await;
        assert_eq!(reply.http, http, "{headers}{}", reply.body);
        assert!(!reply.head.contains("access-control"), "{}", reply.head);
        assert!(http == 200 || !reply.body.contains("companies"), "{}", reply.body);
    }
    let asked = "Host: localhost:PORT\r\nOrigin: http://example\r\nAccess-Control-Request-Method: PUT\r\n";
    assert_eq!(admin(&center, "OPTIONS /admin/state", asked, "").await.http, 403);
}

#[tokio::test]
async fn what_is_written_is_said_to_be_json() {
    let center = start().await;
    let fault = json!({ "fault": "server-error" }).to_string();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"] {
        let headers = format!("Host: localhost:PORT\r\nContent-Type: {kind}\r\n");
        assert_eq!(admin(&center, "POST /admin/faults", &headers, &fault).await.http, 415, "{kind}");
    }
    assert_eq!(admin(&center, "POST /admin/faults", "Host: localhost:PORT\r\n", &fault).await.http, 415);
    ok(&center, "getCompaniesList", json!({})).await;
}

#[tokio::test]
async fn what_is_not_there_is_answered_with_what_is() {
    let center = start().await;
    let reply = admin(&center, "GET /admin/nothing", "Host: localhost:PORT\r\n", "").await;
    assert_eq!(reply.http, 404);
    assert!(said(&reply).starts_with("There is no /admin/nothing. There are GET /admin, "), "{}", said(&reply));
    let reply = admin(&center, "PATCH /admin/state", "Host: localhost:PORT\r\n", "").await;
    assert_eq!((reply.http, said(&reply)), (405, "/admin/state takes GET, PUT.".to_owned()));
    assert!(reply.head.contains("\nallow: get, put\n"), "{}", reply.head);
    let listed = get(&center, "/admin").await;
    assert!(listed["endpoints"].as_array().unwrap().contains(&json!("PUT /admin/state")), "{listed}");
}
