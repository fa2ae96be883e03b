//! HTTP by hand, and calls that check what comes back against the spec.
//! Every result is fitted to its documented type.

use gravityzone_mock::ControlCenter;
use gravityzone_spec::{Fitting, Spec, load_bundle};
use serde_json::{Value as Json, json};
use std::io;
use std::net::SocketAddr;
use std::sync::LazyLock;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) static SPEC: LazyLock<Spec> = LazyLock::new(|| load_bundle(include_str!("../../src/spec.json")).unwrap());

/// `demo-key:` in Base64.
pub(crate) const DEMO: &str = "Basic ZGVtby1rZXk6";

/// API keys of tests, and each with its colon in Base64.
const KEYS: &[(&str, &str)] = &[
    ("demo-key", "ZGVtby1rZXk6"),
    ("customer", "Y3VzdG9tZXI6"),
    ("customer-key", "Y3VzdG9tZXIta2V5Og=="),
    ("other", "b3RoZXI6"),
    ("reseller", "cmVzZWxsZXI6"),
];

/// An id that no Control Center has made.
pub(crate) const NOBODY: &str = "000000000000000000000000";

pub(crate) const NOT_AVAILABLE: &str = "One or more items are not available for the specified action.";

/// An HTTP reply.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) http: u16,
    /// In lower case, with a line break behind each header.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code and the details of an error.
    pub(crate) fn error(&self) -> (i64, String) {
        let json = self.json();
        let error = &json["error"];
        let code = error["code"].as_i64().unwrap_or_else(|| panic!("no error: {self:?}"));
        (code, error["data"]["details"].as_str().unwrap_or_default().to_owned())
    }
}

/// Sends bytes, and reads until the connection ends.
pub(crate) async fn send(center: &ControlCenter, bytes: &[u8]) -> Reply {
    reply(&sent(center, bytes).await.unwrap())
}

async fn sent(center: &ControlCenter, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address(center)).await?;
    stream.write_all(bytes).await?;
    let mut read = Vec::new();
    stream.read_to_end(&mut read).await?;
    Ok(read)
}

fn reply(read: &[u8]) -> Reply {
    let text = std::str::from_utf8(read).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no reply: {text:?}"));
    let http = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
    Reply { http, head: head.to_lowercase().replace("\r\n", "\n") + "\n", body: body.to_owned() }
}

pub(crate) fn address(center: &ControlCenter) -> SocketAddr {
    center.url().trim_start_matches("http://").trim_end_matches("/api").parse().unwrap()
}

/// Posts a body with the demo key.
pub(crate) async fn post(center: &ControlCenter, path: &str, body: &[u8]) -> Reply {
    post_as(center, path, &format!("Authorization: {DEMO}\r\n"), body).await
}

/// Posts a body with other headers.
pub(crate) async fn post_as(center: &ControlCenter, path: &str, headers: &str, body: &[u8]) -> Reply {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    send(center, &[head.as_bytes(), body].concat()).await
}

/// Calls a method by its key in the spec, and returns the reply.
pub(crate) async fn call(center: &ControlCenter, method: &str, params: Json) -> Reply {
    call_as(center, "demo-key", method, params).await
}

/// The same, with another API key.
pub(crate) async fn call_as(center: &ControlCenter, key: &str, method: &str, params: Json) -> Reply {
    reply(&sent(center, &request(key, method, params)).await.unwrap())
}

/// The same with the demo key: the bytes that come, until the connection ends or breaks.
pub(crate) async fn raw(center: &ControlCenter, method: &str, params: Json) -> io::Result<Vec<u8>> {
    sent(center, &request("demo-key", method, params)).await
}

fn request(key: &str, method: &str, params: Json) -> Vec<u8> {
    let (area, found) = SPEC.methods().find(|(_, m)| m.key == method).unwrap_or_else(|| panic!("no {method}"));
    let path = format!("/api/{}/jsonrpc/{}", found.version, area.service_of(found));
    let body = json!({ "jsonrpc": "2.0", "id": method, "method": found.name, "params": params }).to_string();
    let known = KEYS.iter().find(|(known, _)| *known == key).unwrap_or_else(|| panic!("no {key}"));
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic {}\r\nContent-Length: {}",
        known.1,
        body.len()
    );
    format!("{head}\r\n\r\n{body}").into_bytes()
}

/// Calls a method that has to answer with a result of its documented type.
pub(crate) async fn ok(center: &ControlCenter, method: &str, params: Json) -> Json {
    ok_as(center, "demo-key", method, params).await
}

/// The same, with another API key.
pub(crate) async fn ok_as(center: &ControlCenter, key: &str, method: &str, params: Json) -> Json {
    let reply = call_as(center, key, method, params).await;
    let mut json = reply.json();
    assert_eq!(reply.http, 200, "{reply:?}");
    assert_eq!((&json["id"], &json["jsonrpc"]), (&json!(method), &json!("2.0")), "{reply:?}");
    let result = json.as_object_mut().and_then(|answer| answer.remove("result"));
    let result = result.unwrap_or_else(|| panic!("{method} was refused: {}", reply.body));
    let (area, found) = SPEC.methods().find(|(_, m)| m.key == method).unwrap();
    assert_eq!(Fitting::result(&SPEC, area, found, &result), [], "{method} answers {result}");
    result
}

/// Calls a method that has to be refused as invalid params, and returns the details.
pub(crate) async fn refused(center: &ControlCenter, method: &str, params: Json) -> String {
    let reply = call(center, method, params).await;
    let (code, details) = reply.error();
    assert_eq!((code, reply.http), (-32602, 200), "{reply:?}");
    details
}

pub(crate) async fn start() -> ControlCenter {
    ControlCenter::builder().deterministic().start().await.unwrap()
}

/// Creates a company of a type and name, below another or the key's own, and returns its id.
pub(crate) async fn create(center: &ControlCenter, kind: u8, name: &str, parent: Option<&str>) -> String {
    let created = ok(center, "createCompany", json!({ "type": kind, "name": name, "parentId": parent })).await;
    created.as_str().unwrap().to_owned()
}

/// The names in a list of companies.
pub(crate) fn names(list: &Json) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}
