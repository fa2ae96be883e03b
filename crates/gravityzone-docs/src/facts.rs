//! What a page says: plain data, each fact with its place.
//! No sentence of the page is kept: only names, types, literals and hashes.

use crate::hash::Hash;
use crate::kinds::kinds;
use serde_json::Value as Json;
use std::fmt;

/// A place in a page's file, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A fact and where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// The fact.
    pub value: T,
    /// Where it is said.
    pub at: At,
}

impl<T> Said<T> {
    /// A fact at a place.
    pub const fn new(value: T, at: At) -> Self {
        Self { value, at }
    }
}

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The file, as it was given.
    pub file: String,
    /// The article's id, such as `77211-126235`, where the page tells it.
    pub id: Option<Said<String>>,
    /// The page's heading.
    pub title: Said<String>,
    /// Whether it is a page of an area or of one method.
    pub kind: PageKind,
    /// The path behind `jsonrpc/` in the page's API url.
    pub service: Option<Said<String>>,
    /// The version in the page's API url, such as `v1.0`.
    pub version: Option<Said<String>>,
    /// The methods that an area's page lists at its top.
    pub manifest: Vec<Manifest>,
    /// The methods, in the page's order.
    pub methods: Vec<Method>,
    /// The ledger: every block of the page with its end.
    pub blocks: Vec<Block>,
    /// What is lost, contradictory or broken.
    pub findings: Vec<Finding>,
}

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// All methods of an area, below a list of them.
    Area,
    /// One method.
    Method,
}

/// An entry of the list of methods at the top of an area's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The method.
    pub name: Said<String>,
    /// The hash of what is said of it.
    pub words: Hash,
}

/// One method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The name in its heading.
    pub name: Said<String>,
    /// The version that the text names, if it names one.
    pub version: Option<Said<String>>,
    /// The params, in the table's order.
    pub params: Vec<Member>,
    /// Whether the page says that there are no params. It may say so below a table that has some.
    pub no_params: Option<At>,
    /// What it returns.
    pub reply: Reply,
    /// Calls and replies as printed.
    pub examples: Vec<Example>,
    /// The sentences and bullets around the params that state something.
    pub rules: Vec<Sentence>,
    /// Whether the text calls the method deprecated.
    pub deprecated: Option<At>,
    /// The hash of the text around the params.
    pub words: Hash,
}

impl Method {
    /// The name that all its examples call, if they agree.
    #[must_use]
    pub fn called(&self) -> Option<&Said<String>> {
        let mut names = self.examples.iter().filter_map(|example| example.method.as_ref());
        let first = names.next()?;
        names.all(|name| name.value == first.value).then_some(first)
    }

    /// Whether a name is the one in its heading or the one that its examples call.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name.value == name || self.called().is_some_and(|called| called.value == name)
    }
}

/// A param, a field of a reply or a member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The wire name; none where the page has lost it. It is never filled in by position.
    pub name: Option<Said<String>>,
    /// Where the row or bullet begins.
    pub at: At,
    /// The type, if one is named.
    pub ty: Option<Said<Shape>>,
    /// Whether it may be left out, if a column or the words say so.
    pub optional: Option<Said<bool>>,
    /// When it has to be sent although it is optional.
    pub required_when: Vec<Condition>,
    /// The default, if it is a literal.
    pub default: Option<Said<Json>>,
    /// What leaving it out means, if that is no literal.
    pub absent: Option<Said<Absent>>,
    /// The values that are listed.
    pub values: Vec<Value>,
    /// The smallest number.
    pub min: Option<Said<i64>>,
    /// The largest number.
    pub max: Option<Said<i64>>,
    /// The longest text.
    pub max_length: Option<Said<i64>>,
    /// The value that empties it.
    pub clear: Option<Said<Json>>,
    /// The value that means nothing is set.
    pub unset: Option<Said<Json>>,
    /// Whether the name stands for any name, as in a map.
    pub placeholder: bool,
    /// Whether the words call it deprecated.
    pub deprecated: Option<At>,
    /// Whether it comes or counts only under a condition: notes and sentences of that kind.
    pub conditional: Option<At>,
    /// The sentences and notes that name other members, methods or literals.
    pub rules: Vec<Sentence>,
    /// The hash of all that is said of it, its values and members not counted.
    pub words: Hash,
    /// The members of the object.
    pub members: Vec<Member>,
}

/// A type, as far as a page tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// String.
    Text,
    /// Integer.
    Integer,
    /// Number: whole or not is not told.
    Number,
    /// Boolean.
    Boolean,
    /// Object.
    Object,
    /// Array, with what it holds if that is told.
    List(Option<Box<Shape>>),
    /// No value at all: replies only.
    Nothing,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("string"),
            Self::Integer => f.write_str("integer"),
            Self::Number => f.write_str("number"),
            Self::Boolean => f.write_str("boolean"),
            Self::Object => f.write_str("object"),
            Self::List(None) => f.write_str("[]"),
            Self::List(Some(item)) => write!(f, "[{item}]"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

/// What leaving a member out means, where that is no literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// What is stored stays.
    Unchanged,
    /// The company of the API key.
    OwnCompany,
    /// The account of the API key.
    OwnAccount,
    /// The month that is running.
    CurrentMonth,
    /// The service stays off.
    Off,
    /// Something else; the hash of the sentence.
    Other(Hash),
}

