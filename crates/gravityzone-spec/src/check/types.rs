//! Types: names, references, and what each kind demands.
//! A name resolves in its own area, then in shared.json, and means one thing only.

use crate::check::member;
use crate::check::reference::resolves;
use crate::diagnostic::Diagnostics;
use crate::spec::{Area, Object, Spec, Type, TypeKind};
use crate::type_text::{Ty, Word};
use std::collections::BTreeMap;

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    unique_names(spec, diagnostics);
    for ty in &spec.shared {
        named(spec, None, ty, diagnostics);
    }
    for area in &spec.areas {
        for ty in &area.types {
            named(spec, Some(area), ty, diagnostics);
        }
    }
}

fn unique_names(spec: &Spec, diagnostics: &mut Diagnostics) {
    let shared: BTreeMap<&str, ()> = spec.shared.iter().map(|ty| (ty.name.as_str(), ())).collect();
    let groups = std::iter::once((&spec.shared, false)).chain(spec.areas.iter().map(|area| (&area.types, true)));
    for (types, in_area) in groups {
        let mut seen = BTreeMap::new();
        for ty in types {
            let upper = ty.name.starts_with(|c: char| c.is_ascii_uppercase());
            if !upper || !ty.name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                let help = "write it in UpperCamelCase, letters and digits only";
                diagnostics.add(ty.place, format!("{:?} is no name for a type", ty.name), "", help);
            }
            if seen.insert(ty.name.as_str(), ()).is_some() || (in_area && shared.contains_key(ty.name.as_str())) {
                let help = "a name means one thing in an area: rename one, or share the type";
                diagnostics.add(ty.place, format!("the type {:?} is defined twice", ty.name), "again here", help);
            }
        }
    }
}

fn named(spec: &Spec, area: Option<&Area>, ty: &Type, diagnostics: &mut Diagnostics) {
    if ty.doc.trim().is_empty() {
        diagnostics.add(ty.place, format!("{} says nothing", ty.name), "no doc", "write what it is, in our words");
    }
    match &ty.kind {
        TypeKind::Id => {}
        TypeKind::Codes(codes) => {
            let known: BTreeMap<i64, ()> = codes.iter().map(|code| (code.code, ())).collect();
            for code in codes {
                let key = spec.sources.written(code.about.place).trim_matches('"');
                if key != code.code.to_string() {
                    let title = format!("{key:?} is no code of {}", ty.name);
                    diagnostics.add(code.about.place, title, "", "write a whole number, without leading zeros");
                }
                if let Some(parent) = code.parent.filter(|parent| !known.contains_key(parent)) {
                    let title = format!("the parent {parent} of {} is not a code of {}", code.code, ty.name);
                    diagnostics.add(code.about.place, title, "", "name a code of the same type");
                }
            }
        }
        TypeKind::Words(words) if words.is_empty() => {
            diagnostics.add(ty.place, format!("{} has no words", ty.name), "", "list at least one");
        }
        TypeKind::Words(_) => {}
        TypeKind::Flags(flags) => {
            let values: Vec<bool> = flags.iter().map(|flag| flag.value).collect();
            if values != [false, true] {
                diagnostics.add(
                    ty.place,
                    format!("{} needs two flags", ty.name),
                    "",
                    "name \"false\" and then \"true\"",
                );
            }
        }
        TypeKind::Segment(values) if values.is_empty() => {
            diagnostics.add(ty.place, format!("{} has no values", ty.name), "", "list at least one");
        }
        TypeKind::Segment(_) => {}
        TypeKind::Object(object) => check_object(spec, area, ty, object, diagnostics),
        TypeKind::Union { arms, .. } => {
            for (_, name, place) in arms {
                let object = spec.type_in(area, name).is_some_and(|ty| matches!(ty.kind, TypeKind::Object(_)));
                if !object {
                    let title = format!("{name:?} is not an object type");
                    diagnostics.add(
                        *place,
                        title,
                        "a union chooses among objects",
                        "name an object of the area or shared",
                    );
                }
            }
        }
        TypeKind::Forms(forms) => {
            let mut kinds = BTreeMap::new();
            for (form, place) in forms {
                resolves(spec, area, form, *place, diagnostics);
                if let Ty::Name(name) = form
                    && spec.type_in(area, name).is_some_and(|ty| matches!(ty.kind, TypeKind::Forms(_)))
                {
                    let title = format!("{name} has forms itself");
                    diagnostics.add(*place, title, "forms of forms", "list its forms here");
                }
                if kinds.insert(json_kind(spec, area, form), ()).is_some() {
                    let help = "forms are told apart by their kind of JSON; use a union if a tag tells them apart";
                    diagnostics.add(*place, "two forms look alike", "the second of one kind", help);
                }
            }
        }
    }
}

fn check_object(spec: &Spec, area: Option<&Area>, ty: &Type, object: &Object, diagnostics: &mut Diagnostics) {
    if let Some((like, place)) = &object.like {
        let mut chain = vec![ty.name.as_str()];
        let mut next = Some(like.as_str());
        while let Some(name) = next {
            if chain.contains(&name) {
                diagnostics.add(*place, format!("{} is like itself", ty.name), "a circle", "take the like away");
                break;
            }
            chain.push(name);
            next = match spec.type_in(area, name).map(|ty| &ty.kind) {
                Some(TypeKind::Object(base)) => base.like.as_ref().map(|(like, _)| like.as_str()),
                _ => {
                    diagnostics.add(*place, format!("{name:?} is not an object type"), "", "name an object");
                    None
                }
            };
        }
    }
    if let Some(extra) = &object.extra {
        resolves(spec, area, extra, ty.place, diagnostics);
    }
    let members = spec.members(area, object);
    for member in &object.members {
        member::check(spec, area, member, &members, diagnostics);
    }
}

/// The kind of JSON that a type is written as.
fn json_kind(spec: &Spec, area: Option<&Area>, ty: &Ty) -> &'static str {
    match ty {
        Ty::Word(Word::Integer | Word::Number | Word::Flag) => "number",
        Ty::Word(Word::Boolean | Word::Success) => "boolean",
        Ty::Word(Word::Json | Word::Nothing) => "any",
        Ty::Word(_) | Ty::JsonText(_) => "text",
        Ty::List(_) => "array",
        Ty::Map(..) | Ty::Page(_) => "object",
        Ty::OneOrMany(_) | Ty::Accepted(_) => "any",
        Ty::Name(name) => match spec.type_in(area, name).map(|ty| &ty.kind) {
            Some(TypeKind::Codes(_)) => "number",
            Some(TypeKind::Flags(_)) => "boolean",
            Some(TypeKind::Object(_) | TypeKind::Union { .. }) => "object",
            _ => "text",
        },
    }
}
