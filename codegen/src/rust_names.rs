//! The Rust names of everything that has an address in the spec, for whoever compares two versions of the crates.
//! Read off the plan, so that they are the names that are printed.

use crate::plan::{AreaPlan, KindPlan, MemberPlan, Plan, TypePlan};
use gravityzone_spec::{Area, Spec};
use std::collections::{BTreeMap, BTreeSet};

/// Rust names by address.
pub type RustNames = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn of(plan: &Plan<'_>) -> RustNames {
    let mut names = RustNames::new();
    for ty in &plan.shared {
        named_type(plan.spec, None, "shared", ty, &mut names);
    }
    for area in &plan.areas {
        add(&mut names, &area.area.name, &area.module);
        in_area(plan.spec, area, &mut names);
    }
    names
}

fn add(names: &mut RustNames, address: &str, name: &str) {
    names.entry(address.to_owned()).or_default().insert(name.trim_start_matches("r#").to_owned());
}

fn in_area(spec: &Spec, area: &AreaPlan<'_>, names: &mut RustNames) {
    let at = &area.area.name;
    for method in &area.methods {
        let address = format!("{at}.{}", method.method.key);
        add(names, &address, &method.name);
        add(names, &address, &method.snake);
        members(&format!("{address}.params"), &method.params, names);
        method.types.iter().for_each(|ty| named_type(spec, Some(area.area), at, ty, names));
    }
    area.types.iter().for_each(|ty| named_type(spec, Some(area.area), at, ty, names));
}

fn members(at: &str, members: &[MemberPlan<'_>], names: &mut RustNames) {
    for member in members {
        add(names, &format!("{at}.{}", member.member.name), &member.rust);
    }
}

fn named_type(spec: &Spec, area: Option<&Area>, holder: &str, ty: &TypePlan<'_>, names: &mut RustNames) {
    let address = format!("{holder}.types.{}", ty.ty.name);
    add(names, &address, &ty.name);
    match &ty.kind {
        KindPlan::Object(object) => members(&address, &object.members, names),
        KindPlan::Codes(codes) => {
            codes.iter().for_each(|code| add(names, &format!("{address}.{}", code.value.code), &code.rust));
        }
        KindPlan::Words(words) => {
            words.iter().for_each(|word| add(names, &format!("{address}.{}", word.value.word), &word.rust));
        }
        KindPlan::Flags(flags) => {
            flags.iter().for_each(|flag| add(names, &format!("{address}.{}", flag.value), &flag.name));
        }
        KindPlan::Segment(values) => {
            values.iter().for_each(|value| add(names, &format!("{address}.{}", value.value.0), &value.rust));
        }
        KindPlan::Union { arms, .. } => {
            arms.iter().for_each(|arm| add(names, &format!("{address}.{}", arm.tag), &arm.rust));
        }
        KindPlan::Id | KindPlan::Forms { .. } => {}
    }
    // what is said of an object holds for those that are like it, and moves them too
    let bases = ty.ty.object().map(|object| spec.bases(area, object));
    for base in bases.into_iter().flatten() {
        let own = area.is_some_and(|area| area.types.iter().any(|ty| std::ptr::eq(ty, base)));
        let holder = if own { holder } else { "shared" };
        add(names, &format!("{holder}.types.{}", base.name), &ty.name);
    }
}
