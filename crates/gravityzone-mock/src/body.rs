//! Reading a request's body: not too much, not too long, and not too much of all of them together.
//! A body that is too large is read on and thrown away for a while, so that its sender gets to see the answer.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

/// The most bytes of a call's body.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// The longest time that a body may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A body of this size needs no room, so that a usual call never waits for large ones.
const SMALL: usize = 32 * 1024;

/// The most bytes of all bodies together that are being read, small ones not counted.
const ROOM: usize = 32 * 1024 * 1024;

/// Where the bodies of all connections are while they are read. What finds no room waits for it.
pub(crate) struct Room(Semaphore);

impl Default for Room {
    fn default() -> Self {
        Self(Semaphore::new(ROOM))
    }
}

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
pub(crate) async fn read(mut body: Incoming, waits: bool, limit: usize, room: &Room) -> Body {
    let announced = body.size_hint().lower();
    let mut too_large = usize::try_from(announced).map_or(true, |length| length > limit);
    if too_large && waits {
        return Body::TooLarge;
    }
    let whole = body.size_hint().exact().and_then(|length| usize::try_from(length).ok()).unwrap_or(limit);
    let deadline = Instant::now() + PATIENCE;
    let mut read = BytesMut::new();
    let mut taken: Option<SemaphorePermit<'_>> = None;
    loop {
        match timeout_at(deadline, body.frame()).await {
            Err(_elapsed) => return if too_large { Body::TooLarge } else { Body::TooSlow },
            Ok(None) => return if too_large { Body::TooLarge } else { Body::Whole(read.freeze()) },
            Ok(Some(Err(_broken))) => return Body::Broken,
            Ok(Some(Ok(frame))) => {
                let Ok(data) = frame.into_data() else { continue };
                too_large |= read.len() + data.len() > limit;
                if too_large {
                    (read, taken) = (BytesMut::new(), None);
                    continue;
                }
                // Room for the whole body at once: bodies that each hold a part and wait for more would never end.
                if taken.is_none() && read.len() + data.len() > SMALL {
                    let permits = room.0.acquire_many(u32::try_from(whole.min(limit).min(ROOM)).unwrap_or(u32::MAX));
                    let Ok(Ok(permits)) = timeout_at(deadline, permits).await else { return Body::TooSlow };
                    taken = Some(permits);
                }
                read.extend_from_slice(&data);
            }
        }
    }
}
