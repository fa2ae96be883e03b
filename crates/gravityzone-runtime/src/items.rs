//! A list item by item, whatever page they are on.
//! How it goes from page to page is in `pages.rs`.

use crate::error::Error;
use crate::pages::{Pages, too_many_items};
use futures_core::Stream;
use gravityzone_wire::Paged;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The items of a list: see [`Call::items`](crate::Call::items).
///
/// [`next`](Self::next) gives the next item and asks for a page when it needs one; it is also a [`Stream`]. What
/// [`Pages`] says of failures, of the end and of lists that change holds here too.
#[must_use = "a list asks for nothing until `next`"]
pub struct Items<M: Paged> {
    pages: Pages<M>,
    /// What is left of the page that was given last.
    page: vec::IntoIter<M::Item>,
}

impl<M: Paged> Items<M> {
    pub(crate) fn new(pages: Pages<M>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Begins with another page: see [`Pages::from_page`].
    pub fn from_page(self, page: i64) -> Self {
        Self::new(self.pages.from_page(page))
    }

    /// Asks for up to so many pages at a time: see [`Pages::prefetch`].
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.pages = self.pages.prefetch(pages);
        self
    }

    /// How many pages may be asked for: see [`Pages::max_pages`].
    pub fn max_pages(mut self, pages: u32) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// The page of the item that would be given next; `None` after the last item. A list that is resumed there begins
    /// with the page's first item: some may come again, none is left out.
    #[must_use]
    pub fn next_page(&self) -> Option<i64> {
        if self.page.len() > 0 { Some(self.pages.last_page()) } else { self.pages.next_page() }
    }

    /// The next item; `None` after the last one.
    ///
    /// The future may be dropped: what it has asked for is not lost.
    pub async fn next(&mut self) -> Option<Result<M::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All items, if there are no more than `limit`.
    ///
    /// ```no_run
    /// # async fn run<M: gravityzone_wire::Paged>(client: gravityzone_runtime::Client, request: M)
    /// # -> Result<(), gravityzone_runtime::Error> {
    /// let all: Vec<M::Item> = client.call(request).items().prefetch(4).collect(100_000).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The first page that fails; what was listed before it is lost. [`ErrorKind::Refused`](crate::ErrorKind::Refused)
    /// at the first item beyond the limit: half a list that looks whole is worse than none.
    pub async fn collect(mut self, limit: usize) -> Result<Vec<M::Item>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            if all.len() == limit {
                return Err(too_many_items::<M>(limit));
            }
            all.push(item?);
        }
        Ok(all)
    }
}

impl<M: Paged> Unpin for Items<M> {}

impl<M: Paged> Stream for Items<M> {
    type Item = Result<M::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = M::into_items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Where the list stands, nothing of what it lists.
impl<M: Paged> fmt::Debug for Items<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left_on_page", &self.page.len())
            .finish_non_exhaustive()
    }
}
