//! The maintainer's commands: `cargo xtask COMMAND`.
//! This file is the table of contents; each command is a file.

mod diff;
mod docs;
mod errata;
mod generate;
mod history;
mod outcome;
mod release_notes;
mod revision;
mod spec;
mod surface;

use self::outcome::Outcome;
use clap::{Arg, ArgAction, Command};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = |help: &'static str| Arg::new("check").long("check").action(ArgAction::SetTrue).help(help);
    let command = Command::new("cargo xtask")
        .about("The maintainer's commands")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("project")
                .long("project")
                .value_name("FOLDER")
                .value_parser(clap::value_parser!(PathBuf))
                .help("Work on another checkout than the one that this program was built in"),
        )
        .subcommand(
            Command::new("generate")
                .about("Make the generated crates of spec/")
                .arg(check("Write nothing; fail if a generated file is stale, missing or orphaned")),
        )
        .subcommand(diff::command())
        .subcommand(history::command())
        .subcommand(release_notes::command())
        .subcommand(
            Command::new("spec")
                .about("Look after the spec")
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand(Command::new("check").about("Report every mistake in spec/"))
                .subcommand(
                    Command::new("fmt")
                        .about("Write every file of spec/ in its canonical form")
                        .arg(check("Write nothing; fail if a file is not canonical")),
                ),
        )
        .subcommand(docs::command())
        .subcommand(errata::command());
    let matches = command.get_matches();
    let root = matches.get_one::<PathBuf>("project").cloned().unwrap_or_else(root);
    let outcome: Outcome = match matches.subcommand() {
        Some(("generate", matches)) => generate::run(&root, matches.get_flag("check")).into(),
        Some(("diff", matches)) => diff::run(&root, matches),
        Some(("history", matches)) => history::run(&root, matches),
        Some(("release-notes", matches)) => release_notes::run(&root, matches),
        Some(("spec", matches)) => match matches.subcommand() {
            Some(("fmt", matches)) => spec::fmt(&root, matches.get_flag("check")).into(),
            _ => spec::check(&root).into(),
        },
        Some(("docs", matches)) => docs::run(&root, matches),
        Some(("errata", matches)) => errata::run(&root, matches),
        _ => Outcome::failed(2, "unknown command\n"),
    };
    outcome.end()
}

/// The project's folder: the one above this package.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
