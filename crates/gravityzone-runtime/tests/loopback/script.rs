//! A transport that answers by a script and notes when it was asked, for tests in which time is paused: a paused clock
//! runs ahead of real sockets.

// Each test file takes what it needs.
#![allow(dead_code)]

use bytes::Bytes;
use gravityzone_runtime::{BoxFuture, Client, ClientBuilder, Progress, Transport, TransportError};
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

/// What becomes of a request.
#[derive(Clone)]
pub(crate) enum Step {
    /// This result.
    Result(Value),
    /// A reply with this status, these headers and this body; `$ID` becomes the id of the request.
    Http(u16, &'static [(&'static str, &'static str)], String),
    NotSent,
    Broken,
    /// Nothing, while it is said to be sent or not.
    Hang {
        sent: bool,
    },
    /// The result after a while.
    Slow(Duration),
}

/// An error of the API.
pub(crate) fn rpc(status: u16, code: i64) -> Step {
    Step::Http(status, &[], format!(r#"{{"id":$ID,"error":{{"code":{code},"message":"m","data":{{"details":"d"}}}}}}"#))
}

/// 429 with the pause in seconds.
pub(crate) fn busy(seconds: &'static str) -> Step {
    let headers: &'static [(&str, &str)] = Box::leak(Box::new([("retry-after", seconds)]));
    Step::Http(429, headers, String::new())
}

pub(crate) fn http(status: u16) -> Step {
    Step::Http(status, &[], "<html>".to_owned())
}

#[derive(Clone)]
pub(crate) struct Script(Arc<State>);

struct State {
    start: Instant,
    /// The last one is taken again and again.
    steps: Mutex<VecDeque<Step>>,
    seen: Mutex<Vec<(Duration, Value)>>,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = Mutex::new(steps.into_iter().collect());
        Self(Arc::new(State { start: Instant::now(), steps, seen: Mutex::default() }))
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder().url("https://cloud.example/api").key("fnord").transport(self.clone())
    }

    /// The bodies of the requests, as JSON.
    pub(crate) fn bodies(&self) -> Vec<Value> {
        self.0.seen.lock().unwrap().iter().map(|(_, body)| body.clone()).collect()
    }

    /// When the requests came, counted from the start.
    pub(crate) fn times(&self) -> Vec<Duration> {
        self.0.seen.lock().unwrap().iter().map(|(time, _)| *time).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let id = body["id"].to_string();
        self.0.seen.lock().unwrap().push((self.0.start.elapsed(), body));
        let mut steps = self.0.steps.lock().unwrap();
        let step = if steps.len() > 1 { steps.pop_front() } else { steps.front().cloned() };
        Box::pin(async move {
            let result = |result: &Value| json!({"id": serde_json::from_str::<Value>(&id).unwrap(), "result": result});
            match step.unwrap_or(Step::NotSent) {
                Step::Result(value) => Ok(reply(200, &[], result(&value).to_string())),
                Step::Http(status, headers, body) => Ok(reply(status, headers, body.replace("$ID", &id))),
                Step::NotSent => Err(TransportError::not_sent("nobody is there")),
                Step::Broken => Err(TransportError::broken("the line broke")),
                Step::Hang { sent } => {
                    let progress = request.extensions().get::<Progress>().unwrap();
                    if sent {
                        progress.sent()
                    } else {
                        progress.not_yet_sent()
                    }
                    std::future::pending().await
                }
                Step::Slow(pause) => {
                    tokio::time::sleep(pause).await;
                    Ok(reply(200, &[], result(&Value::Null).to_string()))
                }
            }
        })
    }
}

fn reply(status: u16, headers: &[(&str, &str)], body: String) -> Response<Bytes> {
    let mut reply = Response::new(body.into());
    *reply.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        reply.headers_mut().insert(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
    }
    reply
}
