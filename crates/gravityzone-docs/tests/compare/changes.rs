//! One change of a page is one difference: of its kind, at its address, at its line, and nothing else.
//! The page and the spec are of an invented API.

use crate::bakery::{AREA, METHOD, METHOD_PAGE, SPEC, as_sheet, edited, imported, line_of, short, spec, told};

/// What is changed on the page, and what is told: kind, address, what the page says, what the spec says.
type Change = (&'static str, &'static str, (&'static str, &'static str, &'static str, &'static str));

/// Changes that the spec does not follow.
const AGAINST_THE_SPEC: &[Change] = &[
    ("jsonrpc/bakeries", "jsonrpc/ovens", ("area-path-changed", "bakeries", "ovens", "bakeries")),
    (
        "flour\n\nString\n\nNo\n",
        "flour\n\nString\n\nYes\n",
        ("param-became-optional", "bakeries.bakeLoaf.params.flour", "optional", "required"),
    ),
    (
        "oven\n\nObject\n\nYes\n",
        "oven\n\nObject\n\nNo\n",
        ("param-became-required", "bakeries.bakeLoaf.params.oven", "required", "optional"),
    ),
    (
        "flour\n\nString",
        "flour\n\nNumber",
        ("param-type-changed", "bakeries.bakeLoaf.params.flour", "number", "string"),
    ),
    ("flour\n\nString", "flour\n\nArray", ("param-scalar-to-list", "bakeries.bakeLoaf.params.flour", "[]", "string")),
    ("Default value: 0.", "Default value: 1.", ("param-default-changed", "bakeries.bakeLoaf.params.kind", "1", "0")),
    (
        "\n\nDefault value: 0.",
        "",
        ("param-default-removed-by-silence", "bakeries.bakeLoaf.params.kind", "nothing", "0"),
    ),
    (
        "The name cut into the crust.",
        "The name cut into the crust. The default value is X.",
        ("param-default-added", "bakeries.bakeLoaf.params.signature", "\"X\"", "-"),
    ),
    (
        "250, 500, and 1000",
        "250 and 500",
        ("constraint-tightened", "bakeries.bakeLoaf.params.weight", "250, 500", "250, 500, 1000"),
    ),
    (
        "250, 500, and 1000",
        "250, 500, 1000, and 2000",
        ("constraint-loosened", "bakeries.bakeLoaf.params.weight", "250, 500, 1000, 2000", "250, 500, 1000"),
    ),
    (
        " Available values: 250, 500, and 1000.",
        "",
        ("constraint-removed-by-silence", "bakeries.bakeLoaf.params.weight", "nothing", "250, 500, 1000"),
    ),
    (
        "  • 2 - SPELT\n",
        "  • 2 - SPELT\n\n  • 3 - EMMER\n",
        ("enum-value-added", "shared.types.LoafKind.3", "3 EMMER", "-"),
    ),
    ("  • 1 - WHEAT\n\n", "", ("enum-value-removed", "bakeries.bakeLoaf.params.kind", "2 of 3 values", "1")),
    ("2 - SPELT", "2 - EINKORN", ("enum-value-renamed", "shared.types.LoafKind.2", "2 EINKORN", "SPELT")),
    (
        "\n  • fan, a boolean for the fan.",
        "\n  • steam, a boolean for the steam.\n\n  • fan, a boolean for the fan.",
        ("param-added-optional", "bakeries.types.OvenInput.steam", "boolean", "-"),
    ),
    (
        "  • number, an integer that tells which oven.\n\n",
        "",
        ("param-removed-optional", "bakeries.types.OvenInput.number", "not in bakeLoaf", "integer"),
    ),
    (
        "when kind is set to 2",
        "when weight is set to 1000",
        ("param-condition-tightened", "bakeries.bakeLoaf.params.signature", "required when weight is 1000", "-"),
    ),
    (
        "returns a String: the ID of the new loaf",
        "returns an Object: the new loaf",
        ("result-shape-changed", "bakeries.bakeLoaf.result", "object", "LoafId"),
    ),
    (
        "    • email - a String: the business address\n",
        "    • email - a String: the business address\n\n    • phone - a String: the business phone\n",
        ("result-field-added", "bakeries.types.Baker.phone", "string", "-"),
    ),
    (
        "\n\n    • email - a String: the business address",
        "",
        ("result-field-removed-optional", "bakeries.types.Baker.email", "not in getLoaf", "string"),
    ),
    (
        "  • id - a String: the ID of the loaf\n\n",
        "",
        ("result-field-removed-guaranteed", "bakeries.types.Loaf.id", "not in getLoaf", "LoafId"),
    ),
    (
        "bakedAt - a String: the time",
        "bakedAt - an Integer: the time",
        ("result-field-type-changed", "bakeries.types.Loaf.bakedAt", "integer", "timestamp"),
    ),
    (
        "limited to 25",
        "limited to 10",
        ("result-limit-lowered", "bakeries.getLoavesByKind", "at most 10", "at most 25"),
    ),
    ("limited to 25", "limited to 50", ("result-limit-raised", "bakeries.getLoavesByKind", "at most 50", "at most 25")),
    (
        " The list is limited to 25 entries.",
        "",
        ("result-limit-removed-by-silence", "bakeries.getLoavesByKind", "nothing", "at most 25"),
    ),
];

