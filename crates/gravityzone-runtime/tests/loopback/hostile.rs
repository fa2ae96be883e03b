//! A server on bare sockets that misbehaves on command, and counts what it has carried out, by JSON-RPC id.
//! What becomes of a connection is chosen before it is read, what becomes of a request once it has arrived.

// Each test file takes what it needs.
#![allow(dead_code)]

use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What becomes of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Door {
    Open,
    /// Reset as soon as it is made.
    Slammed,
    /// Reset when something has arrived, which is not read.
    Unread,
    /// Reset, and for a moment nobody listens: further connections are refused.
    Gone,
}

/// What becomes of a request that has arrived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    /// None: it is carried out and answered.
    Honest,
    /// None, but then the idle connection is closed.
    HonestThenClosed,
    Reset {
        carried: bool,
    },
    /// The reply is shorter than its `Content-Length`.
    CutCounted,
    /// The reply lacks its last chunk.
    CutChunked,
    /// It is carried out and never answered.
    Stall,
    /// 401 with a JSON-RPC error.
    Unauthorized,
    /// 429 with `Retry-After` in seconds.
    Busy(u64),
    /// 429 with `Retry-After` as a date, so many seconds from the server's now.
    BusyUntil(u64),
    /// 502 with a web page, from a gateway that has handed the request on.
    BadGateway,
    Unavailable,
    /// 503 with `Retry-After`.
    UnavailableFor(u64),
    ForeignId,
    /// The reply, in an array.
    Array,
    Text,
    NoResult,
    Empty,
    /// A result of another type.
    Misfit,
    /// A reply without an end.
    Endless,
    Redirect,
}

impl Fault {
    /// Whether a server that answers so has carried the request out; where both happens: yes.
    pub(crate) fn carried(self) -> bool {
        !matches!(
            self,
            Self::Reset { carried: false }
                | Self::Unauthorized
                | Self::Busy(_)
                | Self::BusyUntil(_)
                | Self::UnavailableFor(_)
                | Self::Redirect
        )
    }

    pub(crate) fn honest(self) -> bool {
        matches!(self, Self::Honest | Self::HonestThenClosed)
    }
}

/// A request that has arrived.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) body: Value,
    /// How often its id has arrived, this time included.
    pub(crate) times: u64,
}

/// What is known of an id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    /// What became of its requests, in the order in which they arrived.
    pub(crate) arrived: Vec<Fault>,
    pub(crate) carried: u32,
}

/// How a server shall behave.
pub(crate) struct Plan {
    pub(crate) door: Box<dyn Fn(u64) -> Door + Send + Sync>,
    pub(crate) fault: Box<dyn Fn(&Asked) -> Fault + Send + Sync>,
    /// The result of an honest answer, JSON.
    pub(crate) result: String,
    /// The result of a wrong type.
    pub(crate) misfit: String,
    /// A text that stands in everything else that is answered.
    pub(crate) echo: String,
}

impl Plan {
    /// Open doors, and this becomes of every request.
    pub(crate) fn always(fault: Fault) -> Self {
        Self::new(|_| Door::Open, move |_| fault)
    }

    /// Connections are numbered from 0.
    pub(crate) fn new(
        door: impl Fn(u64) -> Door + Send + Sync + 'static,
        fault: impl Fn(&Asked) -> Fault + Send + Sync + 'static,
    ) -> Self {
        let (result, misfit) = ("7".to_owned(), "[7]".to_owned());
        Self { door: Box::new(door), fault: Box::new(fault), result, misfit, echo: String::new() }
    }
}

pub(crate) struct Hostile {
    /// The access URL.
    pub(crate) url: String,
    state: Arc<State>,
    listening: JoinHandle<()>,
}

struct State {
    plan: Plan,
    stories: Mutex<HashMap<String, Story>>,
}

impl Hostile {
    pub(crate) async fn start(plan: Plan) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State { plan, stories: Mutex::default() });
        let listening = tokio::spawn(listen(listener, address, Arc::clone(&state)));
        Self { url: format!("http://{address}/api"), state, listening }
    }

    /// Nobody listens any more.
    pub(crate) async fn stop(&mut self) {
        self.listening.abort();
        let _ = (&mut self.listening).await;
    }

    /// What became of the requests with this id.
    pub(crate) fn story(&self, id: &str) -> Story {
        self.state.stories.lock().unwrap().get(id).cloned().unwrap_or_default()
    }

    /// What became of all requests.
    pub(crate) fn stories(&self) -> Vec<Story> {
        self.state.stories.lock().unwrap().values().cloned().collect()
    }
}

async fn listen(mut listener: TcpListener, address: SocketAddr, state: Arc<State>) {
    for number in 0.. {
        let Ok((stream, _)) = listener.accept().await else { return };
        match (state.plan.door)(number) {
            Door::Open => drop(tokio::spawn(serve(stream, Arc::clone(&state)))),
            Door::Slammed => reset(stream),
            Door::Unread => drop(tokio::spawn(async move {
                let _ = stream.peek(&mut [0]).await;
                reset(stream);
            })),
            Door::Gone => {
                reset(stream);
                drop(listener);
                for _ in 0..2 {
                    tokio::task::yield_now().await;
                }
                listener = loop {
                    // Meanwhile the port may be the other end of a connection.
                    match TcpListener::bind(address).await {
                        Ok(listener) => break listener,
                        Err(_) => tokio::task::yield_now().await,
                    }
                };
            }
        }
    }
}

