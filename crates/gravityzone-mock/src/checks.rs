//! What a call has to pass, in the order in which a Control Center looks at it.
//! The key, the area, the envelope, the method, the rate limit, the key's company, the params, the documented rules.

use crate::address::Address;
use crate::answer::{Answer, Ending, Outcome, Reason, Refusal};
use crate::center::Center;
use crate::fault::Fault;
use crate::key::KnownKey;
use crate::log::Received;
use crate::request::{self, NO_ID};
use crate::state::{Holder, State, code_in};
use crate::{editions, mask, script, shape};
use bytes::Bytes;
use gravityzone_spec::{Area, Method, Misfit, MisfitKind, Spec, fit, judge};
use serde_json::Value as Json;

/// The id of an answer that met [`Fault::WrongId`].
const WRONG_ID: &str = r#""another-id""#;

/// How many misfits one answer tells.
const TOLD: usize = 5;

/// How much of a name that the sender chose goes back in an answer, in characters.
const ECHOED: usize = 120;

/// Whether any method of the spec is served there.
pub(crate) fn is_service(spec: &Spec, service: &str) -> bool {
    spec.methods().any(|(area, method)| area.service_of(method) == service)
}

/// Answers a call to a service of the spec, and logs it.
pub(crate) async fn answer(center: &Center, address: Address<'_>, authorization: Option<&str>, body: &[u8]) -> Answer {
    let mut received = Received::at(address, center.clock.now());
    let (id, outcome) = match admitted(center, address, authorization) {
        Err(refusal) => (NO_ID.to_owned(), Outcome::Refused(refusal)),
        Ok(key) => match request::read(body) {
            (id, Err(refusal)) => (id, Outcome::Refused(refusal)),
            (id, Ok(request)) => (id, served(center, address, key, &request, &mut received).await),
        },
    };
    for fault in &received.faults {
        if let Fault::Latency(wait) = fault {
            tokio::time::sleep(*wait).await;
        }
    }
    let met = |fault| received.faults.contains(&fault);
    let id = if met(Fault::WrongId) { WRONG_ID } else { &id };
    let mut answer = Answer::new(&center.spec, id, &outcome, met(Fault::ExtraMembers));
    if met(Fault::ResetBefore) || met(Fault::ResetAfter) {
        answer.ending = Ending::Reset;
    } else if met(Fault::Truncated) {
        answer.ending = Ending::Half;
    }
    let logged = without_secrets(center, id, &outcome, &answer);
    received.answered(&answer, logged);
    center.log().push(received);
    answer
}

/// The body of an answer as it may be seen.
fn without_secrets(center: &Center, id: &str, outcome: &Outcome, answer: &Answer) -> Bytes {
    match outcome {
        Outcome::Result(result) if center.secrets.stand_in(result) => {
            let mut masked = result.clone();
            center.secrets.mask(&mut masked);
            Answer::new(&center.spec, id, &Outcome::Result(masked), false).body
        }
        _ => answer.body.clone(),
    }
}

/// Whose key it is, if that may call the service at all.
fn admitted<'c>(
    center: &'c Center,
    address: Address<'_>,
    authorization: Option<&str>,
) -> Result<&'c KnownKey, Refusal> {
    let key = center.keys.find(authorization).ok_or_else(|| {
        let details = "The API key is missing or not known here. It is sent as the user of Basic authentication, with \
                       an empty password, to the Control Center that made it.";
        Refusal::new(Reason::ServerError, details).with_http(401)
    })?;
    let methods = || center.spec.methods().filter(|(area, method)| area.service_of(method) == address.service);
    if methods().any(|(area, _)| key.allows(&area.name)) {
        return Ok(key);
    }
    let details = format!("The API key is not enabled for {}.", address.service);
    Err(Refusal::new(Reason::AuthorizationError, details).with_http(403))
}

async fn served(
    center: &Center,
    address: Address<'_>,
    key: &KnownKey,
    request: &request::Request,
    received: &mut Received,
) -> Outcome {
    let spec = &center.spec;
    received.method = shortened(&request.method);
    let (area, method) = match find(spec, address, &request.method) {
        Ok(found) => found,
        Err(refusal) => return Outcome::Refused(refusal),
    };
    received.area.clone_from(&area.name);
    received.params = mask::params(spec, area, method, &request.params);
    // A call that had to wait for its turn keeps the next one waiting until it is carried out, not until it is answered.
    let bucket = center.limits().bucket(spec, key.number, area, method);
    let _turn = match &bucket {
        None => None,
        Some(bucket) => match bucket.pass().await {
            Ok(turn) => Some(turn),
            Err(retry_after) => return Outcome::Refused(Refusal::too_many(retry_after)),
        },
    };
    received.faults = center.faults().meet(area, method);
    if let Some(instead) = received.faults.iter().find_map(|fault| fault.instead()) {
        return instead;
    }
    let mut outcome = settled(center, (area, method), key, &request.params);
    if let Outcome::Result(result) | Outcome::Example(result) = &mut outcome {
        received.faults.iter().for_each(|fault| shape::reshape(spec, area, method, *fault, result));
    }
    outcome
}

