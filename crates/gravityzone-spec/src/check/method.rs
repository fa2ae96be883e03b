//! Methods: service, rate, result, what verifies them, and requests that would read badly in Rust.
//! A bare `true` in a call says nothing to its reader, and two texts in a row are mixed up one day.

use crate::check::{member, paging, reference};
use crate::diagnostic::{Diagnostics, nearest};
use crate::spec::{Area, Member, Method, Spec, TypeKind};
use crate::type_text::{Ty, Word};
use std::collections::BTreeSet;

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for area in &spec.areas {
        let mut seen = BTreeSet::new();
        let newest = |name: &str| area.methods.iter().find(|method| method.key == name);
        for method in &area.methods {
            if let (true, Some(newest)) = (method.key.contains('@'), newest(&method.name))
                && numbers(&newest.version) < numbers(&method.version)
            {
                let title = format!("{} is newer than the plain {}", method.key, method.name);
                diagnostics.add(method.place, title, "", "the newest version has the plain key");
            }
            if !seen.insert((&method.name, &method.version)) {
                let title = format!("{} {} is defined twice", method.name, method.version);
                diagnostics.add(method.place, title, "again here", "give one of them another version");
            }
            check_method(spec, area, method, diagnostics);
        }
    }
}

/// A version's numbers, for comparing.
fn numbers(version: &str) -> Vec<u32> {
    version.trim_start_matches('v').split('.').filter_map(|number| number.parse().ok()).collect()
}

fn check_method(spec: &Spec, area: &Area, method: &Method, diagnostics: &mut Diagnostics) {
    let params: Vec<&Member> = method.params.iter().collect();
    for param in &method.params {
        member::check(spec, Some(area), param, &params, diagnostics);
    }
    reference::resolves(spec, Some(area), &method.result.ty, method.result.place, diagnostics);
    let mut wrong = |title: String, help: String| diagnostics.add(method.place, title, "", help);
    let identifier = method.name.starts_with(|c: char| c.is_ascii_lowercase());
    if !identifier || !method.name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        wrong(format!("{:?} is no method name", method.name), "write it in lowerCamelCase".to_owned());
    }
    let version = method.version.strip_prefix('v').and_then(|version| version.split_once('.'));
    if !version.is_some_and(|(major, minor)| major.parse::<u8>().is_ok() && minor.parse::<u8>().is_ok()) {
        wrong(format!("{:?} is no version", method.version), "write it as v1.1".to_owned());
    }
    if !spec.api.rates.iter().any(|rate| rate.name == method.rate) {
        let near = nearest(&method.rate, spec.api.rates.iter().map(|rate| rate.name.as_str()));
        let help = near.map_or("add it to api.json's rates".to_owned(), |near| format!("did you mean {near:?}?"));
        wrong(format!("there is no rate tier {:?}", method.rate), help);
    }
    if method.effect == "read" && method.idempotent {
        wrong(format!("{} reads, so it is idempotent anyway", method.name), "take idempotent away".to_owned());
    }
    if method.effect == "create" && method.idempotent {
        let help = "a method that makes one thing however often it is called is an update";
        wrong(format!("{} creates and is idempotent", method.name), help.to_owned());
    }
    if method.examples.is_empty() {
        wrong(format!("{} has no example", method.name), "invent one call with its reply".to_owned());
    }
    if method.effect == "update" {
        for param in method.params.iter().filter(|param| param.default.is_some()) {
            let help = "an update that sends defaults wipes data: say \"absent\": \"unchanged\"";
            diagnostics.add(param.place, format!("{} has a default in an update", param.name), "", help);
        }
    }
    result_words(method, diagnostics);
    omitted(spec, area, method, diagnostics);
    arguments(spec, area, method, diagnostics);
    service(spec, area, method, diagnostics);
    verified(spec, area, method, diagnostics);
    paging::check(spec, area, method, diagnostics);
}

