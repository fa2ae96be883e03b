//! Companies: read them, by id, by name, by a user of theirs, by their AWS account.
//! All answer the same object, less what the method omits.

use super::{Call, matches};
use crate::answer::Refusal;
use crate::company::Company;
use crate::reply::read_as;
use crate::state::State;
use serde_json::{Map, Value as Json};

pub(super) fn details(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    call.company(state, "companyId").map(|company| reply(call, state, company))
}

/// Beyond the caller's reach a password has to be there. Any will do: none is stored here.
pub(super) fn by_user(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let username = call.text("username").unwrap_or_default();
    let account = state.accounts.values().find(|account| account.email == username);
    let account = account.ok_or_else(Refusal::not_available)?;
    let company = state.companies.get(&account.company).ok_or_else(Refusal::not_available)?;
    if !state.companies.reaches(&call.own.company, &company.id) && call.text("password").is_none() {
        return Err(call.breaks("password", "password-beyond-targets"));
    }
    Ok(reply(call, state, company))
}

pub(super) fn by_name(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let filter = call.text("nameFilter").unwrap_or_default();
    let own = &*call.own.company;
    let found = state.companies.iter().filter(|company| company.id != own && matches(company.name(), filter));
    let found = found.filter(|company| state.companies.reaches(own, &company.id));
    Ok(found.take(call.max_items()).map(|company| reply(call, state, company)).collect())
}

pub(super) fn by_aws_account(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let wanted = call.text("accountId");
    let account = |company: &&Company| company.integration.as_ref().and_then(|link| link.account.as_deref()) == wanted;
    let found = state.companies.iter().filter(account);
    let found = found.filter(|company| state.companies.reaches(&call.own.company, &company.id));
    Ok(found.take(call.max_items()).map(|company| reply(call, state, company)).collect())
}

fn reply(call: &Call<'_>, state: &State, company: &Company) -> Json {
    let mut read = read_as(call.spec, call.area, "Company", &company.details);
    let fields =
        company.fields.iter().filter_map(|(id, value)| Some((state.fields.get(id)?.clone(), value.clone().into())));
    let fields: Map<String, Json> = fields.collect();
    let known: [(&str, Json); 8] = [
        ("type", company.kind.clone()),
        ("name", company.name().into()),
        ("id", company.id.clone().into()),
        ("enforce2FA", true.into()),
        ("isSuspended", company.suspended.into()),
        ("createdAt", company.created_at().into()),
        ("customFields", fields.into()),
        ("parentCompanyId", company.parent().into()),
    ];
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_null()) {
        read.insert(name.to_owned(), value);
    }
    call.without_omitted(Json::Object(read))
}
