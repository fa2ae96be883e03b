//! A nightly report: the companies of a partner, and what each has used in a month, a few calls at a time.
//! An error's scope says whether to go on: one company that fails is a line of the report, a wrong key ends it.

use gravityzone_client::companies::{CompanyId, CompanyType, CreateCompany, DeleteCompany, LicenseSubscription};
use gravityzone_client::companies::{LicenseType, MinimumUsageInput};
use gravityzone_client::licensing::{GetMonthlyUsage, MonthlyUsage};
use gravityzone_client::network::{
    GetNetworkInventoryItems, InventoryDepthFilter, InventoryFilters, InventoryTypeFilter,
};
use gravityzone_client::{Client, Error, Month, Scope};
use gravityzone_mock::ControlCenter;
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().deterministic().start().await?;
    let client = Client::new(center.url(), center.key())?;
    for (name, seats) in [("Fjord Dental", 10), ("Harbour Optics", 40), ("Quarry Tools", 25)] {
        customer(&client, name, seats).await?;
    }
    let closed = customer(&client, "Closed Today", 5).await?;

    // A report only reads: this client could not change anything by mistake.
    let reader = client.read_only();
    let companies = companies(&reader).await?;
    client.companies().delete_company(DeleteCompany::new(closed)).await?;
    report(&reader, companies, "10/2026".parse()?).await?;
    center.stop().await;
    Ok(())
}

/// All companies below the key's own, however deep, by id.
async fn companies(client: &Client) -> Result<BTreeMap<CompanyId, String>, Error> {
    let filters = InventoryFilters::new()
        .r#type(InventoryTypeFilter::new().companies(true))
        .depth(InventoryDepthFilter::new().all_items_recursively(true));
    let list = client.network().get_network_inventory_items(GetNetworkInventoryItems::new().filters(filters));

    let mut companies = BTreeMap::new();
    let mut items = list.items().prefetch(2);
    while let Some(item) = items.next().await {
        let item = item?;
        // In the inventory a company is an item among others: the same id, under another type.
        companies.insert(CompanyId::from(item.id.as_str()), item.name.unwrap_or_default());
    }
    Ok(companies)
}

async fn report(client: &Client, companies: BTreeMap<CompanyId, String>, month: Month) -> Result<(), Error> {
    println!("Usage in {month}\n");
    println!("{:<16} | {:>9} | {:>10} | {:>9}", "company", "endpoints", "encryption", "committed");
    println!("{:-<16}-+-{:->9}-+-{:->10}-+-{:->9}", "", "", "", "");

    let requests = companies.keys().map(|id| GetMonthlyUsage::new().company_id(id).target_month(month.clone()));
    let (mut reported, mut failed, mut stopped) = (0, Vec::new(), None);
    let mut each = client.each(requests).in_flight(4);
    while let Some((request, outcome)) = each.next().await {
        let name = request.company_id.and_then(|id| companies.get(&id)).map_or("?", String::as_str);
        match outcome {
            Ok(usage) => {
                row(name, &usage);
                reported += 1;
            }
            Err(error) if error.scope() == Scope::Target => failed.push((name, error)),
            // The key, the method or the network: the next call would fail too. What is on its way still comes out.
            Err(error) => {
                each.stop();
                stopped.get_or_insert(error);
            }
        }
    }

    println!("\n{reported} of {} companies", companies.len());
    for (name, error) in failed {
        println!("left out: {name}: {error}");
    }
    stopped.map_or(Ok(()), Err)
}

fn row(name: &str, usage: &MonthlyUsage) {
    let count = |count: Option<i64>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    let committed = usage.minimum_usage.as_ref().and_then(|committed| committed.endpoint_monthly_usage);
    let (endpoints, encryption) = (count(usage.endpoint_monthly_usage), count(usage.encryption_monthly_usage));
    println!("{name:<16} | {endpoints:>9} | {encryption:>10} | {:>9}", count(committed));
}

async fn customer(client: &Client, name: &str, seats: i64) -> Result<CompanyId, Error> {
    let licence = LicenseSubscription::new()
        .r#type(LicenseType::MonthlySubscription)
        .minimum_usage(MinimumUsageInput::new().endpoint_monthly_usage(seats));
    let request = CreateCompany::new(CompanyType::Customer, name).license_subscription(licence);
    client.companies().create_company(request).await
}
