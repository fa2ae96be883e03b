//! How long a comparison takes, beside the loading of the two specs: `cargo run --release -p gravityzone-diff --example bench`.
//! The spec of the project is multiplied until it has 150 methods; run it in the project's folder.

use gravityzone_diff::{Change, compare};
use gravityzone_spec::{load_past, read_dir};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

type Files = BTreeMap<String, Vec<u8>>;

fn main() -> Result<(), String> {
    let files = multiplied(&read_dir(Path::new("spec"), "spec")?, 6)?;
    let mut edited = files.clone();
    // one member of a type that many methods use, one param, one code
    replace(
        &mut edited,
        "shared.json",
        "\"isSuspended\": { \"type\": \"boolean\"",
        "\"isSuspended\": { \"type\": \"integer\"",
    );
    replace(
        &mut edited,
        "areas/companies1.json",
        "\"address\": { \"type\": \"string\"",
        "\"postalAddress\": { \"type\": \"string\"",
    );
    replace(&mut edited, "enums/industry.json", "\"2\": \"AGRICULTURE\"", "\"2\": \"FARMS\"");

    let (base, head) = (load_past(files.clone(), "base")?.0, load_past(edited.clone(), "head")?.0);
    println!("{} methods against {}", base.methods().count(), head.methods().count());
    let loading = median(|| drop((load_past(files.clone(), "base"), load_past(edited.clone(), "head"))));
    let comparing = median(|| drop(compare(&base, &head)));
    let same = median(|| drop(compare(&base, &base)));
    let ratio = |time: Duration| time.as_secs_f64() / loading.as_secs_f64();
    println!("loading both   {:8.2} ms  1.00", millis(loading));
    println!("comparing      {:8.2} ms  {:.2} (goal: under 100 ms)", millis(comparing), ratio(comparing));
    println!("nothing to see {:8.2} ms  {:.2}", millis(same), ratio(same));
    for Change { rule, at, methods, .. } in compare(&base, &head) {
        println!("{rule} at {at}, methods: {}", methods.len());
    }
    Ok(())
}

/// The middle of 21 runs.
fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[10]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Every area several times under names of its own; errata and probe go with the first.
fn multiplied(files: &Files, times: usize) -> Result<Files, String> {
    let mut all = files.clone();
    let mut names: Vec<String> = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("areas/")) {
        let name = path.trim_start_matches("areas/").trim_end_matches(".json");
        names.push(name.to_owned());
        let text = String::from_utf8_lossy(text);
        for copy in 1..times {
            let other = format!("{name}{copy}");
            let renamed = text.replacen(&format!("\"area\": \"{name}\""), &format!("\"area\": \"{other}\""), 1);
            all.insert(format!("areas/{other}.json"), renamed.into_bytes());
            names.push(other);
        }
    }
    let api = files.get("api.json").ok_or("there is no spec/api.json here: run it in the project's folder")?;
    let api = String::from_utf8_lossy(api).into_owned();
    let start = api.find("\"areas\": [").ok_or("api.json lists no areas")?;
    let end = api[start..].find(']').ok_or("api.json lists no areas")? + start;
    let listed = format!("{}\"areas\": {names:?}{}", &api[..start], &api[end + 1..]);
    all.insert("api.json".to_owned(), listed.into_bytes());
    Ok(all)
}

fn replace(files: &mut Files, path: &str, old: &str, new: &str) {
    if let Some(text) = files.get_mut(path) {
        let edited = String::from_utf8_lossy(text).replace(old, new);
        *text = edited.into_bytes();
    }
}
