//! Replies written by hand from the facts, not from spec/: a mistake in the spec shows here.
//! The odd ones are tables in `fixtures/wire`; what a program reads of them is asserted on the model's types below.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_model::{accounts, companies, general, integrations, licensing, network};
use gravityzone_tests::project::{root, spec};
use gravityzone_wire::{DecodeError, Encode, Method, Notice, from_json, to_json};
use serde_json::Value as Json;
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// A decoded reply: its `Debug` and its JSON.
type Decoded = Result<(String, Json), DecodeError>;

fn decode<M: Method>(reply: &str, notice: &dyn Notice) -> Decoded
where
    M::Output: Debug + Encode,
{
    let output: M::Output = from_json(reply, Some(notice))?;
    Ok((format!("{output:?}"), serde_json::from_str(&to_json(&output).unwrap()).unwrap()))
}

type Decoder = fn(&str, &dyn Notice) -> Decoded;

#[rustfmt::skip]
const METHODS: [(&str, Decoder); 29] = [
    ("accounts.getAccountDetails", decode::<accounts::GetAccountDetails>),
    ("accounts.getAccountsList", decode::<accounts::GetAccountsList>),
    ("companies.activateCompany", decode::<companies::ActivateCompany>),
    ("companies.createCompany", decode::<companies::CreateCompany>),
    ("companies.createCustomFieldDefinition", decode::<companies::CreateCustomFieldDefinition>),
    ("companies.deleteCompany", decode::<companies::DeleteCompany>),
    ("companies.deleteCustomFieldDefinition", decode::<companies::DeleteCustomFieldDefinition>),
    ("companies.findCompaniesByName", decode::<companies::FindCompaniesByName>),
    ("companies.getCompanyDetails", decode::<companies::GetCompanyDetails>),
    ("companies.getCompanyDetailsByUser", decode::<companies::GetCompanyDetailsByUser>),
    ("companies.getCustomFieldsDefinitions", decode::<companies::GetCustomFieldsDefinitions>),
    ("companies.suspendCompany", decode::<companies::SuspendCompany>),
    ("companies.updateCompanyDetails", decode::<companies::UpdateCompanyDetails>),
    ("companies.updateCustomFieldDefinition", decode::<companies::UpdateCustomFieldDefinition>),
    ("general.getApiKeyDetails", decode::<general::GetApiKeyDetails>),
    ("integrations.configureAmazonEC2Integration", decode::<integrations::ConfigureAmazonEc2Integration>),
    ("integrations.configureAmazonEC2IntegrationUsingCrossAccountRole", decode::<integrations::ConfigureAmazonEc2IntegrationUsingCrossAccountRole>),
    ("integrations.disableAmazonEC2Integration", decode::<integrations::DisableAmazonEc2Integration>),
    ("integrations.generateAmazonEC2ExternalIdForCrossAccountRole", decode::<integrations::GenerateAmazonEc2ExternalIdForCrossAccountRole>),
    ("integrations.getAmazonEC2ExternalIdForCrossAccountRole", decode::<integrations::GetAmazonEc2ExternalIdForCrossAccountRole>),
    ("integrations.getCompanyDetailsByAWSAccountId", decode::<integrations::GetCompanyDetailsByAwsAccountId>),
    ("integrations.getConfiguredIntegrations", decode::<integrations::GetConfiguredIntegrations>),
    ("integrations.getHourlyUsageForAmazonEC2Instances", decode::<integrations::GetHourlyUsageForAmazonEc2Instances>),
    ("licensing.getLicenseInfo", decode::<licensing::GetLicenseInfo>),
    ("licensing.getMonthlyUsage", decode::<licensing::GetMonthlyUsage>),
    ("licensing.setMonthlySubscription", decode::<licensing::SetMonthlySubscription>),
    ("network.getCompaniesList", decode::<network::GetCompaniesList>),
    ("network.getNetworkInventoryItems", decode::<network::GetNetworkInventoryItems>),
    ("network.getNetworkInventoryItems@v1.0", decode::<network::GetNetworkInventoryItemsV1_0>),
];

