//! User accounts. They come with companies; no method of these areas makes or changes one.
//! The account of the keys is read without an id and is not in the list.

use super::Call;
use crate::answer::Refusal;
use crate::page::Page;
use crate::state::{Account, State};
use gravityzone_spec::{Member, TypeKind};
use serde_json::{Map, Value as Json, json};

pub(super) fn list(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let company = &call.company(state, "companyId")?.id;
    let others = state.accounts.values().filter(|account| account.id != call.own.account);
    let listed = others.filter(|account| account.company == *company);
    let items = listed.map(|account| reply(call, state, account)).collect::<Result<_, _>>()?;
    Page::of(call, items).map(Page::envelope)
}

pub(super) fn details(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let id = call.text("accountId").unwrap_or(&call.own.account);
    reply(call, state, state.accounts.get(id).ok_or_else(Refusal::not_available)?)
}

/// An administrator of the company: all rights, less what only partners have.
fn reply(call: &Call<'_>, state: &State, account: &Account) -> Result<Json, Refusal> {
    let company = state.within_reach(&call.own.company, &account.company)?;
    let partner = company.kind == call.code("CompanyType", "Partner");
    let right = |member: &Member| (partner || member.editions.is_empty()).into();
    let read = json!({
        "id": account.id,
        "email": account.email,
        "profile": { "fullName": account.full_name, "language": account.language, "timezone": account.timezone },
        "phoneNumber": object(call, "PhoneNumber", |_| Json::Null),
        "role": call.code("AccountRole", if partner { "Partner" } else { "CompanyAdministrator" }),
        "rights": object(call, "AccountRights", right),
        "passwordLifetime": 0,
        "accountLockdown": false,
        "twoFactorAuthenticationStatus": false,
        "companyName": company.name(),
        "companyId": company.id,
        "hasOwnCompanyInTargets": true,
    });
    Ok(call.without_omitted(read))
}

/// An object with every member of a type.
fn object(call: &Call<'_>, type_name: &str, value: impl Fn(&Member) -> Json) -> Map<String, Json> {
    match call.spec.type_in(Some(call.area), type_name).map(|ty| &ty.kind) {
        Some(TypeKind::Object(object)) => {
            let members = call.spec.members(Some(call.area), object).into_iter();
            members.map(|member| (member.name.clone(), value(member))).collect()
        }
        _ => Map::new(),
    }
}
