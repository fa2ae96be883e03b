//! What a client of another crate tells the builder: facts of the API that this crate does not know.
//! The generated client implements it; the runtime's own client knows no region and no rate tier.

use crate::client::Client;
use crate::regions::RegionTable;
use gravityzone_wire::RateTier;

/// A client that wraps [`Client`] and knows the API.
pub trait Facade: From<Client> {
    /// The vendor's Control Centers: name and access URL.
    const REGIONS: &'static RegionTable = &[];

    /// The rate tier of a method that is called by name.
    const DEFAULT_RATE: Option<RateTier> = None;
}

impl Facade for Client {}
