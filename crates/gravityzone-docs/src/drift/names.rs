//! Names in the sentences of a page that no member and no method has: a slip of the page, or a rename on its way.
//! A word counts as a name if it is written like one, or is nearly one that the method has.

use super::collect::{Collector, Spot};
use super::kind::DriftKind;
use super::known::{Children, Scope};
use super::since::address;
use gravityzone_spec::{DocsMethod, Method};
use std::collections::BTreeSet;

pub(super) fn compare(scope: Scope<'_>, method: &Method, said: &DocsMethod, found: &mut Collector<'_>) {
    let mut known: BTreeSet<String> = scope.spec.methods().map(|(_, method)| method.name.clone()).collect();
    collect(scope, scope.params(method), 0, &mut known);
    collect(scope, scope.fields(method), 0, &mut known);
    known.extend(said.members.iter().filter_map(|member| member.path.rsplit('.').next()).map(str::to_owned));
    let slips = |names: &[String]| -> Vec<String> {
        names.iter().filter(|name| !known.contains(*name) && is_name(name, &known)).cloned().collect()
    };
    for name in slips(&said.names) {
        let spot = Spot { method: &said.name, path: "", fact: &format!("name {name}") };
        found.add(DriftKind::NameUnknown, &scope.method_address(method), spot, &name, nearest(&name, &known));
    }
    for member in &said.members {
        for name in slips(&member.names) {
            let spot = Spot { method: &said.name, path: &member.path, fact: &format!("name {name}") };
            let at = address(scope, &said.name, &member.path);
            found.add(DriftKind::NameUnknown, &at, spot, &name, nearest(&name, &known));
        }
    }
}

/// The names of all members below, as deep as objects are nested in practice.
fn collect(scope: Scope<'_>, children: Children<'_>, depth: usize, names: &mut BTreeSet<String>) {
    for known in children.members {
        if depth < 8 {
            collect(scope, scope.children(&known.ty), depth + 1, names);
        }
        names.insert(known.name);
    }
}

/// `additionalProductType` is written like a name; `ownuse` is nearly one.
fn is_name(word: &str, known: &BTreeSet<String>) -> bool {
    let inner_capital = word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric());
    let camel = plain && inner_capital && word.starts_with(|c: char| c.is_ascii_lowercase());
    camel || known.iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// The known name that a word is most like: the same but for case, or with the longest beginning in common.
fn nearest(word: &str, known: &BTreeSet<String>) -> Option<String> {
    let common = |name: &String| name.chars().zip(word.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    known.iter().filter(|name| 2 * common(name) > word.len()).max_by_key(|name| common(name)).cloned()
}
