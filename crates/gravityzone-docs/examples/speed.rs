//! How long one page takes: `cargo run --release -p gravityzone-docs --example speed [-- PAGE...]`.
//! Without a page it reads one that it makes: 45 KB of invented methods, as text and as HTML.

use gravityzone_docs::read;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const SIZE: usize = 45_000;
const ROUNDS: u32 = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut pages = Vec::new();
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        pages.push((file, bytes));
    }
    if pages.is_empty() {
        pages =
            vec![("invented.txt".to_owned(), text()?.into_bytes()), ("invented.html".to_owned(), html()?.into_bytes())];
    }
    for (file, bytes) in &pages {
        let (mut best, start) = (Duration::MAX, Instant::now());
        for _ in 0..ROUNDS {
            let round = Instant::now();
            read(file, bytes)?;
            best = best.min(round.elapsed());
        }
        let mean = start.elapsed() / ROUNDS;
        let methods = read(file, bytes)?.methods.len();
        println!("{file}: {} bytes, {methods} methods: {mean:.1?} on average, {best:.1?} at best", bytes.len());
    }
    Ok(())
}

fn text() -> Result<String, std::fmt::Error> {
    let mut out = String::from("Lamps\n\nThese methods look after lamps.\n\nAPI url: HOST/v1.0/jsonrpc/lamps\n\n");
    for number in 0.. {
        if out.len() >= SIZE {
            break;
        }
        let name = format!("lightLamp{number}");
        write!(
            out,
            "{name}\n\nThis method lights a lamp.\n\nParameters\n\nParameter\n\nType\n\nOptional\n\nDescription\n\n"
        )?;
        for (index, ty) in ["String", "Number", "Boolean", "Object"].into_iter().enumerate() {
            write!(
                out,
                "param{index}\n\n{ty}\n\nYes\n\nWhat it is for. Default value: 3. If not set, it will not be changed.\n\n"
            )?;
        }
        out.push_str("Return value\n\nThis method returns an Object containing the lamp:\n\n");
        for index in 0..8 {
            write!(out, "  • field{index} (Integer) - one of these: 0 for dark, 1 for bright\n\n")?;
        }
        write!(out, "Example\n\nRequest:\n\n{{\n  \"method\": \"{name}\",\n  \"params\": {{}}\n}}\n\n")?;
        out.push_str("Response:\n\n{\n  \"result\": { \"field0\": 1 }\n}\n\n");
    }
    Ok(out)
}

fn html() -> Result<String, std::fmt::Error> {
    let mut out = String::from("<html><body><article><h1>Lamps</h1><p>API url: HOST/v1.0/jsonrpc/lamps</p>\n");
    for number in 0.. {
        if out.len() >= SIZE {
            break;
        }
        let name = format!("lightLamp{number}");
        write!(
            out,
            "<div class=\"section\"><h2 class=\"title\">{name}</h2><p>This method lights a lamp.</p><h3>Parameters</h3>\n<table>"
        )?;
        out.push_str("<tr><th>Parameter</th><th>Type</th><th>Optional</th><th>Description</th></tr>\n");
        for (index, ty) in ["String", "Number", "Boolean", "Object"].into_iter().enumerate() {
            writeln!(
                out,
                "<tr><td><code>param{index}</code></td><td>{ty}</td><td>Yes</td><td><p>What it is for. Default value: 3.</p></td></tr>"
            )?;
        }
        out.push_str("</table><h3>Return value</h3><p>This method returns an Object containing the lamp:</p><ul>\n");
        for index in 0..8 {
            writeln!(
                out,
                "<li><p><code>field{index}</code> (Integer) - one of these: 0 for dark, 1 for bright</p></li>"
            )?;
        }
        write!(out, "</ul><h3>Example</h3><p>Request:</p><pre>{{\"method\": \"{name}\", \"params\": {{}}}}</pre>")?;
        out.push_str("<p>Response:</p><pre>{\"result\": {\"field0\": 1}}</pre></div>\n");
    }
    out.push_str("</article></body></html>\n");
    Ok(out)
}
