//! What a spec has to hold beyond its form, one concern a file.
//! Every check adds its mistakes and goes on.

mod accepted;
mod address;
mod api;
mod direction;
mod docs;
mod example;
mod member;
mod method;
mod paging;
mod probe;
mod reference;
mod rule;
mod types;

pub(crate) use self::accepted::check as accepted;

use crate::diagnostic::Diagnostics;
use crate::source::Place;
use crate::spec::Spec;
use std::collections::BTreeSet;

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    api::check(spec, diagnostics);
    types::check(spec, diagnostics);
    method::check(spec, diagnostics);
    direction::check(spec, diagnostics);
    rule::check(spec, diagnostics);
    probe::check(spec, diagnostics);
    example::check(spec, diagnostics);
    address::check(spec, diagnostics);
    docs::check(spec, diagnostics);
    accepted(&spec.accepted, diagnostics);
}

/// `api.json` lists the areas, so that a file that is forgotten or left over is seen; an area has its file's name.
pub(crate) fn areas_listed(
    paths: &BTreeSet<String>,
    listed: &[(String, Place)],
    spec: &Spec,
    diagnostics: &mut Diagnostics,
) {
    for (at, (name, place)) in listed.iter().enumerate() {
        if listed[..at].iter().any(|(before, _)| before == name) {
            diagnostics.add(*place, format!("the area {name:?} is listed twice"), "again here", "keep one");
        }
        let path = format!("areas/{name}.json");
        if !paths.contains(&path) {
            let title = format!("the area {name:?} has no file");
            diagnostics.add(*place, title, format!("no {path}"), "write the file, or take the area off the list");
        }
    }
    let stems = paths.iter().filter_map(|path| path.strip_prefix("areas/")?.strip_suffix(".json"));
    for stem in stems.clone() {
        if !listed.iter().any(|(name, _)| name == stem) {
            let place = listed.first().map_or(Place::default(), |(_, place)| *place);
            let title = format!("areas/{stem}.json is not listed in api.json");
            diagnostics.add(place, title, "in this list", format!("add {stem:?} to areas"));
        }
    }
    for area in &spec.areas {
        if !stems.clone().any(|stem| stem == area.name) {
            let title = format!("no file is called like the area {:?}", area.name);
            diagnostics.add(area.place, title, "not the file's name", "give area and file one name");
        }
    }
}
