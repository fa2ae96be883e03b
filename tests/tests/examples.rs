//! Every example of the spec: its request is what setters make, its reply decodes and encodes again.
//! The snapshots keep the request's JSON and the decoded reply for every method.

#![allow(clippy::panic, reason = "a test stops at the first thing that is wrong")]

use gravityzone_spec::{Area, Example, Method, Spec};
use gravityzone_tests::examples::all;
use gravityzone_tests::normal::normal;
use gravityzone_tests::project::spec;
use serde_json::Value as Json;

fn find<'s>(spec: &'s Spec, name: &str) -> (&'s Area, &'s Method, &'s Example) {
    spec.methods()
        .flat_map(|(area, method)| method.examples.iter().map(move |example| (area, method, example)))
        .find(|(area, method, example)| format!("{}.{}.{}", area.name, method.key, example.name) == name)
        .unwrap_or_else(|| panic!("{name} is not in the spec: run cargo xtask generate"))
}

#[test]
fn every_example_of_the_spec_is_a_case() {
    let spec = spec();
    let examples: usize = spec.methods().map(|(_, method)| method.examples.len()).sum();
    assert_eq!(all().len(), examples);
}

#[test]
fn setters_make_the_params_of_the_example() {
    let spec = spec();
    for case in all() {
        let (_, _, example) = find(&spec, case.name);
        let (json, _) = case.request().unwrap();
        assert_eq!(serde_json::from_str::<Json>(&json).unwrap(), example.params, "{}", case.name);
    }
}

#[test]
fn requests_say_of_themselves_what_the_spec_says() {
    let spec = spec();
    for case in all() {
        let (area, method, _) = find(&spec, case.name);
        let about = &case.about;
        let path = format!("{}/jsonrpc/{}", method.version, area.service_of(method));
        assert_eq!((about.name, about.area, about.rate), (&*method.name, &*area.name, &*method.rate), "{}", case.name);
        assert_eq!((about.path, &*about.effect), (&*path, &*method.effect), "{}", case.name);
        assert_eq!(about.danger, method.danger.as_deref(), "{}", case.name);
        assert_eq!(about.verify.is_some(), method.verify.is_some(), "{}", case.name);
        assert_eq!(about.idempotent, method.idempotent || method.effect == "read", "{}", case.name);
    }
}

#[test]
fn replies_decode_and_encode_to_the_normal_form() {
    let spec = spec();
    for case in all() {
        let (area, method, example) = find(&spec, case.name);
        let encoded =
            case.round_trip(&example.result.to_string()).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let encoded: Json = serde_json::from_str(&encoded).unwrap();
        assert_eq!(encoded, normal(&spec, area, &method.result.ty, &example.result), "{}", case.name);
    }
}

#[test]
fn secrets_of_requests_never_show_in_debug() {
    for case in all() {
        let (json, debug) = case.request().unwrap();
        for path in case.about.secrets {
            let json: Json = serde_json::from_str(&json).unwrap();
            if let Some(secret) = gravityzone_spec::get(&json, path).and_then(Json::as_str) {
                assert!(!debug.contains(secret), "{} shows {path}", case.name);
                assert!(debug.contains("Secret(***)"), "{}", case.name);
            }
        }
    }
}

#[test]
fn requests_and_replies_of_every_method() {
    let spec = spec();
    for case in all() {
        let (_, _, example) = find(&spec, case.name);
        let (json, _) = case.request().unwrap();
        let mut json: Json = serde_json::from_str(&json).unwrap();
        for path in case.about.secrets {
            if let Some(secret) = json.pointer_mut(&format!("/{}", path.replace('.', "/"))) {
                *secret = "***".into();
            }
        }
        let reply = case.decode(&example.result.to_string()).unwrap();
        insta::assert_snapshot!(case.name.replace('@', "-"), format!("{json:#}\n\n{reply}"));
    }
}
