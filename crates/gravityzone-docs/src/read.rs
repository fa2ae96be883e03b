//! Reads one page: bytes to pieces, pieces to sections, sections to facts.
//! The only way in is [`read`].

mod announced;
mod article;
mod check;
mod codes;
mod example;
mod grid;
mod html;
mod labels;
mod lead;
mod ledger;
mod literal;
mod map;
mod member;
mod method;
mod name;
mod piece;
mod pipes;
mod plain;
mod sections;
mod shape;
mod source;
mod table;
mod text;
mod tree;
mod words;

use self::ledger::Ledger;
use self::source::Source;
use crate::facts::{At, FindingKind, Page, PageKind};
use crate::hash::Hash;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// Why a file could not be read as a page at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// The place, if one is known.
    pub at: Option<At>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(at) = self.at {
            write!(f, ":{at}")?;
        }
        write!(f, ": {}; {}", self.what, self.help)
    }
}

impl std::error::Error for Unreadable {}

/// Reads a page.
///
/// # Errors
/// What is no page: neither text nor HTML, too large, nested too deep, or without a method and a list of methods.
pub fn read(file: &str, bytes: &[u8]) -> Result<Page, Unreadable> {
    let source = Source::new(file, bytes)?;
    let mut ledger = Ledger::new(&source);
    let marked = html::is_html(source.text);
    let (pieces, id) = match marked {
        true => html::pieces(&mut ledger)?,
        false => (plain::pieces(&mut ledger)?, None),
    };
    let sections = sections::split(pieces, marked, &mut ledger);
    let lead = lead::read(&sections.lead, &mut ledger);
    let methods: Vec<_> = sections.methods.into_iter().map(|raw| method::read(raw, &mut ledger)).collect();
    // A page of one method may name the API's address; a page of an area has a title of its own besides.
    let addressed = lead.service.is_some() && lead.title.is_some();
    let is_area = !lead.manifest.is_empty() || addressed || methods.len() > 1;
    let first = methods.first().map(|method| method.name.clone());
    let title = if is_area { lead.title.or(first) } else { first };
    let Some(title) = title else {
        let (what, help) =
            ("no method and no list of methods is in it", "check that this is a page of the API's reference");
        return Err(Unreadable { file: file.to_owned(), at: None, what: what.to_owned(), help: help.to_owned() });
    };
    let mut page = Page {
        file: file.to_owned(),
        id,
        title,
        kind: if is_area { PageKind::Area } else { PageKind::Method },
        service: lead.service,
        version: lead.version,
        manifest: lead.manifest,
        methods,
        blocks: Vec::new(),
        findings: Vec::new(),
    };
    check_manifest(&page, &mut ledger);
    page.blocks = ledger.blocks;
    page.findings = ledger.findings;
    page.findings.sort_by(|a, b| (a.at, a.kind, &a.subject).cmp(&(b.at, b.kind, &b.subject)));
    Ok(page)
}

/// The list of methods at the top of a page against the methods below it, both ways. A method that its examples call
/// otherwise than its heading is known by either name.
fn check_manifest(page: &Page, ledger: &mut Ledger<'_>) {
    if page.methods.is_empty() || page.kind == PageKind::Method {
        return;
    }
    let mut sections: HashMap<&str, At> = HashMap::new();
    for method in &page.methods {
        let name = &method.name.value;
        let first = *sections.entry(name).or_insert(method.name.at);
        if first != method.name.at {
            let what = format!("{name} has a section here a second time, first at {first}");
            ledger.find_at(FindingKind::DuplicateName, method.name.at, name, what, Hash::of(name));
        }
    }
    sections.extend(page.methods.iter().filter_map(|method| Some((method.called()?.value.as_str(), method.name.at))));
    for entry in &page.manifest {
        let name = &entry.name.value;
        if !sections.contains_key(name.as_str()) {
            let what = format!("{name} is listed here and has no section");
            ledger.find_at(FindingKind::ManifestMissing, entry.name.at, name, what, Hash::of(name));
        }
    }
    let listed: HashSet<&str> = page.manifest.iter().map(|entry| entry.name.value.as_str()).collect();
    for method in &page.methods {
        let name = &method.name.value;
        let called = method.called().is_some_and(|called| listed.contains(called.value.as_str()));
        if !called && !listed.contains(name.as_str()) {
            let what = format!("{name} has a section and is not listed at the top");
            ledger.find_at(FindingKind::ManifestExtra, method.name.at, name, what, Hash::of(name));
        }
    }
}
