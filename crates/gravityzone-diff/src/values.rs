//! Values of an enumeration that keep their meaning and change their code, or change places.
//! The worst changes there are: everything compiles, and another thing is meant.

use crate::change::Edit;
use crate::difference::{Difference, Stand, What};
use gravityzone_spec::{Subject, SubjectKind};

/// Takes values out of the lists that are one value under another code, and tells of those that have been swapped.
pub(crate) fn recoded<'s>(
    base: Stand<'s>,
    head: Stand<'s>,
    same: &mut Vec<(&'s Subject, &'s Subject)>,
    gone: &mut Vec<&'s Subject>,
    new: &mut Vec<&'s Subject>,
    found: &mut Vec<Difference<'s>>,
) {
    let stands = |before, after| {
        (Some(Stand { subject: before, parent: base.subject }), Some(Stand { subject: after, parent: head.subject }))
    };
    // one meaning, another code
    for before in std::mem::take(gone) {
        let at = new.iter().position(|after| is_one(before, after));
        let Some(after) = at.map(|at| new.remove(at)) else {
            gone.push(before);
            continue;
        };
        let what = What::Recoded { before: before.name.clone(), after: after.name.clone() };
        let edit = Edit::Rename { at: before.address.clone(), to: after.name.clone() };
        let (base, head) = stands(before, after);
        found.push(Difference::new(what, base, head, vec![edit]));
    }
    // two meanings that have changed places: the pairs are crossed, and what is left is said of each
    for first in 0..same.len() {
        for second in first + 1..same.len() {
            let ((a, now_a), (b, now_b)) = (same[first], same[second]);
            if a.kind == SubjectKind::Code
                && meaning(a) == meaning(now_b)
                && meaning(b) == meaning(now_a)
                && meaning(a) != meaning(b)
            {
                let keys = |before: &Subject, after: &Subject| -> Vec<Edit> {
                    let set = |key: &str| Edit::Set {
                        at: before.address.clone(),
                        key: key.to_owned(),
                        value: after.value(key).cloned(),
                    };
                    let mut keys: Vec<&str> =
                        before.facts.iter().chain(&after.facts).map(|fact| fact.key.as_str()).collect();
                    keys.sort_unstable();
                    keys.dedup();
                    keys.into_iter().filter(|key| before.value(key) != after.value(key)).map(set).collect()
                };
                let mut edits = keys(a, now_a);
                edits.extend(keys(b, now_b));
                let (base, head) = stands(a, now_a);
                found.push(Difference::new(What::Swapped { with: b.name.clone() }, base, head, edits));
                same[first] = (a, a);
                same[second] = (b, b);
            }
        }
    }
    same.retain(|(before, after)| !std::ptr::eq(*before, *after));
}

fn is_one(before: &Subject, after: &Subject) -> bool {
    match before.kind {
        SubjectKind::Code | SubjectKind::Error => after.kind == before.kind && meaning(before) == meaning(after),
        SubjectKind::Word => {
            after.kind == before.kind && !before.text("rust").is_empty() && before.text("rust") == after.text("rust")
        }
        _ => false,
    }
}

/// What a value is called.
fn meaning(value: &Subject) -> &str {
    value.text("name")
}
