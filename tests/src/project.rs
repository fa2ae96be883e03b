//! Where things are: the project's folder, its spec, and the shared material if it is there.
//! Tests pass without the shared material and say so where they would have used it.

use gravityzone_spec::{Spec, load_dir, load_files, read_dir};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The project's folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The project's spec.
///
/// # Panics
/// If the spec does not load; the text is what `cargo xtask spec check` says.
#[must_use]
pub fn spec() -> Spec {
    match load_dir(&root().join("spec"), "spec") {
        Ok(spec) => spec,
        Err(mistakes) => {
            #[expect(clippy::panic, reason = "a test that has no spec has nothing to say but why")]
            {
                panic!("{mistakes}")
            }
        }
    }
}

/// A file of the shared material beside the project; says so where it is absent.
#[must_use]
pub fn shared(path: &str) -> Option<String> {
    let file = root().join("../shared").join(path);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("note: ../shared/{path} is not here; what needs it is left out");
    }
    text
}

/// Every file below a folder, whatever it is called, by its path in it; none if there is no such folder.
///
/// # Panics
/// If a file cannot be read as text.
#[must_use]
#[expect(clippy::unwrap_used, reason = "a test without its files stops here")]
pub fn files_below(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(next) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// The spec of a folder of the project, with edits: file, what stands there, what stands there now.
///
/// # Errors
/// An edit that meets nothing, or what is wrong with the spec.
pub fn edited(folder: &str, edits: &[(&str, &str, &str)]) -> Result<Spec, String> {
    let mut files = read_dir(&root().join(folder), "spec")?;
    for (path, from, to) in edits {
        let bytes = files.get_mut(*path).ok_or_else(|| format!("there is no {path}"))?;
        let text = String::from_utf8_lossy(bytes).into_owned();
        if !text.contains(from) {
            return Err(format!("{path} holds no {from}"));
        }
        *bytes = text.replace(from, to).into_bytes();
    }
    load_files(files, "spec")
}
