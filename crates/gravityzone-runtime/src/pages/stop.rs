//! Whether a list goes on behind a page. Servers tell it in six ways, or not at all.
//! A pure function of what was told, so that a table can test it.
//!
//! In this order, what is told by this page before what an earlier one told:
//!
//! | the page | then |
//! |---|---|
//! | has no items | the end, whatever else it tells |
//! | `hasMoreRecords` | as it says |
//! | `pagesCount`, of this page or an earlier one | the end at that page |
//! | `total`, of this page or an earlier one | the end where the pages so far hold as many: page times `perPage` as the server tells it, since servers give less than was asked for; if none told it, the items so far |
//! | nothing was ever told: a bare list | the end: it is the whole |
//! | something was told, but no end | the end if the page is not full; otherwise perhaps one more |
//!
//! One thing cannot be known: a server that gives fewer items than asked for, tells neither that nor any count, and has
//! more.

use gravityzone_wire::PageInfo;

/// What follows a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing.
    End,
    /// Another page.
    Page,
    /// Another page, or an error because there is none.
    Perhaps,
}

/// What is known of the whole list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// How many pages there are.
    pub(crate) pages: Option<i64>,
    total: Option<i64>,
    /// As the server told it.
    per_page: Option<i64>,
    /// The server has told something besides the items.
    told: bool,
    /// How many items there were so far, if all pages were seen from the first.
    seen: Option<i64>,
    /// The most items that a page had.
    largest: i64,
}

impl Known {
    /// Before page `first`.
    pub(crate) fn from_page(first: i64) -> Self {
        let seen = (first == 1).then_some(0);
        Self { pages: None, total: None, per_page: None, told: false, seen, largest: 0 }
    }

    /// What follows page `page`, for which `asked` items were asked.
    pub(crate) fn after(&mut self, page: i64, asked: Option<i64>, info: PageInfo) -> Next {
        let count = i64::try_from(info.count).unwrap_or(i64::MAX);
        self.note(count, info);
        if count == 0 {
            return Next::End;
        }
        if let Some(more) = info.has_more {
            return if more { Next::Page } else { Next::End };
        }
        let size = self.per_page.or(asked);
        let end = match (self.pages, self.total, self.per_page, self.seen) {
            (Some(pages), ..) => Some(page >= pages),
            (None, Some(total), Some(size), _) => Some(page.saturating_mul(size) >= total),
            (None, Some(total), None, Some(seen)) => Some(seen >= total),
            (None, Some(total), None, None) => size.map(|size| page.saturating_mul(size) >= total),
            (None, None, ..) => None,
        };
        match end {
            Some(true) => Next::End,
            Some(false) => Next::Page,
            None if !self.told || count < size.unwrap_or(self.largest) => Next::End,
            None => Next::Perhaps,
        }
    }

    /// Counts of zero beside items are no counts.
    fn note(&mut self, count: i64, info: PageInfo) {
        let PageInfo { count: _, total, page, per_page, pages_count, has_more } = info;
        let sensible = |number: &i64| *number > 0;
        self.pages = pages_count.filter(sensible).or(self.pages);
        self.total = total.filter(sensible).or(self.total);
        self.per_page = per_page.filter(sensible).or(self.per_page);
        self.told |= [total, page, per_page, pages_count].iter().any(Option::is_some) || has_more.is_some();
        self.seen = self.seen.map(|seen| seen.saturating_add(count));
        self.largest = self.largest.max(count);
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, Next};
    use Next::{End, Page, Perhaps};
    use gravityzone_wire::PageInfo;

    /// `count`, `total`, `page`, `per_page`, `pages_count`, `has_more`.
    type Row = (usize, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<bool>);

    fn walk(first: i64, asked: Option<i64>, rows: &[Row]) -> Vec<Next> {
        let mut known = Known::from_page(first);
        (first..)
            .zip(rows)
            .map(|(number, &(count, total, page, per_page, pages_count, has_more))| {
                known.after(number, asked, PageInfo { count, total, page, per_page, pages_count, has_more })
            })
            .collect()
    }

    /// A list from page 1, 100 items a page asked for.
    fn list(rows: &[Row]) -> Vec<Next> {
        walk(1, Some(100), rows)
    }

    const NOT: Option<i64> = None;

    #[test]
    fn an_empty_list_is_page_1_of_0() {
        // Peers that wait for page == pagesCount ask for ever.
        assert_eq!(list(&[(0, Some(0), Some(1), Some(100), Some(0), None)]), [End]);
        assert_eq!(list(&[(0, NOT, NOT, NOT, NOT, None)]), [End]);
    }

    #[test]
    fn an_empty_page_ends_whatever_it_tells() {
        assert_eq!(list(&[(0, Some(500), Some(1), Some(100), Some(5), Some(true))]), [End]);
    }

