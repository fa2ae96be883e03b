//! A real HTTP server on loopback that answers what a test tells it to, and remembers what it was asked.
//! Beside it a request type written by hand, as the generator would print it.

// Each test file takes what it needs.
#![allow(dead_code)]

use bytes::Bytes;
use gravityzone_runtime::{Client, ClientBuilder};
use gravityzone_wire::{Cx, Edition, Effect, Fields, Members, Method, Object, RateTier, Secret, Value};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use tokio::sync::Notify;

/// The key of the tests, what goes over the wire for it, and the secret inside the tests' request.
pub(crate) const KEY: &str = "5up3rk3y/+9af";
pub(crate) const KEY_BASE64: &str = "NXVwM3JrM3kvKzlhZjo=";
pub(crate) const PASSWORD: &str = "pa\"ss/wörd";

/// What the server answers. `$ID` in the body becomes the id of the request.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
}

/// How the body ends.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum End {
    Whole,
    /// After the body the connection breaks.
    Broken,
    /// After the body nothing comes, and no end.
    Never,
}

pub(crate) fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer { status, headers: Vec::new(), body: body.into(), end: End::Whole }
}

/// A JSON-RPC reply with this result.
pub(crate) fn result(json: &str) -> Answer {
    answer(200, format!(r#"{{"id":$ID,"jsonrpc":"2.0","result":{json}}}"#))
}

impl Answer {
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn end(mut self, end: End) -> Self {
        self.end = end;
        self
    }
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: hyper::HeaderMap,
    pub(crate) body: serde_json::Value,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) struct Server {
    /// The access URL.
    pub(crate) url: String,
    state: Arc<State>,
}

type Choice = dyn Fn(Seen) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync;

struct State {
    choice: Box<Choice>,
    seen: Mutex<Vec<Seen>>,
    connections: AtomicUsize,
    arrived: Notify,
}

impl Server {
    /// Answers every request with `answer`, until the test's runtime ends.
    pub(crate) async fn start(answer: Answer) -> Self {
        Self::scripted(move |_| std::future::ready(answer.clone())).await
    }

    /// Answers each request as `choice` says, which may take its time.
    pub(crate) async fn scripted<F>(choice: impl Fn(Seen) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api", listener.local_addr().unwrap());
        let state = Arc::new(State {
            choice: Box::new(move |seen| Box::pin(choice(seen))),
            seen: Mutex::default(),
            connections: AtomicUsize::new(0),
            arrived: Notify::new(),
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                state.connections.fetch_add(1, Ordering::SeqCst);
                let service = service_fn(move |request| serve(Arc::clone(&state), request));
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Self { url, state }
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder().url(&self.url).key(KEY)
    }

    /// The requests that came so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    /// The requests that came since the last time.
    pub(crate) fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.state.seen.lock().unwrap())
    }

    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Waits until a request has come.
    pub(crate) async fn arrived(&self) {
        self.state.arrived.notified().await;
    }
}

async fn serve(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Scripted>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let seen = Seen { method: parts.method.to_string(), path: parts.uri.to_string(), headers: parts.headers, body };
    let id = seen.body["id"].to_string();
    state.seen.lock().unwrap().push(seen.clone());
    state.arrived.notify_one();
    let Answer { status, headers, body, end } = (state.choice)(seen).await;
    let body = match String::from_utf8(body) {
        Ok(text) => text.replace("$ID", &id).into_bytes(),
        Err(bytes) => bytes.into_bytes(),
    };
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    Ok(response.body(Scripted { data: Some(body.into()), end, flushed: false }).unwrap())
}

struct Scripted {
    data: Option<Bytes>,
    end: End,
    /// The server writes out what it holds whenever it has to wait for more.
    flushed: bool,
}

impl Body for Scripted {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match (self.data.take(), self.end) {
            (Some(data), _) => Poll::Ready(Some(Ok(Frame::data(data)))),
            (None, End::Whole) => Poll::Ready(None),
            (None, End::Broken) if !self.flushed => {
                self.flushed = true;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            (None, End::Broken) => Poll::Ready(Some(Err(io::Error::other("broken on purpose")))),
            (None, End::Never) => Poll::Pending,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.data, self.end) {
            (Some(data), End::Whole) => SizeHint::with_exact(data.len() as u64),
            _ => SizeHint::default(),
        }
    }
}

/// `companies.createCompany`, in small.
#[derive(Debug)]
pub(crate) struct CreateCompany {
    pub(crate) name: String,
    pub(crate) password: Option<Secret>,
}

impl CreateCompany {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), password: None }
    }

    pub(crate) fn with_password() -> Self {
        Self { name: "Fjord Dental".to_owned(), password: Some(Secret::from(PASSWORD)) }
    }
}

impl Fields for CreateCompany {
    fn write<M: SerializeMap>(&self, to: &mut Members<M>) -> Result<(), M::Error> {
        to.put("name", &self.name)?;
        to.put("password", &self.password)
    }
}

/// Declares the facts of a request; the output differs from test to test.
macro_rules! method {
    ($name:ident, $output:ty) => {
        impl Method for $name {
            type Output = $output;
            const NAME: &'static str = "createCompany";
            const AREA: &'static str = "companies";
            const EFFECT: Effect = Effect::Create;
            const IDEMPOTENT: bool = false;
            const RATE: RateTier = RateTier { name: "default", calls: 10, seconds: 1, burst: 10 };
            const SECRETS: &'static [&'static str] = &["password"];
            const EDITIONS: &'static [Edition] = &[Edition::Partner];
            fn service_path(&self) -> &'static str {
                "v1.0/jsonrpc/companies"
            }
        }
    };
}

method!(CreateCompany, Company);

/// The same call with no result.
#[derive(Debug)]
pub(crate) struct Silent;

impl Fields for Silent {
    fn write<M: SerializeMap>(&self, _: &mut Members<M>) -> Result<(), M::Error> {
        Ok(())
    }
}

method!(Silent, ());

/// What `createCompany` of these tests returns.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Company {
    pub(crate) id: Option<String>,
    pub(crate) seats: Option<Vec<i64>>,
}

impl Object for Company {
    const NAME: &'static str = "Company";
    type Slots = Self;

    fn set<'de, A: MapAccess<'de>>(slots: &mut Self, member: &str, value: Value<'_, '_, A>) -> Result<(), A::Error> {
        match member {
            "id" => value.fill(&mut slots.id),
            "seats" => value.fill(&mut slots.seats),
            _ => value.unknown(),
        }
    }

    fn finish<E: de::Error>(slots: Self, _: Cx<'_>) -> Result<Self, E> {
        Ok(slots)
    }
}
