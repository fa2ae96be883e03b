//! Honest work and calls that nearly fit: companies come and go, so that what is stored stays of one size.
//! Each worker has a partner company of its own.

use crate::client::{Client, Failure};
use crate::tally::{SPEC, Tally};
use serde_json::{Value as Json, json};

/// How many companies a worker has at most.
const OWN: usize = 200;

/// Numbers that look random and are the same every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 8
    }

    /// A number below another, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Any JSON.
    pub(crate) fn json(&mut self, depth: usize) -> Json {
        match self.below(if depth == 0 { 7 } else { 9 }) {
            0 => Json::Null,
            1 => (self.below(2) == 0).into(),
            2 => (self.next() % 20).into(),
            3 => json!(self.next() as i64 - (1 << 55)),
            4 => json!((self.next() as f64).sqrt()),
            5 => ["", "A", "*", "2026-11-21", "a@example.org", "\u{0}\u{10ffff}"][self.below(6)].into(),
            6 => "x".repeat(self.below(300)).into(),
            7 => (0..self.below(5)).map(|_| self.json(depth - 1)).collect(),
            _ => {
                let members = (0..self.below(5)).map(|at| (format!("m{at}"), self.json(depth - 1)));
                Json::Object(members.collect::<Vec<_>>().into_iter().collect())
            }
        }
    }
}

/// One connection and the companies that it made.
pub(crate) struct Worker {
    client: Client,
    random: Random,
    number: u64,
    made: u64,
    partner: Json,
    companies: Vec<Json>,
}

impl Worker {
    pub(crate) async fn new(host: &str, number: u64) -> Result<Self, Failure> {
        let (client, random) = (Client::connect(host).await?, Random::new(number + 1));
        Ok(Self { client, random, number, made: 0, partner: Json::Null, companies: Vec::new() })
    }

    /// A handful of calls.
    pub(crate) async fn round(&mut self, tally: &Tally) -> Result<(), Failure> {
        if self.partner.is_null() {
            let params = json!({ "type": 0, "name": format!("Partner {}", self.number) });
            self.partner = self.call("companies.createCompany", params, tally).await?.unwrap_or_default();
        }
        self.made += 1;
        let name = format!("Office {} of {}", self.made, self.number);
        let params = json!({ "type": 1, "name": name, "parentId": self.partner });
        let made = self.call("companies.createCompany", params, tally).await?;
        self.companies.extend(made);
        let id = self.companies.get(self.random.below(self.companies.len())).cloned();
        self.call("companies.getCompanyDetails", json!({ "companyId": id }), tally).await?;
        let params = json!({ "id": id, "phone": "+4700000001" });
        self.call("companies.updateCompanyDetails", params, tally).await?;
        self.call("companies.findCompaniesByName", json!({ "nameFilter": "*office 7" }), tally).await?;
        let below = json!({ "parentId": self.partner, "perPage": 50 });
        self.call("network.getNetworkInventoryItems", below, tally).await?;
        for _ in 0..4 {
            self.random_call(tally).await?;
        }
        while self.companies.len() > OWN {
            let at = self.random.below(self.companies.len());
            let id = self.companies.swap_remove(at);
            self.call("companies.deleteCompany", json!({ "companyId": id }), tally).await?;
        }
        Ok(())
    }

    /// Any method, with an example's params and something else in one of them.
    async fn random_call(&mut self, tally: &Tally) -> Result<(), Failure> {
        let Some(spec) = SPEC.as_ref() else { return Err("the spec is broken".into()) };
        let Some((area, method)) = spec.methods().nth(self.random.below(spec.methods().count())) else { return Ok(()) };
        let mut params = method.examples.first().map_or_else(|| json!({}), |example| example.params.clone());
        if let Some(param) = method.params.get(self.random.below(method.params.len())) {
            params[&param.name] = self.random.json(3);
        }
        // Nothing is made at random: it would stay.
        if method.effect == "create" {
            params["parentId"] = Json::Null;
            params["type"] = 9.into();
        }
        let path = format!("/api/{}/jsonrpc/{}", method.version, area.service_of(method));
        let body = json!({ "jsonrpc": "2.0", "id": self.random.next(), "method": method.name, "params": params });
        let (http, reply) = self.client.post(&path, body.to_string()).await?;
        tally.rpc(http, &reply);
        Ok(())
    }

    /// Takes away what the worker made.
    pub(crate) async fn clean(mut self, tally: &Tally) -> Result<(), Failure> {
        let partner = self.partner.clone();
        self.call("companies.deleteCompany", json!({ "companyId": partner }), tally).await.map(|_| ())
    }

    /// Calls a method in its newest version.
    async fn call(&mut self, name: &str, params: Json, tally: &Tally) -> Result<Option<Json>, Failure> {
        let Some((area, method)) = SPEC.as_ref().and_then(|spec| spec.method_named(None, name)) else {
            return Err(format!("the spec has no {name}").into());
        };
        let path = format!("/api/{}/jsonrpc/{}", method.version, area.service_of(method));
        let body = json!({ "jsonrpc": "2.0", "id": self.made, "method": method.name, "params": params });
        let (http, reply) = self.client.post(&path, body.to_string()).await?;
        Ok(tally.rpc(http, &reply))
    }
}