/// Remembers what it is told, in one line each.
#[derive(Default)]
struct Told(RefCell<Vec<String>>);

impl Notice for Told {
    fn unknown_member(&self, object: &'static str, member: &str) {
        self.0.borrow_mut().push(format!("member {object}.{member}"));
    }

    fn unknown_value(&self, kind: &'static str, value: &str) {
        self.0.borrow_mut().push(format!("value {kind} {value}"));
    }

    fn duplicate_member(&self, object: &'static str, member: &str) {
        self.0.borrow_mut().push(format!("twice {object}.{member}"));
    }
}

/// One line of a table; the reply keeps the text it was written in.
struct Fixture {
    name: String,
    method: String,
    reply: String,
    expect: BTreeMap<String, Json>,
    error: Option<String>,
    told: Vec<String>,
    hidden: Vec<String>,
}

fn fixtures() -> Vec<Fixture> {
    let mut all = Vec::new();
    for area in ["accounts", "companies", "general", "integrations", "licensing", "network"] {
        let text = std::fs::read_to_string(root().join(format!("tests/fixtures/wire/{area}.json"))).unwrap();
        for line in serde_json::from_str::<Vec<BTreeMap<String, Box<RawValue>>>>(&text).unwrap() {
            let known = ["method", "case", "reply", "reply_text", "expect", "error", "told", "hidden"];
            assert!(line.keys().all(|key| known.contains(&&**key)), "{area}: {:?}", line.keys());
            let json = |key: &str| line.get(key).map(|raw| serde_json::from_str::<Json>(raw.get()).unwrap());
            let text = |key: &str| json(key).map(|json| json.as_str().unwrap().to_owned());
            let texts = |key: &str| {
                let list = json(key).map_or(Vec::new(), |json| json.as_array().unwrap().clone());
                list.iter().map(|json| json.as_str().unwrap().to_owned()).collect()
            };
            let method = text("method").unwrap();
            let reply = text("reply_text").unwrap_or_else(|| line["reply"].get().to_owned());
            let expect = json("expect")
                .map_or_else(BTreeMap::new, |json| json.as_object().unwrap().clone().into_iter().collect());
            let fixture = Fixture {
                name: format!("{method}, {}", text("case").unwrap()),
                method,
                reply,
                expect,
                error: text("error"),
                told: texts("told"),
                hidden: texts("hidden"),
            };
            assert!(fixture.expect.is_empty() == fixture.error.is_some(), "{}: expect or error", fixture.name);
            all.push(fixture);
        }
    }
    all
}

#[test]
fn every_method_has_fixtures() {
    let of_spec: BTreeSet<String> =
        spec().methods().map(|(area, method)| format!("{}.{}", area.name, method.key)).collect();
    let of_table: BTreeSet<String> = METHODS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let of_fixtures: BTreeSet<String> = fixtures().into_iter().map(|fixture| fixture.method).collect();
    assert_eq!(of_table, of_spec, "a method has come or gone: add it to METHODS");
    assert_eq!(of_fixtures, of_spec, "a method has no fixture in tests/fixtures/wire");
}

