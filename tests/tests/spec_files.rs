//! The spec's files: canonical, described by their JSON Schemas, and complete in what every method has to say.
//! The hard cases are a small spec with the constructs that the rest of the API will need.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_spec::{FileKind, Spec, TypeKind, canonical, json_schema, load_dir};
use gravityzone_tests::project::{root, spec};
use jsonschema::Validator;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files of a spec, by their path below its folder.
fn files(dir: &Path) -> Vec<(String, FileKind, String)> {
    let mut paths: Vec<PathBuf> = vec!["api.json".into(), "shared.json".into(), "errata.json".into()];
    for folder in ["areas", "docs", "enums"] {
        let entries = std::fs::read_dir(dir.join(folder)).into_iter().flatten();
        paths.extend(entries.map(|entry| Path::new(folder).join(entry.unwrap().file_name())));
    }
    paths.retain(|path| dir.join(path).exists());
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.to_str().unwrap().replace('\\', "/");
        let kind = FileKind::of(&name).unwrap();
        (name, kind, std::fs::read_to_string(dir.join(path)).unwrap())
    };
    paths.iter().map(read).collect()
}

fn validator(kind: FileKind) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(&json_schema(kind)).unwrap()).unwrap()
}

fn hard_cases() -> PathBuf {
    root().join("tests/fixtures/hard-cases")
}

#[test]
fn every_file_is_canonical() {
    for dir in [root().join("spec"), hard_cases()] {
        let files = files(&dir);
        assert!(files.len() > 3);
        for (path, kind, text) in files {
            let written = canonical(kind, &path, &text).unwrap();
            if let Some(line) = written.lines().zip(text.lines()).position(|(written, text)| written != text) {
                let (is, should) = (text.lines().nth(line).unwrap(), written.lines().nth(line).unwrap());
                panic!("{path}:{}\n  is     {is}\n  should {should}\nrun: cargo xtask spec fmt", line + 1);
            }
            assert_eq!(written, text, "{path}");
        }
    }
}

#[test]
fn the_schemas_in_the_spec_are_those_of_the_loader() {
    for kind in FileKind::ALL {
        let path = root().join(format!("spec/schema/{}.schema.json", kind.stem()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), json_schema(kind), "stale: cargo xtask generate");
    }
}

#[test]
fn every_file_fits_its_schema_and_names_it() {
    for dir in [root().join("spec"), hard_cases()] {
        for (path, kind, text) in files(&dir) {
            let json: Json = serde_json::from_str(&text).unwrap();
            let errors: Vec<String> =
                validator(kind).iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{path}: {}", errors.join("\n"));
            if dir.ends_with("spec") {
                let up = if path.contains('/') { "../" } else { "" };
                assert_eq!(json["$schema"], format!("{up}schema/{}.schema.json", kind.stem()), "{path}");
            }
        }
    }
}

/// Copies a spec to a folder of its own, with `edit` made in one file.
fn edited(name: &str, path: &str, edit: &dyn Fn(&str) -> String) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    for (file, _, text) in files(&hard_cases()) {
        let to = dir.join(&file);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, if file == path { edit(&text) } else { text }).unwrap();
    }
    dir
}

