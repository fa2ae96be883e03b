//! The spec as a tree of subjects: everything that has an address, with what is said of it, fact by fact.
//! Made from the files by the format's own tables, so that a key that is added to the format is a fact here too.

use crate::form::{Form, Key, Shape};
use crate::json::{Member, Node, Value};
use crate::source::Place;
use serde_json::Value as Json;

/// One thing of the spec that has an address: an area, a method, a param, a type, a value, a rule.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its name among its neighbours: `industry`, `getEndpointsList@v1.0`, `101`.
    pub name: String,
    /// Its address: `companies.createCompany.params.industry`; `api` for the whole.
    pub address: String,
    /// Where its name stands.
    pub place: Place,
    /// What is said of it, in the file's order.
    pub facts: Vec<Fact>,
    /// What it holds, in the file's order.
    pub children: Vec<Self>,
}

/// One thing that is said of a subject.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The key of the format: `required`.
    pub key: String,
    /// The value.
    pub value: Json,
    /// Where it stands.
    pub place: Place,
}

/// What a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// The whole: what `api.json` says.
    Spec,
    /// `shared.json` or `errata.json`: a file that only holds others.
    File,
    /// A Control Center of the vendor.
    Region,
    /// A JSON-RPC error code.
    Error,
    /// A rate tier.
    Rate,
    /// An edition.
    Edition,
    /// A word for what leaving a member out means.
    Absence,
    /// An area.
    Area,
    /// A method in one version.
    Method,
    /// A param of a method.
    Param,
    /// What a method returns.
    Result,
    /// A documented rule.
    Rule,
    /// An example of a method.
    Example,
    /// A named type.
    Type,
    /// A member of an object.
    Member,
    /// A value of an enumeration of numbers.
    Code,
    /// A value of an enumeration of texts.
    Word,
    /// One of the two values of a named boolean.
    Flag,
    /// A value of a part of the URL's path.
    Segment,
    /// An object type of a union, by the value of the tag.
    Arm,
    /// A mistake of a page.
    Erratum,
    /// What a page of the vendor's said when it was last imported; its methods are one fact.
    Page,
    /// Something that the format has and this list has not.
    Other,
}

impl Subject {
    /// What is said under a key.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.key == key)
    }

    /// The value under a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Json> {
        self.fact(key).map(|fact| &fact.value)
    }

    /// The text under a key; empty if there is none.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.value(key).and_then(Json::as_str).unwrap_or_default()
    }

    /// Whether a key says `true`.
    #[must_use]
    pub fn says(&self, key: &str) -> bool {
        self.value(key).and_then(Json::as_bool).unwrap_or_default()
    }

    /// The child of a kind and a name.
    #[must_use]
    pub fn child(&self, kind: SubjectKind, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.kind == kind && child.name == name)
    }

    /// The children of a kind.
    pub fn of(&self, kind: SubjectKind) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.kind == kind)
    }

    /// The address of something that it holds, by what that is and its name.
    #[must_use]
    pub fn address_of(&self, kind: SubjectKind, name: &str) -> String {
        let holder = self.address.as_str();
        let section = match kind {
            SubjectKind::Area | SubjectKind::File => return name.to_owned(),
            SubjectKind::Page => return format!("docs.{name}"),
            SubjectKind::Type if self.kind == SubjectKind::Spec => return format!("shared.types.{name}"),
            SubjectKind::Result => return format!("{holder}.result"),
            SubjectKind::Type => "types",
            SubjectKind::Param => "params",
            SubjectKind::Rule => "rules",
            SubjectKind::Example => "examples",
            SubjectKind::Region => "regions",
            SubjectKind::Error => "errors",
            SubjectKind::Rate => "rates",
            SubjectKind::Edition => "editions",
            SubjectKind::Absence => "absences",
            _ => return format!("{holder}.{name}"),
        };
        format!("{holder}.{section}.{name}")
    }

    /// Itself and all below it, each before what it holds.
    pub fn walk<'s>(&'s self, visit: &mut dyn FnMut(&'s Self)) {
        visit(self);
        self.children.iter().for_each(|child| child.walk(visit));
    }
}

