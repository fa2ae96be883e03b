//! The rules in the generated requests are the spec's: judged by the tables and by the spec, params come out alike.
//! And as a program meets them: `validate` of the requests that have rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_client::companies::{CompanyType, CreateCompany, LicenseSubscription, UpdateCompanyDetails};
use gravityzone_client::network::{GetCompaniesList, GetNetworkInventoryItems};
use gravityzone_model::shared::{LicenseType, OwnUseInput, ProductType};
use gravityzone_spec::{Area, Method, RuleKind, Spec, TypeKind};
use gravityzone_tests::conform::{self, Tables};
use gravityzone_tests::examples;
use gravityzone_tests::project::spec;
use gravityzone_tests::random::Random;
use gravityzone_wire::{Method as _, Strength, Violation};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

fn tables() -> BTreeMap<&'static str, Tables> {
    examples::tables().into_iter().map(|tables| (tables.name, tables)).collect()
}

/// Every method of the spec with its tables.
fn methods(spec: &Spec) -> Vec<(&Area, &Method, Tables)> {
    let tables = tables();
    let name = |area: &Area, method: &Method| format!("{}.{}", area.name, method.key);
    spec.methods().map(|(area, method)| (area, method, tables[&*name(area, method)])).collect()
}

/// Judges params twice; how often a rule and a limit were broken.
fn compare(spec: &Spec, (area, method, tables): (&Area, &Method, Tables), params: &Json) -> (Vec<String>, usize) {
    let by_spec = conform::rules(spec, area, method, params);
    assert_eq!(tables.rules(params), by_spec, "{} {params}", tables.name);
    let limits = conform::limits(spec, area, method, params);
    if let Some(limits) = &limits {
        assert_eq!(tables.limits(params), *limits, "{} {params}", tables.name);
    }
    (by_spec.into_iter().map(|(rule, ..)| rule).collect(), limits.map_or(0, |limits| limits.len()))
}

#[test]
fn every_example_is_judged_alike_and_none_is_refused() {
    let spec = spec();
    for one @ (_, method, tables) in methods(&spec) {
        for example in &method.examples {
            compare(&spec, one, &example.params);
            let refused = tables.rules(&example.params).into_iter().find(|(_, _, must, ..)| *must);
            assert_eq!(refused, None, "{} {}", tables.name, example.name);
        }
    }
}

#[test]
fn random_params_are_judged_alike_and_break_every_rule_somewhere() {
    let spec = spec();
    let mut random = Random::new(&spec, 20_261_121);
    let (mut broken, mut limits, mut judged) = (BTreeMap::<String, usize>::new(), 0, 0);
    for one @ (area, method, tables) in methods(&spec) {
        let has_rules = tables.name.contains("createCompany") || !method.rules.is_empty();
        for _ in 0..if has_rules { 1000 } else { 100 } {
            let (rules, beyond) = compare(&spec, one, &random.params(area, method));
            rules.into_iter().for_each(|rule| *broken.entry(rule).or_default() += 1);
            limits += beyond;
            judged += 1;
        }
    }
    println!("{judged} params, {} breaches of {} rules", broken.values().sum::<usize>(), broken.len());
    assert!(limits > 200, "only {limits} values were beyond a limit");
    let types = spec.areas.iter().flat_map(|area| &area.types).chain(&spec.shared);
    let objects = types.filter_map(|ty| match &ty.kind {
        TypeKind::Object(object) => Some(&object.rules),
        _ => None,
    });
    let told = |kind: &RuleKind| matches!(kind, RuleKind::Imply(_) | RuleKind::Default(_) | RuleKind::Server(_));
    let rules = spec.methods().map(|(_, method)| &method.rules).chain(objects).flatten();
    let never: BTreeSet<&str> = rules
        .filter(|rule| !rule.server && !told(&rule.kind) && !broken.contains_key(&rule.name))
        .map(|rule| rule.name.as_str())
        .collect();
    assert!(never.is_empty(), "nothing broke {never:?}");
}

