//! Input of the worst kind gets a clear answer, and the next caller is served.
//! Waits are paused time, so that no test takes as long as a slow sender.

use crate::caller::{DEMO, address, create, ok, post, send, start};
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PATH: &str = "/api/v1.0/jsonrpc/companies";

#[tokio::test]
async fn a_body_that_is_too_large_is_answered_413() {
    let center = start().await;
    let large = vec![b' '; 1024 * 1024 + 1];
    let reply = post(&center, PATH, &large).await;
    assert_eq!((reply.http, &*reply.body), (413, "A body has at most 1048576 bytes.\n"));
    let reply = post(&center, PATH, &vec![b'x'; 24 * 1024 * 1024]).await;
    assert_eq!(reply.http, 413);
    let largest = [b"{".to_vec(), vec![b' '; 1024 * 1024 - 2], b"}".to_vec()].concat();
    assert_eq!(post(&center, PATH, &largest).await.error().0, -32600);
    let asks = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
    assert_eq!(send(&center, asks.as_bytes()).await.http, 413);
    // In chunks, so that the length is not announced.
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
    let chunk = format!("{:x}\r\n{}\r\n", 600_000, " ".repeat(600_000));
    let reply = send(&center, format!("{head}{chunk}{chunk}0\r\n\r\n").as_bytes()).await;
    assert_eq!(reply.http, 413);
    create(&center, 1, "Fjord Dental", None).await;
}

#[tokio::test]
async fn what_is_not_http_gets_a_400_or_a_closed_connection() {
    let center = start().await;
    for bytes in [
        &b"\0\xff\xfe garbage \r\n\r\n"[..],
        b"POST\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /api/v1.0/jsonrpc/companies HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1.0/jsonrpc/companies HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}",
        b"POST /api/v1.0/jsonrpc/companies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        let mut stream = TcpStream::connect(address(&center)).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut read = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut read)).await;
        assert!(ended.is_ok(), "{bytes:?}");
        let text = String::from_utf8_lossy(&read);
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 4") || text.starts_with("HTTP/1.0 4"), "{text}");
    }
    let head = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Large: {}\r\n\r\n", "x".repeat(300_000));
    assert_eq!(send(&center, head.as_bytes()).await.http, 431);
    create(&center, 1, "Fjord Dental", None).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_answered_408() {
    let center = start().await;
    let head = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{{");
    let reply = send(&center, head.as_bytes()).await;
    assert_eq!((reply.http, &*reply.body), (408, "The body took too long.\n"));
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_says_nothing_is_closed() {
    let center = start().await;
    let mut stream = TcpStream::connect(address(&center)).await.unwrap();
    stream.write_all(b"POST / HT").await.unwrap();
    let mut read = Vec::new();
    stream.read_to_end(&mut read).await.unwrap();
    let text = String::from_utf8(read).unwrap();
    assert!(text.is_empty() || text.starts_with("HTTP/1.1 408"), "{text}");
}

#[tokio::test]
async fn one_connection_carries_many_calls() {
    let center = start().await;
    let mut stream = TcpStream::connect(address(&center)).await.unwrap();
    for number in 0..3 {
        let body = format!(r#"{{"jsonrpc":"2.0","id":{number},"method":"getCompanyDetails","params":{{}}}}"#);
        let head = format!(
            "POST {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: {DEMO}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        let mut read = String::new();
        while !read.contains(&format!(r#"{{"id":{number},"#)) || !read.ends_with('}') {
            let mut part = [0; 4096];
            let count = stream.read(&mut part).await.unwrap();
            assert!(count > 0, "{read}");
            read.push_str(std::str::from_utf8(&part[..count]).unwrap());
        }
    }
    assert_eq!(center.requests().len(), 3);
}

#[tokio::test]
async fn random_bodies_never_stop_it() {
    let center = start().await;
    let seed = br#"{"jsonrpc":"2.0","id":1,"method":"createCompany","params":{"type":1,"name":"A","industry":0}}"#;
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..400 {
        let mut body = seed.to_vec();
        for _ in 0..3 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let at = usize::try_from(random % body.len() as u64).unwrap();
            body[at] = random.to_le_bytes()[5];
        }
        let reply = post(&center, PATH, &body).await;
        assert_eq!(reply.http, 200);
        assert!(reply.json().get("result").is_some() || reply.error().0 <= -32600, "{reply:?}");
    }
    ok(&center, "getCompanyDetails", json!({})).await;
}
