//! A program without async: calls that block, lists that are plain iterators.
//! The embedded Control Center runs on a thread of its own, as a real one runs elsewhere.

use gravityzone_client::companies::{CompanyType, CreateCompany, GetCompanyDetails};
use gravityzone_client::network::GetNetworkInventoryItems;
use gravityzone_client::{Client, RetryPolicy};
use gravityzone_mock::ControlCenter;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Only the server needs this; a program that calls a real Control Center has no runtime at all.
    let server = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let center = server.block_on(ControlCenter::start())?;

    let client = Client::new(center.url(), center.key())?.blocking()?;
    let names = ["Fjord Dental", "Harbour Optics", "Fjord Dental"];
    let requests = names.iter().map(|name| CreateCompany::new(CompanyType::Customer, *name));
    for (request, outcome) in client.each(requests).in_flight(2) {
        match outcome {
            Ok(id) => println!("created {}: {}", request.name, id),
            Err(error) => println!("{}: {error}", request.name),
        }
    }

    for item in client.call(GetNetworkInventoryItems::new()).items() {
        println!("listed {}", item?.name.unwrap_or_default());
    }

    let call = client.call(GetCompanyDetails::new()).with_timeout(Duration::from_secs(20));
    let company = call.with_retry(RetryPolicy::never()).send()?;
    println!("the key's own company is {}", company.name);

    // A clone can be used by another thread: the connections and the limits are the same.
    let other = client.clone();
    let thread = std::thread::spawn(move || other.call(GetCompanyDetails::new()).reply());
    match thread.join() {
        Ok(reply) => println!("another thread asked, too: HTTP {}", reply?.http_status().as_u16()),
        Err(_) => println!("the other thread has panicked"),
    }

    // Inside a runtime it would block what must not be blocked, and says so.
    let refused = server.block_on(async { client.call(GetCompanyDetails::new()).send() });
    println!("inside async: {}", refused.map_or_else(|error| error.to_string(), |company| company.name));
    server.block_on(center.stop());
    Ok(())
}
