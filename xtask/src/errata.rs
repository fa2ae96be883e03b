//! `cargo xtask errata new ADDRESS`: a stub in spec/errata.json, filled with what is known.
//! The difference comes from the last import, or from a page; a passage that makes no difference is named by its line.

use crate::docs::{date, read, write_checked};
use crate::outcome::Outcome;
use clap::{Arg, ArgMatches, Command};
use gravityzone_docs::{Drift, Sheet, drift, imported, words_at};
use gravityzone_spec::{Entry, FileKind, Spec, insert, load_dir};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The subcommands and what they take.
pub(crate) fn command() -> Command {
    let page = Arg::new("page")
        .long("page")
        .value_name("PAGE")
        .value_parser(clap::value_parser!(PathBuf))
        .help("The saved page that is wrong; without it the last imports are looked at");
    let line = Arg::new("line")
        .long("line")
        .value_name("LINE")
        .requires("page")
        .value_parser(clap::value_parser!(usize))
        .help("The line of the passage that is wrong, where it makes no difference to the facts");
    Command::new("errata")
        .about("Look after the errata: where the vendor's pages are wrong")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("new")
                .about("Add a stub for an address, with what the page says there")
                .arg(Arg::new("address").value_name("ADDRESS").required(true).help("As a check prints it"))
                .args([page, line]),
        )
}

/// Runs one of the subcommands.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Outcome {
    let Some(("new", matches)) = matches.subcommand() else { return Outcome::failed(2, "unknown command\n") };
    let spec = match load_dir(&root.join("spec"), "spec") {
        Ok(spec) => spec,
        Err(mistakes) => return Outcome::failed(1, mistakes),
    };
    let sheets = match matches.get_one::<PathBuf>("page") {
        None => imported(&spec),
        Some(page) => match read(std::slice::from_ref(page), None, &spec) {
            Ok(sheets) => sheets,
            Err(failed) => return failed,
        },
    };
    let address = matches.get_one::<String>("address").map_or("", String::as_str);
    let line = matches.get_one::<usize>("line").copied();
    match stub(&spec, &sheets, address, line) {
        Err(why) => Outcome::failed(2, why),
        Ok((name, stub)) => write(root, &name, &stub).into(),
    }
}

/// The name of the erratum and its text.
fn stub(spec: &Spec, sheets: &[Sheet], address: &str, line: Option<usize>) -> Result<(String, String), String> {
    let name = name(spec, address);
    let (page, expects, words) = match line {
        Some(line) => {
            let Some(sheet) = sheets.first() else { return Err("there is no page\n".to_owned()) };
            let block = sheet.page.blocks.iter().rev().find(|block| block.at.line <= line);
            let block = block.ok_or_else(|| format!("{}: nothing stands at line {line}\n", sheet.page.file))?;
            (sheet.facts.page.clone(), Map::new(), vec![block.hash.to_string()])
        }
        None => {
            let drifts = drift(sheets, spec);
            let here: Vec<&Drift> = drifts.iter().filter(|drift| drift.at == address && drift.is_open()).collect();
            match here.first() {
                Some(first) => (first.page.clone(), expects(&here, &first.page), Vec::new()),
                None => match words_at(sheets, spec, address) {
                    Some((page, words)) => (page, Map::new(), vec![words]),
                    None => return Err(nowhere(address)),
                },
            }
        }
    };
    let mut stub = Map::new();
    stub.insert("at".to_owned(), json!([address]));
    stub.insert("page".to_owned(), json!(page));
    stub.insert("says".to_owned(), json!("TODO: what the page says, as facts"));
    if !expects.is_empty() {
        stub.insert("expects".to_owned(), Json::Object(expects));
    }
    if !words.is_empty() {
        stub.insert("words".to_owned(), json!(words));
    }
    stub.insert("hold".to_owned(), json!("TODO: what the spec holds"));
    stub.insert("why".to_owned(), json!("TODO: how you know"));
    stub.insert("seen".to_owned(), json!(date()));
    Ok((name, Json::Object(stub).to_string()))
}

/// What a page says at an address, by the kind of difference.
fn expects(here: &[&Drift], page: &str) -> Map<String, Json> {
    let docs = |drift: &Drift| json!(drift.docs.as_deref().unwrap_or_default());
    here.iter().filter(|drift| drift.page == page).map(|drift| (drift.kind.to_string(), docs(drift))).collect()
}

fn nowhere(address: &str) -> String {
    format!(
        "no imported page tells of {address:?}; cargo xtask docs check lists the addresses, and a passage that belongs to \
         no member is named by --page PAGE --line LINE\n"
    )
}

/// A name of the last two parts of the address, with a number if it is taken.
fn name(spec: &Spec, address: &str) -> String {
    let parts: Vec<&str> = address.rsplit('.').take(2).filter(|part| *part != "params").collect();
    let mut name = String::new();
    for c in parts.into_iter().rev().collect::<Vec<_>>().join("-").chars() {
        if c.is_ascii_uppercase() && !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    let taken = |name: &String| spec.errata.iter().any(|erratum| erratum.name == *name);
    (1..)
        .map(|number| if number == 1 { name.clone() } else { format!("{name}-{number}") })
        .find(|name| !taken(name))
        .unwrap_or(name)
}

fn write(root: &Path, name: &str, stub: &str) -> Result<String, String> {
    let path = "spec/errata.json";
    let text = fs::read_to_string(root.join(path)).map_err(|error| format!("cannot read {path}: {error}\n"))?;
    let entry = Entry { key: name, value: stub, after: None };
    let text = insert(FileKind::Errata, path, &text, &["errata"], entry)?;
    write_checked(root, &BTreeMap::from([(path.to_owned(), text)]))?;
    Ok(format!(
        "{path}: {name:?} is a stub; write its name and where it says TODO\n\
         an erratum is for a page that is wrong; what only an extract lost is accepted in spec/docs, and what an API diff \
         breaks on purpose in spec/accepted.json\n"
    ))
}
