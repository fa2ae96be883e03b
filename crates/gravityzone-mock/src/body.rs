//! Reading a request's body: not too much, not too long.
//! A body that is too large is read on and thrown away for a while, so that its sender gets to see the answer.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The most bytes of a call's body.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// The longest time that a body may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of reading a body.
#[derive(Debug)]
pub(crate) enum Body {
    Whole(Bytes),
    TooLarge,
    TooSlow,
    /// The connection broke, or the body is not framed as HTTP says.
    Broken,
}

/// Reads a body of at most so many bytes. `waits` says that the sender asked whether to send it at all.
pub(crate) async fn read(mut body: Incoming, waits: bool, limit: usize) -> Body {
    let announced = body.size_hint().lower();
    let mut too_large = usize::try_from(announced).map_or(true, |length| length > limit);
    if too_large && waits {
        return Body::TooLarge;
    }
    let deadline = Instant::now() + PATIENCE;
    let mut read = BytesMut::new();
    loop {
        match timeout_at(deadline, body.frame()).await {
            Err(_elapsed) => return if too_large { Body::TooLarge } else { Body::TooSlow },
            Ok(None) => return if too_large { Body::TooLarge } else { Body::Whole(read.freeze()) },
            Ok(Some(Err(_broken))) => return Body::Broken,
            Ok(Some(Ok(frame))) => {
                let Ok(data) = frame.into_data() else { continue };
                too_large |= read.len() + data.len() > limit;
                if too_large {
                    read = BytesMut::new();
                } else {
                    read.extend_from_slice(&data);
                }
            }
        }
    }
}
