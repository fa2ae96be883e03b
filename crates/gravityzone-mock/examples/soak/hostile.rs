//! What a sender of the worst kind sends: no HTTP, half of a request, too much, too deep, and of the wrong type.
//! Each on a connection of its own, which the server may close.

use crate::client::Failure;
use crate::tally::Tally;
use crate::work::Random;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends one thing.
pub(crate) async fn round(host: &str, random: &mut Random, tally: &Tally) -> Result<(), Failure> {
    match random.below(8) {
        0 => {
            let noise: Vec<u8> = (0..random.below(2_000)).flat_map(|_| random.next().to_le_bytes()).collect();
            tally_http(host, &noise, &[400, 414, 431], tally).await
        }
        1 => {
            let whole = request("companies", "", br#"{"jsonrpc":"2.0","id":1}"#);
            tally_http(host, &whole[..random.below(whole.len())], &[400, 408], tally).await
        }
        2 => {
            let large = vec![b' '; 1024 * 1024 + 1 + random.below(3_000_000)];
            tally_http(host, &request("companies", "", &large), &[413], tally).await
        }
        3 => tally_rpc(host, "[".repeat(random.below(1_000_000)).as_bytes(), tally).await,
        4 => tally_rpc(host, "{\"a\":".repeat(random.below(200_000)).as_bytes(), tally).await,
        5 => {
            let batch = vec![r#"{"jsonrpc":"2.0","id":1,"method":"getCompanyDetails","params":{}}"#; random.below(50)];
            tally_rpc(host, format!("[{}]", batch.join(",")).as_bytes(), tally).await
        }
        6 => tally_rpc(host, random.json(5).to_string().as_bytes(), tally).await,
        _ => tally_http(host, &request("companies", "Content-Type: text/html\r\n", b"<p>"), &[415], tally).await,
    }
}

fn request(service: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST /api/v1.0/jsonrpc/{service} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}");
    let head = format!("{head}Authorization: Basic ZGVtby1rZXk6\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

async fn tally_http(host: &str, bytes: &[u8], expected: &[u16], tally: &Tally) -> Result<(), Failure> {
    match answer(host, bytes).await? {
        None => tally.http(None, expected),
        Some((Some(http), _)) => tally.http(Some(http), expected),
        Some((None, text)) => tally.broken(String::from_utf8_lossy(&text[..text.len().min(200)]).into_owned()),
    }
    Ok(())
}

async fn tally_rpc(host: &str, body: &[u8], tally: &Tally) -> Result<(), Failure> {
    match answer(host, &request("companies", "", body)).await? {
        Some((Some(http), body)) => drop(tally.rpc(http, &body)),
        _ => tally.broken("a call was not answered".to_owned()),
    }
    Ok(())
}

/// Status and body of what comes back; no status where it is no HTTP, nothing where the connection is closed.
async fn answer(host: &str, bytes: &[u8]) -> Result<Option<(Option<u16>, Vec<u8>)>, Failure> {
    let mut stream = TcpStream::connect(host).await?;
    let sent = async {
        stream.write_all(bytes).await?;
        stream.shutdown().await
    };
    let _answered_before = timeout(PATIENCE, sent).await?;
    let mut read = Vec::new();
    let _reset = timeout(PATIENCE, stream.read_to_end(&mut read)).await?;
    if read.is_empty() {
        return Ok(None);
    }
    let status = read.strip_prefix(b"HTTP/1.").and_then(|rest| rest.get(2..5));
    let status = status.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    let end = read.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    Ok(Some((status.filter(|_| end.is_some()), read.split_off(end.unwrap_or_default()))))
}
