//! What changed on a page since its last import, where the comparison with the spec does not tell it already.
//! The base of a page that is new is the older page that it supersedes, method by method; what that one alone says stays.

mod member;
mod values;

use super::collect::{Collector, Spot};
use super::kind::DriftKind;
use super::known::Scope;
use super::member::summary;
use super::supersedes;
use crate::store::Sheet;
use gravityzone_spec::{DocsMember, DocsMethod, DocsPage, Spec};

pub(super) fn compare(sheet: &Sheet, spec: &Spec, found: &mut Collector<'_>) {
    let facts = &sheet.facts;
    let Some(area) = spec.area(&facts.area) else { return };
    let scope = Scope { spec, area };
    let stored = spec.docs.iter().find(|known| known.page == facts.page);
    for said in &facts.methods {
        let at = format!("{}.{}", area.name, said.name);
        let of = |page: &DocsPage| page.methods.iter().find(|method| method.name == said.name).cloned();
        match stored.and_then(of) {
            Some(base) => Since { scope, method: said, other_page: false }.compare(&at, &base, found),
            None if stored.is_some() => {
                let spot = Spot { method: &said.name, path: "", fact: "" };
                found.add_change(DriftKind::MethodAdded, &at, spot, &said.name, None);
            }
            None => {
                let older = supersedes(sheet, &said.name, &[], spec);
                let older = older.and_then(|older| spec.docs.iter().find(|known| known.page == older));
                if let Some(base) = older.and_then(of) {
                    Since { scope, method: said, other_page: true }.compare(&at, &base, found);
                }
            }
        }
    }
    for base in stored.into_iter().flat_map(|known| &known.methods) {
        if !facts.methods.iter().any(|said| said.name == base.name) {
            let spot = Spot { method: &base.name, path: "", fact: "" };
            found.add_change(
                DriftKind::MethodRemoved,
                &format!("{}.{}", area.name, base.name),
                spot,
                "not on the page",
                None,
            );
        }
    }
}

/// The address of what stands at a path of a page, whether the spec has it or not.
pub(crate) fn address(scope: Scope<'_>, method: &str, path: &str) -> String {
    let outer = format!("{}.{method}", scope.area.name);
    let (part, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(known) = scope.area.methods.iter().find(|known| known.name == method) else {
        return format!("{outer}.{}.{rest}", if part == "params" { "params" } else { "result" });
    };
    let mut level = if part == "params" { scope.params(known) } else { scope.fields(known) };
    let mut at = format!("{outer}.{}", if part == "params" { "params" } else { "result" });
    for name in rest.split('.').filter(|name| !name.is_empty()) {
        let base = level.at.clone().unwrap_or(at);
        at = format!("{base}.{name}");
        level = match level.members.iter().find(|known| known.name == name) {
            Some(known) => scope.children(&known.ty),
            None => Default::default(),
        };
    }
    at
}

/// One method, now and at the last import.
#[derive(Clone, Copy)]
struct Since<'a> {
    scope: Scope<'a>,
    /// The method as it is now.
    method: &'a DocsMethod,
    /// The base is another page: its words are others anyway, and what it alone says stays.
    other_page: bool,
}

