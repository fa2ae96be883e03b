//! A list page by page: which page to ask for next, which are asked for ahead, and when the list is at its end.
//! The stream owns what it needs and holds its calls itself, so that a dropped `next()` loses nothing.

mod fault;
mod stop;

pub(crate) use self::fault::too_many_items;

use self::fault::{other_page, too_many_pages};
use self::stop::{Known, Next};
use crate::answer::Reply;
use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::flight::Flight;
use crate::items::Items;
use crate::outgoing::{Options, Outgoing};
use futures_core::Stream;
use futures_util::stream::FuturesOrdered;
use gravityzone_wire::Paged;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

const MAX_PAGES: u32 = 10_000;
/// After so many failures of one page the list ends.
const MAX_FAILURES: u32 = 3;
const INVALID_PARAMS: i64 = -32602;

/// The pages of a list: see [`Call::pages`].
///
/// [`next`](Self::next) asks for the next page; it is also a [`Stream`]. Nothing is asked for before that.
///
/// - A page that fails is an `Err`, after the call's own retries; calling `next` again asks for the same page. After
///   three failures of it in a row the list ends; [`next_page`](Self::next_page) tells where to go on.
/// - The list ends as the server tells it: `hasMoreRecords`, else `pagesCount`, else `total`, of this page or an
///   earlier one. An empty page ends it, a bare list is the whole. No page is asked for past the end, which would be an
///   error.
/// - If the server never tells an end (it may do so on page 1 only, and the list was resumed behind that), a page that
///   is not full is the last. Behind a full one the error -32602 means that there is no further page.
/// - A reply that says it is another page than the one asked for is an `Err` and ends the list: the server would give
///   the same page again and again.
///
/// Pages are counted by the server at the time of each call. What is added or removed meanwhile moves the others, so
/// that an item may come twice or not at all.
///
/// It is `Send` and borrows nothing. Dropping the future of `next` loses nothing; dropping the list gives up the calls
/// that are out.
#[must_use = "a list asks for nothing until `next`"]
pub struct Pages<M: Paged> {
    client: Client,
    request: M,
    options: Options,
    ahead: usize,
    max_pages: u32,
    /// The pages that were asked for, beginning with `next` unless that has failed.
    flights: FuturesOrdered<Flight<i64, M>>,
    /// The first page that was not given yet.
    next: i64,
    /// The first page that was not asked for yet.
    ask: i64,
    known: Known,
    /// `next` may lie past the end: the server told no end, and the page before was full.
    perhaps: bool,
    /// How many pages were given.
    given: u32,
    /// How often `next` has failed.
    failures: u32,
    /// It has to be asked for again.
    again: bool,
    course: Course,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Going,
    /// Given up before the end.
    Stopped,
    /// All pages were given.
    Finished,
}

impl<R> Call<'_, R> {
    /// All pages of the list, one after the other, from the request's page or the first.
    ///
    /// As many items a page are asked for as the method gives, unless the request says otherwise. The call's options
    /// hold for the call of each page.
    ///
    /// ```no_run
    /// # async fn run<M: gravityzone_wire::Paged>(client: gravityzone_runtime::Client, request: M)
    /// # -> Result<(), gravityzone_runtime::Error> {
    /// let mut pages = client.call(request).pages().prefetch(4);
    /// while let Some(page) = pages.next().await {
    ///     let items = M::into_items(page?);
    ///     println!("{} items; to resume: page {:?}", items.len(), pages.next_page());
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// Only methods that list in pages have them:
    ///
    /// ```compile_fail,E0277
    /// # fn run<M: gravityzone_wire::Method>(client: gravityzone_runtime::Client, request: M) {
    /// let pages = client.call(request).pages(); // error: `M` does not list in pages
    /// # }
    /// ```
    pub fn pages(self) -> Pages<R>
    where
        R: Paged,
    {
        Pages::new(self)
    }

    /// All items of the list, one after the other, whatever page they are on: as [`pages`](Self::pages).
    ///
    /// ```no_run
    /// # use gravityzone_runtime::{Client, Error};
    /// # use gravityzone_wire::Paged;
    /// # async fn run<M: Paged<Item: std::fmt::Debug>>(client: Client, request: M) -> Result<(), Error> {
    /// let mut items = client.call(request).items();
    /// while let Some(item) = items.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn items(self) -> Items<R>
    where
        R: Paged,
    {
        Items::new(Pages::new(self))
    }
}

impl<M: Paged> Pages<M> {
    fn new(call: Call<'_, M>) -> Self {
        let Call { client, mut request, options } = call;
        if let (None, Some(most)) = (request.per_page(), M::MAX_PER_PAGE) {
            request.set_per_page(most);
        }
        let first = request.page().unwrap_or(1).max(1);
        Self {
            client: client.clone(),
            request,
            options,
            ahead: 1,
            max_pages: MAX_PAGES,
            flights: FuturesOrdered::new(),
            next: first,
            ask: first,
            known: Known::from_page(first),
            perhaps: false,
            given: 0,
            failures: 0,
            again: false,
            course: Course::Going,
        }
    }

