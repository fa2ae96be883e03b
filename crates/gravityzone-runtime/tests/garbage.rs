//! Replies that are rubbish: none makes the client panic or wait beyond its limits, and none passes for a result unless
//! it is one. They are rolled by a fixed seed; time is paused where they come in memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may stop where a test may")]

#[path = "loopback/die.rs"]
mod die;
#[path = "loopback/methods.rs"]
mod methods;

use bytes::Bytes;
use die::Die;
use gravityzone_runtime::{BoxFuture, Client, ErrorKind, RetryPolicy, Timeouts, Transport, TransportError};
use gravityzone_wire::{Effect, Secret};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use methods::{Create, Flags, Number, Read};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const SEED: u64 = 77_211;
const CASES: u64 = 2_000;
const OVERALL: Duration = Duration::from_secs(300);

const WORDS: [&str; 14] = [
    "id",
    "jsonrpc",
    "result",
    "error",
    "code",
    "message",
    "data",
    "details",
    "2.0",
    "",
    "\u{0}",
    "-32602",
    "é\u{1f600}",
    "\\\"",
];

/// Any JSON, in which the names of the envelope are frequent.
fn any_json(die: &mut Die, depth: usize) -> Value {
    match die.below(if depth > 4 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => (die.below(2) == 0).into(),
        2 => (die.next() as i64).into(),
        3 => f64::from_bits(die.next()).into(),
        4 | 5 => (*die.pick(&WORDS)).into(),
        6 => (0..die.below(4)).map(|_| any_json(die, depth + 1)).collect(),
        _ => {
            let member = |die: &mut Die| ((*die.pick(&WORDS)).to_owned(), any_json(die, depth + 1));
            Value::Object((0..die.below(5)).map(|_| member(die)).collect())
        }
    }
}

/// A reply that may be right in any of its parts.
fn nearly_right(die: &mut Die, id: &str) -> Value {
    let mut reply = json!({"jsonrpc": "2.0"});
    match die.below(8) {
        0 => {}
        1 => reply["id"] = any_json(die, 0),
        2 => reply["id"] = Value::Null,
        _ => reply["id"] = id.into(),
    }
    match die.below(4) {
        0 => {}
        1 => reply["result"] = any_json(die, 0),
        _ => reply["result"] = 7.into(),
    }
    match die.below(6) {
        0 => reply["error"] = any_json(die, 0),
        1 => reply["error"] = json!({"code": any_json(die, 3), "message": any_json(die, 3), "data": any_json(die, 2)}),
        2 => reply["error"] = Value::Null,
        _ => {}
    }
    reply
}

fn any_bytes(die: &mut Die, most: usize) -> Vec<u8> {
    (0..die.below(most)).map(|_| die.next() as u8).collect()
}

/// Changes, drops, doubles or cuts some bytes.
fn damage(die: &mut Die, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..1 + die.below(4) {
        let at = die.below(bytes.len().max(1));
        match die.below(5) {
            0 if at < bytes.len() => bytes[at] = die.next() as u8,
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 => bytes.extend_from_within(at..),
            3 => bytes.truncate(at),
            _ => bytes.insert(at, *die.pick(b"{}[]\",:\\0ndu<% \r\n")),
        }
    }
    bytes
}

fn any_body(die: &mut Die, id: &str) -> Vec<u8> {
    match die.below(6) {
        0 => any_bytes(die, 300),
        1 => any_json(die, 0).to_string().into_bytes(),
        2 => {
            let right = nearly_right(die, id).to_string().into_bytes();
            damage(die, right)
        }
        3 => die
            .pick(&["[", "{\"id\":", "\\", "{\"result\":[", "\u{feff}", "&amp;", "%5C", " "])
            .repeat(die.below(3000))
            .into(),
        _ => nearly_right(die, id).to_string().into_bytes(),
    }
}

