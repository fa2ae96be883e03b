//! Memory stays bounded, whatever is sent: bodies of 100 MB, hundreds of slow senders, large calls that are logged.
//! A program of its own, so that only this is measured; and on Linux, which tells.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first thing that is wrong")]

use gravityzone_mock::ControlCenter;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const PATH: &str = "/api/v1.0/jsonrpc/companies";

const LARGE: usize = 100 * 1024 * 1024;

/// How much the memory of all of it together may grow, in MiB.
const BOUND: usize = 256;

static CHUNK: [u8; 64 * 1024] = [b' '; 64 * 1024];

/// What of this process is in memory, in MiB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<usize>().unwrap() / 1024
}

async fn connect(host: &str, headers: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Basic ZGVtby1rZXk6\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

/// Sends a body and returns the reply, as far as there is one.
async fn post(host: &str, body: &str) -> String {
    let mut stream = connect(host, &format!("Connection: close\r\nContent-Length: {}\r\n", body.len())).await;
    stream.write_all(body.as_bytes()).await.unwrap();
    read(stream).await
}

async fn read(mut stream: TcpStream) -> String {
    let mut reply = String::new();
    if let Err(error) = stream.read_to_string(&mut reply).await {
        reply.push_str(&format!("\n(then {error})"));
    }
    reply
}

async fn is_well(host: &str) {
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "getCompanyDetails", "params": {} });
    let reply = post(host, &body.to_string()).await;
    assert!(reply.contains(r#""result":"#), "{reply}");
}

async fn bodies_of_100_mb_are_thrown_away(host: &str) {
    let mut senders = JoinSet::new();
    for number in 0..2 {
        let host = host.to_owned();
        senders.spawn(async move {
            let chunked = number % 2 == 1;
            let framed = if chunked {
                "Transfer-Encoding: chunked\r\n".to_owned()
            } else {
                format!("Content-Length: {LARGE}\r\n")
            };
            let mut stream = connect(&host, &format!("Connection: close\r\n{framed}")).await;
            for _ in 0..LARGE / CHUNK.len() {
                if chunked {
                    stream.write_all(b"10000\r\n").await.unwrap();
                }
                stream.write_all(&CHUNK).await.unwrap();
                if chunked {
                    stream.write_all(b"\r\n").await.unwrap();
                }
            }
            if chunked {
                stream.write_all(b"0\r\n\r\n").await.unwrap();
            }
            read(stream).await
        });
    }
    for reply in senders.join_all().await {
        assert!(reply.starts_with("HTTP/1.1 413 "), "{reply}");
    }
}

async fn slow_senders_keep_nobody_waiting(host: &str) {
    let mut senders = JoinSet::new();
    for _ in 0..450 {
        let host = host.to_owned();
        senders.spawn(async move {
            let mut stream = connect(&host, "Content-Length: 1000000\r\n").await;
            // All but the end, as far as it is taken; what is not taken waits in the system. On a busy machine the server
            // may have lost patience already.
            let sent = async {
                for _ in 0..15 {
                    if stream.write_all(&CHUNK).await.is_err() {
                        break;
                    }
                }
            };
            let _taken = tokio::time::timeout(std::time::Duration::from_millis(500), sent).await;
            stream
        });
    }
    for _ in 0..20 {
        is_well(host).await;
    }
    let open = senders.join_all().await;
    is_well(host).await;
    assert_eq!(open.len(), 450);
}

async fn what_is_logged_has_an_end(host: &str) {
    // As JSON in memory, this is several times as large as its text.
    let fields: serde_json::Map<_, _> = (0..20_000).map(|number| (format!("{number:040}"), "".into())).collect();
    let params = json!({ "type": 1, "name": "A", "customFields": fields });
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "createCompany", "params": params }).to_string();
    assert!((900_000..1_048_576).contains(&body.len()), "{}", body.len());
    for _ in 0..10 {
        let reply = post(host, &body).await;
        assert!(reply.contains("is not defined"), "{reply}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_stays_bounded_whatever_is_sent() {
    let center = ControlCenter::start().await.unwrap();
    let host = center.url().trim_start_matches("http://").trim_end_matches("/api").to_owned();
    is_well(&host).await;
    let start = resident();
    bodies_of_100_mb_are_thrown_away(&host).await;
    let after_large = resident();
    slow_senders_keep_nobody_waiting(&host).await;
    let after_slow = resident();
    what_is_logged_has_an_end(&host).await;
    let end = resident();
    println!(
        "MiB in memory: {start} at the start, {after_large} after large bodies, {after_slow} after slow senders, {end} at the end"
    );
    let most = after_large.max(after_slow).max(end);
    assert!(most - start < BOUND, "{start} MiB became {most}");
}
