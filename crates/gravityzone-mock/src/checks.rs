//! What a call has to pass, in the order in which a Control Center looks at it.
//! The key, the area, the envelope, the method, the params, the documented rules; then the behaviour answers.

use crate::address::Address;
use crate::answer::{Answer, Reason, Refusal};
use crate::behaviour::{self, Call};
use crate::center::Center;
use crate::key::Key;
use crate::log::Received;
use crate::mask;
use crate::request::{self, NO_ID};
use gravityzone_spec::{Area, Method, Misfit, MisfitKind, Spec, fit, judge};
use serde_json::Value as Json;

/// How many misfits one answer tells.
const TOLD: usize = 5;

/// How much of a name that the sender chose goes back in an answer, in characters.
const ECHOED: usize = 120;

/// Whether any method of the spec is served there.
pub(crate) fn is_service(spec: &Spec, service: &str) -> bool {
    spec.methods().any(|(area, method)| area.service_of(method) == service)
}

/// Answers a call to a service of the spec, and logs it.
pub(crate) fn answer(center: &Center, address: Address<'_>, authorization: Option<&str>, body: &[u8]) -> Answer {
    let mut received = Received::at(address);
    let (id, outcome) = match admitted(center, address, authorization) {
        Err(refusal) => (NO_ID.to_owned(), Err(refusal)),
        Ok(key) => {
            let (id, request) = request::read(body);
            (id, request.and_then(|request| served(center, address, key, &request, &mut received)))
        }
    };
    let answer = Answer::new(&center.spec, &id, &outcome);
    received.code = answer.code;
    received.http = answer.http;
    center.log().push(received);
    answer
}

/// Whose key it is, if that may call the service at all.
fn admitted<'c>(center: &'c Center, address: Address<'_>, authorization: Option<&str>) -> Result<&'c Key, Refusal> {
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

fn served(
    center: &Center,
    address: Address<'_>,
    key: &Key,
    request: &request::Request,
    received: &mut Received,
) -> Result<Json, Refusal> {
    let spec = &center.spec;
    received.method = shortened(&request.method);
    let (area, method) = find(spec, address, &request.method)?;
    received.area.clone_from(&area.name);
    received.params = mask::params(spec, area, method, &request.params);
    fitting(spec, area, method, &request.params)?;
    let params = gravityzone_spec::complete(spec, area, method, &request.params);
    let call = Call { spec, area, method, params: &params, key, keys_made: center.keys.made, now: center.clock.now() };
    behaviour::answer(&call, &mut center.state())
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
fn fitting(spec: &Spec, area: &Area, method: &Method, params: &Json) -> Result<(), Refusal> {
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
