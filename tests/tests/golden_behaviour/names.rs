//! Names: ids that cannot be mixed up, versions side by side, names that were others before, and names that
//! collide with the prelude, with keywords and with the generator's own.

use super::goldens::{collisions, history, id, shared_collisions, versions};
use super::kit::{again, decode, encode, heard, refused, stored, text};
use gravityzone_wire::{Effect, Id, Method};
use serde_json::json;

use id::things::{FindThings, OwnerId, ThingId};

#[test]
fn an_id_is_any_text_and_takes_numbers_for_texts() {
    assert_eq!(decode::<Vec<ThingId>>(r#"["a1", 7, ""]"#), ["a1", "7", ""]);
    assert_eq!(refused::<Vec<ThingId>>(r#"["a1", {}]"#), "[1]: expected a text, found an object");
    assert_eq!(again::<ThingId>(r#""a1""#), r#""a1""#);
    assert_eq!(stored(&ThingId::from("a1")), "a1");
}

#[test]
fn an_id_is_made_of_texts_and_of_itself_and_of_no_other_id() {
    fn is_id<T: Id>() {}
    is_id::<ThingId>();
    let owner = OwnerId::from(String::from("o1"));
    assert_eq!((owner.as_str(), owner.to_string()), ("o1", "o1".to_owned()));
    assert_eq!(FindThings::new(&owner), FindThings::new("o1"));
    assert_eq!("o1".parse(), Ok(owner));
}

#[test]
fn lists_of_ids_are_made_of_whatever_makes_an_id() {
    let request = FindThings::new("o1").besides(["a1", "a2"]);
    assert_eq!(text(&request), r#"{"ownerId":"o1","besides":["a1","a2"]}"#);
    assert_eq!(request, FindThings::new("o1").besides(vec![ThingId::from("a1"), ThingId::from("a2")]));
}

#[test]
fn the_newest_version_has_the_plain_name_and_an_older_one_tells_its_version() {
    use versions::things::{GetPart, GetThing, GetThingV1_0};
    assert_eq!((GetThing::NAME, GetThingV1_0::NAME), ("getThing", "getThing"));
    assert_eq!(GetThing::new().service_path(), "v1.1/jsonrpc/things");
    assert_eq!(GetThingV1_0::new().service_path(), "v1.0/jsonrpc/things");
    assert_eq!(GetPart::new().service_path(), "v1.0/jsonrpc/things");
    assert_eq!(text(&GetThing::new().tell_size(true)), r#"{"tellSize":true}"#);
    assert_eq!(text(&GetThingV1_0::new()), "{}");
    assert_eq!((GetThing::AREA, GetThing::EFFECT, versions::SPEC_DATE), ("things", Effect::Read, "2026-11-21"));
}

#[test]
fn a_member_is_read_under_its_name_and_under_the_one_before() {
    use history::things::{Finish, PaintState, PaintedThing};
    let old: PaintedThing = decode(r#"{"color":"red","gloss":1}"#);
    assert_eq!(old, decode(r#"{"colour":"red","gloss":true}"#));
    assert_eq!((old.colour.as_deref(), old.shiny), (Some("red"), Some(true)));
    assert_eq!(heard::<PaintedThing>(r#"{"color":"red"}"#), [""; 0]);
    assert_eq!(heard::<PaintedThing>(r#"{"colour":"red","color":"blue"}"#), ["PaintedThing has color twice"]);
    assert_eq!(encode(&old), json!({ "colour": "red", "gloss": true }));
    // what is gone still reads and is no longer offered
    assert_eq!(decode::<Vec<PaintState>>("[1, 3]"), [PaintState::Dry, PaintState::Peeled]);
    assert!(!PaintState::ALL.contains(&PaintState::Peeled));
    assert_eq!(decode::<Finish>(r#""raw""#), Finish::Raw);
    assert!(!Finish::ALL.contains(&Finish::Raw));
}

#[test]
#[expect(deprecated, reason = "the old names are what is tested")]
fn the_old_rust_name_of_a_setter_still_works_and_is_deprecated() {
    use history::things::{PaintState, PaintThing};
    let request = PaintThing::new(2).colour("red");
    assert_eq!(request.clone().gloss(true), request.clone().shiny(true));
    assert_eq!(text(&request.gloss(true)), r#"{"coats":2,"colour":"red","gloss":true}"#);
    assert_eq!(text(&PaintThing::new(2).brush("flat").clear_tint()), r#"{"coats":2,"brush":"flat","tint":""}"#);
    assert_eq!(PaintState::Tacky.code(), Some(2));
}

#[test]
fn types_may_be_called_as_the_prelude_calls_its_own() {
    use collisions::things as t;
    let json = r#"{"type":"t","match":"5","self":true,"box":{"box":{"string":"s"}},"option":"2","vecs":["into","unknown"],"extra":"e","forms":"f"}"#;
    let option: t::Option = decode(json);
    assert_eq!((option.r#match, option.this, option.extra.as_deref()), (5, Some(true), Some("e")));
    assert_eq!(option.r#box.as_ref().unwrap().r#box.as_ref().unwrap().string, Some(t::String::from("s")));
    assert_eq!((&option.option, &option.vecs), (&Some(t::Result::None), &Some(vec![t::Vec::Into, t::Vec::NotKnown])));
    assert_eq!(option.forms, Some(t::Forms::String(t::String::from("f"))));
    assert_eq!(stored(&option), option);
    assert_eq!(t::Option::new(5), decode(r#"{"match":5,"box":null}"#));
    assert_eq!(decode::<t::Box>(r#"{"box":""}"#), decode("[]"));
    assert_eq!(refused::<t::Option>("{}"), "match: missing, and it has to be there");
}

#[test]
fn variants_may_be_called_as_the_prelude_calls_its_own() {
    use collisions::things::{Result as Code, Vec as Word};
    assert_eq!(
        decode::<Vec<Code>>("[0, 1, 2, 3, 4, 5]"),
        [Code::Ok, Code::Err, Code::None, Code::NotKnown, Code::Itself, Code::Some]
    );
    assert_eq!("9".parse(), Ok(Code::from(9)));
    assert_eq!(decode::<Word>(r#""Vec""#), Word::Vec);
    // the vendor's own word for unknown is a known one
    assert_eq!(Word::NotKnown.wire_name(), "unknown");
    assert!(matches!(decode::<Word>(r#""Unknown""#), Word::Unknown(_)));
}

#[test]
fn requests_and_members_may_be_called_by_keywords_and_by_functions() {
    use collisions::things::{
        Default as Two, From as Union, Into as Object, IntoIterator as Loose, Match, Type, Vec as Word,
    };
    let object = Object::new(Word::Into).default(Two::On).texts(["a"]).map([("k", "v")]).vecs([Word::Type]).string("s");
    let request = Match::new("t", Union::from(object.clone())).into(Loose::new().default(true).clone(false)).this(true);
    assert_eq!(
        encode(&request.default(Two::Off).service("s")),
        json!({
            "type": "t",
            "from": {
                "type": "into", "string": "s", "texts": ["a"], "map": { "k": "v" }, "vecs": ["type"], "default": true,
            },
            "into": { "default": true, "clone": false },
            "self": true,
            "default": false,
            "service": "s",
        })
    );
    assert_eq!((Match::NAME, Type::NAME), ("match", "type"));
    assert_eq!(Type::new().into(object).vec([Word::Vec]).service_path(), "v1.0/jsonrpc/things");
    assert_eq!(Loose::new(), <Loose as Default>::default());
}

#[test]
fn shared_types_collide_no_more_than_those_of_an_area() {
    use shared_collisions::things::{GetThing, Into as Object, IntoIterator as Loose, Option as Maybe, Vec as Word};
    assert_eq!(decode::<Maybe>(r#"{"match":1}"#), shared_collisions::shared::Option::new(1));
    let request = GetThing::new().into(Object::new(Word::Type)).into_iterator(Loose::new());
    assert_eq!(text(&request), r#"{"into":{"type":"type"},"intoIterator":{}}"#);
}
