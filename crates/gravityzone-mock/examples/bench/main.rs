//! Measures a Control Center of 10,000 companies, and beside it the npm package @open-rpc/mock-server where it is there.
//! `cargo run --release -p gravityzone-mock --example bench`

#[path = "../shared/client.rs"]
mod client;
mod load;
#[path = "../shared/memory.rs"]
mod memory;
mod peer;

use clap::{Arg, Command, value_parser};
use client::Failure;
use gravityzone_mock::ControlCenter;
use load::{Call, Rate, connections, create_all, repeat};
use memory::{mib, resident};
use peer::Peer;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};
use std::time::Duration;

/// How many connections call at a time.
const CONNECTIONS: usize = 8;

/// How many calls the log keeps: as many are made before memory is measured.
const LOGGED: usize = 10_000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let number = |name: &'static str, usual: &'static str, help: &'static str| {
        let arg = Arg::new(name).long(name).value_name("N").value_parser(value_parser!(u32).range(1..));
        arg.default_value(usual).help(help)
    };
    let arguments = Command::new("bench")
        .about("Requests a second and memory of an embedded Control Center.")
        .arg(number("companies", "10000", "How many companies it has"))
        .arg(number("seconds", "3", "How long each method is called"))
        .arg(Arg::new("serve").long("serve").hide(true).num_args(0))
        .get_matches();
    if arguments.get_flag("serve") {
        return serve().await;
    }
    let companies = arguments.get_one::<u32>("companies").copied().unwrap_or(1);
    let seconds = arguments.get_one::<u32>("seconds").copied().unwrap_or(1);
    measure(companies, Duration::from_secs(seconds.into())).await
}

/// A Control Center in a process of its own, until its input ends.
async fn serve() -> Result<(), Failure> {
    let center = ControlCenter::start().await?;
    writeln!(std::io::stdout(), "{}", center.url().trim_start_matches("http://").trim_end_matches("/api"))?;
    tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await?;
    center.stop().await;
    Ok(())
}

async fn measure(companies: u32, time: Duration) -> Result<(), Failure> {
    let mut server = Server::start()?;
    let process = server.child.id().to_string();
    let host = server.host()?;
    let mut clients = connections(&host, CONNECTIONS).await?;

    let warm = Call::new("companies", "v1.0", "getCompanyDetails", json!({}));
    load::times(&mut clients, &warm, LOGGED).await?;
    let empty = resident(&process);
    let (created, first) = create_all(&mut clients, companies).await?;
    let full = resident(&process);

    println!("{companies} companies, {CONNECTIONS} connections, {} s a method", time.as_secs());
    println!("memory: {} without companies, {} with them", mib(empty), mib(full));
    if let (Some(empty), Some(full)) = (empty, full) {
        println!("a company: {} bytes", full.saturating_sub(empty) * 1024 / u64::from(companies));
    }
    let name = format!("Office {}", companies / 2);
    let everything = json!({ "depth": { "allItemsRecursively": true } });
    let page = json!({ "filters": everything, "page": companies.div_ceil(200), "perPage": 100 });
    let mut measured = vec![
        (Call::new("companies", "v1.0", "getCompanyDetails", json!({ "companyId": first })), None),
        (Call::new("companies", "v1.0", "findCompaniesByName", json!({ "nameFilter": name })), None),
        (Call::new("network", "v1.1", "getNetworkInventoryItems", page), None),
    ];
    for (call, rate) in &mut measured {
        *rate = Some(repeat(&mut clients, call, time, |number| call.body(number)).await?);
    }
    let create = Call::new("companies", "v1.0", "createCompany", json!({ "type": 1, "name": "Fjord Dental" }));
    let mut rows: Vec<(Call, Rate)> = measured.into_iter().filter_map(|(call, rate)| Some((call, rate?))).collect();
    rows.push((create, created));
    println!("memory: {} after all of it", mib(resident(&process)));
    drop(clients);
    compare(&rows, &host, time).await
}

/// Prints what was measured, with the peer's figures beside it.
async fn compare(rows: &[(Call, Rate)], host: &str, time: Duration) -> Result<(), Failure> {
    let replies = load::replies(host, rows.iter().map(|(call, _)| call)).await?;
    let peer = Peer::start(&replies).await;
    println!("\n{:26} {:>12} {:>9} {:>9}   @open-rpc/mock-server", "", "requests/s", "p50 ms", "p99 ms");
    for (call, rate) in rows {
        let beside = match &peer {
            Ok(peer) => {
                let mut clients = connections(&peer.host, CONNECTIONS).await?;
                let theirs = repeat(&mut clients, &call.at_root(), time, |number| call.body(number)).await?;
                format!(
                    "{:>8.0} requests/s, {:.2} times as many here",
                    theirs.each_second,
                    rate.each_second / theirs.each_second
                )
            }
            Err(_) => "-".to_owned(),
        };
        println!("{:26} {:>12.0} {:>9.2} {:>9.2}   {beside}", call.method, rate.each_second, rate.p50, rate.p99);
    }
    match peer {
        Ok(peer) => {
            println!("\nits memory: {}. It answers what an example says: it has no companies.", mib(peer.memory()))
        }
        Err(why) => println!("\n@open-rpc/mock-server was not measured: {why}"),
    }
    Ok(())
}

/// This program again, serving. It ends when its input is closed.
struct Server {
    child: Child,
}

impl Server {
    fn start() -> Result<Self, Failure> {
        let mut again = std::process::Command::new(std::env::current_exe()?);
        Ok(Self { child: again.arg("--serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()? })
    }

    fn host(&mut self) -> Result<String, Failure> {
        let out = self.child.stdout.take().ok_or("it says nothing")?;
        Ok(BufReader::new(out).lines().next().ok_or("it says nothing")??)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}
