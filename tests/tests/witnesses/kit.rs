//! What witnesses say: how a request is sent, how a reply is read, what is refused.
//! It stands at the top of every program of witnesses.

use gravityzone_wire as wire;

/// A request, or an object, as it is sent.
#[allow(dead_code)]
fn sent<T: wire::Encode>(value: &T) -> String {
    wire::to_json(value).unwrap_or_default()
}

/// A reply of this text, or why it is none.
#[allow(dead_code)]
fn read<T: wire::Decode + std::fmt::Debug>(text: &str) -> String {
    format!("{:?}", wire::from_json::<T>(text, None).map_err(|error| error.to_string()))
}

/// The rules that a request breaks, with how much that matters.
#[allow(dead_code)]
fn broken<T: wire::Method>(request: &T) -> String {
    let of = |one: wire::Violation| format!("{} {:?}", one.rule, one.strength);
    request.violations().into_iter().map(of).collect::<Vec<_>>().join(", ")
}

/// What a request says of itself.
#[allow(dead_code)]
fn path<T: wire::Method>(request: &T) -> &'static str {
    request.service_path()
}

/// A value without one: for expressions that are compiled and never run.
#[allow(dead_code)]
fn any<T>() -> T {
    std::process::abort()
}
