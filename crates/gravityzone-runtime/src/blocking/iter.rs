//! Lists and many calls as plain iterators: `next` blocks.
//! They are the async ones, waited for; what those say of order, failures and the end holds here too.

use crate::blocking::thread::Thread;
use crate::call::Call;
use crate::error::Error;
use gravityzone_wire::{Method, Paged};
use std::fmt;
use std::sync::Arc;

/// The pages of a list: see [`Pages`](crate::Pages).
#[must_use = "a list asks for nothing until `next`"]
pub struct Pages<M: Paged> {
    pages: crate::Pages<M>,
    wait: Wait,
}

/// The items of a list: see [`Items`](crate::Items).
///
/// ```no_run
/// # fn run<M: gravityzone_wire::Paged>(client: gravityzone_runtime::blocking::Client, request: M)
/// # -> Result<(), gravityzone_runtime::Error> {
/// let all: Vec<M::Item> = client.call(request).items().prefetch(4).collect::<Result<_, _>>()?;
/// # Ok(()) }
/// ```
#[must_use = "a list asks for nothing until `next`"]
pub struct Items<M: Paged> {
    items: crate::Items<M>,
    wait: Wait,
}

/// Calls one after the other, a few at a time: see [`Each`](crate::Each).
///
/// Inside a tokio runtime no call is made: each request comes back with the refusal.
#[must_use = "no call is made until `next`"]
pub struct Each<I: Iterator<Item: Method>> {
    each: crate::Each<I>,
    thread: Arc<Thread>,
}

/// Waits, and says once that it cannot.
struct Wait {
    thread: Arc<Thread>,
    refused: bool,
}

impl Wait {
    fn new(thread: &Arc<Thread>) -> Self {
        Self { thread: Arc::clone(thread), refused: false }
    }

    /// A refusal ends the iteration, since it would come again and again.
    fn next<T>(&mut self, next: impl Future<Output = Option<Result<T, Error>>>) -> Option<Result<T, Error>> {
        match self.thread.wait(next) {
            Ok(next) => {
                self.refused = false;
                next
            }
            Err(refusal) => (!std::mem::replace(&mut self.refused, true)).then_some(Err(refusal)),
        }
    }
}

impl<M: Paged> Pages<M> {
    pub(crate) fn new(pages: crate::Pages<M>, thread: &Arc<Thread>) -> Self {
        Self { pages, wait: Wait::new(thread) }
    }

    /// Begins with another page: see [`Pages::from_page`](crate::Pages::from_page).
    pub fn from_page(self, page: i64) -> Self {
        Self { pages: self.pages.from_page(page), ..self }
    }

    /// Asks for up to so many pages at a time: see [`Pages::prefetch`](crate::Pages::prefetch).
    pub fn prefetch(self, pages: usize) -> Self {
        Self { pages: self.pages.prefetch(pages), ..self }
    }

    /// How many pages may be asked for: see [`Pages::max_pages`](crate::Pages::max_pages).
    pub fn max_pages(self, pages: u32) -> Self {
        Self { pages: self.pages.max_pages(pages), ..self }
    }

    /// The page that would be given next: see [`Pages::next_page`](crate::Pages::next_page).
    #[must_use]
    pub fn next_page(&self) -> Option<i64> {
        self.pages.next_page()
    }
}

impl<M: Paged> Iterator for Pages<M> {
    type Item = Result<M::Output, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.wait.next(self.pages.next())
    }
}

impl<M: Paged> Items<M> {
    pub(crate) fn new(items: crate::Items<M>, thread: &Arc<Thread>) -> Self {
        Self { items, wait: Wait::new(thread) }
    }

    /// Begins with another page: see [`Pages::from_page`](crate::Pages::from_page).
    pub fn from_page(self, page: i64) -> Self {
        Self { items: self.items.from_page(page), ..self }
    }

    /// Asks for up to so many pages at a time: see [`Pages::prefetch`](crate::Pages::prefetch).
    pub fn prefetch(self, pages: usize) -> Self {
        Self { items: self.items.prefetch(pages), ..self }
    }

    /// How many pages may be asked for: see [`Pages::max_pages`](crate::Pages::max_pages).
    pub fn max_pages(self, pages: u32) -> Self {
        Self { items: self.items.max_pages(pages), ..self }
    }

    /// The page of the item that would be given next: see [`Items::next_page`](crate::Items::next_page).
    #[must_use]
    pub fn next_page(&self) -> Option<i64> {
        self.items.next_page()
    }
}

impl<M: Paged> Iterator for Items<M> {
    type Item = Result<M::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.wait.next(self.items.next())
    }
}

impl<I: Iterator<Item: Method>> Each<I> {
    pub(crate) fn new(each: crate::Each<I>, thread: &Arc<Thread>) -> Self {
        Self { each, thread: Arc::clone(thread) }
    }

    /// How many calls are on their way at a time: see [`Each::in_flight`](crate::Each::in_flight).
    pub fn in_flight(self, calls: usize) -> Self {
        Self { each: self.each.in_flight(calls), ..self }
    }

    /// Sets the options of each call: see [`Each::with`](crate::Each::with).
    pub fn with(self, options: impl for<'c> FnMut(Call<'c, I::Item>) -> Call<'c, I::Item> + Send + 'static) -> Self {
        Self { each: self.each.with(options), ..self }
    }

    /// Takes no further request. What is on its way still comes out.
    pub fn stop(&mut self) {
        self.each.stop();
    }
}

impl<I: Iterator<Item: Method>> Iterator for Each<I> {
    type Item = (I::Item, Result<<I::Item as Method>::Output, Error>);

    fn next(&mut self) -> Option<Self::Item> {
        match self.thread.wait(self.each.next()) {
            Ok(next) => next,
            Err(refusal) => self.each.take().map(|request| (request, Err(refusal))),
        }
    }
}

impl<M: Paged> fmt::Debug for Pages<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}

impl<M: Paged> fmt::Debug for Items<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

impl<I: Iterator<Item: Method>> fmt::Debug for Each<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.each.fmt(f)
    }
}
