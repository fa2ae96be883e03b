//! Open enums and ids: known values are variants, unknown ones survive a round trip, whatever kind they came in.
//! The enums here are what the generator writes, made short.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_wire::{Id, Notice, Open, Unrecognized, codes, from_json, id, to_json, words};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum State {
    Off,
    On,
    Unknown(Unrecognized<Self>),
}

impl State {
    const fn code(&self) -> Option<i64> {
        match self {
            Self::Off => Some(0),
            Self::On => Some(1),
            Self::Unknown(value) => value.as_code(),
        }
    }

    fn wire_name(&self) -> &str {
        match self {
            Self::Off => "Off",
            Self::On => "On",
            Self::Unknown(value) => value.as_str(),
        }
    }

    fn known(code: i64) -> Option<Self> {
        [Self::Off, Self::On].get(usize::try_from(code).ok()?).cloned()
    }
}
codes!(State);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Soft,
    Seven,
    Unknown(Unrecognized<Self>),
}

impl Kind {
    fn wire_name(&self) -> &str {
        match self {
            Self::Soft => "soft",
            Self::Seven => "7",
            Self::Unknown(value) => value.as_str(),
        }
    }

    fn known(word: &str) -> Option<Self> {
        match word {
            "soft" => Some(Self::Soft),
            "7" => Some(Self::Seven),
            _ => None,
        }
    }
}
words!(Kind);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct ThingId(String);
id!(ThingId);

#[derive(Default)]
struct Told(RefCell<Vec<String>>);

impl Notice for Told {
    fn unknown_value(&self, kind: &'static str, value: &str) {
        self.0.borrow_mut().push(format!("{kind} {value}"));
    }
}

#[test]
fn a_code_is_read_as_number_and_as_text() {
    for (json, name, written, told) in [
        ("0", "Off", "0", ""),
        ("1", "On", "1", ""),
        (r#""1""#, "On", "1", ""),
        (r#"" 1 ""#, "On", "1", ""),
        ("1.0", "On", "1", ""),
        ("9", "9", "9", "State 9"),
        (r#""9""#, "9", "9", "State 9"),
        ("-1", "-1", "-1", "State -1"),
        (r#""On""#, "On", r#""On""#, "State On"),
        (r#""""#, "", r#""""#, "State "),
    ] {
        let notice = Told::default();
        let state: State = from_json(json, Some(&notice)).unwrap();
        assert_eq!(state.wire_name(), name, "{json}");
        assert_eq!(to_json(&state).unwrap(), written, "{json}");
        assert_eq!(notice.0.take().concat(), told, "{json}");
    }
    for (json, found) in
        [("true", "a boolean"), ("null", "null"), ("[]", "an array"), ("{}", "an object"), ("0.5", "a number")]
    {
        let error = from_json::<State>(json, None).unwrap_err();
        assert_eq!(error.to_string(), format!("expected a code, found {found}"));
    }
}

#[test]
fn a_word_is_read_as_text_and_as_number() {
    for (json, name, written, told) in [
        (r#""soft""#, "soft", r#""soft""#, ""),
        (r#""7""#, "7", r#""7""#, ""),
        ("7", "7", r#""7""#, ""),
        (r#""Soft""#, "Soft", r#""Soft""#, "Kind Soft"),
        (r#""""#, "", r#""""#, "Kind "),
        ("8", "8", "8", "Kind 8"),
    ] {
        let notice = Told::default();
        let kind: Kind = from_json(json, Some(&notice)).unwrap();
        assert_eq!(kind.wire_name(), name, "{json}");
        assert_eq!(to_json(&kind).unwrap(), written, "{json}");
        assert_eq!(notice.0.take().concat(), told, "{json}");
    }
    for (json, found) in [("true", "a boolean"), ("null", "null"), ("[]", "an array"), ("0.5", "a number")] {
        let error = from_json::<Kind>(json, None).unwrap_err();
        assert_eq!(error.to_string(), format!("expected a word, found {found}"));
    }
}

#[test]
fn no_unknown_value_holds_a_known_one() {
    assert_eq!(State::from(1), State::On);
    assert_eq!("1".parse(), Ok(State::On));
    assert_eq!("soft".parse(), Ok(Kind::Soft));
    assert_eq!(State::from(9), "9".parse().unwrap());
    assert_ne!(State::from(9), State::from(8));
    assert_eq!(State::from(9).unrecognized().unwrap().as_code(), Some(9));
    assert_eq!("nine".parse::<State>().unwrap().unrecognized().unwrap().as_code(), None);
    assert_eq!(format!("{:?} {:?}", State::from(9), "x".parse::<Kind>().unwrap()), "Unknown(9) Unknown(\"x\")");
    assert_eq!(format!("[{:>4}|{:<5}]", State::On, Kind::Soft), "[  On|soft ]");
}

#[test]
fn an_enum_can_be_the_key_of_a_map() {
    let map: BTreeMap<Kind, bool> = from_json(r#"{"soft": 1, "7": false, "new": true, "gone": null}"#, None).unwrap();
    assert_eq!(map.len(), 3);
    assert!(map[&Kind::Soft] && !map[&Kind::Seven] && map[&"new".parse::<Kind>().unwrap()]);
    assert_eq!(to_json(&map).unwrap(), r#"{"soft":true,"7":false,"new":true}"#);
    let states: BTreeMap<State, i64> = from_json(r#"{"1": 5, "x": 6}"#, None).unwrap();
    assert_eq!(states[&State::On], 5);
}

#[test]
fn an_id_takes_any_text_and_compares_with_texts() {
    let id: ThingId = from_json(r#""64f0a1c27be3d9541c08e2a7""#, None).unwrap();
    assert_eq!(id, "64f0a1c27be3d9541c08e2a7");
    assert_eq!(from_json::<ThingId>("42", None).unwrap().as_str(), "42");
    assert_eq!((ThingId::from("a"), "a".parse::<ThingId>()), (ThingId::from("a".to_owned()), Ok(ThingId::from("a"))));
    assert_eq!(ThingId::from(&id), id);
    assert_eq!(format!("[{:>3}]", ThingId::from("a")), "[  a]");
    assert_eq!(to_json(&ThingId::from("a")).unwrap(), r#""a""#);
    fn is_id<T: Id>(id: &T) -> &str {
        id.as_ref()
    }
    assert_eq!(is_id(&id).len(), 24);
    assert_eq!(from_json::<ThingId>("{}", None).unwrap_err().to_string(), "expected a text, found an object");
}
