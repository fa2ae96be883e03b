//! rustc, run on small programs with the project's own wire crate beside them.
//! What it says is read as data: which line is wrong, and with which error.

use gravityzone_tests::project::root;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A compiler that knows the wire crate.
pub(crate) struct Compiler {
    rustc: PathBuf,
    /// The wire crate and the folder of what it needs.
    externs: Vec<String>,
    /// Where everything is written.
    pub(crate) folder: PathBuf,
}

impl Compiler {
    /// Builds the wire crate as a user's build does, without a feature, and finds what cargo made of it.
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("witnesses");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let cargo = env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
        let beside = cargo.with_file_name(format!("rustc{}", env::consts::EXE_SUFFIX));
        let rustc = if beside.is_file() { beside } else { PathBuf::from("rustc") };
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let built = Command::new(cargo)
            .args(["build", "-p", "gravityzone-wire", "--locked", "--offline", "--message-format=json"])
            .arg("--target-dir")
            .arg(target)
            .current_dir(root())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&built.stdout);
        let messages = told.lines().filter_map(|line| serde_json::from_str::<Json>(line).ok());
        let rlib = messages
            .filter(|message| message.pointer("/target/name").and_then(Json::as_str) == Some("gravityzone_wire"))
            .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
            .filter_map(|name| Some(PathBuf::from(name.as_str()?)))
            .find(|name| name.extension().is_some_and(|extension| extension == "rlib"));
        let rlib = rlib.unwrap_or_else(|| panic!("no wire crate:\n{}", String::from_utf8_lossy(&built.stderr)));
        // the copy beside the folder is that of the last build; the one inside has its own name
        let deps =
            rlib.parent().map(|folder| if folder.ends_with("deps") { folder.into() } else { folder.join("deps") });
        let deps: PathBuf = deps.unwrap();
        let externs = vec![
            format!("--extern=gravityzone_wire={}", rlib.display()),
            format!("-Ldependency={}", deps.display()),
            format!("-Ldependency={}", folder.display()),
        ];
        Self { rustc, externs, folder }
    }

    /// Compiles a file with the crates `with`; what it makes is called `name`.
    fn run(&self, source: &Path, name: &str, kind: &str, emit: &str, with: &[&str]) -> Output {
        let file = |name: &str| {
            let rlib = self.folder.join(format!("lib{name}.rlib"));
            if rlib.exists() { rlib } else { rlib.with_extension("rmeta") }
        };
        let externs = with.iter().map(|name| format!("--extern={name}={}", file(name).display()));
        Command::new(&self.rustc)
            .args(["--edition=2024", "--error-format=json", "-Cdebuginfo=0", "-Copt-level=0"])
            .args(["--crate-name", name, "--crate-type", kind])
            .arg(format!("--emit={emit}"))
            .arg("--out-dir")
            .arg(&self.folder)
            .args(&self.externs)
            .args(externs)
            .arg(source)
            .output()
            .unwrap()
    }

    /// A library, which has to compile; `emit` says whether it can be run or only be met.
    pub(crate) fn library(&self, source: &Path, name: &str, emit: &str, with: &[&str]) {
        let output = self.run(source, name, "rlib", emit, with);
        assert!(output.status.success(), "{name} does not compile:\n{}", rendered(&output));
    }

    /// Runs a program, which has to compile, and hands back what it prints.
    pub(crate) fn printed(&self, name: &str, text: &str, with: &[&str]) -> String {
        let source = self.folder.join(format!("{name}.rs"));
        std::fs::write(&source, text).unwrap();
        let output = self.run(&source, name, "bin", "link", with);
        assert!(output.status.success(), "{name} does not compile:\n{}", rendered(&output));
        let run = Command::new(self.folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))).output().unwrap();
        assert!(run.status.success(), "{name} failed:\n{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap()
    }

    /// Compiles lines below a head, and tells which of them are wrong, with the codes of the errors.
    ///
    /// The compiler stops early where a name is missing, so that what was wrong is left out and the rest tried again.
    pub(crate) fn wrong(&self, name: &str, head: &str, lines: &[String], with: &[&str]) -> BTreeMap<usize, Wrong> {
        let mut wrong: BTreeMap<usize, Wrong> = BTreeMap::new();
        let above = head.lines().count();
        let source = self.folder.join(format!("{name}.rs"));
        loop {
            let left =
                lines.iter().enumerate().map(|(at, line)| if wrong.contains_key(&at) { "" } else { line.as_str() });
            std::fs::write(&source, format!("{head}{}\n", left.collect::<Vec<_>>().join("\n"))).unwrap();
            let output = self.run(&source, name, "lib", "metadata", with);
            if output.status.success() {
                return wrong;
            }
            let before = wrong.len();
            for message in messages(&output).filter(|message| message["level"] == "error") {
                let spans = message["spans"].as_array().into_iter().flatten();
                let primary = spans.filter(|span| span["is_primary"] == true && is_in(span, &source));
                let Some(line) = primary.filter_map(|span| span["line_start"].as_u64()).next() else { continue };
                let Some(at) = (line as usize).checked_sub(above + 1) else {
                    panic!("{name} is wrong above its lines:\n{}", rendered(&output))
                };
                let code = message.pointer("/code/code").and_then(Json::as_str).unwrap_or("no code").to_owned();
                let one = wrong.entry(at).or_default();
                one.codes.insert(code);
                one.told.push_str(message["rendered"].as_str().unwrap_or_default());
            }
            assert!(wrong.len() > before, "{name} does not compile, and no line is to blame:\n{}", rendered(&output));
        }
    }
}

/// What is wrong with a line.
#[derive(Default)]
pub(crate) struct Wrong {
    pub(crate) codes: BTreeSet<String>,
    pub(crate) told: String,
}

fn is_in(span: &Json, source: &Path) -> bool {
    span["file_name"].as_str().is_some_and(|name| Path::new(name) == source)
}

fn messages(output: &Output) -> impl Iterator<Item = Json> {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect::<Vec<Json>>().into_iter()
}

fn rendered(output: &Output) -> String {
    messages(output).filter_map(|message| Some(message["rendered"].as_str()?.to_owned())).take(20).collect()
}
