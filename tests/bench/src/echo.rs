//! A server that answers every call with one company, as fast as it can, in a process of its own: so that the time of this
//! process is the client's alone.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const REPLY: &str = r#","jsonrpc":"2.0","result":{"type":1,"name":"Fjord Dental","id":"64f0a1c27be3d9541c08e2a7","country":"NO","state":"N/A","isSuspended":false,"createdAt":"2026-11-21T09:00:00","canBeManagedByAbove":true,"industry":1903,"address":"","phone":""}}"#;

/// The server's process, which ends with this value.
pub struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts this program once more, with an argument that makes it [`serve`].
    ///
    /// # Errors
    /// If the process cannot be started or does not tell its address.
    pub fn spawn(argument: &str) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(std::env::current_exe()?).arg(argument).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        BufReader::new(process.stdout.take().ok_or("no output")?).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().to_owned() })
    }

    /// The access URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where companies are asked for.
    #[must_use]
    pub fn service(&self) -> String {
        format!("{}/v1.0/jsonrpc/companies", self.url)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}

/// The processor time that this process has used, in user and system mode.
///
/// # Errors
/// Where there is no `/proc/self/schedstat`: it is read on Linux only.
pub fn processor_time() -> Result<Duration, Box<dyn Error>> {
    let mut all = 0;
    for task in std::fs::read_dir("/proc/self/task")? {
        let text = std::fs::read_to_string(task?.path().join("schedstat"))?;
        all += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(Duration::from_nanos(all))
}

/// Serves until the process is killed.
///
/// # Errors
/// If no port can be had.
pub async fn serve() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/api", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(connection(stream));
    }
}

async fn connection(mut stream: TcpStream) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let (mut read, mut buffer) = (Vec::new(), [0; 4096]);
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
        let id = request.split_once("\"id\":")?.1.split([',', '}']).next()?;
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
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok())?;
    let whole = head.len() + 4 + told;
    (read.len() >= whole).then_some(whole)
}
