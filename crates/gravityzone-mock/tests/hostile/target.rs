//! The Control Center that all of it is thrown at, and what its answers have to be.
//! One for the whole run: what breaks it for the next caller shows.

use gravityzone_mock::ControlCenter;
use gravityzone_spec::{Spec, load_bundle};
use proptest::test_runner::TestCaseError;
use serde_json::Value as Json;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::Runtime;

pub(crate) static SPEC: LazyLock<Spec> = LazyLock::new(|| load_bundle(include_str!("../../src/spec.json")).unwrap());

/// Panics of any thread that is not a test's own.
static PANICS: AtomicUsize = AtomicUsize::new(0);

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name().is_none_or(|name| name.starts_with("tokio")) {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        usual(info);
    }));
    let runtime = Runtime::new().unwrap();
    let center = runtime.block_on(ControlCenter::start()).unwrap();
    let host = center.url().trim_start_matches("http://").trim_end_matches("/api").to_owned();
    Target { host, _center: center, _runtime: runtime }
});

/// A Control Center on a runtime of its own.
pub(crate) struct Target {
    host: String,
    _center: ControlCenter,
    _runtime: Runtime,
}

/// An HTTP reply that is well-formed.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) http: u16,
    pub(crate) body: Vec<u8>,
}

type Tried<T> = Result<T, TestCaseError>;

impl Target {
    pub(crate) fn the() -> &'static Self {
        &TARGET
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// A call with the demo key and further headers.
    pub(crate) fn request(&self, service: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        self.request_to(&format!("/api/v1.0/jsonrpc/{service}"), headers, body)
    }

    fn request_to(&self, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        let (host, length) = (&self.host, body.len());
        let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}");
        let head = format!("{head}Authorization: Basic ZGVtby1rZXk6\r\nContent-Length: {length}\r\n\r\n");
        [head.as_bytes(), body].concat()
    }

    /// Sends bytes and says that these were all; nothing comes back from a connection that was closed.
    pub(crate) fn send(&self, bytes: &[u8]) -> Tried<Option<Reply>> {
        let mut stream = TcpStream::connect(&self.host).map_err(failed)?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).map_err(failed)?;
        // It may have answered and closed already.
        let _rest_unread = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
        let mut read = Vec::new();
        match stream.read_to_end(&mut read) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => return Err(failed(error)),
            _ => {}
        }
        if read.is_empty() { Ok(None) } else { well_formed(&read).map(Some) }
    }

    /// Sends a call, and checks that the answer is JSON-RPC with a code of the spec.
    pub(crate) fn call(&self, service: &str, content_type: &str, body: &[u8]) -> Tried<Json> {
        self.call_at(&format!("/api/v1.0/jsonrpc/{service}"), content_type, body)
    }

    pub(crate) fn call_at(&self, path: &str, content_type: &str, body: &[u8]) -> Tried<Json> {
        let request = self.request_to(path, &format!("Content-Type: {content_type}\r\n"), body);
        let reply = self.send(&request)?.ok_or_else(|| TestCaseError::fail("the connection was closed"))?;
        let json: Json = serde_json::from_slice(&reply.body).map_err(failed)?;
        let (result, error) = (json.get("result"), json.get("error"));
        let code = error.and_then(|error| error["code"].as_i64());
        let known = SPEC.api.errors.iter().any(|known| Some(known.code) == code);
        if reply.http != 200
            || json["jsonrpc"] != "2.0"
            || (result.is_some() == error.is_some())
            || known != error.is_some()
        {
            return Err(TestCaseError::fail(format!("HTTP {}: {json}", reply.http)));
        }
        self.is_well()?;
        Ok(json)
    }

    /// Whether an honest call is answered, and nothing panicked.
    pub(crate) fn is_well(&self) -> Tried<()> {
        let body = br#"{"jsonrpc":"2.0","id":"honest","method":"getApiKeyDetails","params":{}}"#;
        let request = self.request("general", "Content-Type: application/json\r\n", body);
        let reply = self.send(&request)?;
        let well = reply.is_some_and(|reply| reply.http == 200 && reply.body.starts_with(br#"{"id":"honest""#));
        match PANICS.load(Ordering::SeqCst) {
            0 if well => Ok(()),
            0 => Err(TestCaseError::fail("an honest call is not answered any more")),
            panics => Err(TestCaseError::fail(format!("{panics} panics"))),
        }
    }
}

/// A reply of a status line, a head, and as many bytes of a body as it says.
fn well_formed(bytes: &[u8]) -> Tried<Reply> {
    let told = || failed(String::from_utf8_lossy(&bytes[..bytes.len().min(400)]));
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(told)?;
    let head = std::str::from_utf8(&bytes[..end]).map_err(failed)?;
    let mut lines = head.split("\r\n");
    let mut status = lines.next().unwrap_or_default().split(' ');
    let version = status.next().unwrap_or_default();
    let http = status.next().and_then(|status| status.parse().ok()).ok_or_else(told)?;
    let length =
        lines.filter_map(|line| line.split_once(": ")).find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.map_or(Some(0), |(_, length)| length.parse().ok());
    let body = bytes[end + 4..].to_vec();
    let whole = length == Some(body.len());
    if !whole || !matches!(version, "HTTP/1.1" | "HTTP/1.0") || !(100..600).contains(&http) {
        return Err(told());
    }
    Ok(Reply { http, body })
}

fn failed(why: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(why.to_string())
}
