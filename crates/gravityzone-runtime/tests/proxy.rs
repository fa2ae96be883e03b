//! Proxies: set by hand or by the environment, with and without a password, and what is said when they refuse.
//! The proxy is real and small, on loopback.

#![allow(clippy::unwrap_used)]

#[path = "loopback/proxy.rs"]
mod proxy;
#[path = "loopback/server.rs"]
mod server;
#[path = "loopback/tls.rs"]
mod tls;

use gravityzone_runtime::{Client, Error, ErrorKind, RetryPolicy};
use proxy::Proxy;
use server::{CreateCompany, KEY, Server, Silent, result};
use std::process::Command;
use tls::{Asks, CA, Front, SERVER};

/// `user:fno/rd` as HTTP Basic.
const BASIC: &str = "Basic dXNlcjpmbm8vcmQ=";

fn with_password(proxy: &Proxy) -> String {
    format!("http://user:fno%2Frd@{}", proxy.host)
}

async fn tls_server() -> (Server, Front) {
    let server = Server::start(result("null")).await;
    let front = Front::start(&server.url, SERVER, Asks::Nothing).await;
    (server, front)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v))
}

/// A call through this proxy that fails without reaching the server.
async fn refused(proxy_url: &str, refusal: Option<&'static str>) -> (Error, Proxy) {
    let ((server, front), proxy) = (tls_server().await, Proxy::start(refusal).await);
    let url = proxy_url.replace("$HOST", &proxy.host);
    let builder = Client::builder().url(&front.url).key(KEY).ca_certificate_pem(CA).proxy(url);
    let client = builder.retry(RetryPolicy::never()).build().unwrap();
    let error = client.call(CreateCompany::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{error}");
    assert!(!error.outcome_unknown(), "{error:?}");
    assert!(!format!("{error}{error:?}").contains("fno"), "{error:?}");
    assert_eq!(server.seen().len(), 0);
    (error, proxy)
}

#[tokio::test]
async fn a_proxy_set_by_hand_makes_a_tunnel_and_sees_neither_key_nor_call() -> Result<(), Error> {
    let ((server, front), proxy) = (tls_server().await, Proxy::start(None).await);
    let builder = Client::builder().url(&front.url).key(KEY).ca_certificate_pem(CA);
    builder.proxy(with_password(&proxy)).build()?.call(Silent).await?;
    let heads = proxy.heads();
    assert_eq!((heads.len(), server.seen().len()), (1, 1));
    let target = front.url.trim_start_matches("https://").trim_end_matches("/api");
    assert!(heads[0].starts_with(&format!("CONNECT {target} ")), "{heads:?}");
    assert_eq!(header(&heads[0], "proxy-authorization"), Some(BASIC));
    assert_eq!(header(&heads[0], "authorization"), None);
    assert!(server.seen()[0].header("proxy-authorization").is_empty());
    Ok(())
}

#[tokio::test]
async fn a_plain_request_is_handed_to_the_proxy() -> Result<(), Error> {
    let (server, proxy) = (Server::start(result("null")).await, Proxy::start(None).await);
    server.builder().proxy(with_password(&proxy)).build()?.call(Silent).await?;
    let heads = proxy.heads();
    assert!(heads[0].starts_with(&format!("POST {}/v1.0/jsonrpc/companies ", server.url)), "{heads:?}");
    assert_eq!(header(&heads[0], "proxy-authorization"), Some(BASIC));
    assert_eq!(server.seen().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_told_with_the_place_to_give_it() {
    let wants = Some("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    let (error, proxy) = refused("http://$HOST", wants).await;
    let says = format!(
        "the proxy {} wants a user and a password: give them as http://USER:PASSWORD@HOST:PORT, with proxy(...) or in \
         HTTPS_PROXY",
        proxy.host
    );
    assert!(error.to_string().contains(&says) && !error.is_retryable(), "{error}");
    let (error, proxy) = refused("http://user:fno%2Frd@$HOST", wants).await;
    let says = format!("the proxy {} refused the user and password of its URL", proxy.host);
    assert!(error.to_string().contains(&says) && !error.is_retryable(), "{error}");
}

#[tokio::test]
async fn a_plain_407_is_recognised_and_nothing_of_its_page_is_kept() {
    let server = Server::start(result("null")).await;
    let proxy = Proxy::start(Some("HTTP/1.1 407 No\r\nConnection: close\r\n\r\n<html>$HEAD")).await;
    let client = server.builder().proxy(with_password(&proxy)).build().unwrap();
    let error = client.call(CreateCompany::new("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status().unwrap().as_u16()), (ErrorKind::HttpStatus, 407));
    assert!(!error.outcome_unknown() && !error.is_retryable() && error.attempts() == 1, "{error:?}");
    let text = error.to_string();
    assert!(text.contains("wants a user and a password") && text.contains("USER:PASSWORD@"), "{error}");
    assert!(text.contains("proxy(...)") && text.contains("HTTPS_PROXY"), "{error}");
    assert_eq!(error.body_excerpt(), Some(""));
    assert!(!format!("{error:?}").contains("dXNlc"), "{error:?}");
}

#[tokio::test]
async fn a_proxy_that_refuses_to_connect_is_told_as_such() {
    for refusal in [
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
        "what?\r\n\r\n",
    ] {
        let (error, proxy) = refused("http://user:fno%2Frd@$HOST", Some(refusal)).await;
        let says = format!("the proxy {} refused to connect to 127.0.0.1:", proxy.host);
        assert!(error.to_string().contains(&says) && error.is_retryable(), "{error}");
    }
    let (error, proxy) = refused("http://$HOST", Some("")).await;
    assert!(error.to_string().contains(&format!("the proxy {} made no connection to 127", proxy.host)), "{error}");
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let (error, _) = refused(&format!("http://user:fno%2Frd@{free}"), None).await;
    assert!(error.to_string().contains(&format!("cannot connect to the proxy {free}: ")), "{error}");
    let server = Server::start(result("null")).await;
    let client = server.builder().proxy(format!("http://{free}")).retry(RetryPolicy::never()).build().unwrap();
    let error = client.call(Silent).await.unwrap_err();
    assert!(error.to_string().contains(&format!("cannot connect to the proxy {free}: ")), "{error}");
}

#[tokio::test]
async fn a_proxy_may_speak_tls_itself() -> Result<(), Error> {
    let ((server, front), proxy) = (tls_server().await, Proxy::start(None).await);
    let secure = Front::start(&proxy.url(), SERVER, Asks::Nothing).await;
    let url = secure.url.replace("https://", "https://user:fno%2Frd@").replace("/api", "");
    let builder = || Client::builder().url(&front.url).key(KEY).proxy(&url).retry(RetryPolicy::never());
    builder().ca_certificate_pem(CA).build()?.call(Silent).await?;
    assert_eq!(header(&proxy.heads()[0], "proxy-authorization"), Some(BASIC));
    assert_eq!(server.seen().len(), 1);
    let error = builder().build()?.call(Silent).await.unwrap_err();
    let host = secure.url.trim_start_matches("https://").trim_end_matches("/api");
    assert!(error.to_string().contains(&format!("the certificate of the proxy {host} is not trusted")), "{error}");
    Ok(())
}

#[test]
fn a_wrong_proxy_is_refused_when_the_client_is_built_without_being_shown() {
    for url in ["user:fnord", "socks5://user:fnord@proxy.example", "http://user:1/fnord@proxy.example"] {
        let builder = Client::builder().url("https://cloud.example/api").key(KEY).proxy(url);
        let shown = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().starts_with("the proxy's URL "), "{error}");
        assert!(!format!("{shown}{error:?}").contains("fnord"), "{error:?}");
    }
}

/// Calls the server of `TARGET`, without a proxy if `NONE` says so.
#[tokio::test]
#[ignore = "run by the tests that need a process environment"]
async fn make_a_call_in_a_child() {
    let builder = Client::builder().url(std::env::var("TARGET").unwrap()).key(KEY).retry(RetryPolicy::never());
    let builder = if std::env::var("NONE").is_ok() { builder.no_proxy() } else { builder };
    println!("made [{}]", builder.build().unwrap().call(Silent).await.unwrap_err());
}

/// The server's name does not exist, so that only the proxy can be asked for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_environment_names_the_proxy_unless_the_client_wants_none() {
    let wants = "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n";
    let child = async |variables: &[(&str, &str)]| {
        let proxy = Proxy::start(Some(wants)).await;
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["make_a_call_in_a_child", "--exact", "--ignored", "--nocapture"]);
        for name in ["HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        command.env("TARGET", "https://cloud.invalid/api");
        command.envs(variables.iter().map(|(name, value)| (*name, value.replace("$HOST", &proxy.host))));
        let output = String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned();
        assert!(!output.contains("fno"), "{output}");
        (output, proxy.heads())
    };
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        let (output, heads) = child(&[(name, "http://user:fno%2Frd@$HOST")]).await;
        assert!(output.contains("the proxy that the environment names wants a user and a password"), "{output}");
        assert!(heads[0].starts_with("CONNECT cloud.invalid:443 "), "{heads:?}");
        assert_eq!(header(&heads[0], "proxy-authorization"), Some(BASIC));
    }
    let proxy = ("HTTPS_PROXY", "http://$HOST");
    for without in [("NO_PROXY", "invalid"), ("NONE", "1"), ("TARGET", "https://localhost:9/api")] {
        let (output, heads) = child(&[proxy, without]).await;
        assert!(output.contains("cannot connect to ") && heads.is_empty(), "{output}");
    }
}
