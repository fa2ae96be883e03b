//! A proxy of the tests: makes tunnels (CONNECT) and hands plain requests on, or refuses to.

#![allow(dead_code)]

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct Proxy {
    /// `127.0.0.1:PORT`.
    pub(crate) host: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Hands on what comes, or answers it with `refusal`, a whole HTTP reply in which `$HEAD` is what it was asked.
    pub(crate) async fn start(refusal: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let heads = Arc::new(Mutex::<Vec<String>>::default());
        let seen = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, refusal, Arc::clone(&seen)));
            }
        });
        Self { host, heads }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.host)
    }

    /// What it was asked: the heads of the requests.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn serve(mut client: TcpStream, refusal: Option<&str>, seen: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if client.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    seen.lock().unwrap().push(head.clone());
    if let Some(refusal) = refusal {
        client.write_all(refusal.replace("$HEAD", &head).as_bytes()).await.ok()?;
        return client.shutdown().await.ok();
    }
    let target = head.split(' ').nth(1).unwrap();
    let address = target.trim_start_matches("http://").split('/').next().unwrap();
    let mut server = TcpStream::connect(address).await.ok()?;
    if head.starts_with("CONNECT ") {
        client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.ok()?;
    } else {
        server.write_all(&bytes).await.ok()?;
    }
    tokio::io::copy_bidirectional(&mut client, &mut server).await.ok()?;
    Some(())
}
