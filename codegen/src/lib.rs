//! The generator: `load -> check -> resolve -> emit -> write`.
//!
//! Loading and checking are gravityzone-spec's; [`generate`] takes a checked spec, makes every decision about the
//! Rust code, prints it and returns the files; [`write()`] brings them to disk.

mod checks;
mod docs;
mod emit;
mod format;
mod names;
mod paged;
mod plan;
mod probe;
mod resolve;
mod rust_names;
mod secrets;
mod used;
mod write;

pub use self::rust_names::RustNames;
pub use self::write::{Files, Report, write};

use crate::emit::types::Scope;
use crate::plan::{KindPlan, Plan, TypePlan};
use gravityzone_spec::Spec;

/// Where generated Rust lives; files there that carry the generator's mark and that nothing makes are removed.
pub const FOLDERS: &[&str] = &["crates/gravityzone-model/src", "crates/gravityzone-client/src", "tests/src"];

/// What was generated.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The files, by their path below the project's folder.
    pub files: Files,
    /// Methods, in all their versions.
    pub methods: usize,
    /// Types, requests not counted.
    pub types: usize,
    /// Enums among the types.
    pub enums: usize,
    /// Members of requests and objects.
    pub fields: usize,
}

/// Generates the model crate, the client crate and the tests' cases.
///
/// # Errors
/// What in the spec cannot be named or built in Rust, rendered with places.
pub fn generate(spec: &Spec) -> Result<Generated, String> {
    let plan = resolve::resolve(spec).map_err(|mistakes| mistakes.render(&spec.sources))?;
    let mut generated = count(&plan);
    let files = &mut generated.files;
    model(&plan, "crates/gravityzone-model/src", true, files)?;
    files.insert("crates/gravityzone-model/Cargo.toml".to_owned(), emit::manifest::model(&plan));
    client(&plan, "crates/gravityzone-client/src", files)?;
    files.insert("crates/gravityzone-client/Cargo.toml".to_owned(), emit::manifest::client(&plan));
    let cases = format::file(
        "the examples of spec/",
        Some("Every example of the spec, made by setters, and the documented rules of every method."),
        &emit::cases::emit(&plan),
    )?;
    files.insert("tests/src/examples.rs".to_owned(), cases);
    Ok(generated)
}

/// Generates the model alone, without Cargo features, below `folder`: what the goldens hold.
///
/// # Errors
/// As [`generate`].
pub fn generate_model(spec: &Spec, folder: &str) -> Result<Files, String> {
    let plan = resolve::resolve(spec).map_err(|mistakes| mistakes.render(&spec.sources))?;
    let mut files = Files::new();
    model(&plan, folder, false, &mut files)?;
    Ok(files)
}

/// The Rust names of everything that has an address in the spec: of a method its request and its function.
///
/// # Errors
/// As [`generate`].
pub fn rust_names(spec: &Spec) -> Result<RustNames, String> {
    let plan = resolve::resolve(spec).map_err(|mistakes| mistakes.render(&spec.sources))?;
    Ok(rust_names::of(&plan))
}

fn model(plan: &Plan<'_>, folder: &str, features: bool, files: &mut Files) -> Result<(), String> {
    let mut add = |path: String, text: String| files.insert(format!("{folder}/{path}"), text);
    add("lib.rs".to_owned(), format::file("spec/", None, &emit::root::model(plan, features))?);
    let rates_docs = Some("How often the methods of a tier may be called with one key.");
    add("rates.rs".to_owned(), format::file("spec/api.json", rates_docs, &emit::root::rates(plan))?);
    let (large, small): (Vec<_>, Vec<_>) = plan.shared.iter().partition(|ty| ty.ty.own_file.is_some());
    for ty in &large {
        let defined = [ty.name.clone()];
        let scope = Scope { spec: plan.spec, area: None, defined: &defined };
        let source = format!("spec/{}", ty.ty.own_file.as_deref().unwrap_or_default());
        let text = format::file(&source, None, &emit::named::emit(scope, ty))?;
        add(format!("shared/{}.rs", names::snake(&ty.name)), text);
    }
    let defined: Vec<String> = plan.shared.iter().map(|ty| ty.name.clone()).collect();
    let scope = Scope { spec: plan.spec, area: None, defined: &defined };
    let mut items = emit::root::shared_files(&large);
    items.extend(small.iter().flat_map(|ty| emit::named::emit(scope, ty)));
    add("shared.rs".to_owned(), format::file("spec/shared.json", None, &items)?);
    for area in &plan.areas {
        let source = format!("spec/areas/{}.json", area.area.name);
        add(format!("{}.rs", area.module), format::file(&source, None, &emit::area::emit(area))?);
        for method in &area.methods {
            let mut defined = vec![method.name.clone()];
            defined.extend(method.types.iter().map(|ty| ty.name.clone()));
            let scope = Scope { spec: plan.spec, area: Some(area.area), defined: &defined };
            let mut items = emit::method::emit(scope, area, method);
            items.extend(method.types.iter().flat_map(|ty| emit::named::emit(scope, ty)));
            add(format!("{}/{}.rs", area.module, method.snake), format::file(&source, None, &items)?);
        }
        if !area.types.is_empty() {
            let defined: Vec<String> = area.types.iter().map(|ty| ty.name.clone()).collect();
            let scope = Scope { spec: plan.spec, area: Some(area.area), defined: &defined };
            let items: Vec<_> = area.types.iter().flat_map(|ty| emit::named::emit(scope, ty)).collect();
            add(format!("{}/types.rs", area.module), format::file(&source, None, &items)?);
        }
    }
    Ok(())
}

fn client(plan: &Plan<'_>, folder: &str, files: &mut Files) -> Result<(), String> {
    let mut add = |path: String, text: String| files.insert(format!("{folder}/{path}"), text);
    add("lib.rs".to_owned(), format::file("spec/", None, &emit::client::root(plan))?);
    add("client.rs".to_owned(), format::file("spec/", None, &emit::client::client(plan))?);
    add("regions.rs".to_owned(), format::file("spec/api.json", None, &emit::regions::emit(plan))?);
    if let Some(probe) = &plan.probe {
        add("probe.rs".to_owned(), format::file("spec/api.json", None, &emit::probe::emit(probe))?);
    }
    for area in &plan.areas {
        let source = format!("spec/areas/{}.json", area.area.name);
        add(format!("{}.rs", area.module), format::file(&source, None, &emit::client::area(plan, area))?);
    }
    Ok(())
}

fn count(plan: &Plan<'_>) -> Generated {
    let areas = &plan.areas;
    let own = areas.iter().flat_map(|area| area.methods.iter().flat_map(|method| &method.types).chain(&area.types));
    let types: Vec<&TypePlan<'_>> = plan.shared.iter().chain(own).collect();
    let is_enum = |ty: &&&TypePlan<'_>| matches!(ty.kind, KindPlan::Codes(_) | KindPlan::Words(_) | KindPlan::Flags(_));
    let members = |ty: &&TypePlan<'_>| match &ty.kind {
        KindPlan::Object(object) => object.members.len(),
        _ => 0,
    };
    let params: usize = areas.iter().flat_map(|area| &area.methods).map(|method| method.params.len()).sum();
    Generated {
        files: Files::new(),
        methods: areas.iter().map(|area| area.methods.len()).sum(),
        types: types.len(),
        enums: types.iter().filter(is_enum).count(),
        fields: params + types.iter().map(members).sum::<usize>(),
    }
}
