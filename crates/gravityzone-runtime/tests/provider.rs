//! Without the feature `rustls` the program brings the crypto provider; until it does, no client can be built.
//! Run with `cargo test -p gravityzone-runtime --no-default-features --test provider`.

#![cfg(not(feature = "rustls"))]
#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;
#[path = "loopback/tls.rs"]
mod tls;

use gravityzone_runtime::{Client, ErrorKind};
use server::{KEY, Server, Silent, result};
use tls::{Asks, CA, Front, SERVER};

/// One test, since a provider is installed for the whole process.
#[tokio::test]
async fn a_client_needs_a_provider_and_takes_the_one_that_is_installed() {
    let server = Server::start(result("null")).await;
    let front = Front::start(&server.url, SERVER, Asks::Nothing).await;
    let builder = || Client::builder().url(&front.url).key(KEY).ca_certificate_pem(CA);

    let error = builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("there is no crypto provider"), "{error}");

    rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap();
    builder().build().unwrap().call(Silent).await.unwrap();
    assert_eq!(server.seen().len(), 1);
}
