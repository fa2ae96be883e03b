//! Results can be stored and read again through serde, whatever holds them.
//! What is read back is equal, also where the first reply was loose.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use gravityzone_wire::{
    Accepted, Date, Decode, JsonText, Month, OneOrMany, Page, Scalar, Success, Timestamp, from_json,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// A loose reply, what is stored of it, and that both read as the same.
fn stored<T: Decode + Serialize + DeserializeOwned + PartialEq + Debug>(loose: &str, text: &str) {
    let value: T = from_json(loose, None).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    assert_eq!(serde_json::from_str::<T>(text).unwrap(), value);
    assert_eq!(serde_json::from_str::<T>(loose).unwrap(), value);
}

#[test]
fn pages_and_lists_are_stored_in_their_normal_form() {
    stored::<Page<i64>>(r#"{"total":"2","items":["1",2,null],"pagesCount":null}"#, r#"{"total":2,"items":[1,2]}"#);
    stored::<Page<String>>(r#"["a"]"#, r#"{"items":["a"]}"#);
    stored::<OneOrMany<i64>>(r#""7""#, "[7]");
    stored::<Accepted<String>>(r#""t1""#, r#"["t1"]"#);
    stored::<Accepted<String>>("true", "true");
    stored::<JsonText<Vec<i64>>>(r#""[1, 2]""#, r#""[1,2]""#);
}

#[test]
fn what_does_not_fit_is_named_by_its_path_and_not_quoted() {
    let error = serde_json::from_str::<Page<i64>>(r#"{"items":[1,"no number"]}"#).unwrap_err().to_string();
    assert!(error.starts_with("items[1]: expected a whole number, found a text"), "{error}");
    let error = serde_json::from_str::<Page<i64>>(r#"{"items":"#).unwrap_err();
    assert!(error.is_eof(), "{error}");
}

#[test]
fn scalars_and_times_are_stored_as_they_came() {
    stored::<Success>(r#"{"success":true}"#, "true");
    stored::<Scalar>("-100", "-100");
    stored::<Scalar>(r#""Success""#, r#""Success""#);
    stored::<Timestamp>(r#""2025-12-16T18:31:40""#, r#""2025-12-16T18:31:40""#);
    stored::<Date>(r#""soon""#, r#""soon""#);
    stored::<Month>(r#""03/2026""#, r#""03/2026""#);
}
