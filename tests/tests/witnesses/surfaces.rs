//! The public items of both sides: a patch moves none, a minor change takes none away, a major one does.
//! So every case is looked at whole, not only where its witnesses look.

use crate::library::LIBRARIES;
use gravityzone_diff::{Bump, Surface};
use gravityzone_tests::changes::Files;
use std::collections::BTreeSet;

fn surface(files: &Files) -> Surface {
    Surface::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap()
}

/// Rules that the items do not tell the truth of, each with the reason.
const OTHERWISE: &[(&str, &str)] = &[
    ("segment-value-added", "a match that names every value of a closed enum breaks by one that comes"),
    ("param-order-changed", "the names of arguments change places; their witness shows what that does"),
    ("result-field-order-changed", "the names of arguments change places; their witness shows what that does"),
    ("type-moved", "it stands in another module, and is exported where it was"),
];

/// An item without what no program names: that it is deprecated, what a constant is; a type's traits one by one.
fn said(module: &str, item: &str) -> Vec<String> {
    let item = item.trim_end_matches(" (deprecated)");
    match item.split_once(": ") {
        _ if item.starts_with("const ") => vec![format!("{module}::{}", item.split(" = ").next().unwrap_or(item))],
        Some((name, traits)) if !name.contains(['.', ' ', '(']) => {
            traits.split(", ").map(|one| format!("{module}::{name}: {one}")).collect()
        }
        _ => vec![format!("{module}::{item}")],
    }
}

#[test]
fn public_items_move_as_far_as_the_verdicts_say() {
    let mut wrong = String::new();
    for sides in &LIBRARIES.sides {
        let case = &sides.case;
        let other = OTHERWISE.iter().any(|(rule, _)| case.forward.iter().any(|line| line.starts_with(rule)));
        if other || case.witnesses("client").next().is_some() {
            continue;
        }
        // what is the same on both sides moves nothing
        let but = |of: &Files, other: &Files| -> Files {
            let differs = |(path, text): &(&String, &String)| other.get(*path) != Some(*text);
            of.iter().filter(differs).map(|(path, text)| (path.clone(), text.clone())).collect()
        };
        let (base, head) = (but(&sides.base, &sides.head), but(&sides.head, &sides.base));
        let moved = surface(&base).moved(&surface(&head));
        for (mark, lines, came) in [(">", &case.forward, true), ("<", &case.backward, false)] {
            let bump = |line: &String| {
                let word = line.split(' ').nth(5).unwrap_or_default().to_owned();
                Bump::ALL.iter().copied().find(|bump| bump.as_str() == word).unwrap()
            };
            let silent = lines.iter().all(|line| line.contains(" silent"));
            let verdict = lines.iter().map(bump).max().unwrap_or(Bump::None);
            let side = |came: bool| -> BTreeSet<String> {
                moved.iter().filter(|one| one.came == came).flat_map(|one| said(&one.module, &one.item)).collect()
            };
            let went: Vec<String> = side(!came).difference(&side(came)).cloned().collect();
            let new: Vec<String> = side(came).difference(&side(!came)).cloned().collect();
            let fits = match verdict {
                Bump::Major => !went.is_empty(),
                // what warns has another attribute; what behaves otherwise has no other item
                Bump::Minor => {
                    went.is_empty() && (!new.is_empty() || silent || lines.iter().any(|l| l.contains("deprecated")))
                }
                Bump::Patch | Bump::None => went.is_empty() && new.is_empty(),
            };
            if !fits {
                wrong.push_str(&format!("{} {mark} {verdict}: went {went:#?} came {new:#?}\n", case.title));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