/// The spec's files as one tree: what `api.json` says, then the areas in its order, then the shared types.
pub(crate) fn tree<'n>(files: impl Iterator<Item = (&'n str, &'n Node)>) -> Subject {
    let mut whole = subject(SubjectKind::Spec, "api", "api", Place::default());
    let (mut areas, mut shared): (Vec<Subject>, Vec<Subject>) = (Vec::new(), Vec::new());
    let mut listed: Vec<String> = Vec::new();
    for (path, node) in files {
        let Some(kind) = crate::FileKind::of(path) else { continue };
        match kind {
            crate::FileKind::Api => {
                whole.place = node.place;
                say(&mut whole, node, kind.form());
                // the list of the areas is told by the areas themselves, and their order by that of the children
                whole.facts.retain(|fact| fact.key != "areas");
                let names = node.get("areas").map(Node::items).unwrap_or_default();
                listed = names.iter().filter_map(|name| Some(name.text()?.to_owned())).collect();
            }
            crate::FileKind::Area => {
                let name = node.get("area").and_then(Node::text).unwrap_or_default();
                let mut area =
                    subject(SubjectKind::Area, name, name, node.get("area").map_or(node.place, |at| at.place));
                say(&mut area, node, kind.form());
                area.facts.retain(|fact| fact.key != "area");
                areas.push(area);
            }
            crate::FileKind::Enum => {
                let name = node.get("enum").and_then(Node::text).unwrap_or_default();
                let place = node.get("enum").map_or(node.place, |at| at.place);
                let mut ty = subject(SubjectKind::Type, name, &format!("shared.types.{name}"), place);
                say(&mut ty, node, kind.form());
                ty.facts.retain(|fact| fact.key != "enum");
                shared.push(ty);
            }
            crate::FileKind::Shared => {
                let mut file = subject(SubjectKind::File, "shared", "shared", node.place);
                say(&mut file, node, kind.form());
                shared.splice(0..0, std::mem::take(&mut file.children));
                whole.children.push(file);
            }
            // what somebody decided about changes is no fact that changes
            crate::FileKind::Accepted => {}
            crate::FileKind::Docs => {
                let name = node.get("page").and_then(Node::text).unwrap_or_default();
                let place = node.get("page").map_or(node.place, |page| page.place);
                let mut page = subject(SubjectKind::Page, name, &format!("docs.{name}"), place);
                page.facts = node.members().iter().map(|entry| fact(&entry.key, entry.node.json(), entry.at)).collect();
                whole.children.push(page);
            }
            crate::FileKind::Errata => {
                let mut file = subject(SubjectKind::File, "errata", "errata", node.place);
                say(&mut file, node, kind.form());
                whole.children.push(file);
            }
        }
    }
    areas.sort_by_key(|area| listed.iter().position(|name| *name == area.name));
    shared.sort_by(|a, b| a.name.cmp(&b.name));
    whole.children.extend(areas);
    whole.children.extend(shared);
    whole
}

fn subject(kind: SubjectKind, name: &str, address: &str, place: Place) -> Subject {
    Subject { kind, name: name.to_owned(), address: address.to_owned(), place, facts: Vec::new(), children: Vec::new() }
}

/// What an object of a form says: its entries become children, all else facts.
fn say(to: &mut Subject, node: &Node, form: &'static Form) {
    for entry in node.members() {
        let key = form.keys.iter().find(|key| key.name == entry.key);
        if key.is_some_and(|key| is_default(key, &entry.node)) {
            continue;
        }
        let shape = key.map(|key| &key.shape);
        match shape {
            Some(Shape::Map(of)) if is_kind(form, &entry.key) => {
                to.facts.push(fact("kind", entry.key.as_str().into(), entry.at));
                entry.node.members().iter().for_each(|inner| child(to, &entry.key, inner, of));
            }
            Some(Shape::Map(of @ (Shape::Form(_) | Shape::Either(_, Shape::Form(_)) | Shape::Text))) => {
                entry.node.members().iter().for_each(|inner| child(to, &entry.key, inner, of));
            }
            Some(Shape::List(Shape::Form(inner))) => {
                for item in entry.node.items() {
                    let name = item.get("name");
                    let text = name.and_then(Node::text).unwrap_or_default();
                    let place = name.map_or(item.place, |name| name.place);
                    let mut example = subject(
                        kind_of(inner.name, &entry.key),
                        text,
                        &to.address_of(kind_of(inner.name, &entry.key), text),
                        place,
                    );
                    say(&mut example, item, inner);
                    example.facts.retain(|fact| fact.key != "name");
                    to.children.push(example);
                }
            }
            Some(Shape::Either(Shape::Type, Shape::Form(inner))) => {
                let mut result = subject(
                    kind_of(inner.name, &entry.key),
                    "",
                    &to.address_of(kind_of(inner.name, &entry.key), ""),
                    entry.at,
                );
                written(&mut result, &entry.node, inner);
                to.children.push(result);
            }
            _ if is_kind(form, &entry.key) => {
                to.facts.push(fact("kind", entry.key.as_str().into(), entry.at));
                // an id says what it is in its id; forms are a list of types
                let key = if entry.key == "id" { "doc" } else { &entry.key };
                to.facts.push(fact(key, entry.node.json(), entry.at));
            }
            Some(Shape::Form(inner)) => to.facts.push(fact(&entry.key, plain(&entry.node, inner), entry.at)),
            _ => to.facts.push(fact(&entry.key, entry.node.json(), entry.at)),
        }
    }
}

