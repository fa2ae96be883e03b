//! References: every name in a type text means a type of the area or a shared one, every method named is there.
//! A name that is nearly right is answered with the right one.

use crate::diagnostic::{Diagnostics, nearest};
use crate::source::Place;
use crate::spec::{Area, Spec};
use crate::type_text::Ty;

/// Every name in a type text means a type.
pub(crate) fn resolves(spec: &Spec, area: Option<&Area>, ty: &Ty, place: Place, diagnostics: &mut Diagnostics) {
    for name in ty.names() {
        if spec.type_in(area, name).is_none() {
            let own = area.map_or(&[][..], |area| &area.types);
            let known = own.iter().chain(&spec.shared).map(|ty| ty.name.as_str());
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean {near}?"),
                None => "define it in this area's types or in shared.json".to_owned(),
            };
            diagnostics.add(place, format!("there is no type {name}"), "not in the area, not shared", help);
        }
    }
}

/// What helps whoever named a method that is not there.
pub(crate) fn method_help(spec: &Spec, area: Option<&Area>, name: &str) -> String {
    let own = area.into_iter().flat_map(|area| &area.methods).map(|method| method.key.clone());
    let all = spec.methods().map(|(area, method)| format!("{}.{}", area.name, method.key));
    let known: Vec<String> = own.chain(all).collect();
    let elsewhere =
        known.iter().map(String::as_str).find(|known| known.split_once('.').is_some_and(|(_, key)| key == name));
    match elsewhere.or_else(|| nearest(name, known.iter().map(String::as_str))) {
        Some(near) => format!("did you mean {near}?"),
        None => match area {
            Some(_) => "write the key of a method of this area, or area.method".to_owned(),
            None => "write area.method".to_owned(),
        },
    }
}
