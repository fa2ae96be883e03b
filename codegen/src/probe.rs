//! The probe of the spec as Rust: modules, requests, members and variants by their names.
//! The loader has checked that they are there.

use crate::names::snake;
use crate::paged::read_step;
use crate::plan::{AreaPlan, KindPlan, ProbePlan, ProbedPlan, StepPlan, TypePlan};
use gravityzone_spec::{Spec, Ty};

/// What the client asks first, if the spec says how.
pub(crate) fn probe(spec: &Spec, areas: &[AreaPlan<'_>], shared: &[TypePlan<'_>]) -> Option<ProbePlan> {
    let probe = spec.api.probe.as_ref()?;
    let (company, kind, ty) = probed(spec, areas, &probe.company.0, &probe.kind.0)?;
    let (key, apis, _) = probed(spec, areas, &probe.key.0, &probe.apis.0)?;
    let Ty::Name(name) = &ty else { return None };
    let area = areas.iter().find(|area| area.module == company.module)?;
    let own = area.methods.iter().flat_map(|method| &method.types).chain(&area.types);
    let kinds = own.chain(shared).find(|plan| plan.ty.name == *name)?;
    let KindPlan::Codes(variants) = &kinds.kind else { return None };
    let variant = |code: i64| variants.iter().find(|variant| variant.value.code == code).map(|v| v.rust.clone());
    let (partner, customer) = (variant(probe.partner.0)?, variant(probe.customer.0)?);
    Some(ProbePlan { key, apis, company, kind, kinds: kinds.name.clone(), partner, customer })
}

/// A method that is asked, and the member of its answer that tells.
fn probed(spec: &Spec, areas: &[AreaPlan<'_>], method: &str, member: &str) -> Option<(ProbedPlan, StepPlan, Ty)> {
    let (area, method) = spec.method_named(None, method)?;
    let module = snake(&area.name);
    let plan = areas.iter().find(|plan| plan.module == module)?;
    let request = plan.methods.iter().find(|plan| plan.method.key == method.key)?.name.clone();
    let members = spec.members_of(Some(area), &method.result.ty);
    let member = members.into_iter().find(|known| known.name == member)?;
    let wire = format!("{}.{}", area.name, method.key);
    Some((ProbedPlan { module, request, wire }, read_step(member), member.ty.clone()))
}
