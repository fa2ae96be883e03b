//! Examples: each is what the vendor would send and answer, and breaks no rule that must hold.
//! A spec whose own examples do not fit it is wrong in one of two places.

use crate::diagnostic::Diagnostics;
use crate::fit::{Fitting, Misfit, MisfitKind, fit};
use crate::json::Node;
use crate::judge::judge;
use crate::source::Place;
use crate::spec::{Example, Spec};
use std::collections::BTreeSet;

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for (area, method) in spec.methods() {
        let mut names = BTreeSet::new();
        for example in &method.examples {
            if !names.insert(&example.name) {
                let title = format!("{} has two examples called {:?}", method.name, example.name);
                diagnostics.add(example.place, title, "", "rename one");
            }
            for misfit in fit(spec, area, method, &example.params) {
                report(&misfit, "the params", at(&example.params_node, &misfit.path, example), diagnostics);
            }
            for misfit in Fitting::result(spec, area, method, &example.result) {
                report(&misfit, "the result", at(&example.result_node, &misfit.path, example), diagnostics);
            }
            for violation in judge(spec, area, method, &example.params) {
                if violation.rule.refuses() && !diagnostics.is_at(violation.rule.place) {
                    let title = format!("the example breaks the rule {:?}", violation.rule.name);
                    let label = format!("at {}", violation.member);
                    let place = at(&example.params_node, &violation.member, example);
                    diagnostics.add(place, title, label, violation.rule.statement());
                }
            }
        }
    }
}

/// Where in an example something stands.
fn at(node: &Option<Node>, path: &str, example: &Example) -> Place {
    node.as_ref().map_or(example.place, |node| node.place_of(path))
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
