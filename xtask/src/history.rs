//! `cargo xtask history METHOD`: when each part of a method came, and what changed of it since.
//! Git tells the commits that changed spec/; what they changed is gravityzone-diff's to say.

use crate::outcome::Outcome;
use crate::revision::Revision;
use clap::{Arg, ArgMatches, Command};
use gravityzone_diff::{Change, History, Revision as Past, history};
use std::path::Path;

/// The command as it is typed.
pub(crate) fn command() -> Command {
    Command::new("history")
        .about("Tell when each part of a method came")
        .arg(Arg::new("method").value_name("METHOD").required(true).help("As area.method: companies.createCompany"))
        .arg(Arg::new("until").value_name("REVISION").default_value("HEAD").help("The last commit that is looked at"))
}

/// Tells it; ends with 2 if there is no such method, with 3 if git cannot tell.
pub(crate) fn run(root: &Path, matches: &ArgMatches) -> Outcome {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let (revisions, notice) = match past(root, text("until")) {
        Ok(past) => past,
        Err(notice) => return Outcome { notice, code: 3, ..Outcome::default() },
    };
    match history(&revisions, text("method")) {
        Ok(history) => Outcome { answer: told(&revisions, &history), notice, code: 0 },
        Err(wrong) => Outcome { notice: format!("{notice}{wrong}\n"), code: 2, ..Outcome::default() },
    }
}

/// The specs of all commits that changed them; one that cannot be read is left out, and said.
fn past(root: &Path, until: &str) -> Result<(Vec<Past>, String), String> {
    let (mut revisions, mut notice) = (Vec::new(), String::new());
    for (commit, date, title) in Revision::commits(root, until)? {
        let name: String = commit.chars().take(9).collect();
        match Revision::of(root, &commit).and_then(Revision::load_past) {
            Ok((spec, _)) => revisions.push(Past { name, date, title, spec }),
            Err(_) => notice.push_str(&format!("{name} is left out: its spec cannot be read\n")),
        }
    }
    if revisions.is_empty() {
        return Err(format!("{notice}no commit up to {until} has a spec\n"));
    }
    Ok((revisions, notice))
}

fn told(revisions: &[Past], history: &History) -> String {
    let mut text = String::new();
    let width = history.parts.iter().map(|part| part.at.len()).max().unwrap_or_default();
    for part in &history.parts {
        let since = &revisions[part.since];
        let before = match part.before.as_slice() {
            [] => String::new(),
            names => format!("; before that {}", names.join(", ")),
        };
        text.push_str(&format!("{:width$}  {} {}{before}\n", part.at, since.date, since.name));
    }
    if history.changes.is_empty() {
        text.push_str("\nNothing of it has changed since.\n");
        return text;
    }
    text.push_str("\nWhat changed:\n");
    let mut last = None;
    for (at, change) in &history.changes {
        if last != Some(*at) {
            let revision = &revisions[*at];
            text.push_str(&format!("\n{} {} {}\n", revision.date, revision.name, revision.title));
            last = Some(*at);
        }
        text.push_str(&format!("  {} {}{}\n", change.rule, change.at, values(change)));
    }
    text
}

/// Before and after, where they are short.
fn values(change: &Change) -> String {
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let short = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
    let told = format!(": {} -> {}", short(before.map(ToString::to_string)), short(after.map(ToString::to_string)));
    if told.len() <= 100 { told } else { String::new() }
}
