//! How long the lenient decoding takes, beside a strict serde derive of the same object, in one run.
//! `cargo run --release -p gravityzone-tests --example decode` prints the ratio; no test rests on it.

#![expect(clippy::unwrap_used, reason = "a benchmark of a text that it makes itself")]

use gravityzone_model::companies::Company;
use gravityzone_wire::from_json;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A company, derived and strict.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only decoded")]
struct Strict {
    #[serde(rename = "type")]
    kind: i64,
    name: String,
    id: String,
    address: Option<String>,
    phone: Option<String>,
    can_be_managed_by_above: Option<bool>,
    #[serde(rename = "enforce2FA")]
    enforce_2fa: Option<bool>,
    #[serde(rename = "skip2FAPeriod")]
    skip_2fa_period: Option<i64>,
    is_suspended: Option<bool>,
    created_at: Option<String>,
    country: Option<String>,
    state: Option<String>,
    industry: Option<i64>,
    contact_person: Option<Person>,
    risk_score: Option<Risk>,
    custom_fields: Option<BTreeMap<String, String>>,
    mdr_contact_information: Option<Person>,
    duplicate_closed_incidents_on_update: Option<bool>,
    parent_company_id: Option<String>,
    company_path: Option<serde_json::Value>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only decoded")]
struct Person {
    full_name: Option<String>,
    email: Option<String>,
    phone_number: Option<String>,
    company_role: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only decoded")]
struct Risk {
    value: Option<String>,
    impact: Option<String>,
    misconfigurations: Option<String>,
    app_vulnerabilities: Option<String>,
    human_risks: Option<String>,
    industry_modifier: Option<String>,
}

fn main() {
    let item = |n: usize| {
        format!(
            r#"{{"type":1,"name":"Company {n}","id":"64f0a1c27be3d9541c{n:06}","address":"Strandgata {n}","phone":"+4700000{n:03}","canBeManagedByAbove":true,"enforce2FA":true,"skip2FAPeriod":7,"isSuspended":false,"createdAt":"2026-02-11T08:42:10","country":"NO","state":"NO-55","industry":1903}}"#
        )
    };
    let text = format!("[{}]", (0..1500).map(item).collect::<Vec<_>>().join(","));
    let mut ratios = Vec::new();
    let (mut strict_best, mut lenient_best) = (Duration::MAX, Duration::MAX);
    for _ in 0..40 {
        let strict = time(|| drop(black_box(serde_json::from_str::<Vec<Strict>>(black_box(&text)).unwrap())));
        let lenient = time(|| drop(black_box(from_json::<Vec<Company>>(black_box(&text), None).unwrap())));
        ratios.push(lenient.as_secs_f64() / strict.as_secs_f64());
        strict_best = strict_best.min(strict);
        lenient_best = lenient_best.min(lenient);
    }
    ratios.sort_by(f64::total_cmp);
    println!("1,500 companies with 13 of their 20 members, {} kB, 40 rounds side by side", text.len() / 1000);
    println!("strict derive  {:>8.3} ms at best", strict_best.as_secs_f64() * 1e3);
    println!("this project   {:>8.3} ms at best", lenient_best.as_secs_f64() * 1e3);
    println!("ratio          {:>8.2} median, {:.2} to {:.2}", ratios[20], ratios[0], ratios[39]);
}

fn time(run: impl Fn()) -> Duration {
    let start = Instant::now();
    for _ in 0..5 {
        run();
    }
    start.elapsed() / 5
}
