//! Every verdict on Rust against the compiler: both directions of every case, with a table of what agrees.
//! Major breaks a witness, minor brings something that a witness needs, everything else does neither.

use crate::library::{LIBRARIES, Sides};
use gravityzone_diff::Bump;
use std::collections::{BTreeMap, BTreeSet};

const ALL: [&str; 3] = ["base", "head", "shown"];
const KIT: &str = include_str!("kit.rs");

/// What the cases say of Rust in one direction: the largest bump of all changes, and whether one is silent.
fn verdict(lines: &[String]) -> (Bump, bool) {
    let words = |line: &String| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let bump = |line: &String| Bump::ALL.iter().copied().find(|bump| bump.as_str() == words(line)[5]).unwrap();
    let silent = lines.iter().any(|line| words(line)[7..].contains(&"silent".to_owned()));
    (lines.iter().map(bump).max().unwrap_or(Bump::None), silent)
}

/// One witness on one side.
struct Line<'s> {
    sides: &'s Sides,
    /// The expression.
    text: &'s str,
    /// The error that it has to meet, if it must not compile.
    error: Option<&'s str>,
    kind: &'static str,
}

fn module(sides: &Sides, of: &str) -> String {
    match sides.krate() {
        Some(krate) if of == "head" => format!("{krate}::{}", sides.case.module()),
        _ => "base".to_owned(),
    }
}

/// The expression and the error behind it.
fn parts(text: &str) -> (&str, Option<&str>) {
    text.split_once(" // ").map_or((text, None), |(text, error)| (text.trim(), Some(error.trim())))
}

