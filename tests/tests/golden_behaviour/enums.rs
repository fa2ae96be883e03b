//! Open enums: codes, words and trees keep what they do not know, and never mix it up with what they know.
//! Named booleans and the segments of a path are closed.

use super::goldens::{codes, flags, segment, tree, words};
use super::kit::{again, decode, encode, heard, refused, stored, text};
use gravityzone_wire::{Method, Open};

use codes::things::{FindStates, ThingState};
use flags::things::{Labels, MoveThing, Parts};
use segment::things::{CountThings, DropThing, NameThings, ThingService};
use tree::things::{FindKinds, Kind};
use words::things::{FindSizes, Size};

#[test]
fn a_code_is_read_from_a_number_and_from_a_text() {
    assert_eq!(decode::<Vec<ThingState>>(r#"[1, "1", 1.0, " 1 ", -1]"#), {
        let in_use = || ThingState::InUse;
        vec![in_use(), in_use(), in_use(), in_use(), ThingState::OutOfOrder]
    });
}

#[test]
fn an_unknown_code_survives_a_round_trip() {
    let unknown: ThingState = decode("7");
    assert_eq!((unknown.code(), unknown.wire_name()), (Some(7), "7"));
    assert_eq!(again::<ThingState>("7"), "7");
    assert_eq!(again::<ThingState>(r#""lost""#), r#""lost""#);
    let lost: ThingState = decode(r#""lost""#);
    assert_eq!((lost.code(), lost.wire_name(), lost.to_string().as_str()), (None, "lost", "lost"));
    assert_eq!(stored(&unknown), unknown);
    assert_eq!(stored(&lost), lost);
    assert_eq!(format!("{unknown:?} {lost:?}"), r#"Unknown(7) Unknown("lost")"#);
}

#[test]
fn no_way_makes_an_unknown_value_of_a_known_code() {
    for known in ThingState::ALL {
        let code = known.code().unwrap();
        for made in [ThingState::from(code), code.to_string().parse().unwrap(), decode(&code.to_string())] {
            assert_eq!(made, *known);
            assert!(!matches!(made, ThingState::Unknown(_)));
        }
    }
    assert!(matches!(ThingState::from(99), ThingState::Unknown(_)));
    assert_eq!(ThingState::from(99), "99".parse().unwrap());
    assert_eq!(ThingState::InUse.code(), Some(1));
    assert!(ThingState::InUse.unrecognized().is_none());
}

#[test]
fn the_name_of_a_code_is_no_code() {
    let named: ThingState = decode(r#""IN_USE""#);
    assert!(matches!(named, ThingState::Unknown(_)));
}

#[test]
fn the_observer_hears_of_codes_and_words_that_are_unknown_and_of_no_others() {
    assert_eq!(heard::<Vec<ThingState>>(r#"[0, 7, "lost"]"#), ["ThingState is 7", "ThingState is lost"]);
    assert_eq!(heard::<Vec<Size>>(r#"["small", "tiny", 5]"#), ["Size is tiny", "Size is 5"]);
}

#[test]
fn what_is_neither_a_number_nor_a_text_is_no_code() {
    assert_eq!(refused::<Vec<ThingState>>("[0, {}]"), "[1]: expected a code, found an object");
    assert_eq!(refused::<Vec<ThingState>>("[0, true]"), "[1]: expected a code, found a boolean");
    assert_eq!(refused::<Vec<Size>>("[[]]"), "[0]: expected a word, found an array");
}

#[test]
fn codes_and_names_are_known_while_compiling() {
    const CODE: Option<i64> = ThingState::OutOfOrder.code();
    const NAME: &str = ThingState::InUse.wire_name();
    const WORD: &str = Size::ALaCarte.wire_name();
    const ABOVE: Option<Kind> = Kind::Cranes.parent();
    const BELOW: &[Kind] = Kind::Tools.children();
    assert_eq!((CODE, NAME, WORD), (Some(-1), "IN_USE", "aLaCarte"));
    assert_eq!(ABOVE, Some(Kind::ConstructionOfBuildings));
    assert_eq!(BELOW, [Kind::ToolsHammers, Kind::ConstructionOfBuildings]);
}

#[test]
fn all_lists_every_value_in_the_order_of_the_spec() {
    assert_eq!(ThingState::ALL.iter().filter_map(ThingState::code).collect::<Vec<_>>(), [0, 1, -1, 2]);
    assert_eq!(Size::ALL.iter().map(Size::wire_name).collect::<Vec<_>>(), ["small", "in-between", "aLaCarte", "2XL"]);
    assert_eq!(Kind::TOP, [Kind::Tools, Kind::Toys]);
    assert_eq!(ThingService::ALL, [ThingService::Desk, ThingService::BookShelf]);
}

#[test]
fn a_tree_knows_parents_children_and_the_sector_of_every_value() {
    for kind in Kind::ALL {
        assert!(kind.children().iter().all(|child| child.parent().as_ref() == Some(kind)));
        assert_eq!(kind.parent().is_none(), Kind::TOP.contains(kind));
        assert!(Kind::TOP.contains(&kind.sector().unwrap()));
    }
    assert_eq!(Kind::ToolsHammersMallets.sector(), Some(Kind::Tools));
    assert_eq!(Kind::Toys.sector(), Some(Kind::Toys));
    assert!(Kind::Toys.children().is_empty());
    let unknown = Kind::from(4711);
    assert_eq!((unknown.parent(), unknown.children(), unknown.sector()), (None, &[][..], None));
}

#[test]
fn a_word_that_the_vendor_says_twice_is_said_once_in_rust_and_twice_on_the_wire() {
    assert_eq!(Kind::ConstructionOfBuildings.wire_name(), "CONSTRUCTION_CONSTRUCTION_OF_BUILDINGS");
    assert_eq!(text(&FindKinds::new().kind(Kind::ConstructionOfBuildings)), r#"{"kind":11}"#);
}

#[test]
fn words_keep_their_spelling() {
    assert_eq!(decode::<Vec<Size>>(r#"["2XL", "in-between"]"#), [Size::Huge, Size::InBetween]);
    assert!(matches!(decode::<Size>(r#""Small""#), Size::Unknown(_)));
    assert_eq!(text(&FindSizes::new().at_least(Size::InBetween)), r#"{"atLeast":"in-between"}"#);
    assert_eq!(again::<Size>(r#""tiny""#), r#""tiny""#);
    assert_eq!(again::<Size>("5"), "5");
    assert_eq!("2XL".parse(), Ok(Size::Huge));
    assert_eq!(Size::Huge.wire_name(), "2XL");
    assert_eq!(stored(&Size::ALaCarte), Size::ALaCarte);
}

#[test]
fn a_request_sends_codes_as_numbers() {
    assert_eq!(text(&FindStates::new().above(ThingState::OutOfOrder)), r#"{"above":-1}"#);
    assert_eq!(text(&FindStates::new()), "{}");
    assert_eq!(FindStates::new(), FindStates::default());
}

#[test]
fn a_named_boolean_travels_as_a_boolean() {
    let request = MoveThing::new("a1", Parts::Include).labels(Labels::Drop);
    assert_eq!(encode(&request), serde_json::json!({ "thing": "a1", "parts": true, "labels": false }));
    assert_eq!(decode::<Vec<Parts>>(r#"[true, 0, "true", "0"]"#), {
        [Parts::Include, Parts::Leave, Parts::Include, Parts::Leave]
    });
    assert_eq!(refused::<Parts>("2"), "expected a boolean, found a number");
    assert_eq!((Parts::from(true), bool::from(Parts::Leave)), (Parts::Include, false));
    assert_eq!(stored(&Parts::Include), Parts::Include);
}

#[test]
fn the_segment_chooses_the_path_and_is_not_sent() {
    let desk = DropThing::new(ThingService::Desk, "a1");
    let shelf = DropThing::new(ThingService::BookShelf, "a1");
    assert_eq!(desk.service_path(), "v1.0/jsonrpc/things/desk");
    assert_eq!(shelf.service_path(), "v1.0/jsonrpc/things/book-shelf");
    assert_eq!(text(&desk), r#"{"thingId":"a1"}"#);
    assert_eq!(text(&shelf), text(&desk));
    assert_eq!(CountThings::new(ThingService::BookShelf).service_path(), "v1.0/jsonrpc/things/book-shelf");
    assert_eq!(NameThings::new().service_path(), "v1.0/jsonrpc/things");
    const PART: &str = ThingService::BookShelf.as_str();
    assert_eq!(PART, "book-shelf");
}