/// Closes the connection so that the other end sees a reset.
fn reset(stream: TcpStream) {
    let _ = stream.set_zero_linger();
}

/// Serves one connection until it ends.
async fn serve(mut stream: TcpStream, state: Arc<State>) -> Option<()> {
    let _ = stream.set_nodelay(true);
    loop {
        let body = read(&mut stream).await?;
        let id = body["id"].as_str().unwrap_or_default().to_owned();
        let fault = state.arrived(&id, body);
        match fault {
            Fault::Reset { .. } => {
                reset(stream);
                return Some(());
            }
            // Until the client goes.
            Fault::Stall => return stream.read(&mut [0]).await.ok().map(drop),
            _ => {}
        }
        stream.write_all(&state.plan.reply(fault, &id)).await.ok()?;
        match fault {
            Fault::CutCounted | Fault::CutChunked | Fault::HonestThenClosed => return stream.shutdown().await.ok(),
            Fault::Endless => loop {
                stream.write_all(b"1000\r\n").await.ok()?;
                stream.write_all(&[b' '; 0x1000]).await.ok()?;
                stream.write_all(b"\r\n").await.ok()?;
            },
            _ => {}
        }
    }
}

/// Reads one whole request; `None` if the connection ends.
pub(crate) async fn read(stream: &mut TcpStream) -> Option<Value> {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = std::str::from_utf8(&bytes[..at]).unwrap().to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1)?.lines().next()?.parse::<usize>().ok()?;
            while bytes.len() < at + 4 + length {
                if stream.read_buf(&mut bytes).await.ok()? == 0 {
                    return None;
                }
            }
            return serde_json::from_slice(&bytes[at + 4..]).ok();
        }
    }
}

impl State {
    /// Chooses what becomes of a request, and carries it out if need be.
    fn arrived(&self, id: &str, body: Value) -> Fault {
        let mut stories = self.stories.lock().unwrap();
        let story = stories.entry(id.to_owned()).or_default();
        let fault = (self.plan.fault)(&Asked { body, times: story.arrived.len() as u64 + 1 });
        story.arrived.push(fault);
        story.carried += u32::from(fault.carried());
        fault
    }
}

impl Plan {
    /// What is sent, as far as it is sent at once.
    fn reply(&self, fault: Fault, id: &str) -> Vec<u8> {
        let Self { result, misfit, echo, .. } = self;
        let quoted = Value::from(echo.as_str());
        let reply = |id: &str, result: &str| format!(r#"{{"id":"{id}","jsonrpc":"2.0","result":{result}}}"#);
        let page = format!("<html><h1>Sorry</h1>{echo}</html>");
        match fault {
            Fault::Honest | Fault::HonestThenClosed | Fault::Reset { .. } | Fault::Stall => {
                whole("200 OK", "", &reply(id, result))
            }
            Fault::CutCounted => {
                format!("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n{}{echo}", reply(id, result)).into()
            }
            Fault::CutChunked => {
                let body = format!("{}{echo}", reply(id, result));
                let length = body.len();
                format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n").into()
            }
            Fault::Unauthorized => {
                let error = json!({"code": -32000, "message": format!("Wrong key {echo}"), "data": {"details": echo}});
                whole("401 Unauthorized", "", &json!({"id": id, "jsonrpc": "2.0", "error": error}).to_string())
            }
            Fault::Busy(seconds) => whole("429 Too Many Requests", &format!("Retry-After: {seconds}\r\n"), &page),
            Fault::BusyUntil(seconds) => {
                let now = std::time::SystemTime::now();
                let date = |time| httpdate::fmt_http_date(time);
                let until = date(now + std::time::Duration::from_secs(seconds));
                let head = format!("Date: {}\r\nRetry-After: {until}\r\n", date(now));
                whole("429 Too Many Requests", &head, &page)
            }
            Fault::BadGateway => whole("502 Bad Gateway", "Content-Type: text/html\r\n", &page),
            Fault::Unavailable => whole("503 Service Unavailable", "", echo),
            Fault::UnavailableFor(seconds) => {
                whole("503 Service Unavailable", &format!("Retry-After: {seconds}\r\n"), echo)
            }
            Fault::ForeignId => whole("200 OK", "", &reply("another", result)),
            Fault::Array => whole("200 OK", "", &format!("[{},{quoted}]", reply(id, result))),
            Fault::Text => whole("200 OK", "", &quoted.to_string()),
            Fault::NoResult => whole("200 OK", "", &json!({"id": id, "hint": echo}).to_string()),
            Fault::Empty => whole("200 OK", "", ""),
            Fault::Misfit => whole("200 OK", "", &reply(id, misfit)),
            Fault::Endless => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec(),
            Fault::Redirect => {
                let head = format!("Location: https://login.example/?{}\r\n", echo.replace(['\r', '\n', ' '], ""));
                whole("302 Found", &head, echo)
            }
        }
    }
}

fn whole(status: &str, head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\n\r\n{body}", body.len()).into()
}
