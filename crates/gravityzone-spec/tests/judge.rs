//! The three-valued logic of rules: what is known breaks a rule, what is unknown never does.
//! A small spec is loaded for each kind of rule and condition.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_spec::{Spec, judge, load_bundle};
use serde_json::{Value as Json, json};

/// A spec of one method whose rule is `rule`; an advice, so that the method's empty example may break it.
fn spec(rule: &Json) -> Spec {
    let mut rule = rule.clone();
    rule["strength"] = json!("advice");
    let api = json!({
        "doc": "D.", "date": "2026-01-01", "regions": {}, "errors": {},
        "rates": { "default": { "calls": 1, "seconds": 1, "burst": 0, "doc": "D." } },
        "editions": {}, "absences": {}, "areas": ["a"],
    });
    let flag = json!({ "type": "boolean", "doc": "D." });
    let area = json!({
        "area": "a", "service": "a", "doc": "D.", "page": "p",
        "methods": { "call": {
            "doc": "D.", "effect": "create",
            "params": {
                "a": flag, "b": flag, "c": { "type": "boolean", "default": false, "doc": "D." },
                "n": { "type": "integer", "doc": "D." }, "d": { "type": "integer", "default": 3, "doc": "D." },
                "list": { "type": "[integer]", "doc": "D." },
                "inner": { "type": "Inner", "doc": "D." }, "inners": { "type": "[Inner]", "doc": "D." },
            },
            "rules": { "rule": rule },
            "result": "nothing", "examples": [{ "name": "e", "result": null }],
        } },
        "types": { "Inner": {
            "doc": "D.",
            "object": { "x": flag, "y": { "type": "boolean", "default": true, "doc": "D." } },
            "rules": { "inside": { "require": ["x"], "when": { "y": false } } },
        } },
    });
    load_bundle(&json!({ "api.json": api, "areas/a.json": area }).to_string()).unwrap()
}

/// The members that break the rules, joined.
fn broken(rule: &Json, params: &Json) -> String {
    let spec = spec(rule);
    let (area, method) = spec.methods().next().unwrap();
    let mut members: Vec<String> = judge(&spec, area, method, params).into_iter().map(|found| found.member).collect();
    members.sort();
    members.join(" ")
}

fn table(rule: Json, rows: &[(Json, &str)]) {
    for (params, expected) in rows {
        assert_eq!(broken(&rule, params), *expected, "{rule} with {params}");
    }
}

#[test]
fn and_or_and_not_follow_the_table_of_three_values() {
    // a and b are true, false or unknown; the demand on n is seen when the condition is true
    let value = |v: &str| match v {
        "t" => Some(true),
        "f" => Some(false),
        _ => None,
    };
    for (a, b, and, or) in [
        ("t", "t", "t", "t"),
        ("t", "f", "f", "t"),
        ("t", "u", "u", "t"),
        ("f", "t", "f", "t"),
        ("f", "f", "f", "f"),
        ("f", "u", "f", "u"),
        ("u", "t", "u", "t"),
        ("u", "f", "f", "u"),
        ("u", "u", "u", "u"),
    ] {
        let mut params = json!({});
        for (name, value) in [("a", value(a)), ("b", value(b))] {
            if let Some(value) = value {
                params[name] = value.into();
            }
        }
        let mut set = params.clone();
        set["n"] = json!(1);
        let conditions = [(json!({ "a": true, "b": true }), and), (json!([{ "a": true }, { "b": true }]), or)];
        for (condition, truth) in conditions {
            let seen = |rule: Json, params: &Json| if broken(&rule, params).is_empty() { "" } else { "n" };
            // true is seen by require, false by only, unknown by neither
            let require = seen(json!({ "require": ["n"], "when": condition }), &params);
            let only = seen(json!({ "only": ["n"], "when": condition }), &set);
            let expected = match truth {
                "t" => ("n", ""),
                "f" => ("", "n"),
                _ => ("", ""),
            };
            assert_eq!((require, only), expected, "{condition} with {params}");
            // unless is its mirror
            let require = seen(json!({ "require": ["n"], "unless": condition }), &params);
            let only = seen(json!({ "only": ["n"], "unless": condition }), &set);
            assert_eq!((only, require), expected, "unless {condition} with {params}");
        }
    }
}

#[test]
fn an_absent_member_is_its_default_and_null_is_absent() {
    table(
        json!({ "require": ["n"], "when": { "c": false } }),
        &[
            (json!({}), "n"),
            (json!({ "c": null }), "n"),
            (json!({ "c": true }), ""),
            (json!({ "n": null }), "n"),
            (json!({ "n": 0 }), ""),
        ],
    );
    table(
        json!({ "require": ["n"], "when": { "a": false } }),
        &[(json!({}), ""), (json!({ "a": null }), ""), (json!({ "a": false }), "n")],
    );
    table(
        json!({ "require": ["n"], "when": { "inner.y": true } }),
        &[
            (json!({}), ""), // the object is absent, and it has no default
            (json!({ "inner": {} }), "n"),
            (json!({ "inner": { "y": null } }), "n"),
            (json!({ "inner": { "y": true } }), "n"),
        ],
    );
}

