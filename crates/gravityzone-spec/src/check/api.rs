//! What all areas share: regions that a client can be given.
//! A region's name is typed by people, so it is one plain word.

use crate::diagnostic::Diagnostics;
use crate::spec::{Region, Spec};

pub(crate) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    for region in &spec.api.regions {
        check_region(region, diagnostics);
    }
}

fn check_region(region: &Region, diagnostics: &mut Diagnostics) {
    let name = &region.name;
    let word = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !word || ["self", "table"].contains(&name.as_str()) {
        let help = "write one word in lower case; self and table are taken";
        diagnostics.add(region.place, format!("{name:?} is no name for a region"), "", help);
    }
    let host = region.host_name();
    let is_host = host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b));
    if !is_host || !region.host.starts_with("https://") || !region.host.ends_with("/api") {
        let title = format!("the host of {name} is no URL of a Control Center");
        diagnostics.add(region.host_place, title, "", "write it as a client is given it: https://HOST/api");
    }
}
