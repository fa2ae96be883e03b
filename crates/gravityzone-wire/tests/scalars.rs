//! How lenient each scalar is: a table a type of what it takes, and of what it refuses with which words.
//! The tables are the promise to users: what decodes today decodes tomorrow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_wire::{Date, Decode, Encode, Json, Month, Scalar, Secret, Timestamp, from_json, to_json};
use std::collections::BTreeMap;
use std::fmt::Debug;

fn takes<T: Decode + PartialEq + Debug>(table: &[(&str, T)]) {
    for (json, expected) in table {
        match from_json::<T>(json, None) {
            Ok(value) => assert_eq!(value, *expected, "{json}"),
            Err(error) => panic!("{json}: {error}"),
        }
    }
}

fn refuses<T: Decode + Debug>(table: &[(&str, &str)]) {
    for (json, expected) in table {
        let error = from_json::<T>(json, None).expect_err(json);
        assert_eq!(error.to_string(), *expected, "{json}");
    }
}

#[test]
fn a_text_takes_every_scalar() {
    takes::<String>(&[
        (r#""abc""#, "abc".into()),
        (r#""""#, String::new()),
        (r#""\u00e9\n\"""#, "é\n\"".into()),
        (r#""\ud83e\udd80""#, "🦀".into()),
        ("7", "7".into()),
        ("-7", "-7".into()),
        ("9223372036854775807", "9223372036854775807".into()),
        ("1.5", "1.5".into()),
        ("true", "true".into()),
        ("false", "false".into()),
    ]);
    refuses::<String>(&[
        ("null", "expected a text, found null"),
        ("[]", "expected a text, found an array"),
        (r#"["a"]"#, "expected a text, found an array"),
        ("{}", "expected a text, found an object"),
    ]);
}

#[test]
fn a_boolean_takes_0_and_1_and_their_texts() {
    takes::<bool>(&[
        ("true", true),
        ("false", false),
        ("1", true),
        ("0", false),
        (r#""1""#, true),
        (r#""0""#, false),
        (r#""true""#, true),
        (r#""false""#, false),
    ]);
    refuses::<bool>(&[
        ("2", "expected a boolean, found a number"),
        ("-1", "expected a boolean, found a number"),
        ("1.0", "expected a boolean, found a number"),
        (r#""yes""#, "expected a boolean, found a text"),
        (r#""""#, "expected a boolean, found a text"),
        ("null", "expected a boolean, found null"),
        ("[]", "expected a boolean, found an array"),
        ("{}", "expected a boolean, found an object"),
    ]);
}

#[test]
fn a_whole_number_takes_text_and_a_fraction_of_zero() {
    takes::<i64>(&[
        ("0", 0),
        ("-5", -5),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("3.0", 3),
        ("1e3", 1000),
        (r#""42""#, 42),
        (r#""-42""#, -42),
        (r#"" 42 ""#, 42),
    ]);
    refuses::<i64>(&[
        ("1.5", "expected a whole number, found a number"),
        ("9223372036854775808", "expected a whole number, found a number"),
        ("1e30", "expected a whole number, found a number"),
        (r#""1.5""#, "expected a whole number, found a text"),
        (r#""9223372036854775808""#, "expected a whole number, found a text"),
        (r#""""#, "expected a whole number, found a text"),
        (r#""18%""#, "expected a whole number, found a text"),
        ("true", "expected a whole number, found a boolean"),
        ("null", "expected a whole number, found null"),
        ("[7]", "expected a whole number, found an array"),
    ]);
}

#[test]
fn a_number_takes_text_but_nothing_endless() {
    takes::<f64>(&[
        ("1.5", 1.5),
        ("2", 2.0),
        (r#""2.25""#, 2.25),
        (r#"" -1 ""#, -1.0),
        ("18446744073709551615", 1.8446744073709552e19),
    ]);
    refuses::<f64>(&[
        (r#""NaN""#, "expected a number, found a text"),
        (r#""inf""#, "expected a number, found a text"),
        (r#""1e999""#, "expected a number, found a text"),
        ("true", "expected a number, found a boolean"),
        ("null", "expected a number, found null"),
    ]);
}

#[test]
fn a_number_beyond_all_numbers_is_no_json() {
    let error = from_json::<f64>("1e999", None).unwrap_err();
    assert!(error.to_string().starts_with("not JSON at line 1"), "{error}");
}

#[test]
fn nothing_takes_null_and_what_stands_for_it() {
    takes::<()>(&[("null", ()), ("true", ()), ("{}", ()), ("[]", ()), (r#"{"a": 1}"#, ())]);
    refuses::<()>(&[
        ("false", "expected nothing (null), found a boolean"),
        ("0", "expected nothing (null), found a number"),
        (r#""""#, "expected nothing (null), found a text"),
        ("[null]", "expected nothing (null), found an array"),
    ]);
}

#[test]
fn a_scalar_keeps_what_it_is() {
    takes::<Scalar>(&[
        ("7", Scalar::Int(7)),
        (r#""7""#, "7".into()),
        ("-100", (-100).into()),
        ("0.5", Scalar::Float(0.5)),
    ]);
    refuses::<Scalar>(&[
        ("true", "expected a text or a number, found a boolean"),
        ("null", "expected a text or a number, found null"),
        ("[]", "expected a text or a number, found an array"),
    ]);
    for json in ["7", r#""7""#, "0.5"] {
        assert_eq!(to_json(&from_json::<Scalar>(json, None).unwrap()).unwrap(), json);
    }
    assert_eq!(format!("[{:>3}|{:<3}|{}]", Scalar::from("a"), Scalar::from(7), Scalar::Float(0.5)), "[  a|7  |0.5]");
}

#[test]
fn times_of_a_reply_keep_any_text() {
    for text in ["2025-12-16T18:31:40", "2025-12-16T18:31:40+02:00", "2017- 09 - 13T14: 20:37.000Z", "N/A", ""] {
        let json = Json::from(text).to_string();
        assert_eq!(from_json::<Timestamp>(&json, None).unwrap().as_str(), text);
        assert_eq!(from_json::<Date>(&json, None).unwrap().as_str(), text);
        assert_eq!(from_json::<Month>(&json, None).unwrap().to_string(), text);
    }
    assert_eq!(from_json::<Timestamp>("1765909900", None).unwrap().as_str(), "1765909900");
    refuses::<Timestamp>(&[("{}", "expected a text, found an object")]);
}

#[test]
fn null_is_none_in_an_option_and_left_out_of_lists_and_maps() {
    takes::<Option<i64>>(&[("null", None), ("4", Some(4)), (r#""4""#, Some(4))]);
    takes::<Vec<i64>>(&[("null", vec![]), ("[]", vec![]), (r#"[1, null, "2"]"#, vec![1, 2])]);
    takes::<BTreeMap<String, i64>>(&[
        ("null", BTreeMap::new()),
        ("[]", BTreeMap::new()),
        ("{}", BTreeMap::new()),
        (r#"{"b": 1, "a": null, "c": "3"}"#, BTreeMap::from([("b".into(), 1), ("c".into(), 3)])),
        (r#"{"a": 1, "a": 2}"#, BTreeMap::from([("a".into(), 2)])),
    ]);
    refuses::<Vec<i64>>(&[
        ("{}", "expected an array, found an object"),
        ("7", "expected an array, found a number"),
        ("-7", "expected an array, found a number"),
        ("0.5", "expected an array, found a number"),
        (r#""a""#, "expected an array, found a text"),
        ("true", "expected an array, found a boolean"),
        (r#"[1, "x"]"#, "[1]: expected a whole number, found a text"),
    ]);
    refuses::<BTreeMap<String, i64>>(&[
        ("[1]", "expected an object, found an array"),
        ("7", "expected an object, found a number"),
        (r#"{"a": {"b": 1}}"#, "a: expected a whole number, found an object"),
    ]);
    refuses::<BTreeMap<String, Vec<Option<bool>>>>(&[(
        r#"{"a": [true, null, 3]}"#,
        "a[2]: expected a boolean, found a number",
    )]);
}

#[test]
fn any_json_is_kept() {
    for json in ["null", "7", r#"{"a":[1,null,{"b":"c"}]}"#] {
        assert_eq!(from_json::<Json>(json, None).unwrap().to_string(), json);
    }
}

#[test]
fn scalars_are_written_as_json() {
    fn written<T: Encode>(value: &T) -> String {
        to_json(value).unwrap()
    }
    assert_eq!(written(&"a\"b".to_owned()), r#""a\"b""#);
    assert_eq!(written(&true), "true");
    assert_eq!(written(&-3_i64), "-3");
    assert_eq!(written(&2.5), "2.5");
    assert_eq!(written(&()), "null");
    assert_eq!(written(&None::<i64>), "null");
    assert_eq!(written(&vec![Some(1_i64), None]), "[1,null]");
    assert_eq!(written(&BTreeMap::from([("k".to_owned(), 1_i64)])), r#"{"k":1}"#);
    assert_eq!(written(&Secret::from("s")), r#""s""#);
    assert_eq!(written(&Date::new(2028, 2, 29).unwrap()), r#""2028-02-29""#);
}