const STATUSES: [u16; 18] = [100, 101, 200, 200, 200, 200, 201, 204, 299, 302, 304, 400, 401, 408, 429, 500, 503, 999];
const PAUSES: [&str; 11] = [
    "0",
    "3",
    "-1",
    "soon",
    "1e300",
    "NaN",
    "18446744073709551615",
    "9223372036854775807",
    "9223372036854000000",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Sat, 01 Jan 1000 00:00:00 GMT",
];

fn any_reply(die: &mut Die, id: &str) -> Response<Bytes> {
    let mut reply = Response::new(any_body(die, id).into());
    *reply.status_mut() = StatusCode::from_u16(*die.pick(&STATUSES)).unwrap();
    for name in ["retry-after", "date", "location", "content-type", "content-length"] {
        if die.below(4) == 0 {
            let text = if die.below(2) == 0 { die.pick(&PAUSES).as_bytes().to_vec() } else { any_bytes(die, 20) };
            let value = HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("https://"));
            reply.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    reply
}

/// Answers one call with rubbish, every attempt with other rubbish.
#[derive(Clone)]
struct Rubbish(Arc<Mutex<(Die, Vec<Response<Bytes>>)>>);

impl Transport for Rubbish {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let (die, given) = &mut *self.0.lock().unwrap();
        let reply = any_reply(die, body["id"].as_str().unwrap());
        given.push(reply.clone());
        Box::pin(async move { Ok(reply) })
    }
}

/// The result, by a reading of the envelope that has nothing in common with the client's.
fn result(reply: &Response<Bytes>, id: &str) -> Option<Value> {
    let mut body: Value = serde_json::from_slice(reply.body()).ok()?;
    let right = body["id"] == id && body.get("error").is_none_or(Value::is_null) && reply.status().is_success();
    body.as_object_mut()?.remove("result").filter(|_| right)
}

#[tokio::test(start_paused = true)]
async fn rubbish_is_an_error_within_the_limits_unless_it_is_a_result() {
    let (mut good, mut bad) = (0, 0);
    for case in 0..CASES {
        let rubbish = Rubbish(Arc::new(Mutex::new((Die::of(SEED, &[case]), Vec::new()))));
        // With the usual limiter, which the replies try to push back.
        let builder = Client::builder().url("https://cloud.example/api").key("fnord").transport(rubbish.clone());
        let client = builder.timeouts(Timeouts::default().overall(OVERALL)).build().unwrap();
        let start = tokio::time::Instant::now();
        let password = Some(Secret::from("a\\\"%&"));
        let outcome = match case % 3 {
            0 => client
                .call(Number(Create { password, ..Create::default() }))
                .reply()
                .await
                .map(|reply| json!(reply.value)),
            1 => {
                client.call(Number(Read { password, ..Read::default() })).reply().await.map(|reply| json!(reply.value))
            }
            _ => client.call_by_name("v1.0/jsonrpc/x", "y").effect(Effect::Read).decode_as::<Value>().await,
        };
        assert!(start.elapsed() <= OVERALL + Duration::from_secs(1), "case {case}: {:?}", start.elapsed());
        let given = rubbish.0.lock().unwrap().1.clone();
        let last = given.last().unwrap();
        let id = match &outcome {
            Ok(_) => serde_json::from_slice::<Value>(last.body()).unwrap()["id"].as_str().unwrap().to_owned(),
            Err(error) => error.request_id().unwrap().to_owned(),
        };
        let what = format!("case {case}: {outcome:?} {last:?}");
        match (&outcome, result(last, &id)) {
            (Ok(value), Some(right)) => assert!(*value == right || right == json!(value.to_string()), "{what}"),
            (Ok(_), None) => panic!("that is no reply: {what}"),
            (Err(error), Some(_)) => assert_eq!(error.kind(), ErrorKind::Decode, "{what}"),
            (Err(error), None) => assert_ne!(error.kind(), ErrorKind::Decode, "{what}"),
        }
        if let Err(error) = &outcome {
            let line = error.to_string();
            assert!(line.len() < 5000 && !line.contains(char::is_control), "{what}");
            assert!(!error.outcome_unknown() || case % 3 == 0, "{what}");
        }
        assert!(case % 3 > 0 || given.iter().rev().skip(1).all(throttles), "a call was made twice: {what} {given:?}");
        if outcome.is_ok() { good += 1 } else { bad += 1 }
    }
    assert!(good > CASES / 20 && bad > CASES / 20, "{good} were results, {bad} were none");
}

