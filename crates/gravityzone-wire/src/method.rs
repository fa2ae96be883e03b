//! What a request says of itself: which call it makes, what comes back, what it does to the customer.
//! Generated requests implement [`Method`]; the runtime knows no other thing of them.

use crate::decode::Decode;
use crate::encode::Encode;
use crate::page::PageInfo;
use crate::rules::table::Checks;
use crate::rules::{Violation, broken_by};
use std::fmt;

/// A request of the API: a value that can be queued, tested and printed without a client.
pub trait Method: Encode + fmt::Debug + Send + Sync + Sized {
    /// What the method returns.
    type Output: Decode + Send;

    /// The name on the wire: `createCompany`.
    const NAME: &'static str;

    /// The area it belongs to, as in the spec: `companies`. A key is granted areas.
    const AREA: &'static str;

    /// What the call does to what is stored.
    const EFFECT: Effect;

    /// Whether the same call may be made twice with the effect of once.
    const IDEMPOTENT: bool;

    /// How often it may be called.
    const RATE: RateTier;

    /// Paths of the members that hold a secret, for whoever prints a request: `licenseSubscription.licenseKey`.
    const SECRETS: &'static [&'static str];

    /// Where the method exists.
    const EDITIONS: &'static [Edition];

    /// What a careless call breaks, in one sentence.
    const DANGER: Option<&'static str> = None;

    /// The method that shows whether a call of this one was carried out, with its area: `companies.findCompaniesByName`.
    /// For a call that must not be repeated blindly.
    const VERIFY: Option<&'static str> = None;

    /// The vendor's page of the method; empty if no page has it.
    const PAGE: &'static str = "";

    /// The documented rules as tables, for [`violations`](Self::violations).
    #[doc(hidden)]
    const CHECKS: &'static Checks = &Checks::NOTHING;

    /// Version and service, what stands behind `/api/` in the URL: `v1.0/jsonrpc/companies`.
    fn service_path(&self) -> &'static str;

    /// The documented rules that this request breaks, advice included, as far as the request alone decides it.
    ///
    /// A member that is absent and has no literal default is unknown and breaks no rule. A violation tells names, never
    /// a value of the request. Requests have `validate()` for those that the server refuses.
    fn violations(&self) -> Vec<Violation> {
        broken_by(self)
    }
}

/// What a call does to what is stored. It decides what may be retried and what a read-only client refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// Changes something that is there.
    Update,
    /// Makes a new thing each time.
    Create,
    /// Removes something.
    Delete,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Read => "read",
            Self::Update => "update",
            Self::Create => "create",
            Self::Delete => "delete",
        })
    }
}

/// How often the methods of a tier may be called with one key. Documented; the server answers 429 beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RateTier {
    /// The tier's name in the spec.
    pub name: &'static str,
    /// So many calls …
    pub calls: u32,
    /// … in so many seconds.
    pub seconds: u32,
    /// How many calls beyond that the server queues before it answers 429.
    pub burst: u32,
}

/// Where a method or a member exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// The vendor's cloud, with the key of any company.
    Cloud,
    /// The vendor's cloud, with the key of a partner company.
    Partner,
    /// An appliance in the customer's house.
    OnPrem,
}

/// A request whose reply is one page of many.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not list in pages",
    label = "its reply is no page",
    note = "await the call itself: only a request that is `Paged` has `pages()` and `items()`"
)]
pub trait Paged: Method {
    /// What a page lists.
    type Item: Send;

    /// The largest page that the method gives, if a limit is documented.
    const MAX_PER_PAGE: Option<i64>;

    /// Which page the request asks for, if it says so; pages count from 1.
    fn page(&self) -> Option<i64>;

    /// Asks for another page.
    fn set_page(&mut self, page: i64);

    /// The page size that the request asks for, if it does.
    fn per_page(&self) -> Option<i64>;

    /// Asks for a page size.
    fn set_per_page(&mut self, per_page: i64);

    /// What a reply tells of its place among the pages.
    fn info(output: &Self::Output) -> PageInfo;

    /// What a reply lists.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}
