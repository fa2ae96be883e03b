//! What a provider feels: list 2,000 companies and read each one's details, from an embedded Control Center that answers
//! after 200 ms and keeps its documented limits, scaled up so that a run takes half a minute.
//! Beside the client's `items()` and `each()`: a plain loop, one call after the other, and a naive one, 64 at once and
//! without a limiter, that asks again when it is told 429. With the argument `alone` these two are left out.

use gravityzone_client::companies::GetCompanyDetails;
use gravityzone_client::network::{
    GetNetworkInventoryItems, InventoryDepthFilter, InventoryFilters, InventoryItem, InventoryTypeFilter,
};
use gravityzone_client::{Client, Error, Method, Pacing, RetryPolicy, Timeouts, Unlimited};
use gravityzone_mock::{ControlCenter, Fault, Rates};
use std::time::{Duration, Instant};

const COMPANIES: usize = 2_000;
const LATENCY: Duration = Duration::from_millis(200);
/// 5 calls a second become 66.7.
const SCALE: f64 = 400.0 / 30.0;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tier = GetCompanyDetails::RATE;
    let pace = f64::from(tier.seconds) / (f64::from(tier.calls) * SCALE);
    println!(
        "{COMPANIES} companies, {} ms latency, tier `{}` at {:.1} calls a second",
        LATENCY.as_millis(),
        tier.name,
        1.0 / pace
    );
    println!(
        "the limit's own minimum: the list's round trips, {COMPANIES} calls at the limit's pace, the last reply\n"
    );
    println!("{:<38} {:>8} {:>8} {:>6} {:>5}", "", "time", "minimum", "ratio", "429s");

    let center = center().await?;
    let paced = client(&center, true)?;
    let start = Instant::now();
    let companies = list(&paced).await?;
    let mut each = paced.each(companies.iter().map(details)).in_flight(64);
    while let Some((_, company)) = each.next().await {
        company?;
    }
    report("items() and each()", start.elapsed(), pace, &center);
    if std::env::args().any(|argument| argument == "alone") {
        return Ok(());
    }

    let center = self::center().await?;
    let naive = client(&center, false)?;
    let start = Instant::now();
    let companies = list(&naive).await?;
    let mut each = naive.each(companies.iter().map(details)).in_flight(64);
    let mut again = Vec::new();
    while let Some((request, company)) = each.next().await {
        if company.is_err() {
            again.push(request);
        }
    }
    drop(each);
    while let Some(request) = again.pop() {
        if naive.call(request.clone()).await.is_err() {
            again.push(request);
        }
    }
    report("naive: 64 at once, again after a 429", start.elapsed(), pace, &center);

    let center = self::center().await?;
    let plain = client(&center, false)?;
    let start = Instant::now();
    for item in list(&plain).await?.iter().take(COMPANIES / 10) {
        plain.call(details(item)).await?;
    }
    report("plain loop (a tenth of it, times ten)", start.elapsed() * 10, pace, &center);
    Ok(())
}

async fn center() -> Result<ControlCenter, Box<dyn std::error::Error>> {
    let rates = Rates::documented().scaled(1.0 / SCALE);
    let center = ControlCenter::builder().companies(COMPANIES).rates(rates).start().await?;
    center.fault(Fault::Latency(LATENCY))?;
    Ok(center)
}

fn client(center: &ControlCenter, paced: bool) -> Result<Client, Error> {
    let builder = Client::builder().url(center.url()).key(center.key()).timeouts(Timeouts::default().no_overall());
    match paced {
        true => builder.rate_limiter(Pacing::new().scale(SCALE)).build(),
        false => builder.rate_limiter(Unlimited).retry(RetryPolicy::never()).build(),
    }
}

async fn list(client: &Client) -> Result<Vec<InventoryItem>, Error> {
    let filters = InventoryFilters::new()
        .r#type(InventoryTypeFilter::new().companies(true))
        .depth(InventoryDepthFilter::new().all_items_recursively(true));
    client
        .network()
        .get_network_inventory_items(GetNetworkInventoryItems::new().filters(filters))
        .items()
        .collect(COMPANIES)
        .await
}

fn details(company: &InventoryItem) -> GetCompanyDetails {
    GetCompanyDetails::new().company_id(company.id.as_str())
}

fn report(what: &str, took: Duration, pace: f64, center: &ControlCenter) {
    let pages = COMPANIES.div_ceil(1_000) as f64;
    let minimum = (pages + 1.0) * LATENCY.as_secs_f64() + (COMPANIES - 1) as f64 * pace;
    let refused = center.requests().iter().filter(|call| call.http == 429).count();
    let took = took.as_secs_f64();
    println!("{what:<38} {took:>6.1} s {minimum:>6.1} s {:>6.3} {refused:>5}", took / minimum);
}
