//! What a request says of itself before it is sent: the documented rules and limits that it breaks.
//! One row a rule, broken and kept; then where rules are found, and what never refuses.

use super::goldens::checks::shared::{Checks, Edge, Inside};
use super::goldens::checks::things as t;
use super::goldens::rules::things::{Kind, Lid, MakeThing};
use gravityzone_spec::load_dir;
use gravityzone_tests::conform::{self, Tables};
use gravityzone_tests::project::root;
use gravityzone_tests::random::Random;
use gravityzone_wire::{Method, Strength, Violation, Violations};

/// Rules with the members that break them.
fn broken(request: &impl Method) -> Vec<String> {
    request.violations().iter().map(|found| format!("{}: {}", found.rule, found.member)).collect()
}

fn refused(result: Result<(), Violations>) -> Vec<&'static str> {
    result.err().into_iter().flatten().map(|violation| violation.rule).collect()
}

#[test]
fn every_kind_of_rule_is_broken_and_kept() {
    let (lamp, chest) = (|| MakeThing::new(Kind::Lamp), || MakeThing::new(Kind::Chest).sizes(["small"]));
    let red = || Lid::new().colour("red");
    let table: [(MakeThing, &[&str]); 16] = [
        (lamp(), &["a-lamp-has-a-name: name"]),
        (lamp().name("Lamp"), &[]),
        (lamp().name("Lamp").lid(red()), &["only-boxes-have-lids: lid"]),
        (lamp().name("Lamp").nick("L"), &["no-nick-with-a-name: nick"]),
        (chest().lid(Lid::new().colour("green")), &[]),
        (chest().shiny(true).lid(Lid::new().colour("green")), &["lids-of-boxes: lid.colour"]),
        (chest().shiny(true).lid(red()), &[]),
        (chest().size("large"), &["sizes-hold-the-size: sizes"]),
        (chest().size("small"), &[]),
        (chest().sizes(["large"]), &["sizes-hold-small: sizes"]),
        (chest().sizes(["large"]).shiny(true), &[]),
        (chest().width(3), &["width-and-height: height"]),
        (chest().width(3).height(4), &[]),
        (chest().sizes(["small", "tiny"]), &["sizes-without-tiny: width"]),
        (lamp().name("Lamp").sizes(["small", "tiny"]), &[]),
        (chest().lid(red().lock(true)), &["locks-have-keys: lid.key"]),
    ];
    for (request, expected) in table {
        assert_eq!(broken(&request), expected, "{request:?}");
    }
}

#[test]
fn a_kind_that_this_version_does_not_know_breaks_only_what_names_it() {
    // it is none of the kinds that may have a lid, and no lamp
    let request = MakeThing::new(Kind::from(9)).lid(Lid::new());
    assert_eq!(broken(&request), ["only-boxes-have-lids: lid"]);
}

#[test]
fn advice_is_told_and_does_not_refuse() {
    let request = MakeThing::new(Kind::Lamp).name("Lamp").nick("L");
    assert_eq!(request.validate(), Ok(()));
    let told = request.violations();
    assert_eq!((told.len(), told[0].strength), (1, Strength::Advice));
}

#[test]
fn every_limit_is_named_by_its_member_and_says_itself() {
    let thing = || t::MakeThing::new("Lamp");
    let table = [
        (t::MakeThing::new("Lantern"), "name.max_length: `name` has at most 5 characters."),
        (thing().sides(5), "sides.allowed: `sides` may only be `3`, `4` or `6`."),
        (thing().mood(t::Mood::Sad), "mood.allowed: `mood` may only be `calm` or `glad`."),
        (thing().tags(["one"]), "tags.min_items: `tags` has at least 2 items, or `[]` to empty it."),
        (thing().height(10), "height.max: `height` is at most 9."),
        (thing().secret("hush!"), "secret.max_length: `secret` has at most 4 characters."),
    ];
    for (request, expected) in table {
        let broken = request.validate().expect_err(expected);
        let shown: Vec<String> = broken.iter().map(|found| format!("{}: {}", found.rule, found.statement)).collect();
        assert_eq!(shown, [expected], "{request:?}");
    }
    let kept = thing().sides(4).mood(t::Mood::Glad).tags(["one", "two"]).height(9).secret("hush");
    assert_eq!(kept.violations(), []);
    // a letter of two bytes is one character
    assert_eq!(t::MakeThing::new("Ærøøy").validate(), Ok(()));
}

#[test]
fn what_empties_a_member_and_what_an_open_enum_does_not_know_break_no_limit() {
    let request = t::MakeThing::new("Lamp").clear_tags().mood("curious".parse().unwrap());
    assert_eq!(request.violations(), []);
}

