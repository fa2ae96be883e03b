//! Objects that are read: lenient in shape, strict where something is always there, and telling what they skip.
//! Members one by one, like another object, open, recursive, and of every plain type.

use super::goldens::{extra, json_text, like, plain_words, read_object, recursion};
use super::kit::{again, decode, encode, heard, refused, stored, text};
use gravityzone_wire::{Edition, JsonText, Method, Scalar, from_json};
use serde_json::json;

use plain_words::things::{Thing as Plain, ThingState};
use read_object::things::{Box as Chest, GetThing, Thing, ThingId};
use recursion::things::Folder;

const LEAST: &str = r#"{"id":"a1","bright":1}"#;

fn thing(members: &str) -> Thing {
    decode(&format!(r#"{{"id":"a1","bright":0,{members}}}"#))
}

#[test]
fn what_is_absent_null_or_an_unset_word_is_none() {
    assert_eq!(decode::<Thing>(LEAST), Thing::new("a1", true));
    let unset = thing(r#""name":"","colour":"N/A","size":null,"count":"N/A","box":"N/A","weight":null"#);
    assert_eq!(unset, Thing::new("a1", false));
    assert_eq!(thing(r#""colour":"""#).colour, None);
}

#[test]
fn an_unset_word_of_one_member_is_a_value_of_another() {
    assert_eq!(thing(r#""name":"N/A""#).name.as_deref(), Some("N/A"));
    let text = r#"{"id":"a1","bright":0,"size":"N/A"}"#;
    assert_eq!(refused::<Thing>(text), "size: expected a whole number, found a text");
}

#[test]
fn numbers_and_booleans_come_as_texts_and_texts_as_numbers() {
    let thing = thing(r#""name":7,"size":"12","count":3,"weight":"1.5","price":2"#);
    assert_eq!((thing.name.as_deref(), thing.size, thing.count), (Some("7"), Some(12), Some(3)));
    assert_eq!((thing.weight, thing.price), (Some(1.5), Some(2.0)));
    assert!(decode::<Thing>(r#"{"id":"a1","bright":"1"}"#).bright);
}

#[test]
fn an_empty_array_is_an_empty_object() {
    assert_eq!(decode::<Chest>("[]"), Chest::default());
    assert_eq!(thing(r#""box":[]"#).r#box, Some(Chest::default()));
    assert_eq!(refused::<Chest>("[1]"), "expected an object, found an array");
    assert_eq!(refused::<Thing>("[]"), "id: missing, and it has to be there");
}

#[test]
fn what_is_always_there_is_missed_when_it_is_absent_or_null() {
    assert_eq!(refused::<Thing>(r#"{"id":"a1"}"#), "bright: missing, and it has to be there");
    assert_eq!(refused::<Thing>(r#"{"id":null,"bright":1}"#), "id: missing, and it has to be there");
}

#[test]
fn the_last_of_two_equal_members_wins_and_the_observer_hears_of_it() {
    let text = r#"{"id":"a1","bright":1,"colour":"red","name":"x","name":"y","color":"blue","new":{"a":[1]}}"#;
    let thing: Thing = decode(text);
    assert_eq!((thing.name.as_deref(), thing.colour.as_deref()), (Some("y"), Some("blue")));
    assert_eq!(heard::<Thing>(text), ["Thing has name twice", "Thing has color twice", "Thing has new"]);
}

#[test]
fn an_error_names_path_and_kind_and_never_the_value() {
    let text = r#"[{"id":"a1","bright":1,"box":{"lid":"hush-hush"}}]"#;
    let error = from_json::<Vec<Thing>>(text, None).unwrap_err();
    assert_eq!((error.path(), error.reason()), ("[0].box.lid", "expected a boolean, found a text"));
    assert!(!format!("{error} {error:?}").contains("hush"));
    assert_eq!(error.within("result").to_string(), "result[0].box.lid: expected a boolean, found a text");
    assert_eq!(refused::<Thing>("\"a1\""), "expected an object, found a text");
    assert_eq!(refused::<Thing>("null"), "expected an object, found null");
    assert_eq!(refused::<Thing>(r#"{"id":"#), "id: the JSON ends too early");
}

#[test]
fn a_result_is_written_as_it_would_be_read() {
    let full = r#"{"id":"a1","bright":1,"name":"n","colour":"c","size":2,"count":3,"box":{"name":"b","lid":0},"weight":1.5,"price":2.5}"#;
    assert_eq!(again::<Thing>(full), full);
    assert_eq!(stored(&decode::<Thing>(full)), decode(full));
    assert_eq!(again::<Thing>(r#"{"bright":true,"id":1,"colour":"N/A"}"#), r#"{"id":"1","bright":1}"#);
}

#[test]
fn a_method_says_where_it_exists() {
    assert_eq!(GetThing::EDITIONS, [Edition::Cloud, Edition::OnPrem]);
    assert_eq!(GetThing::RATE, read_object::rates::DEFAULT);
    assert_eq!(GetThing::new().options(decode_options()), GetThing::new().options(decode_options()));
    assert_eq!(ThingId::from("a1"), "a1");
}

fn decode_options() -> read_object::things::ThingOptions {
    read_object::things::ThingOptions::new().tell_size(true)
}

#[test]
fn an_object_like_another_has_its_members_first() {
    use like::things::{Thing, ThingListItem};
    let mut thing = Thing::new("a1");
    thing.name = Some("Lamp".to_owned());
    assert_eq!(text(&thing), r#"{"id":"a1","name":"Lamp"}"#);
    assert_eq!(decode::<Vec<ThingListItem>>(r#"[{"id":"a1"}]"#), [ThingListItem::new("a1")]);
    assert_eq!(heard::<ThingListItem>(r#"{"id":"a1","name":"Lamp"}"#), ["ThingListItem has name"]);
    assert_eq!(refused::<Thing>("{}"), "id: missing, and it has to be there");
}

#[test]
fn an_open_object_keeps_every_other_member_that_fits_and_tells_of_the_rest() {
    use extra::things::{Labels, Sizes};
    let text = r#"{"width":"3","unit":"cm","depth":null,"height":4,"weight":{"kg":1},"width":5}"#;
    let sizes: Sizes = decode(text);
    assert_eq!(sizes.unit, "cm");
    assert_eq!(
        sizes.extra.iter().map(|(name, size)| (name.as_str(), *size)).collect::<Vec<_>>(),
        [("height", 4), ("width", 5)]
    );
    assert_eq!(heard::<Sizes>(text), ["Sizes has weight"]);
    assert_eq!(encode(&sizes), json!({ "unit": "cm", "height": 4, "width": 5 }));
    assert_eq!(refused::<Sizes>(r#"{"weight":{}}"#), "unit: missing, and it has to be there");
    assert_eq!(decode::<Labels>("[]"), Labels::default());
    assert_eq!(again::<Labels>(r#"{"a":"b"}"#), r#"{"a":"b"}"#);
}

#[test]
fn a_type_that_holds_itself_is_boxed_and_reads_to_any_depth() {
    let text = r#"{"name":"a","parent":{"name":"b","parent":{"name":"c"}},"folders":[{"name":"d"}],"owner":{"home":{"name":"e"}}}"#;
    let folder: Folder = decode(text);
    let parent: Box<Folder> = folder.parent.clone().unwrap();
    assert_eq!(parent.parent.unwrap().name.as_deref(), Some("c"));
    assert_eq!(again::<Folder>(text), text);
    assert_eq!(stored(&folder), folder);
    assert_eq!(refused::<Folder>(r#"{"parent":{"parent":{"name":{}}}}"#), {
        "parent.parent.name: expected a text, found an object"
    });
}

#[test]
fn a_boxed_member_can_be_unset_and_come_twice() {
    assert_eq!(decode::<Folder>(r#"{"parent":"N/A"}"#), Folder::default());
    assert_eq!(decode::<Folder>(r#"{"parent":null,"owner":null}"#), Folder::default());
    let twice = r#"{"parent":{"name":"b"},"parent":{"name":"c"},"owner":{},"owner":{}}"#;
    assert_eq!(decode::<Folder>(twice).parent.unwrap().name.as_deref(), Some("c"));
    assert_eq!(heard::<Folder>(twice), ["Folder has parent twice", "Folder has owner twice"]);
}

#[test]
fn json_inside_a_text_is_read_and_written_as_a_text() {
    use json_text::things::Thing;
    let text = r#"{"settings":"{\"name\":\"a\"}","tags":"[\"x\"]"}"#;
    let thing: Thing = decode(text);
    let Some(JsonText(settings)) = &thing.settings else { panic!("{thing:?}") };
    assert_eq!((settings.name.as_deref(), &thing.tags), (Some("a"), &Some(JsonText(vec!["x".to_owned()]))));
    assert_eq!(again::<Thing>(text), text);
    assert_eq!(decode::<Thing>(r#"{"settings":"","tags":null}"#), Thing::default());
    assert_eq!(heard::<Thing>(r#"{"settings":"{\"new\":1}"}"#), ["Settings has new"]);
    assert_eq!(refused::<Thing>(r#"{"settings":"hush"}"#), {
        "settings: expected a text that holds fitting JSON, found a text"
    });
    assert_eq!(refused::<Thing>(r#"{"settings":{}}"#), {
        "settings: expected a text that holds JSON, found an object"
    });
}

#[test]
fn every_plain_type_reads_what_the_vendor_writes() {
    let plain: Plain = decode(
        r#"{"text":1,"whole":"7","part":"1.5","yes":1,"bit":"0","any":"x","secret":"hush","stars":"********",
        "at":"2025-12-16T18:31:40","day":"soon","month":"03/2026","free":{"a":[null]},
        "names":{"a":1,"b":null},"codes":{"1":["a"],"9":[]},"numbers":{"3":"1.5"}}"#,
    );
    assert_eq!((plain.text.as_deref(), plain.whole, plain.part), (Some("1"), Some(7), Some(1.5)));
    assert_eq!((plain.yes, plain.bit, &plain.any), (Some(true), Some(false), &Some(Scalar::Text("x".to_owned()))));
    assert_eq!(plain.stars.as_ref().unwrap().as_str(), "********");
    // an odd date costs the parse, never the object
    assert_eq!(plain.day.as_ref().unwrap().as_str(), "soon");
    assert_eq!(plain.free, Some(json!({ "a": [null] })));
    let codes = plain.codes.as_ref().unwrap();
    assert_eq!(codes.keys().collect::<Vec<_>>(), [&ThingState::Busy, &ThingState::from(9)]);
    assert_eq!(plain.numbers.as_ref().unwrap()[&3], 1.5);
    let written = encode(&plain);
    assert_eq!((&written["bit"], &written["yes"], &written["names"]), (&json!(0), &json!(true), &json!({ "a": "1" })));
    assert_eq!((&written["codes"], &written["numbers"]), (&json!({ "1": ["a"], "9": [] }), &json!({ "3": 1.5 })));
    assert_eq!(stored(&plain), plain);
    assert!(!format!("{plain:?}").contains("hush"));
}

#[test]
fn an_empty_array_is_an_empty_map_and_null_values_are_left_out() {
    let plain: Plain = decode(r#"{"names":[],"codes":{"1":null},"numbers":null}"#);
    assert!(plain.names.unwrap().is_empty() && plain.codes.unwrap().is_empty());
    assert_eq!(plain.numbers, None);
}

#[test]
fn a_plain_type_refuses_other_kinds_by_path() {
    let table = [
        (r#"{"text":[]}"#, "text: expected a text, found an array"),
        (r#"{"whole":1.5}"#, "whole: expected a whole number, found a number"),
        (r#"{"part":"hush"}"#, "part: expected a number, found a text"),
        (r#"{"yes":2}"#, "yes: expected a boolean, found a number"),
        (r#"{"bit":"hush"}"#, "bit: expected a boolean, found a text"),
        (r#"{"any":true}"#, "any: expected a text or a number, found a boolean"),
        (r#"{"secret":{"hush":1}}"#, "secret: expected a text, found an object"),
        (r#"{"at":[]}"#, "at: expected a text, found an array"),
        (r#"{"names":[1]}"#, "names: expected an object, found an array"),
        (r#"{"names":{"a":{}}}"#, "names.a: expected a text, found an object"),
        (r#"{"codes":{"1":["a",{}]}}"#, "codes.1[1]: expected a text, found an object"),
        (r#"{"numbers":{"hush":1}}"#, "numbers.hush: expected a whole number, found a text"),
    ];
    for (json, error) in table {
        assert_eq!(refused::<Plain>(json), error, "{json}");
    }
}
