//! `cargo xtask release-notes BASE`: the changelog for users since a release, from the changes of the spec.
//! With --write the published client carries it, beside the same changes for other programs.

use crate::outcome::Outcome;
use crate::revision::Revision;
use crate::surface::explained;
use clap::{Arg, ArgAction, ArgMatches, Command};
use gravityzone_diff::{Change, Declared, Entry, Explained, Format, Report, RustNames, compare, release_notes};
use std::path::Path;

/// Where the published client carries them.
const NOTES: &str = "crates/gravityzone-client/API-CHANGES.md";
const CHANGES: &str = "crates/gravityzone-client/api-diff.json";

/// The command as it is typed.
pub(crate) fn command() -> Command {
    Command::new("release-notes")
        .about("Write the changelog for users since a release")
        .arg(
            Arg::new("base")
                .value_name("BASE")
                .required(true)
                .help("The last release: a folder or a git revision; the word nothing for a first release"),
        )
        .arg(
            Arg::new("write")
                .long("write")
                .action(ArgAction::SetTrue)
                .help(format!("Write {NOTES} and {CHANGES}, which the client's package carries")),
        )
}

/// Tells them, or writes them; ends with 3 if the two cannot be compared.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Outcome {
    noted(root, matches).unwrap_or_else(|notice| Outcome { notice, code: 3, ..Outcome::default() })
}

fn noted(root: &Path, matches: &ArgMatches) -> Result<Outcome, String> {
    let name = matches.get_one::<String>("base").map(String::as_str).unwrap_or_default();
    let head = Revision::working_tree(root)?;
    let title = head.version.clone().unwrap_or_else(|| "Next".to_owned());
    let (notes, json) = match name {
        "nothing" => first(&title),
        base => since(root, &Revision::of(root, base)?, head, &title)?,
    };
    if !matches.get_flag("write") {
        return Ok(Outcome { answer: notes, ..Outcome::default() });
    }
    for (path, text) in [(NOTES, &notes), (CHANGES, &json)] {
        std::fs::write(root.join(path), text).map_err(|error| format!("cannot write {path}: {error}\n"))?;
    }
    Ok(Outcome { answer: format!("written: {NOTES}, {CHANGES}\n"), ..Outcome::default() })
}

/// Of a first release there is nothing to compare with.
fn first(title: &str) -> (String, String) {
    let notes = release_notes(title, &[], &Explained::default(), &RustNames::new());
    let first =
        notes.replace("Nothing that a program meets has changed.", "The first release: there is nothing before it.");
    (headed(&first), report(Vec::new(), Declared::between(None, None)).render(Format::Json))
}

fn report(changes: Vec<Change>, declared: Declared) -> Report {
    Report::new("", "", changes.into_iter().map(Entry::from).collect(), declared)
}

fn since(root: &Path, base: &Revision, head: Revision, title: &str) -> Result<(String, String), String> {
    let declared = Declared::between(base.version.as_deref(), head.version.as_deref());
    let head = head.load()?;
    let (before, mistakes) = base.clone().load_past()?;
    let mut changes = compare(&before, &head);
    let (explained, rust) = explained(root, base, &before, mistakes.is_empty(), &head, &mut changes)?;
    let notes = release_notes(title, &changes, &explained, &rust);
    Ok((headed(&notes), report(changes, declared).render(Format::Json)))
}

fn headed(notes: &str) -> String {
    format!(
        "# Changes of the API\n\nWhat the last release changed for programs that use this crate, made of the changes of the spec.\n`api-diff.json` beside it tells the same to other programs.\n\n{notes}"
    )
}
