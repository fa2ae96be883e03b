//! Calls that succeed: what goes over the wire, and what comes back.
//! The server is real, on loopback.

#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::{CallInfo, Client, ClientBuilder, Error, Facade, Observer};
use serde_json::json;
use server::{Company, CreateCompany, KEY_BASE64, PASSWORD, Server, Silent, answer, result};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn a_call_is_a_post_of_json_rpc_with_the_key_as_the_user() -> Result<(), Error> {
    let server = Server::start(result(r#"{"id":"5","seats":[1,"2"]}"#)).await;

    let company = server.client().call(CreateCompany::with_password()).await?;

    assert_eq!(company, Company { id: Some("5".to_owned()), seats: Some(vec![1, 2]) });
    let seen = &server.seen()[0];
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/api/v1.0/jsonrpc/companies"));
    assert_eq!(seen.header("content-type"), "application/json");
    assert_eq!(seen.header("authorization"), format!("Basic {KEY_BASE64}"));
    assert!(seen.header("user-agent").starts_with("gravityzone-rust/"), "{seen:?}");
    let id = seen.body["id"].as_str().unwrap();
    let params = serde_json::json!({"name": "Fjord Dental", "password": PASSWORD});
    let body = serde_json::json!({"jsonrpc": "2.0", "id": id, "method": "createCompany", "params": params});
    assert_eq!(seen.body, body);
    Ok(())
}

#[tokio::test]
async fn every_call_has_its_own_id_and_clones_share_the_connection() -> Result<(), Error> {
    let server = Server::start(result("null")).await;
    let client = server.client();
    for _ in 0..3 {
        client.clone().call(Silent).await?;
    }
    let ids: BTreeSet<String> = server.seen().iter().map(|seen| seen.body["id"].to_string()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(server.connections(), 1);
    Ok(())
}

#[tokio::test]
async fn null_is_the_result_of_a_method_that_returns_nothing() {
    let server = Server::start(result("null")).await;
    server.client().call(Silent).await.unwrap();
    let refused = server.client().call(CreateCompany::new("x")).await.unwrap_err();
    assert_eq!(refused.decode_path(), Some("result"), "null is no company");
}

#[tokio::test]
async fn a_result_is_a_result_with_any_success_status() {
    let mut created = result("null");
    created.status = 201;
    let server = Server::start(created).await;
    server.client().call(Silent).await.unwrap();
}

#[tokio::test]
async fn a_packed_reply_is_unpacked() {
    // {"id":$ID,..} cannot be packed beforehand: an error may come without an id.
    let server = Server::start(answer(200, GZIP_ERROR).header("content-encoding", "gzip")).await;
    assert_eq!(server.client().call(Silent).await.unwrap_err().code(), Some(-32601));
    assert!(server.seen()[0].header("accept-encoding").contains("gzip"));
}

/// `{"error":{"code":-32601,"message":"Method not found"}}`, packed.
const GZIP_ERROR: &[u8] = b"\
    \x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x4a\x2d\x2a\xca\x2f\x52\xb2\xaa\x56\x4a\xce\x4f\
    \x49\x55\xb2\xd2\x35\x36\x32\x33\x30\xd4\x51\xca\x4d\x2d\x2e\x4e\x4c\x07\x0a\x28\xf9\xa6\x96\x64\
    \xe4\xa7\x28\xe4\xe5\x97\x28\xa4\xe5\x97\xe6\xa5\x28\xd5\xd6\x02\x00\x72\x66\xd5\xaf\x36\x00\x00\
    \x00";

#[tokio::test]
async fn a_call_without_a_type_gives_the_json_as_it_came() -> Result<(), Error> {
    let server = Server::start(result(r#"{"odd" : [1.50]}"#)).await;
    let client = server.client();

    let json = client.call_by_name("v1.0/jsonrpc/quarantine/computers", "getNews").params(json!({"a": 1})).await?;

    assert_eq!(json.get(), r#"{"odd" : [1.50]}"#);
    let seen = &server.seen()[0];
    assert_eq!(seen.path, "/api/v1.0/jsonrpc/quarantine/computers");
    assert_eq!((&seen.body["method"], &seen.body["params"]), (&"getNews".into(), &serde_json::json!({"a": 1})));
    Ok(())
}

#[tokio::test]
async fn a_call_without_a_type_refuses_what_would_break_the_envelope() {
    let server = Server::start(result("null")).await;
    let client = server.client();
    let raw = |text: &str| serde_json::value::RawValue::from_string(text.to_owned()).unwrap();
    for params in ["[]", "null", "1", r#""{}""#] {
        let call = client.call_by_name("v1.0/jsonrpc/network", "getNews").params(raw(params));
        let refused = call.await.unwrap_err();
        assert!(refused.to_string().contains("not one JSON object"), "{params}: {refused}");
    }
    let refused = client.call_by_name("../admin", "getNews").await.unwrap_err();
    assert!(refused.to_string().contains("service path"), "{refused}");
    assert_eq!(server.seen().len(), 0);
}

#[derive(Default)]
struct News(Mutex<Vec<String>>);

impl Observer for News {
    fn unknown_member(&self, call: &CallInfo, object: &str, member: &str) {
        self.0.lock().unwrap().push(format!("{} {object}.{member}", call.method));
    }
}

#[tokio::test]
async fn what_the_model_does_not_know_is_told() {
    let server = Server::start(result(r#"{"id":"5","moveState":0}"#)).await;
    let news = Arc::new(News::default());
    let client = server.builder().observer(Arc::<News>::clone(&news)).build().unwrap();
    client.call(CreateCompany::new("x")).await.unwrap();
    assert_eq!(*news.0.lock().unwrap(), ["companies.createCompany Company.moveState"]);
}

/// As the generated crate does it.
struct Wrapped(Client);

impl Facade for Wrapped {}

impl From<Client> for Wrapped {
    fn from(client: Client) -> Self {
        Self(client)
    }
}

#[tokio::test]
async fn a_builder_can_build_the_client_of_another_crate() {
    let server = Server::start(result("null")).await;
    let builder = ClientBuilder::<Wrapped>::new().url(&server.url).key(server::KEY).user_agent("acme/1.2");
    let Wrapped(client) = builder.build().unwrap();
    client.call(Silent).await.unwrap();
    assert_eq!(server.seen()[0].header("user-agent"), "acme/1.2");
}

/// A call can be spawned: its future is `Send`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_can_run_in_tasks() {
    let server = Server::start(result("null")).await;
    let client = server.client();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.call(Silent).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.seen().len(), 8);
}
