//! What the vendor's pages said when they were last imported.
//! Read from `docs/`; gravityzone-docs makes the same of a page as it is now, and compares.

use crate::source::Place;
use serde_json::Value as Json;

/// One page.
#[derive(Clone, Debug, Default)]
pub struct DocsPage {
    /// The article's id.
    pub page: String,
    /// The file's path below the spec's folder; of a page as it is now, empty.
    pub path: String,
    /// Whether it is the page of one method, and not of an area.
    pub of_one_method: bool,
    /// The area of the spec that it belongs to.
    pub area: String,
    /// The day of the import that changed it last.
    pub imported: String,
    /// The last part of the URL's path.
    pub service: Option<String>,
    /// The version in that URL.
    pub version: Option<String>,
    /// The methods that the page lists at its top.
    pub manifest: Vec<String>,
    /// The methods, in the page's order.
    pub methods: Vec<DocsMethod>,
    /// Findings that are known.
    pub accepted: Vec<Accepted>,
    /// Where its id stands in the spec; of a page as it is now, nowhere.
    pub place: Place,
}

/// What a page says of a method.
#[derive(Clone, Debug, Default)]
pub struct DocsMethod {
    /// The wire name.
    pub name: String,
    /// Its heading, where that is not its name.
    pub heading: Option<String>,
    /// The version that the text names.
    pub version: Option<String>,
    /// The older page that tells of the method too.
    pub supersedes: Option<String>,
    /// The text calls it deprecated.
    pub deprecated: bool,
    /// The text says that it takes no params.
    pub no_params: bool,
    /// The type that it returns.
    pub returns: Option<String>,
    /// `null` is an answer.
    pub nullable: bool,
    /// How many entries the result has at most.
    pub limit: Option<i64>,
    /// Names in the sentences that state its rules.
    pub names: Vec<String>,
    /// Hash of what is said of it.
    pub words: String,
    /// Hash of what is said of its result.
    pub result_words: String,
    /// How many rows have lost their name, by the path of what lists them.
    pub nameless: Vec<(String, i64)>,
    /// The params and the fields of the result, by path: `params.industry`, `fields.contactPerson.email`.
    pub members: Vec<DocsMember>,
    /// Where it stands in the spec; of a page as it is now, nowhere.
    pub place: Place,
}

/// What a page says of a param or of a field.
#[derive(Clone, Debug, Default)]
pub struct DocsMember {
    /// `params.` or `fields.` and the names that lead to it, dots between.
    pub path: String,
    /// Its type.
    pub ty: Option<String>,
    /// Whether it may be left out, if the page says so.
    pub optional: Option<bool>,
    /// Members that make it required, each with the value, or with none if it is enough that it is sent.
    pub required_when: Vec<(String, Option<Json>)>,
    /// Its default.
    pub default: Option<Json>,
    /// What leaving it out means, as a word or as the hash of a sentence.
    pub absent: Option<String>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// The longest text.
    pub max_length: Option<i64>,
    /// The value that empties it.
    pub clear: Option<Json>,
    /// The value that means nothing is set.
    pub unset: Option<Json>,
    /// The name stands for any name.
    pub placeholder: bool,
    /// The words call it deprecated.
    pub deprecated: bool,
    /// It comes or counts only under a condition.
    pub conditional: bool,
    /// Names in the sentences that state its rules.
    pub names: Vec<String>,
    /// Hash of what is said of it.
    pub words: String,
    /// The listed values.
    pub values: Vec<DocsValue>,
    /// Where it stands in the spec; of a page as it is now, nowhere.
    pub place: Place,
}

/// What a page says of a listed value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocsValue {
    /// The value, as text.
    pub literal: String,
    /// Its name.
    pub name: Option<String>,
    /// Hash of its meaning.
    pub words: Option<String>,
    /// The code above it.
    pub parent: Option<i64>,
    /// The words call it deprecated.
    pub deprecated: bool,
}

/// Findings of one kind that are known.
#[derive(Clone, Debug, Default)]
pub struct Accepted {
    /// A name of ours.
    pub name: String,
    /// The kind of finding.
    pub kind: String,
    /// Why nothing has to be done.
    pub why: String,
    /// What they are about, each with the hashes of the texts.
    pub findings: Vec<(String, Vec<String>)>,
    /// Where it stands.
    pub place: Place,
}
