//! The vendor's 216 rules: each is cited where the spec holds it, or left out with a reason.
//! Those that a request decides are executed: a table of requests and of the rules that each breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_spec::{Member, Rule, RuleKind, Spec, Type, TypeKind, fit, judge};
use gravityzone_tests::project::{root, shared, spec};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

const NUMBERS: std::ops::RangeInclusive<i64> = 1..=216;

/// Every citation of the spec, with what cites.
fn cited(spec: &Spec) -> BTreeMap<i64, Vec<String>> {
    fn members(at: &str, members: &[Member], cite: &mut impl FnMut(&[i64], String)) {
        members.iter().for_each(|member| cite(&member.cites, format!("{at}.{}", member.name)));
    }
    fn rules(at: &str, rules: &[Rule], cite: &mut impl FnMut(&[i64], String)) {
        rules.iter().for_each(|rule| cite(&rule.cites, format!("{at}.rules.{}", rule.name)));
    }
    fn ty(at: &str, ty: &Type, cite: &mut impl FnMut(&[i64], String)) {
        let at = format!("{at}.{}", ty.name);
        cite(&ty.cites, at.clone());
        match &ty.kind {
            TypeKind::Codes(codes) => {
                codes.iter().for_each(|code| cite(&code.about.cites, format!("{at}.{}", code.code)));
            }
            TypeKind::Words(words) => {
                words.iter().for_each(|word| cite(&word.about.cites, format!("{at}.{}", word.word)));
            }
            TypeKind::Object(object) => {
                members(&at, &object.members, cite);
                rules(&at, &object.rules, cite);
            }
            _ => {}
        }
    }
    let mut cites: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let mut cite =
        |numbers: &[i64], at: String| numbers.iter().for_each(|n| cites.entry(*n).or_default().push(at.clone()));
    for (area, method) in spec.methods() {
        let at = format!("{}.{}", area.name, method.key);
        cite(&method.cites, at.clone());
        cite(&method.result.cites, format!("{at}.result"));
        members(&at, &method.params, &mut cite);
        rules(&at, &method.rules, &mut cite);
    }
    spec.shared.iter().for_each(|one| ty("shared", one, &mut cite));
    for area in &spec.areas {
        area.types.iter().for_each(|one| ty(&area.name, one, &mut cite));
    }
    cites
}

fn not_in_spec() -> BTreeMap<i64, String> {
    let text = std::fs::read_to_string(root().join("tests/rules-not-in-spec.json")).unwrap();
    let json: BTreeMap<String, Json> = serde_json::from_str::<Map<String, Json>>(&text).unwrap().into_iter().collect();
    json.into_iter().map(|(n, reason)| (n.parse().unwrap(), reason.as_str().unwrap().to_owned())).collect()
}