/// What a call comes to that nothing keeps from being carried out: a script's answer, else what the state says.
fn settled(center: &Center, (area, method): (&Area, &Method), key: &KnownKey, params: &Json) -> Outcome {
    let mut state = center.state();
    let checked = checked(center, (area, method), key, params, &state);
    let scripted = script::answer(&mut center.scripts(), area, method, params, checked.is_ok());
    match (scripted, checked) {
        (Some(outcome), _) => outcome,
        (None, Err(refusal)) => Outcome::Refused(refusal),
        (None, Ok(own)) => center.carry_out((area, method), params, Some(key), &own, &mut state),
    }
}

/// Whether the call may be carried out, and whose the key is.
fn checked(
    center: &Center,
    (area, method): (&Area, &Method),
    key: &KnownKey,
    params: &Json,
    state: &State,
) -> Result<Holder, Refusal> {
    let own = state.holder(key.company.as_deref()).ok_or_else(|| {
        Refusal::new(Reason::ServerError, "The company of the API key was deleted, and the key with it.").with_http(401)
    })?;
    let partner = code_in(center.spec.type_in(Some(area), "CompanyType").map(|ty| &ty.kind), "Partner");
    if state.companies.get(&own.company).is_some_and(|company| company.kind != partner) {
        editions::for_customers(&center.spec, area, method, params)?;
    }
    fitting(&center.spec, area, method, params)?;
    Ok(own.clone())
}

/// The method of a name at an address; else where there is one of that name.
fn find<'s>(spec: &'s Spec, address: Address<'_>, name: &str) -> Result<(&'s Area, &'s Method), Refusal> {
    let named: Vec<_> = spec.methods().filter(|(_, method)| method.name == name).collect();
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|(area, method)| area.service_of(method) == address.service);
    if let Some(found) = here.iter().find(|(_, method)| method.version == address.version) {
        return Ok(*found);
    }
    let name = shortened(name);
    let mut details = format!("{} has no method {name} in {}.", address.service, address.version);
    let versions: Vec<&str> = here.iter().map(|(_, method)| &*method.version).collect();
    if !versions.is_empty() {
        details.push_str(&format!(" It has one in {}.", versions.join(" and ")));
    } else if let Some((area, method)) = elsewhere.first() {
        details.push_str(&format!(" {} has one.", area.service_of(method)));
    }
    Err(Refusal::new(Reason::MethodNotFound, details))
}

/// Whether params are what the spec documents, by their types and by the rules that a request alone decides.
pub(crate) fn fitting(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Result<(), Refusal> {
    let misfits = fit(spec, area, method, params);
    if !misfits.is_empty() {
        let mut told: Vec<String> = misfits.iter().take(TOLD).map(|misfit| sentence(misfit, method)).collect();
        if misfits.len() > TOLD {
            told.push(format!("And {} more.", misfits.len() - TOLD));
        }
        return Err(Refusal::params(told.join(" ")));
    }
    let broken: Vec<String> = judge(spec, area, method, params)
        .iter()
        .filter(|violation| violation.rule.refuses())
        .take(TOLD)
        .map(|violation| {
            let member = shortened(&violation.member);
            format!("`{member}` breaks the rule {}: {}", violation.rule.name, violation.rule.statement())
        })
        .collect();
    if broken.is_empty() { Ok(()) } else { Err(Refusal::params(broken.join(" "))) }
}

fn sentence(misfit: &Misfit, method: &Method) -> String {
    let path = shortened(&misfit.path);
    match misfit.kind {
        MisfitKind::Missing => format!("`{path}` is missing."),
        MisfitKind::Unknown => format!("`{path}` is not a param of {}.", method.name),
        MisfitKind::Type | MisfitKind::Value => format!("`{path}` must be {}.", misfit.expected),
    }
}

/// A name that the sender chose, short enough to send back.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(ECHOED) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
