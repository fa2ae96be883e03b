//! A night of a managed-service provider: 5,000 companies are listed and read, some hundred are made over a bad line.
//! The server is strict and unkind: it counts calls in sliding windows, and loses requests and replies. Time is paused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may stop where a test may")]

use bytes::Bytes;
use gravityzone_client::companies::{CompanyType, CreateCompany, FindCompaniesByName, GetCompanyDetails};
use gravityzone_client::network::GetNetworkInventoryItems;
use gravityzone_client::{BoxFuture, Client, Json, Method, RateTier, Scope, Timeouts, Transport, TransportError};
use http::{Request, Response, StatusCode};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

const COMPANIES: usize = 5_000;
const NEW: usize = 300;

/// A server on a bad line.
#[derive(Clone, Default)]
struct Unkind(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// When the latest calls of each tier came.
    calls: BTreeMap<&'static str, VecDeque<Instant>>,
    too_many: usize,
    attempts: usize,
    read: BTreeMap<String, usize>,
    made: BTreeMap<String, usize>,
    chance: u64,
    faults: bool,
}

impl State {
    /// A number from 0 to 99, the same every run.
    fn dice(&mut self) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) % 100
    }

    /// Whether the tier holds another call now.
    fn admits(&mut self, tier: RateTier) -> bool {
        let (now, window) = (Instant::now(), Duration::from_secs(u64::from(tier.seconds)));
        let calls = self.calls.entry(tier.name).or_default();
        while calls.front().is_some_and(|call| now - *call >= window) {
            calls.pop_front();
        }
        let admitted = calls.len() < usize::try_from(tier.calls).unwrap();
        if admitted {
            calls.push_back(now);
        }
        admitted
    }

    fn answer(&mut self, method: &str, params: &Json) -> Json {
        let text = |name: &str| params[name].as_str().unwrap_or_default().to_owned();
        match method {
            GetNetworkInventoryItems::NAME => {
                let (page, size) = (params["page"].as_u64().unwrap(), params["perPage"].as_u64().unwrap());
                let pages = (COMPANIES as u64).div_ceil(size);
                assert!((1..=pages).contains(&page), "page {page} of {pages} was asked for");
                let from = (page - 1) * size;
                let items: Vec<Json> = (from..(from + size).min(COMPANIES as u64))
                    .map(|number| json!({"id": format!("{number:024x}"), "name": format!("Company {number}"), "type": 1}))
                    .collect();
                let mut reply = json!({"page": page, "perPage": size, "items": items, "hasMoreRecords": page < pages});
                if page == 1 {
                    reply["total"] = json!(COMPANIES);
                    reply["pagesCount"] = json!(pages);
                }
                reply
            }
            GetCompanyDetails::NAME => {
                *self.read.entry(text("companyId")).or_default() += 1;
                json!({"id": text("companyId"), "name": "A company", "type": 1})
            }
            CreateCompany::NAME => {
                *self.made.entry(text("name")).or_default() += 1;
                json!(format!("{:024x}", self.made.len()))
            }
            FindCompaniesByName::NAME => {
                let found = self.made.keys().filter(|name| **name == text("nameFilter"));
                found.map(|name| json!({"id": "1", "name": name, "type": 1})).collect()
            }
            other => panic!("{other} was not expected"),
        }
    }
}

fn tier(method: &str) -> RateTier {
    match method {
        GetNetworkInventoryItems::NAME => GetNetworkInventoryItems::RATE,
        GetCompanyDetails::NAME => GetCompanyDetails::RATE,
        CreateCompany::NAME => CreateCompany::RATE,
        _ => FindCompaniesByName::RATE,
    }
}

