//! No secret is in a trace, in an error, or in anything else that is printed, whatever goes wrong on the way.
//! The server sends the key and the request's secrets back in every quoting, in every fault it knows.

#![allow(clippy::unwrap_used)]

#[path = "loopback/hostile.rs"]
mod hostile;
#[path = "loopback/list.rs"]
mod list;
#[path = "loopback/log.rs"]
mod listener;
#[path = "loopback/methods.rs"]
mod methods;
#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::mock::MockTransport;
use gravityzone_runtime::{
    Attempted, CallInfo, Client, ClientBuilder, Dropped, Ended, Error, ErrorKind, Observer, RetryPolicy, Retrying,
    Timeouts, Unlimited,
};
use gravityzone_wire::{Effect, Secret};
use hostile::{Asked, Door, Fault, Hostile, Plan};
use list::Numbers;
use listener::{Log, assert_clean, everything};
use methods::{Create, Flags, Number, Read};
use serde_json::json;
use server::{CreateCompany, KEY, PASSWORD};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const FAULTS: [Fault; 21] = [
    Fault::Honest,
    Fault::HonestThenClosed,
    Fault::Reset { carried: false },
    Fault::Reset { carried: true },
    Fault::CutCounted,
    Fault::CutChunked,
    Fault::Stall,
    Fault::Unauthorized,
    Fault::Busy(0),
    Fault::BusyUntil(70),
    Fault::BadGateway,
    Fault::Unavailable,
    Fault::UnavailableFor(0),
    Fault::ForeignId,
    Fault::Array,
    Fault::Text,
    Fault::NoResult,
    Fault::Empty,
    Fault::Misfit,
    Fault::Endless,
    Fault::Redirect,
];

/// Prints all that it hears.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<String>>);

impl Ear {
    fn hear(&self, call: &CallInfo, what: &dyn Debug) {
        self.0.lock().unwrap().push_str(&format!("{call:?} {what:?} {what:#?}\n"));
    }
}

impl Observer for Ear {
    fn attempted(&self, call: &CallInfo, attempt: &Attempted<'_>) {
        self.hear(call, attempt);
    }

    fn retrying(&self, call: &CallInfo, retry: &Retrying<'_>) {
        self.hear(call, retry);
    }

    fn ended(&self, call: &CallInfo, end: &Ended<'_>) {
        self.hear(call, end);
    }

    fn dropped(&self, call: &CallInfo, drop: &Dropped) {
        self.hear(call, drop);
    }
}

fn plan(door: Door, fault: Fault) -> Plan {
    let quoted = serde_json::Value::from(everything());
    let misfit = json!({everything(): 7, "list": [quoted]}).to_string();
    Plan { misfit, echo: everything(), ..Plan::new(move |_| door, move |_: &Asked| fault) }
}

fn builder(url: &str, ear: &Ear) -> ClientBuilder {
    Client::builder()
        .url(url)
        .key(KEY)
        .rate_limiter(Unlimited)
        .retry(RetryPolicy::default().max_attempts(2).pauses(Duration::ZERO, Duration::ZERO))
        .timeouts(Timeouts::default().overall(Duration::from_secs(50)))
        .max_response_bytes(6000)
        .observer(ear.clone())
}

fn password() -> Option<Secret> {
    Some(Secret::from(PASSWORD))
}

fn shown(error: &Error) -> String {
    let parts = (error.rpc(), error.body_excerpt(), error.decode_path(), error.kind(), error.scope());
    format!("{error} {error:?} {error:#?} {parts:?} {parts:#?}")
}

/// Makes calls of both sorts against one fault, and looks at all that is printed on the way.
async fn check(door: Door, fault: Fault) {
    let ear = Ear::default();
    let hostile = Hostile::start(plan(door, fault)).await;
    let builder = builder(&hostile.url, &ear);
    assert_clean("ClientBuilder", &format!("{builder:?} {builder:#?}"));
    let client = builder.build().unwrap();
    let limit = Duration::from_millis(if fault == Fault::Stall { 100 } else { 10_000 });
    let read = client.call(Number(Read { password: password(), ..Read::default() })).with_timeout(limit);
    assert_clean("Call", &format!("{read:?} {read:#?}"));
    let create = client.call(CreateCompany::with_password()).with_param("newToken", KEY).with_timeout(limit);
    assert_clean("Call", &format!("{create:?} {create:#?}"));
    let by_name = client.call_by_name("v1.0/jsonrpc/companies", "getCompany").effect(Effect::Read);
    let by_name = by_name.params(json!({"deep": {"password": PASSWORD}})).with_timeout(limit);
    assert_clean("Call", &format!("{by_name:?} {by_name:#?}"));
    let errors = [
        read.reply().await.map(|reply| assert_clean("Reply", &format!("{reply:?} {reply:#?}"))).err(),
        create.await.err(),
        by_name.decode_as::<BTreeMap<String, bool>>().await.err(),
    ];
    for error in errors.iter().flatten() {
        assert_clean(&format!("{door:?}, {fault:?}: Error"), &shown(error));
    }
    assert_clean("Client", &format!("{client:?} {client:#?} {:?}", client.read_only()));
    assert_clean("Observer", &ear.0.lock().unwrap());
}

