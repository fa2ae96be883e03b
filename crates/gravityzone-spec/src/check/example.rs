//! Examples: each is what the vendor would send and answer, and breaks no rule that must hold.
//! A spec whose own examples do not fit it is wrong in one of two places.

use crate::diagnostic::Diagnostics;
use crate::fit::{Fitting, Misfit, MisfitKind, fit};
use crate::judge::judge;
use crate::source::Place;
use crate::spec::Spec;
use std::collections::BTreeSet;

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for (area, method) in spec.methods() {
        let mut names = BTreeSet::new();
        for example in &method.examples {
            if !names.insert(&example.name) {
                let title = format!("{} has two examples called {:?}", method.name, example.name);
                diagnostics.add(example.params_place, title, "", "rename one");
            }
            for misfit in fit(spec, area, method, &example.params) {
                report(&misfit, "the params", example.params_place, diagnostics);
            }
            for misfit in Fitting::result(spec, area, method, &example.result) {
                report(&misfit, "the result", example.result_place, diagnostics);
            }
            for violation in judge(spec, area, method, &example.params) {
                if violation.rule.refuses() && !diagnostics.is_at(violation.rule.place) {
                    let title = format!("the example breaks the rule {:?}", violation.rule.name);
                    let label = format!("at {}", violation.member);
                    diagnostics.add(example.params_place, title, label, violation.rule.statement());
                }
            }
        }
    }
}

fn report(misfit: &Misfit, what: &str, place: Place, diagnostics: &mut Diagnostics) {
    let at = if misfit.path.is_empty() { what.to_owned() } else { misfit.path.clone() };
    let (title, help) = match misfit.kind {
        MisfitKind::Unknown => (format!("{at} stands in {what} and not in the spec"), "list it, or take it away"),
        MisfitKind::Missing => (format!("{at} is missing from {what}"), "add it, or mend the spec"),
        _ => (format!("{at} does not fit: expected {}", misfit.expected), "mend the example, or the spec"),
    };
    diagnostics.add(place, title, "in this example", help);
}
