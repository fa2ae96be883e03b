//! Which types a type leads to, and which types a method uses.
//! A type stands in the file of the only method that uses it.

use gravityzone_spec::{Area, Method, Place, Spec, Ty, TypeKind};
use std::collections::BTreeSet;

pub(crate) fn reach(spec: &Spec, area: Option<&Area>, ty: &Ty, reached: &mut BTreeSet<Place>) {
    for name in ty.names() {
        let Some(named) = spec.type_in(area, name) else { continue };
        if !reached.insert(named.place) {
            continue;
        }
        match &named.kind {
            TypeKind::Object(object) => {
                spec.members(area, object).iter().for_each(|member| reach(spec, area, &member.ty, reached));
                object.extra.iter().for_each(|extra| reach(spec, area, extra, reached));
            }
            TypeKind::Union { arms, .. } => {
                arms.iter().for_each(|(_, name, _)| reach(spec, area, &Ty::Name(name.clone()), reached));
            }
            TypeKind::Forms(forms) => forms.iter().for_each(|(ty, _)| reach(spec, area, ty, reached)),
            _ => {}
        }
    }
}

/// Every type that a method uses, its own area's and shared ones.
pub(crate) fn used(spec: &Spec, area: &Area, method: &Method) -> BTreeSet<Place> {
    let mut reached = BTreeSet::new();
    method.params.iter().for_each(|param| reach(spec, Some(area), &param.ty, &mut reached));
    reach(spec, Some(area), &method.result.ty, &mut reached);
    if let Some((_, rest)) = area.service_of(method).split_once('{') {
        reach(spec, Some(area), &Ty::Name(rest.trim_end_matches('}').to_owned()), &mut reached);
    }
    reached
}
