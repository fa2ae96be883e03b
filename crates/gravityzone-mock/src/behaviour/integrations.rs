//! Amazon EC2: an external id, then an integration that stands on it, until either ends.
//! The secret half of an access key is never kept.

use super::Call;
use crate::answer::Refusal;
use crate::company::Integration;
use crate::page::Page;
use crate::state::State;
use serde_json::{Value as Json, json};

pub(super) fn external_id(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    Ok(call.company(state, "companyId")?.external_id.clone().into())
}

/// A new external id ends the integration that stands on the old one.
pub(super) fn generate_external_id(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    call.company(state, "companyId")?;
    let made = state.ids.next(call.now);
    let company = call.company_mut(state, "companyId")?;
    company.external_id = Some(made.clone());
    company.integration = None;
    Ok(made.into())
}

pub(super) fn configure_by_role(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let account = account_of(call.text("crossAccountRoleArn").unwrap_or_default()).ok_or_else(|| {
        Refusal::params("`crossAccountRoleArn` must be the ARN of a role: arn:aws:iam::<12 digits>:role/<name>.")
    })?;
    if call.company(state, "companyId")?.external_id.is_none() {
        return Err(Refusal::params("No external id was generated for the company, so no role can trust it."));
    }
    let name = call.text("integrationName").unwrap_or(account);
    integrate(call, state, name, Some(account))
}

pub(super) fn configure_by_key(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    integrate(call, state, call.text("keyId").unwrap_or_default(), None)
}

fn integrate(call: &Call<'_>, state: &mut State, name: &str, account: Option<&str>) -> Result<Json, Refusal> {
    call.company(state, "companyId")?;
    let id = state.ids.next(call.now);
    let company = call.company_mut(state, "companyId")?;
    // Setting an integration up again changes it; it stays the same integration.
    let id = company.integration.take().map_or(id, |before| before.id);
    company.integration = Some(Integration { id, name: name.to_owned(), account: account.map(str::to_owned) });
    Ok(Json::Null)
}

pub(super) fn disable(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let company = call.company_mut(state, "companyId")?;
    let named = |name| company.integration.as_ref().is_some_and(|integration| integration.name == name);
    if call.text("integrationName").is_some_and(|name| !named(name)) {
        return Err(Refusal::not_available());
    }
    company.integration = None;
    Ok(Json::Null)
}

/// No instance runs here.
pub(super) fn hourly_usage(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    call.company(state, "companyId").map(|_| json!({}))
}

/// The code that Amazon EC2 has as a platform is on no page, so `type` is left out.
pub(super) fn list(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let integrations = call.company(state, "companyId")?.integration.iter().collect();
    let status = call.code("IntegrationStatus", "Active");
    let item = |integration: &Integration| json!({ "id": integration.id, "name": integration.name, "category": {}, "company": {}, "status": status });
    let page = Page::of(call, integrations)?.map(item);
    Ok(json!({ "total": page.total, "data": page.items }))
}

/// The AWS account in the ARN of a role.
fn account_of(arn: &str) -> Option<&str> {
    let (account, role) = arn.strip_prefix("arn:aws:iam::")?.split_once(":role/")?;
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    (is_account && !role.is_empty()).then_some(account)
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn the_arn_of_a_role_holds_the_account() {
        assert_eq!(account_of("arn:aws:iam::000000000042:role/example"), Some("000000000042"));
        for arn in [
            "",
            "arn:aws:iam::000000000042:role/",
            "arn:aws:iam::000000000042:user/example",
            "arn:aws:iam::42:role/example",
            "arn:aws:iam::00000000004x:role/example",
            "aws:iam::000000000042:role/example",
        ] {
            assert_eq!(account_of(arn), None, "{arn}");
        }
    }
}
