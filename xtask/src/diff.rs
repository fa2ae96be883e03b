//! `cargo xtask diff BASE [HEAD]`: what changed between two specs, for the wire and for users' Rust.
//! Loads both sides, has them compared, and says it in the wanted form; the rest is gravityzone-diff's.

use crate::outcome::Outcome;
use crate::revision::{Revision, merge_base};
use crate::surface::explained;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use gravityzone_diff::{Advice, Declared, Entry, FailOn, Format, Report, compare};
use std::path::Path;

/// The command as it is typed.
pub(crate) fn command() -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let words = |words: Vec<&'static str>| PossibleValuesParser::new(words);
    Command::new("diff")
        .about("Tell what changed between two specs")
        .arg(
            Arg::new("base")
                .value_name("BASE")
                .help("A folder or a git revision; the merge base with the main branch if it is left out"),
        )
        .arg(Arg::new("head").value_name("HEAD").help("A folder or a git revision; the working tree if it is left out"))
        .arg(
            option("format", "FORMAT", "The form of the answer")
                .value_parser(words(Format::ALL.iter().map(|format| format.as_str()).collect()))
                .default_value(Format::Text.as_str()),
        )
        .arg(
            option(
                "fail-on",
                "WHAT",
                "What makes the exit code 1: a change of this level or worse, or a declared version that is too small",
            )
            .value_parser(words(FailOn::ALL.iter().map(|on| on.as_str()).collect()))
            .default_value(FailOn::Breaking.as_str()),
        )
        .arg(option("link", "ADDRESS", "Where the repository's files stand for the head: places become links to it"))
        .arg(option("output", "FILE", "Write the answer into a file"))
}

/// Compares, and ends with 0 if nothing was found that counts, 1 if something was, 3 if it could not be compared.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Outcome {
    compared(root, matches).unwrap_or_else(|notice| Outcome { notice, code: 3, ..Outcome::default() })
}

fn compared(root: &Path, matches: &ArgMatches) -> Result<Outcome, String> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let mut notice = String::new();
    let base = match text("base") {
        Some(base) => Revision::of(root, base)?,
        None => Revision::of(root, &merge_base(root)?)?,
    };
    let head = match text("head") {
        Some(head) => Revision::of(root, head)?,
        None => Revision::working_tree(root)?,
    };
    let declared = Declared::between(base.version.as_deref(), head.version.as_deref());
    let commit = base.commit.clone();
    let (base_name, head_name) = (base.name.clone(), head.name.clone());
    let revision = base.clone();
    let head =
        head.load().map_err(|mistakes| format!("{mistakes}{head_name} cannot be compared before this is right\n"))?;
    let (base, mistakes) = base.load_past().map_err(|mistakes| format!("{mistakes}{base_name} cannot be read\n"))?;
    if let Some(count) = mistakes.lines().last() {
        notice.push_str(&format!("{base_name} breaks rules of today and is read as far as it goes: {count}\n"));
    }
    let mut changes = compare(&base, &head);
    let (explained, _) = explained(root, &revision, &base, mistakes.is_empty(), &head, &mut changes)?;
    let surface = explained.unexplained.iter().map(ToString::to_string).collect();
    let entries: Vec<Entry> = changes.into_iter().map(|change| Entry { change, accepted: None }).collect();
    let advice = Advice::of(entries.iter().map(|entry| (&entry.change, entry.accepted.is_some())), declared);
    let report = Report {
        base: base_name,
        head: head_name,
        entries,
        advice,
        surface,
        base_link: text("link").zip(commit).and_then(|(link, commit)| beside(link, &commit)),
        link: text("link").map(str::to_owned),
    };
    let format =
        Format::ALL.iter().find(|format| Some(format.as_str()) == text("format")).copied().unwrap_or(Format::Text);
    let on = FailOn::ALL.iter().find(|on| Some(on.as_str()) == text("fail-on")).copied().unwrap_or(FailOn::Breaking);
    let mut answer = report.render(format);
    if let Some(file) = text("output") {
        std::fs::write(file, &answer).map_err(|error| format!("cannot write {file}: {error}\n"))?;
        answer.clear();
    }
    Ok(Outcome { answer, notice, code: u8::from(report.fails(on)) })
}

/// The address of another commit's files: `.../blob/HEAD` becomes `.../blob/BASE`.
fn beside(link: &str, commit: &str) -> Option<String> {
    let (blob, _) = link.trim_end_matches('/').rsplit_once('/')?;
    Some(format!("{blob}/{commit}"))
}
