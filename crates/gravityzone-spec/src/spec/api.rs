//! What all areas share, the errata, and the accepted changes.
//! Read from `api.json`, `errata.json` and `accepted.json`.

use super::Known;
use crate::source::Place;

/// `api.json`.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// What the API is.
    pub doc: String,
    /// When the spec was last compared with the pages.
    pub date: String,
    /// Control Centers of the vendor.
    pub regions: Vec<Region>,
    /// JSON-RPC error codes.
    pub errors: Vec<RpcErrorCode>,
    /// Rate tiers.
    pub rates: Vec<Rate>,
    /// Editions and what they are.
    pub editions: Vec<(String, String)>,
    /// Words for what leaving a member out means, and their sentences.
    pub absences: Vec<(String, String)>,
    /// How a client finds out what its key is for.
    pub probe: Option<Probe>,
}

/// What a client asks to find out what its key is for, each with its place.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The method that tells which APIs the key opens, as `area.method`.
    pub key: (String, Place),
    /// The member of its result that lists them.
    pub apis: (String, Place),
    /// The method that tells about the key's company.
    pub company: (String, Place),
    /// The member of its result that tells what kind of company it is.
    pub kind: (String, Place),
    /// Its code for a partner.
    pub partner: (i64, Place),
    /// Its code for a customer.
    pub customer: (i64, Place),
}

/// One Control Center of the vendor.
#[derive(Clone, Debug)]
pub struct Region {
    /// Our name.
    pub name: String,
    /// The URL that a client is given.
    pub host: String,
    /// How it is known.
    pub known: Known,
    /// Where it is.
    pub doc: String,
    /// Where it stands.
    pub place: Place,
    /// Where its URL stands.
    pub host_place: Place,
}

impl Region {
    /// The server's name in its URL.
    #[must_use]
    pub fn host_name(&self) -> &str {
        let rest = self.host.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }
}

/// One JSON-RPC error code.
#[derive(Clone, Debug)]
pub struct RpcErrorCode {
    /// The code.
    pub code: i64,
    /// Our name.
    pub name: String,
    /// The message on the wire.
    pub message: String,
    /// The HTTP status that it comes with.
    pub http: i64,
    /// What it means.
    pub doc: String,
}

/// One rate tier.
#[derive(Clone, Debug)]
pub struct Rate {
    /// Its name.
    pub name: String,
    /// So many calls …
    pub calls: i64,
    /// … in so many seconds.
    pub seconds: i64,
    /// Calls that are queued beyond it.
    pub burst: i64,
    /// What it is for.
    pub doc: String,
}

/// One mistake of a page.
#[derive(Clone, Debug)]
pub struct Erratum {
    /// Its name.
    pub name: String,
    /// The addresses that it is about, with their places.
    pub at: Vec<(String, Place)>,
    /// The page.
    pub page: String,
    /// What the page says.
    pub says: String,
    /// The drift that it explains: kinds, each with what the page says there.
    pub expects: Vec<(String, Vec<String>)>,
    /// Hashes of the page's passages that say it.
    pub words: Vec<String>,
    /// What the spec holds.
    pub hold: String,
    /// The reason.
    pub why: String,
    /// Where it stands.
    pub place: Place,
}

/// One change between two specs that somebody has decided to take.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The change's fingerprint.
    pub fingerprint: String,
    /// The rule that claims it.
    pub rule: String,
    /// Its address, for the reader; empty if it is not told.
    pub at: String,
    /// Why it is taken.
    pub reason: String,
    /// Who changed, if the comparison says it wrongly.
    pub origin: Option<String>,
    /// The last day on which it holds, or the version from which on it does not, with its place.
    pub expires: Option<(String, Place)>,
    /// Where it stands.
    pub place: Place,
}

impl Acceptance {
    /// Whether a text is a day, `2026-11-22`.
    #[must_use]
    pub fn is_day(text: &str) -> bool {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, many| part.len() == many && part.bytes().all(|b| b.is_ascii_digit());
        matches!(parts.as_slice(), [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
    }
}
