//! The companies below the key's own, by id and name.
//! One level, in one bare array: so it was seen, whatever the page says.

use super::Call;
use crate::answer::Refusal;
use crate::state::State;
use serde_json::{Value as Json, json};

pub(super) fn companies(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let below = state.companies.children(&call.own.company);
    Ok(below.map(|company| json!({ "id": company.id, "name": company.name() })).collect())
}
