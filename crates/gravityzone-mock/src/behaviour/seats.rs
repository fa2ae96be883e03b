//! Seats of licences: what a company reserves, its parent has less of.
//! That reserved seats count as the parent's used ones is inferred.

use crate::answer::Refusal;
use crate::company::Company;
use crate::state::State;
use serde_json::{Map, Value as Json};

/// The seats that a licence reserves.
pub(super) fn of(licence: &Map<String, Json>) -> Option<u64> {
    licence.get("reservedSlots").and_then(Json::as_u64)
}

/// The seats that companies right below one have reserved, leaving out one of them.
pub(super) fn taken(state: &State, company: &str, but: Option<&str>) -> u64 {
    let others = state.companies.children(company).filter(|child| Some(&*child.id) != but);
    others.filter_map(|child| of(&child.licence)).fold(0, u64::saturating_add)
}

/// Whether a parent has the seats that one below it wants; a parent without a fixed number always has.
pub(super) fn are_free(
    state: &State,
    parent: &Company,
    child: Option<&str>,
    wanted: Option<u64>,
) -> Result<(), Refusal> {
    let (Some(wanted), Some(all)) = (wanted, of(&parent.licence)) else { return Ok(()) };
    let free = all.saturating_sub(taken(state, &parent.id, child));
    if wanted <= free {
        return Ok(());
    }
    Err(Refusal::params(format!("The company can reserve at most {free} seats: the parent has no more free.")))
}
