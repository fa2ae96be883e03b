//! A page's params and fields against those of the spec, level by level.
//! What a page is silent about is missing only where it lists the rest.

use super::collect::{Collector, Spot};
use super::kind::DriftKind;
use super::known::{Children, Known, Scope};
use super::values;
use gravityzone_spec::{DocsMember, DocsMethod, Method, Operand, Rule, RuleKind, Test};
use serde_json::Value as Json;

/// One method on both sides.
pub(super) struct Side<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) method: &'a Method,
    pub(super) said: &'a DocsMethod,
    /// Whether no newer page tells of the method, so that what is not here is missing.
    pub(super) newest: bool,
}

impl Side<'_> {
    fn spot<'p>(&'p self, path: &'p str, fact: &'p str) -> Spot<'p> {
        Spot { method: &self.said.name, path, fact }
    }
}

/// Compares what a page lists below a path with what the spec has there.
pub(super) fn compare(
    side: &Side<'_>,
    outer: &str,
    known: &Children<'_>,
    said: &[DocsMember],
    found: &mut Collector<'_>,
) {
    let listed: Vec<(&str, &DocsMember)> = said
        .iter()
        .filter_map(|member| Some((member.path.strip_prefix(outer)?.strip_prefix('.')?, member)))
        .filter(|(name, _)| !name.contains('.'))
        .collect();
    for (name, member) in &listed {
        match known.members.iter().find(|known| known.name == *name) {
            _ if member.placeholder => {}
            Some(known) => {
                if known.member.is_some() {
                    compare_member(side, known, member, found);
                }
                compare(side, &member.path, &side.scope.children(&known.ty), said, found);
            }
            None if known.open => {}
            None => added(side, outer, known, name, member, found),
        }
    }
    removed(side, outer, known, &listed, found);
}

fn added(side: &Side<'_>, outer: &str, known: &Children<'_>, name: &str, said: &DocsMember, found: &mut Collector<'_>) {
    let at = match &known.at {
        Some(at) => format!("{at}.{name}"),
        None => format!("{}.result.{name}", side.scope.method_address(side.method)),
    };
    let kind = match (outer.starts_with("params"), said.optional) {
        (false, _) => DriftKind::ResultFieldAdded,
        (true, Some(false)) => DriftKind::ParamAddedRequired,
        (true, _) => DriftKind::ParamAddedOptional,
    };
    found.add(kind, &at, side.spot(&said.path, ""), &summary(said), None);
    values::of_new_member(side.scope, side.spot(&said.path, "values"), said, found);
}

/// A member in a few words: its type, and how many values it has.
pub(super) fn summary(said: &DocsMember) -> String {
    let ty = said.ty.clone().unwrap_or_else(|| "no type".to_owned());
    let nested = said.values.iter().filter(|value| value.parent.is_some()).count();
    match (said.values.len(), nested) {
        (0, _) => ty,
        (count, 0) => format!("{ty}, {count} values"),
        (count, nested) => format!("{ty}, {count} values, {nested} of them below another"),
    }
}

/// What the spec has and the page does not list. Nameless rows may be any of them, and a page that lists nothing at a
/// level is silent about it.
fn removed(
    side: &Side<'_>,
    outer: &str,
    known: &Children<'_>,
    listed: &[(&str, &DocsMember)],
    found: &mut Collector<'_>,
) {
    let nameless = side.said.nameless.iter().find(|(path, _)| path == outer).map_or(0, |(_, count)| *count);
    let silent = listed.is_empty() && nameless == 0 && !(outer == "params" && side.said.no_params);
    if !side.newest || !known.whole || silent {
        return;
    }
    let request = outer.starts_with("params");
    let result = format!("{}.result", side.scope.method_address(side.method));
    let missing: Vec<&Known<'_>> = known
        .members
        .iter()
        .filter(|known| known.documented() && !listed.iter().any(|(name, _)| *name == known.name))
        .collect();
    if nameless > 0 {
        // which of them is gone nobody can tell
        if missing.len() > usize::try_from(nameless).unwrap_or_default() {
            let at = known.at.as_deref().unwrap_or(&result);
            let docs = format!("{nameless} rows without a name for {} members", missing.len());
            let kind = if request { DriftKind::ParamRemovedOptional } else { DriftKind::ResultFieldRemovedOptional };
            found.add(kind, at, side.spot(outer, "nameless"), &docs, None);
        }
        return;
    }
    for known in missing {
        let required = known.member.is_some_and(|member| member.required);
        let guaranteed = known.member.is_some_and(|member| member.always.is_some());
        let kind = match (request, required, guaranteed) {
            (true, true, _) => DriftKind::ParamRemovedRequired,
            (true, false, _) => DriftKind::ParamRemovedOptional,
            (false, _, true) => DriftKind::ResultFieldRemovedGuaranteed,
            (false, _, false) => DriftKind::ResultFieldRemovedOptional,
        };
        let docs = format!("not in {}", side.said.name);
        found.add(kind, &known.at, side.spot(outer, &known.name), &docs, Some(known.ty.to_string()));
    }
}

