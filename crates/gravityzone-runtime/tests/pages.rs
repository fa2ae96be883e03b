//! Lists against a server on loopback: every page asked for once, none past the end, whatever the server tells.
//! Failures, resuming, fetching ahead and dropped futures too.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop where a test may")]

#[path = "loopback/list.rs"]
mod list;
#[path = "loopback/script.rs"]
mod script;
#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::{Client, Error, ErrorKind, Pages, Unlimited};
use list::{ALL, List, Lists, Numbers, Tells, asked, client, error, pages_asked};
use script::{Script, Step};
use serde_json::json;
use server::{Server, result};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::sync::Notify;

/// All items of a list in pages of 100, and the pages that were asked for.
async fn walk(list: List) -> (Vec<i64>, Vec<i64>) {
    let lists = Lists::serve(list).await;
    let items = lists.client().call(Numbers::default()).items().collect(10_000).await.unwrap();
    (items, lists.asked())
}

async fn walks_well(list: List, pages: i64) {
    let (items, asked) = walk(list).await;
    assert!(items.iter().copied().eq(0..list.total), "{list:?}: {items:?}");
    assert!(asked.iter().copied().eq(1..=pages), "{list:?}: {asked:?}");
}

const ONLY_MORE: Tells = Tells { total: false, page: false, per_page: false, pages_count: false, has_more: true };
const ONLY_PAGE: Tells = Tells { total: false, page: true, per_page: false, pages_count: false, has_more: false };

#[tokio::test]
async fn each_page_is_asked_for_once_and_none_past_the_end() {
    walks_well(List::of(0), 1).await;
    walks_well(List::of(1), 1).await;
    walks_well(List::of(100), 1).await;
    walks_well(List::of(101), 2).await;
    walks_well(List::of(250), 3).await;
    walks_well(List::of(300), 3).await;
}

#[tokio::test]
async fn counts_on_page_1_only_will_do() {
    for total in [0, 100, 250, 300] {
        let pages = List::of(total).pages(100).max(1);
        walks_well(List { once: true, ..List::of(total) }, pages).await;
        let has_more = Tells { has_more: true, ..ALL };
        walks_well(List { once: true, ..List::of(total) }.tells(has_more), pages).await;
        walks_well(List { once: true, ..List::of(total) }.tells(Tells { per_page: false, ..ALL }), pages).await;
    }
}

#[tokio::test]
async fn has_more_alone_will_do() {
    walks_well(List::of(0).tells(ONLY_MORE), 1).await;
    walks_well(List::of(300).tells(ONLY_MORE), 3).await;
    walks_well(List::of(301).tells(ONLY_MORE), 4).await;
}

#[tokio::test]
async fn a_bare_list_is_one_page() {
    walks_well(List { clamp: 300, ..List::of(7).tells(Tells::default()) }, 1).await;
    let (items, asked) = walk(List::of(100).tells(Tells::default())).await;
    assert_eq!((items.len(), asked), (100, vec![1]), "though it looks like a full page");
}

#[tokio::test]
async fn a_server_may_give_less_than_was_asked_for() {
    walks_well(List { clamp: 30, ..List::of(100) }, 4).await;
    walks_well(List { clamp: 30, ..List::of(90) }, 3).await;
    let no_count = Tells { pages_count: false, ..ALL };
    walks_well(List { clamp: 30, ..List::of(100) }.tells(no_count), 4).await;
    walks_well(List { clamp: 30, ..List::of(90) }.tells(Tells { per_page: false, ..no_count }), 3).await;
}

#[tokio::test]
async fn where_no_end_is_told_the_error_behind_a_full_page_is_the_end() {
    walks_well(List::of(250).tells(ONLY_PAGE), 3).await;
    let (items, asked) = walk(List::of(200).tells(ONLY_PAGE)).await;
    assert_eq!((items.len(), asked), (200, vec![1, 2, 3]), "the one request that cannot be spared");
}

#[tokio::test]
async fn where_an_end_is_told_that_error_is_an_error() {
    let server = Server::scripted(|seen| {
        let page = List::of(200).page(asked(&seen), 100).filter(|_| asked(&seen) == 1);
        std::future::ready(page.map_or_else(|| error(-32602), |page| result(&page.to_string())))
    })
    .await;
    let mut pages = client(&server).call(Numbers::default()).pages();
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.next().await.unwrap().unwrap_err().code(), Some(-32602));
    assert_eq!(pages.next_page(), Some(2));
}

#[tokio::test]
async fn the_page_size_is_the_largest_unless_the_request_says_otherwise() {
    let lists = Lists::serve(List::of(5)).await;
    let client = lists.client();
    client.call(Numbers::default()).items().collect(10).await.unwrap();
    client.call(Numbers::by(2)).items().collect(10).await.unwrap();
    let sizes: Vec<_> = lists.server.seen().iter().map(|seen| seen.body["params"]["perPage"].clone()).collect();
    assert_eq!(sizes, [100, 2, 2, 2]);
}

