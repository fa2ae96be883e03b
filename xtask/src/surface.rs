//! The public items that two specs make, held against the changes between them.
//! The base's are those that its commit holds, so that what only the generator changed is seen too.

use crate::revision::Revision;
use gravityzone_codegen::{generate, rust_names};
use gravityzone_diff::{Change, Explained, RustNames, Surface, explain};
use gravityzone_spec::Spec;
use std::collections::BTreeMap;
use std::path::Path;

/// Where users' items are generated.
const CRATES: [&str; 2] = ["crates/gravityzone-model/src", "crates/gravityzone-client/src"];

/// What moved and what explains it, with the Rust names of both sides.
///
/// # Errors
/// What of the head cannot be generated, or what of the base's generated files is no Rust.
pub(crate) fn explained(
    root: &Path,
    revision: &Revision,
    base: &Spec,
    is_sound: bool,
    head: &Spec,
    changes: &mut [Change],
) -> Result<(Explained, RustNames), String> {
    let mut names = rust_names(head)?;
    if is_sound && let Ok(before) = rust_names(base) {
        for (address, rust) in before {
            names.entry(address).or_default().extend(rust);
        }
    }
    let committed = revision.sources(root, &CRATES)?;
    let before = match committed.is_empty() {
        false => surface(&committed)?,
        true if is_sound => surface(&generate(base)?.files)?,
        // a spec of the past that breaks rules of today cannot be generated from
        true => return Ok((Explained::default(), names)),
    };
    let after = surface(&generate(head)?.files)?;
    Ok((explain(before.moved(&after), changes, &names), names))
}

fn surface(files: &BTreeMap<String, String>) -> Result<Surface, String> {
    let below =
        |path: &str| CRATES.iter().find_map(|folder| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned));
    let sources: Vec<(String, &str)> =
        files.iter().filter_map(|(path, text)| Some((below(path)?, text.as_str()))).collect();
    Surface::of(sources.iter().map(|(path, text)| (path.as_str(), *text)))
}
