//! Loading a spec from its folder. Every file is read and checked before anything is given up.
//! A program that carries the spec as one file loads that: `bundle.rs`.

use crate::build;
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::file_kind::FileKind;
use crate::form::Shape;
use crate::json::{self, Node};
use crate::source::{Place, Sources};
use crate::spec::{Acceptance, Api, Spec};
use crate::verify::verify;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Loads the spec of a folder. `shown` is how diagnostics call the folder: `spec`.
///
/// # Errors
/// Every mistake of every file, rendered with places; or why a file could not be read.
pub fn load_dir(dir: &Path, shown: &str) -> Result<Spec, String> {
    load_files(read_dir(dir, shown)?, shown)
}

/// Loads the spec of files that were read elsewhere, by their path below the spec's folder: of another revision, say.
///
/// # Errors
/// Every mistake of every file, rendered with places.
pub fn load_files(files: BTreeMap<String, Vec<u8>>, shown: &str) -> Result<Spec, String> {
    Loading::of(files, shown).finish(shown)
}

/// Loads a spec of the past, which may break rules that came after it: it is read as far as it can be read.
/// With it comes what would be a mistake today; empty if nothing is.
///
/// # Errors
/// What is no JSON, rendered with places; or that there is no `api.json`.
pub fn load_past(files: BTreeMap<String, Vec<u8>>, shown: &str) -> Result<(Spec, String), String> {
    let loading = Loading::of(files, shown);
    if loading.nodes.len() < loading.paths.len() {
        return loading.finish(shown).map(|spec| (spec, String::new()));
    }
    let (spec, diagnostics) = loading.made(shown)?;
    let mistakes = if diagnostics.is_empty() { String::new() } else { diagnostics.render(&spec.sources) };
    Ok((spec, mistakes))
}

/// Loads accepted changes that stand elsewhere than in a spec; with them come the sources of their places.
///
/// # Errors
/// Every mistake, rendered with places.
pub fn load_accepted(text: &str, shown: &str) -> Result<(Vec<Acceptance>, Sources), String> {
    let mut loading = Loading::default();
    let file = loading.sources.add(shown, text);
    let node = json::parse(file, text, &mut loading.diagnostics);
    let mut accepted = Vec::new();
    if let Some(node) = &node {
        verify(node, &Shape::Form(FileKind::Accepted.form()), &mut loading.diagnostics);
        accepted = build::accepted(node);
        check::accepted(&accepted, &mut loading.diagnostics);
    }
    if loading.diagnostics.is_empty() {
        Ok((accepted, loading.sources))
    } else {
        Err(loading.diagnostics.render(&loading.sources))
    }
}

/// A spec's files, by their path below its folder, as bytes: what is no text is reported with its place.
///
/// # Errors
/// Why a file could not be read.
pub fn read_dir(dir: &Path, shown: &str) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut paths: Vec<String> =
        ["api.json", "shared.json", "errata.json", "accepted.json"].map(str::to_owned).to_vec();
    for folder in ["areas", "docs", "enums"] {
        let Ok(entries) = fs::read_dir(dir.join(folder)) else { continue };
        let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
        paths.extend(names.filter(|name| name.ends_with(".json")).map(|name| format!("{folder}/{name}")));
    }
    let mut files = BTreeMap::new();
    for path in paths.into_iter().filter(|path| dir.join(path).exists()) {
        let bytes = fs::read(dir.join(&path));
        files.insert(path.clone(), bytes.map_err(|error| format!("cannot read {shown}/{path}: {error}\n"))?);
    }
    Ok(files)
}

/// What is gathered of all files before the spec is made.
#[derive(Default)]
pub(crate) struct Loading {
    pub(crate) sources: Sources,
    pub(crate) diagnostics: Diagnostics,
    /// Every file that is there, also those that are no JSON.
    pub(crate) paths: BTreeSet<String>,
    pub(crate) nodes: BTreeMap<String, Node>,
}

impl Loading {
    fn of(files: BTreeMap<String, Vec<u8>>, shown: &str) -> Self {
        let mut loading = Self::default();
        for (path, bytes) in files {
            loading.paths.insert(path.clone());
            let file = loading.sources.add(format!("{shown}/{path}"), String::from_utf8_lossy(&bytes));
            if let Some(node) = json::parse_bytes(file, &bytes, &mut loading.diagnostics) {
                loading.nodes.insert(path, node);
            }
        }
        loading
    }

    /// Checks everything and makes the spec.
    pub(crate) fn finish(self, shown: &str) -> Result<Spec, String> {
        let (spec, diagnostics) = self.made(shown)?;
        if diagnostics.is_empty() { Ok(spec) } else { Err(diagnostics.render(&spec.sources)) }
    }

    /// The spec as far as it can be made, and everything that is wrong with it.
    fn made(mut self, shown: &str) -> Result<(Spec, Diagnostics), String> {
        if !self.paths.contains("api.json") {
            return Err(format!("{shown}/api.json is missing: a spec begins with it\n"));
        }
        let nodes = std::mem::take(&mut self.nodes);
        for (path, node) in &nodes {
            if let Some(kind) = FileKind::of(path) {
                verify(node, &Shape::Form(kind.form()), &mut self.diagnostics);
            }
        }
        let mut spec = Spec {
            api: nodes.get("api.json").map_or_else(Api::default, build::api),
            areas: Vec::new(),
            shared: nodes.get("shared.json").map_or_else(Vec::new, build::types),
            errata: nodes.get("errata.json").map_or_else(Vec::new, build::errata),
            accepted: nodes.get("accepted.json").map_or_else(Vec::new, build::accepted),
            docs: Vec::new(),
            sources: self.sources,
            files: BTreeMap::new(),
        };
        for (path, node) in &nodes {
            match FileKind::of(path) {
                Some(FileKind::Area) => spec.areas.push(build::area(node)),
                Some(FileKind::Enum) => spec.shared.push(build::large_enum(node, path)),
                Some(FileKind::Docs) => spec.docs.push(build::docs_page(node, path)),
                _ => {}
            }
        }
        if let Some(areas) = nodes.get("api.json").and_then(|api| api.get("areas")) {
            let listed: Vec<(String, Place)> =
                areas.items().iter().filter_map(|name| Some((name.text()?.to_owned(), name.place))).collect();
            check::areas_listed(&self.paths, &listed, &spec, &mut self.diagnostics);
        }
        if self.diagnostics.is_empty() {
            check::check(&spec, &mut self.diagnostics);
        }
        spec.files = nodes;
        Ok((spec, self.diagnostics))
    }
}
