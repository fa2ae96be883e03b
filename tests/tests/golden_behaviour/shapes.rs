//! Values of several shapes: unions by a tag beside, inside and in the params, and forms by the kind of JSON.
//! The tag may come late, and what nobody knows is kept as JSON.

use super::goldens::{forms, union_beside, union_from_params, union_inside};
use super::kit::{again, decode, encode, heard, refused, stored, text};
use gravityzone_wire::Method;
use serde_json::json;

use forms::things::{Phone, PhoneInput, PhoneNumberInput, SetThing, Thing as FormThing, Value};
use union_beside::things::{NodeDetails, NodeType, Thing, ThingDetails};
use union_from_params::things::{BlockKind, BlockRule, BlockThings, HashRule, PathRule};
use union_inside::things::{DoorInput, Event, EventInput, EventModule, LampInput, SendEvent};

#[test]
fn a_tag_beside_chooses_wherever_it_stands_twice_nested() {
    let late = r#"{"details":{"node":{"details":{"pid":7},"type":"process"},"watts":"5"},"thingType":"lamp"}"#;
    let early = r#"{"thingType":"lamp","details":{"watts":5,"node":{"type":"process","details":{"pid":"7"}}}}"#;
    let thing: Thing = decode(late);
    assert_eq!(thing, decode(early));
    let Some(ThingDetails::Lamp(lamp)) = thing.details else { panic!("{thing:?}") };
    let node = lamp.node.unwrap();
    assert_eq!((lamp.watts, &node.r#type), (Some(5), &Some(NodeType::Process)));
    let Some(NodeDetails::Process(process)) = node.details else { panic!("{node:?}") };
    assert_eq!(process.pid, 7);
}

#[test]
fn without_a_tag_or_with_an_unknown_one_the_value_is_kept_as_json() {
    for text in [r#"{"details":{"a":[1]}}"#, r#"{"thingType":"ghost","details":{"a":[1]}}"#] {
        let thing: Thing = decode(text);
        assert_eq!(thing.details, Some(ThingDetails::Other(json!({ "a": [1] }))), "{text}");
        assert_eq!(stored(&thing), thing);
    }
    let unknown = r#"{"thingType":"lamp","details":{"node":{"details":{"x":1},"type":"robot"}}}"#;
    assert_eq!(heard::<Thing>(unknown), ["NodeType is robot", "NodeDetails is robot"]);
    assert_eq!(encode(&decode::<Thing>(unknown)), serde_json::from_str::<serde_json::Value>(unknown).unwrap());
}

#[test]
fn a_union_that_is_absent_null_or_an_unset_word_is_none() {
    for text in [r#"{"thingType":"lamp"}"#, r#"{"thingType":"lamp","details":null,"spare":"N/A"}"#] {
        let thing: Thing = decode(text);
        assert_eq!((thing.details, thing.spare), (None, None), "{text}");
    }
    assert_eq!(decode::<Thing>(r#"{"details":[],"thingType":"chair"}"#).details, {
        Some(ThingDetails::Chair(decode("{}")))
    });
}

#[test]
fn an_error_inside_a_late_union_names_the_whole_path_and_not_the_value() {
    let text = r#"{"details":{"node":{"details":{"pid":"hush"},"type":"process"}},"thingType":"lamp"}"#;
    assert_eq!(refused::<Thing>(text), "details.node.details.pid: expected a whole number, found a text");
    let text = r#"{"details":{"node":{"details":{},"type":"process"}},"thingType":"lamp"}"#;
    assert_eq!(refused::<Thing>(text), "details.node.details.pid: missing, and it has to be there");
}

#[test]
fn the_observer_hears_of_what_stands_inside_a_union() {
    let text = r#"{"details":{"new":1,"watts":1,"watts":2},"thingType":"lamp","details":{"watts":3}}"#;
    assert_eq!(heard::<Thing>(text), ["Thing has details twice"]);
    let text = r#"{"details":{"new":1,"watts":1,"watts":2},"thingType":"lamp"}"#;
    assert_eq!(heard::<Thing>(text), ["LampDetails has new", "LampDetails has watts twice"]);
}

#[test]
fn a_tag_inside_chooses_wherever_it_stands() {
    let events: Vec<Event> = decode(r#"[{"open":1,"module":"door"},{"module":"lamp","watts":5},{"module":"dog"},{}]"#);
    let [Event::Door(door), Event::Lamp(lamp), Event::Other(dog), Event::Other(bare)] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((door.open, door.module.as_deref()), (Some(true), Some("door")));
    assert_eq!((lamp.watts, &lamp.module), (Some(5), &Some(EventModule::Lamp)));
    assert_eq!((dog, bare), (&json!({ "module": "dog" }), &json!({})));
    assert_eq!(stored(&events), events);
    assert_eq!(refused::<Vec<Event>>(r#"[{"module":"lamp","watts":[]}]"#), {
        "[0].watts: expected a whole number, found an array"
    });
}

#[test]
fn a_union_is_sent_as_the_object_that_it_holds() {
    let lamp = LampInput::new(EventModule::Lamp).watts(5).password("hush");
    let request = SendEvent::new(lamp.clone().into());
    assert_eq!(encode(&request), json!({ "event": { "module": "lamp", "watts": 5, "password": "hush" } }));
    assert_eq!(EventInput::from(lamp.clone()), EventInput::Lamp(lamp));
    assert_eq!(SendEvent::SECRETS, ["event.password"]);
    assert!(!format!("{request:?}").contains("hush"));
    let door = SendEvent::new(DoorInput::new(EventModule::Door).open(false).into());
    assert_eq!(text(&door), r#"{"event":{"module":"door","open":false}}"#);
}

#[test]
fn a_union_whose_tag_is_a_param_is_sent_without_one() {
    let rules = [
        BlockRule::new(PathRule::new("/a").into()).note("why"),
        BlockRule::new(HashRule::new("ff").token("hush").into()),
    ];
    let request = BlockThings::new(BlockKind::Path, rules);
    assert_eq!(
        encode(&request),
        json!({ "type": "path", "rules": [
            { "details": { "path": "/a" }, "note": "why" },
            { "details": { "hash": "ff", "token": "hush" } },
        ] })
    );
    assert_eq!(BlockThings::SECRETS, ["rules.details.token"]);
    assert!(!format!("{request:?}").contains("hush"));
}

#[test]
fn a_form_is_chosen_by_the_kind_of_json() {
    let values: Vec<Value> = decode(r#"["a", 3, true, ["b"], {"c": "d"}]"#);
    assert!(matches!(
        &values[..],
        [Value::Text(_), Value::Number(3), Value::Boolean(true), Value::List(_), Value::Map(_)]
    ));
    assert_eq!(again::<Vec<Value>>(r#"["a",3,true,["b"],{"c":"d"}]"#), r#"["a",3,true,["b"],{"c":"d"}]"#);
    assert_eq!(stored(&values), values);
    assert_eq!(refused::<Value>("[{}]"), "[0]: expected a text, found an object");
}

#[test]
fn a_form_of_an_unlisted_kind_is_kept_as_json() {
    assert_eq!(decode::<Phone>("7"), Phone::Other(json!(7)));
    assert_eq!(again::<Phone>("[7]"), "[7]");
}

#[test]
fn a_form_can_be_unset_by_a_word_and_come_as_any_other_form() {
    for unset in [r#"{}"#, r#"{"phone":null}"#, r#"{"phone":""}"#, r#"{"phone":"N/A"}"#] {
        assert_eq!(decode::<FormThing>(unset).phone, None, "{unset}");
    }
    assert_eq!(decode::<FormThing>(r#"{"phone":"+47"}"#).phone, Some(Phone::Text("+47".to_owned())));
    let thing: FormThing = decode(r#"{"phone":{"country":"NO"}}"#);
    assert!(matches!(thing.phone, Some(Phone::PhoneNumber(_))));
    assert_eq!(refused::<FormThing>(r#"{"phone":{"country":[]}}"#), {
        "phone.country: expected a text, found an array"
    });
}

#[test]
fn a_form_is_sent_as_it_is() {
    let request = SetThing::new().phone(PhoneInput::Text("+47".to_owned())).value(3.into());
    assert_eq!(text(&request), r#"{"phone":"+47","value":3}"#);
    let request = SetThing::new().phone(PhoneNumberInput::new("NO").into()).value(vec!["a".to_owned()].into());
    assert_eq!(text(&request), r#"{"phone":{"country":"NO"},"value":["a"]}"#);
}
