//! `/admin/scripts`: write scripted answers, look at them, end them.
//! `{"on": "companies.createCompany", "params": {}, "times": 1, "unchecked": false, "result": null}`; instead of
//! `result` there can be `"error": {"code": -32000, "details": ""}` or `"http": {"status": 503, "body": ""}`.

use super::{AdminCall, Refused, unfit};
use crate::answer::{Outcome, Reason, Refusal};
use crate::at::At;
use crate::center::Center;
use crate::method_name::MethodName;
use crate::script::Script;
use serde_json::{Value as Json, json};

pub(super) fn list(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let scripts: Vec<Json> = call.center.scripts().iter().map(written).collect();
    Ok(json!({ "scripts": scripts }))
}

pub(super) fn add(call: &AdminCall<'_>) -> Result<Json, Refused> {
    let script = read(call.center, &At::root(call.body)).map_err(unfit)?;
    call.center.scripts().push(script);
    list(call)
}

pub(super) fn clear(call: &AdminCall<'_>) -> Result<Json, Refused> {
    call.center.scripts().clear();
    list(call)
}

fn read(center: &Center, at: &At<'_>) -> Result<Script, String> {
    at.only(&["on", "params", "times", "unchecked", "result", "error", "http"])?;
    let on = at.member("on")?;
    let method = MethodName::known(&center.spec, on.text()?).map_err(|error| on.wrong(&error.to_string()))?;
    let times = at.optional("times").map(|at| u32::try_from(at.number()?).map_err(|_| at.wrong("is too large")));
    let params = at.optional("params").map(|at| at.object().map(|_| at.json().clone())).transpose()?;
    let checked = !at.optional("unchecked").map_or(Ok(false), |at| at.flag())?;
    Ok(Script { method, params, left: times.transpose()?, checked, outcome: outcome(at)? })
}

fn outcome(at: &At<'_>) -> Result<Outcome, String> {
    match (at.given("result"), at.optional("error"), at.optional("http")) {
        (Some(result), None, None) => Ok(Outcome::Result(result.json().clone())),
        (None, Some(error), None) => {
            error.only(&["code", "details"])?;
            let code = error.member("code")?;
            let number = code.json().as_i64().ok_or_else(|| code.wrong("must be a whole number"))?;
            let details = error.optional("details").map_or(Ok(""), |at| at.text())?;
            Ok(Outcome::Refused(Refusal::new(Reason::Code(number), details)))
        }
        (None, None, Some(http)) => {
            http.only(&["status", "body"])?;
            let status = http.member("status")?;
            let number = u16::try_from(status.number()?).ok().filter(|number| (200..600).contains(number));
            let number = number.ok_or_else(|| status.wrong("must be from 200 to 599"))?;
            Ok(Outcome::Raw(number, http.optional("body").map_or(Ok(""), |at| at.text())?.to_owned()))
        }
        _ => Err(at.wrong("there is one of `result`, `error` and `http`")),
    }
}

fn written(script: &Script) -> Json {
    let mut written = json!({
        "on": script.method.text(), "params": script.params, "left": script.left, "unchecked": !script.checked,
    });
    match &script.outcome {
        Outcome::Result(result) | Outcome::Example(result) => written["result"] = result.clone(),
        Outcome::Refused(Refusal { reason: Reason::Code(code), details, .. }) => {
            written["error"] = json!({ "code": code, "details": details });
        }
        Outcome::Refused(refusal) => written["error"] = json!({ "details": refusal.details }),
        Outcome::Raw(status, body) => written["http"] = json!({ "status": status, "body": body }),
    }
    written
}
