//! A decode error names the path and the kind of JSON, never the value; a secret shows nowhere.
//! Objects: unknown, duplicate, missing and boxed members, unset words, an open rest, a tag that comes later.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test may stop the test")]

use gravityzone_wire::{
    Cx, DeError, Decode, DecodeError, Json, MapAccess, Masked, Notice, Object, Raw, Secret, Union, Value, from_json,
    to_json,
};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Debug, Default, PartialEq)]
struct Node {
    id: Option<String>,
    label: Option<String>,
    count: Option<i64>,
    key: Option<Secret>,
    next: Option<Box<Node>>,
    nodes: Option<Vec<Node>>,
    kind: Option<String>,
    details: Option<Details>,
    extra: BTreeMap<String, i64>,
}

#[derive(Default)]
struct Slots(Node, Option<Raw>);

#[derive(Debug, PartialEq)]
enum Details {
    Number(i64),
    Nodes(Vec<Node>),
    Other(Json),
}

impl Union for Details {
    fn of<E: DeError>(tag: Option<&str>, value: &Raw, cx: Cx<'_>) -> Result<Self, E> {
        match tag {
            Some("number") => value.decode(cx).map(Self::Number),
            Some("nodes") => value.decode(cx).map(Self::Nodes),
            _ => value.decode(cx).map(Self::Other),
        }
    }
}

impl Object for Node {
    const NAME: &'static str = "Node";
    type Slots = Slots;

    fn set<'de, A: MapAccess<'de>>(slots: &mut Slots, member: &str, value: Value<'_, '_, A>) -> Result<(), A::Error> {
        let Slots(node, details) = slots;
        match member {
            "id" => value.fill(&mut node.id),
            "label" => value.fill_unless(&mut node.label, &["", "N/A"]),
            "count" => value.fill_unless(&mut node.count, &[""]),
            "key" => value.fill(&mut node.key),
            "next" => value.fill_boxed(&mut node.next),
            "nodes" => value.fill_unless(&mut node.nodes, &["none"]),
            "kind" => value.fill(&mut node.kind),
            "details" => value.keep(details),
            "gone" => value.unknown(),
            _ => value.extra(&mut node.extra),
        }
    }

    fn finish<E: DeError>(Slots(node, details): Slots, cx: Cx<'_>) -> Result<Self, E> {
        let tag = node.kind.clone();
        Ok(Self {
            id: Some(cx.present(node.id, "id")?),
            details: Details::beside("details", details, tag.as_deref(), cx)?,
            ..node
        })
    }
}

#[derive(Default)]
struct Told(RefCell<Vec<String>>);

impl Notice for Told {
    fn unknown_member(&self, object: &'static str, member: &str) {
        self.0.borrow_mut().push(format!("member {object}.{member}"));
    }
    fn duplicate_member(&self, object: &'static str, member: &str) {
        self.0.borrow_mut().push(format!("twice {object}.{member}"));
    }
}

fn error(json: &str) -> String {
    from_json::<Node>(json, None).expect_err(json).to_string()
}

