//! The libraries: `base` is what the generator makes of the toy; `head` and `shown` have a module for each case.
//! What a case leaves as it is, its module takes from the base.

use crate::compiler::Compiler;
use gravityzone_codegen::{generate, generate_model};
use gravityzone_tests::changes::{Case, Files, cases, load, toy};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// A case with the Rust of both its sides.
pub(crate) struct Sides {
    pub(crate) case: Case,
    /// The model of the base and of the head, by path.
    pub(crate) base: Files,
    pub(crate) head: Files,
    /// What is generated with the client.
    pub(crate) client: (String, String),
}

impl Sides {
    /// The crate that has its head: a program runs what is shown, and only meets what other witnesses need.
    pub(crate) fn krate(&self) -> Option<&'static str> {
        let has = |kinds: &[&str]| self.case.witnesses.iter().any(|witness| kinds.contains(&witness.kind.as_str()));
        let needed = has(&["old", "new", "warned"]).then_some("head");
        if has(&["shows"]) { Some("shown") } else { needed }
    }
}

/// The libraries, compiled.
pub(crate) struct Libraries {
    pub(crate) compiler: Compiler,
    pub(crate) sides: Vec<Sides>,
}

pub(crate) static LIBRARIES: LazyLock<Libraries> = LazyLock::new(|| {
    let compiler = Compiler::new();
    let base = model(&toy(), "the toy");
    let base_client = client(&toy(), "the toy");
    write(&compiler.folder.join("base"), &base);
    let cases = cases().unwrap_or_else(|error| panic!("{error}"));
    let side = |case: Case| {
        let head = model(&case.head, &case.title);
        let client = match case.witnesses("client").next() {
            Some(_) => (base_client.clone(), client(&case.head, &case.title)),
            None => Default::default(),
        };
        write_case(&compiler.folder.join("cases").join(case.module()), &base, &head);
        Sides { case, base: base.clone(), head, client }
    };
    let (first, second) = cases.split_at(cases.len() / 2);
    let sides: Vec<Sides> = std::thread::scope(|scope| {
        let first = scope.spawn(|| first.iter().cloned().map(side).collect::<Vec<_>>());
        let second: Vec<Sides> = second.iter().cloned().map(side).collect();
        first.join().unwrap().into_iter().chain(second).collect()
    });
    for krate in ["head", "shown"] {
        let inside = sides.iter().filter(|sides| sides.krate() == Some(krate));
        let module = |sides: &Sides| {
            let module = sides.case.module();
            format!("#[path = \"cases/{module}/mod.rs\"]\npub mod {module};\n")
        };
        let modules: String = inside.map(module).collect();
        fs::write(compiler.folder.join(format!("{krate}.rs")), format!("#![allow(warnings)]\n{modules}")).unwrap();
    }
    let source = |path: &str| compiler.folder.join(path);
    compiler.library(&source("base/lib.rs"), "base", "link", &[]);
    std::thread::scope(|scope| {
        scope.spawn(|| compiler.library(&source("head.rs"), "head", "metadata", &["base"]));
        compiler.library(&source("shown.rs"), "shown", "link", &["base"]);
    });
    Libraries { compiler, sides }
});

fn model(files: &Files, title: &str) -> Files {
    let (spec, _) = load(files).unwrap_or_else(|error| panic!("{title}: {error}"));
    let files = generate_model(&spec, "").unwrap_or_else(|error| panic!("{title}: {error}"));
    files.into_iter().map(|(path, text)| (path.trim_start_matches('/').to_owned(), text)).collect()
}

fn client(files: &Files, title: &str) -> String {
    let (spec, _) = load(files).unwrap_or_else(|error| panic!("{title}: {error}"));
    let generated = generate(&spec).unwrap_or_else(|error| panic!("{title}: {error}"));
    let of_client = generated.files.into_iter().filter(|(path, _)| path.starts_with("crates/gravityzone-client/src/"));
    of_client.map(|(_, text)| text).collect()
}

fn write(folder: &Path, files: &Files) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The module of a case: the modules that differ, and the base's own for all others.
fn write_case(folder: &Path, base: &Files, head: &Files) {
    let top = |path: &str| path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let modules = |files: &Files| -> BTreeSet<String> { files.keys().map(|path| top(path)).collect() };
    let of = |files: &Files, module: &str| -> Files {
        let inside = files.iter().filter(|(path, _)| top(path) == module);
        inside.map(|(path, text)| (path.clone(), text.clone())).collect()
    };
    let differs = |module: &str| of(base, module) != of(head, module);
    // areas name what is shared by where it stands
    let all = differs("shared") || differs("rates");
    let mut text = String::new();
    for module in modules(head) {
        match module.as_str() {
            "lib" => {
                let date = head["lib.rs"].lines().filter(|line| line.starts_with("pub const SPEC_DATE"));
                date.for_each(|line| text.push_str(&format!("{line}\n")));
            }
            _ if all || differs(&module) => {
                text.push_str(&format!("pub mod {module};\n"));
                write(folder, &of(head, &module));
            }
            _ => text.push_str(&format!("pub use base::{module};\n")),
        }
    }
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("mod.rs"), text).unwrap();
}
