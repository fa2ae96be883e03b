//! The JSON-RPC envelope: what goes around the params, and what a reply holds, a result or an error.
//! A reply is judged by its body alone, since the server sends errors with nearly every HTTP status.

use crate::members::members;
use gravityzone_wire::from_json;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

/// The body of a call. `params` is JSON already. It may hold secrets: made in one piece, wiped when it is sent.
pub(crate) fn request(id: &str, method: &str, params: &str) -> Zeroizing<Vec<u8>> {
    let quoted = serde_json::Value::from(method).to_string();
    let parts = [r#"{"jsonrpc":"2.0","id":""#, id, r#"","method":"#, &quoted, r#","params":"#, params, "}"];
    Zeroizing::new(parts.concat().into_bytes())
}

/// What a reply says.
#[derive(Debug)]
pub(crate) enum Reply<'a> {
    Result(&'a RawValue),
    Error { code: i64, message: String, details: Option<String> },
}

/// Why a body is not a reply to this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    Empty,
    Html,
    Batch,
    NotJson,
    CutShort,
    NoObject,
    NoOutcome,
    OddError,
    ForeignId,
}

impl Broken {
    /// The end of a sentence that begins with "the reply".
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Empty => "is empty",
            Self::Html => "is a web page, not JSON-RPC",
            Self::Batch => "is an array, not one JSON-RPC reply",
            Self::NotJson => "is not JSON",
            Self::CutShort => "is JSON that ends too early",
            Self::NoObject => "is not a JSON object",
            Self::NoOutcome => "holds neither a result nor an error",
            Self::OddError => "holds an error without a code",
            Self::ForeignId => "carries the id of another call",
        }
    }
}

/// Reads the reply to the call `id`.
pub(crate) fn open<'a>(body: &'a [u8], id: &str) -> Result<Reply<'a>, Broken> {
    let text = std::str::from_utf8(body).map_err(|_| Broken::NotJson)?;
    let [echo, result, error] =
        members(text, ["id", "result", "error"]).map_err(|error| not_an_object(text, &error))?;
    let echo = echo.filter(|echo| echo.get() != "null");
    if echo.is_some_and(|echo| !from_json::<String>(echo.get(), None).is_ok_and(|echo| echo == id)) {
        return Err(Broken::ForeignId);
    }
    if let Some(error) = error.filter(|error| error.get() != "null") {
        return read_error(error.get()).ok_or(Broken::OddError);
    }
    match result {
        None => Err(Broken::NoOutcome),
        Some(_) if echo.is_none() => Err(Broken::ForeignId),
        Some(result) => Ok(Reply::Result(result)),
    }
}

fn not_an_object(text: &str, error: &serde_json::Error) -> Broken {
    match text.trim_start().bytes().next() {
        None => Broken::Empty,
        Some(b'<') => Broken::Html,
        Some(b'[') => Broken::Batch,
        _ if error.is_eof() => Broken::CutShort,
        _ if error.is_data() => Broken::NoObject,
        _ => Broken::NotJson,
    }
}

/// `data` may be missing, empty, an object with `details`, or a plain text.
fn read_error(error: &str) -> Option<Reply<'static>> {
    let [code, message, data] = members(error, ["code", "message", "data"]).ok()?;
    let text = |raw: Option<&RawValue>| raw.and_then(|raw| from_json::<String>(raw.get(), None).ok());
    let code = from_json::<i64>(code?.get(), None).ok()?;
    let details = match data.map(|data| members(data.get(), ["details"])) {
        None => None,
        Some(Ok([details])) => text(details).or_else(|| Some(details?.get().to_owned()).filter(|raw| raw != "null")),
        Some(Err(_)) => text(data),
    };
    let details = details.filter(|details| !details.trim().is_empty());
    Some(Reply::Error { code, message: text(message).unwrap_or_default(), details })
}

#[cfg(test)]
mod tests {
    use super::{Broken, Reply, open, request};

    fn result(body: &str) -> &str {
        match open(body.as_bytes(), "7") {
            Ok(Reply::Result(result)) => result.get(),
            other => panic!("{body}: {other:?}"),
        }
    }