fn compare_member(side: &Side<'_>, known: &Known<'_>, said: &DocsMember, found: &mut Collector<'_>) {
    let Some(member) = known.member else { return };
    let request = said.path.starts_with("params");
    let spot = |fact| side.spot(&said.path, fact);
    if !known.documented() {
        let how = format!("{:?}", member.known).to_lowercase();
        found.add(DriftKind::ProvenanceChanged, &known.at, spot("known"), "documented", Some(how));
    }
    if let Some(ty) = said.ty.as_ref().filter(|ty| !side.scope.fits(ty, &known.ty)) {
        let kind = match (request, ty.starts_with('['), matches!(known.ty, gravityzone_spec::Ty::List(_))) {
            (true, true, false) => DriftKind::ParamScalarToList,
            (true, false, true) => DriftKind::ParamListToScalar,
            (true, ..) => DriftKind::ParamTypeChanged,
            (false, ..) => DriftKind::ResultFieldTypeChanged,
        };
        found.add(kind, &known.at, spot("type"), ty, Some(known.ty.to_string()));
    }
    if said.deprecated && member.deprecated.is_none() {
        let kind = if request { DriftKind::ParamDeprecated } else { DriftKind::ResultFieldDeprecated };
        found.add(kind, &known.at, spot("deprecated"), "deprecated", None);
    }
    if request {
        needs(side, known, said, found);
        default(side, known, said, found);
    } else if said.conditional && member.always.is_some() {
        let spec = Some("in every reply".to_owned());
        found.add(DriftKind::ResultFieldBecameOptional, &known.at, spot("conditional"), "under a condition", spec);
    }
    if request {
        limits(side, known, said, found);
    }
    stands_for_nothing(side, known, said, found);
    values::compare(side.scope, &known.ty, member, &known.at, spot("values"), said, found);
}

/// Required or not, and when.
fn needs(side: &Side<'_>, known: &Known<'_>, said: &DocsMember, found: &mut Collector<'_>) {
    let Some(member) = known.member else { return };
    let spot = |fact| side.spot(&said.path, fact);
    let outer = said.path.rsplit('.').nth(1).unwrap_or_default();
    let with_outer = said.required_when.iter().any(|(other, value)| other == outer && value.is_none());
    let said_required = said.optional == Some(false) || with_outer;
    if said_required && !member.required {
        found.add(DriftKind::ParamBecameRequired, &known.at, spot("optional"), "required", Some("optional".to_owned()));
    }
    if said.optional == Some(true) && !said_required && member.required {
        found.add(DriftKind::ParamBecameOptional, &known.at, spot("optional"), "optional", Some("required".to_owned()));
    }
    let path = said.path.strip_prefix("params.").unwrap_or(&said.path);
    let rules = side.scope.rules(side.method, path);
    for (other, value) in said.required_when.iter().filter(|(other, _)| other != outer) {
        if !rules.iter().any(|(path, rule)| requires(rule, path, other)) {
            let docs = match value {
                Some(value) => format!("required when {other} is {value}"),
                None => format!("required with {other}"),
            };
            found.add(DriftKind::ParamConditionTightened, &known.at, spot("required_when"), &docs, None);
        }
    }
}

/// Whether a rule demands the member at a path under a condition on another.
fn requires(rule: &Rule, path: &str, other: &str) -> bool {
    let RuleKind::Require(paths) = &rule.kind else { return false };
    let named = |(tested, _): &(String, Test)| tested == other || tested.ends_with(&format!(".{other}"));
    let under = rule.when.as_ref().is_some_and(|when| when.0.iter().flatten().any(named));
    under && paths.iter().any(|required| required == path)
}

