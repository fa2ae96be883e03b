//! What only partners have: methods and params that the spec puts in no edition of a customer's.
//! That such a param is refused is on record; with which code, and what such a method answers, is inferred.

use crate::answer::{Reason, Refusal};
use gravityzone_spec::{Area, Member, Method, Spec, Ty, TypeKind};
use serde_json::{Map, Value as Json};

/// The edition of a company that manages no other in the cloud.
const CUSTOMER: &str = "cloud";

/// Whether a customer's key may make a call.
///
/// A partner's method is as unknown to it as the customer's pages make it: -32601. A partner's param is -32602, like any
/// param that the method does not have.
pub(crate) fn for_customers(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Result<(), Refusal> {
    if only_partners(&method.editions) {
        let details = format!("{} is for partners, and the API key belongs to a customer company.", method.name);
        return Err(Refusal::new(Reason::MethodNotFound, details));
    }
    let members: Vec<&Member> = method.params.iter().collect();
    let sent = params.as_object().and_then(|sent| first_of_partners(spec, area, &members, sent, ""));
    match sent {
        None => Ok(()),
        Some(path) => Err(Refusal::params(format!(
            "`{path}` is a param for partners, and the API key belongs to a customer company."
        ))),
    }
}

/// The first member that only partners may send.
fn first_of_partners(
    spec: &Spec,
    area: &Area,
    members: &[&Member],
    sent: &Map<String, Json>,
    at: &str,
) -> Option<String> {
    let mut known = members.iter().filter_map(|member| Some((member, sent.get(&member.name)?)));
    known.find_map(|(member, value)| {
        let path = gravityzone_spec::path(at, &member.name);
        if only_partners(&member.editions) && !value.is_null() {
            return Some(path);
        }
        let (Ty::Name(name), Json::Object(inside)) = (&member.ty, value) else { return None };
        match spec.type_in(Some(area), name).map(|ty| &ty.kind) {
            Some(TypeKind::Object(object)) => {
                first_of_partners(spec, area, &spec.members(Some(area), object), inside, &path)
            }
            _ => None,
        }
    })
}

/// No edition at all means every edition.
fn only_partners(editions: &[String]) -> bool {
    !editions.is_empty() && !editions.iter().any(|edition| edition == CUSTOMER)
}
