//! What the client costs on top of bare HTTP: `cargo run --release -p gravityzone-runtime --example overhead`.
//! Both ask the same server on loopback in turns, one call at a time and 64 at a time; ratios of medians are printed.

use gravityzone_runtime::{Client, Unlimited};
use gravityzone_wire::Effect;
use std::error::Error;
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ROUNDS: usize = 15;
const CALLS: usize = 2_000;
const REPLY: &str =
    r#","jsonrpc":"2.0","result":{"enabledApis":["companies","network"],"createdAt":"2026-11-21T09:00:00"}}"#;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/api", listener.local_addr()?);
    tokio::spawn(serve(listener));

    let bare = reqwest::Client::new();
    let path = format!("{url}/v1.0/jsonrpc/general");
    let plain = || {
        let (bare, path) = (bare.clone(), path.clone());
        async move {
            let body = r#"{"jsonrpc":"2.0","id":"0b6e8a52-5f0c-4b7a-9a53-0f4f1f1d2c3b","method":"getApiKeyDetails","params":{}}"#;
            let reply = bare.post(path).basic_auth("demo-key", Some("")).body(body).send().await;
            let bytes = match reply {
                Ok(reply) => reply.bytes().await.unwrap_or_default(),
                Err(_) => return false,
            };
            serde_json::from_slice::<serde_json::Value>(&bytes).is_ok()
        }
    };
    let client = Client::builder().url(&*url).key("demo-key").rate_limiter(Unlimited).build()?;
    let typed = || {
        let client = client.clone();
        async move {
            let call = client.call_by_name("v1.0/jsonrpc/general", "getApiKeyDetails").effect(Effect::Read);
            call.decode_as::<serde_json::Value>().await.is_ok()
        }
    };

    for (at_once, what) in [(1, "one at a time"), (64, "64 at a time")] {
        let (mut theirs, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(round(at_once, &plain).await?);
            ours.push(round(at_once, &typed).await?);
        }
        let (theirs, ours) = (median(theirs), median(ours));
        let (each, ratio) = (ours / u32::try_from(CALLS)?, ours.as_secs_f64() / theirs.as_secs_f64());
        println!("{what}: the client takes {ratio:.2} times bare reqwest ({each:.1?} a call)");
    }
    Ok(())
}

/// How long so many calls take, so many at once.
async fn round<F: Future<Output = bool> + Send + 'static>(
    at_once: usize,
    call: &impl Fn() -> F,
) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for sent in 0..CALLS {
        if sent >= at_once && !tasks.join_next().await.transpose()?.unwrap_or(false) {
            return Err("a call failed".into());
        }
        tasks.spawn(call());
    }
    while let Some(outcome) = tasks.join_next().await {
        if !outcome? {
            return Err("a call failed".into());
        }
    }
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

async fn serve(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream));
    }
}

/// Answers requests whose body has the usual length, as long as the connection lasts.
async fn connection(mut stream: TcpStream) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let whole = loop {
            if let Some(whole) = length(&read) {
                break whole;
            }
            let count = stream.read(&mut buffer).await.ok().filter(|count| *count > 0)?;
            read.extend_from_slice(&buffer[..count]);
        };
        let request = String::from_utf8_lossy(&read[..whole]).into_owned();
        read.drain(..whole);
        let id = request.split_once("\"id\":")?.1.split_once(',')?.0;
        let body = format!("{{\"id\":{id}{REPLY}");
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
        stream.write_all((head + &body).as_bytes()).await.ok()?;
    }
}

/// How many bytes the first request has, once it is there.
fn length(read: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(read).ok()?;
    let (head, _) = text.split_once("\r\n\r\n")?;
    let told = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.trim().parse::<usize>().ok())?;
    let whole = head.len() + 4 + told;
    (read.len() >= whole).then_some(whole)
}
