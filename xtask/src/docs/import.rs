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
    accept: Vec<Acceptance>,
}

/// Findings that need nothing: `KIND[@PLACE]=WHY`.
#[derive(Clone)]
pub(super) struct Acceptance {
    kind: String,
    place: Option<String>,
    why: String,
}

impl Choices {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        Self {
            removals: matches.get_flag("accept-removals"),
            accept: matches.get_many::<Acceptance>("accept").into_iter().flatten().cloned().collect(),
        }
    }
}

impl Acceptance {
    /// Reads the value of `--accept`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (what, why) = text.split_once('=').ok_or("write KIND=WHY, or KIND@PLACE=WHY")?;
        let (kind, place) = what.split_once('@').map_or((what, None), |(kind, place)| (kind, Some(place.to_owned())));
        if FindingKind::ALL.iter().all(|known| known.as_str() != kind) {
            let known: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.as_str()).collect();
            return Err(format!("there is no kind {kind:?}; there are {}", known.join(", ")));
        }
        if why.trim().is_empty() {
            return Err("say why nothing has to be done".to_owned());
        }
        Ok(Self { kind: kind.to_owned(), place, why: why.trim().to_owned() })
    }

    fn covers(&self, finding: &Finding) -> bool {
        let at = |place: &String| {
            finding.subject.strip_prefix(place.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.kind == finding.kind.as_str() && self.place.as_ref().is_none_or(at)
    }
}

pub(super) fn run(root: &Path, spec: &Spec, sheets: Vec<Sheet>, choices: &Choices) -> Outcome {
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
    Outcome { answer: format!("{said}{}", text(&report)), code: code(&report), ..Outcome::default() }
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
        page.accepted = stored.map(|stored| stored.accepted.clone()).unwrap_or_default();
        accept(&mut page, &[], &result.stale, "");
        for &finding in &result.findings {
            match choices.accept.iter().find(|acceptance| acceptance.covers(finding)) {
                Some(acceptance) => accept(&mut page, &[finding], &[], &acceptance.why),
                None => {
                    let (at, kind) = (finding.at, finding.kind);
                    let settle = format!("settle it, or --accept {kind}=WHY");
                    refused
                        .push_str(&format!("{file}:{at}: {kind}: {}: {}; {settle}\n", finding.subject, finding.text));
                }
            }
        }
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
