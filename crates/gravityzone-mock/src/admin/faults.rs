//! `/admin/faults`: plan faults, look at them, end them.
//! `{"fault": "latency", "milliseconds": 250, "on": "companies.createCompany", "times": 2, "chance": 0.5}`

use super::{AdminCall, Refused, unfit};
use crate::at::At;
use crate::fault::{ActiveFault, Fault, PlannedFault};
use serde_json::{Value as Json, json};
use std::time::Duration;

/// Faults by their names here; those with a number of their own have a row with a zero.
const NAMES: &[(&str, Fault)] = &[
    ("latency", Fault::Latency(Duration::ZERO)),
    ("too-many-requests", Fault::TooManyRequests { retry_after: 0 }),
    ("server-error", Fault::ServerError),
    ("bad-gateway", Fault::BadGateway),
    ("reset-before", Fault::ResetBefore),
    ("reset-after", Fault::ResetAfter),
    ("truncated", Fault::Truncated),
    ("wrong-id", Fault::WrongId),
    ("extra-members", Fault::ExtraMembers),
    ("unknown-codes", Fault::UnknownCodes),
    ("list-for-object", Fault::ListForObject),
    ("null-for-absent", Fault::NullForAbsent),
    ("numbers-as-text", Fault::NumbersAsText),
];

pub(super) fn list(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let faults: Vec<Json> = call.center.faults().active.iter().map(written).collect();
    Ok(json!({ "faults": faults, "known": NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>() }))
}

/// Adds one fault, or a list of them: all or none.
pub(super) fn add(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let root = At::root(call.body);
    let asked = if call.body.is_array() { root.items().map_err(unfit)? } else { vec![root] };
    let mut added = Vec::new();
    for at in asked {
        let plan = read(&at).map_err(unfit)?;
        let active = ActiveFault::new(&call.center.spec, plan);
        added.push(active.map_err(|error| unfit(at.wrong(&error.to_string())))?);
    }
    call.center.faults().active.append(&mut added);
    list(call)
}

pub(super) fn clear(call: &AdminCall<'_>) -> Result<Json, Refused> {
    call.center.faults().active.clear();
    list(call)
}

fn read(at: &At<'_>) -> Result<PlannedFault, String> {
    at.only(&["fault", "milliseconds", "retryAfter", "on", "times", "chance"])?;
    let name = at.member("fault")?;
    let text = name.text()?;
    let Some((_, fault)) = NAMES.iter().find(|(known, _)| *known == text) else {
        let known: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        return Err(name.wrong(&format!("there is no such fault; there are {}", known.join(", "))));
    };
    let fault = match fault {
        Fault::Latency(_) => Fault::Latency(Duration::from_millis(at.member("milliseconds")?.number()?)),
        Fault::TooManyRequests { .. } => {
            Fault::TooManyRequests { retry_after: at.optional("retryAfter").map_or(Ok(1), |at| at.number())? }
        }
        other => *other,
    };
    let mut plan = PlannedFault::from(fault);
    if let Some(on) = at.optional("on") {
        plan = plan.on(on.text()?);
    }
    if let Some(times) = at.optional("times") {
        plan = plan.times(u32::try_from(times.number()?).map_err(|_| times.wrong("is too large"))?);
    }
    if let Some(chance) = at.optional("chance") {
        let value = chance.fraction()?;
        if !(0.0..=1.0).contains(&value) {
            return Err(chance.wrong("must be from 0 to 1"));
        }
        plan = plan.chance(value);
    }
    Ok(plan)
}

fn written(active: &ActiveFault) -> Json {
    let plan = &active.plan;
    let same = |known: Fault| std::mem::discriminant(&known) == std::mem::discriminant(&plan.fault);
    let name = NAMES.iter().find(|(_, known)| same(*known)).map(|(name, _)| *name);
    let mut written =
        json!({ "fault": name, "on": plan.on, "times": plan.times, "chance": plan.chance, "met": active.met });
    match plan.fault {
        Fault::Latency(wait) => written["milliseconds"] = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).into(),
        Fault::TooManyRequests { retry_after } => written["retryAfter"] = retry_after.into(),
        _ => {}
    }
    written
}