/// What leaving it out means. The spec may say it as a literal, as a word, or as a rule; a page that says nothing of an
/// absence that is no literal leaves it to us.
fn default(side: &Side<'_>, known: &Known<'_>, said: &DocsMember, found: &mut Collector<'_>) {
    let Some(member) = known.member else { return };
    let spot = side.spot(&said.path, "default");
    let path = said.path.strip_prefix("params.").unwrap_or(&said.path);
    let by_rule: Vec<&Operand> = side
        .scope
        .rules(side.method, path)
        .iter()
        .filter_map(|(path, rule)| match &rule.kind {
            RuleKind::Default(defaults) => defaults.iter().find(|(of, _)| of == path).map(|(_, operand)| operand),
            _ => None,
        })
        .collect();
    let spec = match (&member.default, &member.absent) {
        (Some(default), _) => Some(default.to_string()),
        (None, Some(absent)) => Some(absent.clone()),
        (None, None) => by_rule.first().map(|_| "by a rule".to_owned()),
    };
    match (&said.default, &said.absent, &member.default) {
        (Some(default), _, Some(known)) if same(default, known) => {}
        (Some(default), ..)
            if by_rule.iter().any(|rule| matches!(rule, Operand::Value(value) if same(default, value))) => {}
        (Some(Json::Bool(false)), ..) if member.absent.as_deref() == Some("off") => {}
        (Some(default), ..) => {
            let kind = if spec.is_some() { DriftKind::ParamDefaultChanged } else { DriftKind::ParamDefaultAdded };
            found.add(kind, &known.at, spot, &default.to_string(), spec);
        }
        (None, Some(absent), _) if Some(absent) == member.absent.as_ref() => {}
        (None, Some(absent), _) if absent.starts_with('#') && spec.is_some() => {}
        (None, Some(absent), Some(Json::Bool(false))) if absent == "off" => {}
        (None, Some(absent), _) => {
            let docs = if absent.starts_with('#') { format!("in words {absent}") } else { absent.clone() };
            let kind = if spec.is_some() { DriftKind::ParamDefaultChanged } else { DriftKind::ParamDefaultAdded };
            found.add(kind, &known.at, spot, &docs, spec);
        }
        (None, None, Some(_)) => {
            found.add(DriftKind::ParamDefaultRemovedBySilence, &known.at, spot, "nothing", spec);
        }
        (None, None, None) => {}
    }
}

/// Two literals; a number may be written as text.
pub(super) fn same(a: &Json, b: &Json) -> bool {
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    a == b || text(a) == text(b)
}

/// The bounds of numbers and texts.
fn limits(side: &Side<'_>, known: &Known<'_>, said: &DocsMember, found: &mut Collector<'_>) {
    let Some(member) = known.member else { return };
    let bounds = [
        ("min", said.min, member.min, 1),
        ("max", said.max, member.max, -1),
        ("max_length", said.max_length, member.max_length, -1),
    ];
    for (fact, docs, spec, tighter) in bounds {
        let spot = side.spot(&said.path, fact);
        let text = |bound: i64| format!("{fact} {bound}");
        match (docs, spec) {
            (Some(docs), None) => found.add(DriftKind::ConstraintAdded, &known.at, spot, &text(docs), None),
            (Some(docs), Some(spec)) if docs != spec => {
                let kind = if (docs - spec) * tighter > 0 {
                    DriftKind::ConstraintTightened
                } else {
                    DriftKind::ConstraintLoosened
                };
                found.add(kind, &known.at, spot, &text(docs), Some(text(spec)));
            }
            (None, Some(spec)) => {
                found.add(DriftKind::ConstraintRemovedBySilence, &known.at, spot, "nothing", Some(text(spec)));
            }
            _ => {}
        }
    }
}

/// The value that empties a param, and the text of a reply that means that nothing is set.
fn stands_for_nothing(side: &Side<'_>, known: &Known<'_>, said: &DocsMember, found: &mut Collector<'_>) {
    let Some(member) = known.member else { return };
    if !said.path.starts_with("params") {
        let unset = said.unset.as_ref().filter(|unset| !member.unset.iter().any(|known| unset.as_str() == Some(known)));
        if let Some(unset) = unset {
            let spec = (!member.unset.is_empty()).then(|| member.unset.join(", "));
            found.add(DriftKind::ResultUnsetAdded, &known.at, side.spot(&said.path, "unset"), &unset.to_string(), spec);
        }
    } else if let Some(clear) = said.clear.as_ref().filter(|clear| member.clear.as_ref() != Some(*clear)) {
        let spec = member.clear.as_ref().map(Json::to_string);
        let kind = if spec.is_some() { DriftKind::ParamClearChanged } else { DriftKind::ParamClearAdded };
        found.add(kind, &known.at, side.spot(&said.path, "clear"), &clear.to_string(), spec);
    }
}