#[test]
fn schema_and_loader_refuse_the_same_files() {
    let table: &[(&str, &str, &str)] = &[
        ("areas/push.json", r#""effect": "update""#, r#""effect": "change""#),
        ("areas/push.json", r#""effect": "update","#, ""),
        ("areas/push.json", r#""effect": "update""#, r#""efect": "update""#),
        ("areas/push.json", r#""idempotent": true"#, r#""idempotent": false"#),
        ("areas/push.json", r#""idempotent": true"#, r#""idempotent": 1"#),
        ("areas/push.json", r#""rate": "sensitive""#, r#""rate": "default""#),
        ("areas/push.json", r#""min_items": 1"#, r#""min_items": "1""#),
        ("areas/push.json", r#""min_items": 1"#, r#""min_items": 1.5"#),
        ("areas/push.json", r#""required": true"#, r#""required": false"#),
        ("areas/push.json", r#""type": "secret""#, r#""type": 7"#),
        ("areas/push.json", r#""type": "secret""#, r#""type": "sec ret""#),
        ("areas/push.json", r#""known": "inferred""#, r#""known": "documented""#),
        ("areas/push.json", r#""known": "inferred""#, r#""known": "guessed""#),
        ("areas/push.json", r#""words": {"#, r#""codes": {"#),
        ("areas/push.json", r#""result": "success""#, r#""result": ["success"]"#),
        ("areas/push.json", r#""page": "push""#, r#""page": null"#),
        ("areas/push.json", r#""when": { "serviceType": "splunk" }"#, r#""when": "serviceType""#),
        ("areas/push.json", r#""require": ["serviceSettings.splunkAuthorization"]"#, r#""require": "serviceSettings""#),
        ("areas/push.json", r#""require": ["serviceSettings.splunkAuthorization"], "#, ""),
        ("areas/push.json", r#""require": ["#, r#""together": ["status"], "require": ["#),
        ("areas/network.json", r#""editions": ["onprem"]"#, r#""editions": ["moon"]"#),
        ("areas/network.json", r#""perPage": "options.perPage""#, r#""perPage": "perPage""#),
        ("areas/network.json", r#""items": "subtasks""#, r#""itmes": "subtasks""#),
        ("areas/network.json", r#""effect": "create","#, r#""effect": "create", "verify": 7,"#),
        ("api.json", r#""areas": ["#, r#""probe": { "key": "network.getTaskStatus" }, "areas": ["#),
        ("areas/incidents.json", r#""union": {"#, r#""segment": {}, "union": {"#),
        ("api.json", r#""burst": 10"#, r#""burst": []"#),
        ("api.json", r#""date": "#, r#""dated": "#),
        ("api.json", r#""areas": ["#, r#""areas": [7, "#),
        ("shared.json", r#""types": {"#, r#""types": { "Empty": {},"#),
    ];
    let mut tried = 0;
    for (path, old, new) in table {
        let dir = edited("schema-and-loader", path, &|text| {
            assert!(text.contains(old), "{path} has no {old}");
            text.replacen(old, new, 1)
        });
        let text = std::fs::read_to_string(dir.join(path)).unwrap();
        let json: Json = serde_json::from_str(&text).unwrap();
        let schema = !validator(FileKind::of(path).unwrap()).is_valid(&json);
        let loader = load_dir(&dir, "spec").err();
        assert!(schema, "{path}: the schema takes {new} in place of {old}");
        assert!(loader.is_some(), "{path}: the loader takes {new} in place of {old}");
        assert!(loader.unwrap().contains(&format!("--> spec/{path}:")), "{path}: {old}");
        tried += 1;
    }
    assert_eq!(tried, table.len());
}

#[test]
fn the_tree_of_industries_is_whole() {
    let spec = spec();
    let industry = spec.type_in(None, "Industry").unwrap();
    assert_eq!(industry.own_file.as_deref(), Some("enums/industry.json"));
    let TypeKind::Codes(codes) = &industry.kind else { panic!("codes") };
    let (subs, sectors): (Vec<_>, Vec<_>) = codes.iter().partition(|code| code.parent.is_some());
    assert_eq!((sectors.len(), subs.len(), codes.len()), (35, 140, 175));
    for sub in subs {
        let parent = sectors.iter().find(|sector| Some(sector.code) == sub.parent);
        assert!(parent.is_some(), "{} hangs below {:?}, which is no sector", sub.name, sub.parent);
        assert_eq!(sub.code / 100, sub.parent.unwrap(), "{}", sub.name);
    }
    let names: BTreeSet<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    assert_eq!(names.len(), 175);
}

#[test]
fn the_errata_say_what_who_and_why() {
    let spec = spec();
    assert_eq!(spec.errata.len(), 31);
    for erratum in &spec.errata {
        assert!(!erratum.at.is_empty(), "{} is about nothing", erratum.name);
        for text in [&erratum.page, &erratum.says, &erratum.hold, &erratum.why] {
            assert!(!text.trim().is_empty(), "{} leaves something unsaid", erratum.name);
        }
        assert_ne!(erratum.says, erratum.hold, "{}", erratum.name);
    }
}

#[test]
fn every_erratum_of_an_imported_page_says_how_it_becomes_stale() {
    let spec = spec();
    let imported = |page: &str| spec.docs.iter().any(|known| known.page == page);
    let linked: Vec<_> = spec.errata.iter().filter(|erratum| imported(&erratum.page)).collect();
    assert!(linked.len() > 20, "{}", linked.len());
    for erratum in linked {
        let link = erratum.expects.len() + erratum.words.len();
        assert!(link > 0, "{} says neither which drift it expects nor which words", erratum.name);
        for (kind, said) in &erratum.expects {
            assert!(
                gravityzone_docs::DriftKind::ALL.iter().any(|known| known.as_str() == kind),
                "{}: {kind}",
                erratum.name
            );
            assert!(!said.is_empty(), "{}: {kind}", erratum.name);
        }
    }
    for page in &spec.docs {
        for accepted in &page.accepted {
            let kinds = gravityzone_docs::FindingKind::ALL;
            assert!(kinds.iter().any(|known| known.as_str() == accepted.kind), "{}: {}", page.page, accepted.kind);
            assert!(accepted.why.ends_with('.'), "{}: {}", page.page, accepted.why);
        }
    }
}

#[test]
fn nothing_in_the_spec_waits_for_its_words() {
    for (path, _, text) in files(&root().join("spec")) {
        if let Some(line) = text.lines().position(|line| line.contains("TODO")) {
            panic!("spec/{path}:{}: write the words that a skeleton left out", line + 1);
        }
    }
}

#[test]
fn every_method_says_what_it_does_how_often_where_and_how_it_looks() {
    let spec = spec();
    assert_eq!(spec.methods().count(), 29);
    for (area, method) in spec.methods() {
        let name = format!("{}.{}", area.name, method.key);
        assert!(["read", "create", "update", "delete"].contains(&&*method.effect), "{name}");
        let verb = method.name.trim_start_matches(|c: char| !c.is_ascii_lowercase());
        let reads = ["get", "find"].iter().any(|read| verb.starts_with(read));
        assert_eq!(method.effect == "read", reads, "{name} is a {}", method.effect);
        assert_eq!(method.effect == "delete", verb.starts_with("delete"), "{name} is a {}", method.effect);
        assert!(spec.api.rates.iter().any(|rate| rate.name == method.rate), "{name}");
        assert!(!method.editions.is_empty(), "{name}");
        for edition in &method.editions {
            assert!(spec.api.editions.iter().any(|(known, _)| known == edition), "{name}: {edition}");
        }
        assert!(!method.examples.is_empty(), "{name}");
        let blind = method.effect != "read" && !method.idempotent && method.verify.is_none();
        assert!(!blind, "{name} must not be repeated, and nothing shows whether it was carried out");
        assert!(method.doc.ends_with('.') && method.doc.len() > 15, "{name}: {}", method.doc);
        assert!(area.page_of(method).starts_with("772"), "{name}: {}", area.page_of(method));
    }
}

#[test]
fn rates_are_those_of_the_facts() {
    let rate = |spec: &Spec, name: &str| {
        let rate = spec.api.rates.iter().find(|rate| rate.name == name).unwrap();
        (rate.calls, rate.seconds, rate.burst)
    };
    let spec = spec();
    assert_eq!(rate(&spec, "default"), (10, 1, 10));
    assert_eq!(rate(&spec, "companies-and-licensing"), (5, 1, 5));
    assert_eq!(rate(&spec, "tasks-and-accounts"), (30, 60, 10));
    assert_eq!(rate(&spec, "sensitive"), (5, 60, 0));
    let of = |key: &str| spec.methods().find(|(_, method)| method.key == key).unwrap().1.rate.clone();
    for key in [
        "getLicenseInfo",
        "getMonthlyUsage",
        "deleteCompany",
        "updateCompanyDetails",
        "suspendCompany",
        "activateCompany",
        "createCustomFieldDefinition",
        "updateCustomFieldDefinition",
        "getCustomFieldsDefinitions",
        "deleteCustomFieldDefinition",
        "createCompany",
        "getCompanyDetails",
    ] {
        assert_eq!(of(key), "companies-and-licensing", "{key}");
    }
    for key in ["setMonthlySubscription", "configureAmazonEC2IntegrationUsingCrossAccountRole"] {
        assert_eq!(of(key), "tasks-and-accounts", "{key}");
    }
    for key in [
        "getAccountsList",
        "getAccountDetails",
        "getApiKeyDetails",
        "getCompaniesList",
        "getNetworkInventoryItems",
        "findCompaniesByName",
        "getCompanyDetailsByUser",
    ] {
        assert_eq!(of(key), "default", "{key}");
    }
}

#[test]
fn the_hard_cases_load_and_generate() {
    let spec = load_dir(&hard_cases(), "hard-cases").unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let files = gravityzone_codegen::generate_model(&spec, "src").unwrap_or_else(|mistakes| panic!("{mistakes}"));
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        syn::parse_file(text).unwrap_or_else(|error| panic!("{path} is no Rust: {error}"));
    }
    let of = |path: &str| files.get(&format!("src/{path}")).unwrap_or_else(|| panic!("{path} of {:?}", files.keys()));
    let table = [
        ("network/get_endpoints_list.rs", "v1.1/jsonrpc/network"),
        ("network/get_endpoints_list_v1_0.rs", "v1.0/jsonrpc/network"),
        ("network/get_endpoints_list.rs", "impl gravityzone_wire::Paged for GetEndpointsList"),
        ("network/create_scan_task.rs", "gravityzone_wire::Accepted<super::TaskId>"),
        ("network/create_isolate_endpoint_task.rs", "type Output = Vec<super::TaskId>"),
        ("network/create_isolate_endpoint_task_v1_0.rs", "type Output = gravityzone_wire::Success"),
        ("network/get_task_status.rs", "gravityzone_wire::Scalar"),
        ("push/set_push_event_settings.rs", "BTreeMap<super::PushEventType, bool>"),
        ("push/set_push_event_settings.rs", "\"serviceSettings.splunkAuthorization\""),
        ("push/get_push_event_settings.rs", "gravityzone_wire::Masked"),
        ("quarantine/get_quarantine_items_list.rs", "v1.0/jsonrpc/quarantine/exchange"),
        ("packages/create_package.rs", "as_flag"),
        ("reports/create_report.rs", "type Output = super::ReportId"),
    ];
    for (path, expected) in table {
        assert!(of(path).contains(expected), "{path} has no {expected}:\n{}", of(path));
    }
    let incidents: String =
        files.iter().filter(|(path, _)| path.contains("incidents")).map(|(_, text)| &**text).collect();
    for expected in [
        "enum IncidentDetails",
        "enum NodeDetails",
        "ProcessExecution(",
        "beside(",
        "Vec<super::Node>",
        "enum BlocklistDetails",
        "BTreeMap<String, gravityzone_wire::Json>",
    ] {
        assert!(incidents.contains(expected), "incidents have no {expected}");
    }
    let licensing: String =
        files.iter().filter(|(path, _)| path.contains("licensing")).map(|(_, text)| &**text).collect();
    assert!(licensing.contains("value.extra(&mut"), "open counters");
}
