//! How an error reads: `method: what happened; what to do [HTTP status, request id]`, always one line.
//! `Debug` shows the same facts by name, for `unwrap` and test output.

use crate::advice::advice;
use crate::error::Error;
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
        for piece in advice(self, call) {
            what = format!("{}; {piece}", what.trim_end_matches('.'));
        }
        f.write_str(&one_line(&format!("{}: {what} [", call.info.method)))?;
        if let Some(status) = self.http_status() {
            write!(f, "HTTP {}, ", status.as_u16())?;
        }
        write!(f, "request {}", call.info.request_id)?;
        match call.attempts {
            0 | 1 => f.write_str("]"),
            attempts => write!(f, ", {attempts} attempts]"),
        }
    }
}

/// Keeps a text of the outside from breaking the line or steering a terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = f.debug_struct("Error");
        all.field("kind", &self.0.kind).field("scope", &self.scope()).field("what", &self.0.what);
        if let Some(call) = &self.0.call {
            all.field("method", &call.info.method)
                .field("request_id", &call.info.request_id)
                .field("attempts", &call.attempts);
            all.field("outcome_unknown", &self.outcome_unknown());
        }
        all.field("http_status", &self.0.status).field("retry_after", &self.0.retry_after).field("rpc", &self.0.rpc);
        all.field("violations", &self.0.violations);
        all.field("decode_path", &self.0.path).field("body_excerpt", &self.0.excerpt);
        all.finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, ErrorKind, Facts, Fate, RpcError};
    use crate::observer::CallInfo;
    use gravityzone_wire::Effect;
    use http::StatusCode;
    use std::time::Duration;

    fn failed(kind: ErrorKind, fate: Fate, status: u16, details: Option<&str>) -> Error {
        let mut error = Error::new(kind, fate, "what happened").of(Facts {
            area: "companies".into(),
            info: CallInfo {
                method: "companies.createCompany".to_owned(),
                request_id: "1f".to_owned(),
                effect: Some(Effect::Create),
            },
            idempotent: false,
            verify: Some("companies.findCompaniesByName"),
            attempts: 1,
            earlier_unknown: false,
            region: None,
        });
        error.0.status = Some(StatusCode::from_u16(status).unwrap());
        if kind == ErrorKind::Rpc {
            let details = details.map(str::to_owned);
            error.0.rpc = Some(RpcError { code: -32602, message: "Invalid params".to_owned(), details });
        }
        error
    }

    fn facts(error: &mut Error) -> &mut Facts {
        error.0.call.as_mut().unwrap()
    }

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn a_json_rpc_error_reads_as_one_line() {
        assert_eq!(
            failed(ErrorKind::Rpc, Fate::Refused, 200, Some("The name\nis taken.")).to_string(),
            "companies.createCompany: Invalid params (-32602): The name is taken. [HTTP 200, request 1f]"
        );
        let mut error = failed(ErrorKind::Rpc, Fate::Refused, 200, None);
        facts(&mut error).attempts = 3;
        assert_eq!(
            error.to_string(),
            "companies.createCompany: Invalid params (-32602) [HTTP 200, request 1f, 3 attempts]"
        );
    }

    #[test]
    fn the_status_gives_advice() {
        let says = |status| failed(ErrorKind::HttpStatus, Fate::Refused, status, None).to_string();
        assert!(says(401).contains("check the API key") && says(401).contains("region"), "{}", says(401));
        let refused = failed(ErrorKind::Rpc, Fate::Refused, 401, Some("Wrong key.")).to_string();
        assert!(refused.contains("Invalid params (-32602): Wrong key; check the API key"), "{refused}");
        assert!(says(403).contains("lacks the API `companies`"), "{}", says(403));
        assert!(says(404).contains("check the URL"), "{}", says(404));
        assert!(says(407).contains("proxy") && says(407).contains("USER:PASSWORD@"), "{}", says(407));
        assert!(says(302).contains("set the URL"), "{}", says(302));
        assert_eq!(says(500), "companies.createCompany: what happened [HTTP 500, request 1f]");
        let mut busy = failed(ErrorKind::HttpStatus, Fate::Throttled, 429, None);
        busy.0.retry_after = Some(Duration::from_secs(7));
        assert!(busy.to_string().contains("again after 7 s"), "{busy}");
        facts(&mut busy).region = Some("eu");
        busy.0.status = Some(StatusCode::UNAUTHORIZED);
        assert!(busy.to_string().contains("made in the region `eu`"), "{busy}");
    }

    #[test]
    fn what_may_have_been_carried_out_is_said_with_the_way_to_find_out() {
        let mut error = failed(ErrorKind::Transport, Fate::Unknown, 200, None);
        let says = "what happened; it may have been carried out: look with companies.findCompaniesByName before you call again [";
        assert!(error.outcome_unknown() && !error.is_retryable() && error.to_string().contains(says), "{error}");
        facts(&mut error).verify = None;
        assert!(error.to_string().contains("look in Control Center before you call again"), "{error}");
        facts(&mut error).idempotent = true;
        assert!(error.outcome_unknown() && error.is_retryable(), "{error:?}");
        assert!(error.to_string().contains("it may have been carried out: calling again does no harm"), "{error}");
        facts(&mut error).info.effect = Some(Effect::Read);
        assert!(!error.outcome_unknown() && !error.to_string().contains("carried out"), "{error}");
    }

    #[test]
    fn an_earlier_attempt_counts_whatever_the_last_one_met() {
        let mut error = failed(ErrorKind::Connect, Fate::NotSent, 200, None);
        assert!(!error.outcome_unknown() && error.is_retryable(), "{error}");
        facts(&mut error).earlier_unknown = true;
        assert!(error.outcome_unknown() && !error.is_retryable(), "{error}");
        assert!(error.to_string().contains("an earlier attempt may have been carried out"), "{error}");
    }

    #[test]
    fn a_write_whose_reply_cannot_be_read_was_carried_out() {
        let error = failed(ErrorKind::Decode, Fate::Done, 200, None);
        assert!(
            !error.outcome_unknown() && error.to_string().contains("the call was carried out all the same"),
            "{error}"
        );
    }

    #[test]
    fn an_error_that_is_not_about_a_call_is_its_text_alone() {
        assert_eq!(Error::config("what happened").to_string(), "what happened");
    }
}
