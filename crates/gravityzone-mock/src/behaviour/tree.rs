//! Companies as a tree: suspend, activate and delete them, with what is below.
//! The key's own company is out of reach of all three.

use super::Call;
use crate::answer::Refusal;
use crate::state::State;
use serde_json::Value as Json;
use std::collections::BTreeSet;

pub(super) fn suspend(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    if call.managed(state, "companyId")?.suspended {
        return Err(call.breaks("companyId", "is-active"));
    }
    set_suspended(call, state, true)
}

pub(super) fn activate(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    if !call.managed(state, "companyId")?.suspended {
        return Err(call.breaks("companyId", "is-suspended"));
    }
    set_suspended(call, state, false)
}

/// Those below that are so already stay so.
fn set_suspended(call: &Call<'_>, state: &mut State, suspended: bool) -> Result<Json, Refusal> {
    let id = call.managed(state, "companyId")?.id.clone();
    let ids = if call.flag("recursive") == Some(true) { state.companies.subtree(&id) } else { BTreeSet::from([id]) };
    for id in ids {
        if let Some(company) = state.companies.get_mut(&id) {
            company.suspended = suspended;
        }
    }
    Ok(Json::Null)
}

pub(super) fn delete(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let id = call.managed(state, "companyId")?.id.clone();
    let gone = state.companies.subtree(&id);
    gone.iter().for_each(|id| state.companies.remove(id));
    state.accounts.retain(|_, account| !gone.contains(&account.company));
    state.holders.retain(|_, holder| !gone.contains(&holder.company));
    Ok(Json::Null)
}
