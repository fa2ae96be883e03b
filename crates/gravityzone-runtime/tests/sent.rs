//! What was sent and what was not: it decides whether a call that makes something may be made again.
//! The servers are bare sockets that break off at a chosen moment; time is paused where it would have to pass.

#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;
#[path = "loopback/tls.rs"]
mod tls;

use bytes::Bytes;
use gravityzone_runtime::{Client, ClientBuilder, Error, ErrorKind, RetryPolicy, Timeouts};
use server::{CreateCompany, KEY, Server, Silent, result};
use std::future::IntoFuture;
use std::time::Duration;
use tls::{Asks, CA, SERVER};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_rustls::server::TlsStream;

async fn listen(scheme: &str) -> (TcpListener, ClientBuilder) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("{scheme}://{}/api", listener.local_addr().unwrap());
    (listener, Client::builder().url(url).key(KEY).retry(RetryPolicy::never()))
}

/// Reads one whole request: its head and its body.
async fn read(stream: &mut TcpStream) -> (String, serde_json::Value) {
    let mut bytes = Vec::new();
    loop {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "{}", String::from_utf8_lossy(&bytes));
        let text = std::str::from_utf8(&bytes).unwrap();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        assert!(head.to_ascii_lowercase().contains("\r\ncontent-length: "), "not in chunks: {head}");
        if let Ok(body) = serde_json::from_str(body) {
            return (head.to_ascii_lowercase(), body);
        }
    }
}

fn reply(id: &serde_json::Value) -> String {
    let body = format!(r#"{{"id":{id},"jsonrpc":"2.0","result":null}}"#);
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// Closes the connection so that the other end sees a reset.
fn reset(stream: TcpStream) {
    stream.set_zero_linger().unwrap();
}

#[tokio::test]
async fn a_body_has_a_length_and_comes_in_one_piece() {
    let (listener, builder) = listen("http").await;
    let client = builder.build().unwrap();
    let (outcome, (head, body)) = tokio::join!(client.call(CreateCompany::new("ü")).into_future(), async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (head, body) = read(&mut stream).await;
        stream.write_all(reply(&body["id"]).as_bytes()).await.unwrap();
        (head, body)
    });
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Decode, "null is no company");
    let length = serde_json::to_string(&body).unwrap().len();
    assert!(head.contains(&format!("\r\ncontent-length: {length}")), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
}

#[tokio::test]
async fn a_server_that_takes_a_call_and_never_answers_may_have_carried_it_out() {
    let (listener, builder) = listen("http").await;
    let client = builder.build().unwrap();
    let (outcome, _stream) = tokio::join!(client.call(CreateCompany::new("x")).into_future(), async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read(&mut stream).await;
        tokio::time::pause();
        stream
    });
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.outcome_unknown() && !error.is_retryable(), "{error:?}");
    assert!(error.to_string().contains("no reply from 127.0.0.1:"), "{error}");
}

