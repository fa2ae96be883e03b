//! Companies: create and change them.
//! What is written of one is kept under the params' names; reading gives it the reply's shape.

use super::{Call, seats};
use crate::answer::Refusal;
use crate::checks::shortened;
use crate::company::Company;
use crate::state::{Account, State};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// Params that are not kept as they are.
const NOT_DETAILS: &[&str] = &[
    "id",
    "type",
    "name",
    "parentId",
    "accountEmail",
    "accountFullName",
    "accountTimezone",
    "accountLanguage",
    "licenseSubscription",
    "customFields",
];

pub(super) fn create(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let name = call.text("name").unwrap_or_default();
    if state.companies.named(name).is_some() {
        return Err(call.breaks("name", "unique-name"));
    }
    let parent = call.company(state, "parentId")?;
    if parent.kind != call.code("CompanyType", "Partner") {
        return Err(call.breaks("parentId", "parent-is-partner"));
    }
    let licence = licence(call);
    seats::are_free(state, parent, None, seats::of(&licence))?;
    let parent = parent.id.clone();
    let email = call.text("accountEmail").map(str::to_owned);
    if email.as_ref().is_some_and(|email| state.accounts.values().any(|account| account.email == *email)) {
        return Err(Refusal::params("`accountEmail` is the address of another account."));
    }
    let fields = custom_fields(call, state)?;
    let id = state.ids.next(call.now);
    let mut company = Company::new(id.clone(), name, Some(parent), call.now);
    company.kind = call.get("type").cloned().unwrap_or_default();
    company.details = details(call);
    company.fields = fields;
    company.licence = licence;
    state.companies.add(company);
    if let Some(email) = email {
        let text = |param| call.text(param).unwrap_or_default().to_owned();
        let account = Account {
            id: state.ids.next(call.now),
            company: id.clone(),
            email,
            full_name: text("accountFullName"),
            language: text("accountLanguage"),
            timezone: text("accountTimezone"),
        };
        state.accounts.insert(account.id.clone(), account);
    }
    Ok(id.into())
}

/// The licence that a company starts with: a trial, unless another type is named.
fn licence(call: &Call<'_>) -> Map<String, Json> {
    let mut licence = call.get("licenseSubscription").and_then(Json::as_object).cloned().unwrap_or_default();
    licence.entry("type").or_insert_with(|| call.code("LicenseType", "Trial"));
    licence
}

/// The values of custom fields that a call sends, by the fields' ids; all have to be defined.
fn custom_fields(call: &Call<'_>, state: &State) -> Result<BTreeMap<String, String>, Refusal> {
    let sent = call.get("customFields").and_then(Json::as_object);
    sent.into_iter()
        .flatten()
        .map(|(name, value)| match state.field_named(name) {
            Some(id) => Ok((id.to_owned(), value.as_str().unwrap_or_default().to_owned())),
            None => Err(Refusal::params(format!("`customFields.{}` is not defined.", shortened(name)))),
        })
        .collect()
}

/// What else is sent, less what nobody may read again: a code that verifies an address.
fn details(call: &Call<'_>) -> Map<String, Json> {
    let sent = call.params.as_object().into_iter().flatten();
    let kept = sent.filter(|(name, _)| !NOT_DETAILS.contains(&name.as_str()));
    let mut kept: Json = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
    call.secrets.remove(&mut kept);
    kept.as_object().cloned().unwrap_or_default()
}

pub(super) fn update(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let company = call.company(state, "id")?;
    let id = company.id.clone();
    if let Some(name) = call.text("name")
        && state.companies.named(name).is_some_and(|named| named.id != id)
    {
        return Err(call.breaks("name", "unique-name"));
    }
    let kind = call.get("type").cloned().unwrap_or_else(|| company.kind.clone());
    if kind != call.code("CompanyType", "Partner") && state.companies.children(&id).next().is_some() {
        return Err(Refusal::params("`type` must stay a partner's: there are companies below."));
    }
    let fields = custom_fields(call, state)?;
    let empties = call.get("customFields").is_some_and(|sent| {
        let member = call.method.params.iter().find(|member| member.name == "customFields");
        member.is_some_and(|member| member.clear.as_ref() == Some(sent))
    });
    if let Some(name) = call.text("name") {
        state.companies.rename(&id, name);
    }
    let company = call.company_mut(state, "id")?;
    company.kind = kind;
    company.details.extend(details(call));
    if empties {
        company.fields.clear();
    }
    company.fields.extend(fields);
    Ok(Json::Null)
}