#[test]
fn a_page_is_named_where_one_has_the_rule_and_what_is_inferred_is_advice() {
    let page = t::ListThings::new().per_page(1001);
    let expected = Violation {
        rule: "perPage.max",
        strength: Strength::Must,
        member: "perPage".to_owned(),
        statement: "`perPage` is at most 1000.",
        page: "2-2",
    };
    assert_eq!(page.violations(), [expected]);
    assert_eq!((t::ListThings::PAGE, t::MakeThing::PAGE, t::DropThing::PAGE), ("2-2", "1-1", ""));
    let weights = |request: t::MakeThing| -> Vec<_> {
        request.violations().iter().map(|found| (found.rule, found.strength, found.page)).collect()
    };
    let (must, advice) = (Strength::Must, Strength::Advice);
    assert_eq!(
        weights(t::MakeThing::new("dice").weight(10).height(10)),
        [("guess", advice, ""), ("weight.max", advice, ""), ("height.max", must, "")]
    );
    assert_eq!(weights(t::MakeThing::new("cube")), [("seen", must, "")]);
    assert_eq!(t::MakeThing::new("dice").validate(), Ok(()));
}

#[test]
fn rules_are_found_in_lists_maps_unions_and_forms_at_any_depth() {
    let open = || t::Lid::new().colour("red");
    let thing = || t::MakeThing::new("Lamp").sides(4);
    let table: [(t::MakeThing, &[&str]); 9] = [
        (thing().lid(open()), &["locks-have-keys: lid.key"]),
        (thing().lid(open().key("k").inner(open())), &["locks-have-keys: lid.inner.key"]),
        (thing().lids([open().key("k"), open()]), &["locks-have-keys: lids[1].key"]),
        (thing().spares([("left", open())]), &["locks-have-keys: spares.left.key"]),
        (thing().rows([vec![], vec![open()]]), &["locks-have-keys: rows[1][0].key"]),
        (thing().grip(open().into()), &["locks-have-keys: grip.key"]),
        (thing().grip(vec![open()].into()), &["locks-have-keys: grip[0].key"]),
        (thing().shape(t::Round::new("round").width(0).into()), &["width.min: shape.width"]),
        (
            thing().rule(t::Rule::new().must(4).checks(Checks::new().inside(Inside::new().int(4)))),
            &["must.max: rule.must", "int.max: rule.checks.inside.int"],
        ),
    ];
    for (request, expected) in table {
        assert_eq!(broken(&request), expected, "{request:?}");
    }
    assert_eq!(thing().shape(t::Square::new("square").into()).grip("by the ring".to_owned().into()).violations(), []);
    let edge = Edge::new().length(0).inside(Inside::new().int(4));
    let expected = ["length.min: edge.length", "int.max: edge.inside.int"];
    assert_eq!(broken(&t::ListThings::new().edge(edge)), expected);
}

#[test]
fn a_default_counts_in_an_object_that_is_there_and_not_in_one_that_is_absent() {
    // a lid locks unless it says otherwise; no lid says nothing
    assert_eq!(broken(&t::MakeThing::new("Lamp").lid(t::Lid::new())), ["lid-that-locks: sides"]);
    assert_eq!(broken(&t::MakeThing::new("Lamp").lid(t::Lid::new().lock(false))), [""; 0]);
    assert_eq!(broken(&t::MakeThing::new("Lamp")), [""; 0]);
}

#[test]
fn a_request_without_rules_can_be_asked_too() {
    assert_eq!(t::DropThing::new("any name however long").validate(), Ok(()));
    assert_eq!(refused(t::MakeThing::new("Lantern").sides(7).validate()), ["name.max_length", "sides.allowed"]);
}

#[test]
fn a_violation_quotes_no_value() {
    let request = t::MakeThing::new("hush-hush").secret("hush-hush").lid(t::Lid::new().colour("hush-hush"));
    let broken = request.validate().unwrap_err();
    assert_eq!(broken.len(), 4);
    assert!(!format!("{broken} {broken:?}").contains("hush"), "{broken}");
}

#[test]
fn random_params_break_what_the_spec_says_they_break() {
    let goldens = [
        ("checks", Tables::of::<t::ListThings>("listThings")),
        ("checks", Tables::of::<t::MakeThing>("makeThing")),
        ("checks", Tables::of::<t::DropThing>("dropThing")),
        ("rules", Tables::of::<MakeThing>("makeThing")),
    ];
    let (mut rules, mut limits) = (0, 0);
    for (construct, tables) in goldens {
        let folder = format!("tests/goldens/{construct}/spec");
        let spec = load_dir(&root().join(&folder), &folder).unwrap();
        let (area, method) = spec.methods().find(|(_, method)| method.key == tables.name).unwrap();
        let mut random = Random::new(&spec, 7);
        for _ in 0..2000 {
            let params = random.params(area, method);
            let expected = conform::rules(&spec, area, method, &params);
            assert_eq!(tables.rules(&params), expected, "{construct} {params}");
            rules += expected.len();
            if let Some(expected) = conform::limits(&spec, area, method, &params) {
                // fit calls a word that nobody lists no breach of a limit, nor do the tables
                assert_eq!(tables.limits(&params), expected, "{construct} {params}");
                limits += expected.len();
            }
        }
    }
    assert!(rules > 1000 && limits > 500, "{rules} rules and {limits} limits were broken");
}
