//! The mock transport that users test with: each kind of answer, what it remembers, and what it says of a wrong test.
//! No network; time is paused.

#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::mock::MockTransport;
use gravityzone_runtime::{BoxFuture, Client, Error, ErrorKind, Facade, RetryPolicy, Transport, TransportError};
use serde_json::json;
use server::{Company, CreateCompany, PASSWORD, Silent};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tokio::time::Instant;

fn create() -> CreateCompany {
    CreateCompany::new("Fjord Dental")
}

fn panics(what: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(what)).unwrap_err();
    panic.downcast_ref::<String>().cloned().unwrap_or_else(|| (*panic.downcast_ref::<&str>().unwrap()).to_owned())
}

#[tokio::test(start_paused = true)]
async fn a_result_is_the_reply_to_the_call_that_came() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().reply(json!({"id": "5", "seats": [1]}));
    let client = mock.client();
    for _ in 0..3 {
        let company = client.call(create()).await?;
        assert_eq!(company, Company { id: Some("5".to_owned()), seats: Some(vec![1]) });
    }
    mock.assert_done();
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_error_is_read_as_the_servers() {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().rpc_error(-32602, "Invalid params", "The name is taken.");
    let error = mock.client().call(create()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.http_status().unwrap().as_u16()),
        (ErrorKind::Rpc, Some(-32602), 200)
    );
    assert_eq!(error.rpc().unwrap().details.as_deref(), Some("The name is taken."));
    mock.on_name("network.getNews").rpc_error(-32000, "Server error", "").status(401);
    let error = mock.client().call_by_name("v1.0/jsonrpc/network", "getNews").await.unwrap_err();
    assert_eq!((error.http_status().unwrap().as_u16(), &error.rpc().unwrap().details), (401, &None));
}

