//! `/admin/rates`: whether rate limits are enforced, and how.
//! `{"enforced": true, "scale": 0.1, "eachMethod": false}`

use super::{AdminCall, Refused, unfit};
use crate::rates::Rates;
use serde_json::Value as Json;

pub(super) fn show(call: &AdminCall<'_>) -> Result<Json, Refused> {
    Ok(Rates::to_json(call.center.limits().rates()))
}

pub(super) fn set(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let rates = Rates::from_json(call.body).map_err(unfit)?;
    call.center.limits().set(rates);
    show(call)
}