    #[test]
    fn whether_there_is_more_is_believed_before_counts() {
        assert_eq!(list(&[(100, NOT, Some(1), NOT, NOT, Some(true))]), [Page]);
        assert_eq!(list(&[(7, NOT, NOT, NOT, NOT, Some(true))]), [Page], "a short page");
        assert_eq!(list(&[(100, NOT, Some(1), Some(100), NOT, Some(false))]), [End], "a full page");
        assert_eq!(list(&[(100, Some(500), Some(1), Some(100), Some(5), Some(false))]), [End]);
        assert_eq!(list(&[(100, Some(100), Some(1), Some(100), Some(1), Some(true))]), [Page]);
    }

    #[test]
    fn a_peer_that_waits_for_has_more_gets_one_page_where_it_is_not_told() {
        let page = |number| (100, Some(250), Some(number), Some(100), Some(3), None);
        assert_eq!(list(&[page(1), page(2), page(3)]), [Page, Page, End]);
    }

    #[test]
    fn an_exact_multiple_ends_at_its_last_page() {
        assert_eq!(
            list(&[(100, Some(200), NOT, Some(100), NOT, None), (100, Some(200), NOT, Some(100), NOT, None)]),
            [Page, End]
        );
        let page = |number| (100, NOT, Some(number), NOT, Some(2), None);
        assert_eq!(list(&[page(1), page(2)]), [Page, End]);
    }

    #[test]
    fn totals_on_page_1_hold_for_the_others() {
        let bare = (100, NOT, NOT, NOT, NOT, None);
        assert_eq!(list(&[(100, NOT, Some(1), NOT, Some(3), None), bare, bare]), [Page, Page, End]);
        assert_eq!(list(&[(100, Some(300), Some(1), NOT, NOT, None), bare, bare]), [Page, Page, End]);
        assert_eq!(list(&[(100, Some(300), Some(1), Some(100), NOT, None), bare, bare]), [Page, Page, End]);
    }

    #[test]
    fn a_list_that_changes_ends_where_its_last_page_says() {
        let page = |number, pages| (100, NOT, Some(number), NOT, Some(pages), None);
        assert_eq!(list(&[page(1, 3), page(2, 2)]), [Page, End], "it shrank");
        assert_eq!(list(&[page(1, 2), page(2, 3), page(3, 3)]), [Page, Page, End], "it grew");
    }

    #[test]
    fn servers_give_less_than_was_asked_for() {
        // total <= n * perPage, with the perPage that was asked for: peers lose all but the first page.
        let told = |number| (100, Some(250), Some(number), Some(100), NOT, None);
        assert_eq!(walk(1, Some(1000), &[told(1), told(2), told(3)]), [Page, Page, End]);
        let silent = |count| (count, Some(250), NOT, NOT, NOT, None);
        assert_eq!(walk(1, Some(1000), &[silent(100), silent(100), silent(50)]), [Page, Page, End]);
        let only_size = |count| (count, NOT, NOT, Some(100), NOT, None);
        assert_eq!(walk(1, Some(1000), &[only_size(100), only_size(50)]), [Perhaps, End]);
    }

    #[test]
    fn pages_that_the_server_thins_out_end_where_the_total_says() {
        // It counts what it then hides: waiting for all of them would ask past the end.
        let thin = |number| (60, Some(200), Some(number), Some(100), NOT, None);
        assert_eq!(list(&[thin(1), thin(2)]), [Page, End]);
    }

    #[test]
    fn a_bare_list_is_the_whole() {
        assert_eq!(list(&[(7, NOT, NOT, NOT, NOT, None)]), [End]);
        assert_eq!(list(&[(100, NOT, NOT, NOT, NOT, None)]), [End], "though it looks like a full page");
        assert_eq!(walk(1, None, &[(7, NOT, NOT, NOT, NOT, None)]), [End]);
    }

    #[test]
    fn without_an_end_a_full_page_may_have_another_behind_it() {
        let page = |count, number| (count, NOT, Some(number), NOT, NOT, None);
        assert_eq!(list(&[page(100, 1), page(100, 2), page(99, 3)]), [Perhaps, Perhaps, End]);
        assert_eq!(walk(1, None, &[page(30, 1), page(30, 2), page(29, 3)]), [Perhaps, Perhaps, End]);
    }

    #[test]
    fn a_list_resumed_in_the_middle_does_without_page_1() {
        let page = |number| (100, NOT, Some(number), Some(100), NOT, None);
        assert_eq!(walk(7, Some(100), &[page(7), (3, NOT, Some(8), Some(100), NOT, None)]), [Perhaps, End]);
        assert_eq!(walk(3, Some(100), &[(50, Some(250), NOT, NOT, NOT, None)]), [End]);
        assert_eq!(walk(2, Some(100), &[(100, Some(250), NOT, NOT, NOT, None)]), [Page]);
        assert_eq!(walk(2, None, &[(100, Some(250), NOT, NOT, NOT, None)]), [Perhaps]);
    }

    #[test]
    fn counts_that_make_no_sense_are_none() {
        assert_eq!(list(&[(100, Some(0), Some(1), Some(0), Some(0), None)]), [Perhaps]);
        assert_eq!(list(&[(7, Some(-1), Some(1), Some(-1), Some(-1), None)]), [End]);
        assert_eq!(list(&[(100, Some(i64::MAX), Some(1), Some(i64::MAX), NOT, None)]), [End]);
    }
}
