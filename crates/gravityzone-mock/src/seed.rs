//! Companies to begin with: many of them, or a few that look like a partner's real ones.
//! They come about by the same calls that anybody can make.

use crate::answer::Refusal;
use crate::center::Center;
use crate::state::code_in;
use serde_json::{Value as Json, json};

/// So many customers below the company at the top: `Company 0001`, `Company 0002` and so on.
pub(crate) fn companies(center: &Center, count: usize) -> Result<(), Refusal> {
    let digits = count.to_string().len().max(4);
    for number in 1..=count {
        company(center, "Customer", &format!("Company {number:0digits$}"), None, json!({}))?;
    }
    Ok(())
}

/// A partner with its own customers and a reseller, licences, custom fields and an integration.
pub(crate) fn demo(center: &Center) -> Result<(), Refusal> {
    for name in ["contract", "region"] {
        center.perform("companies.createCustomFieldDefinition", &json!({ "name": name }))?;
    }
    let reseller = json!({
        "address": "Havnegata 12", "country": "NO", "state": "NO-55", "phone": "+4700000110",
        "accountEmail": "ingrid.solberg@nordlys.example", "accountFullName": "Ingrid Solberg",
        "accountTimezone": "Europe/Oslo", "customFields": { "contract": "R-17", "region": "north" },
        "licenseSubscription": monthly(200),
    });
    let nordlys = company(center, "Partner", "Nordlys Managed Services", None, reseller)?;
    let dental = json!({
        "country": "NO", "phone": "+4700000130", "customFields": { "contract": "C-1042", "region": "north" },
        "accountEmail": "jonas.vik@fjord-dental.example", "accountFullName": "Jonas Vik",
        "contactPerson": { "fullName": "Jonas Vik", "email": "jonas.vik@fjord-dental.example" },
        "licenseSubscription": monthly(40),
    });
    company(center, "Customer", "Fjord Dental", Some(&nordlys), dental)?;
    company(center, "Customer", "Bakeri Nord", Some(&nordlys), json!({ "licenseSubscription": monthly(15) }))?;
    let closed = company(center, "Customer", "Skerry Charters", Some(&nordlys), json!({}))?;
    center.perform("companies.suspendCompany", &json!({ "companyId": closed, "recursive": false }))?;

    let bakery = json!({ "country": "GB", "customFields": { "contract": "C-2001", "region": "south" } });
    let bakery = company(center, "Customer", "Harbour Bakery", None, bakery)?;
    let of = json!({ "companyId": bakery });
    center.perform("integrations.generateAmazonEC2ExternalIdForCrossAccountRole", &of)?;
    let role = json!({
        "companyId": bakery, "crossAccountRoleArn": "arn:aws:iam::000000000042:role/example",
        "integrationName": "Harbour workloads",
    });
    center.perform("integrations.configureAmazonEC2IntegrationUsingCrossAccountRole", &role)?;
    company(center, "Customer", "Mill Street Cycles", None, json!({ "licenseSubscription": monthly(25) }))?;
    company(center, "Customer", "Alder & Finch", None, json!({ "country": "GB", "phone": "+441174960123" }))?;
    Ok(())
}

fn monthly(seats: u32) -> Json {
    json!({ "type": 3, "reservedSlots": seats, "endSubscription": "2029-06-30", "manageEncryption": true })
}

/// Creates a company of a type of the spec and returns its id.
pub(crate) fn company(
    center: &Center,
    kind: &str,
    name: &str,
    parent: Option<&str>,
    mut params: Json,
) -> Result<String, Refusal> {
    params["type"] = code_in(center.spec.type_in(None, "CompanyType").map(|ty| &ty.kind), kind);
    params["name"] = name.into();
    params["parentId"] = parent.into();
    let id = center.perform("companies.createCompany", &params)?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}
