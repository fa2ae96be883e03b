//! `cargo xtask generate [--check]`: from spec/ to the generated crates.
//! Says what it made, what it wrote and what it left alone.

use gravityzone_codegen::{FOLDERS, generate, write};
use gravityzone_spec::{FileKind, bundle, json_schema, load_dir};
use std::path::Path;

/// Generates, or in check mode tells what is stale.
pub(crate) fn run(root: &Path, check: bool) -> Result<String, String> {
    let spec = load_dir(&root.join("spec"), "spec")?;
    let mut generated = generate(&spec)?;
    let files = &mut generated.files;
    files.insert("crates/gravityzone-mock/src/spec.json".to_owned(), bundle(&root.join("spec"))?);
    for kind in FileKind::ALL {
        files.insert(format!("spec/schema/{}.schema.json", kind.stem()), json_schema(kind));
    }
    let report = write(root, files, FOLDERS, check).map_err(|error| format!("cannot write: {error}\n"))?;
    let mut said = format!(
        "generated {} methods, {} types ({} enums), {} fields\n",
        generated.methods, generated.types, generated.enums, generated.fields
    );
    let groups = [
        ("created", "missing", &report.created),
        ("written", "stale", &report.written),
        ("removed", "orphaned", &report.removed),
    ];
    for (done, wrong, paths) in groups {
        for path in paths {
            said.push_str(&format!("  {}: {path}\n", if check { wrong } else { done }));
        }
    }
    said.push_str(&format!(
        "{} written, {} unchanged, {} removed\n",
        report.created.len() + report.written.len(),
        report.unchanged,
        report.removed.len()
    ));
    if check && !report.is_clean() {
        return Err(format!(
            "{said}the generated files do not fit spec/; nothing was touched\nrun: cargo xtask generate\n"
        ));
    }
    Ok(said)
}
