//! A spec as it stands in a folder, in the working tree or in a git revision, with the version that stands beside it.
//! Git is asked by its own commands; nothing is checked out.

use gravityzone_spec::{FileKind, Spec, load_files, load_past, read_dir};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of a spec, and where they are from.
#[derive(Clone)]
pub(crate) struct Revision {
    /// What a reader calls it: `the working tree`, `origin/main (1a2b3c4)`.
    pub(crate) name: String,
    /// The commit, of a git revision.
    pub(crate) commit: Option<String>,
    /// By their path below the spec's folder.
    files: BTreeMap<String, Vec<u8>>,
    /// What places call the spec's folder.
    shown: String,
    /// The version that the `Cargo.toml` above the spec declares.
    pub(crate) version: Option<String>,
    /// The folder above the spec in the commit, with a slash at its end.
    above: String,
    /// The spec's folder, if it is one that can be written.
    folder: Option<PathBuf>,
}

impl Revision {
    /// The spec in the project's folder.
    pub(crate) fn working_tree(root: &Path) -> Result<Self, String> {
        Self::of_folder(&root.join("spec"), root, "the working tree", "spec")
    }

    /// A folder or a git revision: `old/`, `v0.1.0`, `HEAD~3`, `main:spec`.
    pub(crate) fn of(root: &Path, text: &str) -> Result<Self, String> {
        let folder = Path::new(text);
        let shown = |spec: &Path| spec.to_string_lossy().replace('\\', "/");
        let spec = folder.join("spec");
        if spec.join("api.json").is_file() {
            return Self::of_folder(&spec, folder, text, &shown(&spec));
        }
        if folder.join("api.json").is_file() {
            return Self::of_folder(folder, &folder.join(".."), text, &shown(folder));
        }
        match Self::of_git(root, text) {
            Err(_) if folder.is_dir() => {
                Err(format!("{text} holds no spec: neither {text}/spec/api.json nor {text}/api.json is there\n"))
            }
            revision => revision,
        }
    }

    /// The spec in a folder, with the version of the manifest in the folder above.
    fn of_folder(spec: &Path, above: &Path, name: &str, shown: &str) -> Result<Self, String> {
        let files = read_dir(spec, shown)?;
        let version = std::fs::read_to_string(above.join("Cargo.toml")).ok().and_then(|text| version(&text));
        Ok(Self {
            name: name.to_owned(),
            commit: None,
            above: String::new(),
            folder: Some(spec.to_path_buf()),
            files,
            shown: shown.to_owned(),
            version,
        })
    }

    fn of_git(root: &Path, text: &str) -> Result<Self, String> {
        let (revision, path) = text.split_once(':').unwrap_or((text, "spec"));
        let path = path.trim_matches('/');
        let commit = commit(root, revision)?;
        let prefix = git(root, &["rev-parse", "--show-prefix"])?;
        let prefix = String::from_utf8_lossy(&prefix).trim_end().to_owned();
        let tree = format!("{commit}:{prefix}{path}");
        let listing = git(root, &["ls-tree", "-r", "-z", &tree])
            .map_err(|_| format!("{revision} has no folder {prefix}{path}: name it as {revision}:FOLDER\n"))?;
        let mut files = BTreeMap::new();
        for entry in String::from_utf8_lossy(&listing).split('\0') {
            let Some((about, file)) = entry.split_once('\t') else { continue };
            let blob = about.split(' ').nth(2).unwrap_or_default();
            if FileKind::of(file).is_some() && file.ends_with(".json") {
                files.insert(file.to_owned(), git(root, &["cat-file", "blob", blob])?);
            }
        }
        let above = path.rsplit_once('/').map_or_else(|| prefix.clone(), |(above, _)| format!("{prefix}{above}/"));
        let manifest = git(root, &["cat-file", "blob", &format!("{commit}:{above}Cargo.toml")]);
        let version = manifest.ok().and_then(|bytes| version(&String::from_utf8_lossy(&bytes)));
        let short: String = commit.chars().take(9).collect();
        let name = if commit.starts_with(revision) { short } else { format!("{revision} ({short})") };
        Ok(Self { name, commit: Some(commit), above, folder: None, files, shown: format!("{prefix}{path}"), version })
    }

