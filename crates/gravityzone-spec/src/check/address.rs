//! Addresses of facts: errata name the places that they are about, and each has to be there.
//! `companies.createCompany.params.industry`, `shared.types.Company.state`, `shared.enums.Industry.101`, `api.rates.default`.

use crate::diagnostic::Diagnostics;
use crate::spec::{Area, Member, Spec, Type, TypeKind};

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for erratum in &spec.errata {
        for (address, place) in &erratum.at {
            if !leads_somewhere(spec, address) {
                let help = "write area.method, area.method.params.name, area.types.Type.member or shared.types...";
                diagnostics.add(*place, format!("there is nothing at {address:?}"), "", help);
            }
        }
    }
}

fn leads_somewhere(spec: &Spec, address: &str) -> bool {
    let parts: Vec<&str> = address.split('.').collect();
    match parts[..] {
        ["api", section, name] => match section {
            "rates" => spec.api.rates.iter().any(|rate| rate.name == name),
            "regions" => spec.api.regions.iter().any(|region| region.name == name),
            "errors" => spec.api.errors.iter().any(|error| error.code.to_string() == name),
            _ => false,
        },
        ["shared", "types" | "enums", ref rest @ ..] => in_types(spec, None, &spec.shared, rest),
        [area, "types", ref rest @ ..] => {
            spec.area(area).is_some_and(|area| in_types(spec, Some(area), &area.types, rest))
        }
        [area, ref rest @ ..] => spec.area(area).is_some_and(|area| in_method(area, rest)),
        [] => false,
    }
}

fn in_method(area: &Area, rest: &[&str]) -> bool {
    // a version has a dot of its own: getEndpointsList@v1.0
    let (key, rest) = match rest {
        [key, minor, rest @ ..] if key.contains('@') => (format!("{key}.{minor}"), rest),
        [key, rest @ ..] => ((*key).to_owned(), rest),
        [] => return true,
    };
    let Some(method) = area.methods.iter().find(|method| method.key == key) else { return false };
    match rest {
        [] | ["params" | "result" | "rules" | "examples"] => true,
        ["params", name] => method.params.iter().any(|param| param.name == *name),
        ["rules", name] => method.rules.iter().any(|rule| rule.name == *name),
        ["examples", name] => method.examples.iter().any(|example| example.name == *name),
        _ => false,
    }
}

fn in_types(spec: &Spec, area: Option<&Area>, types: &[Type], rest: &[&str]) -> bool {
    let [name, rest @ ..] = rest else { return false };
    let Some(ty) = types.iter().find(|ty| ty.name == *name) else { return false };
    match (&ty.kind, rest) {
        (_, []) => true,
        (TypeKind::Object(object), ["rules", rule]) => object.rules.iter().any(|known| known.name == *rule),
        (TypeKind::Object(object), [member]) => {
            spec.members(area, object).iter().any(|known: &&Member| known.name == *member)
        }
        (TypeKind::Codes(codes), [code]) => codes.iter().any(|known| known.code.to_string() == *code),
        (TypeKind::Words(words), [word]) => words.iter().any(|known| known.word == *word),
        _ => false,
    }
}
