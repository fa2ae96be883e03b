//! Load: the same call again and again on several connections, and how long each took.
//! An answer that is no result ends the measurement: it would be too fast.

use crate::client::{Client, Failure};
use bytes::Bytes;
use serde_json::{Value as Json, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// A call that is measured.
#[derive(Clone)]
pub(crate) struct Call {
    path: String,
    pub(crate) method: &'static str,
    pub(crate) params: Json,
}

/// What came of measuring.
pub(crate) struct Rate {
    pub(crate) each_second: f64,
    /// Half of the calls took at most so many milliseconds …
    pub(crate) p50: f64,
    /// … and all but one of a hundred so many.
    pub(crate) p99: f64,
}

impl Call {
    pub(crate) fn new(service: &str, version: &str, method: &'static str, params: Json) -> Self {
        Self { path: format!("/api/{version}/jsonrpc/{service}"), method, params }
    }

    /// The same call to a server that has one path only.
    pub(crate) fn at_root(&self) -> Self {
        Self { path: "/".to_owned(), ..self.clone() }
    }

    pub(crate) fn body(&self, number: usize) -> Bytes {
        let body = json!({ "jsonrpc": "2.0", "id": number, "method": self.method, "params": self.params });
        body.to_string().into()
    }
}

pub(crate) async fn connections(host: &str, count: usize) -> Result<Vec<Client>, Failure> {
    let mut clients = Vec::new();
    for _ in 0..count {
        clients.push(Client::connect(host).await?);
    }
    Ok(clients)
}

/// Calls for a while.
pub(crate) async fn repeat(
    clients: &mut Vec<Client>,
    call: &Call,
    time: Duration,
    body: impl Fn(usize) -> Bytes,
) -> Result<Rate, Failure> {
    // Bodies are made before, so that making them is not measured.
    let bodies: Vec<Bytes> = (0..64).map(body).collect();
    let end = Instant::now() + time;
    run(clients, &call.path, move |number| (Instant::now() < end).then(|| bodies[number % bodies.len()].clone())).await
}

/// Calls so many times.
pub(crate) async fn times(clients: &mut Vec<Client>, call: &Call, count: usize) -> Result<Rate, Failure> {
    let body = call.body(0);
    run(clients, &call.path, move |number| (number < count).then(|| body.clone())).await
}

/// Creates companies in groups of 100, each below a partner; returns the id of the first.
pub(crate) async fn create_all(clients: &mut Vec<Client>, count: u32) -> Result<(Rate, Json), Failure> {
    let path = Call::new("companies", "v1.0", "", Json::Null).path;
    let body = |number: u32, params: Json| -> Bytes {
        json!({ "jsonrpc": "2.0", "id": number, "method": "createCompany", "params": params }).to_string().into()
    };
    let mut partners = Vec::new();
    let Some(client) = clients.first_mut() else { return Err("no connection".into()) };
    for number in 0..count.div_ceil(100) {
        let (_, reply) =
            client.post(&path, body(number, json!({ "type": 0, "name": format!("Partner {number}") }))).await?;
        partners.push(serde_json::from_slice::<Json>(&reply)?["result"].take());
    }
    let first = partners.first().cloned().unwrap_or_default();
    let partner = |number: u32| partners.get(number as usize / 100).cloned().unwrap_or_default();
    let left = count - u32::try_from(partners.len())?;
    let bodies: Vec<Bytes> = (0..left)
        .map(|number| {
            let name = format!("Office {number}");
            body(
                number,
                json!({ "type": 1, "name": name, "parentId": partner(number), "country": "NO", "industry": 1903 }),
            )
        })
        .collect();
    Ok((run(clients, &path, move |number| bodies.get(number).cloned()).await?, first))
}

/// Each call with what it is answered.
pub(crate) async fn replies<'c>(
    host: &str,
    calls: impl Iterator<Item = &'c Call>,
) -> Result<Vec<(Call, Json)>, Failure> {
    let mut client = Client::connect(host).await?;
    let mut replies = Vec::new();
    for call in calls {
        let (_, reply) = client.post(&call.path, call.body(0)).await?;
        let result = serde_json::from_slice::<Json>(&reply)?.get_mut("result").map(Json::take);
        replies.push((call.clone(), result.ok_or_else(|| format!("{} has no result", call.method))?));
    }
    Ok(replies)
}

/// Posts what `next` gives, by its number, until it gives nothing.
async fn run(
    clients: &mut Vec<Client>,
    path: &str,
    next: impl Fn(usize) -> Option<Bytes> + Send + Sync + 'static,
) -> Result<Rate, Failure> {
    let (next, taken) = (Arc::new(next), Arc::new(AtomicUsize::new(0)));
    let start = Instant::now();
    let mut running = JoinSet::new();
    for mut client in clients.drain(..) {
        let (path, next, taken) = (path.to_owned(), Arc::clone(&next), Arc::clone(&taken));
        running.spawn(async move {
            let mut took = Vec::new();
            while let Some(body) = next(taken.fetch_add(1, Ordering::Relaxed)) {
                let start = Instant::now();
                let (http, reply) = client.post(&path, body).await?;
                took.push(start.elapsed());
                if http != 200 || !reply.windows(9).any(|part| part == b"\"result\":") {
                    return Err(Failure::from(format!("HTTP {http}: {}", String::from_utf8_lossy(&reply))));
                }
            }
            Ok((client, took))
        });
    }
    let mut took = Vec::new();
    for done in running.join_all().await {
        let (client, times) = done?;
        clients.push(client);
        took.extend(times);
    }
    let each_second = took.len() as f64 / start.elapsed().as_secs_f64();
    took.sort_unstable();
    let at = |part: usize| took.get(took.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    Ok(Rate { each_second, p50: at(50), p99: at(99) })
}
