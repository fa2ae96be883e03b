//! A param or field as it is now against the last import: every fact that changed, or else that its words did.
//! A change that the comparison with the spec tells already is not told again.

use super::super::collect::Collector;
use super::Since;
use gravityzone_spec::DocsMember;
use serde_json::Value as Json;

/// A fact that changed: its rule, which fact, what it is now and what it was.
pub(super) struct Change {
    pub(super) kind: &'static str,
    pub(super) fact: String,
    pub(super) now: Option<String>,
    pub(super) before: Option<String>,
    /// The address, where it is not the member's.
    pub(super) at: Option<String>,
}

impl Change {
    fn new(kind: &'static str, fact: &str, now: Option<String>, before: Option<String>) -> Self {
        Self { kind, fact: fact.to_owned(), now, before, at: None }
    }
}

impl Since<'_> {
    pub(super) fn member(self, base: &DocsMember, said: &DocsMember, found: &mut Collector<'_>) {
        let request = said.path.starts_with("params");
        let mut changes = Vec::new();
        self.types(request, base, said, &mut changes);
        needs(base, said, &mut changes);
        bounds(base, said, &mut changes);
        marks(request, base, said, &mut changes);
        self.values(base, said, &mut changes);
        if changes.is_empty() && !self.other_page && said.words != base.words {
            let now = Some("other words".to_owned());
            changes.push(Change::new("docs-changed", "words", now, None));
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
            let kind = if request { "param-type-changed" } else { "result-field-type-changed" };
            changes.push(Change::new(kind, "type", said.ty.clone(), base.ty.clone()));
        }
    }
}

fn needs(base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
    let word = |optional: bool| if optional { "optional" } else { "required" }.to_owned();
    if said.optional != base.optional {
        let kind = if said.optional == Some(false) { "param-became-required" } else { "param-became-optional" };
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
            true => "param-condition-loosened",
            false => "param-condition-tightened",
        };
        changes.push(Change::new(kind, "required_when", text(said), text(base)));
    }
    let absent = |member: &DocsMember| member.default.as_ref().map(Json::to_string).or_else(|| member.absent.clone());
    if absent(said) != absent(base) {
        let kind = match (absent(said), absent(base)) {
            (Some(_), None) => "param-default-added",
            (None, _) => "param-default-removed-by-silence",
            _ => "param-default-changed",
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
            (Some(_), None) => "constraint-added",
            (None, _) => "constraint-removed-by-silence",
            (Some(now), Some(before)) if (now - before) * tighter > 0 => "constraint-tightened",
            _ => "constraint-loosened",
        };
        let text = |bound: i64| format!("{fact} {bound}");
        changes.push(Change::new(kind, fact, now.map(text), before.map(text)));
    }
    let text = |value: &Option<Json>| value.as_ref().map(Json::to_string);
    for (kind, fact, now, before) in
        [("clear-changed", "clear", &said.clear, &base.clear), ("unset-changed", "unset", &said.unset, &base.unset)]
    {
        if now != before {
            changes.push(Change::new(kind, fact, text(now), text(before)));
        }
    }
}

fn marks(request: bool, base: &DocsMember, said: &DocsMember, changes: &mut Vec<Change>) {
    let some = |text: &str| Some(text.to_owned());
    if said.deprecated != base.deprecated {
        let kind = match (request, said.deprecated) {
            (true, true) => "param-deprecated",
            (true, false) => "param-undeprecated",
            (false, true) => "result-field-deprecated",
            (false, false) => "result-field-undeprecated",
        };
        let now = if said.deprecated { "deprecated" } else { "not deprecated" };
        changes.push(Change::new(kind, "deprecated", some(now), None));
    }
    if said.conditional != base.conditional {
        let (kind, now) = match (request, said.conditional) {
            (true, true) => ("param-condition-tightened", "under a condition"),
            (true, false) => ("param-condition-loosened", "without a condition"),
            (false, true) => ("result-field-became-optional", "under a condition"),
            (false, false) => ("result-field-became-guaranteed", "without a condition"),
        };
        changes.push(Change::new(kind, "conditional", some(now), None));
    }
    if said.placeholder != base.placeholder {
        let now = if said.placeholder { "stands for any name" } else { "a name" };
        changes.push(Change::new("docs-changed", "placeholder", some(now), None));
    }
}
