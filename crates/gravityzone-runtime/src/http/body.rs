//! The body of a request that tells when it is sent: the first time that the connection asks for it.
//! Before that a request can have left no more than its head, and no server carries out half a request.

use crate::transport::Progress;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// One piece of data, of known length.
pub(super) struct Watched {
    data: Option<Bytes>,
    progress: Progress,
}

impl Watched {
    /// Nothing counts as sent until the body is asked for. An empty one never is.
    pub(super) fn new(data: Bytes, progress: Progress) -> Self {
        let data = Some(data).filter(|data| !data.is_empty());
        if data.is_some() {
            progress.not_yet_sent();
        } else {
            progress.sent();
        }
        Self { data, progress }
    }
}

impl Body for Watched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.progress.sent();
        Poll::Ready(self.data.take().map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none()
    }

    /// Exact, so that the request has a `Content-Length` and is not sent in chunks.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.as_ref().map_or(0, |data| data.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::Watched;
    use crate::transport::Progress;
    use bytes::Bytes;
    use http_body::Body;
    use std::pin::Pin;
    use std::task::{Context, Waker};

    #[test]
    fn a_body_is_sent_when_it_is_asked_for_and_not_before() {
        let progress = Progress::default();
        let mut body = Watched::new(Bytes::from_static(b"body"), progress.clone());
        assert!(!progress.may_be_sent() && !body.is_end_stream());
        assert_eq!(body.size_hint().exact(), Some(4));
        let _ = Pin::new(&mut body).poll_frame(&mut Context::from_waker(Waker::noop()));
        assert!(progress.may_be_sent() && body.is_end_stream());
    }

    #[test]
    fn nobody_asks_for_an_empty_body() {
        let progress = Progress::default();
        progress.not_yet_sent();
        assert!(Watched::new(Bytes::new(), progress.clone()).is_end_stream());
        assert!(progress.may_be_sent());
    }
}
