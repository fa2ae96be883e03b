//! Replies of several shapes: success, accepted tasks, one or many, JSON in a text, pages.
//! And what a request writes for a member that is kept, cleared or set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_wire::{
    Accepted, AsFlag, Clearable, Decode, Empty, Fields, Flag, JsonText, Members, OneOrMany, Page, SerializeMap,
    Success, from_json, to_json,
};
use std::fmt::Debug;

fn error<T: Decode + Debug>(json: &str) -> String {
    from_json::<T>(json, None).expect_err(json).to_string()
}

#[test]
fn success_is_a_boolean_or_an_object_that_says_so() {
    for (json, expected) in [
        ("true", true),
        ("false", false),
        ("1", true),
        (r#""0""#, false),
        (r#"{"success": true}"#, true),
        (r#"{"success": 0}"#, false),
        (r#"{"details": [], "success": true}"#, true),
        (r#"{"success": false, "success": true}"#, true),
    ] {
        assert_eq!(from_json::<Success>(json, None).unwrap(), Success(expected), "{json}");
    }
    assert_eq!(error::<Success>("null"), "expected true or {success: true}, found null");
    assert_eq!(error::<Success>("{}"), "success: missing, and it has to be there");
    assert_eq!(error::<Success>(r#"{"success": null}"#), "success: expected a boolean, found null");
    assert_eq!(error::<Success>(r#"{"success": "done"}"#), "success: expected a boolean, found a text");
    assert_eq!(error::<Success>("2"), "expected a boolean, found a number");
    assert_eq!(to_json(&Success(true)).unwrap(), "true");
}

#[test]
fn accepted_is_true_an_id_or_a_list_of_ids() {
    for (json, accepted, ids, written) in [
        ("true", true, &[][..], "true"),
        ("false", false, &[], "false"),
        (r#""a""#, true, &["a"], r#"["a"]"#),
        ("7", true, &["7"], r#"["7"]"#),
        ("-7", true, &["-7"], r#"["-7"]"#),
        ("[]", true, &[], "true"),
        (r#"["a", 2, null]"#, true, &["a", "2"], r#"["a","2"]"#),
    ] {
        let reply = from_json::<Accepted<String>>(json, None).unwrap();
        assert_eq!(
            (reply.is_accepted(), reply.ids()),
            (accepted, &ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()[..]),
            "{json}"
        );
        assert_eq!(to_json(&reply).unwrap(), written, "{json}");
    }
    assert_eq!(error::<Accepted<String>>("null"), "expected true, an id or a list of ids, found null");
    assert_eq!(error::<Accepted<String>>("{}"), "expected true, an id or a list of ids, found an object");
    assert_eq!(error::<Accepted<String>>(r#"["a", []]"#), "[1]: expected a text, found an array");
}

#[test]
fn one_or_many_is_a_list_or_one_bare_object() {
    type Things = OneOrMany<Thing>;
    for (json, names) in [
        ("null", &[][..]),
        ("[]", &[]),
        (r#"[{"name": "a"}, {"name": "b"}]"#, &["a", "b"]),
        (r#"[{"name": "a"}, null]"#, &["a"]),
        (r#"{"name": "a"}"#, &["a"]),
    ] {
        let things = from_json::<Things>(json, None).unwrap();
        assert_eq!(things.iter().map(|thing| &*thing.name).collect::<Vec<_>>(), names, "{json}");
        assert_eq!(things.into_iter().count(), names.len());
    }
    assert_eq!(error::<Things>("7"), "expected an object, found a number");
    assert_eq!(error::<Things>(r#""a""#), "expected an object, found a text");
    assert_eq!(error::<Things>("true"), "expected a list or one item, found a boolean");
    for (json, texts) in [(r#""a""#, &["a"][..]), ("7", &["7"]), ("-7", &["-7"]), (r#"["a", 7]"#, &["a", "7"])] {
        assert_eq!(from_json::<OneOrMany<String>>(json, None).unwrap().to_vec(), texts, "{json}");
    }
    assert_eq!(error::<Things>("{}"), "name: missing, and it has to be there");
    assert_eq!(error::<Things>("[{}]"), "[0].name: missing, and it has to be there");
}

#[test]
fn json_in_a_text_is_read_through() {
    type Rows = JsonText<Vec<i64>>;
    assert_eq!(from_json::<Rows>(r#""[1, \"2\"]""#, None).unwrap().0, [1, 2]);
    assert_eq!(to_json(&JsonText(vec![1_i64, 2])).unwrap(), r#""[1,2]""#);
    assert_eq!(error::<Rows>("[1]"), "expected a text that holds JSON, found an array");
    assert_eq!(error::<Rows>(r#""[1""#), "expected a text that holds fitting JSON, found a text");
    assert_eq!(error::<Vec<Rows>>(r#"["[1]", "{}"]"#), "[1]: expected a text that holds fitting JSON, found a text");
}

#[test]
fn a_page_may_say_everything_or_nothing() {
    let page: Page<i64> = from_json(
        r#"{"total": "3", "page": 2, "perPage": 2, "pagesCount": 2, "hasMoreRecords": 0, "items": [5, null]}"#,
        None,
    )
    .unwrap();
    assert_eq!((page.total, page.page, page.per_page, page.pages_count), (Some(3), Some(2), Some(2), Some(2)));
    assert_eq!((page.has_more_records, &page.items[..]), (Some(false), &[5][..]));
    for json in ["{}", "[]", r#"{"items": null}"#, r#"{"items": []}"#, r#"{"total": null}"#] {
        assert_eq!(from_json::<Page<i64>>(json, None).unwrap(), Page::new(Vec::new()), "{json}");
    }
    assert_eq!(from_json::<Page<i64>>("[1, 2]", None).unwrap().into_iter().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(error::<Page<i64>>("null"), "expected a page, found null");
    assert_eq!(error::<Page<i64>>("true"), "expected a page, found a boolean");
    assert_eq!(error::<Page<i64>>(r#"{"items": {}}"#), "items: expected an array, found an object");
    assert_eq!(error::<Page<i64>>(r#"{"items": [1, {}]}"#), "items[1]: expected a whole number, found an object");
    assert_eq!(error::<Page<i64>>(r#"[1, {}]"#), "[1]: expected a whole number, found an object");
    assert_eq!(to_json(&Page::new(vec![1_i64])).unwrap(), r#"{"items":[1]}"#);
}

#[derive(Debug, PartialEq)]
struct Thing {
    name: String,
}

impl gravityzone_wire::Object for Thing {
    const NAME: &'static str = "Thing";
    type Slots = Option<String>;

    fn set<'de, A: gravityzone_wire::MapAccess<'de>>(
        slots: &mut Option<String>,
        member: &str,
        value: gravityzone_wire::Value<'_, '_, A>,
    ) -> Result<(), A::Error> {
        match member {
            "name" => value.fill(slots),
            _ => value.unknown(),
        }
    }

    fn finish<E: gravityzone_wire::DeError>(slots: Option<String>, cx: gravityzone_wire::Cx<'_>) -> Result<Self, E> {
        Ok(Self { name: cx.present(slots, "name")? })
    }
}

#[derive(Default)]
struct Request {
    end: Clearable<String>,
    fields: Clearable<std::collections::BTreeMap<String, String>>,
    flag: Option<bool>,
    inner: Option<Box<Request>>,
}

impl Fields for Request {
    fn write<M: SerializeMap>(&self, to: &mut Members<M>) -> Result<(), M::Error> {
        to.put_clearable("end", &self.end, Empty::Text)?;
        to.put_clearable("fields", &self.fields, Empty::List)?;
        to.put("flag", &self.flag.as_flag())?;
        to.put_boxed("inner", &self.inner)
    }
}

#[test]
fn a_clearable_member_is_left_out_emptied_or_sent() {
    let mut request = Request::default();
    assert_eq!(to_json(&request).unwrap(), "{}");
    request.end = Clearable::Clear;
    request.fields = Clearable::Clear;
    assert_eq!(to_json(&request).unwrap(), r#"{"end":"","fields":[]}"#);
    request.end = "2028-04-14".to_owned().into();
    request.fields = Clearable::Set(std::iter::once(("a".to_owned(), "b".to_owned())).collect());
    assert_eq!(to_json(&request).unwrap(), r#"{"end":"2028-04-14","fields":{"a":"b"}}"#);
    assert_eq!(request.end.value().map(String::as_str), Some("2028-04-14"));
    assert!(!request.end.is_keep() && Clearable::<()>::Keep.is_keep() && !Clearable::<()>::Clear.is_keep());
}

#[test]
fn a_flag_is_sent_as_0_or_1_and_a_box_as_what_is_in_it() {
    let inner = Request { flag: Some(false), ..Request::default() };
    let request = Request { flag: Some(true), inner: Some(Box::new(inner)), ..Request::default() };
    assert_eq!(to_json(&request).unwrap(), r#"{"flag":1,"inner":{"flag":0}}"#);
    assert_eq!((true.as_flag(), None::<bool>.as_flag()), (Flag(true), None));
}
