//! The cases of the diff: a toy spec, and small patches of it with what `gravityzone-diff` has to say of each, both ways.
//! `tests/changes/README.md` tells how a case is written; here it is read.

use crate::project::root;
use gravityzone_spec::{Spec, load_past};
use std::collections::BTreeMap;
use std::fs;

/// The files of a spec, by their path below its folder.
pub type Files = BTreeMap<String, String>;

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it is about, and where it stands.
    pub title: String,
    /// The toy.
    pub base: Files,
    /// The base, patched.
    pub head: Files,
    /// What is expected from base to head, a line a change.
    pub forward: Vec<String>,
    /// What is expected from head to base.
    pub backward: Vec<String>,
    /// What shows it in Rust.
    pub witnesses: Vec<Witness>,
}

/// One thing that shows in Rust what a case does.
#[derive(Clone, Debug)]
pub struct Witness {
    /// What it is to show: the first word of its line.
    pub kind: String,
    /// The Rust, or the reason.
    pub text: String,
}

impl Case {
    /// The witnesses of a kind.
    pub fn witnesses(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.witnesses.iter().filter(move |witness| witness.kind == kind).map(|witness| witness.text.as_str())
    }

    /// A short name that Rust takes: `param_became_required`.
    #[must_use]
    pub fn module(&self) -> String {
        let name = self.title.split_once(": ").map_or(self.title.as_str(), |(_, name)| name);
        let letters = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' });
        letters.collect::<String>().to_lowercase()
    }
}

/// The files of the toy.
#[must_use]
pub fn toy() -> Files {
    let folder = root().join("tests/changes/toy");
    let mut files = Files::new();
    for inside in ["", "areas/", "docs/", "enums/"] {
        for entry in fs::read_dir(folder.join(inside)).into_iter().flatten().filter_map(Result::ok) {
            if let Ok(text) = fs::read_to_string(entry.path()) {
                files.insert(format!("{inside}{}", entry.file_name().to_string_lossy()), text);
            }
        }
    }
    files
}

/// A spec of files, with what would be a mistake in it today.
///
/// # Errors
/// What is no JSON.
pub fn load(files: &Files) -> Result<(Spec, String), String> {
    load_past(files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect(), "toy")
}

/// All cases, in the order of the files and their lines.
///
/// # Errors
/// What of the files is no case, with its place.
pub fn cases() -> Result<Vec<Case>, String> {
    let folder = root().join("tests/changes/cases");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let (toy, mut cases) = (toy(), Vec::new());
    for name in names {
        let text = fs::read_to_string(folder.join(&name)).map_err(|error| format!("{name}: {error}"))?;
        read(&name, &text, &toy, &mut cases)?;
    }
    Ok(cases)
}

/// Reads one file of cases.
fn read(name: &str, text: &str, toy: &Files, cases: &mut Vec<Case>) -> Result<(), String> {
    let mut hunk = Hunk::default();
    for (number, line) in text.lines().chain([""]).enumerate() {
        let wrong = |what: String| format!("tests/changes/cases/{name}:{}: {what}", number + 1);
        let (mark, rest) = line.split_at(line.find(' ').unwrap_or(line.len()));
        let rest = rest.trim().to_owned();
        if let "=" | "-" | "+" = mark {
            hunk.lines.push((mark.to_owned(), rest));
            continue;
        }
        let Some(case) = cases.last_mut().filter(|_| mark != "#") else {
            if mark == "#" {
                let title = format!("{name}:{}: {rest}", number + 1);
                let (base, head) = (toy.clone(), toy.clone());
                let (forward, backward, witnesses) = (Vec::new(), Vec::new(), Vec::new());
                cases.push(Case { title, base, head, forward, backward, witnesses });
            }
            continue;
        };
        if !hunk.lines.is_empty() {
            let hunk = std::mem::take(&mut hunk);
            hunk.apply(&mut case.head).map_err(|what| format!("tests/changes/cases/{name}:{number}: {what}"))?;
        }
        match mark {
            "" => {}
            "@" => hunk.file = rest,
            "move" => {
                let (from, to) = rest.split_once(' ').ok_or_else(|| wrong("a file moves from and to".to_owned()))?;
                let text = case.head.remove(from).ok_or_else(|| wrong(format!("there is no {from}")))?;
                case.head.insert(to.to_owned(), text);
            }
            ">" => case.forward.push(rest),
            "<" => case.backward.push(rest),
            "old" | "new" | "warned" | "shows" | "prints" | "client" | "untold" => {
                case.witnesses.push(Witness { kind: mark.to_owned(), text: rest });
            }
            other => return Err(wrong(format!("{other:?} begins no line of a case"))),
        }
    }
    Ok(())
}

/// Lines that go and lines that come, between lines that stay.
#[derive(Default)]
struct Hunk {
    /// The file, if it is named.
    file: String,
    lines: Vec<(String, String)>,
}

impl Hunk {
    /// Patches the one place where the old lines stand; commas are looked after.
    fn apply(&self, files: &mut Files) -> Result<(), String> {
        let bare = |line: &str| line.trim().trim_end_matches(',').to_owned();
        let side = |mark: &str| -> Vec<String> {
            self.lines.iter().filter(|(of, _)| of == "=" || of == mark).map(|(_, text)| bare(text)).collect()
        };
        let (old, new) = (side("-"), side("+"));
        if old.is_empty() {
            files.insert(self.file.clone(), with_commas(&new));
            return Ok(());
        }
        let mut places = Vec::new();
        for (path, text) in files.iter().filter(|(path, _)| self.file.is_empty() || **path == self.file) {
            let lines: Vec<String> = text.lines().map(bare).collect();
            let found = lines.windows(old.len()).enumerate().filter(|(_, window)| *window == old.as_slice());
            places.extend(found.map(|(at, _)| (path.clone(), at)));
        }
        let [(path, at)] = places.as_slice() else {
            return Err(format!("the old lines stand in {} places, not in one: {old:?}", places.len()));
        };
        let mut lines: Vec<String> = files[path].lines().map(bare).collect();
        lines.splice(at..&(at + old.len()), new);
        if lines.iter().all(|line| line.is_empty()) {
            files.remove(path);
        } else {
            files.insert(path.clone(), with_commas(&lines));
        }
        Ok(())
    }
}

/// Lines of JSON without commas at their ends, with them.
fn with_commas(lines: &[String]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let opens = line.ends_with(['{', '[']);
        let last = lines.get(at + 1).is_none_or(|next| next.starts_with(['}', ']']));
        text.push_str(line);
        text.push_str(if opens || last { "\n" } else { ",\n" });
    }
    text
}
