//! Setting up a client: from code, from the environment, and what is said when it cannot be.
//! Variables come from a closure; the process environment is touched in child processes only.

#![allow(clippy::unwrap_used)]

#[path = "loopback/server.rs"]
mod server;

use gravityzone_runtime::{Client, ClientBuilder, Error, ErrorKind};
use server::{Server, Silent, result};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Output};

const GOOD_URL: (&str, &str) = ("GRAVITYZONE_URL", "http://127.0.0.1:9/api");

fn from(variables: &[(&str, &str)]) -> Result<Client, Error> {
    let find = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value));
    ClientBuilder::from_lookup(find)?.build()
}

fn refused(variables: &[(&str, &str)]) -> String {
    let error = from(variables).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!format!("{error}{error:?}").contains("fnord"), "{error:?}");
    error.to_string()
}

/// A file that is gone when the test is over.
struct File(PathBuf);

impl File {
    fn new(name: &str, content: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gravityzone-runtime-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn url_and_key_come_from_the_environment() {
    let client = from(&[GOOD_URL, ("GRAVITYZONE_API_KEY", " fnord\n")]).unwrap();
    assert!(format!("{client:?}").contains("127.0.0.1:9"));
}

#[test]
fn the_key_may_come_from_a_file() {
    let file = File::new("key", "fnord\n");
    from(&[GOOD_URL, ("GRAVITYZONE_API_KEY_FILE", file.path())]).unwrap();
    from(&[GOOD_URL, ("GRAVITYZONE_API_KEY", ""), ("GRAVITYZONE_API_KEY_FILE", file.path())]).unwrap();
}

#[test]
fn an_error_names_the_variable() {
    let empty = File::new("empty", " \n");
    let key = ("GRAVITYZONE_API_KEY", "fnord");
    assert!(refused(&[key]).starts_with("GRAVITYZONE_URL is not set"));
    assert!(refused(&[("GRAVITYZONE_URL", " "), key]).starts_with("GRAVITYZONE_URL is not set"));
    assert!(refused(&[GOOD_URL]).starts_with("GRAVITYZONE_API_KEY is not set, nor is GRAVITYZONE_API_KEY_FILE"));
    assert!(refused(&[GOOD_URL, key, ("GRAVITYZONE_API_KEY_FILE", "/x")]).contains("both set"));
    let gone = refused(&[GOOD_URL, ("GRAVITYZONE_API_KEY_FILE", "/nowhere/key")]);
    assert!(gone.starts_with("GRAVITYZONE_API_KEY_FILE names /nowhere/key, which cannot be read: "), "{gone}");
    let empty = refused(&[GOOD_URL, ("GRAVITYZONE_API_KEY_FILE", empty.path())]);
    assert!(empty.ends_with("which is empty"), "{empty}");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStringExt;
    let odd = |name: &str| match name {
        "GRAVITYZONE_URL" => Some("http://127.0.0.1:9/api".into()),
        "GRAVITYZONE_API_KEY" => Some(OsString::from_vec(b"fnord\xff".to_vec())),
        _ => None,
    };
    let error = ClientBuilder::<Client>::from_lookup(odd).unwrap_err();
    assert_eq!(error.to_string(), "GRAVITYZONE_API_KEY is not UTF-8 text");
}

#[test]
fn a_builder_says_what_is_missing_or_wrong() {
    let says = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    assert!(says(Client::builder().key("fnord")).contains("no URL"));
    assert!(says(Client::builder().url("https://cloud.example/api")).contains("no API key"));
    assert!(says(Client::builder().url("http://cloud.example/api").key("fnord")).contains("plain http"));
    assert!(says(Client::builder().url(GOOD_URL.1).key("fn\nord")).contains("control character"));
    assert!(says(Client::builder().url(GOOD_URL.1).key("fnord").user_agent("a\nb")).contains("user agent"));
    Client::builder().url("http://cloud.example/api").key("fnord").allow_plain_http(true).build().unwrap();
}

/// Runs one of the tests below in a process with this environment.
fn child(test: &str, variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--ignored", "--nocapture"]).envs(variables.iter().copied());
    command.env_remove("GRAVITYZONE_API_KEY_FILE").output().unwrap()
}

#[test]
#[ignore = "run by the tests that need a process environment"]
fn make_a_client_in_a_child() {
    match Client::from_env() {
        Ok(client) => println!("made {client:?}"),
        Err(error) => println!("refused [{}] {error}", error.kind()),
    }
}

#[test]
fn the_process_environment_is_what_from_env_reads() {
    let output = child("make_a_client_in_a_child", &[GOOD_URL, ("GRAVITYZONE_API_KEY", "fnord")]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("made Client") && !text.contains("fnord"), "{output:?}");
}

/// In a container without CA certificates.
#[cfg(target_os = "linux")]
#[test]
fn without_ca_certificates_the_error_says_what_to_install() {
    let nothing = File::new("no-certificates", "");
    let bare = [
        ("GRAVITYZONE_URL", "https://cloud.example/api"),
        ("GRAVITYZONE_API_KEY", "fnord"),
        ("SSL_CERT_FILE", nothing.path()),
        ("SSL_CERT_DIR", "/nowhere"),
    ];
    let output = child("make_a_client_in_a_child", &bare);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("refused [config] TLS cannot be set up") && text.contains("ca-certificates"), "{output:?}");
    let local = [GOOD_URL, bare[1], bare[2], bare[3]];
    let output = child("make_a_client_in_a_child", &local);
    assert!(String::from_utf8_lossy(&output.stdout).contains("made Client"), "plain http needs none: {output:?}");
}

#[tokio::test]
#[ignore = "run by the tests that need a process environment"]
async fn make_a_call_in_a_child() {
    match Client::from_env().unwrap().call(Silent).await {
        Ok(()) => println!("called"),
        Err(error) => println!("failed {error}"),
    }
}

/// A proxy would be shown the key in plain text.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn this_machine_is_never_asked_for_through_a_proxy() {
    let (target, proxy) = (Server::start(result("null")).await, Server::start(result("null")).await);
    let proxy_url = proxy.url.trim_end_matches("/api");
    let key = ("GRAVITYZONE_API_KEY", "fnord");
    let proxied = [("http_proxy", proxy_url), ("HTTP_PROXY", proxy_url), ("no_proxy", ""), ("NO_PROXY", "")];
    let call = |url: &str| {
        let variables: Vec<_> = [("GRAVITYZONE_URL", url), key].into_iter().chain(proxied).collect();
        child("make_a_call_in_a_child", &variables)
    };
    let output = call(&target.url);
    assert!(String::from_utf8_lossy(&output.stdout).contains("called"), "{output:?}");
    assert_eq!((target.seen().len(), proxy.seen().len()), (1, 0));
}
