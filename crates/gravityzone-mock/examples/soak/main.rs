//! A mixed load for a while: honest work, random calls and hostile input at once, against one Control Center.
//! `cargo run --release -p gravityzone-mock --example soak -- --seconds 60` fails on a panic, a malformed answer or growth.

#[path = "../shared/client.rs"]
mod client;
mod hostile;
#[path = "../shared/memory.rs"]
mod memory;
mod tally;
mod work;

use clap::{Arg, Command, value_parser};
use client::Failure;
use gravityzone_mock::ControlCenter;
use memory::{mib, resident};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tally::Tally;
use tokio::task::JoinSet;
use work::{Random, Worker};

/// How many connections work, and how many others send what they like.
const WORKERS: u64 = 6;
const HOSTILE: u64 = 4;

/// How much the memory may grow between the first quarter and the end, in KiB. What is measured breathes.
const GROWTH: u64 = 48 * 1024;

static PANICS: AtomicUsize = AtomicUsize::new(0);

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let seconds = Arg::new("seconds").long("seconds").value_name("N").value_parser(value_parser!(u32).range(1..));
    let arguments = Command::new("soak").arg(seconds.default_value("60").help("How long")).get_matches();
    let seconds = arguments.get_one::<u32>("seconds").copied().unwrap_or(60);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        usual(info);
    }));
    soak(Duration::from_secs(seconds.into())).await
}

async fn soak(time: Duration) -> Result<ExitCode, Failure> {
    let center = ControlCenter::start().await?;
    let host = center.url().trim_start_matches("http://").trim_end_matches("/api").to_owned();
    let tally = Arc::new(Tally::default());
    let (begin, end) = (Instant::now(), Instant::now() + time);
    let start = resident("self");
    let mut running = JoinSet::new();
    for number in 0..WORKERS {
        let (host, tally) = (host.clone(), Arc::clone(&tally));
        running.spawn(async move {
            let mut worker = Worker::new(&host, number).await?;
            while Instant::now() < end {
                worker.round(&tally).await?;
            }
            worker.clean(&tally).await
        });
    }
    for number in 0..HOSTILE {
        let (host, tally) = (host.clone(), Arc::clone(&tally));
        running.spawn(async move {
            let mut random = Random::new(1_000 + number);
            while Instant::now() < end {
                hostile::round(&host, &mut random, &tally).await?;
            }
            Ok(())
        });
    }
    // The most in memory in the second quarter, and in the last: the first is for warming up.
    let (mut early, mut late) = (0, 0);
    while Instant::now() < end {
        tokio::time::sleep((time / 100).min(Duration::from_secs(1))).await;
        let now = resident("self").unwrap_or_default();
        match begin.elapsed().as_secs_f64() / time.as_secs_f64() {
            part if part < 0.25 => {}
            part if part < 0.5 => early = early.max(now),
            part if part >= 0.75 => late = late.max(now),
            _ => {}
        }
    }
    let broken: Vec<Failure> = running.join_all().await.into_iter().filter_map(Result::err).collect();
    let took = begin.elapsed().as_secs_f64();

    println!("{took:.0} s, {} connections at work and {HOSTILE} that are hostile", WORKERS);
    println!("{} requests, {:.0} a second", tally.requests(), tally.requests() as f64 / took);
    for (answer, count) in tally.answers() {
        println!("{count:>10}  {answer}");
    }
    println!(
        "memory: {} at the start, {} in the second quarter, {} in the last",
        mib(start),
        mib(Some(early)),
        mib(Some(late))
    );
    let mut failures: Vec<String> = tally.malformed();
    failures.extend(broken.iter().map(|error| format!("a connection broke: {error}")));
    match PANICS.load(Ordering::SeqCst) {
        0 => {}
        panics => failures.push(format!("{panics} panics")),
    }
    if late > early + GROWTH {
        failures.push(format!("the memory grew from {} to {}", mib(Some(early)), mib(Some(late))));
    }
    center.stop().await;
    failures.iter().for_each(|failure| eprintln!("FAILED: {failure}"));
    if failures.is_empty() {
        println!("no panic, no malformed answer, no growth");
    }
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