#[test]
fn tables_are_there_for_the_methods_of_the_spec_and_for_no_other() {
    let spec = spec();
    assert_eq!(spec.methods().count(), tables().len());
    // null is absent, and what is no object has no members
    for one in methods(&spec) {
        for params in ["null", "[]", "{}", "7", r#"{"licenseSubscription":null,"page":null}"#] {
            compare(&spec, one, &params.parse().unwrap());
        }
    }
}

#[test]
fn a_company_that_manages_itself_needs_an_account() {
    let request = CreateCompany::new(CompanyType::Customer, "Fjord Dental").can_be_managed_by_above(false);
    let broken = request.validate().unwrap_err();
    let expected = |member: &str| Violation {
        rule: "account-of-unmanaged",
        strength: Strength::Must,
        member: member.to_owned(),
        statement: "`accountEmail` and `accountFullName` must be set when `canBeManagedByAbove` is `false`.",
        page: "77211-126235",
    };
    assert_eq!(*broken, [expected("accountEmail"), expected("accountFullName")]);
    let request = request.account_email("mara@alderfinch.example").account_full_name("Mara Finch");
    assert_eq!(request.validate(), Ok(()));
    // the partner above manages a company unless the request says otherwise
    assert_eq!(CreateCompany::new(CompanyType::Customer, "Fjord Dental").validate(), Ok(()));
}

#[test]
fn advice_and_what_is_only_inferred_do_not_refuse() {
    let licence = LicenseSubscription::new().r#type(LicenseType::License).license_key("k").reserved_slots(3);
    let request = CreateCompany::new(CompanyType::Customer, "Pine").account_language("nb_NO");
    let request = request.license_subscription(licence);
    assert_eq!(request.validate(), Ok(()));
    let told: Vec<_> = request.violations().into_iter().map(|one| (one.rule, one.strength, one.page)).collect();
    let advice = Strength::Advice;
    assert_eq!(told, [("account-settings", advice, ""), ("inherited-services", advice, "77211-126235")]);
}

#[test]
fn a_licence_is_judged_inside_the_company_that_it_is_for() {
    let licence = LicenseSubscription::new().r#type(LicenseType::MonthlySubscription).reserved_slots(0);
    let licence = licence.own_use(OwnUseInput::new().manage_xdr_network(true));
    let licence = licence.additional_product_types([ProductType::BitdefenderEdr]);
    let request = CreateCompany::new(CompanyType::Partner, "Pine").license_subscription(licence);
    let broken = request.validate().unwrap_err();
    let broken: Vec<_> = broken.iter().map(|one| (one.rule, &*one.member)).collect();
    assert_eq!(
        broken,
        [
            ("own-product-listed", "licenseSubscription.additionalProductTypes"),
            ("xdr-needs-edr", "licenseSubscription.ownUse.manageEventCorrelator"),
            ("reservedSlots.min", "licenseSubscription.reservedSlots"),
        ]
    );
}

#[test]
fn a_page_is_no_larger_than_documented() {
    assert_eq!(GetNetworkInventoryItems::new().per_page(1000).validate(), Ok(()));
    let broken = GetNetworkInventoryItems::new().per_page(1001).validate().unwrap_err();
    assert_eq!((broken[0].rule, &*broken[0].member, broken.len()), ("perPage.max", "perPage", 1));
    assert_eq!(broken[0].statement, "`perPage` is at most 1000.");
    assert!(GetNetworkInventoryItems::new().page(0).validate().is_err());
}

#[test]
fn an_update_says_nothing_of_what_it_leaves_alone() {
    assert_eq!(UpdateCompanyDetails::new().validate(), Ok(()));
    assert_eq!(UpdateCompanyDetails::new().clear_custom_fields().validate(), Ok(()));
    let broken = UpdateCompanyDetails::new().enforce_2fa(false).skip_2fa_period(2).validate().unwrap_err();
    let rules: Vec<&str> = broken.iter().map(|one| one.rule).collect();
    assert_eq!(rules, ["enforce2FA.allowed", "skip2FAPeriod.allowed"]);
    assert_eq!(GetCompaniesList::new().validate(), Ok(()));
}
