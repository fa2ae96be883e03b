//! `/admin/state`: everything that calls can change, out and in.
//! The form is that of `ControlCenter::state_json`.

use super::{AdminCall, Refused, unfit};
use serde_json::Value as Json;

pub(super) fn show(call: &AdminCall<'_>) -> Result<Json, Refused> {
    Ok(call.center.state_json())
}

pub(super) fn replace(call: &AdminCall<'_>) -> Result<Json, Refused> {
    call.center.load_state(call.body).map_err(unfit)?;
    show(call)
}