#[test]
fn hand_written_replies_decode_to_what_the_facts_say() {
    let mut wrong = Vec::new();
    let fixtures = fixtures();
    for fixture in &fixtures {
        let told = Told::default();
        let (_, decoder) = METHODS.iter().find(|(name, _)| *name == fixture.method).unwrap();
        match (decoder(&fixture.reply, &told), &fixture.error) {
            (Ok((debug, json)), None) => {
                for (path, value) in &fixture.expect {
                    let found = json.pointer(path).unwrap_or(&Json::Null);
                    if found != value {
                        wrong.push(format!("{}\n  {path}: expected {value}, found {found}", fixture.name));
                    }
                }
                for secret in fixture.hidden.iter().filter(|secret| debug.contains(*secret)) {
                    wrong.push(format!("{}\n  Debug shows {secret}", fixture.name));
                }
            }
            (Err(error), Some(expected)) if error.to_string() == *expected => {
                assert!(!format!("{error} {error:?}").contains("never-in-an-error"), "{}", fixture.name);
            }
            (Err(error), expected) => {
                wrong.push(format!("{}\n  error: {error}\n  expected: {expected:?}", fixture.name))
            }
            (Ok((debug, _)), Some(expected)) => {
                wrong.push(format!("{}\n  no error {expected:?} but {debug}", fixture.name))
            }
        }
        let (mut told, mut expected) = (told.0.take(), fixture.told.clone());
        told.sort();
        expected.sort();
        if told != expected {
            wrong.push(format!("{}\n  told {told:?}\n  expected {expected:?}", fixture.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {} fixtures:\n{}", wrong.len(), fixtures.len(), wrong.join("\n"));
}

fn reply_of(method: &str, case: &str) -> String {
    let name = format!("{method}, {case}");
    fixtures().into_iter().find(|fixture| fixture.name == name).unwrap_or_else(|| panic!("no fixture {name}")).reply
}

#[test]
fn a_page_of_accounts_is_typed() {
    let case = "two accounts, one with a blank in a key and without the newer members";
    let page: gravityzone_wire::Page<accounts::Account> =
        from_json(&reply_of("accounts.getAccountsList", case), None).unwrap();
    assert_eq!((page.total, page.pages_count, page.has_more_records), (Some(2), Some(1), None));
    let [ada, ben] = &page.items[..] else { panic!("two accounts") };
    assert_eq!(ada.role, Some(accounts::AccountRole::Custom));
    assert_eq!(ada.rights.as_ref().unwrap().manage_inventory, Some(true));
    assert_eq!((ada.password_lifetime, ada.account_lockdown), (None, None));
    assert_eq!(ben.id, "65a1b2c3d4e5f60718293a02");
    assert_eq!((ben.password_lifetime, ben.two_factor_authentication_status), (Some(90), Some(false)));
}

#[test]
fn a_company_is_typed_whether_its_industry_is_a_number_or_a_text() {
    let of = |case| from_json::<companies::Company>(&reply_of("companies.getCompanyDetails", case), None).unwrap();
    let full = of("as documented, with the industry as a number");
    assert_eq!(full.industry.as_ref().and_then(companies::Industry::code), Some(1203));
    assert_eq!(full.industry.as_ref().map(companies::Industry::wire_name), Some("DEFENSE_WEAPONS"));
    assert_eq!(full.risk_score.as_ref().unwrap().impact, Some(companies::RiskImpact::High));
    assert_eq!(full.created_at.as_ref().unwrap().as_str(), "2019-01-28T15:01:15");
    assert_eq!(full.custom_fields.as_ref().unwrap()["plan"], "gold");
    let Some(companies::MdrPhone::Text(phone)) = full.mdr_contact_information.unwrap().phone_number else {
        panic!("a phone as text")
    };
    assert_eq!(phone, "+15550101");

    let odd = of("industry as text, type as text, days as text");
    assert_eq!(odd.r#type, companies::CompanyType::Customer);
    assert_eq!(odd.industry.as_ref().map(companies::Industry::wire_name), Some("RETAIL_SPECIALTY_FOOD_STORES"));
    assert_eq!((odd.skip_2fa_period, odd.is_suspended, odd.enforce_2fa), (Some(30), Some(false), Some(true)));
}

#[test]
fn a_phone_in_parts_is_typed() {
    let reply = reply_of("companies.getCompanyDetails", "an mdr phone in parts, with the code that is only written");
    let company: companies::Company = from_json(&reply, None).unwrap();
    let Some(companies::MdrPhone::PhoneNumber(phone)) = company.mdr_contact_information.unwrap().phone_number else {
        panic!("a phone in parts")
    };
    assert_eq!((phone.country_prefix.as_deref(), phone.subscriber_number.as_deref()), (Some("+1"), Some("5550102")));
}

#[test]
fn unknown_codes_can_be_read_and_compared() {
    let case = "an industry and a type that are not listed";
    let company: companies::Company = from_json(&reply_of("companies.getCompanyDetails", case), None).unwrap();
    assert_eq!(company.r#type.code(), Some(7));
    assert_eq!(company.r#type, companies::CompanyType::from(7));
    assert_eq!(company.industry.as_ref().unwrap().wire_name(), "9901");
    assert!(matches!(company.industry, Some(companies::Industry::Unknown(_))));
}

#[test]
fn licences_are_a_list_whatever_shape_they_came_in() {
    let of = |case| {
        let reply = reply_of("licensing.getLicenseInfo", case);
        from_json::<gravityzone_wire::OneOrMany<licensing::LicenseInfo>>(&reply, None).unwrap()
    };
    let list = of("a list, as documented");
    assert_eq!(list.len(), 2);
    assert_eq!(list[0].license_key.as_ref().unwrap().expose(), "hidden-licence-key");
    let bare = of("one bare object, as a live tenant answers");
    assert_eq!((bare.len(), bare[0].used_slots, bare[0].total_slots), (1, Some(7), None));
    assert_eq!(bare[0].subscription_type, Some(licensing::LicenseType::MonthlySubscription));
    assert_eq!(bare[0].assigned_protection_model, Some(licensing::ProtectionModel::MspSecurePlus));
    let codes: Vec<_> = bare[0].additional_product_types.iter().flatten().map(licensing::ProductType::code).collect();
    assert_eq!(codes, [Some(0), Some(3), Some(5)]);
}

#[test]
fn counters_without_a_name_are_kept_beside_those_with_one() {
    let case = "33 counters, eight of them with names that no source has";
    let usage: licensing::MonthlyUsage = from_json(&reply_of("licensing.getMonthlyUsage", case), None).unwrap();
    assert_eq!((usage.endpoint_monthly_usage, usage.sve_vdi_monthly_usage), (Some(31), Some(22)));
    assert_eq!(usage.extra.len(), 7, "eight, of which one was null");
    assert_eq!(usage.extra["inventedTwoMonthlyUsage"], 24);
}

#[test]
fn nothing_and_none_are_told_apart() {
    let never: Option<integrations::ExternalId> = from_json("null", None).unwrap();
    assert_eq!(never, None);
    let made: Option<integrations::ExternalId> = from_json("\"0123\"", None).unwrap();
    assert_eq!(made.unwrap(), "0123");
    from_json::<()>("true", None).unwrap();
    assert_eq!(from_json::<()>("false", None).unwrap_err().to_string(), "expected nothing (null), found a boolean");
}

#[test]
fn the_options_of_an_inventory_are_typed() {
    let case = "the options that bring scan, age, risk, modules and a move";
    let reply = reply_of("network.getNetworkInventoryItems", case);
    let page: gravityzone_wire::Page<network::InventoryItem> = from_json(&reply, None).unwrap();
    let item = &page.items[0];
    assert_eq!(item.r#type, Some(network::InventoryItemType::VirtualMachine));
    let details = item.details.as_ref().unwrap();
    assert_eq!(details.modules.as_ref().unwrap().keys().collect::<Vec<_>>(), ["antimalware", "firewall"]);
    assert_eq!(details.last_successful_scan.as_ref().unwrap().name.as_deref(), Some("Full"));
    assert_eq!(details.risk_score.as_ref().unwrap().impact.as_ref().unwrap().wire_name(), "Severe");
    assert_eq!(details.moving_info.as_ref().unwrap().state, Some(1));
}