/// Whether a key says what would be so without it. Today that is a mistake; a spec of the past may do it.
fn is_default(key: &Key, node: &Node) -> bool {
    key.default.is_some_and(|default| serde_json::from_str(default).is_ok_and(|default: Json| default == node.json()))
}

/// An object of a form as one value, without what would be so anyway.
fn plain(node: &Node, form: &Form) -> Json {
    let said = |entry: &&Member| !form.keys.iter().any(|key| key.name == entry.key && is_default(key, &entry.node));
    Json::Object(node.members().iter().filter(said).map(|entry| (entry.key.clone(), entry.node.json())).collect())
}

/// Whether a key is what a type or a large enumeration is.
fn is_kind(form: &Form, key: &str) -> bool {
    (form.kinds.contains(&key) && form.name == "a type") || (form.name == "a large enumeration" && key == "codes")
}

fn child(to: &mut Subject, key: &str, entry: &Member, shape: &'static Shape) {
    let form = match shape {
        Shape::Form(form) | Shape::Either(_, Shape::Form(form)) => Some(*form),
        _ => None,
    };
    let kind = kind_of(form.map_or("", |form| form.name), key);
    let at = to.address_of(kind, &entry.key);
    let mut made = subject(kind, &entry.key, &at, entry.at);
    match form {
        Some(form) => written(&mut made, &entry.node, form),
        None => {
            let key = if kind == SubjectKind::Arm { "type" } else { "doc" };
            made.facts.push(fact(key, entry.node.json(), entry.node.place));
        }
    }
    to.children.push(made);
}

/// What stands under a name: an object of the form, or in short the first key that it must have.
fn written(to: &mut Subject, node: &Node, form: &'static Form) {
    if let Value::Object(_) = node.value {
        say(to, node, form);
    } else if let Some(key) = form.keys.iter().find(|key| key.required) {
        to.facts.push(fact(key.name, node.json(), node.place));
    }
}

fn fact(key: &str, value: Json, place: Place) -> Fact {
    Fact { key: key.to_owned(), value, place }
}

fn kind_of(form: &str, key: &str) -> SubjectKind {
    match (form, key) {
        ("a region", _) => SubjectKind::Region,
        ("an error code", _) => SubjectKind::Error,
        ("a rate tier", _) => SubjectKind::Rate,
        (_, "editions") => SubjectKind::Edition,
        (_, "absences") => SubjectKind::Absence,
        ("a method", _) => SubjectKind::Method,
        ("a member", "params") => SubjectKind::Param,
        ("a member", _) => SubjectKind::Member,
        ("a result", _) => SubjectKind::Result,
        ("a rule", _) => SubjectKind::Rule,
        ("an example", _) => SubjectKind::Example,
        ("a type", _) => SubjectKind::Type,
        ("a code", _) => SubjectKind::Code,
        ("a word", _) => SubjectKind::Word,
        ("a flag's value", _) => SubjectKind::Flag,
        (_, "segment") => SubjectKind::Segment,
        (_, "union") => SubjectKind::Arm,
        ("an erratum", _) => SubjectKind::Erratum,
        _ => SubjectKind::Other,
    }
}
