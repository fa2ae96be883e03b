//! `cargo xtask diff` in a repository: what it takes for BASE and HEAD, its exit codes, what it says where.
//! An answer that another program reads has nothing else in it.

use super::Repository;
use std::fs;
use std::process::Command;

#[test]
fn a_tag_is_compared_with_the_working_tree_and_a_break_is_exit_code_1() {
    let Some(repository) = Repository::new("diff-tag") else { return };
    let (code, answer, notice) = repository.run(&["diff", "v0.1.0"]);
    assert_eq!(code, 1, "{answer}{notice}");
    assert!(answer.starts_with("v0.1.0 ("), "{answer}");
    assert!(answer.contains("things.countThings.params.shade"), "{answer}");
    assert!(answer.contains("spec/areas/things.json:12:9"), "{answer}");
    assert_eq!(notice, "");
    let (code, ..) = repository.run(&["diff", "v0.1.0", "--fail-on", "never"]);
    assert_eq!(code, 0);
    let (code, answer, _) = repository.run(&["diff", "v0.1.0", "v0.1.0"]);
    assert_eq!((code, answer.contains("Nothing changed.")), (0, true), "{answer}");
}

#[test]
fn without_a_base_the_work_since_main_is_compared() {
    let Some(repository) = Repository::new("diff-main") else { return };
    repository.git(&["checkout", "-q", "-b", "work"]);
    let file = "spec/areas/things.json";
    let text = fs::read_to_string(repository.0.join(file)).unwrap();
    repository.commit(file, &text.replace("\"result\": \"integer\"", "\"result\": \"number\""), "A number");
    let (code, answer, notice) = repository.run(&["diff"]);
    assert_eq!(code, 1, "{answer}{notice}");
    assert!(answer.contains("things.countThings.result"), "{answer}");
    assert!(!answer.contains("shade"), "what main has is no work of this branch: {answer}");
}

#[test]
fn folders_are_taken_with_or_without_their_spec() {
    let Some(repository) = Repository::new("diff-folder") else { return };
    let folder = repository.0.display().to_string();
    for base in [folder.clone(), format!("{folder}/spec")] {
        let (code, answer, notice) = repository.run(&["diff", &base, "v0.1.0"]);
        assert_eq!(code, 1, "{answer}{notice}");
        assert!(answer.contains("tint"), "{answer}");
    }
    let (code, _, notice) = repository.run(&["diff", &format!("{folder}/spec/areas")]);
    assert_eq!(code, 3);
    assert!(notice.contains("holds no spec"), "{notice}");
}

#[test]
fn a_revision_that_is_not_here_is_exit_code_3_with_what_to_type() {
    let Some(repository) = Repository::new("diff-missing") else { return };
    let (code, answer, notice) = repository.run(&["diff", "v9.9.9", "--format", "json"]);
    assert_eq!((code, answer.as_str()), (3, ""));
    assert!(notice.contains("git fetch --tags origin v9.9.9"), "{notice}");
    let (code, _, notice) = repository.run(&["diff", "v0.1.0:nowhere"]);
    assert_eq!(code, 3);
    assert!(notice.contains("has no folder nowhere"), "{notice}");
    let (code, _, notice) = repository.run(&["diff", "--", "--output=x"]);
    assert_eq!(code, 3, "what looks like an option of git is none: {notice}");
}

