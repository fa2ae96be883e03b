//! A list of numbers on the loopback server, and the request that lists it: pages of a size, told in one way or another.
//! What must never be asked (page 0, a page past the end) is counted.

// Each test file takes what it needs.
#![allow(dead_code)]

use crate::server::{Answer, Seen, Server, answer, result};
use gravityzone_runtime::{Client, RetryPolicy, Unlimited};
use gravityzone_wire::{Edition, Effect, Fields, Members, Method, Page, PageInfo, Paged, RateTier};
use serde::ser::SerializeMap;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// `network.getNumbers`, 100 a page at most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    pub(crate) page: Option<i64>,
    pub(crate) per_page: Option<i64>,
}

impl Numbers {
    pub(crate) fn by(per_page: i64) -> Self {
        Self { page: None, per_page: Some(per_page) }
    }
}

impl Fields for Numbers {
    fn write<M: SerializeMap>(&self, to: &mut Members<M>) -> Result<(), M::Error> {
        to.put("page", &self.page)?;
        to.put("perPage", &self.per_page)
    }
}

impl Method for Numbers {
    type Output = Page<i64>;
    const NAME: &'static str = "getNumbers";
    const AREA: &'static str = "network";
    const EFFECT: Effect = Effect::Read;
    const IDEMPOTENT: bool = true;
    const RATE: RateTier = RateTier { name: "default", calls: 10, seconds: 1, burst: 10 };
    const SECRETS: &'static [&'static str] = &[];
    const EDITIONS: &'static [Edition] = &[Edition::Cloud];

    fn service_path(&self) -> &'static str {
        "v1.1/jsonrpc/network"
    }
}

impl Paged for Numbers {
    type Item = i64;
    const MAX_PER_PAGE: Option<i64> = Some(100);

    fn page(&self) -> Option<i64> {
        self.page
    }

    fn set_page(&mut self, page: i64) {
        self.page = Some(page);
    }

    fn per_page(&self) -> Option<i64> {
        self.per_page
    }

    fn set_per_page(&mut self, per_page: i64) {
        self.per_page = Some(per_page);
    }

    fn info(output: &Page<i64>) -> PageInfo {
        output.info()
    }

    fn into_items(output: Page<i64>) -> Vec<i64> {
        output.items
    }
}

/// The list `0..total`, and how the server tells its pages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    pub(crate) total: i64,
    /// It gives no more than so many a page.
    pub(crate) clamp: i64,
    pub(crate) tells: Tells,
    /// The counts stand on page 1 only.
    pub(crate) once: bool,
}

/// Which members a page has.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tells {
    pub(crate) total: bool,
    pub(crate) page: bool,
    pub(crate) per_page: bool,
    pub(crate) pages_count: bool,
    pub(crate) has_more: bool,
}

pub(crate) const ALL: Tells = Tells { total: true, page: true, per_page: true, pages_count: true, has_more: false };

impl List {
    pub(crate) fn of(total: i64) -> Self {
        Self { total, clamp: i64::MAX, tells: ALL, once: false }
    }

    pub(crate) fn tells(mut self, tells: Tells) -> Self {
        self.tells = tells;
        self
    }

    pub(crate) fn pages(&self, per_page: i64) -> i64 {
        (self.total as u64).div_ceil(per_page.min(self.clamp) as u64) as i64
    }

    /// The result for a page, or `None` past the end.
    pub(crate) fn page(&self, page: i64, asked: i64) -> Option<Value> {
        let size = asked.min(self.clamp);
        let pages = self.pages(asked);
        if page < 1 || page > pages.max(1) {
            return None;
        }
        let items: Vec<i64> = ((page - 1) * size..self.total.min(page * size)).collect();
        let Tells { total, page: number, per_page, pages_count, has_more } = self.tells;
        if self.tells == Tells::default() {
            return Some(json!(items));
        }
        let counts = page == 1 || !self.once;
        let mut reply = json!({ "items": items });
        let mut tell = |yes: bool, name: &str, value: Value| {
            if yes {
                reply[name] = value;
            }
        };
        tell(total && counts, "total", self.total.into());
        tell(number, "page", page.into());
        tell(per_page, "perPage", size.into());
        tell(pages_count && counts, "pagesCount", pages.into());
        tell(has_more, "hasMoreRecords", (page < pages).into());
        Some(reply)
    }
}

/// The page that a request asks for.
pub(crate) fn asked(seen: &Seen) -> i64 {
    seen.body["params"]["page"].as_i64().unwrap()
}

pub(crate) fn error(code: i64) -> Answer {
    answer(200, format!(r#"{{"id":$ID,"error":{{"code":{code},"message":"m","data":{{"details":"d"}}}}}}"#))
}

/// A server that serves a list, which can be exchanged for another.
pub(crate) struct Lists {
    pub(crate) server: Server,
    list: Arc<Mutex<List>>,
}

impl Lists {
    pub(crate) async fn serve(list: List) -> Self {
        let list = Arc::new(Mutex::new(list));
        let served = Arc::clone(&list);
        let server = Server::scripted(move |seen| {
            let per_page = seen.body["params"]["perPage"].as_i64().unwrap();
            let page = served.lock().unwrap().page(asked(&seen), per_page);
            std::future::ready(page.map_or_else(|| error(-32602), |page| result(&page.to_string())))
        })
        .await;
        Self { server, list }
    }

    pub(crate) fn exchange(&self, list: List) {
        *self.list.lock().unwrap() = list;
    }

    pub(crate) fn client(&self) -> Client {
        client(&self.server)
    }

    pub(crate) fn asked(&self) -> Vec<i64> {
        pages_asked(&self.server)
    }
}

/// A client that neither waits nor retries.
pub(crate) fn client(server: &Server) -> Client {
    server.builder().rate_limiter(Unlimited).retry(RetryPolicy::never()).build().unwrap()
}

/// The pages that were asked for, in the order in which they were.
pub(crate) fn pages_asked(server: &Server) -> Vec<i64> {
    server.seen().iter().map(asked).collect()
}
