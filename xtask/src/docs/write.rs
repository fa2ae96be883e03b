//! Writing files of the spec so that it still loads: else everything is put back as it was.
//! A command that leaves a broken spec behind costs more than it saves.

use gravityzone_spec::load_dir;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes files of the project, by their path below it, and loads the spec.
pub(crate) fn write_checked(root: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    let before: Vec<(&String, Option<Vec<u8>>)> =
        files.keys().map(|path| (path, fs::read(root.join(path)).ok())).collect();
    let wrote = files.iter().try_for_each(|(path, text)| {
        let file = root.join(path);
        let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&file, text)).map_err(|error| format!("cannot write {path}: {error}\n"))
    });
    let checked = wrote.and_then(|()| load_dir(&root.join("spec"), "spec").map(|_| ()));
    let Err(mistakes) = checked else { return Ok(()) };
    let mut back = String::new();
    for (path, text) in before {
        let restored = match text {
            Some(text) => fs::write(root.join(path), text),
            None => fs::remove_file(root.join(path)),
        };
        if let Err(error) = restored {
            back.push_str(&format!("and {path} could not be put back: {error}\n"));
        }
    }
    Err(format!("{mistakes}nothing was written: the spec would not load\n{back}"))
}
