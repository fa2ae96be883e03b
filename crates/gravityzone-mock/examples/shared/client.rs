//! One connection to a JSON-RPC server, kept alive: the same for every server that is measured.
//! It is no client of the API: it posts bytes, and tells what came back.

use bytes::Bytes;
use http::{Request, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Why a request came to nothing.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A connection with a key.
pub(crate) struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Client {
    /// Connects to `127.0.0.1:8080`.
    pub(crate) async fn connect(host: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: host.to_owned() })
    }

    /// Posts a body with the demo key, and returns status and body of the reply.
    pub(crate) async fn post(&mut self, path: &str, body: impl Into<Bytes>) -> Result<(u16, Bytes), Failure> {
        self.sender.ready().await?;
        let request = Request::post(path)
            .header(header::HOST, &self.host)
            .header(header::AUTHORIZATION, "Basic ZGVtby1rZXk6")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(body.into()))?;
        let reply = self.sender.send_request(request).await?;
        let status = reply.status().as_u16();
        Ok((status, reply.into_body().collect().await?.to_bytes()))
    }
}
