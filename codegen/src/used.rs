//! Which types a method uses, those of its params, its result and its service's name.
//! A type stands in the file of the only method that uses it.

use gravityzone_spec::{Area, Method, Place, Spec, Ty};
use std::collections::BTreeSet;

/// Every type that a method uses, its own area's and shared ones.
pub(crate) fn used(spec: &Spec, area: &Area, method: &Method) -> BTreeSet<Place> {
    let mut reached = BTreeSet::new();
    method.params.iter().for_each(|param| spec.reach(Some(area), &param.ty, &mut reached));
    spec.reach(Some(area), &method.result.ty, &mut reached);
    if let Some((_, rest)) = area.service_of(method).split_once('{') {
        spec.reach(Some(area), &Ty::Name(rest.trim_end_matches('}').to_owned()), &mut reached);
    }
    reached
}
