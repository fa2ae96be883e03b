//! Clients that let only reads out, rules that refuse a request before it is sent, and the dry run.
//! What must not be sent never reaches the transport.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop where a test may")]

#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/script.rs"]
mod script;

use gravityzone_runtime::{CallInfo, Error, ErrorKind, Observer, Scope};
use gravityzone_wire::{Effect, Secret, Strength, Violation};
use methods::{Create, Delete, Read, Update, broken};
use script::{Script, Step};
use serde_json::json;
use std::sync::{Arc, Mutex};

fn ok() -> Script {
    Script::new([Step::Result(json!(1))])
}

fn refused(error: &Error, says: &str) {
    assert_eq!((error.kind(), error.attempts(), error.http_status()), (ErrorKind::Refused, 0, None), "{error}");
    assert!(!error.is_retryable() && !error.outcome_unknown(), "{error}");
    assert!(error.to_string().contains(says), "{error}");
}

#[tokio::test]
async fn a_read_only_client_refuses_by_effect() {
    let script = ok();
    let client = script.client().read_only();
    client.call(Read::default()).await.unwrap();
    let create = client.call(Create::default()).await.unwrap_err();
    refused(&create, "the client is read-only, and the effect of this method is create");
    assert_eq!(create.scope(), Scope::Method);
    refused(&client.call(Update::default()).await.unwrap_err(), "effect of this method is update");
    refused(&client.call(Delete::default()).await.unwrap_err(), "effect of this method is delete");
    let by_name = || client.call_by_name("v1.0/jsonrpc/x", "getNews");
    refused(&by_name().await.unwrap_err(), "say .effect(Effect::Read)");
    by_name().effect(Effect::Read).await.unwrap();
    assert_eq!(script.bodies().len(), 2);
    let again = client.clone();
    refused(&again.call(Create::default()).await.unwrap_err(), "read-only");
    script.client().call(Create::default()).await.unwrap();
}

#[tokio::test]
async fn a_dry_run_sends_reads_and_shows_the_rest() {
    let script = ok();
    let shown = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&shown);
    let client = script.client().dry_run_with(move |planned| list.lock().unwrap().push(planned.to_string()));
    client.call(Read::default()).await.unwrap();
    let request = Delete { name: Some("Fjord".to_owned()), password: Some(Secret::from("fnord")), broken: vec![] };
    let error = client.call(request).with_param("note", "x").with_param("apiToken", "fnord").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::DryRun, 0));
    assert!(error.to_string().contains("dry run: shown, not sent"), "{error}");
    assert_eq!(script.bodies().len(), 1);
    let expected = "\
would call companies.deleteCompany (delete)
  danger: Nothing brings it back.
  params: {
    \"apiToken\": \"***\",
    \"name\": \"Fjord\",
    \"note\": \"x\",
    \"password\": \"***\"
  }";
    assert_eq!(shown.lock().unwrap().concat(), expected);
    let call = client.call_by_name("v1.0/jsonrpc/x", "setNews").params(json!({"password": ["fnord"], "a": 1}));
    call.await.unwrap_err();
    let last = shown.lock().unwrap().pop().unwrap();
    assert!(last.starts_with("would call x.setNews (effect not known)"), "{last}");
    assert!(last.contains("\"***\"") && !last.contains("fnord"), "{last}");
}

#[derive(Default)]
struct Advice(Mutex<Vec<String>>);

impl Observer for Advice {
    fn advice(&self, call: &CallInfo, violation: &Violation) {
        self.0.lock().unwrap().push(format!("{} {}", call.method, violation.rule));
    }
}

fn request(rules: &[(&'static str, Strength)]) -> Create {
    let broken = rules.iter().map(|(rule, strength)| broken(rule, *strength)).collect();
    Create { broken, ..Create::default() }
}

#[tokio::test]
async fn a_broken_rule_refuses_before_sending_and_advice_is_told() {
    let script = ok();
    let advice = Arc::new(Advice::default());
    let client = script.builder().observer(Arc::<Advice>::clone(&advice)).build().unwrap();
    let both = [("must", Strength::Must), ("other", Strength::Must), ("hint", Strength::Advice)];

    let error = client.call(request(&both)).await.unwrap_err();
    refused(
        &error,
        "not sent, since the server would refuse it: `name` must be set. (rule must, page 77211-1); `name` must",
    );
    assert_eq!(error.scope(), Scope::Target);
    let rules: Vec<&str> = error.violations().unwrap().iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, ["must", "other"]);
    assert_eq!(script.bodies().len(), 0);

    let error = client.call(request(&both)).allow("must").await.unwrap_err();
    assert_eq!(error.violations().unwrap().len(), 1);
    client.call(request(&both)).allow("must").allow("other").await.unwrap();
    client.call(request(&both[2..])).await.unwrap();
    assert_eq!(script.bodies().len(), 2);
    let told: Vec<String> =
        advice.0.lock().unwrap().iter().map(|line| line.replace("companies.createCompany ", "")).collect();
    assert_eq!(told, ["hint", "must", "hint", "must", "other", "hint", "hint"]);
}

#[tokio::test]
async fn one_call_turns_the_rules_off() {
    let script = ok();
    let client = script.builder().check_rules(false).build().unwrap();
    client.call(request(&[("must", Strength::Must)])).await.unwrap();
    assert_eq!(script.bodies().len(), 1);
}

#[tokio::test]
async fn params_that_are_newer_than_the_crate_go_along() {
    let script = ok();
    let client = script.client();
    client.call(Read { name: Some("x".to_owned()), ..Read::default() }).with_param("fresh", [1, 2]).await.unwrap();
    assert_eq!(script.bodies()[0]["params"], json!({"name": "x", "fresh": [1, 2]}));
    let twice =
        client.call(Read { name: Some("x".to_owned()), ..Read::default() }).with_param("name", 1).await.unwrap_err();
    assert!(twice.to_string().contains("the param name of getCompany is set by the request already"), "{twice}");
    let call = client.call(Read::default()).with_param("password", "fnord");
    assert!(!format!("{call:?}").contains("fnord"), "{call:?}");
}

#[tokio::test]
async fn a_result_can_be_read_as_a_type_of_ones_own_or_not_at_all() {
    let script = Script::new([Step::Result(json!({"a": [1, {"b": "private"}]}))]);
    let client = script.client();
    let own: std::collections::BTreeMap<String, (u8, std::collections::BTreeMap<String, String>)> =
        client.call(Read::default()).decode_as().await.unwrap();
    assert_eq!(own["a"].1["b"], "private");
    assert_eq!(client.call(Read::default()).raw().await.unwrap().get(), r#"{"a":[1,{"b":"private"}]}"#);
    type Wrong = std::collections::BTreeMap<String, (u8, std::collections::BTreeMap<String, u8>)>;
    let error = client.call(Create::default()).decode_as::<Wrong>().await.unwrap_err();
    assert_eq!((error.kind(), error.decode_path()), (ErrorKind::Decode, Some("result.a[1].b")));
    let line = error.to_string();
    assert!(line.contains("result.a[1].b") && line.contains("carried out all the same"), "{line}");
    assert!(!format!("{error} {error:?}").contains("private"), "{error:?}");
}