#[tokio::test]
async fn no_fault_brings_a_secret_into_a_trace_or_an_error() {
    Log::start();
    for fault in FAULTS {
        check(Door::Open, fault).await;
    }
    check(Door::Unread, Fault::Honest).await;
    check(Door::Slammed, Fault::Honest).await;
    let text = Log::take();
    assert_eq!(text.matches("gravityzone.call").count(), 3 * (FAULTS.len() + 2), "{text}");
    assert!(text.contains("retrying") && text.contains("reason="), "{text}");
    assert_clean("tracing", &text);
}

/// A map's names are the server's, and stand in the path to what does not fit.
#[tokio::test]
async fn the_path_of_a_misfit_holds_no_secret_and_is_no_page() {
    for name in [everything(), "x".repeat(5000)] {
        let mock = MockTransport::new();
        mock.on_name("companies.getCompany").reply(json!({name: "private"}));
        let client = mock.builder::<Client>().key(KEY).build().unwrap();
        let params = json!({"password": PASSWORD});
        let by_name = client.call_by_name("v1.0/jsonrpc/companies", "getCompany").params(params);
        let typed = client.call(Flags(Read { password: password(), ..Read::default() }));
        for error in [by_name.decode_as::<BTreeMap<String, bool>>().await.unwrap_err(), typed.await.unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            assert!(error.decode_path().unwrap().starts_with("result."), "{error}");
            assert!(error.to_string().len() < 3000 && !shown(&error).contains("private"), "{error}");
            assert_clean("Error", &shown(&error));
        }
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_no_secret_behind() {
    Log::start();
    let ear = Ear::default();
    let hostile = Hostile::start(plan(Door::Open, Fault::Stall)).await;
    let client = builder(&hostile.url, &ear).build().unwrap();
    let call = std::future::IntoFuture::into_future(client.call(CreateCompany::with_password()));
    assert!(tokio::time::timeout(Duration::from_millis(100), call).await.is_err());
    let (text, heard) = (Log::take(), ear.0.lock().unwrap().clone());
    assert!(text.contains("was dropped after it may have been sent") && heard.contains("Dropped"), "{text} {heard}");
    assert_clean("tracing", &text);
    assert_clean("Observer", &heard);
}

#[tokio::test]
async fn what_is_not_sent_and_what_is_mocked_is_shown_without_secrets() {
    Log::start();
    let mock = MockTransport::new();
    let on = mock.on_name("companies.createCompany").params(json!({"password": PASSWORD}));
    assert_clean("On", &format!("{on:?} {on:#?}"));
    on.rpc_error(-32602, &everything(), &everything()).reply(json!({"id": "5"}));
    assert_clean("MockTransport", &format!("{mock:?} {:?}", mock.check()));
    let client = mock.builder::<Client>().key(KEY).build().unwrap();

    let planned = Arc::new(Mutex::new(String::new()));
    let shows = Arc::clone(&planned);
    let dry = client.dry_run_with(move |planned| {
        shows.lock().unwrap().push_str(&format!("{planned} {planned:?} {planned:#?}"));
    });
    let call = dry.call(CreateCompany::with_password()).with_param("apiKey", json!([PASSWORD, KEY]));
    assert_clean("Error", &shown(&call.await.unwrap_err()));
    assert!(planned.lock().unwrap().contains("***"));
    assert_clean("Planned", &planned.lock().unwrap());

    let refused = client.read_only().call(CreateCompany::with_password()).await.unwrap_err();
    assert_clean("Error", &shown(&refused));

    let requests = || [CreateCompany::with_password(), CreateCompany::with_password()];
    let mut each = client.each(requests());
    while let Some((request, outcome)) = each.next().await {
        assert_clean("Each", &format!("{each:?} {each:#?} {request:?} {outcome:?}"));
    }
    let other = client.call(Create { password: Some(Secret::from(KEY)), ..Create::default() }).await.unwrap_err();
    assert_clean("Error", &shown(&other));
    assert_clean("Recorded", &format!("{:?} {:#?}", mock.requests(), mock.requests()));
    assert_clean("MockTransport", &format!("{mock:?} {mock:#?} {:?}", mock.check()));
    let pages = client.call(Numbers::by(7)).with_param("password", PASSWORD).pages();
    assert_clean("Pages", &format!("{pages:?} {pages:#?}"));
    let items = client.call(Numbers::by(7)).with_param("password", PASSWORD).items();
    assert_clean("Items", &format!("{items:?} {items:#?}"));
    assert_clean("tracing", &Log::take());
}
