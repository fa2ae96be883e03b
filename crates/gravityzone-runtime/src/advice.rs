//! What to do about an error: whether the call may have been carried out, how to find out, what to set right.
//! Situations that people meet again and again are recognised here: a wrong region, a missing API box, a proxy.

use crate::error::{Error, ErrorKind, Facts, Fate};
use crate::scope::TOO_MANY_REQUESTS;
use http::StatusCode;

/// The advice for an error of a call, piece by piece.
pub(crate) fn advice(error: &Error, call: &Facts) -> Vec<String> {
    let mut pieces: Vec<String> = situation(error, call).into_iter().collect();
    pieces.extend(error.0.gave_up.clone());
    pieces.extend(outcome(error, call));
    pieces
}

/// Whether the call was carried out, if that is in doubt or comes as a surprise.
fn outcome(error: &Error, call: &Facts) -> Option<String> {
    if error.0.fate == Fate::Done && !call.reads() {
        return Some("the call was carried out all the same".to_owned());
    }
    if !error.outcome_unknown() {
        return None;
    }
    let which = match error.0.fate {
        Fate::Unknown | Fate::Lost => "it may have been carried out",
        _ => "an earlier attempt may have been carried out",
    };
    let then = match (call.idempotent, call.verify) {
        (true, _) => "calling again does no harm".to_owned(),
        (false, Some(verify)) => format!("look with {verify} before you call again"),
        (false, None) => "look in Control Center before you call again".to_owned(),
    };
    Some(format!("{which}: {then}"))
}

/// What to set right, where the status tells.
fn situation(error: &Error, call: &Facts) -> Option<String> {
    if !matches!(error.kind(), ErrorKind::Rpc | ErrorKind::HttpStatus) {
        return None;
    }
    let area = &call.area;
    match error.http_status()? {
        StatusCode::UNAUTHORIZED => Some(format!("check the API key, {}, and that it may use the API `{area}`", region(call))),
        StatusCode::FORBIDDEN => Some(format!(
            "the API key lacks the API `{area}`: use one that has its box ticked under My Account > API keys"
        )),
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => Some(
            "a proxy on the way wants a user and a password: give them as http://USER:PASSWORD@HOST:PORT, with proxy(...) \
             or in HTTPS_PROXY"
                .to_owned(),
        ),
        status if status.is_redirection() => Some("set the URL that My Account > Control Center API shows".to_owned()),
        StatusCode::NOT_FOUND if error.kind() == ErrorKind::HttpStatus => {
            Some("check the URL (https://HOST/api) and that this Control Center has the API".to_owned())
        }
        StatusCode::TOO_MANY_REQUESTS => Some(slower(error)),
        _ if error.code() == Some(TOO_MANY_REQUESTS) => Some(slower(error)),
        _ => None,
    }
}

fn region(call: &Facts) -> String {
    match call.region {
        Some(name) => format!("that it was made in the region `{name}`, which this URL belongs to"),
        None => "that it was made in the region of this URL".to_owned(),
    }
}

fn slower(error: &Error) -> String {
    let who = "other programs may use the key at the same time";
    match error.retry_after() {
        Some(wait) => format!("call again after {} s; {who}", wait.as_secs()),
        None => format!("call less often; {who}"),
    }
}