/// A member has to be sent when another has a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The other member.
    pub member: Said<String>,
    /// Its value; none if it is enough that it is sent.
    pub value: Option<Said<Json>>,
}

/// One listed value.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value, as written: 0 is a number even in a member called a string.
    pub literal: Said<Json>,
    /// Its name, if it has one in capitals: `AEROSPACE`.
    pub name: Option<String>,
    /// The hash of its meaning, if it has one in words.
    pub meaning: Option<Hash>,
    /// The code above it, where the codes tell: 101 stands below 1.
    pub parent: Option<i64>,
    /// Whether the words call it deprecated.
    pub deprecated: bool,
}

/// What a method returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// Where its section begins; none where the page has no such section.
    pub at: Option<At>,
    /// The type.
    pub ty: Option<Said<Shape>>,
    /// Whether null is an answer.
    pub nullable: Option<At>,
    /// How many entries it has at most.
    pub limit: Option<Said<i64>>,
    /// The values that are listed.
    pub values: Vec<Value>,
    /// The fields.
    pub members: Vec<Member>,
    /// The sentences and notes that name something.
    pub rules: Vec<Sentence>,
    /// The hash of the sentences.
    pub words: Hash,
}

/// A printed call or reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Where it begins.
    pub at: At,
    /// Which of the two it is.
    pub kind: ExampleKind,
    /// The method that a call names.
    pub method: Option<Said<String>>,
    /// The JSON, mended where that is sure: each mending is a finding. None where it is past mending.
    pub json: Option<Json>,
    /// The hash of its text.
    pub hash: Hash,
}

/// The kinds of examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// A call.
    Request,
    /// A reply.
    Response,
}

/// A sentence or note that states a rule, as far as it may be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it begins.
    pub at: At,
    /// The hash of its text.
    pub hash: Hash,
    /// The names in it: members, methods, words like `ownuse`.
    pub names: Vec<Said<String>>,
    /// The literals in it: numbers, true and false, quoted texts.
    pub literals: Vec<Said<Json>>,
}

/// A block of the page: a paragraph, a cell, a bullet, an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it begins.
    pub at: At,
    /// The hash of its text.
    pub hash: Hash,
    /// Its first words. For messages on the terminal only; never stored.
    pub excerpt: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Facts were read from it.
    Used,
    /// The named rule says that it holds none.
    Ignored(&'static str),
    /// Nobody knows what it is. The command fails.
    Unplaced,
}

/// Something that is lost, contradictory or broken on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is.
    pub kind: FindingKind,
    /// Where.
    pub at: At,
    /// What it is about, like an address: `createCompany.params.industry`; rows without a name count from 1: `#2`.
    pub subject: String,
    /// What is wrong, in our words.
    pub text: String,
    /// The hash of the page's text that it is about: it changes when that text does.
    pub hash: Hash,
}

kinds! {
    FindingKind "The kinds of findings.":
    NameLost "name-lost" "A row or bullet has no name: an extract lost it.",
    ValuesLost "values-lost" "Values are announced and none are listed.",
    DefaultLost "default-lost" "A default is announced and none is given.",
    TextCut "text-cut" "A sentence stops in its middle, or a list that it announces is not there.",
    DuplicateName "duplicate-name" "Two rows of one table or list, or two methods, have the same name.",
    DuplicateValue "duplicate-value" "A list of values has one twice.",
    OddValue "odd-value" "A listed value has more around it than a value has.",
    UnknownColumn "unknown-column" "A table has a column that no rule knows.",
    MissingColumn "missing-column" "A table lacks a column that its kind needs.",
    RowBroken "row-broken" "A row has more or fewer cells than its table has columns.",
    CellUnknown "cell-unknown" "A cell holds something that its column does not.",
    TypeUnknown "type-unknown" "A type is named that no rule knows.",
    SectionMissing "section-missing" "A method lacks its parameters, its return value or its example.",
    SectionTwice "section-twice" "A method has a section twice.",
    ManifestMissing "manifest-missing" "A method is listed at the top and has no section.",
    ManifestExtra "manifest-extra" "A method has a section and is not listed at the top.",
    HeadingDiffers "heading-differs" "A heading and the method in its example differ.",
    ParamsDenied "params-denied" "A method lists params and says that it takes none.",
    ExampleBroken "example-broken" "An example is no JSON.",
    ExampleDuplicateKey "example-duplicate-key" "An object of an example has a key twice.",
    ExampleOddKey "example-odd-key" "A key of an example has blanks at its ends.",
    ExampleExtra "example-extra" "An example has a member that the tables do not list.",
    ExampleLacks "example-lacks" "An example lacks a member that the tables require.",
    ExampleType "example-type" "An example has another type than the tables say.",
    ExampleValue "example-value" "An example has a value that the tables do not allow.",
    PageCut "page-cut" "The file ends in the middle of something.",
    Contradiction "contradiction" "Two statements about one member exclude each other.",
}
