//! What all areas share, the errata and the accepted changes: `api.json`, `errata.json`, `accepted.json`.
//! As in `build.rs`, the strict check has run before.

use super::{entries, int, known, list, members_of, optional, placed, text, texts};
use crate::json::{Member as Entry, Node};
use crate::spec::{Acceptance, Api, Erratum, Probe, Rate, Region, RpcErrorCode};

pub(crate) fn api(node: &Node) -> Api {
    let pairs = |key| entries(node, key).map(|(name, value)| (name, value.text().unwrap_or_default().to_owned()));
    Api {
        doc: text(node, "doc"),
        date: text(node, "date"),
        regions: members_of(node, "regions").iter().map(region).collect(),
        errors: entries(node, "errors")
            .map(|(code, error)| RpcErrorCode {
                code: code.parse().unwrap_or_default(),
                name: text(error, "name"),
                message: text(error, "message"),
                http: int(error, "http").unwrap_or_default(),
                doc: text(error, "doc"),
            })
            .collect(),
        rates: entries(node, "rates")
            .map(|(name, rate)| Rate {
                name,
                calls: int(rate, "calls").unwrap_or_default(),
                seconds: int(rate, "seconds").unwrap_or_default(),
                burst: int(rate, "burst").unwrap_or_default(),
                doc: text(rate, "doc"),
            })
            .collect(),
        editions: pairs("editions").collect(),
        absences: pairs("absences").collect(),
        probe: node.members().iter().find(|entry| entry.key == "probe").map(probe),
    }
}

fn probe(entry: &Entry) -> Probe {
    let node = &entry.node;
    let named = |key| placed(node, key).unwrap_or_else(|| (String::new(), entry.at));
    let code = |key| (int(node, key).unwrap_or_default(), node.get(key).map_or(entry.at, |code| code.place));
    Probe {
        key: named("key"),
        apis: named("apis"),
        company: named("company"),
        kind: named("type"),
        partner: code("partner"),
        customer: code("customer"),
    }
}

fn region(entry: &Entry) -> Region {
    let node = &entry.node;
    let (host, host_place) = placed(node, "host").unwrap_or_else(|| (String::new(), entry.at));
    Region { name: entry.key.clone(), host, known: known(node), doc: text(node, "doc"), place: entry.at, host_place }
}

pub(crate) fn errata(node: &Node) -> Vec<Erratum> {
    let one = |Entry { key, at, node: erratum }: &Entry| Erratum {
        name: key.clone(),
        at: list(erratum, "at").map(|at| (at.text().unwrap_or_default().to_owned(), at.place)).collect(),
        page: text(erratum, "page"),
        says: text(erratum, "says"),
        expects: entries(erratum, "expects").map(|(kind, said)| (kind, one_or_many(said))).collect(),
        words: texts(erratum, "words"),
        hold: text(erratum, "hold"),
        why: text(erratum, "why"),
        place: *at,
    };
    members_of(node, "errata").iter().map(one).collect()
}

/// A text, or a list of them.
pub(super) fn one_or_many(node: &Node) -> Vec<String> {
    node.text().into_iter().chain(node.items().iter().filter_map(Node::text)).map(str::to_owned).collect()
}

pub(crate) fn accepted(node: &Node) -> Vec<Acceptance> {
    let one = |Entry { key, at, node }: &Entry| Acceptance {
        fingerprint: key.clone(),
        rule: text(node, "rule"),
        at: text(node, "at"),
        reason: text(node, "reason"),
        origin: optional(node, "origin"),
        expires: placed(node, "expires"),
        place: *at,
    };
    members_of(node, "accepted").iter().map(one).collect()
}