impl Since<'_> {
    fn compare(self, at: &str, base: &DocsMethod, found: &mut Collector<'_>) {
        self.itself(at, base, found);
        for member in &self.method.members {
            match base.members.iter().find(|base| base.path == member.path) {
                Some(base) => self.member(base, member, found),
                // what stands below something new is new with it
                None if lacks_outer(&base.members, &member.path) => {}
                None => {
                    let kind = match (member.path.starts_with("params"), member.optional) {
                        (false, _) => DriftKind::ResultFieldAdded,
                        (true, Some(false)) => DriftKind::ParamAddedRequired,
                        (true, _) => DriftKind::ParamAddedOptional,
                    };
                    found.add_change(
                        kind,
                        &self.address(&member.path),
                        self.spot(&member.path, ""),
                        &summary(member),
                        None,
                    );
                }
            }
        }
        for member in base.members.iter().filter(|_| !self.other_page) {
            let gone = !self.method.members.iter().any(|said| said.path == member.path);
            if gone && !lacks_outer(&self.method.members, &member.path) {
                let kind = match (member.path.starts_with("params"), member.optional) {
                    (false, _) => DriftKind::ResultFieldRemovedOptional,
                    (true, Some(false)) => DriftKind::ParamRemovedRequired,
                    (true, _) => DriftKind::ParamRemovedOptional,
                };
                let (outer, name) = member.path.rsplit_once('.').unwrap_or(("", &member.path));
                let docs = format!("not in {}", self.method.name);
                found.add_change(kind, &self.address(&member.path), self.spot(outer, name), &docs, None);
            }
        }
    }

    /// What is said of the method itself and of its result.
    fn itself(self, at: &str, base: &DocsMethod, found: &mut Collector<'_>) {
        let said = self.method;
        let spot = |fact| self.spot("", fact);
        if base.version != said.version {
            let docs = said.version.as_deref().unwrap_or("no version");
            found.add_change(
                DriftKind::MethodPathVersionDefaultChanged,
                at,
                spot("version"),
                docs,
                base.version.clone(),
            );
        }
        if said.deprecated != base.deprecated {
            let (kind, docs) = match said.deprecated {
                true => (DriftKind::MethodDeprecated, "deprecated"),
                false => (DriftKind::MethodUndeprecated, "not deprecated"),
            };
            found.add_change(kind, at, spot("deprecated"), docs, None);
        }
        let result = format!("{at}.result");
        if said.returns != base.returns {
            let docs = said.returns.as_deref().unwrap_or("nothing");
            found.add_change(DriftKind::ResultShapeChanged, &result, spot("returns"), docs, base.returns.clone());
        }
        if said.nullable != base.nullable {
            let (kind, docs) = match said.nullable {
                true => (DriftKind::ResultBecameNullable, "or null"),
                false => (DriftKind::ResultNoLongerNullable, "never null"),
            };
            found.add_change(kind, &result, spot("nullable"), docs, None);
        }
        if said.limit != base.limit {
            let (kind, docs) = match (said.limit, base.limit) {
                (Some(limit), None) => (DriftKind::ResultLimitAdded, format!("at most {limit}")),
                (Some(limit), Some(before)) if limit < before => {
                    (DriftKind::ResultLimitLowered, format!("at most {limit}"))
                }
                (Some(limit), _) => (DriftKind::ResultLimitRaised, format!("at most {limit}")),
                (None, _) => (DriftKind::ResultLimitRemovedBySilence, "nothing".to_owned()),
            };
            let spot = self.spot(if said.limit.is_some() { "" } else { "fields" }, "limit");
            found.add_change(kind, at, spot, &docs, base.limit.map(|limit| format!("at most {limit}")));
        }
        if said.nameless != base.nameless && !self.other_page {
            found.add_change(DriftKind::DocsChanged, at, spot("nameless"), "other rows without a name", None);
        }
        let words = |method: &DocsMethod| (method.words.clone(), method.result_words.clone(), method.names.clone());
        let told = said.returns != base.returns || said.nullable != base.nullable || said.limit != base.limit;
        if words(said) != words(base) && !self.other_page && !told {
            found.add_change(DriftKind::DocsChanged, at, spot("words"), "other words", None);
        }
    }

    fn address(self, path: &str) -> String {
        address(self.scope, &self.method.name, path)
    }

    fn spot<'p>(&'p self, path: &'p str, fact: &'p str) -> Spot<'p> {
        Spot { method: &self.method.name, path, fact }
    }
}

/// Whether the member that a path stands below is missing too.
fn lacks_outer(members: &[DocsMember], path: &str) -> bool {
    let outer = path.rsplit_once('.').map_or("", |(outer, _)| outer);
    outer.contains('.') && !members.iter().any(|member| member.path == outer)
}