    /// Begins with another page, such as the one that an earlier list's [`next_page`](Self::next_page) told.
    ///
    /// Resume with the same page size: it decides what a page is.
    pub fn from_page(mut self, page: i64) -> Self {
        let first = page.max(1);
        self.flights.clear();
        (self.next, self.ask, self.known) = (first, first, Known::from_page(first));
        (self.perhaps, self.given, self.failures, self.again) = (false, 0, 0, false);
        self.course = Course::Going;
        self
    }

    /// Asks for up to so many pages at a time, once the server has told how many there are. One unless set.
    ///
    /// They come in order, and the rate limit spaces their calls as any others. Never is a page asked for that lies
    /// past the end. The calls run only while `next` is awaited: who takes minutes over a page gains nothing by it, and
    /// may find that a call ran out of time meanwhile.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.ahead = pages.max(1);
        self
    }

    /// How many pages may be asked for; 10,000 unless set. Where the list goes on behind them, it ends with an `Err`.
    pub fn max_pages(mut self, pages: u32) -> Self {
        self.max_pages = pages;
        self
    }

    /// The page that would be given next; `None` after the last one. A job can store it, to go on there later.
    #[must_use]
    pub fn next_page(&self) -> Option<i64> {
        (self.course != Course::Finished).then_some(self.next)
    }

    /// The page that was given last.
    pub(crate) fn last_page(&self) -> i64 {
        self.next - 1
    }

    /// The next page; `None` after the last one.
    ///
    /// The future may be dropped: what it has asked for is not lost.
    pub async fn next(&mut self) -> Option<Result<M::Output, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn flight(&mut self, page: i64) -> Flight<i64, M> {
        self.request.set_page(page);
        Flight::new(page, &self.client, Outgoing::of(&self.request, &self.options))
    }

    /// Sees to it that the next page is in flight, and those that are to be asked for ahead.
    fn take_off(&mut self) {
        if self.again || self.flights.is_empty() {
            let flight = self.flight(self.next);
            self.flights.push_front(flight);
            self.ask = self.ask.max(self.next.saturating_add(1));
            self.again = false;
        }
        let cap = self.next.saturating_add(i64::from(self.max_pages - self.given));
        let end = self.known.pages.map_or(self.ask, |pages| cap.min(pages.saturating_add(1)));
        while self.flights.len() < self.ahead && self.ask < end {
            let flight = self.flight(self.ask);
            self.flights.push_back(flight);
            self.ask += 1;
        }
    }

    fn landed(&mut self, reply: Reply<M::Output>) -> Result<M::Output, Error> {
        let (info, asked) = (M::info(&reply.value), self.next);
        if let Some(told) = info.page.filter(|told| *told != asked && info.count > 0) {
            self.end(Course::Stopped);
            return Err(other_page::<M>(&self.client, &reply, asked, told));
        }
        let next = self.known.after(asked, self.request.per_page(), info);
        (self.next, self.given, self.failures) = (asked.saturating_add(1), self.given + 1, 0);
        self.perhaps = next == Next::Perhaps;
        if next == Next::End {
            self.end(Course::Finished);
        }
        Ok(reply.value)
    }

    /// `None` if the error means that there is no such page.
    ///
    /// Servers answer -32602 to a page past the end, and to a dozen other things. It is taken for the end only where
    /// the server has told none and the page before was full: then asking is the only way to know, and its params were
    /// good one page earlier. Anywhere else it would hide what is wrong.
    fn failed(&mut self, error: Error) -> Option<Error> {
        if self.perhaps && error.code() == Some(INVALID_PARAMS) {
            self.end(Course::Finished);
            return None;
        }
        self.failures += 1;
        self.again = true;
        if self.failures >= MAX_FAILURES {
            self.end(Course::Stopped);
        }
        Some(error)
    }

    fn end(&mut self, course: Course) {
        self.flights.clear();
        self.course = course;
    }
}

impl<M: Paged> Unpin for Pages<M> {}

impl<M: Paged> Stream for Pages<M> {
    type Item = Result<M::Output, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.course != Course::Going {
            return Poll::Ready(None);
        }
        if this.given >= this.max_pages {
            this.end(Course::Stopped);
            return Poll::Ready(Some(Err(too_many_pages::<M>(this.max_pages, this.next))));
        }
        this.take_off();
        let landed = ready!(Pin::new(&mut this.flights).poll_next(context));
        Poll::Ready(match landed {
            Some((_, Ok(reply))) => Some(this.landed(reply)),
            Some((_, Err(error))) => this.failed(error).map(Err),
            None => None,
        })
    }
}

/// Where the list stands, nothing of what it lists or was asked for.
impl<M: Paged> fmt::Debug for Pages<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("method", &format_args!("{}.{}", M::AREA, M::NAME))
            .field("next_page", &self.next_page())
            .field("pages_count", &self.known.pages)
            .field("in_flight", &self.flights.len())
            .finish_non_exhaustive()
    }
}
