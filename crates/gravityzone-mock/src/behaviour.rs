//! The methods that are served, each by the function that answers it.
//! What arrives here fits the spec, its defaults are filled in, and its documented rules hold.

mod accounts;
mod companies;
mod custom_fields;
mod find;
mod general;
mod integrations;
mod inventory;
mod licensing;
mod network;
mod seats;
mod tree;

use crate::answer::{Reason, Refusal};
use crate::company::Company;
use crate::key::KnownKey;
use crate::mask::Secrets;
use crate::state::{Holder, State, code_in};
use gravityzone_spec::{Area, Method, Spec, get};
use serde_json::Value as Json;

/// A call that passed all checks.
pub(crate) struct Call<'c> {
    pub(crate) spec: &'c Spec,
    pub(crate) area: &'c Area,
    pub(crate) method: &'c Method,
    /// An object, with the spec's defaults.
    pub(crate) params: &'c Json,
    /// None for what a Control Center does by itself, such as seeding.
    pub(crate) key: Option<&'c KnownKey>,
    /// Whom the key belongs to.
    pub(crate) own: &'c Holder,
    pub(crate) secrets: &'c Secrets,
    /// When the keys were made, in seconds since 1970.
    pub(crate) keys_made: u64,
    /// The time, in seconds since 1970.
    pub(crate) now: u64,
}

/// Answers one method. A refusal has changed nothing.
type Behaviour = fn(&Call<'_>, &mut State) -> Result<Json, Refusal>;

/// Who answers what: area, method, behaviour.
const TABLE: &[(&str, &str, Behaviour)] = &[
    ("accounts", "getAccountDetails", accounts::details),
    ("accounts", "getAccountsList", accounts::list),
    ("companies", "activateCompany", tree::activate),
    ("companies", "createCompany", companies::create),
    ("companies", "createCustomFieldDefinition", custom_fields::create),
    ("companies", "deleteCompany", tree::delete),
    ("companies", "deleteCustomFieldDefinition", custom_fields::delete),
    ("companies", "findCompaniesByName", find::by_name),
    ("companies", "getCompanyDetails", find::details),
    ("companies", "getCompanyDetailsByUser", find::by_user),
    ("companies", "getCustomFieldsDefinitions", custom_fields::list),
    ("companies", "suspendCompany", tree::suspend),
    ("companies", "updateCompanyDetails", companies::update),
    ("companies", "updateCustomFieldDefinition", custom_fields::rename),
    ("general", "getApiKeyDetails", general::key_details),
    ("integrations", "configureAmazonEC2Integration", integrations::configure_by_key),
    ("integrations", "configureAmazonEC2IntegrationUsingCrossAccountRole", integrations::configure_by_role),
    ("integrations", "disableAmazonEC2Integration", integrations::disable),
    ("integrations", "generateAmazonEC2ExternalIdForCrossAccountRole", integrations::generate_external_id),
    ("integrations", "getAmazonEC2ExternalIdForCrossAccountRole", integrations::external_id),
    ("integrations", "getCompanyDetailsByAWSAccountId", find::by_aws_account),
    ("integrations", "getConfiguredIntegrations", integrations::list),
    ("integrations", "getHourlyUsageForAmazonEC2Instances", integrations::hourly_usage),
    ("licensing", "getLicenseInfo", licensing::info),
    ("licensing", "getMonthlyUsage", licensing::monthly_usage),
    ("licensing", "setMonthlySubscription", licensing::set_monthly),
    ("network", "getCompaniesList", network::companies),
    ("network", "getNetworkInventoryItems", inventory::list),
];

/// Answers a call; nothing if the method has no behaviour.
pub(crate) fn answer(call: &Call<'_>, state: &mut State) -> Option<Result<Json, Refusal>> {
    let (area, method) = (&*call.area.name, &*call.method.name);
    let (_, _, behaviour) = TABLE.iter().find(|(in_area, name, _)| (*in_area, *name) == (area, method))?;
    Some(behaviour(call, state))
}

/// What is said of a method without behaviour.
pub(crate) fn missing(area: &Area, method: &Method) -> Refusal {
    let details = format!("{}.{} has no behaviour in this embedded Control Center.", area.name, method.name);
    Refusal::new(Reason::MethodNotFound, details)
}

impl Call<'_> {
    /// The param at a path, if it is there.
    fn get(&self, path: &str) -> Option<&Json> {
        get(self.params, path)
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.get(path).and_then(Json::as_str)
    }

    fn flag(&self, path: &str) -> Option<bool> {
        self.get(path).and_then(Json::as_bool)
    }

    pub(crate) fn count(&self, path: &str) -> Option<usize> {
        self.get(path).and_then(Json::as_u64).and_then(|count| usize::try_from(count).ok())
    }

    /// The company that a param names, or the key's own without it.
    fn company<'s>(&self, state: &'s State, param: &str) -> Result<&'s Company, Refusal> {
        state.within_reach(&self.own.company, self.text(param).unwrap_or(&self.own.company))
    }

    /// The same, to be changed.
    fn company_mut<'s>(&self, state: &'s mut State, param: &str) -> Result<&'s mut Company, Refusal> {
        let id = self.company(state, param)?.id.clone();
        state.companies.get_mut(&id).ok_or_else(Refusal::not_available)
    }

    /// A company below the key's own.
    fn managed<'s>(&self, state: &'s State, param: &str) -> Result<&'s Company, Refusal> {
        self.company(state, param).and_then(|company| match company.id == self.own.company {
            true => Err(Refusal::not_available()),
            false => Ok(company),
        })
    }

    /// The code of a named value of an enumeration.
    fn code(&self, type_name: &str, value: &str) -> Json {
        code_in(self.spec.type_in(Some(self.area), type_name).map(|ty| &ty.kind), value)
    }

    /// The refusal of a param that breaks a rule which only the server can tell.
    fn breaks(&self, member: &str, rule: &str) -> Refusal {
        let statement = self.method.rules.iter().find(|known| known.name == rule).map(|known| known.statement());
        Refusal::params(format!("`{member}` breaks the rule {rule}: {}", statement.unwrap_or_default()))
    }

    /// The most items that the method answers.
    fn max_items(&self) -> usize {
        self.method.max_items.and_then(|max| usize::try_from(max).ok()).unwrap_or(usize::MAX)
    }

    /// Takes away the members that this method never fills.
    fn without_omitted(&self, mut item: Json) -> Json {
        if let Some(object) = item.as_object_mut() {
            object.retain(|name, _| !self.method.result.omits.contains(name));
        }
        item
    }
}

