//! Reading saved pages: a file or a folder, each with the article that it is.
//! All that is unreadable is told at once.

use crate::outcome::Outcome;
use gravityzone_docs::{Sheet, identify, sheet};
use gravityzone_spec::Spec;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// More than any page has; the rest of a larger file is not read, and the reader refuses what it gets.
const MOST_BYTES: u64 = 64 << 20;

/// The pages in files and folders. `told` is the id of the one page that does not tell it.
pub(crate) fn read(paths: &[PathBuf], told: Option<&str>, spec: &Spec) -> Result<Vec<Sheet>, Outcome> {
    let files = files(paths)?;
    if told.is_some() && files.len() > 1 {
        return Err(Outcome::failed(2, format!("--as is for one page, and there are {}\n", files.len())));
    }
    let (mut pages, mut unreadable) = (Vec::new(), String::new());
    for file in &files {
        let shown = file.to_string_lossy();
        match bytes(file) {
            Err(error) => unreadable.push_str(&format!("cannot read {shown}: {error}\n")),
            Ok(bytes) => match gravityzone_docs::read(&shown, &bytes) {
                Ok(page) => pages.push(page),
                Err(error) => unreadable.push_str(&format!("{error}\n")),
            },
        }
    }
    if !unreadable.is_empty() {
        return Err(Outcome::failed(3, unreadable));
    }
    let (mut sheets, mut unknown): (Vec<Sheet>, String) = (Vec::new(), String::new());
    for page in pages {
        match identify(&page, spec, told) {
            Ok((id, _)) if sheets.iter().any(|known| known.facts.page == id) => {
                unknown.push_str(&format!("{}: page {id} is given twice\n", page.file));
            }
            Ok((id, area)) => sheets.push(sheet(page, &id, &area, spec)),
            Err(error) => unknown.push_str(&error),
        }
    }
    if unknown.is_empty() { Ok(sheets) } else { Err(Outcome::failed(2, unknown)) }
}

fn bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files, and those of the folders that look like pages.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Outcome> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unreadable = |error| Outcome::failed(3, format!("cannot read {}: {error}\n", path.display()));
        let entries = fs::read_dir(path).map_err(unreadable)?;
        let page =
            |path: &PathBuf| path.extension().is_some_and(|end| ["html", "htm", "txt"].iter().any(|e| end == *e));
        let mut inside: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(page).collect();
        if inside.is_empty() {
            let what = format!("{}: no saved page in this folder; pages end in .html, .htm or .txt\n", path.display());
            return Err(Outcome::failed(2, what));
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

/// Today, in UTC.
pub(crate) fn date() -> String {
    let now = jiff::Timestamp::now().to_string();
    now.chars().take_while(|c| *c != 'T').collect()
}