#[test]
fn a_page_that_says_what_the_spec_says_differs_in_nothing() {
    assert_eq!(told(AREA, &spec(SPEC, &[])), []);
    assert_eq!(told(AREA, &imported()), []);
}

#[test]
fn one_change_of_a_page_is_one_difference_with_its_address() {
    let plain = spec(SPEC, &[]);
    for (old, new, expected) in AGAINST_THE_SPEC {
        let page = edited(AREA, old, new);
        let told = told(&page, &plain);
        assert_eq!(told.iter().map(short).collect::<Vec<_>>(), [*expected], "{old:?} became {new:?}");
        assert!(!told[0].since_import && told[0].is_open());
    }
}

#[test]
fn a_difference_is_told_once_though_the_page_was_imported_before() {
    let imported = imported();
    for (old, new, expected) in AGAINST_THE_SPEC {
        let told = told(&edited(AREA, old, new), &imported);
        assert_eq!(told.iter().map(short).collect::<Vec<_>>(), [*expected], "{old:?} became {new:?}");
    }
}

#[test]
fn a_difference_stands_at_its_line() {
    let plain = spec(SPEC, &[]);
    let table = [
        ("Default value: 0.", "Default value: 1.", "Default value: 1."),
        ("2 - SPELT", "2 - EINKORN", "2 - EINKORN"),
        ("limited to 25", "limited to 10", "limited to 10"),
        ("bakedAt - a String: the time", "bakedAt - an Integer: the time", "bakedAt - an Integer"),
    ];
    for (old, new, at) in table {
        let page = edited(AREA, old, new);
        let told = told(&page, &plain);
        assert_eq!(told[0].line, line_of(&page, at), "{new}");
    }
}

#[test]
fn a_change_of_words_alone_is_told_since_the_import_and_not_against_the_spec() {
    let page = edited(AREA, "The flour to take.", "The flour that you take.");
    assert_eq!(told(&page, &spec(SPEC, &[])), []);
    let told = told(&page, &imported());
    assert_eq!(
        told.iter().map(short).map(|(kind, at, ..)| (kind, at)).collect::<Vec<_>>(),
        [("docs-changed", "bakeries.bakeLoaf.params.flour")]
    );
    assert!(told[0].since_import);
}

