//! A headless Chromium, driven by the DevTools protocol through two pipes: no port, no socket, no library.
//! It ends with the test whatever happens: killed when dropped, and by itself when the pipes close.

use serde_json::{Value as Json, json};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// The longest that all of a test may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// The longest that one thing may take to be seen on the page, in milliseconds.
const SOON: u32 = 15_000;

const NAMES: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome-headless-shell"];

const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const FLAGS: &[&str] = &[
    "--remote-debugging-pipe",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--window-size=1280,900",
];

/// The Chromium that CHROME or CHROMIUM names, else one on PATH.
pub(crate) fn find() -> Option<OsString> {
    let named = ["CHROME", "CHROMIUM"].iter().find_map(std::env::var_os).filter(|name| !name.is_empty());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)));
    named.or_else(|| on_path().chain([PathBuf::from(MAC)]).find(|file| file.is_file()).map(OsString::from))
}

/// A page in a Chromium.
pub(crate) struct Chromium {
    child: Child,
    commands: ChildStdin,
    messages: Receiver<Json>,
    profile: PathBuf,
    session: Option<String>,
    sent: u64,
    deadline: Instant,
    /// Errors of scripts, and what the browser refused to do.
    pub(crate) complaints: Vec<String>,
    /// The URLs that were asked for.
    pub(crate) requested: Vec<String>,
}

impl Chromium {
    /// Starts it and opens a page.
    pub(crate) fn start(program: &OsString, url: &str) -> Self {
        let profile = std::env::temp_dir().join(format!("gravityzone-mock-browser-{}", std::process::id()));
        // The browser reads from its handle 3 and writes to 4; the shell puts our pipes there.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .unwrap();
        let (commands, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(answers).split(0) {
                let Some(json) = message.ok().and_then(|text| serde_json::from_slice(&text).ok()) else { return };
                if sender.send(json).is_err() {
                    return;
                }
            }
        });
        let (deadline, session) = (Instant::now() + PATIENCE, None);
        let (complaints, requested) = (Vec::new(), Vec::new());
        let mut started =
            Self { child, commands, messages, profile, session, sent: 0, deadline, complaints, requested };
        let target = started.ask("Target.createTarget", json!({ "url": "about:blank" }));
        let attached = started.ask("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        started.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Network", "Log"] {
            started.ask(&format!("{domain}.enable"), json!({}));
        }
        started.ask("Page.navigate", json!({ "url": url }));
        started
    }

    /// Sends a command and waits for its result.
    fn ask(&mut self, method: &str, params: Json) -> Json {
        self.sent += 1;
        let id = self.sent;
        let mut command = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            command["sessionId"] = session.as_str().into();
        }
        self.commands.write_all(format!("{command}\0").as_bytes()).unwrap();
        self.commands.flush().unwrap();
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left);
            let mut message = message.unwrap_or_else(|error| panic!("no answer to {method} {params}: {error}"));
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{method} {params}: {message}");
                return message["result"].take();
            }
            self.notice(&message);
        }
    }

    fn notice(&mut self, event: &Json) {
        let params = &event["params"];
        match event["method"].as_str() {
            Some("Runtime.exceptionThrown") => self.complaints.push(params["exceptionDetails"].to_string()),
            Some("Log.entryAdded") if params["entry"]["level"] == "error" => {
                self.complaints.push(params["entry"].to_string());
            }
            Some("Network.requestWillBeSent") => {
                self.requested.extend(params["request"]["url"].as_str().map(str::to_owned));
            }
            _ => {}
        }
    }

    /// The value of an expression on the page.
    pub(crate) fn see(&mut self, expression: &str) -> Json {
        let params = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut seen = self.ask("Runtime.evaluate", params);
        assert!(seen.get("exceptionDetails").is_none(), "{expression}: {seen}");
        seen["result"]["value"].take()
    }

    /// Waits until an expression is true on the page.
    pub(crate) fn wait(&mut self, expression: &str) {
        let script = format!(
            "new Promise((done) => {{
                const start = performance.now();
                const look = () => {{
                    if ({expression}) done(true);
                    else if (performance.now() - start > {SOON}) done(false);
                    else setTimeout(look, 15);
                }};
                look();
            }})"
        );
        let seen = self.see(&script);
        if seen != true {
            let page = self.see("document.body.innerText");
            panic!(
                "never true: {expression}\ncomplaints: {:?}\n{}",
                self.complaints,
                page.as_str().unwrap_or_default()
            );
        }
    }

    /// The id of what has the focus.
    pub(crate) fn focused(&mut self) -> String {
        self.see("document.activeElement.id").as_str().unwrap_or_default().to_owned()
    }

    /// Presses a key; modifiers are 2 for Ctrl.
    pub(crate) fn key(&mut self, key: &str, modifiers: u8) {
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            _ => 0,
        };
        let text = match key {
            "Enter" if modifiers == 0 => "\r",
            _ if key.chars().count() == 1 => key,
            _ => "",
        };
        let mut press = json!({ "type": "keyDown", "key": key, "modifiers": modifiers, "windowsVirtualKeyCode": code });
        if !text.is_empty() {
            press["text"] = text.into();
        }
        self.ask("Input.dispatchKeyEvent", press);
        self.ask("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key, "modifiers": modifiers }));
    }

    /// Types a text where the focus is.
    pub(crate) fn text(&mut self, text: &str) {
        self.ask("Input.insertText", json!({ "text": text }));
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The whole group: the browser has helpers, which would outlive it for a while.
        let group = format!("-{}", self.child.id());
        let _killed = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _killed = self.child.kill();
        let _ended = self.child.wait();
        remove(&self.profile);
    }
}

fn remove(folder: &Path) {
    let _gone = std::fs::remove_dir_all(folder);
}