    fn error(body: &str) -> (i64, String, Option<String>) {
        match open(body.as_bytes(), "7") {
            Ok(Reply::Error { code, message, details }) => (code, message, details),
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn a_request_is_one_json_rpc_call() {
        let body = request("7", "odd\"name", r#"{"a":1}"#);
        let value: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(value, serde_json::json!({"jsonrpc": "2.0", "id": "7", "method": "odd\"name", "params": {"a": 1}}));
    }

    #[test]
    fn a_result_is_handed_on_as_it_came() {
        assert_eq!(result(r#"{"jsonrpc":"2.0","id":"7","result":{"a": [1,  2]}}"#), r#"{"a": [1,  2]}"#);
        assert_eq!(result(r#"{"result":null,"id":"7","error":null}"#), "null");
        assert_eq!(result(r#"{"id":"7","r\u0065sult":true}"#), "true");
    }

    #[test]
    fn the_id_counts_as_text_whether_it_comes_as_number_or_text() {
        assert_eq!(result(r#"{"id":7,"result":true}"#), "true");
        for id in ["8", r#""8""#, r#""07""#, r#"["7"]"#, "null"] {
            let body = format!(r#"{{"id":{id},"result":true}}"#);
            assert_eq!(open(body.as_bytes(), "7").unwrap_err(), Broken::ForeignId, "{body}");
        }
        assert_eq!(open(br#"{"result":true}"#, "7").unwrap_err(), Broken::ForeignId);
    }

    #[test]
    fn an_error_may_come_without_an_id_but_not_with_anothers() {
        for body in
            [r#"{"id":null,"error":{"code":-32700,"message":"m"}}"#, r#"{"error":{"code":-32700,"message":"m"}}"#]
        {
            assert_eq!(error(body).0, -32700);
        }
        let body = br#"{"id":"8","error":{"code":-32700,"message":"m"}}"#;
        assert_eq!(open(body, "7").unwrap_err(), Broken::ForeignId);
    }

    #[test]
    fn details_are_found_wherever_the_server_puts_them() {
        for (data, details) in [
            ("", None),
            (r#","data":null"#, None),
            (r#","data":{}"#, None),
            (r#","data":[]"#, None),
            (r#","data":{"details":""}"#, None),
            (r#","data":{"details":null}"#, None),
            (r#","data":{"details":"The name is taken."}"#, Some("The name is taken.")),
            (r#","data":"The name is taken.""#, Some("The name is taken.")),
            (r#","data":{"details":{"name":["taken"]}}"#, Some(r#"{"name":["taken"]}"#)),
        ] {
            let body = format!(r#"{{"id":"7","error":{{"code":"-32602","message":"Invalid params"{data}}}}}"#);
            assert_eq!(error(&body), (-32602, "Invalid params".to_owned(), details.map(str::to_owned)), "{body}");
        }
    }

    #[test]
    fn an_error_beats_a_result() {
        assert_eq!(error(r#"{"id":"7","result":null,"error":{"code":1,"message":"m"}}"#).0, 1);
    }

    #[test]
    fn what_is_no_reply_is_named() {
        for (body, broken) in [
            (&b""[..], Broken::Empty),
            (b" \n", Broken::Empty),
            (b"<html>", Broken::Html),
            (b"[]", Broken::Batch),
            (b"true", Broken::NoObject),
            (b"{\"result\":", Broken::CutShort),
            (b"{\"result\":1}x", Broken::NotJson),
            (b"Bad Gateway", Broken::NotJson),
            (b"\xff", Broken::NotJson),
            (b"{}", Broken::NoOutcome),
            (br#"{"id":"7","jsonrpc":"2.0"}"#, Broken::NoOutcome),
            (br#"{"id":"7","error":"no"}"#, Broken::OddError),
            (br#"{"id":"7","error":{"message":"no"}}"#, Broken::OddError),
        ] {
            assert_eq!(open(body, "7").unwrap_err(), broken, "{}", String::from_utf8_lossy(body));
        }
    }
}
