//! A param or field as it is now against the last import: every fact that changed, or else that its words did.
//! A change that the comparison with the spec tells already is not told again.

use super::super::collect::Collector;
use super::super::kind::DriftKind;
use super::Since;
use gravityzone_spec::DocsMember;
use serde_json::Value as Json;

/// A fact that changed: its rule, which fact, what it is now and what it was.
pub(super) struct Change {
    pub(super) kind: DriftKind,
    pub(super) fact: String,
    pub(super) now: Option<String>,
    pub(super) before: Option<String>,
    /// The address, where it is not the member's.
    pub(super) at: Option<String>,
}

impl Change {
    fn new(kind: DriftKind, fact: &str, now: Option<String>, before: Option<String>) -> Self {
        Self { kind, fact: fact.to_owned(), now, before, at: None }
    }
}

impl Since<'_> {
    pub(super) fn member(self, base: &DocsMember, said: &DocsMember, found: &mut Collector<'_>) {
        let request = said.path.starts_with("params");
        let mut changes = Vec::new();
        self.types(request, base, said, &mut changes);
        needs(request, base, said, &mut changes);
        bounds(base, said, &mut changes);
        marks(request, base, said, &mut changes);
        self.values(base, said, &mut changes);
        if changes.is_empty() && !self.other_page && (said.words != base.words || said.names != base.names) {
            let now = Some("other words".to_owned());
            changes.push(Change::new(DriftKind::DocsChanged, "words", now, None));
        }
        let own = self.address(&said.path);
        for change in changes {
            let at = change.at.as_deref().unwrap_or(&own);
            let before = change.before.map(|before| format!("{before} at the last import"));
            let now = change.now.as_deref().unwrap_or("nothing");
            found.add_change(change.kind, at, self.spot(&said.path, &change.fact), now, before);
        }
    }

    /// Another page may leave a type out that the older one has.
    fn types(self, request: bool, base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
        let silent = said.ty.is_none() || base.ty.is_none();
        if said.ty != base.ty && !(self.other_page && silent) {
            let kind = if request { DriftKind::ParamTypeChanged } else { DriftKind::ResultFieldTypeChanged };
            changes.push(Change::new(kind, "type", said.ty.clone(), base.ty.clone()));
        }
    }
}

fn needs(request: bool, base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
    let word = |optional: bool| if optional { "optional" } else { "required" }.to_owned();
    if said.optional != base.optional {
        let kind = match (request, said.optional) {
            (true, Some(false)) => DriftKind::ParamBecameRequired,
            (true, _) => DriftKind::ParamBecameOptional,
            (false, Some(false)) => DriftKind::ResultFieldBecameGuaranteed,
            (false, _) => DriftKind::ResultFieldBecameOptional,
        };
        changes.push(Change::new(kind, "optional", said.optional.map(word), base.optional.map(word)));
    }
    if said.required_when != base.required_when {
        let text = |member: &DocsMember| {
            let one = |(other, value): &(String, Option<Json>)| match value {
                Some(value) => format!("required when {other} is {value}"),
                None => format!("required with {other}"),
            };
            let all: Vec<String> = member.required_when.iter().map(one).collect();
            (!all.is_empty()).then(|| all.join(" and "))
        };
        let kind = match said.required_when.len() < base.required_when.len() {
            true => DriftKind::ParamConditionLoosened,
            false => DriftKind::ParamConditionTightened,
        };
        changes.push(Change::new(kind, "required_when", text(said), text(base)));
    }
    let absent = |member: &DocsMember| member.default.as_ref().map(Json::to_string).or_else(|| member.absent.clone());
    if absent(said) != absent(base) {
        let kind = match (absent(said), absent(base)) {
            (Some(_), None) => DriftKind::ParamDefaultAdded,
            (None, _) => DriftKind::ParamDefaultRemovedBySilence,
            _ => DriftKind::ParamDefaultChanged,
        };
        changes.push(Change::new(kind, "default", absent(said), absent(base)));
    }
}

fn bounds(base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
    let bounds = [
        ("min", said.min, base.min, 1),
        ("max", said.max, base.max, -1),
        ("max_length", said.max_length, base.max_length, -1),
    ];
    for (fact, now, before, tighter) in bounds.into_iter().filter(|(_, now, before, _)| now != before) {
        let kind = match (now, before) {
            (Some(_), None) => DriftKind::ConstraintAdded,
            (None, _) => DriftKind::ConstraintRemovedBySilence,
            (Some(now), Some(before)) if (now - before) * tighter > 0 => DriftKind::ConstraintTightened,
            _ => DriftKind::ConstraintLoosened,
        };
        let text = |bound: i64| format!("{fact} {bound}");
        changes.push(Change::new(kind, fact, now.map(text), before.map(text)));
    }
    let text = |value: &Option<Json>| value.as_ref().map(Json::to_string);
    if said.clear != base.clear {
        let kind = match (&said.clear, &base.clear) {
            (Some(_), None) => DriftKind::ParamClearAdded,
            (None, _) => DriftKind::ParamClearRemovedBySilence,
            _ => DriftKind::ParamClearChanged,
        };
        changes.push(Change::new(kind, "clear", text(&said.clear), text(&base.clear)));
    }
    if said.unset != base.unset {
        let kind =
            if said.unset.is_some() { DriftKind::ResultUnsetAdded } else { DriftKind::ResultUnsetRemovedBySilence };
        changes.push(Change::new(kind, "unset", text(&said.unset), text(&base.unset)));
    }
}

fn marks(request: bool, base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
    let some = |text: &str| Some(text.to_owned());
    if said.deprecated != base.deprecated {
        let kind = match (request, said.deprecated) {
            (true, true) => DriftKind::ParamDeprecated,
            (true, false) => DriftKind::ParamUndeprecated,
            (false, true) => DriftKind::ResultFieldDeprecated,
            (false, false) => DriftKind::ResultFieldUndeprecated,
        };
        let now = if said.deprecated { "deprecated" } else { "not deprecated" };
        changes.push(Change::new(kind, "deprecated", some(now), None));
    }
    if said.conditional != base.conditional {
        let (kind, now) = match (request, said.conditional) {
            (true, true) => (DriftKind::ParamConditionTightened, "under a condition"),
            (true, false) => (DriftKind::ParamConditionLoosened, "without a condition"),
            (false, true) => (DriftKind::ResultFieldBecameOptional, "under a condition"),
            (false, false) => (DriftKind::ResultFieldBecameGuaranteed, "without a condition"),
        };
        changes.push(Change::new(kind, "conditional", some(now), None));
    }
    if said.placeholder != base.placeholder {
        let now = if said.placeholder { "stands for any name" } else { "a name" };
        changes.push(Change::new(DriftKind::DocsChanged, "placeholder", some(now), None));
    }
}
