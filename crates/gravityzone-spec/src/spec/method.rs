//! Methods, their params and results, and what is said of every member.
//! Read from `areas/<area>.json`.

use super::Rule;
use crate::json::Node;
use crate::source::Place;
use crate::type_text::Ty;
use serde_json::Value as Json;

/// One method in one version.
#[derive(Clone, Debug)]
pub struct Method {
    /// The key in the file: `getEndpointsList` or `getEndpointsList@v1.0`.
    pub key: String,
    /// The name on the wire.
    pub name: String,
    /// The version in the URL.
    pub version: String,
    /// The last part of the URL's path, if it is not the area's.
    pub service: Option<String>,
    /// The same on an appliance, if it is not the area's.
    pub onprem_service: Option<String>,
    /// The vendor's page, if it is not the area's.
    pub page: Option<String>,
    /// What it does, in our words.
    pub doc: String,
    /// What it does to what is stored.
    pub effect: String,
    /// Whether the same call twice has the effect of one.
    pub idempotent: bool,
    /// Its rate tier.
    pub rate: String,
    /// Where it exists.
    pub editions: Vec<String>,
    /// What a careless call breaks.
    pub danger: Option<String>,
    /// The method that shows whether a call was carried out, as it is written: a key of the area, or `area.key`.
    pub verify: Option<(String, Place)>,
    /// How it is known.
    pub known: Known,
    /// How many items the result holds at most.
    pub max_items: Option<i64>,
    /// Where page and items stand.
    pub paging: Option<Paging>,
    /// Not to be used any more.
    pub deprecated: Option<Deprecated>,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// The params.
    pub params: Vec<Member>,
    /// The rules between them.
    pub rules: Vec<Rule>,
    /// What it returns.
    pub result: ResultDef,
    /// Calls in the wire's shape.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub place: Place,
}

/// What pages a result, each with its place.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The path of the param that names the page.
    pub page: (String, Place),
    /// The path of the param that sizes it.
    pub per_page: (String, Place),
    /// The member of the result's object that lists the items.
    pub items: (String, Place),
    /// Its member that says whether more follow, where that is not the usual one.
    pub more: Option<(String, Place)>,
    /// Where all of it stands.
    pub place: Place,
}

impl Paging {
    /// The usual names.
    #[must_use]
    pub fn usual(place: Place) -> Self {
        let named = |name: &str| (name.to_owned(), place);
        Self { page: named("page"), per_page: named("perPage"), items: named("items"), more: None, place }
    }
}

/// What a method returns.
#[derive(Clone, Debug)]
pub struct ResultDef {
    /// The type.
    pub ty: Ty,
    /// Members that this method never fills.
    pub omits: Vec<String>,
    /// Texts that mean nothing is set.
    pub unset: Vec<String>,
    /// Whether `null` is an answer.
    pub optional: bool,
    /// How it is known.
    pub known: Known,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// What it is.
    pub doc: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// One call in the wire's shape.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub doc: Option<String>,
    /// The params.
    pub params: Json,
    /// The result.
    pub result: Json,
    /// The params with their places; none if they are left out.
    pub(crate) params_node: Option<Node>,
    /// The result with its places.
    pub(crate) result_node: Option<Node>,
    /// Where the example stands.
    pub place: Place,
}

/// A param, or a member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// The wire name.
    pub name: String,
    /// The type.
    pub ty: Ty,
    /// It has to be sent.
    pub required: bool,
    /// What leaving it out means, as a literal.
    pub default: Option<Json>,
    /// What leaving it out means, as a word of the API's absences.
    pub absent: Option<String>,
    /// The only values.
    pub allowed: Vec<Json>,
    /// The smallest value.
    pub min: Option<i64>,
    /// The largest value.
    pub max: Option<i64>,
    /// The longest text.
    pub max_length: Option<i64>,
    /// The shortest list.
    pub min_items: Option<i64>,
    /// What a number counts.
    pub unit: Option<String>,
    /// The value that empties it.
    pub clear: Option<Json>,
    /// Texts that mean nothing is set.
    pub unset: Vec<String>,
    /// Why it is in every reply.
    pub always: Option<String>,
    /// The options that make it come.
    pub needs: Vec<(String, Json)>,
    /// The member that holds the union's tag.
    pub by: Option<String>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Where it exists, if that is not everywhere.
    pub editions: Vec<String>,
    /// How it is known.
    pub known: Known,
    /// The Rust name.
    pub rust: Option<String>,
    /// The wire name before.
    pub renamed_from: Option<String>,
    /// The Rust name before.
    pub rust_renamed_from: Option<String>,
    /// Not to be used any more.
    pub deprecated: Option<Deprecated>,
    /// Since when it has to be sent.
    pub required_since: Option<String>,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// What it is.
    pub doc: String,
    /// Where its key stands.
    pub place: Place,
    /// Where its type stands.
    pub type_place: Place,
}

/// How a fact is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// A page of the vendor's says it.
    #[default]
    Documented,
    /// It was seen on a tenant.
    Observed,
    /// It is concluded from other facts.
    Inferred,
}

/// Something that still works and should not be used.
#[derive(Clone, Debug, Default)]
pub struct Deprecated {
    /// Since when.
    pub since: Option<String>,
    /// What to use; wire names.
    pub instead: Vec<String>,
}
