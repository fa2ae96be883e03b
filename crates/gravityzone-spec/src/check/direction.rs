//! An object is sent or read, never both, and each key belongs to one direction.
//! A contact person is written with a required address and read without one: two types.

use crate::diagnostic::Diagnostics;
use crate::spec::{Member, Spec, Type, TypeKind};
use crate::type_text::{Ty, Word};

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    let (sent, read) = spec.sent_and_read();
    spec.methods().flat_map(|(_, method)| &method.params).for_each(|param| keys(param, true, diagnostics));
    let types = spec.shared.iter().map(|ty| (None, ty));
    let types = types.chain(spec.areas.iter().flat_map(|area| area.types.iter().map(move |ty| (Some(area), ty))));
    for (area, ty) in types {
        let (is_sent, is_read) = (sent.contains(&ty.place), read.contains(&ty.place));
        let chosen = matches!(ty.kind, TypeKind::Object(_) | TypeKind::Union { .. } | TypeKind::Forms(_));
        if chosen && !is_sent && !is_read {
            if !is_base(spec, ty) {
                let help = "use it in a method, or take it away";
                diagnostics.add(ty.place, format!("no method uses {}", ty.name), "", help);
            }
            continue; // a base travels in those that are like it, and is checked there
        }
        if let TypeKind::Object(object) = &ty.kind {
            if is_sent && is_read {
                let help = format!("make two types: {0}Input is sent, {0} is read", ty.name);
                diagnostics.add(ty.place, format!("{} is sent and read", ty.name), "", help);
            }
            spec.members(area, object).into_iter().for_each(|member| keys(member, is_sent, diagnostics));
        }
    }
}

/// Whether another object takes its members from this one.
fn is_base(spec: &Spec, ty: &Type) -> bool {
    let all = spec.shared.iter().chain(spec.areas.iter().flat_map(|area| &area.types));
    all.into_iter().any(|other| match &other.kind {
        TypeKind::Object(object) => object.like.as_ref().is_some_and(|(like, _)| *like == ty.name),
        _ => false,
    })
}

fn keys(member: &Member, is_sent: bool, diagnostics: &mut Diagnostics) {
    let sent_only = [
        ("required", member.required),
        ("default", member.default.is_some()),
        ("absent", member.absent.is_some()),
        ("allowed", !member.allowed.is_empty()),
        ("min", member.min.is_some()),
        ("max", member.max.is_some()),
        ("max_length", member.max_length.is_some()),
        ("min_items", member.min_items.is_some()),
        ("clear", member.clear.is_some()),
        ("required_since", member.required_since.is_some()),
    ];
    let read_only = [
        ("unset", !member.unset.is_empty()),
        ("always", member.always.is_some()),
        ("needs", !member.needs.is_empty()),
        ("aliases", !member.aliases.is_empty()),
    ];
    let (wrong, way) = if is_sent { (&read_only[..], "sent") } else { (&sent_only[..], "read") };
    for (key, _) in wrong.iter().filter(|(_, written)| *written) {
        let title = format!("{} is {way}, so {key:?} means nothing", member.name);
        diagnostics.add(member.place, title, "", "take the key away");
    }
    if is_sent && member.ty == Ty::Word(Word::Masked) {
        diagnostics.add(member.type_place, "a masked secret cannot be sent", "", "use secret");
    }
    if !is_sent && member.by.as_ref().is_some_and(|by| by.starts_with('/')) {
        let help = "the reply does not hold its params: use one object with optional members";
        diagnostics.add(member.place, format!("the tag of {} is not in the reply", member.name), "", help);
    }
}
