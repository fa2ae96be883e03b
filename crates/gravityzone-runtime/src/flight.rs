//! A call in flight that owns all it needs, so that a stream can hold it from one poll to the next.
//! It carries a tag (a page's number, the request itself), and reads the result as soon as it has come.

use crate::answer::{Answer, Reply};
use crate::call::Carried;
use crate::client::Client;
use crate::error::Error;
use crate::outgoing::Outgoing;
use crate::transport::BoxFuture;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call in flight. It runs only while it is polled; dropping it gives the call up.
pub(crate) struct Flight<T, R> {
    /// Until it has landed.
    tag: Option<T>,
    answer: BoxFuture<'static, Result<Answer, Error>>,
    request: PhantomData<fn() -> R>,
}

impl<T, R> Flight<T, R> {
    pub(crate) fn new(tag: T, client: &Client, outgoing: Result<Outgoing, Error>) -> Self {
        let client = client.clone();
        let answer = Box::pin(async move { client.exchange(outgoing?).await });
        Self { tag: Some(tag), answer, request: PhantomData }
    }
}

impl<T, R> Unpin for Flight<T, R> {}

impl<T, R: Carried> Future for Flight<T, R> {
    type Output = (T, Result<Reply<R::Output>, Error>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.tag.is_none() {
            return Poll::Pending;
        }
        let answer = ready!(self.answer.as_mut().poll(context));
        match self.tag.take() {
            Some(tag) => Poll::Ready((tag, answer.and_then(R::read))),
            None => Poll::Pending,
        }
    }
}
