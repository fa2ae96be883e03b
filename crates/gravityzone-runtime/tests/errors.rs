//! Calls that fail: each failure has its kind, its facts and its one line.
//! The server is real, on loopback; time is paused where it would have to pass.

#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::{Client, Error, ErrorKind, RetryPolicy, Timeouts};
use server::{Answer, CreateCompany, End, KEY, Server, Silent, answer, result};
use std::future::IntoFuture;
use std::time::Duration;

async fn failure(answer: Answer) -> Error {
    let server = Server::start(answer).await;
    let call = CreateCompany::new("x");
    let error = server.client().call(call).with_retry(RetryPolicy::never()).await.unwrap_err();
    assert_eq!((server.seen().len(), error.attempts()), (1, 1));
    assert_eq!(error.method(), Some("companies.createCompany"));
    assert_eq!(error.request_id(), server.seen()[0].body["id"].as_str());
    assert!(std::error::Error::source(&error).is_none(), "the line is complete");
    error
}

fn rpc(status: u16, code: i64, message: &str, details: &str) -> Answer {
    let error = serde_json::json!({"code": code, "message": message, "data": {"details": details}});
    answer(status, format!(r#"{{"id":$ID,"jsonrpc":"2.0","error":{error}}}"#))
}

#[tokio::test]
async fn a_json_rpc_error_is_read_with_every_status() {
    for status in [200, 400, 401, 403, 404, 429, 500] {
        let error = failure(rpc(status, -32602, "Invalid params", "The name is taken.")).await;
        assert_eq!(error.kind(), ErrorKind::Rpc, "{error}");
        assert_eq!((error.code(), error.http_status().unwrap().as_u16()), (Some(-32602), status));
        assert_eq!(error.rpc().unwrap().message, "Invalid params");
        assert_eq!(error.rpc().unwrap().details.as_deref(), Some("The name is taken."));
        assert_eq!(error.body_excerpt(), None);
    }
}

#[tokio::test]
async fn an_error_reads_as_one_line() {
    let error = failure(rpc(200, -32602, "Invalid params", "The name is taken.")).await;
    let id = error.request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!("companies.createCompany: Invalid params (-32602): The name is taken. [HTTP 200, request {id}]")
    );
}

#[tokio::test]
async fn a_refused_key_comes_with_advice() {
    let wrong = failure(rpc(401, -32000, "Server error", "Invalid API key")).await.to_string();
    assert!(wrong.contains("Invalid API key; check the API key") && wrong.contains("region"), "{wrong}");
    let lacks = failure(answer(403, "")).await;
    assert_eq!(lacks.kind(), ErrorKind::HttpStatus);
    assert!(lacks.to_string().contains("lacks the API `companies`"), "{lacks}");
}

#[tokio::test]
async fn the_area_of_a_call_without_a_type_comes_from_its_path() {
    let server = Server::start(answer(403, "")).await;
    let error = server.client().call_by_name("v1.0/jsonrpc/quarantine/computers", "getNews").await.unwrap_err();
    assert!(error.to_string().contains("lacks the API `quarantine`"), "{error}");
    assert_eq!(error.method(), Some("quarantine.getNews"));
}

#[tokio::test]
async fn the_wait_that_the_server_asks_for_is_told() {
    let busy = failure(rpc(429, -32003, "Too many requests", "").header("retry-after", "7")).await;
    assert_eq!(busy.retry_after(), Some(Duration::from_secs(7)));
    assert!(busy.to_string().contains("again after 7 s"), "{busy}");
    let date = answer(429, "").header("date", "Sat, 21 Nov 2026 07:28:00 GMT");
    let dated = failure(date.header("retry-after", "Sat, 21 Nov 2026 07:28:09 GMT")).await;
    assert_eq!(dated.retry_after(), Some(Duration::from_secs(9)));
}

#[tokio::test]
async fn a_web_page_of_a_gateway_is_an_http_error_with_an_excerpt() {
    let page = format!("<html>\n<h1>502 Bad Gateway</h1>{}", "ü".repeat(600));
    let error = failure(answer(502, page)).await;
    assert_eq!((error.kind(), error.http_status().unwrap().as_u16()), (ErrorKind::HttpStatus, 502));
    let excerpt = error.body_excerpt().unwrap();
    assert!(excerpt.starts_with("<html> <h1>502 Bad Gateway</h1>ü"), "{excerpt}");
    assert!((511..=512).contains(&excerpt.len()), "{}", excerpt.len());
    assert!(error.to_string().contains("HTTP 502; the reply is a web page"), "{error}");
}

#[tokio::test]
async fn success_with_something_else_than_a_reply_is_a_protocol_error() {
    for (body, says, excerpt) in [
        ("<html>login</html>", "web page", Some("<html>login</html>")),
        ("", "empty", Some("")),
        ("[1,2]", "array", Some("[1,2]")),
        (r#"{"id":$ID,"jsonrpc":"2.0"}"#, "neither a result nor an error", None),
        (r#"{"message":"no route"}"#, "neither a result nor an error", Some(r#"{"message":"no route"}"#)),
        (r#"{"id":$ID,"result":{"name":"privat"#, "ends too early", None),
        (r#"[{"id":$ID,"jsonrpc":"2.0","result":"private"}]"#, "array", None),
    ] {
        let error = failure(answer(200, body)).await;
        assert_eq!(error.kind(), ErrorKind::Protocol, "{body}: {error}");
        assert_eq!(error.http_status().unwrap().as_u16(), 200);
        assert!(error.to_string().contains(says), "{body}: {error}");
        assert_eq!(error.body_excerpt(), excerpt, "{body}");
    }
}

#[tokio::test]
async fn the_reply_to_another_call_is_not_taken() {
    for id in [r#""other""#, "7", "null"] {
        let error = failure(answer(200, format!(r#"{{"id":{id},"jsonrpc":"2.0","result":{{"id":"5"}}}}"#))).await;
        assert_eq!(error.kind(), ErrorKind::Protocol);
        assert!(error.to_string().contains("the id of another call"), "{error}");
        assert_eq!(error.body_excerpt(), None);
    }
}

#[tokio::test]
async fn a_result_with_a_failing_status_is_not_believed() {
    let mut odd = result(r#"{"id":"5"}"#);
    odd.status = 500;
    let error = failure(odd).await;
    assert_eq!(error.kind(), ErrorKind::HttpStatus, "{error}");
}

#[tokio::test]
async fn a_result_that_does_not_fit_names_the_place_and_never_the_value() {
    let error = failure(result(r#"{"id":"5","seats":[1,2,"private"]}"#)).await;
    assert_eq!((error.kind(), error.decode_path()), (ErrorKind::Decode, Some("result.seats[2]")));
    assert!(error.to_string().contains("result.seats[2]: expected a whole number, found a text"), "{error}");
    assert_eq!(error.body_excerpt(), None);
    assert!(!format!("{error} {error:?}").contains("private"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for to in ["/elsewhere", "https://login.example/elsewhere?private=1"] {
        let error = failure(answer(302, "").header("location", to)).await;
        assert_eq!((error.kind(), error.http_status().unwrap().as_u16()), (ErrorKind::HttpStatus, 302));
        let host = if to.starts_with('/') { "127.0.0.1" } else { "login.example" };
        assert!(error.to_string().contains(&format!("a redirect to {host}, which is not followed")), "{error}");
        assert!(!error.to_string().contains("private"));
    }
}

#[tokio::test]
async fn a_reply_that_breaks_off_is_a_transport_error() {
    let chunked = answer(200, r#"{"id":$ID,"#).end(End::Broken);
    let counted = chunked.clone().header("content-length", "1000");
    for cut in [chunked, counted] {
        let error = failure(cut).await;
        assert_eq!((error.kind(), error.http_status().unwrap().as_u16()), (ErrorKind::Transport, 200), "{error}");
        assert!(error.to_string().contains("broke off"), "{error}");
    }
}

async fn capped(max: usize, answer: Answer) -> Result<(), Error> {
    let server = Server::start(answer).await;
    server.builder().max_response_bytes(max).build()?.call(Silent).await
}

#[tokio::test]
async fn a_reply_may_be_as_large_as_the_limit_and_no_larger() {
    // The id takes 36 bytes and two quotes.
    let body = r#"{"id":,"jsonrpc":"2.0","result":null}"#.len() + 38;
    capped(body, result("null")).await.unwrap();
    let error = capped(body - 1, result("null")).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status().unwrap().as_u16()), (ErrorKind::ResponseTooLarge, 200));
    assert!(error.to_string().contains(&format!("larger than {} bytes", body - 1)), "{error}");
}

#[tokio::test]
async fn the_limit_holds_for_a_reply_that_does_not_tell_its_length_or_never_ends() {
    let error = capped(1000, answer(200, vec![b' '; 2000]).end(End::Never)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
}

#[tokio::test]
async fn the_limit_holds_for_what_is_unpacked() {
    let bomb = answer(200, BLANKS).header("content-encoding", "gzip");
    let error = capped(99_999, bomb.clone()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ResponseTooLarge);
    assert_eq!(capped(100_000, bomb).await.unwrap_err().kind(), ErrorKind::Protocol, "unpacked, it is empty");
}

/// 100,000 blanks, packed.
const BLANKS: &[u8] = b"\
    \x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x01\x00\x00\x00\xc2\xa0\x2a\xeb\x9f\xd2\x1a\
    \x1e\x40\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x00\x00\xaf\x06\x2d\xf0\x79\xca\xa0\x86\x01\x00";

/// Lets time run on its own once the request is with the server, which never answers.
async fn patience(client: &Client, server: &Server, limit: Option<Duration>) -> (Error, Duration) {
    let mut call = client.call(Silent);
    if let Some(limit) = limit {
        call = call.with_timeout(limit);
    }
    let start = tokio::time::Instant::now();
    let (outcome, ()) = tokio::join!(call.into_future(), async {
        server.arrived().await;
        tokio::time::pause();
    });
    let waited = start.elapsed();
    tokio::time::resume();
    (outcome.unwrap_err(), waited)
}

#[tokio::test]
async fn an_attempt_has_a_limit_and_the_error_names_it() {
    let server = Server::start(answer(200, "{").end(End::Never)).await;
    let client = server.client();
    for (limit, seconds) in [(None, 60), (Some(Duration::from_secs(300)), 300), (Some(Duration::from_secs(5)), 5)] {
        let (error, waited) = patience(&client, &server, limit).await;
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains(&format!("attempt timeout of {seconds}s")), "{error}");
        assert_eq!(waited.as_secs(), seconds);
    }
}

/// A listener that takes connections and says nothing: TLS waits for its greeting.
#[tokio::test]
async fn connecting_has_a_limit_and_the_error_names_it() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/api", listener.local_addr().unwrap());
    let client = Client::new(url, KEY).unwrap();
    let start = tokio::time::Instant::now();
    let call = client.call(Silent).with_retry(RetryPolicy::never());
    let (outcome, _connection) = tokio::join!(call.into_future(), async {
        let (connection, _) = listener.accept().await.unwrap();
        connection.readable().await.unwrap();
        tokio::time::pause();
        connection
    });
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Timeout, None));
    assert!(error.to_string().contains("connect timeout of 10s"), "{error}");
    assert_eq!(start.elapsed().as_secs(), 10);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    drop(listener);
    let error = Client::new(format!("http://{host}/api"), KEY).unwrap().call(Silent).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None));
    assert!(error.to_string().contains(&format!("cannot connect to {host}: ")), "{error}");
    assert!(error.to_string().contains("refused"), "{error}");
}

#[tokio::test]
async fn a_server_without_tls_is_no_connection() {
    let server = Server::start(result("null")).await;
    let error = Client::new(server.url.replace("http:", "https:"), KEY).unwrap().call(Silent).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn a_call_outside_a_runtime_says_so_and_does_not_panic() {
    let client =
        Client::builder().url("http://127.0.0.1:9/api").key(KEY).timeouts(Timeouts::default()).build().unwrap();
    let mut call = client.call(Silent).into_future();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match call.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => assert!(error.to_string().contains("inside a tokio runtime"), "{error}"),
        other => panic!("{other:?}"),
    }
}
