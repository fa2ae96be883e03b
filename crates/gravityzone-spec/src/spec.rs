//! A loaded spec: the facts as plain data, each with its place.
//! Order is the files' order; nothing here is about Rust.

use crate::source::{Place, Sources};
use crate::type_text::Ty;
use serde_json::Value as Json;

/// The whole API.
#[derive(Clone, Debug)]
pub struct Spec {
    /// What all areas share.
    pub api: Api,
    /// The areas, by name.
    pub areas: Vec<Area>,
    /// Types that several areas use, large enumerations included.
    pub shared: Vec<Type>,
    /// Where the vendor's pages are wrong.
    pub errata: Vec<Erratum>,
    /// The texts, for places.
    pub sources: Sources,
}

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

/// One area.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// The last part of the URL's path.
    pub service: String,
    /// What it is for.
    pub doc: String,
    /// The vendor's page.
    pub page: String,
    /// Where it stands.
    pub place: Place,
    /// Its methods, in the file's order.
    pub methods: Vec<Method>,
    /// Its types, in the file's order.
    pub types: Vec<Type>,
}

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

/// Where page and items stand, if not at the top.
#[derive(Clone, Debug, Default)]
pub struct Paging {
    /// The param that names the page.
    pub page: Option<String>,
    /// The param that sizes it.
    pub per_page: Option<String>,
    /// The result's member that lists the items.
    pub items: Option<String>,
    /// The result's member that says whether more follow.
    pub more: Option<String>,
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
    /// Where the params stand, or the example if there are none.
    pub params_place: Place,
    /// Where the result stands.
    pub result_place: Place,
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

/// A named type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// How it is known.
    pub known: Known,
    /// The Rust name.
    pub rust: Option<String>,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// What kind of type it is.
    pub kind: TypeKind,
    /// Where its key stands.
    pub place: Place,
    /// The file in enums/ that it has to itself.
    pub own_file: Option<String>,
}

/// The kinds of named types.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A text that names one thing.
    Id,
    /// Whole numbers with names.
    Codes(Vec<Code>),
    /// Texts with meanings.
    Words(Vec<WordValue>),
    /// A boolean whose values have names: false, then true.
    Flags(Vec<Flag>),
    /// A part of the URL's path.
    Segment(Vec<(String, String)>),
    /// An object.
    Object(Object),
    /// One of several objects, by a tag.
    Union {
        /// The member inside that holds the tag; else the member that holds the union names it.
        tag: Option<String>,
        /// The object type of each tag.
        arms: Vec<(String, String, Place)>,
    },
    /// One of several types, by their kind of JSON.
    Forms(Vec<(Ty, Place)>),
}

/// An object type.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Another object whose members come first.
    pub like: Option<(String, Place)>,
    /// Its own members.
    pub members: Vec<Member>,
    /// The type of all other members.
    pub extra: Option<Ty>,
    /// The rules between the members.
    pub rules: Vec<Rule>,
}

/// A value of an enumeration of numbers.
#[derive(Clone, Debug)]
pub struct Code {
    /// The number.
    pub code: i64,
    /// The vendor's name.
    pub name: String,
    /// The code above it.
    pub parent: Option<i64>,
    /// What is said of every value.
    pub about: ValueAbout,
}

/// A value of an enumeration of texts.
#[derive(Clone, Debug)]
pub struct WordValue {
    /// The text.
    pub word: String,
    /// What is said of every value.
    pub about: ValueAbout,
}

/// One of the two values of a named boolean.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Which one.
    pub value: bool,
    /// The Rust name.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
}

/// What is said of every value of an enumeration.
#[derive(Clone, Debug, Default)]
pub struct ValueAbout {
    /// What it means.
    pub doc: Option<String>,
    /// The Rust name.
    pub rust: Option<String>,
    /// Where it exists, if that is not everywhere.
    pub editions: Vec<String>,
    /// How it is known.
    pub known: Known,
    /// Not to be used any more.
    pub deprecated: Option<Deprecated>,
    /// It is gone; its variant stays.
    pub tombstone: bool,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// Where it stands.
    pub place: Place,
}

