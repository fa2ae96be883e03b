//! `cargo xtask spec check` and `cargo xtask spec fmt [--check]`.
//! What the spec must hold is in gravityzone-spec; this only reads and writes files.

use gravityzone_spec::{FileKind, canonical, load_dir};
use std::fs;
use std::path::{Path, PathBuf};

/// Loads the spec and tells how much it holds.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let spec = load_dir(&root.join("spec"), "spec")?;
    let types = spec.shared.len() + spec.areas.iter().map(|area| area.types.len()).sum::<usize>();
    let examples: usize = spec.methods().map(|(_, method)| method.examples.len()).sum();
    Ok(format!(
        "spec: {} areas, {} methods, {types} types, {examples} examples, {} errata; nothing is wrong\n",
        spec.areas.len(),
        spec.methods().count(),
        spec.errata.len(),
    ))
}

/// Brings every file into its canonical form, or names those that are not in it.
pub(crate) fn fmt(root: &Path, check: bool) -> Result<String, String> {
    let mut changed = Vec::new();
    let mut mistakes = String::new();
    for (path, file) in files(&root.join("spec"))? {
        let Some(kind) = FileKind::of(&path) else { continue };
        let text = fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}\n", file.display()))?;
        match canonical(kind, &format!("spec/{path}"), &text) {
            Err(rendered) => mistakes.push_str(&rendered),
            Ok(canonical) if canonical == text => {}
            Ok(canonical) => changed.push((path, file, canonical)),
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let names: Vec<String> = changed.iter().map(|(path, ..)| format!("  spec/{path}\n")).collect();
    if check && !changed.is_empty() {
        return Err(format!("not in canonical form:\n{}run: cargo xtask spec fmt\n", names.concat()));
    }
    for (_, file, canonical) in &changed {
        fs::write(file, canonical).map_err(|error| format!("cannot write {}: {error}\n", file.display()))?;
    }
    Ok(if changed.is_empty() { "spec: canonical\n".to_owned() } else { format!("formatted:\n{}", names.concat()) })
}

/// The JSON files of a folder and the folders in it, by their path below it.
fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}\n", folder.display()))?;
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (Ok(below), true) = (path.strip_prefix(dir), path.extension().is_some_and(|e| e == "json")) {
                found.push((below.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    found.sort();
    Ok(found)
}