#[tokio::test]
async fn a_server_that_ignores_page_is_found_out() {
    let server = Server::start(result(&List::of(250).page(1, 100).unwrap().to_string())).await;
    let mut pages = client(&server).call(Numbers::default()).pages();
    pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
    let says = "network.getNumbers: the server answered page 1 to the question for page 2: it seems to ignore `page`";
    assert!(error.to_string().starts_with(says), "{error}");
    assert!(pages.next().await.is_none());
    assert_eq!((pages_asked(&server), pages.next_page()), (vec![1, 2], Some(2)));
}

#[tokio::test]
async fn a_list_without_an_end_ends_at_the_cap() {
    let server = Server::start(result(r#"{"items":[1,2],"hasMoreRecords":true}"#)).await;
    let mut items = client(&server).call(Numbers::default()).items().max_pages(3);
    let mut seen = 0;
    let error = loop {
        match items.next().await.unwrap() {
            Ok(_) => seen += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((seen, server.seen().len()), (6, 3));
    assert!(error.to_string().contains("raise max_pages, or go on with from_page(4)"), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(items.next_page(), Some(4));
}

#[tokio::test]
async fn the_cap_is_no_error_where_the_list_ends_there() {
    let lists = Lists::serve(List::of(300)).await;
    let pages = lists.client().call(Numbers::default()).items().max_pages(3).prefetch(8);
    assert_eq!(pages.collect(300).await.unwrap().len(), 300);
    let capped = lists.client().call(Numbers::default()).items().max_pages(2).prefetch(8);
    assert_eq!(capped.collect(300).await.unwrap_err().kind(), ErrorKind::Refused);
    assert_eq!(lists.asked().len(), 3 + 2, "nothing is asked for beyond the cap");
}

/// A list of 300 in which requests for page 2 fail for a while.
async fn ailing(failures: usize) -> Server {
    let left = AtomicUsize::new(failures);
    Server::scripted(move |seen| {
        let fails = asked(&seen) == 2
            && left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        let page = List::of(300).page(asked(&seen), 100).unwrap();
        std::future::ready(if fails { error(-32000) } else { result(&page.to_string()) })
    })
    .await
}

async fn outcomes(pages: &mut Pages<Numbers>) -> Vec<Result<i64, Option<i64>>> {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await {
        all.push(page.map(|page| page.items[0]).map_err(|error: Error| error.code()));
        assert!(all.len() < 20, "{all:?}");
    }
    all
}

#[tokio::test]
async fn a_page_that_failed_is_asked_for_again() {
    for (ahead, pages_seen) in [(1, vec![1, 2, 2, 2, 3]), (5, vec![1, 2, 2, 2, 3])] {
        let server = ailing(2).await;
        let mut pages = client(&server).call(Numbers::default()).pages().prefetch(ahead);
        let failed = Err(Some(-32000));
        assert_eq!(outcomes(&mut pages).await, [Ok(0), failed, failed, Ok(100), Ok(200)]);
        assert_eq!(pages.next_page(), None);
        let mut asked = pages_asked(&server);
        asked.sort_unstable();
        assert_eq!(asked, pages_seen, "what was fetched ahead is kept");
    }
}

#[tokio::test]
async fn a_page_that_fails_three_times_in_a_row_ends_the_list() {
    for ahead in [1, 5] {
        let server = ailing(usize::MAX).await;
        let client = client(&server);
        let mut pages = client.call(Numbers::default()).pages().prefetch(ahead);
        let failed = Err(Some(-32000));
        assert_eq!(outcomes(&mut pages).await, [Ok(0), failed, failed, failed]);
        assert_eq!(pages.next_page(), Some(2));
        let mut rest = client.call(Numbers::default()).pages().from_page(3);
        assert_eq!(outcomes(&mut rest).await, [Ok(200)]);
    }
}

#[tokio::test]
async fn failures_of_other_pages_do_not_add_up() {
    let left = [1, 2, 3].map(|_| AtomicUsize::new(2));
    let server = Server::scripted(move |seen| {
        let left = &left[asked(&seen) as usize - 1];
        let fails = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        let page = List::of(300).page(asked(&seen), 100).unwrap();
        std::future::ready(if fails { error(-32000) } else { result(&page.to_string()) })
    })
    .await;
    let mut pages = client(&server).call(Numbers::default()).pages();
    let outcomes = outcomes(&mut pages).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3, "{outcomes:?}");
    assert_eq!(pages_asked(&server), [1, 1, 1, 2, 2, 2, 3, 3, 3]);
}

#[tokio::test]
async fn a_list_is_resumed_where_it_was_left() {
    let lists = Lists::serve(List { once: true, ..List::of(250) }).await;
    let client = lists.client();
    let mut first = client.call(Numbers::default()).items();
    assert_eq!(first.next_page(), Some(1));
    for expected in 0..101 {
        assert_eq!(first.next().await.unwrap().unwrap(), expected);
    }
    assert_eq!(first.next_page(), Some(2), "page 2 has more");
    for _ in 101..200 {
        first.next().await.unwrap().unwrap();
    }
    assert_eq!(first.next_page(), Some(3));
    let rest = client.call(Numbers::default()).items().from_page(3).collect(50).await.unwrap();
    assert!(rest.iter().copied().eq(200..250));
    let rest = client.call(Numbers { page: Some(2), ..Numbers::default() }).items().collect(150).await.unwrap();
    assert!(rest.iter().copied().eq(100..250));
    assert_eq!(lists.asked(), [1, 2, 3, 2, 3], "a page that is not full is the last");
}

#[tokio::test]
async fn nothing_is_below_page_1() {
    let lists = Lists::serve(List::of(3)).await;
    for page in [i64::MIN, -1, 0] {
        let request = Numbers { page: Some(page), ..Numbers::default() };
        assert_eq!(lists.client().call(request).items().collect(3).await.unwrap().len(), 3);
        assert_eq!(lists.client().call(Numbers::default()).items().from_page(page).collect(3).await.unwrap().len(), 3);
    }
    assert_eq!(lists.asked(), [1; 6]);
}

#[tokio::test]
async fn a_limit_is_kept_or_told() {
    let lists = Lists::serve(List::of(250)).await;
    let list = || lists.client().call(Numbers::default()).items();
    assert_eq!(list().collect(250).await.unwrap().len(), 250);
    let refused = list().collect(249).await.unwrap_err();
    assert!(refused.to_string().contains("there are more than 249 items: raise the limit"), "{refused}");
    assert_eq!(list().collect(100).await.unwrap_err().kind(), ErrorKind::Refused);
    assert_eq!(lists.asked(), [1, 2, 3, 1, 2, 3, 1, 2], "no page more than it takes to know");
}

/// Page 2 is held back until page 5 has been asked for, so that pages come out of order.
async fn disordered(list: List) -> (Server, Arc<AtomicUsize>) {
    let (gate, most) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let (shared, now) = (Arc::clone(&most), Arc::new(AtomicUsize::new(0)));
    let server = Server::scripted(move |seen| {
        let (gate, most, now) = (Arc::clone(&gate), Arc::clone(&shared), Arc::clone(&now));
        async move {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            match asked(&seen) {
                2 => gate.notified().await,
                5 => gate.notify_one(),
                _ => {}
            }
            now.fetch_sub(1, Ordering::SeqCst);
            list.page(asked(&seen), 10).map_or_else(|| error(-32602), |page| result(&page.to_string()))
        }
    })
    .await;
    (server, most)
}

#[tokio::test]
async fn pages_fetched_ahead_come_in_order() {
    for once in [false, true] {
        let (server, most) = disordered(List { once, ..List::of(95) }).await;
        let items = client(&server).call(Numbers::by(10)).items().prefetch(4).collect(95).await.unwrap();
        assert!(items.iter().copied().eq(0..95));
        let mut asked = pages_asked(&server);
        assert_eq!(asked[0], 1);
        asked.sort_unstable();
        assert!(asked.iter().copied().eq(1..=10), "{asked:?}");
        assert!((2..=4).contains(&most.load(Ordering::SeqCst)), "{most:?} at a time");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_fetched_ahead_keep_the_rate_limit() {
    let script = Script::new([Step::Result(json!({"items": [1], "pagesCount": 30}))]);
    let items = script.client().call(Numbers::default()).items().prefetch(16).collect(30).await.unwrap();
    assert_eq!(items.len(), 30);
    let pages: Vec<_> = script.bodies().iter().map(|body| body["params"]["page"].as_i64().unwrap()).collect();
    assert!(pages.into_iter().eq(1..=30));
    let times = script.times();
    assert!(times.windows(11).all(|eleven| eleven[10] - eleven[0] >= Duration::from_secs(1)), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_fetched_ahead_beyond_the_cap() {
    let script = Script::new([Step::Result(json!({"items": [1], "pagesCount": 30})), Step::Hang { sent: true }]);
    let client = script.builder().rate_limiter(Unlimited).build().unwrap();
    let mut pages = client.call(Numbers::default()).pages().prefetch(8).max_pages(3);
    pages.next().await.unwrap().unwrap();
    assert!(poll_once(pages.next()).is_pending());
    assert_eq!(script.bodies().len(), 3);
}

#[tokio::test]
async fn a_list_resumed_behind_its_end_is_empty() {
    let server = Server::start(result(r#"{"total":0,"page":1,"perPage":100,"pagesCount":0,"items":[]}"#)).await;
    let items = client(&server).call(Numbers::default()).items().from_page(5).collect(1).await.unwrap();
    assert_eq!((items.len(), pages_asked(&server)), (0, vec![5]), "whatever page it says it is");
}

#[tokio::test]
async fn without_a_count_nothing_is_fetched_ahead() {
    let lists = Lists::serve(List::of(300).tells(ONLY_MORE)).await;
    let mut pages = lists.client().call(Numbers::default()).pages().prefetch(8);
    for expected in 1..=3 {
        pages.next().await.unwrap().unwrap();
        assert_eq!(lists.asked().len(), expected);
    }
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn dropping_a_list_gives_up_what_is_fetched_ahead() {
    let (server, _) = disordered(List::of(95)).await;
    let mut pages = client(&server).call(Numbers::by(10)).pages().prefetch(3);
    pages.next().await.unwrap().unwrap();
    assert!(poll_once(pages.next()).is_pending(), "page 2 waits for page 5");
    drop(pages);
    tokio::task::yield_now().await;
    assert!(pages_asked(&server).iter().all(|page| *page <= 4), "{:?}", pages_asked(&server));
}

fn poll_once<T>(future: impl Future<Output = T>) -> Poll<T> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

#[tokio::test]
async fn a_dropped_next_loses_nothing() {
    for ahead in [1, 4] {
        let lists = Lists::serve(List::of(95)).await;
        let mut items = lists.client().call(Numbers::by(10)).items().prefetch(ahead);
        let mut all = Vec::new();
        let mut dropped = 0;
        loop {
            match poll_once(items.next()) {
                Poll::Ready(Some(item)) => all.push(item.unwrap()),
                Poll::Ready(None) => break,
                Poll::Pending => {
                    dropped += 1;
                    tokio::task::yield_now().await;
                }
            }
        }
        assert!(all.iter().copied().eq(0..95), "{all:?}");
        assert!(dropped >= 10 / ahead, "{dropped}");
        let mut asked = lists.asked();
        asked.sort_unstable();
        assert!(asked.iter().copied().eq(1..=10), "no page is asked for twice: {asked:?}");
    }
}

#[tokio::test]
async fn a_list_can_be_moved_to_a_task_and_says_where_it_is() {
    let lists = Lists::serve(List::of(250)).await;
    let client: Client = lists.client();
    let mut items = client.call(Numbers::default()).with_param("fnord", "secret").items();
    drop(client);
    tokio::spawn(async move {
        items.next().await.unwrap().unwrap();
        let shown = format!("{items:?}");
        assert!(shown.contains("network.getNumbers") && shown.contains("left_on_page: 99"), "{shown}");
        assert!(!shown.contains("secret"), "{shown}");
    })
    .await
    .unwrap();
    assert_eq!(lists.server.seen()[0].body["params"], json!({"page": 1, "perPage": 100, "fnord": "secret"}));
}

/// A small generator of numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

#[tokio::test]
async fn every_item_comes_once_whatever_the_server_tells() {
    let mut dice = Dice(0x5EED_CAFE);
    let lists = Lists::serve(List::of(0)).await;
    let client = lists.client();
    for _ in 0..500 {
        let per_page = 1 + dice.roll(12) as i64;
        let mask = dice.roll(32);
        let tells = Tells {
            total: mask & 1 != 0,
            page: mask & 2 != 0,
            per_page: mask & 4 != 0,
            pages_count: mask & 8 != 0,
            has_more: mask & 16 != 0,
        };
        let mut list = List { once: dice.roll(2) == 0, ..List::of(dice.roll(60) as i64).tells(tells) };
        let tells_end = tells.total || tells.pages_count || tells.has_more;
        if tells == Tells::default() {
            // a bare list is the whole
            list.total = list.total.min(per_page);
        } else if dice.roll(3) == 0 && (tells_end || tells.per_page) {
            // giving less without telling it, or any end, cannot be found out
            list.clamp = 1 + dice.roll(5) as i64;
        }
        lists.exchange(list);
        let ahead = 1 + dice.roll(5) as usize;
        let items = client.call(Numbers::by(per_page)).items().prefetch(ahead).collect(60).await;
        let asked: Vec<i64> = lists.server.take().iter().map(asked).collect();
        let what = format!("{list:?} by {per_page}, {ahead} ahead: {items:?} {asked:?}");
        assert!(items.unwrap().into_iter().eq(0..list.total), "{what}");
        let pages = list.pages(per_page).max(1);
        let size = per_page.min(list.clamp);
        let unsure = !tells_end && tells != Tells::default() && list.total > 0 && list.total % size == 0;
        let mut sorted = asked;
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(1..=pages + i64::from(unsure)), "{what}");
    }
}
