//! Whatever arrives gets a well-formed answer or a closed connection, nothing panics, and the next honest call works.
//! Random input by proptest; what cost memory is in tests/memory.rs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first thing that is wrong")]

mod input;
mod target;

use input::{any_json, broken_body, content_type, head, params_of, raw};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use target::{SPEC, Target};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(192))]

    #[test]
    fn bytes_that_are_no_http_get_a_400_or_a_closed_connection(bytes in raw()) {
        let target = Target::the();
        if let Some(reply) = target.send(&bytes)? {
            prop_assert!((400..500).contains(&reply.http), "{:?}", reply);
        }
        target.is_well()?;
    }

    #[test]
    fn any_head_is_answered(head in head(), body in prop::collection::vec(any::<u8>(), 0..40)) {
        let target = Target::the();
        let head = format!("{head}Connection: close\r\nContent-Length: {}\r\n\r\n", body.len());
        let reply = target.send(&[head.as_bytes(), &body].concat())?;
        prop_assert!(reply.is_some_and(|reply| [200, 400, 401, 403, 404, 405, 414, 415, 431].contains(&reply.http)));
        target.is_well()?;
    }

    #[test]
    fn any_json_is_answered_in_json_rpc(body in any_json()) {
        Target::the().call("companies", "application/json", body.to_string().as_bytes())?;
    }

    #[test]
    fn any_envelope_is_answered_in_json_rpc(
        version in any_json(), id in any_json(), method in any_json(), params in any_json(), left_out in 0..16_u8,
    ) {
        let mut body = json!({ "jsonrpc": version, "id": id, "method": method, "params": params });
        if left_out < 8 {
            body["jsonrpc"] = "2.0".into();
        }
        let members = ["jsonrpc", "id", "method", "params"];
        if let Some(name) = members.get(usize::from(left_out)) {
            body.as_object_mut().unwrap().remove(*name);
        }
        let sent = body.to_string();
        let reply = Target::the().call("companies", "application/json", sent.as_bytes())?;
        // As it is read from the text: a float's last digit may differ from the one that was written.
        let body: Json = serde_json::from_str(&sent).unwrap();
        let id = body.get("id").filter(|id| id.is_string() || id.is_number()).unwrap_or(&Json::Null);
        prop_assert_eq!(&reply["id"], id);
    }

    #[test]
    fn broken_bodies_are_answered_in_json_rpc(body in broken_body()) {
        Target::the().call("companies", "application/json", &body)?;
    }

    #[test]
    fn other_content_types_are_refused(content_type in content_type()) {
        let target = Target::the();
        let body = br#"{"jsonrpc":"2.0","id":1,"method":"getCompanyDetails","params":{}}"#;
        let request = target.request("companies", &format!("Content-Type: {content_type}\r\n"), body);
        let reply = target.send(&request)?;
        let json = content_type.trim().to_lowercase().starts_with("application/json");
        prop_assert!(reply.is_some_and(|reply| json || [400, 415].contains(&reply.http)), "{}", content_type);
        target.is_well()?;
    }

    #[test]
    fn any_query_of_the_admin_path_is_answered(query in "[a-z=&%+0-9]{0,40}", name in prop::sample::select(vec![
        "log?after=", "log?limit=", "companies?parent=", "companies?search=", "companies?before=", "methods?", "x?",
    ])) {
        let target = Target::the();
        let request = format!("GET /admin/{name}{query} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", target.host());
        let reply = target.send(request.as_bytes())?;
        prop_assert!(reply.is_some_and(|reply| [200, 404].contains(&reply.http)));
        target.is_well()?;
    }
}

proptest! {
    #![proptest_config(config(768))]

    #[test]
    fn every_method_answers_any_params((method, params) in params_of(&SPEC)) {
        let (area, found) = SPEC.methods().nth(method).unwrap();
        let service = area.service_of(found);
        let body = json!({ "jsonrpc": "2.0", "id": 1, "method": found.name, "params": params });
        let path = format!("/api/{}/jsonrpc/{service}", found.version);
        let reply = Target::the().call_at(&path, "application/json", body.to_string().as_bytes())?;
        prop_assert!(reply["error"]["code"] != -32601, "{}", reply);
    }
}

#[test]
fn nesting_numbers_and_names_of_the_worst_kind_are_answered() {
    let target = Target::the();
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    let contact = format!("{}1{}", r#"{"contactPerson":"#.repeat(50_000), "}".repeat(50_000));
    let call = |params: &str| format!(r#"{{"jsonrpc":"2.0","id":1,"method":"createCompany","params":{params}}}"#);
    let long = "x".repeat(900_000);
    for body in [
        nested("[", "]"),
        nested(r#"{"a":"#, "}"),
        "[".repeat(1_000_000),
        call(&nested("[", "]")),
        call(&contact),
        call(r#"{"type":1e999,"name":"A"}"#),
        call(r#"{"type":-0.0,"name":"A"}"#),
        call(r#"{"type":123456789012345678901234567890,"name":"A"}"#),
        call(r#"{"type":1,"type":9,"name":"A","name":"\ud800"}"#),
        call(r#"{"type":1,"name":"\u0000"}"#),
        call(&format!(r#"{{"type":1,"{long}":1}}"#)),
        call(&format!(r#"{{"type":9,"name":"{long}"}}"#)),
        format!(r#"{{"jsonrpc":"2.0","id":"{long}","method":"createCompany","params":{{}}}}"#),
        format!(r#"{{"jsonrpc":"2.0","id":{},"method":"createCompany","params":{{}}}}"#, "9".repeat(5_000)),
        format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{long}","params":{{}}}}"#),
        format!("[{}1]", "1,".repeat(400_000)),
        "\u{feff}{}".to_owned(),
        String::new(),
    ] {
        let reply = target.call("companies", "application/json", body.as_bytes());
        let reply = reply.unwrap_or_else(|error| panic!("{error}: {}", &body[..body.len().min(200)]));
        // What was broken is told, not sent back.
        assert!(reply["error"]["data"]["details"].as_str().is_none_or(|details| details.len() < 2_000));
    }
}