/// What shows whether a call was carried out is another method, and one that changes nothing.
fn verified(spec: &Spec, area: &Area, method: &Method, diagnostics: &mut Diagnostics) {
    let Some((name, place)) = &method.verify else { return };
    if method.effect == "read" {
        let title = format!("{} reads, so it can be called again", method.name);
        diagnostics.add(*place, title, "", "take verify away");
        return;
    }
    match spec.method_named(Some(area), name) {
        None => {
            let help = reference::method_help(spec, Some(area), name);
            diagnostics.add(*place, format!("there is no method {name}"), "", help);
        }
        Some((_, shows)) if shows.effect != "read" => {
            let title = format!("{name} changes what it should show");
            diagnostics.add(*place, title, format!("effect: {}", shows.effect), "name a method that reads");
        }
        Some((of, shows)) if of.name == area.name && *name != shows.key => {
            let title = format!("{name} is of this area");
            diagnostics.add(*place, title, "", format!("write {:?}", shows.key));
        }
        Some(_) => {}
    }
}

fn result_words(method: &Method, diagnostics: &mut Diagnostics) {
    method.result.ty.walk(&mut |ty| {
        let inner = *ty != method.result.ty;
        let outer_only =
            matches!(ty, Ty::Word(Word::Nothing | Word::Success) | Ty::Page(_) | Ty::Accepted(_) | Ty::OneOrMany(_));
        if (inner && outer_only) || matches!(ty, Ty::Word(Word::Secret | Word::Flag | Word::Masked)) {
            let help = "make it a member of an object";
            diagnostics.add(method.result.place, format!("{ty} cannot stand here"), "", help);
        }
    });
    if let Some(max) = method.max_items {
        let mut wrong = |title: String, help: &str| diagnostics.add(method.place, title, "", help);
        if max < 1 {
            wrong(format!("{} gives at most {max} items", method.name), "max_items is 1 or more");
        }
        if !matches!(method.result.ty, Ty::List(_) | Ty::Page(_) | Ty::OneOrMany(_)) {
            wrong(format!("{} has max_items and returns no list", method.name), "take max_items away");
        }
    }
    if method.result.ty == Ty::Word(Word::Nothing) && method.result.optional {
        diagnostics.add(method.result.place, "nothing is null anyway", "", "take optional away");
    }
}

fn omitted(spec: &Spec, area: &Area, method: &Method, diagnostics: &mut Diagnostics) {
    let names = method.result.ty.names();
    let object = names.first().and_then(|name| match &spec.type_in(Some(area), name)?.kind {
        TypeKind::Object(object) => Some(object),
        _ => None,
    });
    let members = object.map(|object| spec.members(Some(area), object)).unwrap_or_default();
    for omitted in &method.result.omits {
        match members.iter().find(|member| member.name == *omitted) {
            None => {
                let help = "omits lists members of the result's object";
                diagnostics.add(method.result.place, format!("the result has no member {omitted:?}"), "", help);
            }
            Some(member) if member.always.is_some() => {
                let help = "a member that a method omits is not always there";
                diagnostics.add(method.result.place, format!("{omitted} is always there"), "and omitted here", help);
            }
            Some(_) => {}
        }
    }
}

/// Required params are the arguments of `new`: each has to be told from the others by its type.
fn arguments(spec: &Spec, area: &Area, method: &Method, diagnostics: &mut Diagnostics) {
    let mut seen: Vec<&Ty> = Vec::new();
    for param in method.params.iter().filter(|param| param.required) {
        if param.ty == Ty::Word(Word::Boolean) {
            let help = "make it a flags type, so that a call says what true means";
            diagnostics.add(
                param.type_place,
                format!("{} is a bare boolean", param.name),
                "in the request's new",
                help,
            );
        }
        if seen.contains(&&param.ty)
            && spec.type_in(Some(area), &param.ty.to_string()).is_none_or(|ty| matches!(ty.kind, TypeKind::Id))
        {
            let help = "give one of them a type of its own, so that they cannot be mixed up";
            let title = format!("two required params of {} are {}", method.name, param.ty);
            diagnostics.add(param.type_place, title, "the second", help);
        }
        seen.push(&param.ty);
    }
}

fn service(spec: &Spec, area: &Area, method: &Method, diagnostics: &mut Diagnostics) {
    let service = area.service_of(method);
    let Some((_, rest)) = service.split_once('{') else { return };
    let Some(name) = rest.strip_suffix('}') else {
        let help = "close the bracket after the segment's type";
        diagnostics.add(method.place, format!("{service:?} does not end after its segment"), "", help);
        return;
    };
    let segment = spec.type_in(Some(area), name).is_some_and(|ty| matches!(ty.kind, TypeKind::Segment(_)));
    if !segment {
        let title = format!("{name:?} in {service:?} is not a segment type");
        diagnostics.add(method.place, title, "", "define a type of kind segment");
    }
}