#[test]
fn a_shallow_clone_is_told_how_to_become_deep() {
    let Some(repository) = Repository::new("diff-shallow") else { return };
    let shallow = repository.0.join("shallow");
    let from = format!("file://{}", repository.0.display());
    let cloned = Command::new("git").args(["clone", "-q", "--depth", "1", &from]).arg(&shallow).output().unwrap();
    assert!(cloned.status.success());
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("--project")
        .arg(&shallow)
        .args(["diff", "v0.1.0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let notice = String::from_utf8_lossy(&output.stderr);
    assert!(notice.contains("git fetch --unshallow"), "{notice}");
}

#[test]
fn a_head_that_is_wrong_cannot_be_compared_and_a_base_that_is_wrong_is_read_as_far_as_it_goes() {
    let Some(repository) = Repository::new("diff-wrong") else { return };
    let file = "spec/areas/things.json";
    let text = fs::read_to_string(repository.0.join(file)).unwrap();
    repository.commit(file, &text.replace("\"doc\": \"How dark.\"", "\"doc\": \"How dark.\", \"colour\": 1"), "A slip");
    let (code, answer, notice) = repository.run(&["diff", "v0.1.0", "--format", "json"]);
    assert_eq!((code, answer.as_str()), (3, ""));
    assert!(notice.contains("spec/areas/things.json:12:"), "{notice}");
    repository.commit(file, &text, "Mended");
    let (_, answer, notice) = repository.run(&["diff", "HEAD~1", "--format", "json"]);
    assert!(notice.contains("read as far as it goes: 1 mistake"), "{notice}");
    assert!(answer.starts_with("{\n  \"format\": 1,"), "{answer}");
}

#[test]
fn a_declared_version_counts_where_it_is_asked_for() {
    let Some(repository) = Repository::new("diff-bump") else { return };
    let fails = |version: &str| {
        repository.write("Cargo.toml", &format!("[workspace.package]\nversion = \"{version}\"\n"));
        repository.run(&["diff", "v0.1.0", "--fail-on", "bump"])
    };
    let (code, answer, _) = fails("0.1.1");
    assert_eq!(code, 1, "{answer}");
    assert!(answer.contains("Declared is 0.1.0 to 0.1.1, which is too small."), "{answer}");
    assert_eq!(fails("0.2.0").0, 0);
    assert_eq!(fails("3.0.0").0, 0);
}

#[test]
fn what_is_accepted_no_longer_fails_once_a_person_has_written_why() {
    let Some(repository) = Repository::new("diff-accept") else { return };
    let (code, _, notice) = repository.run(&["diff", "v0.1.0", "--write-accept"]);
    assert_eq!(code, 1);
    assert!(notice.contains("accepted.json: 1 added"), "{notice}");
    let (code, _, notice) = repository.run(&["diff", "v0.1.0"]);
    assert_eq!(code, 1);
    assert!(notice.contains("spec/accepted.json:3:5: ") && notice.contains("has no reason yet"), "{notice}");
    let file = repository.0.join("spec/accepted.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("TODO", "Nobody has used it.")).unwrap();
    let (code, answer, notice) = repository.run(&["diff", "v0.1.0"]);
    assert_eq!((code, notice.as_str()), (0, ""), "{answer}");
    assert!(answer.contains("accepted: Nobody has used it."), "{answer}");
    assert_eq!(repository.run(&["spec", "check"]).0, 0);
    let (_, _, notice) = repository.run(&["spec", "fmt", "--check"]);
    assert!(!notice.contains("accepted.json"), "{notice}");
    // elsewhere, and of a head that nobody can write to
    let elsewhere = repository.0.join("mine.json").display().to_string();
    let (code, _, notice) = repository.run(&["diff", "v0.1.0", "main", "--write-accept"]);
    assert_eq!(code, 3);
    assert!(notice.contains("name a file with --accept"), "{notice}");
    let (code, ..) = repository.run(&["diff", "v0.1.0", "main", "--write-accept", "--accept", &elsewhere]);
    assert_eq!(code, 1);
    assert!(fs::read_to_string(&elsewhere).unwrap().contains("\"reason\": \"TODO\""));
}

#[test]
fn output_goes_into_a_file_and_a_rule_explains_itself() {
    let Some(repository) = Repository::new("diff-output") else { return };
    let file = repository.0.join("comment.md").display().to_string();
    let (_, answer, _) = repository.run(&["diff", "v0.1.0", "--format", "markdown", "--output", &file]);
    assert_eq!(answer, "");
    assert!(fs::read_to_string(&file).unwrap().starts_with("**"));
    let (code, answer, _) = repository.run(&["diff", "--explain", "param-added-required"]);
    assert_eq!(code, 0);
    assert!(answer.starts_with("param-added-required\n"), "{answer}");
    let (code, _, notice) = repository.run(&["diff", "--explain", "param-aded-required"]);
    assert_eq!(code, 2);
    assert!(notice.contains("near it are param-added-required"), "{notice}");
    assert_eq!(repository.run(&["diff", "--format", "xml"]).0, 2);
    let (_, answer, _) = repository.run(&["diff", "--explain", "all"]);
    assert!(answer.lines().count() > 150);
}
