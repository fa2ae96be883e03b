//! TLS: whom the client trusts, what it shows of itself, and what is said when the two ends do not agree.
//! The servers are real, on loopback, with certificates made for these tests.

#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;
#[path = "loopback/tls.rs"]
mod tls;

use gravityzone_runtime::{Client, ClientBuilder, Error, ErrorKind};
use server::{CreateCompany, KEY, Server, Silent, result};
use std::process::Command;
use tls::{Asks, CA, CLIENT, ELSEWHERE, EXPIRED, Front, OWN, SERVER};

fn builder(front: &Front) -> ClientBuilder {
    Client::builder().url(&front.url).key(KEY)
}

async fn front(pem: &str, asks: Asks) -> (Server, Front) {
    let server = Server::start(result("null")).await;
    let front = Front::start(&server.url, pem, asks).await;
    (server, front)
}

/// A call that fails: nothing was sent, and it was tried once, since the next try would end the same.
async fn refused(server: &Server, client: &Client) -> String {
    let error = client.call(CreateCompany::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{error}");
    assert!(!error.is_retryable() && !error.outcome_unknown(), "{error:?}");
    assert_eq!(server.seen().len(), 0);
    error.to_string()
}

#[tokio::test]
async fn a_server_is_trusted_by_the_ca_that_is_given() -> Result<(), Error> {
    let (server, front) = front(SERVER, Asks::Nothing).await;
    builder(&front).ca_certificate_pem(CA).build()?.call(Silent).await?;
    builder(&front).ca_certificate_pem(format!("{OWN}{CA}")).build()?.call(Silent).await?;
    builder(&front).ca_certificate_pem(OWN).ca_certificate_pem(CA).build()?.call(Silent).await?;
    let by_name = front.url.replace("127.0.0.1", "localhost");
    builder(&front).url(by_name).ca_certificate_pem(CA).build()?.call(Silent).await?;
    assert_eq!(server.seen().len(), 4);
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_not_trusted_says_what_to_give() {
    let (server, front) = front(SERVER, Asks::Nothing).await;
    let text = refused(&server, &builder(&front).build().unwrap()).await;
    let host = front.url.trim_start_matches("https://").trim_end_matches("/api");
    let says =
        format!("the certificate of {host} is not trusted: give its CA with ca_certificate_pem, or in SSL_CERT_FILE");
    assert!(text.contains(&says), "{text}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused_with_the_name() {
    let (server, front) = front(ELSEWHERE, Asks::Nothing).await;
    let text = refused(&server, &builder(&front).ca_certificate_pem(CA).build().unwrap()).await;
    assert!(text.contains("is for another name, elsewhere.example: use that in the URL"), "{text}");
}

#[tokio::test]
async fn a_certificate_that_has_expired_is_refused_as_such() {
    let (server, front) = front(EXPIRED, Asks::Nothing).await;
    let text = refused(&server, &builder(&front).ca_certificate_pem(CA).build().unwrap()).await;
    assert!(text.contains("has expired: it has to be renewed there"), "{text}");
}

#[tokio::test]
async fn a_server_that_is_its_own_ca_is_refused_as_such() {
    let (server, front) = front(OWN, Asks::Nothing).await;
    let text = refused(&server, &builder(&front).ca_certificate_pem(OWN).build().unwrap()).await;
    assert!(text.contains("is a CA's, which cannot be a server's too"), "{text}");
}

#[tokio::test]
async fn a_client_certificate_is_asked_for_and_given() -> Result<(), Error> {
    for asks in [Asks::Certificate, Asks::CertificateOld] {
        let (server, front) = front(SERVER, asks).await;
        let trusting = || builder(&front).ca_certificate_pem(CA);
        trusting().client_identity_pem(CLIENT).build()?.call(Silent).await?;
        assert_eq!((front.shown(), server.seen().len()), (vec![1], 1));
    }
    Ok(())
}

#[tokio::test]
async fn a_client_certificate_that_is_missing_or_wrong_is_told() {
    for asks in [Asks::Certificate, Asks::CertificateOld] {
        let (server, front) = front(SERVER, asks).await;
        let trusting = || builder(&front).ca_certificate_pem(CA);
        let missing = refused(&server, &trusting().build().unwrap()).await;
        assert!(missing.contains("client certificate") && missing.contains("client_identity_pem"), "{missing}");
        let wrong = refused(&server, &trusting().client_identity_pem(OWN).build().unwrap()).await;
        assert!(wrong.contains("refused the certificate given with client_identity_pem: "), "{wrong}");
    }
}

#[test]
fn a_certificate_that_cannot_be_used_is_refused_when_the_client_is_built() {
    let says = |builder: ClientBuilder| {
        let error = builder.url("https://cloud.example/api").key(KEY).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        error.to_string()
    };
    let empty = says(Client::builder().ca_certificate_pem(""));
    assert_eq!(empty, "the text given to ca_certificate_pem is empty");
    let file = says(Client::builder().ca_certificate_pem("/etc/ssl/ca.pem"));
    assert!(file.contains("ca_certificate_pem holds no certificate"), "{file}");
    let certificate = &CLIENT[..CLIENT.find("-----BEGIN PRIVATE").unwrap()];
    let half = says(Client::builder().client_identity_pem(certificate));
    assert!(half.contains("client_identity_pem holds no private key"), "{half}");
    let key = &OWN[OWN.find("-----BEGIN PRIVATE").unwrap()..];
    let mixed = says(Client::builder().client_identity_pem(format!("{certificate}{key}")));
    assert!(mixed.contains("does not belong to the first certificate"), "{mixed}");
    let odd = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    let odd = says(Client::builder().client_identity_pem(format!("{certificate}{odd}")));
    assert!(odd.contains("the private key of client_identity_pem cannot be used"), "{odd}");
}

#[tokio::test]
async fn a_port_without_tls_is_named_as_that() {
    let server = Server::start(result("null")).await;
    let client = Client::new(server.url.replace("http:", "https:"), KEY).unwrap();
    let error = client.call(Silent).with_retry(gravityzone_runtime::RetryPolicy::never()).await.unwrap_err();
    assert!(error.to_string().contains("does not speak TLS there: check the URL and its port"), "{error}");
}

/// Calls the server of `FRONT`, with the CA that `GIVEN` says.
#[tokio::test]
#[ignore = "run by the tests that need a process environment"]
async fn make_a_call_in_a_child() {
    let mut builder = Client::builder().url(std::env::var("FRONT").unwrap()).key(KEY);
    builder = match std::env::var("GIVEN").as_deref() {
        Ok("its CA") => builder.ca_certificate_pem(CA),
        Ok("another CA") => builder.ca_certificate_pem(OWN),
        _ => builder,
    };
    match builder.build() {
        Ok(client) => println!("made [{:?}]", client.call(Silent).await),
        Err(error) => println!("refused [{}] {error}", error.kind()),
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_systems_certificates_may_come_from_a_file_or_be_missing_beside_a_given_one() {
    let (server, front) = front(SERVER, Asks::Nothing).await;
    let ca = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loopback/certificates/ca.pem");
    let child = |variables: &[(&str, &str)]| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["make_a_call_in_a_child", "--exact", "--ignored", "--nocapture"]);
        command.env("FRONT", &front.url).env("SSL_CERT_DIR", "/nowhere").envs(variables.iter().copied());
        let output = command.output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let file = child(&[("SSL_CERT_FILE", ca)]);
    assert!(file.contains("made [Ok(())]"), "{file}");
    let besides = child(&[("SSL_CERT_FILE", ca), ("GIVEN", "another CA")]);
    assert!(besides.contains("made [Ok(())]"), "{besides}");
    let given = child(&[("SSL_CERT_FILE", "/nowhere/ca.pem"), ("GIVEN", "its CA")]);
    assert!(given.contains("made [Ok(())]"), "{given}");
    assert_eq!(server.seen().len(), 3);
    let neither = child(&[("SSL_CERT_FILE", "/nowhere/ca.pem")]);
    assert!(
        neither.contains("refused [config] TLS cannot be set up") && neither.contains("ca-certificates"),
        "{neither}"
    );
}
