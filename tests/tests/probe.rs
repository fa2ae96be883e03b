//! The probe: what a client finds out about its server and its key, against the embedded Control Center.
//! What that has no key for, a customer's and one that is refused, answers a server of canned replies.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

use gravityzone_client::{Client, Error, KeyKind};
use gravityzone_mock::ControlCenter;
use serde_json::{Value as Json, json};
use std::io::{Read, Write};
use std::net::TcpListener;

#[tokio::test]
async fn a_key_of_a_partner_opens_all_areas() {
    let center = ControlCenter::start().await.unwrap();
    let client = Client::new(center.url(), center.key()).unwrap();
    let probe = client.probe().await.unwrap();
    assert_eq!((probe.key_kind(), probe.region()), (KeyKind::Partner, None));
    assert_eq!(probe.host(), center.url().trim_start_matches("http://").trim_end_matches("/api"));
    assert!(probe.apis().iter().any(|api| api == "licensing"));
    assert!(probe.require(&["accounts", "Companies", "network"]).is_ok());
    assert!(!format!("{probe:?}").contains(center.key()));
    let asked: Vec<String> = center.requests().iter().map(|call| format!("{}.{}", call.area, call.method)).collect();
    assert_eq!(asked, ["general.getApiKeyDetails", "companies.getCompanyDetails"]);
}

#[tokio::test]
async fn a_key_without_companies_leaves_its_kind_unknown_and_is_not_asked_for_it() {
    let center = ControlCenter::builder().key_for("small-key", ["general", "licensing"]).start().await.unwrap();
    let probe = Client::new(center.url(), center.key()).unwrap().probe().await.unwrap();
    assert_eq!((probe.key_kind(), probe.apis().len()), (KeyKind::Unknown, 2));
    let missing = probe.require(&["companies", "licensing", "network"]).unwrap_err();
    assert_eq!(missing.areas(), ["companies", "network"]);
    let text = missing.to_string();
    assert!(text.contains("does not open companies and network") && text.contains("My Account > API keys"), "{text}");
    assert!(text.contains(probe.host()) && !text.contains('\n') && !text.contains("small-key"), "{text}");
    assert_eq!(center.requests().len(), 1);
}

#[tokio::test]
async fn a_key_that_may_not_even_ask_about_itself_is_refused() {
    let center = ControlCenter::builder().key_for("blind-key", ["companies"]).start().await.unwrap();
    let error = Client::new(center.url(), center.key()).unwrap().probe().await.unwrap_err();
    assert_eq!(error.http_status().map(|status| status.as_u16()), Some(403));
    let stranger = Client::new(center.url(), "wrong-key").unwrap().probe().await.unwrap_err();
    assert_eq!(stranger.http_status().map(|status| status.as_u16()), Some(401));
}

#[tokio::test]
async fn the_kind_of_a_key_is_that_of_its_company() {
    for (code, kind) in [(0, KeyKind::Partner), (1, KeyKind::Customer), (7, KeyKind::Unknown)] {
        let company = json!({ "result": { "id": "64f0c2a19b3e4d5f6a7b8c01", "name": "Harbour Bakery", "type": code } });
        let probe = canned(Some(company)).await.unwrap();
        assert_eq!((probe.key_kind(), probe.has("companies")), (kind, true), "{code}");
    }
}

#[tokio::test]
async fn a_refused_question_about_the_company_is_no_error_and_a_broken_connection_is() {
    let refused = json!({ "error": { "code": -32001, "message": "Authorization error" } });
    let probe = canned(Some(refused)).await.unwrap();
    assert_eq!((probe.key_kind(), probe.apis().len()), (KeyKind::Unknown, 2));
    let error = canned(None).await.unwrap_err();
    assert!(error.rpc().is_none(), "{error}");
}

/// Probes a server whose key opens companies and which answers `company` about them, or hangs up.
async fn canned(company: Option<Json>) -> Result<gravityzone_client::Probe, Error> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let key = json!({ "result": { "enabledApis": ["general", "companies"], "createdAt": "2026-03-09T11:20:00" } });
    std::thread::spawn(move || [Some(key), company].into_iter().for_each(|reply| answer(&listener, reply)));
    Client::new(format!("http://{address}/api"), "a-key")?.probe().await
}

/// Answers one request on a connection of its own, or hangs up on all that it gets.
fn answer(listener: &TcpListener, reply: Option<Json>) {
    let (mut stream, _) = listener.accept().unwrap();
    let Some(mut reply) = reply else { return };
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    let body = loop {
        let read = stream.read(&mut chunk).unwrap();
        request.extend_from_slice(&chunk[..read]);
        let head = request.windows(4).position(|four| four == b"\r\n\r\n");
        let body: Option<Json> = head.and_then(|at| serde_json::from_slice(&request[at + 4..]).ok());
        if let Some(body) = body {
            break body;
        }
        assert!(read > 0, "the request ended early");
    };
    reply["jsonrpc"] = "2.0".into();
    reply["id"] = body["id"].clone();
    let reply = reply.to_string();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
    write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{reply}", reply.len()).unwrap();
}
