//! How alike two subjects are that have different names: whether one is the other, renamed.
//! Facts and what they hold count; words decide only between members that are otherwise equal.

use gravityzone_spec::{Subject, SubjectKind};
use std::collections::BTreeSet;

/// What a reader must share before a rename is believed.
const ENOUGH: f64 = 0.7;

/// Pairs of what is gone and what is new that are one thing under two names, the most alike first; with the reason.
pub(crate) fn renamed<'s>(gone: &[&'s Subject], new: &[&'s Subject]) -> Vec<(&'s Subject, &'s Subject, String)> {
    let mut pairs = Vec::new();
    for before in gone {
        for after in new.iter().filter(|after| after.kind == before.kind) {
            if after.text("renamed_from") == before.name || before.text("renamed_from") == after.name {
                pairs.push((2.0, *before, *after, "the spec says so".to_owned()));
            } else if let Some(likeness) = likeness(before, after).filter(|likeness| *likeness >= ENOUGH) {
                let percent = (likeness * 100.0).round();
                pairs.push((likeness, *before, *after, format!("found by shape: {percent} % alike")));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut taken: BTreeSet<*const Subject> = BTreeSet::new();
    let mut chosen = Vec::new();
    for (index, (likeness, before, after, why)) in pairs.iter().enumerate() {
        // two that are equally alike decide nothing
        let rival = |other: &(f64, &Subject, &Subject, String)| {
            (other.0 - likeness).abs() < 1e-9
                && (std::ptr::eq(other.1, *before) != std::ptr::eq(other.2, *after))
                && !taken.contains(&std::ptr::from_ref(other.1))
                && !taken.contains(&std::ptr::from_ref(other.2))
        };
        let undecided = pairs.iter().enumerate().any(|(at, other)| at != index && rival(other));
        let free = !taken.contains(&std::ptr::from_ref(*before)) && !taken.contains(&std::ptr::from_ref(*after));
        if free && !undecided {
            taken.extend([std::ptr::from_ref(*before), std::ptr::from_ref(*after)]);
            chosen.push((*before, *after, why.clone()));
        }
    }
    chosen
}

/// From 0 to 1; nothing if the two cannot be one thing.
fn likeness(before: &Subject, after: &Subject) -> Option<f64> {
    let (inside_before, inside_after) = (features(before), features(after));
    let shape = shared(&inside_before, &inside_after);
    let words = shared(&word_set(before), &word_set(after));
    match before.kind {
        // a name that the spec writes itself is renamed by being written
        SubjectKind::Example | SubjectKind::Erratum | SubjectKind::Edition | SubjectKind::Absence => None,
        SubjectKind::Code | SubjectKind::Flag | SubjectKind::Result | SubjectKind::Segment => None,
        SubjectKind::Area => (before.text("service") == after.text("service") && shape >= 0.5).then_some(shape),
        SubjectKind::Region => (before.text("host") == after.text("host")).then_some(1.0),
        SubjectKind::Word => (!before.text("doc").is_empty() && before.text("doc") == after.text("doc")).then_some(1.0),
        SubjectKind::Rule => (shape >= 1.0).then_some(1.0),
        SubjectKind::Rate | SubjectKind::Error => (shape >= 1.0).then_some(0.9),
        // one member is soon like another: its facts are equal, and its words or its name are near
        SubjectKind::Param | SubjectKind::Member => {
            let near = words.max(spelling(&before.name, &after.name));
            (shape >= 1.0 && near >= 0.5).then_some(0.6 + 0.4 * near)
        }
        SubjectKind::Arm => (before.text("type") == after.text("type")).then_some(0.9),
        SubjectKind::Method | SubjectKind::Type => {
            let same_kind = before.text("kind") == after.text("kind") && before.text("effect") == after.text("effect");
            // what holds nothing, such as an id, is known by its words alone
            let bare = before
                .children
                .iter()
                .all(|child| child.kind == SubjectKind::Result || child.kind == SubjectKind::Example);
            let score =
                if bare { (words + spelling(&before.name, &after.name)) / 2.0 } else { 0.8 * shape + 0.2 * words };
            same_kind.then_some(score)
        }
        _ => None,
    }
}

/// What is said of a subject and of what it holds, without words and without its own name.
fn features(subject: &Subject) -> BTreeSet<String> {
    const WORDS: [&str; 6] = ["doc", "cites", "known", "renamed_from", "rust_renamed_from", "$schema"];
    let mut features = BTreeSet::new();
    for fact in subject.facts.iter().filter(|fact| !WORDS.contains(&fact.key.as_str())) {
        features.insert(format!("{}={}", fact.key, fact.value));
    }
    for child in subject.children.iter().filter(|child| child.kind != SubjectKind::Example) {
        let shown =
            if child.facts.iter().any(|fact| fact.key == "type") { child.text("type") } else { child.text("name") };
        features.insert(format!("{:?} {} {shown}", child.kind, child.name));
    }
    features
}

fn word_set(subject: &Subject) -> BTreeSet<String> {
    let doc = subject.text("doc").to_lowercase();
    doc.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned).collect()
}

/// How much of both is in both.
fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 1.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

/// How alike two names are spelt: pairs of letters that both have, case aside.
pub(crate) fn spelling(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| -> BTreeSet<String> {
        let letters: Vec<char> = text.to_lowercase().chars().collect();
        letters.windows(2).map(|pair| pair.iter().collect()).collect()
    };
    shared(&pairs(a), &pairs(b))
}