/// A documented rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it demands.
    pub kind: RuleKind,
    /// Under this condition.
    pub when: Option<Condition>,
    /// Except under this one.
    pub unless: Option<Condition>,
    /// Whether a breach is only told.
    pub advice: bool,
    /// Whether only the server can tell.
    pub server: bool,
    /// How it is known.
    pub known: Known,
    /// Numbers of the vendor's rules.
    pub cites: Vec<i64>,
    /// The rule in a sentence.
    pub doc: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// What a rule demands. Paths are relative to the object that has the rule.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// These have to be set.
    Require(Vec<String>),
    /// These may be set only under the condition.
    Only(Vec<String>),
    /// None of the first may be set together with any of the second.
    Exclude(Vec<String>, Vec<String>),
    /// The only values.
    Allow(Vec<(String, Vec<Json>)>),
    /// The list has to hold a value.
    Include(Vec<(String, Operand)>),
    /// The server sets these; a list is completed.
    Imply(Vec<(String, Json)>),
    /// What these are when they are absent.
    Default(Vec<(String, Operand)>),
    /// All or none.
    Together(Vec<String>),
    /// Only the server can tell, and only a sentence says it.
    Server(String),
}

/// A value, or the value of another member.
#[derive(Clone, Debug)]
pub enum Operand {
    /// This value.
    Value(Json),
    /// What stands at this path.
    From(String),
}

/// When a rule applies: any of these, each all of its tests.
#[derive(Clone, Debug)]
pub struct Condition(pub Vec<Vec<(String, Test)>>);

/// A test of one member.
#[derive(Clone, Debug)]
pub enum Test {
    /// It is one of these.
    In(Vec<Json>),
    /// It is a list that holds this.
    Includes(Json),
    /// The test does not hold.
    Not(Box<Test>),
    /// It is there, or is not.
    Set(bool),
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
    /// What the spec holds.
    pub hold: String,
    /// The reason.
    pub why: String,
}

impl Spec {
    /// The type of a name as seen from an area: the area's own, then a shared one.
    #[must_use]
    pub fn type_in<'s>(&'s self, area: Option<&'s Area>, name: &str) -> Option<&'s Type> {
        area.and_then(|area| area.types.iter().find(|ty| ty.name == name))
            .or_else(|| self.shared.iter().find(|ty| ty.name == name))
    }

    /// The area that a type belongs to; none for a shared type.
    #[must_use]
    pub fn area(&self, name: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.name == name)
    }

    /// All members of an object, those that it takes from another first.
    #[must_use]
    pub fn members<'s>(&'s self, area: Option<&'s Area>, object: &'s Object) -> Vec<&'s Member> {
        let mut members = Vec::new();
        self.collect_members(area, object, &mut members, 0);
        members
    }

    fn collect_members<'s>(
        &'s self,
        area: Option<&'s Area>,
        object: &'s Object,
        members: &mut Vec<&'s Member>,
        depth: usize,
    ) {
        if let Some((like, _)) = &object.like
            && depth < 16
            && let Some(Type { kind: TypeKind::Object(base), .. }) = self.type_in(area, like)
        {
            self.collect_members(area, base, members, depth + 1);
        }
        for member in &object.members {
            members.retain(|inherited| inherited.name != member.name);
            members.push(member);
        }
    }

    /// All areas' methods, each with its area.
    pub fn methods(&self) -> impl Iterator<Item = (&Area, &Method)> {
        self.areas.iter().flat_map(|area| area.methods.iter().map(move |method| (area, method)))
    }
}

impl Area {
    /// The service of one of its methods.
    #[must_use]
    pub fn service_of<'a>(&'a self, method: &'a Method) -> &'a str {
        method.service.as_deref().unwrap_or(&self.service)
    }

    /// The vendor's page of one of its methods.
    #[must_use]
    pub fn page_of<'a>(&'a self, method: &'a Method) -> &'a str {
        method.page.as_deref().unwrap_or(&self.page)
    }
}