impl Transport for Unkind {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let call: Json = serde_json::from_slice(request.body()).unwrap();
        Box::pin(async move {
            let mut state = self.0.lock().unwrap();
            state.attempts += 1;
            let method = call["method"].as_str().unwrap();
            if !state.admits(tier(method)) {
                state.too_many += 1;
                return Ok(reply(429, ""));
            }
            match if state.faults { state.dice() } else { 99 } {
                0..4 => return Err(TransportError::not_sent("nobody is there")),
                4..8 => return Err(TransportError::broken("lost on the way there")),
                8..10 => return Ok(reply(503, "")),
                _ => {}
            }
            let result = state.answer(method, &call["params"]);
            match if state.faults { state.dice() } else { 99 } {
                0..5 => Err(TransportError::broken("lost on the way back")),
                5..8 => Ok(reply(502, "<html>")),
                _ => Ok(reply(200, &json!({"jsonrpc": "2.0", "id": call["id"], "result": result}).to_string())),
            }
        })
    }
}

fn reply(status: u16, body: &str) -> Response<Bytes> {
    let mut reply = Response::new(Bytes::from(body.to_owned()));
    *reply.status_mut() = StatusCode::from_u16(status).unwrap();
    reply
}

fn client(server: &Unkind) -> Client {
    let timeouts = Timeouts::default().no_overall();
    let builder = Client::builder().region("eu").key("demo-key").transport(server.clone()).timeouts(timeouts);
    builder.retry_budget(1_000).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn five_thousand_companies_are_read_without_one_429_and_each_once() {
    let server = Unkind::default();
    let client = client(&server);
    let start = Instant::now();

    let mut listed = Vec::new();
    let mut items = client.network().get_network_inventory_items(GetNetworkInventoryItems::new()).items();
    while let Some(item) = items.next().await {
        listed.push(item.unwrap().id);
    }
    assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), COMPANIES);
    assert_eq!(server.0.lock().unwrap().attempts, 5, "1,000 a page is the most that the method gives");

    let requests = listed.iter().map(|id| GetCompanyDetails::new().company_id(id.as_str()));
    let mut each = client.each(requests).in_flight(16);
    while let Some((_, company)) = each.next().await {
        company.unwrap();
    }
    let state = server.0.lock().unwrap();
    assert_eq!((state.too_many, state.attempts), (0, 5 + COMPANIES));
    assert!(state.read.len() == COMPANIES && state.read.values().all(|times| *times == 1));
    let rate = COMPANIES as f64 / start.elapsed().as_secs_f64();
    assert!(rate > 0.985 * f64::from(GetCompanyDetails::RATE.calls), "{rate} a second");
}

#[tokio::test(start_paused = true)]
async fn over_a_bad_line_reads_succeed_and_no_company_is_made_twice() {
    let server = Unkind::default();
    server.0.lock().unwrap().faults = true;
    let client = client(&server);

    let names: Vec<String> = (0..NEW).map(|number| format!("New company {number}")).collect();
    let requests = names.iter().map(|name| CreateCompany::new(CompanyType::Customer, name.as_str()));
    let (mut sure, mut unsure) = (0, Vec::new());
    let mut each = client.each(requests).in_flight(8);
    while let Some((request, outcome)) = each.next().await {
        match outcome {
            Ok(_) => sure += 1,
            Err(error) if error.outcome_unknown() => {
                assert!(error.to_string().contains("look with companies.findCompaniesByName"), "{error}");
                assert_eq!(error.scope(), Scope::Network, "{error}");
                unsure.push(request.name);
            }
            Err(error) => panic!("{error}"),
        }
    }
    drop(each);
    assert!(sure > NEW / 2 && unsure.len() > NEW / 20, "{sure} and {}", unsure.len());
    assert!(server.0.lock().unwrap().made.values().all(|times| *times == 1));

    // what the error says to do: look, then call again
    while let Some(name) = unsure.pop() {
        let found = client.companies().find_companies_by_name(FindCompaniesByName::new(name.as_str())).await.unwrap();
        if found.is_empty() {
            let again = CreateCompany::new(CompanyType::Customer, name.as_str());
            if client.companies().create_company(again).await.is_err() {
                unsure.push(name);
            }
        }
    }
    let state = server.0.lock().unwrap();
    assert_eq!((state.made.len(), state.too_many), (NEW, 0));
    assert!(state.made.values().all(|times| *times == 1), "{:?}", state.made);
}
