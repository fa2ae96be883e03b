//! The vendor's pages, where they are at hand: `GRAVITYZONE_DOCS`, or `../shared/docs` beside the project.
//! No sentence of theirs stands here: the reviewed findings are kinds, places, names and hashes.

use crate::as_html;
use crate::facts;
use crate::pages::unplaced;
use gravityzone_docs::{Page, PageKind, read};
use std::path::{Path, PathBuf};

/// What was read and found right, page by page: `file line:column kind subject hash`.
const REVIEWED: &str = include_str!("reviewed-findings.txt");

/// The folder, if it is there.
fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/docs");
    let folder = std::env::var_os("GRAVITYZONE_DOCS").map_or_else(beside, PathBuf::from);
    let there = folder.is_dir();
    if !there {
        println!("skipped: no vendor pages in {}; set GRAVITYZONE_DOCS", folder.display());
    }
    there.then_some(folder)
}

fn pages(folder: &Path) -> Vec<Page> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let page = |file: &PathBuf| {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        read(&name, &std::fs::read(file).expect("a file")).expect("a page")
    };
    files.iter().map(page).collect()
}

#[test]
fn every_block_of_the_vendors_pages_is_placed() {
    let Some(folder) = folder() else { return };
    for page in pages(&folder) {
        assert_eq!(unplaced(&page), 0, "{}", page.file);
    }
}

#[test]
fn the_findings_of_the_vendors_pages_are_the_reviewed_ones() {
    let Some(folder) = folder() else { return };
    let mut found = String::new();
    for page in pages(&folder) {
        for finding in &page.findings {
            let (at, kind, subject) = (finding.at, finding.kind, &finding.subject);
            found.push_str(&format!("{} {at} {kind} {subject} {}\n", page.file, finding.hash));
        }
    }
    assert!(found == REVIEWED, "review these and write them into tests/read/reviewed-findings.txt:\n{found}");
}

#[test]
fn the_vendors_pages_of_lines_read_the_same_when_they_are_written_as_html() {
    let Some(folder) = folder() else { return };
    for page in pages(&folder).into_iter().filter(|page| page.blocks.len() > 100) {
        let text = std::fs::read_to_string(folder.join(&page.file)).expect("a file");
        let html = as_html::html(&text, &page);
        let other = read("as.html", html.as_bytes()).expect("a page");
        assert_eq!(facts::difference(&facts::of(&page), &facts::of(&other)), [], "{}", page.file);
        let kinds =
            |page: &Page| page.findings.iter().map(|it| (it.kind, it.subject.clone(), it.hash)).collect::<Vec<_>>();
        assert_eq!(kinds(&page), kinds(&other), "{}", page.file);
        assert_eq!(unplaced(&other), 0, "{}", page.file);
    }
}

#[test]
fn the_vendors_pages_have_their_methods_and_codes() {
    let Some(folder) = folder() else { return };
    let pages = pages(&folder);
    let counts: Vec<_> = pages.iter().map(|page| (page.kind, page.manifest.len(), page.methods.len())).collect();
    let one = (PageKind::Method, 0, 1);
    assert_eq!(counts, [one, (PageKind::Area, 12, 12), (PageKind::Area, 7, 7), one, one]);
    let sectors = &pages[0].methods[0].reply.members;
    let sectors = sectors.iter().find(|member| member.values.len() > 100).expect("the sectors");
    assert_eq!(sectors.values.len(), 175);
    assert_eq!(sectors.values.iter().filter(|value| value.parent.is_some()).count(), 140);
}
