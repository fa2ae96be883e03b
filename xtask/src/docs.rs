//! `cargo xtask docs check`, `docs import` and `docs propose`: the vendor's pages against the spec.
//! What a page says and how it differs is in gravityzone-docs; this reads and writes files.

mod import;
mod pages;
mod propose;
mod write;

pub(crate) use self::pages::{date, read};
pub(crate) use self::write::write_checked;

use crate::outcome::Outcome;
use clap::{Arg, ArgAction, ArgMatches, Command};
use gravityzone_docs::{Report, Sheet, json, report, text};
use gravityzone_spec::{Spec, load_dir};
use std::path::{Path, PathBuf};

/// The subcommands and what they take.
pub(crate) fn command() -> Command {
    let pages = || {
        Arg::new("page")
            .value_name("PAGE")
            .num_args(1..)
            .required(true)
            .value_parser(clap::value_parser!(PathBuf))
            .help("A saved page, HTML or extracted text, or a folder of them")
    };
    let told = || {
        Arg::new("as")
            .long("as")
            .value_name("ID")
            .help("The article's id, such as 77211-126235, of the one page that does not tell it")
    };
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["text", "json"])
        .default_value("text")
        .help("For a person or for a program");
    Command::new("docs")
        .about("Read the vendor's pages")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(
            "Exit codes: 0 nothing is open, 1 there is drift or a finding, 2 wrong usage, 3 a page is unreadable",
        )
        .subcommand(Command::new("check").about("Report where pages and the spec differ; write nothing").args([
            pages(),
            told(),
            format,
        ]))
        .subcommand(
            Command::new("import")
                .about("Write what the pages say into spec/docs, then check")
                .args([pages(), told()])
                .arg(
                    Arg::new("accept-removals")
                        .long("accept-removals")
                        .action(ArgAction::SetTrue)
                        .help("Import although a page has fewer methods, params, fields or values than before"),
                )
                .arg(
                    Arg::new("accept")
                        .long("accept")
                        .value_name("KIND[@PLACE]=WHY")
                        .action(ArgAction::Append)
                        .value_parser(import::Acceptance::parse)
                        .help("Accept the open findings of a kind, of one method or member on request, and say why"),
                ),
        )
        .subcommand(
            Command::new("propose")
                .about("Write what is new and mechanical into the spec, with a TODO for the words")
                .args([pages(), told()]),
        )
}

/// Runs one of the subcommands.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else { return Outcome::failed(2, "unknown command\n") };
    let spec = match load_dir(&root.join("spec"), "spec") {
        Ok(spec) => spec,
        Err(mistakes) => return Outcome::failed(1, mistakes),
    };
    let files: Vec<PathBuf> = matches.get_many::<PathBuf>("page").into_iter().flatten().cloned().collect();
    let sheets = match read(&files, matches.get_one::<String>("as").map(String::as_str), &spec) {
        Ok(sheets) => sheets,
        Err(failed) => return failed,
    };
    match name {
        "import" => import::run(root, &spec, sheets, &import::Choices::of(matches)),
        "propose" => propose::run(root, &spec, &sheets),
        _ => check(&spec, &sheets, matches.get_one::<String>("format").is_some_and(|format| format == "json")),
    }
}

fn check(spec: &Spec, sheets: &[Sheet], as_json: bool) -> Outcome {
    let report = report(sheets, spec);
    let out = if as_json { json(&report) } else { text(&report) };
    Outcome { answer: out, code: code(&report), ..Outcome::default() }
}

fn code(report: &Report<'_>) -> u8 {
    u8::from(!report.is_clean())
}