/// What has to be so on one side.
fn lines(of: &'static str) -> Vec<Line<'static>> {
    let mut all = Vec::new();
    for sides in &LIBRARIES.sides {
        let (own, other) = if of == "base" { ("old", "new") } else { ("new", "old") };
        for text in sides.case.witnesses(own) {
            all.push(Line { sides, text: parts(text).0, error: None, kind: own });
        }
        for text in sides.case.witnesses(other) {
            let (text, error) = parts(text);
            all.push(Line { sides, text, error, kind: other });
        }
    }
    all
}

fn title(sides: &Sides) -> &str {
    &sides.case.title
}

#[test]
fn every_verdict_on_rust_has_witnesses_that_say_the_same() {
    let mut wrong = String::new();
    for sides in &LIBRARIES.sides {
        let case = &sides.case;
        let ((forward, silent), (backward, silent_back)) = (verdict(&case.forward), verdict(&case.backward));
        let has = |kind: &str, fails: bool| case.witnesses(kind).any(|text| parts(text).1.is_some() == fails);
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                wrong.push_str(&format!("{}: {what}\n", case.title));
            }
        };
        let client = case.witnesses("client").next().is_some();
        let untold = case.witnesses("untold").next().is_some();
        let warned = case.witnesses("warned").next().is_some();
        // what the compiler cannot be asked is answered by the text
        if !client {
            let breaks = |bump: Bump, other: Bump| {
                bump == Bump::Major || (other == Bump::Minor && !warned && !silent_back && !silent)
            };
            demand(has("old", true) == breaks(forward, backward), "old programs break if and only if that is major");
            demand(has("new", true) == breaks(backward, forward), "new programs break if and only if that is major");
        }
        demand(!(silent || silent_back) || untold || client || has("shows", false), "what is silent has to be shown");
        let none = [forward, backward] == [Bump::None; 2];
        demand(!none || untold || sides.base == sides.head, "none, and yet something else is generated");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_that_moves_rust_is_proved_by_a_case_of_its_own() {
    let (mut moves, mut alone) = (BTreeSet::new(), BTreeSet::new());
    for sides in &LIBRARIES.sides {
        for lines in [&sides.case.forward, &sides.case.backward] {
            let rules = lines.iter().filter_map(|line| line.split(' ').next());
            let (bump, silent) = verdict(lines);
            if bump >= Bump::Minor || silent {
                moves.extend(rules.clone());
            }
            alone.extend(rules.filter(|_| lines.len() == 1));
        }
    }
    let hidden: Vec<&&str> = moves.difference(&alone).collect();
    assert!(hidden.is_empty(), "never alone in a case: {hidden:?}");
}

#[test]
fn the_compiler_agrees_with_every_verdict() {
    let mut wrong = String::new();
    let mut met: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for of in ["base", "head"] {
        let lines = lines(of);
        let program: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                format!("fn w{at}() {{ use {}::*; let _ = {{ {} }}; }}", module(line.sides, of), line.text)
            })
            .collect();
        let head = format!("#![allow(warnings)]\n{KIT}");
        let found = LIBRARIES.compiler.wrong(&format!("on_{of}"), &head, &program, &ALL);
        for (at, line) in lines.iter().enumerate() {
            let name = title(line.sides);
            let mut agrees = |what: &str| met.entry(name.to_owned()).or_default().push(format!("{} {what}", line.kind));
            match (line.error, found.get(&at)) {
                (None, None) => agrees(&format!("compiles on {of}")),
                (Some(error), Some(is)) if error.split(' ').eq(is.codes.iter().map(String::as_str)) => {
                    agrees(&format!("meets {error} on {of}"));
                }
                (None, Some(is)) => {
                    wrong.push_str(&format!("{name}: {} must compile on {of}: {}\n{}\n", line.kind, line.text, is.told))
                }
                (Some(error), None) => {
                    wrong.push_str(&format!(
                        "{name}: {} compiles on {of} and should not ({error}): {}\n",
                        line.kind, line.text
                    ));
                }
                (Some(error), Some(is)) => {
                    wrong.push_str(&format!(
                        "{name}: {} meets {:?} on {of}, not {error}\n{}\n",
                        line.kind, is.codes, is.told
                    ));
                }
            }
        }
    }
    for sides in &LIBRARIES.sides {
        let mut proof = met.get(title(sides)).cloned().unwrap_or_default();
        proof.extend(sides.case.witnesses("shows").map(|text| format!("another value of {text}")));
        proof.extend(sides.case.witnesses("warned").map(|_| "the compiler warns on one side".to_owned()));
        proof.extend(sides.case.witnesses("client").map(|text| format!("one client alone has {text}")));
        proof.extend(sides.case.witnesses("untold").map(|why| format!("not to be shown: {why}")));
        let proof = if proof.is_empty() { "no public item moves".to_owned() } else { proof.join(", ") };
        for line in sides.case.forward.iter().chain(&sides.case.backward) {
            let words: Vec<&str> = line.split(' ').collect();
            let silent = if words[7..].contains(&"silent") { ", silent" } else { "" };
            println!("{} | {}{silent} | {proof}", words[0], words[5]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_deprecated_on_one_side_is_told_by_the_compiler_there_alone() {
    let all: Vec<(&Sides, &str)> = LIBRARIES
        .sides
        .iter()
        .flat_map(|sides| sides.case.witnesses("warned").map(move |text| (sides, text)))
        .collect();
    let count = |of: &'static str| -> BTreeSet<usize> {
        let program = all
            .iter()
            .enumerate()
            .map(|(at, (sides, text))| format!("fn w{at}() {{ use {}::*; let _ = {{ {text} }}; }}", module(sides, of)));
        let head = format!("#![allow(warnings)]\n#![deny(deprecated)]\n{KIT}");
        let found = LIBRARIES.compiler.wrong(&format!("warned_{of}"), &head, &program.collect::<Vec<_>>(), &ALL);
        for (at, is) in &found {
            assert_eq!(is.codes, BTreeSet::from(["deprecated".to_owned()]), "{}\n{}", title(all[*at].0), is.told);
        }
        found.into_keys().collect()
    };
    let (base, head) = (count("base"), count("head"));
    for (at, (sides, text)) in all.iter().enumerate() {
        assert_ne!(base.contains(&at), head.contains(&at), "{}: {text}", title(sides));
    }
    assert!(!all.is_empty());
}

#[test]
fn what_is_silent_prints_another_value() {
    let shown: Vec<(&Sides, &str)> =
        LIBRARIES.sides.iter().flat_map(|sides| sides.case.witnesses("shows").map(move |text| (sides, text))).collect();
    let prints = |of: &'static str| -> Vec<String> {
        let line = |(sides, text): &(&Sides, &str)| {
            format!("println!(\"{{:?}}\", {{ use {}::*; {text} }});", module(sides, of))
        };
        let lines: Vec<String> = shown.iter().map(line).collect();
        let text = format!("#![allow(warnings)]\n{KIT}fn main() {{\n{}\n}}\n", lines.join("\n"));
        let printed = LIBRARIES.compiler.printed(&format!("prints_{of}"), &text, &["base", "shown"]);
        printed.lines().map(str::to_owned).collect()
    };
    let (base, head) = (prints("base"), prints("head"));
    assert_eq!((base.len(), head.len()), (shown.len(), shown.len()));
    for (at, (sides, text)) in shown.iter().enumerate() {
        println!("{} | {text} | {} | {}", title(sides), base[at], head[at]);
        assert_ne!(base[at], head[at], "{}: {text}", title(sides));
    }
}

#[test]
fn what_only_the_client_has_is_in_its_text_on_one_side() {
    for sides in &LIBRARIES.sides {
        for text in sides.case.witnesses("client") {
            let (base, head) = (sides.client.0.contains(text), sides.client.1.contains(text));
            assert_ne!(base, head, "{}: {text}", title(sides));
        }
    }
}
