//! Many calls of one method: a few at a time, in the order of the requests, each with its own outcome.
//! Requests are taken from their iterator when there is room for them, so that two million need no memory.

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::flight::Flight;
use crate::outgoing::Outgoing;
use futures_core::Stream;
use futures_util::stream::FuturesOrdered;
use gravityzone_wire::Method;
use std::fmt;
use std::future::poll_fn;
use std::iter::Fuse;
use std::pin::Pin;
use std::task::{Context, Poll};

const IN_FLIGHT: usize = 4;

type Adjust<M> = Box<dyn for<'c> FnMut(Call<'c, M>) -> Call<'c, M> + Send>;
type Outcome<M> = (M, Result<<M as Method>::Output, Error>);

/// Calls one after the other, a few at a time: see [`Client::each`].
///
/// [`next`](Self::next) gives the next outcome, with its request; it is also a [`Stream`]. The calls run only while it
/// is awaited. Dropping its future loses nothing. Dropping this stops: no further call is made, and those that are out
/// are given up, which does not undo a write that the server has begun. To have their outcomes, [`stop`](Self::stop)
/// and go on to the end.
#[must_use = "no call is made until `next`"]
pub struct Each<I: Iterator<Item: Method>> {
    client: Client,
    requests: Fuse<I>,
    in_flight: usize,
    adjust: Option<Adjust<I::Item>>,
    flights: FuturesOrdered<Flight<I::Item, I::Item>>,
    stopped: bool,
}

impl Client {
    /// Makes a call for each request, a few at a time. The outcomes come in the order of the requests, each with its
    /// request; a call that fails is one `Err`, and the others go on.
    ///
    /// The error's [`scope`](Error::scope) tells whether going on makes sense:
    ///
    /// ```no_run
    /// # async fn run<M: gravityzone_wire::Method>(client: gravityzone_runtime::Client, requests: Vec<M>) {
    /// use gravityzone_runtime::Scope;
    ///
    /// let (mut done, mut failed) = (0, Vec::new());
    /// let mut each = client.each(requests).in_flight(8);
    /// while let Some((request, outcome)) = each.next().await {
    ///     match outcome {
    ///         Ok(_) => done += 1,
    ///         Err(error) => {
    ///             // a wrong param concerns one call; a wrong key, a missing method, a dead network all of them
    ///             if error.scope() != Scope::Target {
    ///                 each.stop();
    ///             }
    ///             failed.push((request, error));
    ///         }
    ///     }
    /// }
    /// println!("{done} done, {} failed", failed.len());
    /// # }
    /// ```
    ///
    /// The requests are taken as they are needed: an iterator may make millions of them. Given `&mut` or
    /// [`by_ref`](Iterator::by_ref), it keeps those that were not taken.
    pub fn each<I>(&self, requests: I) -> Each<I::IntoIter>
    where
        I: IntoIterator<Item: Method>,
    {
        Each {
            client: self.clone(),
            requests: requests.into_iter().fuse(),
            in_flight: IN_FLIGHT,
            adjust: None,
            flights: FuturesOrdered::new(),
            stopped: false,
        }
    }
}

impl<I: Iterator<Item: Method>> Each<I> {
    /// How many calls are on their way at a time, or have come back before their turn; 4 unless set. The rate limit
    /// spaces them all the same.
    pub fn in_flight(mut self, calls: usize) -> Self {
        self.in_flight = calls.max(1);
        self
    }

    /// Sets the options of each call.
    ///
    /// ```no_run
    /// # async fn run<M: gravityzone_wire::Method>(client: gravityzone_runtime::Client, requests: Vec<M>) {
    /// use gravityzone_runtime::RetryPolicy;
    ///
    /// let each = client.each(requests).with(|call| call.with_retry(RetryPolicy::never()));
    /// # }
    /// ```
    pub fn with(
        mut self,
        options: impl for<'c> FnMut(Call<'c, I::Item>) -> Call<'c, I::Item> + Send + 'static,
    ) -> Self {
        self.adjust = Some(Box::new(options));
        self
    }

    /// Takes no further request. What is on its way still comes out of [`next`](Self::next).
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// The next outcome, with its request; `None` after the last one.
    ///
    /// The future may be dropped: no outcome is lost.
    pub async fn next(&mut self) -> Option<(I::Item, Result<<I::Item as Method>::Output, Error>)> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next request, whose call is not made.
    pub(crate) fn take(&mut self) -> Option<I::Item> {
        if self.stopped { None } else { self.requests.next() }
    }

    fn take_off(&mut self) {
        while self.flights.len() < self.in_flight {
            let Some(request) = self.take() else { return };
            let mut call = self.client.call(request);
            if let Some(adjust) = &mut self.adjust {
                call = adjust(call);
            }
            let Call { request, options, .. } = call;
            let outgoing = Outgoing::of(&request, &options);
            self.flights.push_back(Flight::new(request, &self.client, outgoing));
        }
    }
}

impl<I: Iterator<Item: Method>> Unpin for Each<I> {}

impl<I: Iterator<Item: Method>> Stream for Each<I> {
    type Item = Outcome<I::Item>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        this.take_off();
        let landed = Pin::new(&mut this.flights).poll_next(context);
        landed.map(|landed| landed.map(|(request, reply)| (request, reply.map(|reply| reply.value))))
    }
}

/// How far it is, nothing of the requests.
impl<I: Iterator<Item: Method>> fmt::Debug for Each<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Each")
            .field("method", &format_args!("{}.{}", I::Item::AREA, I::Item::NAME))
            .field("on_their_way", &self.flights.len())
            .field("at_most", &self.in_flight)
            .field("stopped", &self.stopped)
            .finish_non_exhaustive()
    }
}
