//! What can go wrong with a list besides its calls: the server answers another page, or the list has no end.
//! Both end the list; the text says from which page to go on.

use crate::answer::Reply;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Facts, Fate};
use crate::observer::CallInfo;
use gravityzone_wire::Method;

/// The reply says that it is another page than the one asked for.
pub(crate) fn other_page<M: Method>(client: &Client, reply: &Reply<M::Output>, asked: i64, told: i64) -> Error {
    let what = format!(
        "the server answered page {told} to the question for page {asked}: it seems to ignore `page`, so the \
         list ends here"
    );
    let mut error = Error::new(ErrorKind::Protocol, Fate::Done, what).of(Facts {
        area: M::AREA.into(),
        info: CallInfo { method: name::<M>(), request_id: reply.request_id().to_owned(), effect: Some(M::EFFECT) },
        idempotent: M::IDEMPOTENT,
        verify: M::VERIFY,
        attempts: reply.attempts(),
        earlier_unknown: false,
        region: client.shared().region,
    });
    error.0.status = Some(reply.http_status());
    error
}

/// The list is longer than it may be.
pub(crate) fn too_many_pages<M: Method>(most: u32, next: i64) -> Error {
    let name = name::<M>();
    let what = format!(
        "{name}: the list goes on after {most} pages, the most that were to be asked for: raise max_pages, or go on \
         with from_page({next})"
    );
    Error::new(ErrorKind::Refused, Fate::Ours, what)
}

/// There are more items than were to be collected.
pub(crate) fn too_many_items<M: Method>(limit: usize) -> Error {
    let name = name::<M>();
    let what =
        format!("{name}: there are more than {limit} items: raise the limit, or take them one by one with next()");
    Error::new(ErrorKind::Refused, Fate::Ours, what)
}

fn name<M: Method>() -> String {
    format!("{}.{}", M::AREA, M::NAME)
}