/// The attempt's limit is shorter than the one for connecting, and is reached in the middle of TLS.
#[tokio::test]
async fn a_server_whose_tls_never_answers_was_sent_nothing() {
    let (listener, builder) = listen("https").await;
    let timeouts = Timeouts::default().attempt(Duration::from_secs(5)).connect(Duration::from_secs(10));
    let client = builder.timeouts(timeouts).build().unwrap();
    let start = tokio::time::Instant::now();
    let (outcome, _stream) = tokio::join!(client.call(CreateCompany::new("x")).into_future(), async {
        let (stream, _) = listener.accept().await.unwrap();
        stream.peek(&mut [0]).await.unwrap();
        tokio::time::pause();
        stream
    });
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), start.elapsed().as_secs()), (ErrorKind::Timeout, 5));
    assert!(!error.outcome_unknown() && error.is_retryable(), "{error:?}");
    assert!(error.to_string().contains("within the attempt timeout of 5s"), "{error}");
    assert!(error.to_string().contains("no connection to 127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_reset_after_the_request_has_left_may_hide_that_it_was_carried_out() {
    for reads in [false, true] {
        let (listener, builder) = listen("http").await;
        let client = builder.build().unwrap();
        let (outcome, ()) = tokio::join!(client.call(CreateCompany::new("x")).into_future(), async {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.peek(&mut [0]).await.unwrap();
            if reads {
                read(&mut stream).await;
            }
            reset(stream);
        });
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
        assert!(error.outcome_unknown() && !error.is_retryable(), "{error:?}");
    }
}

#[tokio::test]
async fn a_reset_in_the_middle_of_tls_comes_before_the_request() {
    let (listener, builder) = listen("https").await;
    let client = builder.build().unwrap();
    let (outcome, ()) = tokio::join!(client.call(CreateCompany::new("x")).into_future(), async {
        let (stream, _) = listener.accept().await.unwrap();
        stream.peek(&mut [0]).await.unwrap();
        reset(stream);
    });
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.outcome_unknown() && error.is_retryable(), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_the_server_has_closed_is_not_used_again() -> Result<(), Error> {
    let (listener, builder) = listen("http").await;
    let client = builder.build()?;
    let (closed, is_closed) = oneshot::channel();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (_, first) = read(&mut stream).await;
        stream.write_all(reply(&first["id"]).as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        // The client has seen it when it closes its own end.
        assert_eq!(stream.read(&mut [0]).await.unwrap(), 0);
        closed.send(()).unwrap();
        let (mut stream, _) = listener.accept().await.unwrap();
        let (_, second) = read(&mut stream).await;
        stream.write_all(reply(&second["id"]).as_bytes()).await.unwrap();
        (first, second)
    });
    client.call(Silent).await?;
    is_closed.await.unwrap();
    client.call(Silent).await?;
    let (first, second) = server.await.unwrap();
    assert_ne!(first["id"], second["id"]);
    Ok(())
}

/// Takes a connection that speaks HTTP/2 over TLS.
async fn accept_http2(listener: &TcpListener) -> TlsStream<TcpStream> {
    let (stream, _) = listener.accept().await.unwrap();
    let stream = tls::acceptor(SERVER, Asks::Nothing, &["h2", "http/1.1"]).accept(stream).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    stream
}

/// Reads one whole request, and answers it with a reset if there is a reason for one.
async fn serve_http2(stream: TlsStream<TcpStream>, reset: Option<h2::Reason>) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let (request, mut respond) = connection.accept().await.unwrap().unwrap();
    let (parts, mut body) = request.into_parts();
    tokio::spawn(async move { while connection.accept().await.is_some() {} });
    let mut bytes = Vec::new();
    while let Some(chunk) = body.data().await {
        bytes.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(parts.headers["content-length"].to_str().unwrap(), bytes.len().to_string());
    if let Some(reason) = reset {
        return respond.send_reset(reason);
    }
    let call: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let reply = format!(r#"{{"id":{},"jsonrpc":"2.0","result":null}}"#, call["id"]);
    respond.send_response(http::Response::new(()), false).unwrap().send_data(Bytes::from(reply), true).unwrap();
}

/// Says that it is going away, and that it has looked at no request, once the first one is there.
async fn go_away(mut stream: TlsStream<TcpStream>) -> TlsStream<TcpStream> {
    const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
    const GO_AWAY: &[u8] = &[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    stream.write_all(SETTINGS).await.unwrap();
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await.unwrap();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.unwrap();
        let mut frame = vec![0; usize::from(head[1]) << 8 | usize::from(head[2])];
        stream.read_exact(&mut frame).await.unwrap();
        if head[3] == 1 {
            stream.write_all(GO_AWAY).await.unwrap();
            return stream;
        }
    }
}

#[tokio::test]
async fn what_http_2_puts_back_may_be_sent_again_whatever_it_does() {
    let (listener, builder) = listen("https").await;
    let client = builder.ca_certificate_pem(CA).build().unwrap();
    let server = async { serve_http2(accept_http2(&listener).await, Some(h2::Reason::REFUSED_STREAM)).await };
    let (outcome, ()) = tokio::join!(client.call(CreateCompany::new("x")).into_future(), server);
    let error = outcome.unwrap_err();
    assert!(error.to_string().contains("put the request back before working on it"), "{error}");
    assert!(!error.outcome_unknown() && error.is_retryable(), "{error:?}");
}

#[tokio::test]
async fn a_call_that_comes_as_an_http_2_server_goes_is_made_again() {
    let (listener, builder) = listen("https").await;
    let client = builder.ca_certificate_pem(CA).retry(RetryPolicy::default().max_attempts(2)).build().unwrap();
    tokio::spawn(async move {
        let _gone = go_away(accept_http2(&listener).await).await;
        serve_http2(accept_http2(&listener).await, None).await;
    });
    let outcome = client.call(Silent).reply().await;
    assert_eq!(outcome.unwrap().attempts(), 2, "by the client's own retry, which its limits see");
}

#[tokio::test]
async fn what_http_2_breaks_off_may_have_been_carried_out() {
    let (listener, builder) = listen("https").await;
    let client = builder.ca_certificate_pem(CA).build().unwrap();
    let server = async { serve_http2(accept_http2(&listener).await, Some(h2::Reason::INTERNAL_ERROR)).await };
    let (outcome, ()) = tokio::join!(client.call(CreateCompany::new("x")).into_future(), server);
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(error.outcome_unknown(), "{error:?}");
}

#[tokio::test]
async fn a_call_that_makes_something_is_made_again_if_it_was_not_sent() {
    let server = Server::start(result(r#"{"id":"5"}"#)).await;
    let address = server.url.trim_start_matches("http://").trim_end_matches("/api").to_owned();
    let (listener, builder) = listen("https").await;
    let client = builder.ca_certificate_pem(CA).retry(RetryPolicy::default().max_attempts(2)).build().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        stream.peek(&mut [0]).await.unwrap();
        reset(stream);
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = tls::acceptor(SERVER, Asks::Nothing, &[]).accept(stream).await.unwrap();
        let mut to = TcpStream::connect(address).await.unwrap();
        tokio::io::copy_bidirectional(&mut stream, &mut to).await
    });
    let reply = client.call(CreateCompany::new("x")).reply().await.unwrap();
    assert_eq!((reply.attempts(), server.seen().len()), (2, 1));
}
