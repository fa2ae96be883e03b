//! `cargo xtask docs import`: what the pages say becomes `spec/docs/<article>.json`.
//! A page that is not understood, or that has lost facts, is not imported until somebody says that it is right.

use super::{code, date, write_checked};
use crate::outcome::Outcome;
use clap::ArgMatches;
use gravityzone_docs::{Finding, FindingKind, Sheet, accept, document, removals, report, supersedes, text};
use gravityzone_spec::{DocsPage, Spec, load_dir};
use std::collections::BTreeMap;
use std::path::Path;

/// What the maintainer has decided.
pub(super) struct Choices {
    removals: bool,
    accept: Vec<String>,
    about: Option<String>,
    because: String,
}

impl Choices {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        Self {
            removals: matches.get_flag("accept-removals"),
            accept: matches.get_many::<String>("accept").into_iter().flatten().cloned().collect(),
            about: matches.get_one::<String>("about").cloned(),
            because: matches.get_one::<String>("because").cloned().unwrap_or_default(),
        }
    }

    fn accepts(&self, finding: &Finding) -> bool {
        let about = |about: &String| {
            finding.subject.strip_prefix(about.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.accept.iter().any(|kind| kind == finding.kind.as_str()) && self.about.as_ref().is_none_or(about)
    }
}

pub(super) fn run(root: &Path, spec: &Spec, sheets: Vec<Sheet>, choices: &Choices) -> Outcome {
    if let Some(kind) = choices.accept.iter().find(|kind| FindingKind::ALL.iter().all(|known| known.as_str() != **kind))
    {
        let known: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.as_str()).collect();
        return Outcome::failed(2, format!("{kind} is no kind of finding; there are {}\n", known.join(", ")));
    }
    let (mut files, mut said, mut refused) = (BTreeMap::new(), String::new(), String::new());
    for sheet in &sheets {
        match take(spec, sheet, &sheets, choices) {
            Ok((path, text, what)) => {
                said.push_str(&format!("{path}: {what}\n"));
                text.into_iter().for_each(|text| drop(files.insert(path.clone(), text)));
            }
            Err(why) => refused.push_str(&why),
        }
    }
    if !refused.is_empty() {
        return Outcome::failed(1, format!("{refused}nothing was imported\n"));
    }
    if let Err(mistakes) = write_checked(root, &files) {
        return Outcome::failed(1, mistakes);
    }
    let spec = match load_dir(&root.join("spec"), "spec") {
        Ok(spec) => spec,
        Err(mistakes) => return Outcome::failed(1, mistakes),
    };
    let report = report(&sheets, &spec);
    Outcome { out: format!("{said}{}", text(&report)), code: code(&report), ..Outcome::default() }
}

/// The path and the text of a page's file, with no text if it stands already; or why the page is refused.
fn take(
    spec: &Spec,
    sheet: &Sheet,
    sheets: &[Sheet],
    choices: &Choices,
) -> Result<(String, Option<String>, &'static str), String> {
    let stored = spec.docs.iter().find(|known| known.page == sheet.facts.page);
    let file = &sheet.page.file;
    let mut page = sheet.facts.clone();
    let checked = report(std::slice::from_ref(sheet), spec);
    let mut refused = String::new();
    for result in &checked.pages {
        for block in result.unplaced() {
            refused.push_str(&format!("{file}:{}: unplaced: {}\n", block.at, block.excerpt));
        }
        let (accepted, open): (Vec<&Finding>, Vec<&Finding>) =
            result.findings.iter().copied().partition(|finding| choices.accepts(finding));
        for finding in open {
            let (at, kind) = (finding.at, finding.kind);
            let because = format!("settle it, or --accept {kind} --because TEXT");
            refused.push_str(&format!("{file}:{at}: {kind}: {}: {}; {because}\n", finding.subject, finding.text));
        }
        page.accepted = stored.map(|stored| stored.accepted.clone()).unwrap_or_default();
        accept(&mut page, &accepted, &result.stale, &choices.because);
    }
    let gone = stored.map(|stored| removals(stored, &page)).unwrap_or_default();
    if !gone.is_empty() && !choices.removals {
        for gone in &gone {
            refused.push_str(&format!("{file}: the last import had {gone}\n"));
        }
        refused
            .push_str(&format!("{file}: fewer facts than before; if the vendor took them away: --accept-removals\n"));
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    for method in &mut page.methods {
        method.supersedes = supersedes(sheet, &method.name, sheets, spec);
    }
    let path = format!("spec/docs/{}.json", page.page);
    let as_stored = |stored: &DocsPage| -> Result<bool, String> {
        page.imported.clone_from(&stored.imported);
        Ok(document(&page)? == document(stored)?)
    };
    if stored.map(as_stored).transpose()? == Some(true) {
        return Ok((path, None, "as it was"));
    }
    page.imported = date();
    Ok((path, Some(document(&page)?), if stored.is_some() { "changed" } else { "new" }))
}
