//! Documented rules as tables: a row for each kind, condition and limit, broken and kept.
//! That the generated tables say what the spec says is proved in `tests/`, on params at random.

use gravityzone_wire::checks::*;
use gravityzone_wire::{Strength, Violation};
use serde_json::{Value as JsonValue, json};

/// The members that break one rule.
fn broken(demand: Demand, when: Condition, unless: Condition, params: &JsonValue) -> Vec<String> {
    let rules: &'static [Rule] = Box::leak(Box::new([Rule { name: "rule", demand, when, unless, ..MUST }]));
    const INSIDE: &[Inside] = &[Inside::object::<Lid>("lid")];
    const DEFAULTS: &[(&str, Lit)] = &[("lit", Bool(false)), ("size", Int(3)), ("tags", Json("[\"x\"]"))];
    let checks = Checks { defaults: DEFAULTS, inside: INSIDE, rules };
    violations(&checks, "1-1", params).into_iter().map(|found| found.member).collect()
}

/// The members that break a rule without a condition.
fn always(demand: Demand, params: JsonValue) -> Vec<String> {
    broken(demand, MUST.when, MUST.unless, &params)
}

/// Whether a rule under a condition is broken by a request that has nothing else.
fn applies(when: Condition, unless: Condition, params: JsonValue) -> bool {
    !broken(Require(&["never"]), when, unless, &params).is_empty()
}

/// A lid may have a lid.
struct Lid;

impl Checked for Lid {
    const CHECKS: &'static Checks = &Checks {
        defaults: &[("lock", Bool(true))],
        inside: &[Inside::object::<Self>("inner"), Inside::behind::<Self>("all", &[Items, Values])],
        rules: &[Rule { name: "max", demand: Max("width", 9), ..MUST }],
    };
}

#[test]
fn a_demand_of_every_kind_names_the_members_that_break_it() {
    let table: &[(Demand, JsonValue, &[&str])] = &[
        (Require(&["a", "b"]), json!({ "a": 1 }), &["b"]),
        (Require(&["a", "b"]), json!({ "a": 1, "b": null }), &["b"]),
        (Require(&["lid.key"]), json!({ "lid": {} }), &["lid.key"]),
        (Only(&["a"]), json!({ "a": 1 }), &[]),
        (Exclude(&["a", "b"], &["c", "d"]), json!({ "a": 1, "b": 2, "d": 3 }), &["a", "b"]),
        (Exclude(&["a"], &["c"]), json!({ "a": 1, "c": null }), &[]),
        (Exclude(&["a"], &["c"]), json!({ "c": 1 }), &[]),
        (Allow(&[("a", &[Int(1), Text("x")]), ("b", &[Bool(true)])]), json!({ "a": "x", "b": false }), &["b"]),
        (Allow(&[("a", &[Int(1)])]), json!({}), &[]),
        (Forbid(&[("a", &[Int(1), Int(2)])]), json!({ "a": 2 }), &["a"]),
        (Forbid(&[("a", &[Int(1), Int(2)])]), json!({ "a": 3 }), &[]),
        (Include(&[("l", Value(Text("x")))]), json!({ "l": ["y"] }), &["l"]),
        (Include(&[("l", Value(Text("x")))]), json!({ "l": ["y", "x"] }), &[]),
        (Include(&[("l", Value(Text("x")))]), json!({}), &[]),
        (Include(&[("l", From("a"))]), json!({ "l": [1], "a": 2 }), &["l"]),
        (Include(&[("l", From("a"))]), json!({ "l": [1] }), &[]),
        (Include(&[("l", From("size"))]), json!({ "l": [1] }), &["l"]),
        (Include(&[("l", From("size"))]), json!({ "l": [3] }), &[]),
        (Together(&["a", "b", "c"]), json!({ "b": 1 }), &["a", "c"]),
        (Together(&["a", "b"]), json!({}), &[]),
        (Min("n", 1), json!({ "n": 0 }), &["n"]),
        (Min("n", 1), json!({ "n": 1 }), &[]),
        (Max("n", 9), json!({ "n": 10 }), &["n"]),
        (Max("n", 9), json!({ "n": 9 }), &[]),
        (Max("n", 9), json!({ "n": "10" }), &[]),
        (Max("lid.n", 9), json!({ "lid": { "n": 10 } }), &["lid.n"]),
        (MaxLength("t", 3), json!({ "t": "øøøø" }), &["t"]),
        (MaxLength("t", 3), json!({ "t": "øøø" }), &[]),
        (MinItems("l", 1), json!({ "l": [] }), &["l"]),
        (MinItems("l", 1), json!({}), &[]),
    ];
    for (demand, params, expected) in table {
        assert_eq!(always(*demand, params.clone()), *expected, "{demand:?} {params}");
    }
}

