//! What the client costs on top of bare HTTP, beside a generic JSON-RPC client: wall time and processor time a call.
//! All ask one server, a process of its own on loopback, in turns; ratios of medians are printed, one call and 64 at a time.

use gravityzone_bench::echo;
use gravityzone_client::companies::GetCompanyDetails;
use gravityzone_client::{Client, Pacing};
use http::{HeaderMap, HeaderValue};
use jsonrpsee_core::client::ClientT;
use jsonrpsee_core::params::ObjectParams;
use jsonrpsee_http_client::{HttpClient, HttpClientBuilder};
use serde::Deserialize;
use serde_json::json;
use std::error::Error;
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const ROUNDS: usize = 21;
const CALLS: usize = 2_000;
const ID: &str = "64f0a1c27be3d9541c08e2a7";
const AUTHORIZATION: &str = "Basic ZGVtby1rZXk6";

/// What the others read of a company: all that the reply holds, strictly.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only decoded")]
struct Company {
    r#type: i64,
    id: String,
    name: String,
    country: Option<String>,
    state: Option<String>,
    is_suspended: Option<bool>,
    created_at: Option<String>,
    can_be_managed_by_above: Option<bool>,
    industry: Option<i64>,
    address: Option<String>,
    phone: Option<String>,
}

#[derive(Deserialize)]
struct Envelope {
    result: Company,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().any(|argument| argument == "serve") {
        return echo::serve().await;
    }
    let server = echo::Server::spawn("serve")?;
    let (bare, rpsee, ours) = (bare(&server)?, rpsee(&server)?, ours(&server)?);
    println!("{ROUNDS} rounds of {CALLS} calls each; medians; 1.00 is bare reqwest with a reused header\n");
    println!("{:<14} {:<36} {:>9} {:>6} {:>9} {:>6}", "", "", "wall", "ratio", "CPU", "ratio");
    for (at_once, what) in [(1, "one at a time"), (64, "64 at a time")] {
        let mut costs = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            costs[0].push(round(at_once, || call_bare(bare.clone(), server.service())).await?);
            costs[1].push(round(at_once, || call_rpsee(rpsee.clone())).await?);
            costs[2].push(round(at_once, || call_ours(ours.clone())).await?);
        }
        let [bare, rpsee, ours] = costs.map(median);
        print(what, "bare reqwest", bare, bare);
        print("", "jsonrpsee-http-client", rpsee, bare);
        print("", "gravityzone-client: limiter, retry, spans", ours, bare);
    }
    Ok(())
}

fn bare(_: &echo::Server) -> Result<reqwest::Client, Box<dyn Error>> {
    Ok(reqwest::Client::builder().no_proxy().default_headers(headers()).build()?)
}

fn rpsee(server: &echo::Server) -> Result<HttpClient, Box<dyn Error>> {
    Ok(HttpClientBuilder::default().set_headers(headers()).build(server.service())?)
}

/// All that is on by default, with a limit that nobody reaches.
fn ours(server: &echo::Server) -> Result<Client, Box<dyn Error>> {
    Ok(Client::builder().url(server.url()).key("demo-key").rate_limiter(Pacing::new().scale(1e6)).build()?)
}

fn headers() -> HeaderMap {
    HeaderMap::from_iter([
        (http::header::AUTHORIZATION, HeaderValue::from_static(AUTHORIZATION)),
        (http::header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
    ])
}

async fn call_bare(client: reqwest::Client, service: String) -> Option<usize> {
    let body = json!({"jsonrpc": "2.0", "id": "1", "method": "getCompanyDetails", "params": {"companyId": ID}});
    let reply = client.post(service).body(body.to_string()).send().await.ok()?;
    let company = serde_json::from_slice::<Envelope>(&reply.bytes().await.ok()?).ok()?.result;
    Some(company.id.len() + company.name.len() + company.country.map_or(0, |country| country.len()))
}

async fn call_rpsee(client: HttpClient) -> Option<usize> {
    let mut params = ObjectParams::new();
    params.insert("companyId", ID).ok()?;
    let company = client.request::<Company, _>("getCompanyDetails", params).await.ok()?;
    Some(company.id.len() + company.name.len() + company.country.map_or(0, |country| country.len()))
}

async fn call_ours(client: Client) -> Option<usize> {
    let company = client.companies().get_company_details(GetCompanyDetails::new().company_id(ID)).await.ok()?;
    Some(company.id.as_str().len() + company.name.len() + company.country.map_or(0, |country| country.len()))
}

/// Wall and processor time a call.
type Cost = (Duration, Duration);

/// Makes so many calls, so many at once.
async fn round<F>(at_once: usize, call: impl Fn() -> F) -> Result<Cost, Box<dyn Error>>
where
    F: Future<Output = Option<usize>> + Send + 'static,
{
    let (start, used) = (Instant::now(), echo::processor_time()?);
    let mut out = JoinSet::new();
    for sent in 0..CALLS {
        if sent >= at_once {
            out.join_next().await.transpose()?.flatten().ok_or("a call failed")?;
        }
        out.spawn(call());
    }
    while let Some(outcome) = out.join_next().await {
        outcome?.ok_or("a call failed")?;
    }
    let calls = u32::try_from(CALLS)?;
    Ok((start.elapsed() / calls, (echo::processor_time()? - used) / calls))
}

fn median(costs: Vec<Cost>) -> Cost {
    let middle = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    (middle(costs.iter().map(|cost| cost.0).collect()), middle(costs.iter().map(|cost| cost.1).collect()))
}

fn print(what: &str, who: &str, cost: Cost, bare: Cost) {
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!(
        "{what:<14} {who:<42} {:>6.1} us {:>6.2} {:>6.1} us {:>6.2}",
        cost.0.as_secs_f64() * 1e6,
        ratio(cost.0, bare.0),
        cost.1.as_secs_f64() * 1e6,
        ratio(cost.1, bare.1)
    );
}
