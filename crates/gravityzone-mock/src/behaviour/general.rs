//! The key that makes the call.
//! Services are told in lower case, as a live tenant tells them.

use super::Call;
use crate::answer::Refusal;
use crate::clock::timestamp;
use crate::state::State;
use serde_json::{Value as Json, json};

pub(super) fn key_details(call: &Call<'_>, _: &mut State) -> Result<Json, Refusal> {
    let enabled = call.spec.areas.iter().filter(|area| call.key.is_none_or(|key| key.allows(&area.name)));
    let services: Vec<String> = enabled.map(|area| area.service.to_lowercase()).collect();
    Ok(json!({ "enabledApis": services, "createdAt": timestamp(call.keys_made) }))
}