    /// The Rust files below folders of a git revision, by their path; nothing of a revision that is no commit.
    pub(crate) fn sources(&self, root: &Path, folders: &[&str]) -> Result<BTreeMap<String, String>, String> {
        let mut found = BTreeMap::new();
        let Some(commit) = &self.commit else { return Ok(found) };
        for folder in folders {
            let Ok(listing) = git(root, &["ls-tree", "-r", "-z", &format!("{commit}:{}{folder}", self.above)]) else {
                continue;
            };
            for entry in String::from_utf8_lossy(&listing).split('\0') {
                let Some((about, file)) = entry.split_once('\t').filter(|(_, file)| file.ends_with(".rs")) else {
                    continue;
                };
                let text = git(root, &["cat-file", "blob", about.split(' ').nth(2).unwrap_or_default()])?;
                found.insert(format!("{folder}/{file}"), String::from_utf8_lossy(&text).into_owned());
            }
        }
        Ok(found)
    }

    /// The commits that changed the spec, from the first to the one that is meant: id, date, title.
    pub(crate) fn commits(root: &Path, until: &str) -> Result<Vec<(String, String, String)>, String> {
        let until = commit(root, until)?;
        let log = git(root, &["log", "--reverse", "--first-parent", "--format=%H%x09%cs%x09%s", &until, "--", "spec"])?;
        let line = |line: &str| {
            let mut parts = line.splitn(3, '\t').map(str::to_owned);
            Some((parts.next()?, parts.next()?, parts.next().unwrap_or_default()))
        };
        Ok(String::from_utf8_lossy(&log).lines().filter_map(line).collect())
    }

    /// Where the accepted changes stand or would, if something can be written there.
    pub(crate) fn accepted(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join("accepted.json"))
    }

    /// The spec as one that is worked on: any mistake of any file refuses it.
    pub(crate) fn load(self) -> Result<Spec, String> {
        load_files(self.files, &self.shown)
    }

    /// The spec as one of the past, read as far as it can be read, with what would be a mistake today.
    pub(crate) fn load_past(self) -> Result<(Spec, String), String> {
        load_past(self.files, &self.shown)
    }
}

/// Where the work began: the last commit that it has in common with the main branch.
pub(crate) fn merge_base(root: &Path) -> Result<String, String> {
    let mains = ["origin/main", "main"];
    let Some(main) = mains.into_iter().find(|main| resolve(root, main).is_some()) else {
        commit(root, "HEAD")?;
        return Err("there is no main branch to compare with: name a BASE, or run\n  git fetch origin main:refs/remotes/origin/main\n".to_owned());
    };
    match git(root, &["merge-base", "HEAD", main]) {
        Ok(commit) => Ok(String::from_utf8_lossy(&commit).trim().to_owned()),
        Err(_) if is_shallow(root) => Err(format!(
            "this clone is shallow and does not reach the commit that HEAD and {main} have in common: run\n  git fetch --unshallow origin\n"
        )),
        Err(_) => Err(format!("HEAD and {main} have no commit in common: name a BASE\n")),
    }
}

/// The full id of a commit, or what to type so that it is there.
fn commit(root: &Path, revision: &str) -> Result<String, String> {
    if let Some(commit) = resolve(root, revision) {
        return Ok(commit);
    }
    // tells when git itself or the repository is missing
    git(root, &["rev-parse", "--git-dir"])?;
    let fetch = if is_shallow(root) {
        "this clone is shallow and may not reach it: run\n  git fetch --unshallow --tags origin\n".to_owned()
    } else {
        let branch = revision.strip_prefix("origin/").unwrap_or(revision);
        format!("if it is on the server, run\n  git fetch --tags origin {branch}\n")
    };
    Err(format!("{revision} is neither a folder with a spec nor a git revision of this clone; {fetch}"))
}

fn resolve(root: &Path, revision: &str) -> Option<String> {
    let commit = format!("{revision}^{{commit}}");
    let id = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).ok()?;
    Some(String::from_utf8_lossy(&id).trim().to_owned())
}

fn is_shallow(root: &Path) -> bool {
    git(root, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.starts_with(b"true"))
}

fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|error| format!("cannot run git: {error}\n"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("git {} failed: {}\n", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()))
}

/// The version that all packages of a workspace share, or that of a package.
fn version(manifest: &str) -> Option<String> {
    let manifest: toml::Table = manifest.parse().ok()?;
    let package = manifest.get("workspace").and_then(|workspace| workspace.get("package")).or(manifest.get("package"));
    Some(package?.get("version")?.as_str()?.to_owned())
}
