//! How an error reads: `method: what happened; what to do [HTTP status, request id]`, always one line.
//! `Debug` shows the same facts by name, for `unwrap` and test output.

use crate::error::{Error, ErrorKind, Facts};
use http::StatusCode;
use std::fmt;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(call) = &self.0.call else {
            return f.write_str(&one_line(&self.0.what));
        };
        let mut what = match self.rpc() {
            Some(rpc) => {
                let message = if rpc.message.is_empty() { "Error" } else { &rpc.message };
                let details = rpc.details.as_ref().map(|details| format!(": {details}")).unwrap_or_default();
                format!("{message} ({}){details}", rpc.code)
            }
            None => self.0.what.clone(),
        };
        if let Some(advice) = advice(self.kind(), call) {
            what = format!("{}; {advice}", what.trim_end_matches('.'));
        }
        f.write_str(&one_line(&format!("{}: {what}", call.method)))?;
        match call.status {
            Some(status) => write!(f, " [HTTP {}, request {}]", status.as_u16(), call.id),
            None => write!(f, " [request {}]", call.id),
        }
    }
}

/// What to do about it, where the status tells.
fn advice(kind: ErrorKind, call: &Facts) -> Option<String> {
    if !matches!(kind, ErrorKind::Rpc | ErrorKind::HttpStatus) {
        return None;
    }
    match call.status? {
        StatusCode::UNAUTHORIZED => Some(format!(
            "check the API key, that it was made in the region of this URL, and that it may use the API area `{}`",
            call.area
        )),
        StatusCode::FORBIDDEN => Some(format!(
            "the API key lacks the API area `{}`: enable it under My Account > API keys in Control Center",
            call.area
        )),
        StatusCode::NOT_FOUND if kind == ErrorKind::HttpStatus => {
            Some("check the URL (https://HOST/api) and that this Control Center has the API area".to_owned())
        }
        StatusCode::TOO_MANY_REQUESTS => Some(match call.retry_after {
            Some(wait) => format!("call less often, again after {} s", wait.as_secs()),
            None => "call less often".to_owned(),
        }),
        _ => None,
    }
}

/// Keeps a text of the outside from breaking the line or steering a terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = f.debug_struct("Error");
        all.field("kind", &self.0.kind).field("what", &self.0.what);
        if let Some(call) = &self.0.call {
            all.field("method", &call.method).field("request_id", &call.id).field("http_status", &call.status);
            all.field("retry_after", &call.retry_after);
        }
        all.field("rpc", &self.0.rpc).field("decode_path", &self.0.path).field("body_excerpt", &self.0.excerpt);
        all.finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, ErrorKind, Facts, RpcError};
    use http::StatusCode;
    use std::time::Duration;

    fn failed(kind: ErrorKind, status: u16, details: Option<&str>) -> Error {
        let mut error = Error::new(kind, "what happened").of(Facts {
            area: "companies".to_owned(),
            method: "companies.createCompany".to_owned(),
            id: "1f".to_owned(),
            status: Some(StatusCode::from_u16(status).unwrap()),
            retry_after: None,
        });
        if kind == ErrorKind::Rpc {
            let details = details.map(str::to_owned);
            error.0.rpc = Some(RpcError { code: -32602, message: "Invalid params".to_owned(), details });
        }
        error
    }

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn a_json_rpc_error_reads_as_one_line() {
        assert_eq!(
            failed(ErrorKind::Rpc, 200, Some("The name\nis taken.")).to_string(),
            "companies.createCompany: Invalid params (-32602): The name is taken. [HTTP 200, request 1f]"
        );
        assert_eq!(
            failed(ErrorKind::Rpc, 200, None).to_string(),
            "companies.createCompany: Invalid params (-32602) [HTTP 200, request 1f]"
        );
    }

    #[test]
    fn the_status_gives_advice() {
        let says = |status| failed(ErrorKind::HttpStatus, status, None).to_string();
        assert!(says(401).contains("check the API key") && says(401).contains("region"), "{}", says(401));
        let refused = failed(ErrorKind::Rpc, 401, Some("Wrong key.")).to_string();
        assert!(refused.contains("Invalid params (-32602): Wrong key; check the API key"), "{refused}");
        assert!(says(403).contains("lacks the API area `companies`"), "{}", says(403));
        assert!(says(404).contains("check the URL"), "{}", says(404));
        assert_eq!(says(500), "companies.createCompany: what happened [HTTP 500, request 1f]");
        let mut busy = failed(ErrorKind::HttpStatus, 429, None);
        busy.0.call.as_mut().unwrap().retry_after = Some(Duration::from_secs(7));
        assert!(busy.to_string().contains("again after 7 s"), "{busy}");
    }

    #[test]
    fn an_error_that_is_not_about_a_call_is_its_text_alone() {
        assert_eq!(Error::config("what happened").to_string(), "what happened");
    }
}
