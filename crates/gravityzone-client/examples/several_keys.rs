//! One program, several keys: a client for each customer, and one rate limit for the clients that share a key.
//! An observer counts what all of them do.

use gravityzone_client::companies::GetCompanyDetails;
use gravityzone_client::licensing::GetLicenseInfo;
use gravityzone_client::{CallInfo, Client, Ended, Error, Observer, Pacing, Retrying};
use gravityzone_mock::ControlCenter;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder()
        .key("key-of-fjord")
        .key("key-of-harbour")
        .key_for("key-of-quarry", ["general"])
        .start()
        .await?;
    let counts = Arc::new(Counts::default());
    let client = |key: &str| Client::builder().url(center.url()).key(key).observer(Arc::clone(&counts));

    // Each key has limits of its own, and so has each client unless told otherwise.
    let customers = BTreeMap::from([
        ("Fjord Dental", client("key-of-fjord").build()?),
        ("Harbour Optics", client("key-of-harbour").build()?),
        ("Quarry Tools", client("key-of-quarry").build()?),
    ]);
    for (name, client) in &customers {
        // A key that is no good is one customer's trouble: the others go on.
        match client.licensing().get_license_info(GetLicenseInfo::new()).await {
            Ok(licences) => println!("{name}: {} licence", licences.len()),
            Err(error) => println!("{name}: {error}"),
        }
    }

    // The server counts by key: two clients with one key share a limiter, as the clones of one client do by themselves.
    let pacing = Arc::new(Pacing::new());
    let shared = || client("key-of-fjord").rate_limiter(Arc::clone(&pacing)).build();
    let (days, nights) = (shared()?, shared()?);
    let begun = Instant::now();
    let (day, night) = tokio::join!(ask(&days, 3), ask(&nights, 3));
    day?;
    night?;
    println!(
        "\nSix calls of two clients with one key took {:.1} s: five a second, first come, first served.",
        begun.elapsed().as_secs_f64()
    );
    println!("{}", counts.text());
    center.stop().await;
    Ok(())
}

async fn ask(client: &Client, times: u32) -> Result<(), Error> {
    for _ in 0..times {
        client.companies().get_company_details(GetCompanyDetails::new()).await?;
    }
    Ok(())
}

/// Counts calls by method. An observer is told of calls, never of a body, a param or a key.
#[derive(Default)]
struct Counts {
    calls: Mutex<BTreeMap<String, u32>>,
    failed: AtomicU32,
    retries: AtomicU32,
}

impl Observer for Counts {
    fn retrying(&self, _: &CallInfo, _: &Retrying<'_>) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }

    fn ended(&self, call: &CallInfo, end: &Ended<'_>) {
        *self.calls.lock().unwrap_or_else(PoisonError::into_inner).entry(call.method.clone()).or_default() += 1;
        self.failed.fetch_add(u32::from(end.error.is_some()), Ordering::Relaxed);
    }
}

impl Counts {
    fn text(&self) -> String {
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let (failed, retries) = (self.failed.load(Ordering::Relaxed), self.retries.load(Ordering::Relaxed));
        format!("Calls: {calls:?}; failed: {failed}; retries: {retries}.")
    }
}
