//! Loading a spec: a folder, or the one-file bundle that a program carries.
//! Every file is read and checked before anything is given up.

use crate::build;
use crate::canonical::compact;
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::form::{FileKind, Shape};
use crate::json;
use crate::source::{Place, Sources};
use crate::spec::{Api, Spec};
use crate::verify::verify;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Loads the spec of a folder. `shown` is how diagnostics call the folder: `spec`.
///
/// # Errors
/// Every mistake of every file, rendered with places; or why a file could not be read.
pub fn load_dir(dir: &Path, shown: &str) -> Result<Spec, String> {
    let files = read_dir(dir).map_err(|error| format!("cannot read {}: {error}\n", dir.display()))?;
    load(shown, &files)
}

/// The spec of a folder as one text, for a program to carry: the files on a line each, without the errata and what
/// only editors need.
///
/// # Errors
/// Why a file could not be read.
pub fn bundle(dir: &Path) -> Result<String, String> {
    let files = read_dir(dir).map_err(|error| format!("cannot read {}: {error}\n", dir.display()))?;
    let mut lines = Vec::new();
    for (path, text) in files.into_iter().filter(|(path, _)| path != "errata.json") {
        let mut diagnostics = Diagnostics::default();
        let mut sources = Sources::default();
        let file = sources.add(path.as_str(), text.as_str());
        let Some(mut node) = json::parse(file, &text, &mut diagnostics) else {
            return Err(diagnostics.render(&sources));
        };
        if let json::Value::Object(members) = &mut node.value {
            members.retain(|member| member.key != "$schema");
        }
        let [path, text] = [path, compact(&node)].map(serde_json::Value::from);
        lines.push(format!("{path}: {text}"));
    }
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// Loads a text that [`bundle`] made.
///
/// # Errors
/// Every mistake, rendered with places.
pub fn load_bundle(text: &str) -> Result<Spec, String> {
    let files: BTreeMap<String, String> = serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|json| json.as_object().cloned())
        .ok_or("the bundle is not a JSON object\n")?
        .into_iter()
        .map(|(path, text)| (path, text.as_str().unwrap_or_default().to_owned()))
        .collect();
    load("bundle", &files)
}

fn read_dir(dir: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for name in ["api.json", "shared.json", "errata.json"] {
        let path = dir.join(name);
        if path.exists() {
            files.insert(name.to_owned(), fs::read_to_string(path)?);
        }
    }
    for folder in ["areas", "enums"] {
        let path = dir.join(folder);
        if !path.exists() {
            continue;
        }
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") {
                files.insert(format!("{folder}/{name}"), fs::read_to_string(entry.path())?);
            }
        }
    }
    Ok(files)
}

fn load(shown: &str, files: &BTreeMap<String, String>) -> Result<Spec, String> {
    let mut diagnostics = Diagnostics::default();
    let mut spec = Spec {
        api: Api {
            doc: String::new(),
            date: String::new(),
            regions: Vec::new(),
            errors: Vec::new(),
            rates: Vec::new(),
            editions: Vec::new(),
            absences: Vec::new(),
        },
        areas: Vec::new(),
        shared: Vec::new(),
        errata: Vec::new(),
        sources: Sources::default(),
    };
    let mut listed: Option<Vec<(String, Place)>> = None;
    for (path, text) in files {
        let Some(kind) = FileKind::of(path) else { continue };
        let file = spec.sources.add(format!("{shown}/{path}"), text.as_str());
        let Some(node) = json::parse(file, text, &mut diagnostics) else { continue };
        verify(&node, &Shape::Form(kind.form()), &mut diagnostics);
        match kind {
            FileKind::Api => {
                spec.api = build::api(&node);
                let areas = node.get("areas").map_or(&[][..], json::Node::items);
                listed = Some(areas.iter().filter_map(|n| Some((n.text()?.to_owned(), n.place))).collect());
            }
            FileKind::Shared => spec.shared.splice(0..0, build::types(&node)).for_each(drop),
            FileKind::Area => {
                let area = build::area(&node);
                let stem = path.trim_start_matches("areas/").trim_end_matches(".json");
                if area.name != stem {
                    let title = format!("the area is called {:?} and its file {path:?}", area.name);
                    diagnostics.add(area.place, title, "not the file's name", "give both one name");
                }
                spec.areas.push(area);
            }
            FileKind::Enum => spec.shared.push(build::large_enum(&node, path)),
            FileKind::Errata => spec.errata = build::errata(&node),
        }
    }
    match listed {
        None => return Err(format!("{shown}/api.json is missing\n")),
        Some(listed) => check::areas_listed(&files.keys().map(String::as_str).collect(), &listed, &mut diagnostics),
    }
    if diagnostics.is_empty() {
        check::check(&spec, &mut diagnostics);
    }
    if diagnostics.is_empty() { Ok(spec) } else { Err(diagnostics.render(&spec.sources)) }
}