#[test]
fn unset_words_null_and_absence_are_one() {
    for json in
        [r#"{"id":"a"}"#, r#"{"id":"a","label":null}"#, r#"{"id":"a","label":""}"#, r#"{"id":"a","label":"N/A"}"#]
    {
        assert_eq!(from_json::<Node>(json, None).unwrap().label, None, "{json}");
    }
    let of = |json: &str| from_json::<Node>(json, None).unwrap();
    assert_eq!(of(r#"{"id":"a","label":"n/a"}"#).label.as_deref(), Some("n/a"));
    assert_eq!(of(r#"{"id":"a","label":7}"#).label.as_deref(), Some("7"));
    assert_eq!(of(r#"{"id":"a","label":true}"#).label.as_deref(), Some("true"));
    assert_eq!(of(r#"{"id":"a","count":"","nodes":"none"}"#), of(r#"{"id":"a"}"#));
    assert_eq!((of(r#"{"id":"a","count":"4"}"#).count, of(r#"{"id":"a","count":4.0}"#).count), (Some(4), Some(4)));
    assert_eq!(of(r#"{"id":"a","nodes":[{"id":"b"}]}"#).nodes.unwrap()[0].id.as_deref(), Some("b"));
    assert_eq!(error(r#"{"id":"a","count":"x"}"#), "count: expected a whole number, found a text");
    assert_eq!(error(r#"{"id":"a","count":{}}"#), "count: expected a whole number, found an object");
}

#[test]
fn a_path_leads_from_the_outermost_value_to_the_wrong_one() {
    assert_eq!(error("{}"), "id: missing, and it has to be there");
    assert_eq!(error("[]"), "id: missing, and it has to be there");
    assert_eq!(error("[{}]"), "expected an object, found an array");
    assert_eq!(
        error(r#"{"id":"a","next":{"id":"b","next":{"id":[]}}}"#),
        "next.next.id: expected a text, found an array"
    );
    assert_eq!(
        error(r#"{"id":"a","nodes":[{"id":"b"},{"next":{"id":"c"}}]}"#),
        "nodes[1].id: missing, and it has to be there"
    );
    let deep = r#"{"id":"a","kind":"nodes","details":[{"id":"b"},{"id":"c","nodes":[{"id":{}}]}]}"#;
    assert_eq!(error(deep), "details[1].nodes[0].id: expected a text, found an object");
}

#[test]
fn a_tag_may_come_after_what_it_chooses() {
    let of = |json: &str| from_json::<Node>(json, None).unwrap().details;
    assert_eq!(of(r#"{"details":"5","id":"a","kind":"number"}"#), Some(Details::Number(5)));
    assert_eq!(of(r#"{"kind":"number","details":5,"id":"a"}"#), Some(Details::Number(5)));
    assert_eq!(of(r#"{"kind":"new","details":{"x":1},"id":"a"}"#), Some(Details::Other(serde_json::json!({"x": 1}))));
    assert_eq!(of(r#"{"details":[],"id":"a"}"#), Some(Details::Other(Json::Array(Vec::new()))));
    assert_eq!(of(r#"{"kind":"number","details":null,"id":"a"}"#), None);
    assert_eq!(error(r#"{"details":"x","kind":"number","id":"a"}"#), "details: expected a whole number, found a text");
}

#[test]
fn what_an_object_does_not_know_is_told_and_never_fatal() {
    let told = Told::default();
    let json =
        r#"{"id":"a","gone":{"x":[1,{}]},"plus":3,"odd":{"y":1},"text":"9","id":"b","key":"s","key":null,"nil":null}"#;
    let node = from_json::<Node>(json, Some(&told)).unwrap();
    assert_eq!((node.id.as_deref(), node.key), (Some("b"), None), "the last one counts");
    assert_eq!(node.extra, BTreeMap::from([("plus".to_owned(), 3), ("text".to_owned(), 9)]));
    assert_eq!(told.0.take(), ["member Node.gone", "member Node.odd", "twice Node.id", "twice Node.key"]);
}

#[test]
fn an_error_that_was_mended_leaves_no_trace_in_the_next_one() {
    assert_eq!(
        error(r#"{"odd":{"y":1},"nodes":[{"odd":[],"id":true},{"id":{}}]}"#),
        "nodes[1].id: expected a text, found an object"
    );
}

#[test]
fn text_that_is_no_json_is_told_by_its_place() {
    assert_eq!(error(""), "the JSON ends too early");
    assert_eq!(error(r#"{"id":"a""#), "the JSON ends too early");
    assert_eq!(error("{\"id\":\n  oops}"), "id: not JSON at line 2 column 3");
    assert_eq!(error(r#"{"id":"a"} x"#), "not JSON at line 1 column 12");
    assert_eq!(error("<html>"), "not JSON at line 1 column 1");
    assert_eq!(error(&"[".repeat(10_000)), "the JSON ends too early");
    let deep = from_json::<Json>(&"[".repeat(10_000), None).unwrap_err();
    assert!(deep.to_string().starts_with("not JSON at line 1 column"), "{deep}");
}

#[test]
fn an_error_can_be_seen_from_further_out() {
    let of = |json: &str| -> DecodeError { from_json::<Vec<Node>>(json, None).unwrap_err() };
    assert_eq!(of("[{}]").within("result").to_string(), "result[0].id: missing, and it has to be there");
    assert_eq!(of("7").within("result").to_string(), "result: expected an array, found a number");
    let inner = from_json::<Node>("{}", None).unwrap_err();
    assert_eq!((inner.path(), inner.reason()), ("id", "missing, and it has to be there"));
    assert_eq!(inner.within("item").within("result").path(), "result.item.id");
}

/// A deterministic stream of numbers.
struct Xorshift(u64);

impl Xorshift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn text(&mut self) -> String {
        let letters: Vec<char> = "QZXJKVW0123456789éß🦀\\\"/\n\t".chars().collect();
        let mut pick = || letters[usize::try_from(self.next()).unwrap() % letters.len()];
        format!("QZX{}", (0..9).map(|_| pick()).collect::<String>())
    }
}

#[test]
fn no_error_quotes_a_value_whatever_it_is() {
    let mut random = Xorshift(0x9E37_79B9_7F4A_7C15);
    let mut errors = 0;
    for round in 0..2_000 {
        let text = random.text();
        let value = Json::from(text.as_str());
        let wrong = match round % 5 {
            0 => serde_json::json!([value]),
            1 => serde_json::json!({ "x": value }),
            2 => serde_json::json!([[value, 7]]),
            3 => value.clone(),
            _ => Json::from(f64::from(u32::try_from(random.next() % 1000).unwrap()) + 0.25),
        };
        let reply = match round % 7 {
            0 => serde_json::json!({ "id": wrong }),
            1 => serde_json::json!({ "id": value, "count": wrong }),
            2 => serde_json::json!({ "id": value, "key": wrong }),
            3 => serde_json::json!({ "id": value, "next": { "id": value, "nodes": [wrong] } }),
            4 => serde_json::json!({ "id": value, "kind": "number", "details": wrong }),
            5 => serde_json::json!({ "key": value, "count": wrong }),
            _ => wrong.clone(),
        };
        let mut json = reply.to_string();
        if round % 11 == 0 {
            json.truncate(json.char_indices().nth_back(1).unwrap().0);
        }
        if let Err(error) = from_json::<Node>(&json, None) {
            errors += 1;
            let shown = format!("{error} {error:?} {}", error.clone().within("result"));
            assert!(!shown.contains("QZX") && !shown.contains(".25"), "{json} gives {shown}");
        }
    }
    assert!(errors > 1_500, "{errors} errors: the property has to be tried");
}

#[test]
fn a_secret_is_never_shown() {
    let secret = Secret::from("hunter2".to_owned());
    assert_eq!(
        format!("{secret:?} {secret:#?} {:?}", Some(vec![&secret])),
        "Secret(***) Secret(***) Some([Secret(***)])"
    );
    let node: Node = from_json(r#"{"id":"a","key":"hunter2"}"#, None).unwrap();
    assert!(!format!("{node:?}").contains("hunter2"));
    assert_eq!(node.key.as_ref().map(Secret::expose), Some("hunter2"));
    assert_eq!(to_json(&secret).unwrap(), r#""hunter2""#);
    assert!(
        secret == Secret::from("hunter2") && secret != Secret::from("hunter3") && secret != Secret::from("hunter22")
    );
    assert_eq!(error(r#"{"id":"a","key":["hunter2"]}"#), "key: expected a text, found an array");
}

#[test]
fn a_masked_secret_says_only_that_there_is_one() {
    let masked: Option<Masked> = from_json(r#""********""#, None).unwrap();
    assert_eq!(masked.unwrap().as_str(), "********");
    assert!(from_json::<Option<Masked>>("null", None).unwrap().is_none());
    assert!(<Option<Masked>>::absent().is_some() && Masked::absent().is_none());
}
