//! `diff`, `history` and `release-notes` as a maintainer meets them, in a git repository of their own.
//! Skipped, and said, where there is no git.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first thing that is wrong")]

#[path = "past/diff.rs"]
mod diff;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A repository with two commits of a toy spec; removed when dropped.
struct Repository(PathBuf);

const API: &str = r#"{
  "doc": "A toy API.",
  "date": "2026-01-01",
  "regions": {},
  "errors": {},
  "rates": {
    "default": { "calls": 10, "seconds": 1, "burst": 10, "doc": "All." }
  },
  "editions": { "cloud": "The cloud." },
  "absences": {},
  "areas": ["things"]
}
"#;

fn area(params: &str) -> String {
    format!(
        r#"{{
  "area": "things",
  "service": "things",
  "doc": "Toy things.",
  "page": "1-1",
  "methods": {{
    "countThings": {{
      "doc": "Counts things.",
      "effect": "read",
      "params": {{
{params}
      }},
      "result": "integer",
      "examples": [
        {{
          "name": "one",
          "result": 1
        }}
      ]
    }}
  }}
}}
"#
    )
}

const LATER: &str = r#"        "kind": { "type": "string", "doc": "Which." },
        "shade": { "type": "string", "renamed_from": "tint", "doc": "How dark." }"#;
const EARLIER: &str = r#"        "tint": { "type": "string", "doc": "How dark." }"#;

impl Repository {
    /// None where git is not there.
    fn new(name: &str) -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("xtask-past-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("spec/areas")).unwrap();
        let repository = Self(folder);
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("note: there is no git here; what needs it is left out");
            return None;
        }
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write("Cargo.toml", "[workspace.package]\nversion = \"0.1.0\"\n");
        repository.write("spec/api.json", API);
        repository.commit("spec/areas/things.json", &area(EARLIER), "The first spec");
        repository.git(&["tag", "v0.1.0"]);
        repository.commit("spec/areas/things.json", &area(LATER), "A kind, and shade is its name");
        Some(repository)
    }

    fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=toy", "-c", "user.email=toy@example.com", "-c", "commit.gpgsign=false"];
        let dated = [("GIT_AUTHOR_DATE", "2026-03-01T12:00:00Z"), ("GIT_COMMITTER_DATE", "2026-03-01T12:00:00Z")];
        let output = Command::new("git").arg("-C").arg(&self.0).args(who).args(arguments).envs(dated).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn commit(&self, file: &str, text: &str, title: &str) {
        self.write(file, text);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", title]);
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = command.arg("--project").arg(&self.0).args(arguments).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A commit's short name is another in every run.
fn without_names(text: &str) -> String {
    let is_name = |word: &str| word.len() == 9 && word.chars().all(|letter| letter.is_ascii_hexdigit());
    let line = |line: &str| {
        line.split(' ')
            .map(|word| if is_name(word.trim_end_matches(';')) { "COMMIT" } else { word })
            .collect::<Vec<_>>()
            .join(" ")
    };
    text.lines().map(|text| line(text).trim_end().to_owned() + "\n").collect()
}

#[test]
fn history_tells_since_when_each_part_is_there() {
    let Some(repository) = Repository::new("history") else { return };
    let (code, told, notice) = repository.run(&["history", "things.countThings"]);
    assert_eq!((code, notice.as_str()), (0, ""));
    assert_eq!(
        without_names(&told),
        "things.countThings               2026-03-01 COMMIT
things.countThings.params.kind   2026-03-01 COMMIT
things.countThings.params.shade  2026-03-01 COMMIT before that things.countThings.params.tint
things.countThings.result        2026-03-01 COMMIT

What changed:

2026-03-01 COMMIT A kind, and shade is its name
  param-added-optional things.countThings.params.kind: nothing -> \"string\"
  param-renamed things.countThings.params.shade: \"tint\" -> \"shade\"
"
    );
}

#[test]
fn history_of_what_is_not_there_is_wrong_usage() {
    let Some(repository) = Repository::new("usage") else { return };
    let (code, told, notice) = repository.run(&["history", "things.count"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(notice.contains("did you mean things.countThings?"), "{notice}");
    let (code, _, notice) = repository.run(&["history", "things.countThings", "v9"]);
    assert_eq!(code, 3, "{notice}");
}

#[test]
fn release_notes_are_written_into_the_client_beside_the_same_for_programs() {
    let Some(repository) = Repository::new("notes") else { return };
    let (code, told, notice) = repository.run(&["release-notes", "v0.1.0"]);
    assert_eq!(code, 0, "{notice}");
    assert!(told.contains("### Needs your hands"), "{told}");
    assert!(told.contains("`things::CountThings::shade`"), "{told}");
    assert!(told.contains("  - things::CountThings.tint: Option<String>"), "{told}");
    fs::create_dir_all(repository.0.join("crates/gravityzone-client")).unwrap();
    let (code, _, notice) = repository.run(&["release-notes", "v0.1.0", "--write"]);
    assert_eq!(code, 0, "{notice}");
    let read = |file: &str| fs::read_to_string(repository.0.join("crates/gravityzone-client").join(file)).unwrap();
    assert_eq!(read("API-CHANGES.md"), told);
    let json: serde_json::Value = serde_json::from_str(&read("api-diff.json")).unwrap();
    let rules: Vec<&str> =
        json["changes"].as_array().unwrap().iter().map(|change| change["rule"].as_str().unwrap()).collect();
    assert_eq!(
        (json["suggested_bump"].as_str(), rules),
        (Some("major"), vec!["param-added-optional", "param-renamed"])
    );
}

#[test]
fn notes_of_a_first_release_say_that_it_is_the_first() {
    let Some(repository) = Repository::new("first") else { return };
    let (code, told, _) = repository.run(&["release-notes", "nothing"]);
    assert_eq!(code, 0);
    assert!(told.contains("## 0.1.0\n\nThe first release: there is nothing before it.\n"), "{told}");
    let (code, _, notice) = repository.run(&["release-notes", "v7"]);
    assert_eq!(code, 3);
    assert!(notice.contains("git fetch --tags origin v7"), "{notice}");
}