#[tokio::test(start_paused = true)]
async fn a_status_comes_with_its_headers_and_its_body_as_it_is() {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().http(429, "slow down").header("Retry-After", "7").reply(json!({"id": "5"}));
    let start = Instant::now();
    let reply = mock.client().call(create()).reply().await.unwrap();
    assert_eq!((reply.attempts(), start.elapsed().as_secs()), (2, 7));
    mock.on_name("network.getNews").http(502, "<html>Bad Gateway");
    let error = mock.client().call_by_name("v1.0/jsonrpc/network", "getNews").await.unwrap_err();
    assert_eq!(error.body_excerpt(), Some("<html>Bad Gateway"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_hangs_runs_into_its_limit_and_may_have_been_carried_out() {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().hang();
    let start = Instant::now();
    let error = mock.client().call(create()).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed().as_secs()), (ErrorKind::Timeout, 60));
    assert!(error.outcome_unknown() && mock.requests().len() == 1, "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_reset_comes_after_sending_and_a_refusal_before() {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().refuse().reset();
    let error = mock.client().call(create()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 2), "what was refused is tried again");
    assert!(error.outcome_unknown(), "{error:?}");
    mock.assert_done();
    mock.on_name("companies.other").refuse();
    let client = mock.client();
    let call = client.call_by_name("v1.0/jsonrpc/companies", "other").with_retry(RetryPolicy::never());
    let error = call.await.unwrap_err();
    assert!(error.kind() == ErrorKind::Connect && !error.outcome_unknown(), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn answers_come_in_order_and_so_often_as_they_say() {
    let mock = MockTransport::new();
    let reply = |id: &str| json!({"id": id});
    mock.on::<CreateCompany>().reply(reply("1")).times(2).reply(reply("2")).reply(reply("3")).times(1);
    mock.on::<CreateCompany>().reply(reply("4"));
    let client = mock.client();
    let mut ids = String::new();
    for _ in 0..6 {
        ids += &client.call(create()).await.unwrap().id.unwrap();
    }
    assert_eq!(ids, "112344");
    mock.assert_done();
}

#[tokio::test(start_paused = true)]
async fn params_choose_the_script() {
    let mock = MockTransport::new();
    let wanted = json!({"deep": {"a": 1, "list": [{"b": 2}, 3]}});
    mock.on_name("network.getNews").params(wanted).reply("special");
    mock.on_name("network.getNews").reply("usual");
    let client = mock.client();
    for (params, answer) in [
        (json!({"deep": {"a": 1, "list": [{"b": 2, "more": 0}, 3], "more": 0}, "more": 0}), "special"),
        (json!({"deep": {"a": 1, "list": [{"b": 2}, 3, 4]}}), "usual"),
        (json!({"deep": {"a": 2, "list": [{"b": 2}, 3]}}), "usual"),
        (json!({"deep": {"list": [{"b": 2}, 3]}}), "usual"),
        (json!({}), "usual"),
    ] {
        let call = client.call_by_name("v1.0/jsonrpc/network", "getNews").params(&params);
        assert_eq!(call.decode_as::<String>().await.unwrap(), answer, "{params}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_came_is_remembered_without_secrets() {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>()
        .params(json!({"password": PASSWORD}))
        .http(503, "")
        .header("retry-after", "1")
        .reply(json!({"id": "5"}));
    mock.on_name("network.getNews").reply(json!(null));
    let client = mock.client();
    let reply = client.call(CreateCompany::with_password()).reply().await.unwrap();
    client.call_by_name("v1.1/jsonrpc/network", "getNews").params(json!({"apiToken": "fnord"})).await.unwrap();
    let requests = mock.requests();
    let paths: Vec<_> = requests.iter().map(|one| format!("{} {}", one.service_path, one.method)).collect();
    let create = "v1.0/jsonrpc/companies companies.createCompany";
    assert_eq!(paths, [create, create, "v1.1/jsonrpc/network network.getNews"]);
    assert_eq!(requests[0].params, json!({"name": "Fjord Dental", "password": "***"}));
    assert_eq!(requests[2].params, json!({"apiToken": "***"}));
    assert!(requests[0].id == requests[1].id && requests[0].id == reply.request_id(), "{requests:?}");
    assert_ne!(requests[1].id, requests[2].id);
}

/// Makes a new request of each.
struct Between(MockTransport);

impl Transport for Between {
    fn send(
        &self,
        request: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        let mut copy = http::Request::new(request.body().clone());
        *copy.uri_mut() = request.uri().clone();
        self.0.send(copy)
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_in_between_does_no_harm() {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().reply(json!({"id": "5"}));
    let client: Client = mock.builder().transport(Between(mock.clone())).build().unwrap();
    client.call(CreateCompany::with_password()).await.unwrap();
    let seen = &mock.requests()[0];
    assert_eq!(
        (seen.method.as_str(), seen.service_path.as_str()),
        ("companies.createCompany", "v1.0/jsonrpc/companies")
    );
    assert_eq!(seen.params, json!({"name": "Fjord Dental", "password": "***"}));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_scripted_is_named_and_not_tried_again() {
    let mock = MockTransport::new();
    let client = mock.client();
    let unscripted = client.call(create()).await.unwrap_err();
    assert_eq!((unscripted.kind(), unscripted.attempts()), (ErrorKind::Connect, 1));
    let says = "companies.createCompany: the mock has no answer: nothing is scripted for it";
    assert!(unscripted.to_string().starts_with(says), "{unscripted}");
    mock.on::<CreateCompany>().params(json!({"name": "x"})).reply(json!({}));
    let other = client.call(create()).await.unwrap_err();
    assert!(other.to_string().contains("its params are not the scripted ones"), "{other}");
    mock.on::<CreateCompany>().reply(json!({})).times(0);
    let over = client.call(create()).await.unwrap_err();
    assert!(over.to_string().contains("all its scripted answers were given"), "{over}");
    assert_eq!(mock.requests().len(), 3);
    assert_eq!(
        mock.check().unwrap_err().lines().collect::<Vec<_>>(),
        [
            "companies.createCompany: `reply` was given 0 of 1 times",
            "companies.createCompany was called, and nothing is scripted for it",
            "companies.createCompany was called, and its params are not the scripted ones",
            "companies.createCompany was called, and all its scripted answers were given",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_not_asked_for_is_listed() {
    let mock = MockTransport::new();
    mock.on::<Silent>().http(503, "").reply(()).times(2);
    mock.on_name("network.getNews").rpc_error(-1, "m", "").refuse().reset().hang();
    mock.client().call(Silent).with_retry(RetryPolicy::never()).await.unwrap_err();
    let text = panics(|| mock.assert_done());
    assert_eq!(
        text,
        "the calls did not go as scripted:\n\
         companies.createCompany: `reply` was given 0 of 2 times\n\
         network.getNews: `rpc_error -1` was given 0 of 1 times, `refuse` was given 0 of 1 times, `reset` was given 0 of 1 \
         times, `hang` was given 0 of 1 times"
    );
}

#[test]
fn a_script_that_cannot_be_meant_is_refused_where_it_stands() {
    let mock = MockTransport::new();
    let wrong = panics(|| drop(mock.on::<CreateCompany>().reply(json!({"id": "5", "seats": ["many"]}))));
    assert!(wrong.contains("does not fit companies.createCompany") && wrong.contains("seats[0]"), "{wrong}");
    assert!(panics(|| drop(mock.on_name("createCompany"))).contains("lacks its area"));
    assert!(panics(|| drop(mock.on::<Silent>().times(1))).contains("give one first"));
    assert!(panics(|| drop(mock.on::<Silent>().http(1, ""))).contains("no HTTP status"));
    assert!(panics(|| drop(mock.on::<Silent>().hang().header("a b", "c"))).contains("no HTTP header"));
}

/// As the generated crate does it.
struct Wrapped(Client);

impl Facade for Wrapped {}

impl From<Client> for Wrapped {
    fn from(client: Client) -> Self {
        Self(client)
    }
}

#[tokio::test(start_paused = true)]
async fn the_client_of_another_crate_goes_through_it_as_well() {
    let mock = MockTransport::new();
    mock.on::<Silent>().reply(());
    let Wrapped(client) = mock.builder::<Wrapped>().retry(RetryPolicy::never()).build().unwrap();
    let start = Instant::now();
    for _ in 0..100 {
        client.call(Silent).await.unwrap();
    }
    assert!(start.elapsed() < Duration::from_millis(1), "no rate limit");
    assert!(format!("{mock:?}").contains("companies.createCompany"), "{mock:?}");
}
