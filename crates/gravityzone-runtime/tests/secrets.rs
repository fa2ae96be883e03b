//! Neither the key nor a secret of a request, a proxy's password or a private key is ever shown: not by tracing or `log`
//! at their finest, not by `Debug` or `Display` of a client or an error, whatever the server sends back.

#![allow(clippy::unwrap_used)]

#[path = "loopback/log.rs"]
mod listener;
#[path = "loopback/proxy.rs"]
mod proxy;
#[path = "loopback/server.rs"]
mod server;
#[path = "loopback/tls.rs"]
mod tls;

use gravityzone_runtime::{Client, ErrorKind, RetryPolicy};
use listener::{Log, assert_clean, everything};
use proxy::Proxy;
use server::{Answer, CreateCompany, End, KEY, KEY_BASE64, PASSWORD, Server, answer, result};
use std::sync::mpsc;
use tls::{Asks, CA, CLIENT, Front, SERVER};

#[tokio::test]
async fn nothing_that_is_printed_holds_a_secret() {
    let leak = serde_json::Value::from(everything()).to_string();
    let odd = |kind: &str| format!(r#"{{"id":{kind},"jsonrpc":"2.0","result":{leak}}}"#);
    let error = format!(r#"{{"id":$ID,"error":{{"code":1,"message":{leak},"data":{{"details":{leak}}}}}}}"#);
    let plain = format!(r#"{{"id":$ID,"error":{{"code":1,"message":"m","data":{leak}}}}}"#);
    let object = format!(r#"{{"id":$ID,"error":{{"code":1,"message":"m","data":{{"details":[{leak}]}}}}}}"#);
    let answers: Vec<(Answer, ErrorKind)> = vec![
        (answer(200, error), ErrorKind::Rpc),
        (answer(500, plain), ErrorKind::Rpc),
        (answer(401, object), ErrorKind::Rpc),
        (answer(502, format!("<html>{}", everything())), ErrorKind::HttpStatus),
        (answer(200, format!("<html>{}", everything())), ErrorKind::Protocol),
        (answer(200, format!("[{leak}]")), ErrorKind::Protocol),
        (answer(200, odd(r#""other""#)), ErrorKind::Protocol),
        (answer(200, odd("$ID")), ErrorKind::Decode),
        (answer(302, everything()).header("location", format!("https://{KEY_BASE64}/")), ErrorKind::HttpStatus),
        (answer(200, everything()).end(End::Broken), ErrorKind::Transport),
    ];
    Log::start();
    for (answer, kind) in answers {
        let server = Server::start(answer).await;
        let client = server.client();
        let call = client.call(CreateCompany::with_password());
        assert_clean("Call", &format!("{call:?}"));
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(server.seen()[0].body["params"]["password"] == PASSWORD, "the secret was sent");
        let shown = format!("{error} {error:?} {error:#?} {:?} {:?}", error.rpc(), error.body_excerpt());
        assert_clean("Error", &shown);
        if matches!(kind, ErrorKind::Rpc) || error.body_excerpt().is_some() {
            assert!(shown.contains("***"), "{shown}");
        }
        assert_clean("Client", &format!("{client:?} {client:#?} {:?}", server.builder()));
    }
    let text = Log::take();
    assert_eq!(text.matches("gravityzone.call").count(), 10, "{text}");
    assert_clean("tracing", &text);
}

/// Beside the key: the password of the proxy in all its forms, and pieces of the client's private key.
fn assert_network_clean(what: &str, text: &str) {
    assert_clean(what, text);
    let key = CLIENT.split_once("-----BEGIN PRIVATE KEY-----\n").unwrap().1;
    let pieces = key.lines().take_while(|line| !line.starts_with('-')).map(|line| &line[..line.len().min(12)]);
    for secret in pieces.chain(["fno/rd", "fno%2Frd", "fno%2frd", "dXNlcjpmbm8vcmQ", "PRIVATE"]) {
        assert!(!text.contains(secret), "{what} shows {secret}: {text}");
    }
}

#[tokio::test]
async fn neither_the_proxys_password_nor_the_private_key_is_shown() {
    Log::start();
    let forbidden = "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n$HEAD";
    for refusal in [None, Some("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n$HEAD"), Some(forbidden)] {
        let (server, proxy) = (Server::start(result(r#"{"id":"5"}"#)).await, Proxy::start(refusal).await);
        let front = Front::start(&server.url, SERVER, Asks::Certificate).await;
        let url = format!("http://user:fno%2Frd@{}", proxy.host);
        let builder = Client::builder().url(&front.url).key(KEY).retry(RetryPolicy::never());
        let builder = builder.proxy(url).ca_certificate_pem(CA).client_identity_pem(CLIENT);
        assert_network_clean("ClientBuilder", &format!("{builder:?} {builder:#?}"));
        let client = builder.build().unwrap();
        assert_network_clean("Client", &format!("{client:?} {client:#?}"));
        let outcome = client.call(CreateCompany::with_password()).await;
        assert_eq!(outcome.is_ok(), refusal.is_none(), "{outcome:?}");
        assert_network_clean("Error", &format!("{outcome:?}"));
        if let Err(error) = outcome {
            assert_network_clean("Error", &format!("{error} {error:#?}"));
        }
        assert!(proxy.heads()[0].contains("Basic dXNlcjpmbm8vcmQ="), "the password was sent");
    }
    let text = Log::take();
    assert!(text.contains("starting new connection") && text.contains("intercepts"), "reqwest is heard: {text}");
    assert_network_clean("tracing", &text);
}

/// An HTTP/2 server on a thread of its own, whose own log is not ours.
fn http2_server() -> String {
    let (tell, address) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            let (stream, _) = listener.accept().await.unwrap();
            let stream = tls::acceptor(SERVER, Asks::Nothing, &["h2"]).accept(stream).await.unwrap();
            let mut connection = h2::server::handshake(stream).await.unwrap();
            let (request, mut respond) = connection.accept().await.unwrap().unwrap();
            assert_eq!(request.headers()["authorization"], format!("Basic {KEY_BASE64}"));
            respond.send_response(http::Response::new(()), true).unwrap();
            while connection.accept().await.is_some() {}
        });
    });
    format!("https://{}/api", address.recv().unwrap())
}

#[tokio::test]
async fn http_2_does_not_log_the_key_either() {
    let url = http2_server();
    Log::start();
    let client = Client::builder().url(url).key(KEY).ca_certificate_pem(CA).build().unwrap();
    let error = client.call(CreateCompany::with_password()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    let text = Log::take();
    assert!(text.contains("h2::"), "{text}");
    assert_clean("tracing", &text);
}

#[tokio::test]
async fn a_call_without_a_type_hides_what_sounds_secret() {
    let server = Server::start(answer(502, "fnord visible")).await;
    let call = server.client();
    let error = call
        .call_by_name("v1.0/jsonrpc/x", "y")
        .params(serde_json::json!({"apiToken": "fnord", "name": "visible"}))
        .await
        .unwrap_err();
    assert_eq!(error.body_excerpt(), Some("*** visible"));
}

#[tokio::test]
async fn a_call_is_one_span_with_its_facts() {
    let server = Server::start(result(r#"{"id":"5"}"#)).await;
    Log::start();
    server.client().call(CreateCompany::new("private")).await.unwrap();
    let text = Log::take();
    let id = server.seen()[0].body["id"].to_string();
    let head = format!(
        r#"gravityzone.call otel.kind="client" otel.name=companies/createCompany rpc.system.name="jsonrpc" rpc.method=companies/createCompany jsonrpc.protocol.version="2.0" jsonrpc.request.id={id} server.address="127.0.0.1" server.port="#
    );
    assert!(text.contains(r#"gravityzone.attempt otel.kind="internal" gravityzone.attempt.number=1"#), "{text}");
    assert_eq!(text.matches("gravityzone.call").count(), 1, "{text}");
    assert!(text.contains(&head), "{text}");
    assert!(text.contains("record http.response.status_code=200\n"), "{text}");
    assert!(!text.contains("error.type") && !text.contains("private"), "{text}");
}

#[tokio::test]
async fn a_failure_is_noted_in_the_span() {
    for (answer, notes) in [
        (answer(502, ""), ["error.type=\"http_status\"", "http.response.status_code=502"]),
        (result("7"), ["error.type=\"decode\"", "http.response.status_code=200"]),
        (
            answer(200, r#"{"error":{"code":-32601,"message":"m"}}"#),
            ["error.type=\"rpc\"", r#"rpc.response.status_code="-32601""#],
        ),
    ] {
        let server = Server::start(answer).await;
        Log::start();
        server.client().call(CreateCompany::new("x")).await.unwrap_err();
        let text = Log::take();
        for note in notes {
            assert!(text.contains(note), "{note}: {text}");
        }
    }
}

#[test]
fn a_builder_with_a_wrong_url_shows_neither_key_nor_url() {
    let builder = Client::builder().url("https://user:fnord@cloud.example/api").key(KEY);
    let shown = format!("{builder:?}");
    let error = builder.build().unwrap_err();
    assert!(!format!("{shown} {error} {error:?}").contains("fnord"));
    assert_clean("ClientBuilder", &shown);
}
