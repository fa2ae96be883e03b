//! HTTP: connections, and what is answered before a call is even looked at.
//! Nothing that arrives may stop the server; a connection that misbehaves is closed.

use crate::address::Address;
use crate::admin;
use crate::answer::Ending;
use crate::body::{self, Body, LIMIT};
use crate::center::Center;
use crate::checks;
use crate::content_type;
use crate::front;
use crate::wire::{CutOff, Reset, Sent, Wire};
use bytes::Bytes;
use http::header::{
    ALLOW, AUTHORIZATION, CONNECTION, CONTENT_TYPE, EXPECT, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
};
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// The most connections at a time; further ones wait to be accepted.
const CONNECTIONS: usize = 512;

/// The longest wait for the head of a request, on a new connection or between two requests.
const HEAD_PATIENCE: Duration = Duration::from_secs(30);

/// The most bytes of a head, and of a body that is read ahead.
const BUFFER: usize = 64 * 1024;

/// Marks an answer that is an example of the spec's.
const MOCK: HeaderName = HeaderName::from_static("x-gravityzone-mock");

pub(crate) type Reply = Response<Sent>;

/// Serves until it is dropped, with all its connections.
pub(crate) async fn serve(listener: TcpListener, center: Arc<Center>) {
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let center = Arc::clone(&center);
                connections.spawn(async move {
                    connection(stream, center).await;
                    drop(permit);
                });
            }
            // Out of file handles, mostly: some come back as connections end.
            Err(_refused) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn connection(stream: TcpStream, center: Arc<Center>) {
    let _slower_without = stream.set_nodelay(true);
    let port = stream.local_addr().map_or(0, |address| address.port());
    let reset = Reset::default();
    let wire = Wire::new(stream, reset.clone());
    let service = service_fn(move |request| {
        let (center, reset) = (Arc::clone(&center), reset.clone());
        async move { reply(&center, port, request).await.inspect_err(|CutOff| reset.ask()) }
    });
    let mut http = http1::Builder::new();
    // A sender may close its side behind its request, and still wants the answer.
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_PATIENCE).max_buf_size(BUFFER).half_close(true);
    let _broken_off = http.serve_connection(TokioIo::new(wire), service).await;
}

async fn reply(center: &Center, port: u16, request: Request<Incoming>) -> Result<Reply, CutOff> {
    let (mut head, body) = request.into_parts();
    if let Some(reply) = front::reply(center, port, &mut head) {
        return Ok(reply);
    }
    if admin::is_path(head.uri.path()) {
        return Ok(admin::reply(center, port, &head, body).await);
    }
    if head.method != Method::POST {
        let reply = text(StatusCode::METHOD_NOT_ALLOWED, "Calls are POST requests.\n".to_owned());
        return Ok(with(reply, ALLOW, HeaderValue::from_static("POST")));
    }
    let body = match body::read(body, head.headers.contains_key(EXPECT), LIMIT, &center.room).await {
        Body::Whole(body) => body,
        Body::TooLarge => {
            return Ok(closing(StatusCode::PAYLOAD_TOO_LARGE, format!("A body has at most {LIMIT} bytes.\n")));
        }
        Body::TooSlow => return Ok(closing(StatusCode::REQUEST_TIMEOUT, "The body took too long.\n".to_owned())),
        Body::Broken => return Ok(closing(StatusCode::BAD_REQUEST, "The body is not complete.\n".to_owned())),
    };
    let address = Address::of(head.uri.path()).filter(|address| checks::is_service(&center.spec, address.service));
    let Some(address) = address else {
        let services: Vec<&str> = center.spec.areas.iter().map(|area| &*area.service).collect();
        let said = format!("Calls go to /api/v1.0/jsonrpc/SERVICE, and SERVICE is one of {}.\n", services.join(", "));
        return Ok(text(StatusCode::NOT_FOUND, said));
    };
    if !content_type::is_json(&head.headers) {
        let said = "A call is sent with Content-Type: application/json, in UTF-8.\n";
        return Ok(text(StatusCode::UNSUPPORTED_MEDIA_TYPE, said.to_owned()));
    }
    let authorization = head.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let answer = checks::answer(center, address, authorization, &body).await;
    let status = StatusCode::from_u16(answer.http).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut reply = match answer.ending {
        Ending::Whole => plain(status, answer.body),
        Ending::Half => Response::new(Sent::half(answer.body)),
        Ending::Reset => return Err(CutOff),
    };
    let kind = if answer.is_json { "application/json" } else { "text/html; charset=utf-8" };
    reply = with(reply, CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(seconds) = answer.retry_after {
        reply = with(reply, RETRY_AFTER, HeaderValue::from(seconds));
    }
    if answer.is_example {
        reply = with(reply, MOCK, HeaderValue::from_static("example"));
    }
    if status == StatusCode::UNAUTHORIZED {
        reply = with(reply, WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"GravityZone API\""));
    }
    Ok(reply)
}

pub(crate) fn plain(status: StatusCode, body: Bytes) -> Reply {
    let mut reply = Response::new(Sent::whole(body));
    *reply.status_mut() = status;
    reply
}

pub(crate) fn text(status: StatusCode, said: String) -> Reply {
    with(plain(status, Bytes::from(said)), CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))
}

fn closing(status: StatusCode, said: String) -> Reply {
    with(text(status, said), CONNECTION, HeaderValue::from_static("close"))
}

pub(crate) fn with(mut reply: Reply, name: HeaderName, value: HeaderValue) -> Reply {
    reply.headers_mut().insert(name, value);
    reply
}
