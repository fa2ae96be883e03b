//! The seam between a call and the network: one HTTP request out, one whole reply back.
//! A failure says above all whether the request can have reached the server, since that decides what may be retried.

use bytes::Bytes;
use http::StatusCode;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// A future that a transport or a limiter gives back.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one HTTP request to Control Center and brings the whole reply back, whatever its status.
///
/// The client retries, limits, times out and judges above it; a transport does none of that, follows no redirect and
/// logs no body and no header: they hold the key. Implement it to record traffic, to go through a gateway of your own,
/// or to answer in tests (for those there is a ready one, `MockTransport`, under the feature `test-util`).
///
/// ```
/// use bytes::Bytes;
/// use gravityzone_runtime::{BoxFuture, Transport, TransportError};
///
/// /// A network that is down.
/// struct Down;
///
/// impl Transport for Down {
///     fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         Box::pin(async { Err(TransportError::not_sent("the network is down")) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request and reads the reply to its end, unpacked.
    ///
    /// The future may be dropped at any time, when a time limit is reached or the caller gives up.
    ///
    /// # Errors
    /// [`TransportError`] if there is no whole reply.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request)
    }
}

/// Why there is no whole reply.
#[derive(Clone, Debug)]
pub struct TransportError {
    pub(crate) fault: Fault,
    pub(crate) what: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) lasting: bool,
}

/// What a transport's failure means for the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing reached the server.
    NotSent,
    /// Nothing reached the server within a time limit.
    NotSentInTime,
    /// The server may have carried out the request.
    Broken,
    /// The reply was larger than the transport takes.
    TooLarge,
}

impl TransportError {
    /// Nothing reached the server: its name is unknown, it refused the connection, TLS failed. Any call may be retried.
    ///
    /// `what` is shown in the error: a piece of a sentence, without secrets.
    pub fn not_sent(what: impl Into<String>) -> Self {
        Self { fault: Fault::NotSent, what: what.into(), status: None, lasting: false }
    }

    /// The same, because a time limit for connecting was reached.
    pub fn not_sent_in_time(what: impl Into<String>) -> Self {
        Self { fault: Fault::NotSentInTime, what: what.into(), status: None, lasting: false }
    }

    /// The connection broke after the request may have reached the server: only what changes nothing, or may be done
    /// twice, is retried.
    pub fn broken(what: impl Into<String>) -> Self {
        Self { fault: Fault::Broken, what: what.into(), status: None, lasting: false }
    }

    /// The reply is larger than the transport takes.
    pub fn too_large(what: impl Into<String>) -> Self {
        Self { fault: Fault::TooLarge, what: what.into(), status: None, lasting: false }
    }

    /// The same would happen next time: a certificate is not trusted, a proxy wants a password. What was not sent is then
    /// not retried.
    #[must_use]
    pub fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    /// With the status that the reply began with.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for TransportError {}

/// How far a request has come. It travels in the request's extensions; a transport that knows better than "it may
/// have been sent" says so, and a time limit that is reached before then loses nothing.
///
/// ```
/// # fn send(request: &http::Request<bytes::Bytes>) {
/// use gravityzone_runtime::Progress;
///
/// let progress = request.extensions().get::<Progress>().cloned().unwrap_or_default();
/// progress.not_yet_sent(); // while connecting
/// progress.sent(); // from the first byte on
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<AtomicU8>);

const NOT_YET: u8 = 1;
const SENT: u8 = 2;

impl Progress {
    /// No byte of the request has left.
    pub fn not_yet_sent(&self) {
        self.0.store(NOT_YET, Ordering::SeqCst);
    }

    /// Some of the request may have left.
    pub fn sent(&self) {
        self.0.store(SENT, Ordering::SeqCst);
    }

    /// Whether some of the request may have left; so it is until the transport says otherwise.
    #[must_use]
    pub fn may_be_sent(&self) -> bool {
        self.0.load(Ordering::SeqCst) != NOT_YET
    }
}