#[test]
fn a_condition_is_true_false_or_not_known() {
    const NEVER: Condition = &[];
    const ALWAYS: Condition = &[&[]];
    let table: &[(Condition, Condition, JsonValue, bool)] = &[
        (ALWAYS, NEVER, json!({}), true),
        (NEVER, NEVER, json!({}), false),
        (ALWAYS, ALWAYS, json!({}), false),
        (&[&[("a", Is(&[Int(1), Int(2)]))]], NEVER, json!({ "a": 2 }), true),
        (&[&[("a", Is(&[Int(1), Int(2)]))]], NEVER, json!({ "a": 3 }), false),
        // an absent member is unknown; with a default it is that
        (&[&[("a", Is(&[Int(1)]))]], NEVER, json!({}), false),
        (&[&[("a", Not(&Is(&[Int(1)])))]], NEVER, json!({}), false),
        (&[&[("a", Not(&Is(&[Int(1)])))]], NEVER, json!({ "a": 2 }), true),
        (&[&[("lit", Is(&[Bool(false)]))]], NEVER, json!({ "lit": null }), true),
        (&[&[("lit", Not(&Is(&[Bool(false)])))]], NEVER, json!({}), false),
        // a default counts inside an object that is there
        (&[&[("lid.lock", Is(&[Bool(true)]))]], NEVER, json!({ "lid": {} }), true),
        (&[&[("lid.inner.lock", Is(&[Bool(true)]))]], NEVER, json!({ "lid": { "inner": {} } }), true),
        (&[&[("lid.lock", Is(&[Bool(true)]))]], NEVER, json!({}), false),
        // whether a member is set is asked of what was sent
        (&[&[("lit", Set)]], NEVER, json!({}), false),
        (&[&[("lit", Absent)]], NEVER, json!({ "lit": null }), true),
        (&[&[("lit", Not(&Set))]], NEVER, json!({}), true),
        (&[&[("l", Holds(Text("x")))]], NEVER, json!({ "l": ["y", "x"] }), true),
        (&[&[("l", Holds(Text("x")))]], NEVER, json!({ "l": [] }), false),
        (&[&[("tags", Holds(Text("x")))]], NEVER, json!({}), true),
        (&[&[("l", Not(&Holds(Text("x"))))]], NEVER, json!({ "l": "x" }), false),
        (&[&[("a", Is(&[Json("[1.5]")]))]], NEVER, json!({ "a": [1.5] }), true),
        // and, or: one that is false decides an and, one that is true an or
        (&[&[("a", Set), ("b", Is(&[Int(1)]))]], NEVER, json!({ "a": 1 }), false),
        (&[&[("a", Set)], &[("b", Is(&[Int(1)]))]], NEVER, json!({ "a": 1 }), true),
        (&[&[("a", Absent)], &[("b", Is(&[Int(1)]))]], NEVER, json!({ "a": 1 }), false),
        (ALWAYS, &[&[("a", Is(&[Int(1)]))]], json!({ "a": 2 }), true),
        (ALWAYS, &[&[("a", Is(&[Int(1)]))]], json!({ "a": 1 }), false),
        // what is not known to be no exception is no breach
        (ALWAYS, &[&[("a", Is(&[Int(1)]))]], json!({}), false),
        (&[&[("b", Is(&[Int(1)]))]], &[&[("a", Set)]], json!({ "a": 1 }), false),
    ];
    for (when, unless, params, expected) in table {
        assert_eq!(applies(when, unless, params.clone()), *expected, "{when:?} {unless:?} {params}");
    }
}

#[test]
fn only_is_broken_where_its_condition_is_known_to_fail() {
    let only = |params| broken(Only(&["a", "b"]), &[&[("k", Is(&[Int(1)]))]], MUST.unless, &params);
    assert_eq!(only(json!({ "k": 2, "a": 1 })), ["a"]);
    assert_eq!(only(json!({ "k": 1, "a": 1 })), [""; 0]);
    assert_eq!(only(json!({ "a": 1 })), [""; 0]);
}

#[test]
fn objects_are_found_behind_lists_maps_and_tags() {
    const CHECKS: Checks = Checks {
        inside: &[
            Inside::object::<Lid>("lid"),
            Inside::behind::<Lid>("any", &[Tagged("kind", "lid")]),
            Inside::behind::<Lid>("rows", &[Items, Items]),
        ],
        ..Checks::NOTHING
    };
    let members = |params: JsonValue| -> Vec<String> {
        violations(&CHECKS, "", &params).into_iter().map(|found| found.member).collect()
    };
    let wide = || json!({ "width": 10 });
    assert_eq!(members(json!({ "lid": { "width": 10, "inner": wide() } })), ["lid.width", "lid.inner.width"]);
    assert_eq!(members(json!({ "lid": { "all": [{}, { "k": wide() }] } })), ["lid.all[1].k.width"]);
    assert_eq!(members(json!({ "rows": [[wide()], [{}, wide()]] })), ["rows[0][0].width", "rows[1][1].width"]);
    assert_eq!(members(json!({ "any": { "kind": "lid", "width": 10 } })), ["any.width"]);
    assert_eq!(members(json!({ "any": { "kind": "box", "width": 10 } })), [""; 0]);
    for params in ["null", "[]", "7", r#"{"lid":[],"rows":{},"any":"lid"}"#, r#"{"lid":null}"#] {
        assert_eq!(members(params.parse().unwrap()), [""; 0], "{params}");
    }
}

#[test]
fn a_violation_says_what_weighs_how_much_and_where_it_is_written() {
    const CHECKS: Checks = Checks {
        rules: &[
            Rule { name: "n.max", demand: Max("n", 9), statement: "`n` is at most 9.", ..MUST },
            Rule { name: "guess", demand: Require(&["a"]), on_page: false, ..ADVICE },
        ],
        ..Checks::NOTHING
    };
    let found = violations(&CHECKS, "1-1", &json!({ "n": 10 }));
    let [max, guess] = &found[..] else { panic!("{found:?}") };
    let expected = Violation {
        rule: "n.max",
        strength: Strength::Must,
        member: "n".to_owned(),
        statement: "`n` is at most 9.",
        page: "1-1",
    };
    assert_eq!(*max, expected);
    assert_eq!((guess.strength, guess.page), (Strength::Advice, ""));
}
