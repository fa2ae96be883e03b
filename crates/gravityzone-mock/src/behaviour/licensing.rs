//! Licences: what a company was given is what is read back.
//! Nothing runs here: the only seats in use are those that companies below have reserved, and every counter is 0.

use super::{Call, seats};
use crate::answer::Refusal;
use crate::reply::read_as;
use crate::state::State;
use gravityzone_spec::{Ty, TypeKind, Word};
use serde_json::{Map, Value as Json, json};

/// One bare object, as a live tenant answers, although the page shows a list.
pub(super) fn info(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let company = call.company(state, "companyId")?;
    let licence = &company.licence;
    let mut read = read_as(call.spec, call.area, "LicenseInfo", licence);
    let value = |name: &str| licence.get(name).cloned().unwrap_or_default();
    read.insert("subscriptionType".to_owned(), value("type"));
    read.insert("totalSlots".to_owned(), value("reservedSlots"));
    read.insert("usedSlots".to_owned(), seats::taken(state, &company.id, None).into());
    read.insert("isAddon".to_owned(), false.into());
    if call.flag("returnAllProducts") == Some(true) {
        read.insert("additionalLicenses".to_owned(), json!([]));
    }
    Ok(Json::Object(read))
}

/// Changes what is sent and leaves the rest. A licence of another type ends with it.
pub(super) fn set_monthly(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let monthly = call.code("LicenseType", "MonthlySubscription");
    let company = call.company(state, "companyId")?;
    if let Some(parent) = company.parent().and_then(|parent| state.companies.get(parent)) {
        seats::are_free(state, parent, Some(&company.id), call.get("reservedSlots").and_then(Json::as_u64))?;
    }
    let licence = &mut call.company_mut(state, "companyId")?.licence;
    if licence.get("type") != Some(&monthly) {
        licence.clear();
        licence.insert("type".to_owned(), monthly);
    }
    for (name, value) in call.params.as_object().into_iter().flatten() {
        let clears = call.method.params.iter().any(|m| m.name == *name && m.clear.as_ref() == Some(value));
        match name.as_str() {
            "companyId" | "removeReservedSlots" => {}
            "reservedSlots" if value.as_u64() == Some(0) => drop(licence.remove(name)),
            _ if clears => drop(licence.remove(name)),
            _ => merge(licence, name, value),
        }
    }
    if call.flag("removeReservedSlots") == Some(true) {
        licence.remove("reservedSlots");
    }
    Ok(Json::Null)
}

/// Sets a member; of an object, only the members that are sent.
fn merge(licence: &mut Map<String, Json>, name: &str, value: &Json) {
    match (licence.get_mut(name), value) {
        (Some(Json::Object(kept)), Json::Object(sent)) => {
            kept.extend(sent.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        _ => drop(licence.insert(name.to_owned(), value.clone())),
    }
}

pub(super) fn monthly_usage(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let licence = &call.company(state, "companyId")?.licence;
    let mut usage = Map::new();
    if let Some(TypeKind::Object(object)) = call.spec.type_in(Some(call.area), "MonthlyUsage").map(|ty| &ty.kind) {
        let counters = object.members.iter().filter(|member| member.ty == Ty::Word(Word::Integer));
        usage.extend(counters.map(|counter| (counter.name.clone(), Json::from(0))));
    }
    if let Some(committed) = licence.get("minimumUsage") {
        usage.insert("minimumUsage".to_owned(), committed.clone());
    }
    Ok(Json::Object(usage))
}
