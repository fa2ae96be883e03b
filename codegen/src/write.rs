//! From text to disk: files that are equal stay untouched, files that nothing makes any more go away.
//! In check mode nothing is written; the report names what is stale, missing or orphaned.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Files by their path below the project's folder.
pub type Files = BTreeMap<String, String>;

/// What happened, or in check mode would have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files whose text differed.
    pub written: Vec<String>,
    /// Files that were not there.
    pub created: Vec<String>,
    /// Files that nothing makes any more.
    pub removed: Vec<String>,
    /// Files that were already right.
    pub unchanged: usize,
}

impl Report {
    /// Whether disk and generator agree.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.written.is_empty() && self.created.is_empty() && self.removed.is_empty()
    }
}

/// Compares `files` with the disk, and writes unless `check`. A file in one of `folders` that begins with the
/// generator's mark and that nothing makes any more is removed.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write(root: &Path, files: &Files, folders: &[&str], check: bool) -> io::Result<Report> {
    let mut report = Report::default();
    for (path, text) in files {
        let target = root.join(path);
        match fs::read_to_string(&target) {
            Ok(on_disk) if on_disk.replace("\r\n", "\n") == *text => {
                report.unchanged += 1;
                continue;
            }
            Ok(_) => report.written.push(path.clone()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => report.created.push(path.clone()),
            Err(error) => return Err(error),
        }
        if !check {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&target, text)?;
        }
    }
    for folder in folders {
        for orphan in marked(&root.join(folder))? {
            let path = orphan.strip_prefix(root).unwrap_or(&orphan).to_string_lossy().replace('\\', "/");
            if !files.contains_key(&path) {
                report.removed.push(path);
                if !check {
                    fs::remove_file(&orphan)?;
                    // the folder of an area that is gone goes too; one that still holds something stays
                    let _ = orphan.parent().map(fs::remove_dir);
                }
            }
        }
    }
    Ok(report)
}

/// Files below a folder that carry the generator's mark.
fn marked(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && fs::read_to_string(&path)?.starts_with("// @generated")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