/// Whether the server says that it has done nothing.
fn throttles(reply: &Response<Bytes>) -> bool {
    reply.status() == 429 || reply.status() == 503 && reply.headers().contains_key("retry-after")
}

/// What costs time is bounded, however long it is.
#[tokio::test(start_paused = true)]
async fn a_reply_of_nothing_but_quoting_is_looked_through_in_no_time() {
    for piece in ["\\", "%5C", "&amp;", "fnord", "[", "{\"id\":", "<", " ", "\u{1}"] {
        for (head, tail) in [("", ""), (r#"{"error":{"code":1,"message":""#, "\"}}")] {
            let body = format!("{head}{}{tail}", piece.repeat((4 << 20) / piece.len() / 2 * 2));
            let mock = gravityzone_runtime::mock::MockTransport::new();
            mock.on_name("companies.createCompany").http(200, body);
            let client = mock.builder::<Client>().key("fnord").build().unwrap();
            let error = client.call(Flags(Create::default())).await.unwrap_err();
            assert!(error.to_string().len() < 5000, "{error}");
        }
    }
}

/// What goes over a socket in place of an HTTP reply.
fn any_http(die: &mut Die, id: &str) -> Vec<u8> {
    let body = any_body(die, id);
    let status = if die.below(2) == 0 { 200 } else { *die.pick(&STATUSES) };
    let length = if die.below(6) == 0 { die.next() as usize } else { body.len() };
    let mut reply = match die.below(5) {
        0 => return any_bytes(die, 400),
        1 => format!("HTTP/1.1 {status} OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", body.len()),
        2 => {
            format!("HTTP/1.1 {status} OK\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n",)
        }
        3 => format!("HTTP/1.0 {status} \r\n\r\n"),
        _ => format!("HTTP/1.1 {status} OK\r\nContent-Length: {length}\r\n\r\n"),
    }
    .into_bytes();
    reply.extend(body);
    if die.below(4) == 0 { damage(die, reply) } else { reply }
}

#[tokio::test]
async fn rubbish_in_place_of_http_is_an_error_too() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    let sent = Arc::new(Mutex::new(Vec::<Vec<u8>>::new()));
    let told = Arc::clone(&sent);
    tokio::spawn(async move {
        for case in 0.. {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap();
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let id = request.split(r#""id":""#).nth(1).map_or("", |rest| &rest[..36]);
            let reply = any_http(&mut Die::of(SEED, &[case]), id);
            told.lock().unwrap().push(reply.clone());
            let _ = stream.write_all(&reply).await;
        }
    });
    let builder = Client::builder().url(url).key("fnord").retry(RetryPolicy::never()).max_response_bytes(1 << 20);
    let client = builder.rate_limiter(gravityzone_runtime::Unlimited).build().unwrap();
    let mut good = 0;
    for _ in 0..600 {
        let outcome = client.call(Number(Create::default())).with_timeout(Duration::from_secs(20)).reply().await;
        let sent = sent.lock().unwrap().last().map(|reply| String::from_utf8_lossy(reply).into_owned()).unwrap();
        match outcome {
            Ok(reply) => {
                good += 1;
                assert!(sent.contains(reply.request_id()) && sent.contains("\"result\""), "{reply:?}: {sent}");
            }
            Err(error) => assert_ne!(error.kind(), ErrorKind::Timeout, "{error}: {sent}"),
        }
    }
    assert!(good > 5, "{good} were results");
}