/// How this API matches names: from the start, or anywhere with an asterisk in front; no matter the case.
fn matches(name: &str, filter: &str) -> bool {
    match filter.strip_prefix('*') {
        Some(anywhere) => name.char_indices().any(|(at, _)| begins(&name[at..], anywhere)) || anywhere.is_empty(),
        None => begins(name, filter),
    }
}

/// Whether a name begins so, no matter the case. Nothing is copied: this is asked of every company there is.
fn begins(name: &str, filter: &str) -> bool {
    if name.is_ascii() && filter.is_ascii() {
        return name.get(..filter.len()).is_some_and(|start| start.eq_ignore_ascii_case(filter));
    }
    let mut name = name.chars().flat_map(char::to_lowercase);
    filter.chars().flat_map(char::to_lowercase).all(|wanted| name.next() == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_method_of_the_spec_has_a_behaviour_and_no_behaviour_is_left_over() {
        let spec = gravityzone_spec::load_bundle(include_str!("spec.json")).unwrap();
        let named: BTreeSet<_> = spec.methods().map(|(area, method)| (&*area.name, &*method.name)).collect();
        let served: BTreeSet<_> = TABLE.iter().map(|(area, method, _)| (*area, *method)).collect();
        let missing: Vec<_> = named.difference(&served).collect();
        let left_over: Vec<_> = served.difference(&named).collect();
        assert!(missing.is_empty(), "no behaviour for {missing:?}: add a row to TABLE in behaviour.rs");
        assert!(left_over.is_empty(), "behaviour for {left_over:?}, which the spec does not have: take the rows away");
        assert!(TABLE.is_sorted_by_key(|(area, method, _)| (*area, *method)), "TABLE is sorted by area and method");
        assert_eq!(TABLE.len(), served.len(), "TABLE has each method once");
    }

    #[test]
    fn names_match_from_the_start_or_anywhere_with_an_asterisk() {
        for (filter, found) in [
            ("Nord", true),
            ("nORD", true),
            ("lys", false),
            ("*lys", true),
            ("*DLY", true),
            ("*lyss", false),
            ("*", true),
            ("", true),
            ("nordlys as", false),
            ("nord*", false),
        ] {
            assert_eq!(matches("Nordlys", filter), found, "{filter}");
        }
        assert!(matches("ÅNGSTRÖM", "ångs") && matches("ÅNGSTRÖM", "*ström") && !matches("ÅNGSTRÖM", "angs"));
    }
}