#[test]
fn each_of_the_216_rules_is_cited_or_left_out_with_a_reason() {
    let (cited, left_out) = (cited(&spec()), not_in_spec());
    let mut wrong = Vec::new();
    for n in NUMBERS {
        match (cited.get(&n), left_out.get(&n)) {
            (Some(at), Some(_)) => wrong.push(format!("{n} is left out and cited at {at:?}")),
            (None, None) => wrong.push(format!("{n} is nowhere")),
            (None, Some(reason)) if reason.trim().len() < 20 => wrong.push(format!("{n} is left out without a reason")),
            _ => {}
        }
    }
    let outside = cited.keys().chain(left_out.keys()).filter(|n| !NUMBERS.contains(n));
    wrong.extend(outside.map(|n| format!("{n} is no number of a rule")));
    let places: usize = cited.values().map(Vec::len).sum();
    println!("{} rules cited at {places} places, {} left out with a reason", cited.len(), left_out.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_as_strict_and_judged_where_the_facts_say() {
    let Some(text) = shared("facts/company-rules.json") else { return };
    let facts: Vec<Json> = serde_json::from_str(&text).unwrap();
    let numbers: Vec<i64> = facts.iter().map(|fact| fact["n"].as_i64().unwrap()).collect();
    assert_eq!(numbers, NUMBERS.collect::<Vec<_>>());
    let spec = spec();
    let mut compared = 0;
    for (_, rule) in all_rules(&spec) {
        for n in &rule.cites {
            let fact = &facts[usize::try_from(n - 1).unwrap()];
            let said = (fact["strength"] == "advice", fact["judge"] == "server");
            assert_eq!((rule.advice, rule.server), said, "rule {n}, held as {:?}", rule.name);
            compared += 1;
        }
    }
    println!("strength and judge of {compared} rules agree with the facts");
    assert!(compared > 60, "{compared}");
}

/// The rules of the spec, with the method or type that has them.
fn all_rules(spec: &Spec) -> Vec<(String, &Rule)> {
    let mut rules = Vec::new();
    let types = spec.areas.iter().flat_map(|area| &area.types).chain(&spec.shared);
    for ty in types {
        if let TypeKind::Object(object) = &ty.kind {
            rules.extend(object.rules.iter().map(|rule| (ty.name.clone(), rule)));
        }
    }
    for (area, method) in spec.methods() {
        rules.extend(method.rules.iter().map(|rule| (format!("{}.{}", area.name, method.key), rule)));
    }
    rules
}

/// One request of the tables.
struct Row {
    method: String,
    /// The method or type that has the rule, and the rule.
    rule: (String, String),
    params: Json,
    breaks: Vec<String>,
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for file in ["createCompany", "others"] {
        let text = std::fs::read_to_string(root().join(format!("tests/fixtures/rules/{file}.json"))).unwrap();
        for row in serde_json::from_str::<Vec<Json>>(&text).unwrap() {
            let method = row.get("method").and_then(Json::as_str).unwrap_or("companies.createCompany").to_owned();
            let mut params = match method.as_str() {
                "companies.createCompany" => json!({ "type": 0, "name": "Pine" }),
                "licensing.setMonthlySubscription" => json!({ "companyId": "65a1b2c3d4e5f60718293b01" }),
                _ => json!({}),
            };
            let own = row.get("params").and_then(Json::as_object);
            params.as_object_mut().unwrap().extend(own.into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
            let licence = row.get("licence");
            if let Some(licence) = licence {
                params["licenseSubscription"] = licence.clone();
            }
            let owner = if licence.is_some() { "LicenseSubscription".to_owned() } else { method.clone() };
            let prefix = if licence.is_some() { "licenseSubscription." } else { "" };
            let breaks = row["breaks"].as_array().unwrap().iter().map(|line| {
                let (rule, member) = line.as_str().unwrap().split_once(": ").unwrap();
                format!("{rule}: {prefix}{member}")
            });
            let breaks = breaks.collect();
            rows.push(Row { method, rule: (owner, row["rule"].as_str().unwrap().to_owned()), params, breaks });
        }
    }
    rows
}

#[test]
fn every_request_of_the_tables_breaks_just_the_rules_it_says() {
    let spec = spec();
    let mut wrong = Vec::new();
    for row in rows() {
        let (area, name) = row.method.split_once('.').unwrap();
        let area = spec.area(area).unwrap();
        let method = area.methods.iter().find(|method| method.key == name).unwrap();
        let misfits = fit(&spec, area, method, &row.params);
        assert!(misfits.is_empty(), "{} is no request of {}: {misfits:?}", row.params, row.method);
        let violations = judge(&spec, area, method, &row.params);
        for violation in &violations {
            let statement = violation.rule.statement();
            assert!(statement.ends_with('.') && statement.contains('`'), "{}: {statement}", violation.rule.name);
            let inside = violation.member.starts_with(&violation.object);
            assert!(inside, "{} is not in {}", violation.member, violation.object);
        }
        let mut broken: Vec<String> =
            violations.iter().map(|found| format!("{}: {}", found.rule.name, found.member)).collect();
        let mut expected = row.breaks.clone();
        broken.sort();
        expected.sort();
        if broken != expected {
            wrong.push(format!("{} {}\n  breaks   {broken:?}\n  expected {expected:?}", row.method, row.params));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_that_a_request_decides_has_a_breaking_and_a_passing_request() {
    let spec = spec();
    let rows = rows();
    let mut decided = BTreeSet::new();
    let (mut must, mut advice, mut told) = (0, 0, 0);
    for (owner, rule) in all_rules(&spec) {
        match rule.kind {
            RuleKind::Imply(_) | RuleKind::Default(_) | RuleKind::Server(_) => {
                told += 1;
                continue;
            }
            _ if rule.server => continue,
            _ if rule.advice => advice += 1,
            _ => must += 1,
        }
        decided.insert((owner.clone(), rule.name.clone()));
        let of_rule: Vec<&Row> = rows.iter().filter(|row| row.rule == (owner.clone(), rule.name.clone())).collect();
        let breaks = |row: &&&Row| row.breaks.iter().any(|line| line.starts_with(&format!("{}: ", rule.name)));
        let breaking = of_rule.iter().filter(breaks).count();
        assert!(breaking > 0, "no request breaks {owner}.{}: add one to tests/fixtures/rules", rule.name);
        assert!(of_rule.len() > breaking, "no request passes {owner}.{}: add one to tests/fixtures/rules", rule.name);
    }
    for row in &rows {
        assert!(decided.contains(&row.rule), "{:?} is no rule that a request decides", row.rule);
    }
    println!("{must} must rules and {advice} advice rules in {} requests; {told} rules only tell", rows.len());
}

#[test]
fn every_member_that_a_must_rule_names_is_caught_by_some_request() {
    // an `only` of three members is three demands, so each member has to be seen in a breaking request
    let spec = spec();
    let caught: BTreeSet<String> = rows().into_iter().flat_map(|row| row.breaks).collect();
    for (owner, rule) in all_rules(&spec) {
        let (RuleKind::Only(paths) | RuleKind::Require(paths) | RuleKind::Exclude(paths, _)) = &rule.kind else {
            continue;
        };
        if rule.server || rule.advice {
            continue;
        }
        let prefix = if owner == "LicenseSubscription" { "licenseSubscription." } else { "" };
        for path in paths {
            assert!(caught.contains(&format!("{}: {prefix}{path}", rule.name)), "{owner}.{}: {path}", rule.name);
        }
    }
}

#[test]
fn the_longest_example_breaks_no_rule_not_even_an_advice() {
    let spec = spec();
    let area = spec.area("companies").unwrap();
    let method = area.methods.iter().find(|method| method.key == "createCompany").unwrap();
    let longest = method.examples.iter().max_by_key(|example| example.params.to_string().len()).unwrap();
    let licence = longest.params["licenseSubscription"].as_object().unwrap();
    assert!(licence.len() > 12, "it shows {} members of a licence", licence.len());
    let broken: Vec<_> =
        judge(&spec, area, method, &longest.params).into_iter().map(|found| found.rule.name.clone()).collect();
    assert!(broken.is_empty(), "{broken:?}");
    // and it is near the edge: one change breaks it
    let mut changed = longest.params.clone();
    changed["licenseSubscription"]["type"] = json!(5);
    assert!(judge(&spec, area, method, &changed).iter().any(|found| found.rule.name == "monthly-only"));
}

#[test]
fn values_that_no_rule_but_the_type_forbids_are_misfits() {
    let spec = spec();
    let area = spec.area("companies").unwrap();
    let method = area.methods.iter().find(|method| method.key == "createCompany").unwrap();
    let table = [
        (json!({}), "type: Missing a value", 2),
        (json!({ "type": 2, "name": "Pine" }), "type: Value a code of CompanyType", 1),
        (json!({ "type": "0", "name": "Pine" }), "type: Type a whole number", 1),
        (json!({ "type": 0, "name": "Pine", "enforce2FA": false }), "enforce2FA: Value one of true", 1),
        (
            json!({ "type": 0, "name": "Pine", "skip2FAPeriod": 2 }),
            "skip2FAPeriod: Value one of 0, 1, 3, 7, 14, 30, 90",
            1,
        ),
        (json!({ "type": 0, "name": "Pine", "contactPerson": {} }), "contactPerson.email: Missing a value", 1),
        (json!({ "type": 0, "name": "Pine", "colour": 1 }), "colour: Unknown no such member", 1),
        (
            json!({ "type": 0, "name": "Pine", "licenseSubscription": { "reservedSlots": 0 } }),
            "licenseSubscription.reservedSlots: Value at least 1",
            1,
        ),
        (
            json!({ "type": 0, "name": "Pine", "licenseSubscription": { "endSubscription": "31.01.2029" } }),
            "licenseSubscription.endSubscription: Type a date as YYYY-MM-DD",
            1,
        ),
        (json!({ "type": 0, "name": "Pine", "customFields": { "a": 1 } }), "customFields.a: Type a text", 1),
        (
            json!({ "type": 0, "name": "Pine", "licenseSubscription": { "additionalProductTypes": [0, 7] } }),
            "licenseSubscription.additionalProductTypes[1]: Value a code of ProductType",
            1,
        ),
    ];
    for (params, expected, count) in table {
        let misfits = fit(&spec, area, method, &params);
        let first = misfits.first().map(|misfit| format!("{}: {:?} {}", misfit.path, misfit.kind, misfit.expected));
        assert_eq!((first.as_deref(), misfits.len()), (Some(expected), count), "{params}");
    }
}
