//! A spec as one file, for a program to carry: what only editors and reviewers need is left out.
//! One method, type or value a line, so that a change of the spec is a small change of the bundle too.

use crate::canonical::compact;
use crate::diagnostic::Diagnostics;
use crate::file_kind::FileKind;
use crate::json::{self, Member, Node, Value};
use crate::load::{Loading, read_dir};
use crate::source::Sources;
use crate::spec::Spec;
use std::path::Path;

/// The spec of a folder as one text; the errata, the accepted changes and the pages' own facts are left out.
///
/// # Errors
/// Why a file could not be read.
pub fn bundle(dir: &Path) -> Result<String, String> {
    let mut files = Vec::new();
    let carried =
        |path: &str| !matches!(FileKind::of(path), Some(FileKind::Errata | FileKind::Accepted | FileKind::Docs));
    for (path, bytes) in read_dir(dir, "spec")?.into_iter().filter(|(path, _)| carried(path)) {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add(path.as_str(), String::from_utf8_lossy(&bytes));
        let Some(node) = json::parse_bytes(file, &bytes, &mut diagnostics) else {
            return Err(diagnostics.render(&sources));
        };
        let members = node.members().iter().filter(|member| member.key != "$schema").map(entry);
        files.push(format!("{}: {{\n{}\n}}", quoted(&path), members.collect::<Vec<_>>().join(",\n")));
    }
    Ok(format!("{{\n{}\n}}\n", files.join(",\n")))
}

/// A member of a file: a map has a line an entry, everything else is one line.
fn entry(member: &Member) -> String {
    let key = quoted(&member.key);
    match &member.node.value {
        Value::Object(entries) if !entries.is_empty() => {
            let lines: Vec<String> =
                entries.iter().map(|entry| format!("{}: {}", quoted(&entry.key), compact(&entry.node))).collect();
            format!("{key}: {{\n{}\n}}", lines.join(",\n"))
        }
        _ => format!("{key}: {}", compact(&member.node)),
    }
}

fn quoted(text: &str) -> serde_json::Value {
    text.into()
}

/// Loads a text that [`bundle`] made.
///
/// # Errors
/// Every mistake, rendered with places.
pub fn load_bundle(text: &str) -> Result<Spec, String> {
    let mut loading = Loading::default();
    let file = loading.sources.add("bundle", text);
    let root = json::parse(file, text, &mut loading.diagnostics);
    for Member { key, node, .. } in root.iter().flat_map(Node::members) {
        loading.paths.insert(key.clone());
        loading.nodes.insert(key.clone(), node.clone());
    }
    loading.finish("bundle")
}
