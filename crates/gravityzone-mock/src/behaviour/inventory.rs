//! The network inventory. Its only items here are companies: there are no folders, groups or endpoints.
//! A filter that no company can match lists nothing.

use super::{Call, matches};
use crate::answer::Refusal;
use crate::company::Company;
use crate::page::Page;
use crate::state::State;
use serde_json::{Value as Json, json};

pub(super) fn list(call: &Call<'_>, state: &mut State) -> Result<Json, Refusal> {
    let parent = &call.company(state, "parentId")?.id;
    let wanted = |company: &&Company| is_wanted(call, company);
    let below: Vec<&Company> = if call.flag("filters.depth.allItemsRecursively") == Some(true) {
        let ids = state.companies.subtree(parent).into_iter().filter(|id| id != parent);
        ids.filter_map(|id| state.companies.get(&id)).filter(wanted).collect()
    } else {
        state.companies.children(parent).filter(wanted).collect()
    };
    let page = Page::of(call, below)?.map(|company| item(call, company));
    Ok(if call.method.version == "v1.0" { page.envelope() } else { page.envelope_with_more() })
}

fn item(call: &Call<'_>, company: &Company) -> Json {
    json!({
        "id": company.id,
        "name": company.name(),
        "type": call.code("InventoryItemType", "Company"),
        "parentId": company.parent(),
    })
}

fn is_wanted(call: &Call<'_>, company: &Company) -> bool {
    let kinds = call.get("filters.type").and_then(Json::as_object);
    let any_kind = kinds.is_some_and(|kinds| kinds.values().any(|wanted| *wanted == true));
    let of_kind = !any_kind || call.flag("filters.type.companies") == Some(true);
    // Roles and network data are what endpoints have.
    let roles = call.get("filters.security.management").and_then(Json::as_object);
    let any_role = roles.is_some_and(|roles| roles.values().any(|wanted| *wanted == true));
    let of_endpoints =
        ["ssid", "macs", "label"].iter().any(|name| call.get(&format!("filters.details.{name}")).is_some());
    let named = call.text("filters.details.name").is_none_or(|filter| matches(company.name(), filter));
    of_kind && named && !any_role && !of_endpoints
}
