//! The program as a script starts it: what it prints, how it stops, and what it says when it cannot start.
//! The flags' own tests stand beside them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first thing that is wrong")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravityzone-mock"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(arguments: &[&str]) -> (bool, String, String) {
    let Output { status, stdout, stderr } = program(arguments).output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A program that is killed with the test.
struct Running {
    child: Child,
    lines: Vec<String>,
}

impl Running {
    /// Starts it and reads the lines that it says of itself.
    fn start(arguments: &[&str]) -> Self {
        let mut child = program(arguments).spawn().unwrap();
        let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines().take(3).map(Result::unwrap).collect();
        Self { child, lines }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

#[test]
fn it_says_where_it_is_and_answers_there() {
    let running = Running::start(&["--key", "demo", "--key", "other", "--fixed"]);
    let url = running.lines[0].strip_prefix("url  ").unwrap_or_else(|| panic!("{:?}", running.lines));
    let host = url.strip_prefix("http://").and_then(|url| url.strip_suffix("/api")).unwrap();
    assert_eq!(running.lines[1..], ["key  demo".to_owned(), format!("page http://{host}/")]);
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"getCompanyDetails","params":{}}"#;
    for basic in ["ZGVtbzo=", "b3RoZXI6"] {
        let mut stream = TcpStream::connect(host).unwrap();
        let head = format!("POST /api/v1.0/jsonrpc/companies HTTP/1.1\r\nHost: {host}\r\nConnection: close");
        let head = format!("{head}\r\nAuthorization: Basic {basic}\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        assert!(reply.contains(r#""createdAt":"2026-11-21T09:00:00""#), "{reply}");
    }
}

#[cfg(unix)]
#[test]
fn signals_stop_it_and_that_is_no_failure() {
    for signal in ["-TERM", "-INT"] {
        let mut running = Running::start(&[]);
        let sent = Command::new("kill").args([signal, &running.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert!(running.child.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn a_port_that_is_taken_is_a_clear_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (ok, out, said) = output(&["--port", &port]);
    assert_eq!((ok, &*out), (false, ""));
    let expected =
        format!("gravityzone-mock: port {port} is taken by another program: stop that, or name another port");
    assert!(said.starts_with(&expected), "{said}");
}

#[test]
fn its_help_has_every_flag_and_examples() {
    let (ok, help, _) = output(&["--help"]);
    assert!(ok);
    for word in ["--port", "--key", "--seed", "--state", "--rates", "--examples", "--fixed", "--quiet", "curl -u demo:"]
    {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert!(help.lines().all(|line| line.len() <= 120), "{help}");
}

#[test]
fn wrong_flags_are_errors() {
    for (arguments, expected) in [
        (["--port", "70000"], "--port"),
        (["--seed", "many"], "the word demo, or a number of companies"),
        (["--key", ""], "--key"),
        (["--sede", "demo"], "--seed"),
    ] {
        let (ok, _, said) = output(&arguments);
        assert!(!ok && said.contains(expected), "{arguments:?}: {said}");
    }
    let (ok, _, said) = output(&["--key", "demo", "--key", "demo"]);
    assert!(!ok && said.contains("a key was given twice"), "{said}");
}