#[test]
fn a_member_that_goes_and_comes_under_a_like_name_is_renamed() {
    let plain = spec(SPEC, &[]);
    let table = [
        (
            "loafId\n\nString",
            "loafID\n\nString",
            ("param-renamed", "bakeries.getLoaf.params.loafId", "loafID", "loafId"),
        ),
        (
            "  • number, an integer",
            "  • ovenNumber, an integer",
            ("param-removed-optional", "bakeries.types.OvenInput.number", "not in bakeLoaf", "integer"),
        ),
        (
            "bakedAt - a String: the time at which it left the oven\n\n  • baker",
            "bakedAtTime - a String: the time at which it left the oven\n\n  • baker",
            ("result-field-removed-optional", "bakeries.types.Loaf.bakedAt", "not in getLoaf", "timestamp"),
        ),
        (
            "    • email - a String",
            "    • e_mail - a String",
            ("result-field-renamed", "bakeries.types.Baker.email", "e_mail", "email"),
        ),
    ];
    for (old, new, expected) in table {
        let drifts = told(&edited(AREA, old, new), &plain);
        let found: Vec<_> = drifts.iter().map(short).collect();
        assert!(found.contains(&expected), "{new}: {found:?}");
        assert_eq!(found.len(), if expected.0.ends_with("renamed") { 1 } else { 2 }, "{found:?}");
    }
}

#[test]
fn a_method_that_comes_or_goes_is_one_difference() {
    let plain = spec(SPEC, &[]);
    let renamed =
        AREA.replace("getLoaf\n", "getBread\n").replace("getLoaf:", "getBread:").replace("\"getLoaf\"", "\"getBread\"");
    let drifts = told(&renamed, &plain);
    let kinds: Vec<_> = drifts.iter().map(short).map(|(kind, at, ..)| (kind, at)).collect();
    assert_eq!(kinds.len(), 2, "{kinds:?}");
    assert!(kinds.contains(&("method-added", "bakeries.getBread")));
    assert!(kinds.contains(&("method-removed", "bakeries.getLoaf")));
}

#[test]
fn what_the_spec_knows_from_elsewhere_is_not_missing_on_the_page() {
    let known = edited(
        SPEC,
        r#""oven": {"#,
        r#""nightShift": { "type": "boolean", "known": "observed", "doc": "N." }, "oven": {"#,
    );
    assert_eq!(told(AREA, &spec(&known, &[])), []);
    let documented = edited(&known, r#""known": "observed", "#, "");
    let drifts = told(AREA, &spec(&documented, &[]));
    let expected = ("param-removed-optional", "bakeries.bakeLoaf.params.nightShift", "not in bakeLoaf", "boolean");
    assert_eq!(drifts.iter().map(short).collect::<Vec<_>>(), [expected]);
}

#[test]
fn a_row_without_a_name_may_be_any_that_is_missing_and_a_second_may_not() {
    let plain = spec(SPEC, &[]);
    let newer = |page: &str| {
        let sheet = as_sheet(page, METHOD_PAGE, &plain);
        let drifts = gravityzone_docs::drift(&[sheet], &plain);
        drifts
            .iter()
            .map(|drift| format!("{} {}", drift.kind, drift.at))
            .filter(|told| told.contains("removed-"))
            .collect()
    };
    let limit = "result-limit-removed-by-silence bakeries.getLoavesByKind";
    let lost = edited(METHOD, "\nbakedAt | String", "\n| String");
    assert_eq!(newer(&lost), [limit]);
    let two: Vec<String> = newer(&edited(&lost, "kind | Integer | The kind of loaf. |\n", ""));
    let gone = "result-field-removed-optional bakeries.types.Loaf";
    assert_eq!(two, [limit.to_owned(), gone.to_owned()]);
}

#[test]
fn a_name_that_nothing_has_is_told_with_the_one_it_is_like() {
    let page = edited(AREA, "when kind is set to 2.", "when kind is set to 2. It stands on the flourName.");
    let drifts = told(&page, &spec(SPEC, &[]));
    let names: Vec<_> = drifts.iter().map(short).filter(|(kind, ..)| *kind == "name-unknown").collect();
    assert_eq!(names, [("name-unknown", "bakeries.bakeLoaf.params.signature", "flourName", "flour")]);
}
