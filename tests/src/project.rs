//! Where things are: the project's folder, its spec, and the shared material if it is there.
//! Tests pass without the shared material and say so where they would have used it.

use gravityzone_spec::{Spec, load_dir};
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

/// The Rust files below a folder, by their path in it.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn sources(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        #[expect(clippy::unwrap_used, reason = "a test without its files stops here")]
        for path in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}
