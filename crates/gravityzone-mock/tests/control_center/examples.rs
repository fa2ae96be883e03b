//! The examples of the spec: what they send passes the checks of types and rules.
//! Nothing that they name is stored, so a business error is as good as a result.

use crate::caller::{NOT_AVAILABLE, SPEC, call, start};

/// Details of refusals that are about what is stored, not about the request.
const STORED: &[&str] =
    &[NOT_AVAILABLE, "is not defined.", "has one in", "No external id was generated", "at most 1, the last page"];

#[tokio::test]
async fn every_example_is_answered_or_refused_for_what_is_not_stored() {
    let mut answered = 0;
    for (area, method) in SPEC.methods() {
        for example in &method.examples {
            let center = start().await;
            let reply = call(&center, &method.key, example.params.clone()).await;
            if reply.json().get("result").is_some() {
                answered += 1;
                continue;
            }
            let (code, details) = reply.error();
            let stored = STORED.iter().any(|text| details.contains(text));
            assert!(code == -32602 && stored, "{}.{}, {}: {details}", area.name, method.key, example.name);
        }
    }
    assert!(answered >= 15, "only {answered} examples were answered with a result");
}
