//! The probe: two methods that can be called with nothing known, and members of what they answer.
//! A client calls them first of all, so nothing about them may be left to chance.

use crate::check::reference;
use crate::diagnostic::{Diagnostics, nearest};
use crate::source::Place;
use crate::spec::{Area, Member, Probe, Spec, TypeKind};
use crate::type_text::{Ty, Word};

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    let Some(probe) = &spec.api.probe else { return };
    if let Some((_, apis)) = told(spec, &probe.key, &probe.apis, diagnostics)
        && apis.ty != Ty::List(Box::new(Ty::Word(Word::String)))
    {
        let title = format!("{} is of type {}", apis.name, apis.ty);
        diagnostics.add(probe.apis.1, title, "", "name the member that lists the APIs of a key: [string]");
    }
    if let Some((area, kind)) = told(spec, &probe.company, &probe.kind, diagnostics) {
        kinds(spec, area, kind, probe, diagnostics);
    }
}

/// A member of what a method answers, with the method's area.
fn told<'s>(
    spec: &'s Spec,
    (method_name, method_place): &(String, Place),
    (name, place): &(String, Place),
    diagnostics: &mut Diagnostics,
) -> Option<(&'s Area, &'s Member)> {
    let Some((area, method)) = spec.method_named(None, method_name) else {
        let help = reference::method_help(spec, None, method_name);
        diagnostics.add(*method_place, format!("there is no method {method_name}"), "", help);
        return None;
    };
    let mut wrong = |title: String, help: &str| diagnostics.add(*method_place, title, "", help);
    if method.effect != "read" {
        wrong(format!("{method_name} changes something"), "a probe only reads");
    }
    if let Some(param) = method.params.iter().find(|param| param.required) {
        wrong(format!("{method_name} needs {}", param.name), "a probe knows nothing that it could give");
    }
    if area.service_of(method).contains('{') {
        wrong(format!("{method_name} has several services"), "a probe knows nothing that it could give");
    }
    let members = spec.members_of(Some(area), &method.result.ty);
    if members.is_empty() || method.result.optional {
        wrong(format!("{method_name} does not always return an object"), "name a method that does");
        return None;
    }
    let found = members.iter().copied().find(|member| member.name == *name);
    if found.is_none() {
        let help = match nearest(name, members.iter().map(|member| member.name.as_str())) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("name a member of what {method_name} returns"),
        };
        diagnostics.add(*place, format!("there is no member {name}"), "", help);
    }
    Some((area, found?))
}

/// Partner and customer are two codes of the member's type.
fn kinds(spec: &Spec, area: &Area, member: &Member, probe: &Probe, diagnostics: &mut Diagnostics) {
    let codes = match &member.ty {
        Ty::Name(name) => match spec.type_in(Some(area), name).map(|ty| &ty.kind) {
            Some(TypeKind::Codes(codes)) => Some(codes),
            _ => None,
        },
        _ => None,
    };
    let Some(codes) = codes else {
        let title = format!("{} is of type {}", member.name, member.ty);
        diagnostics.add(probe.kind.1, title, "", "name a member whose type has codes");
        return;
    };
    for (code, place) in [&probe.partner, &probe.customer] {
        if !codes.iter().any(|known| known.code == *code) {
            let help = format!("one of {}", codes.iter().map(|c| c.code.to_string()).collect::<Vec<_>>().join(", "));
            diagnostics.add(*place, format!("{code} is no code of {}", member.ty), "", help);
        }
    }
    if probe.partner.0 == probe.customer.0 {
        diagnostics.add(probe.customer.1, "partner and customer are one code", "", "a company is one of the two");
    }
}
