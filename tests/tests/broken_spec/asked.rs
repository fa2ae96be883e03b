//! What a client asks by itself: regions that it is given, pages that it walks, the probe of its key.
//! A mistake there would show in a running program only.

use super::{Bytes, METHODS, THINGS, said, slipped, told, told_of};

const REGION: &str = r#""eu": { "host": "https://control.example/api","#;

#[test]
fn regions_that_nobody_could_name_or_reach() {
    let told = told(&[
        ("a name in capitals", "api.json", REGION, r#""EU": { "host": "https://control.example/api","#),
        ("a name of two words", "api.json", REGION, r#""eu-west": { "host": "https://control.example/api","#),
        ("a name that is taken", "api.json", REGION, r#""table": { "host": "https://control.example/api","#),
        ("a host without its path", "api.json", REGION, r#""eu": { "host": "https://control.example","#),
        ("a host in plain http", "api.json", REGION, r#""eu": { "host": "http://control.example/api","#),
        ("a host that is none", "api.json", REGION, r#""eu": { "host": "https://user:fnord@control/api","#),
    ]);
    insta::assert_snapshot!(told);
}

/// The small spec with a method that lists things in pages, as `paging` says, and returns `result`.
fn paged(paging: &'static str, result: &'static str) -> Bytes {
    let example = match result {
        r#""ThingList""# => r#"{ "things": [] }"#,
        r#""page[ThingList]""# => r#"{ "items": [] }"#,
        r#"{ "type": "{ThingList}" }"# => "{}",
        _ => "null",
    };
    let method = format!(
        r#""methods": {{
    "listThings": {{
      "doc": "Lists things.",
      "effect": "read",
      "paging": {paging},
      "params": {{
        "page": {{ "type": "integer", "doc": "Which." }},
        "perPage": {{ "type": "integer", "doc": "How many." }},
        "name": {{ "type": "string", "clear": "", "doc": "Whose." }},
        "options": {{ "type": "Options", "doc": "What more." }},
        "strict": {{ "type": "Strict", "doc": "What more, with a need." }}
      }},
      "result": {result},
      "examples": [{{ "name": "none", "result": {example} }}]
    }},
    "createThing": {{
      "doc": "Creates a thing.","#
    );
    let types = r#""types": {
    "Options": { "doc": "O.", "object": { "page": { "type": "integer", "doc": "Which." } } },
    "Strict": { "doc": "S.", "object": {
      "page": { "type": "integer", "doc": "Which." },
      "why": { "type": "string", "required": true, "doc": "Why." }
    } },
    "ThingList": { "doc": "L.", "object": {
      "things": { "type": "[Thing]", "doc": "The things." },
      "left": { "type": "integer", "doc": "How many are left." }
    } },"#;
    slipped(&[("a list", THINGS, METHODS, method.leak()), ("its types", THINGS, r#""types": {"#, types)])
}

#[test]
fn pages_that_cannot_be_walked() {
    let sound = [
        (r#"{ "items": "things" }"#, r#""ThingList""#),
        (r#"{ "page": "options.page", "items": "things" }"#, r#""ThingList""#),
        (r#"{ "page": "options.page" }"#, r#""page[ThingList]""#),
    ];
    for (paging, result) in sound {
        assert_eq!(said("pages", &paged(paging, result)).map(|files| files > 3), Ok(true), "{paging}");
    }
    let list = r#""ThingList""#;
    let table = [
        ("the usual page written", r#"{ "page": "page", "items": "things" }"#, list),
        ("a page that is no param", r#"{ "page": "pgae", "items": "things" }"#, list),
        ("a page in an object that does not hold it", r#"{ "page": "options.pages", "items": "things" }"#, list),
        ("a page that is no number", r#"{ "page": "options", "items": "things" }"#, list),
        ("a page that can be emptied", r#"{ "page": "name", "items": "things" }"#, list),
        ("a page in an object that needs more", r#"{ "page": "strict.page", "items": "things" }"#, list),
        ("one param for page and size", r#"{ "perPage": "page", "items": "things" }"#, list),
        ("the usual items, which are not there", r#"{ "page": "options.page" }"#, list),
        ("items that are no member", r#"{ "items": "thing" }"#, list),
        ("items that are no list", r#"{ "items": "left" }"#, list),
        ("more that is no member", r#"{ "items": "things", "more": "leave" }"#, list),
        ("more that is no yes or no", r#"{ "items": "things", "more": "left" }"#, list),
        ("a result that may be null", r#"{ "items": "things" }"#, r#"{ "type": "ThingList", "optional": true }"#),
        (
            "a page that may be null",
            r#"{ "page": "options.page" }"#,
            r#"{ "type": "page[ThingList]", "optional": true }"#,
        ),
        ("items of a page", r#"{ "items": "things", "more": "left" }"#, r#""page[ThingList]""#),
        ("a list that pages", r#"{ "items": "things" }"#, r#"{ "type": "{ThingList}" }"#),
    ];
    let told = told_of(table.into_iter().map(|(name, paging, result)| (name, paged(paging, result))));
    insta::assert_snapshot!(told);
}

/// The small spec with two methods that a probe may ask, and this probe.
fn probed(probe: &str) -> Bytes {
    let methods = r#""methods": {
    "getKey": {
      "doc": "Tells of the key.", "effect": "read", "result": "Key",
      "examples": [{ "name": "one", "result": { "apis": ["things"] } }]
    },
    "getOwner": {
      "doc": "Tells of the owner.", "effect": "read", "result": { "type": "Key", "optional": true },
      "examples": [{ "name": "none", "result": null }]
    },
    "createThing": {
      "doc": "Creates a thing.","#;
    let types = r#""types": {
    "Key": { "doc": "K.", "object": {
      "apis": { "type": "[string]", "doc": "What it opens." },
      "paint": { "type": "Colour", "doc": "Its colour." }
    } },"#;
    let probe = format!("\"probe\": {probe},\n  \"areas\": [\"things\"]");
    slipped(&[
        ("methods", THINGS, METHODS, methods),
        ("types", THINGS, r#""types": {"#, types),
        ("the probe", "api.json", r#""areas": ["things"]"#, probe.leak()),
    ])
}

#[test]
fn probes_that_would_fail_or_mislead() {
    let sound = r#"{ "key": "things.getKey", "apis": "apis", "company": "things.getKey", "type": "paint", "partner": 1, "customer": 2 }"#;
    assert_eq!(said("probe", &probed(sound)).map(|files| files > 3), Ok(true));
    let table = [
        ("a probe without a member", r#", "customer": 2"#, ""),
        ("a key that is no method", r#""things.getKey", "apis""#, r#""things.getKeys", "apis""#),
        ("a key without its area", r#""things.getKey", "apis""#, r#""getKey", "apis""#),
        ("a company that changes something", r#""company": "things.getKey""#, r#""company": "things.createThing""#),
        ("a company that may be null", r#""company": "things.getKey""#, r#""company": "things.getOwner""#),
        ("a member that is not there", r#""apis": "apis""#, r#""apis": "api""#),
        ("a member that is no list of texts", r#""apis": "apis""#, r#""apis": "paint""#),
        ("a kind without codes", r#""type": "paint""#, r#""type": "apis""#),
        ("a code that is none", r#""partner": 1"#, r#""partner": 7"#),
        ("one code for both", r#""customer": 2"#, r#""customer": 1"#),
    ];
    let told = told_of(table.into_iter().map(|(name, old, new)| {
        assert!(sound.contains(old), "{name}");
        (name, probed(&sound.replacen(old, new, 1)))
    }));
    insta::assert_snapshot!(told);
}
