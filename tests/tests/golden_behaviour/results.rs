//! What methods return: nothing, success, accepted tasks, one item or many, raw JSON, perhaps nothing, pages.
//! A method's `Output` is what a reply's result decodes to.

use super::goldens::{paging, results};
use super::kit::{decode, encode, heard, refused, stored, text};
use gravityzone_wire::{Accepted, Capped, Effect, Method, OneOrMany, Page, PageInfo, Paged, Success};
use serde_json::json;

use paging::things::{BitOptions, ListBits, ListNames, ListParts, ListThings};
use results::things::{
    CheckThing, EnableThing, FindId, FindNames, FindThing, ForgetThing, ListIds, StartThing, TaskId, Thing,
};

fn output<M: Method>(json: &str) -> M::Output {
    decode(json)
}

#[test]
fn nothing_is_null_or_what_stands_for_it_elsewhere() {
    for nothing in ["null", "true", "{}", "[]"] {
        output::<ForgetThing>(nothing);
    }
    assert_eq!(refused::<<ForgetThing as Method>::Output>("false"), "expected nothing (null), found a boolean");
    assert_eq!((ForgetThing::EFFECT, ForgetThing::IDEMPOTENT), (Effect::Delete, false));
}

#[test]
fn success_is_a_boolean_or_an_object_that_says_so() {
    for yes in ["true", "1", r#""true""#, r#"{"success":true}"#, r#"{"success":1,"more":[]}"#] {
        assert_eq!(output::<EnableThing>(yes), Success(true), "{yes}");
    }
    assert_eq!(output::<EnableThing>(r#"{"success":false}"#), Success(false));
    assert_eq!(heard::<Success>(r#"{"success":1,"more":[]}"#), ["Success has more"]);
    assert_eq!(refused::<Success>("{}"), "success: missing, and it has to be there");
    assert_eq!(refused::<Success>(r#"{"success":"hush"}"#), "success: expected a boolean, found a text");
    assert_eq!((EnableThing::EFFECT, EnableThing::IDEMPOTENT), (Effect::Update, true));
}

#[test]
fn accepted_is_true_an_id_or_a_list_of_ids() {
    let ids = |json| output::<StartThing>(json).ids().to_vec();
    assert!(ids("true").is_empty() && output::<StartThing>("true").is_accepted());
    assert!(!output::<StartThing>("false").is_accepted());
    assert_eq!(ids(r#""t1""#), ["t1"]);
    assert_eq!(ids(r#"["t1", 2]"#), ["t1", "2"]);
    assert_eq!(text(&output::<StartThing>(r#"["t1"]"#)), r#"["t1"]"#);
    assert_eq!(text(&output::<StartThing>("true")), "true");
    assert_eq!(refused::<Accepted<TaskId>>("{}"), "expected true, an id or a list of ids, found an object");
    assert_eq!(StartThing::EFFECT, Effect::Create);
    assert_eq!((StartThing::VERIFY, StartThing::DANGER), (Some("things.listIds"), None));
}

#[test]
fn one_or_many_is_always_a_list() {
    let things: OneOrMany<Thing> = decode(r#"{"name":"a"}"#);
    assert_eq!((things.len(), things[0].name.as_deref()), (1, Some("a")));
    assert_eq!(decode::<OneOrMany<Thing>>(r#"[{"name":"a"},null,{"name":"b"}]"#).len(), 2);
    assert!(decode::<OneOrMany<Thing>>("null").is_empty());
    assert_eq!(refused::<OneOrMany<Thing>>(r#"[{"name":"a"},{"name":[]}]"#), {
        "[1].name: expected a text, found an array"
    });
    assert_eq!(output::<ListIds>(r#"["a1","a2"]"#).into_iter().collect::<Vec<_>>(), ["a1", "a2"]);
}

#[test]
fn a_list_that_the_server_cuts_off_says_when_it_may_have_lost_its_end() {
    let found = output::<FindNames>(r#"["a","b"]"#);
    assert_eq!((found.len(), found.maybe_truncated(), found.first().map(String::as_str)), (2, false, Some("a")));
    assert!(output::<FindNames>(r#"["a","b","c"]"#).maybe_truncated());
    assert!(output::<FindNames>(r#"["a","b","c","d"]"#).maybe_truncated(), "more than was documented");
    assert!(output::<FindNames>("null").is_empty());
    assert_eq!(<FindNames as Method>::Output::MAX, 3);
    assert_eq!(found, Capped::new(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!((&found).into_iter().count(), found.clone().into_iter().count());
    assert_eq!((stored(&found), text(&found)), (found.clone(), r#"["a","b"]"#.to_owned()));
    assert_eq!(found.into_vec(), ["a", "b"]);
    assert_eq!(refused::<Capped<String, 3>>(r#"["a",{}]"#), "[1]: expected a text, found an object");
    assert_eq!(refused::<Capped<String, 3>>("{}"), "expected an array, found an object");
}

#[test]
fn what_no_source_describes_is_json_as_it_came() {
    assert_eq!(output::<CheckThing>(r#"{"a":[1,null]}"#), json!({ "a": [1, null] }));
}

#[test]
fn perhaps_nothing_is_an_option() {
    assert_eq!((output::<FindThing>("null"), output::<FindId>("null")), (None, None));
    assert_eq!(output::<FindId>(r#""a1""#).unwrap(), "a1");
    assert!(output::<FindThing>("{}").is_some());
}

#[test]
fn a_page_comes_with_an_envelope_or_as_a_bare_list() {
    let page: Page<paging::things::Thing> =
        decode(r#"{"total":"2","page":1,"perPage":30,"pagesCount":1,"items":[{"name":"a"}]}"#);
    assert_eq!((page.total, page.pages_count, page.has_more_records), (Some(2), Some(1), None));
    assert_eq!(page.items[0].name.as_deref(), Some("a"));
    let bare = output::<ListThings>(r#"[{"name":"a"}]"#);
    assert_eq!((bare.total, &bare.items), (None, &page.items));
    assert_eq!(encode(&bare), json!({ "items": [{ "name": "a" }] }));
    assert_eq!(output::<ListNames>(r#"{"items":null,"new":1}"#), Page::new(Vec::new()));
    assert_eq!(heard::<Page<String>>(r#"{"new":1,"items":[],"items":[]}"#), ["Page has new", "Page has items twice"]);
    assert_eq!(refused::<Page<paging::things::Thing>>(r#"{"items":[{},{"name":{}}]}"#), {
        "items[1].name: expected a text, found an object"
    });
}

#[test]
fn a_paged_request_can_be_asked_for_another_page_and_another_size() {
    let mut request = ListThings::new();
    assert_eq!((request.per_page, ListThings::MAX_PER_PAGE), (None, Some(100)));
    request.set_page(3);
    request.set_per_page(50);
    assert_eq!(Paged::per_page(&request), Some(50));
    assert_eq!(text(&request), r#"{"page":3,"perPage":50}"#);
    assert_eq!(request, ListThings::new().page(3).per_page(50));
}

#[test]
fn a_page_inside_a_result_is_walked_by_what_the_result_tells() {
    let mut request = ListParts::new();
    assert_eq!((Paged::page(&request), Paged::per_page(&request), ListParts::MAX_PER_PAGE), (None, None, None));
    request.set_page(2);
    request.set_per_page(5);
    assert_eq!((Paged::page(&request), Paged::per_page(&request)), (Some(2), Some(5)));
    assert_eq!(text(&request), r#"{"page":2,"limit":5}"#);
    let parts = output::<ListParts>(r#"{"data":[{"name":"a"}],"more":true}"#);
    assert_eq!(ListParts::info(&parts), PageInfo { count: 1, has_more: Some(true), ..PageInfo::default() });
    assert_eq!(ListParts::into_items(parts)[0].name.as_deref(), Some("a"));
    let nothing = output::<ListParts>("{}");
    assert_eq!(ListParts::info(&nothing), PageInfo::default());
    assert!(ListParts::into_items(nothing).is_empty());
}

#[test]
fn a_page_is_asked_for_in_an_object_that_is_made_where_it_is_absent() {
    let mut request = ListBits::new("a");
    assert_eq!((request.page(), request.per_page(), ListBits::MAX_PER_PAGE), (None, None, Some(50)));
    request.set_page(3);
    assert_eq!(text(&request), r#"{"of":"a","options":{"page":3}}"#);
    request.set_per_page(20);
    assert_eq!(text(&request), r#"{"of":"a","options":{"page":3,"view":{"size":20}}}"#);
    assert_eq!((request.page(), request.per_page()), (Some(3), Some(20)));
    let mut request = ListBits::new("a").options(BitOptions::new().deep(true));
    request.set_page(1);
    assert_eq!(text(&request), r#"{"of":"a","options":{"deep":true,"page":1}}"#, "what was asked stays");
    let bits = r#"{"total":9,"page":2,"perPage":3,"pagesCount":3,"hasMoreRecords":true,"bits":[1,2,3]}"#;
    let bits = output::<ListBits>(bits);
    let (total, page, per_page, pages_count) = (Some(9), Some(2), Some(3), Some(3));
    let told = PageInfo { count: 3, total, page, per_page, pages_count, has_more: Some(true) };
    assert_eq!((ListBits::info(&bits), ListBits::into_items(bits)), (told, vec![1, 2, 3]));
}

#[test]
fn a_page_inside_a_result_is_a_plain_object() {
    let parts = output::<ListParts>(r#"{"data":[{"name":"a"}],"more":"false"}"#);
    assert_eq!((parts.data.as_ref().unwrap().len(), parts.more), (1, Some(false)));
    assert_eq!(stored(&parts), parts);
    assert_eq!(text(&ListParts::new().limit(5)), r#"{"limit":5}"#);
}
