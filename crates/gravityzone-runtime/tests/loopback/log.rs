//! What is logged and shown in a test of secrets: all of tracing and `log`, and whether a secret is in it.
//! One listener for all tests of a file; each test reads what its own thread has caused.

// Each test file takes what it needs.
#![allow(dead_code)]

use crate::server::{KEY, KEY_BASE64, PASSWORD};
use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// What the test of this thread has caused to be logged: its runtime has no other thread.
    static TEXT: RefCell<String> = RefCell::default();
}

/// Writes down every span and event of every level. There is one for all tests of this file, since tracing
/// remembers for the whole process which spans somebody listens to.
pub(crate) struct Log(AtomicU64);

pub(crate) struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Log {
    pub(crate) fn start() {
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            tracing::subscriber::set_global_default(Self(AtomicU64::new(1))).unwrap();
            log::set_logger(&OldLog).unwrap();
            log::set_max_level(log::LevelFilter::Trace);
        });
    }

    /// What this thread has logged since it was last asked.
    pub(crate) fn take() -> String {
        TEXT.take()
    }

    fn line(head: &str, fields: impl FnOnce(&mut Line<'_>)) {
        TEXT.with_borrow_mut(|text| {
            text.push_str(head);
            fields(&mut Line(text));
            text.push('\n');
        });
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Self::line(span.metadata().name(), |line| span.record(line));
        Id::from_u64(self.0.fetch_add(1, Ordering::SeqCst))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        Self::line("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::line(event.metadata().target(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What reqwest and others below the client write with the crate `log`.
struct OldLog;

impl log::Log for OldLog {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        Log::line(record.target(), |line| write!(line.0, " {}", record.args()).unwrap());
    }

    fn flush(&self) {}
}

/// Every form in which a server can send the secrets back.
pub(crate) fn everything() -> String {
    let json = serde_json::Value::from(PASSWORD).to_string();
    let twice = serde_json::Value::from(json.as_str()).to_string();
    let key = KEY.replace('/', "\\/");
    format!(
        r#"{KEY} {KEY_BASE64} {key} 5up3rk3y%2F%2b9af 5up3rk3y&#47;&#x2b;9af NXVwM3JrM3kvKzlhZjo%3D
        {PASSWORD} {json} {twice} pa\"ss\/w\u00f6rd pa&quot;ss/wörd pa&amp;quot;ss/wörd pa&#34;ss&#x2F;w&ouml;rd
        pa%22ss%2Fw%C3%B6rd pa%22ss%2fw%c3%b6rd"#
    )
}

pub(crate) fn assert_clean(what: &str, text: &str) {
    let of_key = ["5up3rk3y", "NXVwM3Jr"];
    let of_password = ["ss/w", "ss\\/w", "wörd", "w\\u00f6rd", "w&ouml;", "ss&#", "ss%2", "w%C3", "w%c3"];
    for secret in of_key.into_iter().chain(of_password) {
        assert!(!text.contains(secret), "{what} shows {secret}: {text}");
    }
}
