//! Definitions of custom fields.
//! Companies hold values by a field's id, so a new name carries them along and a deleted field takes them away.

use super::Call;
use crate::answer::Refusal;
use crate::state::State;
use serde_json::{Value as Json, json};

pub(super) fn create(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let name = free_name(call, state, None)?;
    let id = state.ids.next(call.now);
    state.fields.insert(id.clone(), name);
    Ok(id.into())
}

pub(super) fn rename(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let id = call.text("id").unwrap_or_default();
    if !state.fields.contains_key(id) {
        return Err(Refusal::not_available());
    }
    let name = free_name(call, state, Some(id))?;
    state.fields.insert(id.to_owned(), name);
    Ok(Json::Null)
}

pub(super) fn list(_: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    Ok(state.fields.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect())
}

pub(super) fn delete(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let id = call.text("id").unwrap_or_default();
    state.fields.remove(id).ok_or_else(Refusal::not_available)?;
    for company in state.companies.iter_mut() {
        company.fields.remove(id);
    }
    Ok(Json::Null)
}

/// The name that a call sends, if no other field has it.
fn free_name(call: &Call<'_>, state: &State, own: Option<&str>) -> Result<String, Refusal> {
    let name = call.text("name").unwrap_or_default();
    match state.field_named(name) {
        Some(other) if Some(other) != own => Err(Refusal::params("`name` is the name of another custom field.")),
        _ => Ok(name.to_owned()),
    }
}
