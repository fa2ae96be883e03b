//! Listed values against those that the spec has: of an enumeration, or of one member alone.
//! A value that is new belongs to the type; a value that is missing belongs to the member whose list is shorter.

use super::collect::{Collector, Spot};
use super::kind::DriftKind;
use super::known::Scope;
use gravityzone_spec::{DocsMember, DocsValue, Known as Source, Member, Ty, Type, TypeKind};

/// How many of the values that a page lacks are named.
const SHOWN: usize = 5;

/// A value of an enumeration of the spec.
pub(crate) struct Listed<'s> {
    pub(crate) literal: String,
    /// The vendor's name, where the spec keeps it: in capitals.
    pub(crate) name: Option<&'s str>,
    pub(crate) parent: Option<i64>,
    deprecated: bool,
    expected: bool,
}

/// The values of an enumeration.
pub(crate) fn listed(ty: &Type) -> Option<Vec<Listed<'_>>> {
    let expected = |about: &gravityzone_spec::ValueAbout| about.known == Source::Documented && !about.tombstone;
    match &ty.kind {
        TypeKind::Codes(codes) => Some(
            codes
                .iter()
                .map(|code| Listed {
                    literal: code.code.to_string(),
                    name: Some(code.name.as_str()).filter(|name| !name.contains(|c: char| c.is_ascii_lowercase())),
                    parent: code.parent,
                    deprecated: code.about.deprecated.is_some(),
                    expected: expected(&code.about),
                })
                .collect(),
        ),
        TypeKind::Words(words) => Some(
            words
                .iter()
                .map(|word| Listed {
                    literal: word.word.clone(),
                    name: None,
                    parent: None,
                    deprecated: word.about.deprecated.is_some(),
                    expected: expected(&word.about),
                })
                .collect(),
        ),
        _ => None,
    }
}

/// The enumeration that a type leads to.
pub(super) fn enumeration<'s>(scope: Scope<'s>, ty: &Ty) -> Option<&'s Type> {
    match ty {
        Ty::Name(name) => scope.named(name).filter(|ty| listed(ty).is_some()),
        Ty::List(item) | Ty::OneOrMany(item) => enumeration(scope, item),
        Ty::Map(Some(key), _) => enumeration(scope, key),
        _ => None,
    }
}

pub(super) fn compare(
    scope: Scope<'_>,
    ty: &Ty,
    member: &Member,
    at: &str,
    spot: Spot<'_>,
    said: &DocsMember,
    found: &mut Collector<'_>,
) {
    if let Some(ty) = enumeration(scope, ty) {
        if !said.values.is_empty() {
            of_type(scope, ty, at, spot, &said.values, found);
        }
        return;
    }
    let request = said.path.starts_with("params");
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let allowed: Vec<String> = member.allowed.iter().map(text).collect();
    let values: Vec<String> = said.values.iter().map(|value| value.literal.clone()).collect();
    let both = ["true", "false"].iter().all(|value| values.iter().any(|known| known == value));
    let whole_boolean = scope.fits("boolean", ty) && (both || !request);
    match (values.is_empty(), allowed.is_empty()) {
        (true, true) => {}
        (true, false) => {
            found.add(DriftKind::ConstraintRemovedBySilence, at, spot, "nothing", Some(allowed.join(", ")));
        }
        (false, true) if whole_boolean => {}
        (false, true) => {
            let kind = if request { DriftKind::ParamBecameEnum } else { DriftKind::ResultFieldBecameEnum };
            found.add(kind, at, spot, &values.join(", "), None);
        }
        (false, false) => {
            let missing = allowed.iter().any(|value| !values.contains(value));
            let more = values.iter().any(|value| !allowed.contains(value));
            let kind = match (missing, more) {
                (false, false) => return,
                (true, false) => DriftKind::ConstraintTightened,
                (false, true) => DriftKind::ConstraintLoosened,
                (true, true) => DriftKind::ConstraintIncomparable,
            };
            found.add(kind, at, spot, &values.join(", "), Some(allowed.join(", ")));
        }
    }
}

/// The values of a member that the spec does not have: an enumeration that has most of them grows by the others.
pub(super) fn of_new_member(scope: Scope<'_>, spot: Spot<'_>, said: &DocsMember, found: &mut Collector<'_>) {
    if let Some(ty) = alike(scope, &said.values) {
        let at = scope.type_address(ty);
        of_type(scope, ty, &at, spot, &said.values, found);
    }
}

/// The enumeration that a list of values belongs to: all of its values are on the list, by name where both have one.
pub(crate) fn alike<'s>(scope: Scope<'s>, values: &[DocsValue]) -> Option<&'s Type> {
    let known = scope.area.types.iter().chain(&scope.spec.shared);
    known
        .filter_map(|ty| Some((ty, listed(ty)?)))
        .filter(|(_, listed)| {
            let named = listed.iter().filter(|value| value.name.is_some()).count();
            named > 1
                && listed
                    .iter()
                    .all(|known| values.iter().any(|value| value.literal == known.literal && same(value, known)))
        })
        .max_by_key(|(_, listed)| listed.len())
        .map(|(ty, _)| ty)
}

fn same(said: &DocsValue, known: &Listed<'_>) -> bool {
    match (said.name.as_deref(), known.name) {
        (Some(said), Some(known)) => said == known,
        _ => true,
    }
}

fn of_type(scope: Scope<'_>, ty: &Type, at: &str, spot: Spot<'_>, values: &[DocsValue], found: &mut Collector<'_>) {
    let Some(known) = listed(ty) else { return };
    let type_at = scope.type_address(ty);
    for value in values {
        let fact = format!("value {}", value.literal);
        let spot = Spot { fact: &fact, ..spot };
        let at = format!("{type_at}.{}", value.literal);
        let said = match &value.name {
            Some(name) => format!("{} {name}", value.literal),
            None => value.literal.clone(),
        };
        match known.iter().find(|known| known.literal == value.literal) {
            None => found.add(DriftKind::EnumValueAdded, &at, spot, &said, None),
            Some(known) if !same(value, known) => {
                let elsewhere = known_by_name(&ty.kind, value);
                let kind = if elsewhere { DriftKind::EnumValueRecoded } else { DriftKind::EnumValueRenamed };
                found.add(kind, &at, spot, &said, known.name.map(str::to_owned));
            }
            Some(known) => {
                if value.deprecated && !known.deprecated {
                    found.add(DriftKind::EnumValueDeprecated, &at, spot, "deprecated", None);
                }
                if let Some(parent) = value.parent.filter(|_| value.parent != known.parent) {
                    let spec = known.parent.map(|parent| format!("below {parent}"));
                    found.add(DriftKind::EnumValueParentChanged, &at, spot, &format!("below {parent}"), spec);
                }
            }
        }
    }
    let missing: Vec<&str> = known
        .iter()
        .filter(|known| known.expected && !values.iter().any(|value| value.literal == known.literal))
        .map(|known| known.literal.as_str())
        .collect();
    if !missing.is_empty() {
        let docs = format!("{} of {} values", known.len() - missing.len(), known.len());
        let more = missing.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let missing = missing[..missing.len().min(SHOWN)].join(", ");
        found.add(DriftKind::EnumValueRemoved, at, spot, &docs, Some(format!("{missing}{more}")));
    }
}

fn known_by_name(kind: &TypeKind, value: &DocsValue) -> bool {
    match kind {
        TypeKind::Codes(codes) => codes.iter().any(|code| Some(&code.name) == value.name.as_ref()),
        _ => false,
    }
}
