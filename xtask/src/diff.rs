//! `cargo xtask diff BASE [HEAD]`: what changed between two specs, for the wire and for users' Rust.
//! Loads both sides, has them compared, and says it in the wanted form; the rest is gravityzone-diff's.

use crate::docs::date;
use crate::outcome::Outcome;
use crate::revision::{Revision, merge_base};
use crate::surface::explained;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use gravityzone_diff::{Change, Day, Declared, FailOn, Format, Report, accept, accept_stubs, compare, describe};
use gravityzone_spec::{Acceptance, Sources, load_accepted};
use std::path::{Path, PathBuf};

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
        .arg(option("explain", "RULE", "Tell what a rule means, or all, and compare nothing"))
        .arg(option("accept", "FILE", "The accepted changes; accepted.json of the head's spec if it is left out"))
        .arg(
            Arg::new("write-accept")
                .long("write-accept")
                .action(ArgAction::SetTrue)
                .help("Write a stub into that file for each change that fails; a person writes the reasons"),
        )
        .arg(option("link", "ADDRESS", "Where the repository's files stand for the head: places become links to it"))
        .arg(option("output", "FILE", "Write the answer into a file"))
}

/// Compares, and ends with 0 if nothing was found that counts, 1 if something was, 3 if it could not be compared.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Outcome {
    if let Some(rule) = matches.get_one::<String>("explain") {
        return match describe(rule) {
            Ok(answer) => Outcome { answer, ..Outcome::default() },
            Err(notice) => Outcome::failed(2, notice),
        };
    }
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
    let (revision, head_revision) = (base.clone(), head.clone());
    let head =
        head.load().map_err(|mistakes| format!("{mistakes}{head_name} cannot be compared before this is right\n"))?;
    let (base, mistakes) = base.load_past().map_err(|mistakes| format!("{mistakes}{base_name} cannot be read\n"))?;
    if let Some(count) = mistakes.lines().last() {
        notice.push_str(&format!("{base_name} breaks rules of today and is read as far as it goes: {count}\n"));
    }
    let mut changes = compare(&base, &head);
    let (explained, _) = explained(root, &revision, &base, mistakes.is_empty(), &head, &mut changes)?;
    let surface = explained.unexplained.iter().map(ToString::to_string).collect();
    let file = text("accept").map_or_else(|| head_revision.accepted(), |file| Some(PathBuf::from(file)));
    let (accepted, sources) = match text("accept") {
        Some(file) if Path::new(file).exists() || !matches.get_flag("write-accept") => read_accepted(file)?,
        Some(_) => (Vec::new(), Sources::default()),
        None => (head.accepted.clone(), head.sources.clone()),
    };
    let day = Day { today: &date(), version: head_revision.version.as_deref() };
    let (entries, notices) = accept(changes, &accepted, &sources, day);
    notices.iter().for_each(|told| notice.push_str(&format!("{told}\n")));
    let mut report = Report::new(base_name, head_name, entries, declared);
    report.notices = notices;
    report.surface = surface;
    report.link = text("link").map(str::to_owned);
    report.base_link = text("link").zip(commit).and_then(|(link, commit)| beside(link, &commit));
    let format =
        Format::ALL.iter().find(|format| Some(format.as_str()) == text("format")).copied().unwrap_or(Format::Text);
    let on = FailOn::ALL.iter().find(|on| Some(on.as_str()) == text("fail-on")).copied().unwrap_or(FailOn::Breaking);
    if matches.get_flag("write-accept") {
        let file =
            file.ok_or("the head is a git revision, where nothing can be written: name a file with --accept\n")?;
        notice.push_str(&write_accepted(&file, &accepted, &report.failing(on))?);
    }
    let mut answer = report.render(format);
    if let Some(file) = text("output") {
        std::fs::write(file, &answer).map_err(|error| format!("cannot write {file}: {error}\n"))?;
        answer.clear();
    }
    Ok(Outcome { answer, notice, code: u8::from(report.fails(on)) })
}

fn read_accepted(file: &str) -> Result<(Vec<Acceptance>, Sources), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}\n"))?;
    load_accepted(&text, file)
}

/// Writes stubs for changes that nobody has decided about, and says so.
fn write_accepted(file: &Path, known: &[Acceptance], failing: &[&Change]) -> Result<String, String> {
    let shown = file.display().to_string();
    let new: Vec<&Change> = failing
        .iter()
        .filter(|change| !known.iter().any(|one| one.fingerprint == change.fingerprint))
        .copied()
        .collect();
    if new.is_empty() {
        return Ok(format!("{shown}: nothing to add\n"));
    }
    let text = std::fs::read_to_string(file).unwrap_or_else(|_| match file.with_file_name("schema").is_dir() {
        true => r#"{ "$schema": "schema/accepted.schema.json", "accepted": {} }"#.to_owned(),
        false => r#"{ "accepted": {} }"#.to_owned(),
    });
    let written = accept_stubs(&text, &shown, &new)?;
    std::fs::write(file, written).map_err(|error| format!("cannot write {shown}: {error}\n"))?;
    Ok(format!(
        "{shown}: {} added; write their reasons, until then they fail. It holds changes that are taken as they are: where \
         a page is wrong belongs in errata.json, and what is known of a page otherwise is accepted in docs/.\n",
        new.len()
    ))
}

/// The address of another commit's files: `.../blob/HEAD` becomes `.../blob/BASE`.
fn beside(link: &str, commit: &str) -> Option<String> {
    let (blob, _) = link.trim_end_matches('/').rsplit_once('/')?;
    Some(format!("{blob}/{commit}"))
}
