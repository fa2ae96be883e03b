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
    let filter = Filter::of(call);
    let company = |id: &str| state.companies.get(id);
    let mut below: Vec<&str> = if call.flag("filters.depth.allItemsRecursively") == Some(true) {
        state.companies.all_below(parent)
    } else {
        state.companies.children(parent).map(|company| company.id.as_str()).collect()
    };
    below.retain(|id| filter.takes(|| company(id)));
    let page = Page::of(call, below)?.map(|id| company(id).map_or(Json::Null, |company| item(call, company)));
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

/// What a call asks for, found out once and not for every company.
struct Filter<'c> {
    companies: bool,
    name: Option<&'c str>,
}

impl<'c> Filter<'c> {
    fn of(call: &'c Call<'_>) -> Self {
        let kinds = call.get("filters.type").and_then(Json::as_object);
        let any_kind = kinds.is_some_and(|kinds| kinds.values().any(|wanted| *wanted == true));
        let of_kind = !any_kind || call.flag("filters.type.companies") == Some(true);
        // Roles and network data are what endpoints have.
        let roles = call.get("filters.security.management").and_then(Json::as_object);
        let any_role = roles.is_some_and(|roles| roles.values().any(|wanted| *wanted == true));
        let of_endpoints =
            ["ssid", "macs", "label"].iter().any(|name| call.get(&format!("filters.details.{name}")).is_some());
        Self { companies: of_kind && !any_role && !of_endpoints, name: call.text("filters.details.name") }
    }

    /// Whether a company is wanted; it is fetched only if its name matters.
    fn takes<'s>(&self, company: impl Fn() -> Option<&'s Company>) -> bool {
        let named = |name| company().is_some_and(|company| matches(company.name(), name));
        self.companies && self.name.is_none_or(named)
    }
}
