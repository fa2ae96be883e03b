//! Objects that are sent: `new` takes what is required, the rest is left out until it is set.
//! What can be emptied has three states, and secrets go over the wire and nowhere else.

use super::goldens::{clearable, extra, json_text, plain_words, recursion, rules, sent_object};
use super::kit::{encode, text};
use gravityzone_wire::{Clearable, Date, Edition, Effect, Json, JsonText, Method, Month, Timestamp};
use serde_json::json;

use clearable::things::{Edge as NamedEdge, UpdateThing};
use plain_words::things::{SetThing, ThingState};
use recursion::things::{FolderInput, MakeFolder};
use sent_object::things::{CreateThing, Edge, MoveThings, Shape};

#[test]
fn new_takes_what_is_required_and_leaves_the_rest_out() {
    let request = CreateThing::new("Lamp", Shape::new(4));
    assert_eq!(text(&request), r#"{"name":"Lamp","shape":{"sides":4}}"#);
    assert_eq!((request.page, &request.after), (None, &None));
    assert_eq!(serde_json::to_string(&request).unwrap(), text(&request));
}

#[test]
fn setters_set_what_is_optional_in_any_order() {
    let shape = Shape::new(4).width(3).edge(Edge::new().round(false));
    let request = CreateThing::new("Lamp", shape).page(2).places(["desk", "shelf"]).after("a1");
    assert_eq!(
        encode(&request),
        json!({
            "name": "Lamp",
            "shape": { "sides": 4, "width": 3, "edge": { "round": false } },
            "after": "a1",
            "places": ["desk", "shelf"],
            "page": 2,
        })
    );
}

#[test]
fn what_requires_nothing_has_a_default() {
    assert_eq!(Edge::new(), Edge::default());
    assert_eq!(text(&Edge::default()), "{}");
    assert_eq!(NamedEdge::new(), NamedEdge::default());
}

#[test]
fn a_request_says_what_it_does_and_where_its_secrets_are() {
    assert_eq!((CreateThing::EFFECT, CreateThing::IDEMPOTENT), (Effect::Create, false));
    assert_eq!((MoveThings::EFFECT, MoveThings::IDEMPOTENT), (Effect::Update, true));
    assert_eq!((CreateThing::EDITIONS, MoveThings::EDITIONS), (&[Edition::Cloud][..], &[Edition::Partner][..]));
    assert_eq!(CreateThing::SECRETS, ["shape.password", "shape.edge.key"]);
    assert!(MoveThings::SECRETS.is_empty());
    assert_eq!((CreateThing::DANGER, MoveThings::DANGER), (Some("A thing cannot be unmade."), None));
    assert_eq!((CreateThing::NAME, CreateThing::RATE.name), ("createThing", "default"));
}

#[test]
fn a_secret_goes_over_the_wire_and_nowhere_else() {
    let shape = Shape::new(4).password("hush").edge(Edge::new().key(String::from("hush-hush")));
    let request = CreateThing::new("Lamp", shape);
    assert_eq!(encode(&request)["shape"]["password"], "hush");
    assert_eq!(encode(&request)["shape"]["edge"]["key"], "hush-hush");
    let debug = format!("{request:#?}");
    assert!(!debug.contains("hush") && debug.contains("Secret(***)"));
    for path in CreateThing::SECRETS {
        assert!(gravityzone_spec::get(&encode(&request), path).is_some(), "{path}");
    }
}

#[test]
fn where_a_type_holds_itself_a_secret_is_everything_below() {
    let inner = FolderInput::new("b").key("hush");
    let request = MakeFolder::new(FolderInput::new("a").inner(inner.clone()).all([inner]));
    assert_eq!(
        encode(&request),
        json!({ "folder": { "name": "a", "inner": { "name": "b", "key": "hush" }, "all": [{ "name": "b", "key": "hush" }] } })
    );
    assert_eq!(MakeFolder::SECRETS, ["folder.key", "folder.inner", "folder.all"]);
    assert!(!format!("{request:?}").contains("hush"));
}

#[test]
fn what_can_be_emptied_is_kept_cleared_or_set() {
    let keep = UpdateThing::new("a1");
    assert!(keep.name.is_keep() && keep.tags.is_keep());
    assert_eq!(text(&keep), r#"{"thingId":"a1"}"#);
    let clear = keep.clone().clear_name().clear_owner().clear_ends().clear_tags().clear_sizes().clear_edge();
    assert_eq!(
        encode(&clear),
        json!({ "thingId": "a1", "name": "", "owner": "", "ends": "", "tags": [], "sizes": [], "edge": [] })
    );
    let ends = Date::new(2028, 4, 14).unwrap();
    let set = keep.name("n").owner("a2").ends(ends).tags(["t"]).sizes([("w", 3)]).edge(NamedEdge::new().name("e"));
    assert_eq!(
        encode(&set),
        json!({
            "thingId": "a1", "name": "n", "owner": "a2", "ends": "2028-04-14", "tags": ["t"], "sizes": { "w": 3 },
            "edge": { "name": "e" },
        })
    );
}

#[test]
fn setting_an_empty_list_or_map_clears_it() {
    let request = UpdateThing::new("a1").tags([""; 0]).sizes([("", 0); 0]);
    assert_eq!((&request.tags, &request.sizes), (&Clearable::Clear, &Clearable::Clear));
    assert_eq!(encode(&request), json!({ "thingId": "a1", "tags": [], "sizes": [] }));
}

#[test]
fn the_last_setter_wins() {
    assert_eq!(UpdateThing::new("a1").clear_name().name("n").name, Clearable::Set("n".to_owned()));
    assert_eq!(UpdateThing::new("a1").name("n").clear_name().name.value(), None);
}

#[test]
fn an_open_object_is_sent_with_every_member_that_was_added() {
    use extra::things::{LabelsInput, SetSizes, SizesInput};
    let sizes = SizesInput::new("cm").extra("width", 3).extra("depth", 4);
    let request = SetSizes::new(sizes).labels(LabelsInput::new().extra("a", "b"));
    assert_eq!(text(&request), r#"{"sizes":{"unit":"cm","depth":4,"width":3},"labels":{"a":"b"}}"#);
    assert_eq!(LabelsInput::new(), LabelsInput::default());
}

#[test]
fn json_goes_out_inside_a_text() {
    use json_text::things::{SetThing, SettingsInput};
    let request = SetThing::new(JsonText(SettingsInput::new("a"))).tags(JsonText(vec!["x".to_owned()]));
    assert_eq!(text(&request), r#"{"settings":"{\"name\":\"a\"}","tags":"[\"x\"]"}"#);
}

#[test]
fn every_plain_type_is_written_as_the_vendor_reads_it() {
    let day = Date::new(2028, 4, 14).unwrap();
    let request = SetThing::new("t")
        .whole(7)
        .part(1.5)
        .yes(true)
        .bit(true)
        .any(3)
        .secret("hush")
        .at(Timestamp::utc(&day, 18, 31, 40).unwrap())
        .day(day.clone())
        .month(Month::new(2026, 3).unwrap())
        .free(json!({ "a": [1] }))
        .names([("a", "b")])
        .states([(ThingState::Busy, true), (ThingState::from(9), false)])
        .days([day]);
    assert_eq!(
        encode(&request),
        json!({
            "text": "t", "whole": 7, "part": 1.5, "yes": true, "bit": 1, "any": 3, "secret": "hush",
            "at": "2028-04-14T18:31:40", "day": "2028-04-14", "month": "03/2026", "free": { "a": [1] },
            "names": { "a": "b" }, "states": { "1": true, "9": false }, "days": ["2028-04-14"],
        })
    );
    assert_eq!(encode(&SetThing::new("t").bit(false).any("x")), json!({ "text": "t", "bit": 0, "any": "x" }));
    assert_eq!(SetThing::SECRETS, ["secret"]);
    assert!(!format!("{request:?}").contains("hush"));
}

#[test]
fn json_that_is_null_is_absent() {
    assert_eq!(text(&SetThing::new("t").free(Json::Null)), r#"{"text":"t"}"#);
}

#[test]
fn rules_are_told_and_do_not_stand_in_the_way() {
    use rules::things::{Kind, Lid, MakeThing};
    let request = MakeThing::new(Kind::Lamp).lid(Lid::new().lock(true)).width(1);
    assert_eq!(text(&request), r#"{"kind":1,"width":1,"lid":{"lock":true}}"#);
}