#[test]
fn every_test_of_a_condition_knows_three_answers() {
    let require = |when: Json| json!({ "require": ["a"], "when": when });
    table(require(json!({ "n": [1, 2] })), &[(json!({ "n": 2 }), "a"), (json!({ "n": 3 }), ""), (json!({}), "")]);
    table(require(json!({ "n": { "not": 1 } })), &[(json!({ "n": 1 }), ""), (json!({ "n": 2 }), "a"), (json!({}), "")]);
    table(require(json!({ "n": { "not": [1, 2] } })), &[(json!({ "n": 2 }), ""), (json!({ "n": 3 }), "a")]);
    table(
        require(json!({ "n": { "set": true } })),
        &[(json!({ "n": 0 }), "a"), (json!({}), ""), (json!({ "n": null }), "")],
    );
    table(require(json!({ "n": { "set": false } })), &[(json!({ "n": 0 }), ""), (json!({}), "a")]);
    table(require(json!({ "d": { "set": true } })), &[(json!({}), ""), (json!({ "d": 3 }), "a")]);
    table(require(json!({ "n": { "not": { "set": true } } })), &[(json!({ "n": 0 }), ""), (json!({}), "a")]);
    table(
        require(json!({ "list": { "includes": 1 } })),
        &[(json!({ "list": [2, 1] }), "a"), (json!({ "list": [2] }), ""), (json!({ "list": [] }), ""), (json!({}), "")],
    );
    table(require(json!({ "list": { "not": { "includes": 1 } } })), &[(json!({ "list": [2] }), "a"), (json!({}), "")]);
}

#[test]
fn every_kind_of_rule_demands_what_it_says() {
    table(
        json!({ "exclude": ["a", "b"], "with": ["n"] }),
        &[
            (json!({ "a": true, "b": false, "n": 1 }), "a b"),
            (json!({ "a": true, "b": true }), ""),
            (json!({ "n": 1 }), ""),
        ],
    );
    table(
        json!({ "allow": { "n": [1, 2] }, "when": { "c": false } }),
        &[(json!({ "n": 3 }), "n"), (json!({ "n": 1 }), ""), (json!({}), ""), (json!({ "n": 3, "c": true }), "")],
    );
    table(
        json!({ "allow": { "inner.x": [true] } }),
        &[(json!({ "inner": { "x": false } }), "inner.x"), (json!({ "inner": {} }), "")],
    );
    table(
        json!({ "include": { "list": "d" } }),
        &[
            (json!({ "list": [1] }), "list"),
            (json!({ "list": [1, 3] }), ""),
            (json!({ "list": [1], "d": 1 }), ""),
            (json!({}), ""),
        ],
    );
    table(
        json!({ "include": { "list": "n" } }),
        &[(json!({ "list": [1] }), ""), (json!({ "list": [1], "n": 2 }), "list")],
    );
    table(
        json!({ "include": { "list": { "value": 7 } } }),
        &[(json!({ "list": [1] }), "list"), (json!({ "list": [7] }), "")],
    );
    table(
        json!({ "together": ["a", "b", "n"] }),
        &[
            (json!({}), ""),
            (json!({ "a": true }), "b n"),
            (json!({ "a": true, "b": true }), "n"),
            (json!({ "a": true, "b": true, "n": 1 }), ""),
        ],
    );
    for silent in [
        json!({ "imply": { "a": true }, "when": { "c": false } }),
        json!({ "default": { "n": 4 } }),
        json!({ "server": "Only the server knows." }),
        json!({ "require": ["n"], "when": { "c": false }, "judge": "server" }),
    ] {
        table(silent, &[(json!({}), ""), (json!({ "a": false, "n": 1 }), "")]);
    }
}

#[test]
fn rules_of_objects_are_judged_where_the_object_stands() {
    let none = json!({ "server": "Nothing." });
    let y = json!({ "y": false });
    table(
        none,
        &[
            (json!({ "inner": y }), "inner.x"),
            (json!({ "inner": {} }), ""),
            (json!({ "inners": [{}, y, { "y": false, "x": false }, y] }), "inners[1].x inners[3].x"),
            (json!({ "inner": null, "inners": null }), ""),
        ],
    );
    let spec = spec(&json!({ "server": "Nothing." }));
    let (area, method) = spec.methods().next().unwrap();
    let params = json!({ "inners": [{ "y": false }] });
    let found = judge(&spec, area, method, &params);
    assert_eq!((&*found[0].object, &*found[0].rule.name, found[0].rule.advice), ("inners[0]", "inside", false));
}
