//! From a page as it was read to the facts that the spec keeps of it, and where each of them stands in the file.
//! A member is known by its path, so that two imports can be compared line by line.

use crate::facts::{Absent, At, ExampleKind, Member, Method, Page, PageKind, Said, Sentence, Value};
use gravityzone_spec::{DocsMember, DocsMethod, DocsPage, DocsValue, Spec};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// A page with the id and the area that it belongs to.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The page as it was read.
    pub page: Page,
    /// Its facts, as the spec keeps them.
    pub facts: DocsPage,
    /// Where they stand in the file.
    pub places: Places,
}

/// Where the facts of a page stand in its file.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<String, At>);

impl Places {
    /// The place of a fact of a method, or of the nearest thing around it that has one.
    #[must_use]
    pub fn of(&self, method: &str, path: &str, fact: &str) -> At {
        if let Some(at) = self.0.get(&format!("{method}/{path}#{fact}")) {
            return *at;
        }
        let mut path = path;
        loop {
            if let Some(at) = self.0.get(&format!("{method}/{path}")) {
                return *at;
            }
            match path.rsplit_once('.') {
                Some((outer, _)) => path = outer,
                None if !path.is_empty() => path = "",
                None => return At { line: 1, column: 1 },
            }
        }
    }

    fn add(&mut self, method: &str, path: &str, at: At) {
        self.0.entry(format!("{method}/{path}")).or_insert(at);
    }

    fn add_fact(&mut self, method: &str, path: &str, fact: &str, at: At) {
        self.0.entry(format!("{method}/{path}#{fact}")).or_insert(at);
    }
}

/// The facts of a page that is known to be the article `id` of an area.
#[must_use]
pub fn sheet(page: Page, id: &str, area: &str, spec: &Spec) -> Sheet {
    let mut places = Places::default();
    let known = |name: &str| spec.area(area).is_some_and(|area| area.methods.iter().any(|method| method.name == name));
    let facts = DocsPage {
        page: id.to_owned(),
        of_one_method: page.kind == PageKind::Method,
        area: area.to_owned(),
        service: page.service.as_ref().map(|service| service.value.clone()),
        version: page.version.as_ref().map(|version| version.value.clone()),
        manifest: page.manifest.iter().map(|entry| entry.name.value.clone()).collect(),
        methods: page.methods.iter().map(|method| method_facts(method, &known, &mut places)).collect(),
        ..DocsPage::default()
    };
    Sheet { page, facts, places }
}

/// A method's wire name: that of its heading, or that of its example where only this is a method that the spec knows.
/// The reader has reported the difference.
fn wire_name<'m>(method: &'m Method, known: &dyn Fn(&str) -> bool) -> &'m str {
    let heading = method.name.value.as_str();
    let requests = method.examples.iter().filter(|example| example.kind == ExampleKind::Request);
    let called = requests.filter_map(|example| example.method.as_ref()).map(|method| method.value.as_str()).next();
    match called {
        Some(called) if !known(heading) && known(called) => called,
        _ => heading,
    }
}

fn method_facts(method: &Method, known: &dyn Fn(&str) -> bool, places: &mut Places) -> DocsMethod {
    let name = wire_name(method, known).to_owned();
    places.add(&name, "", method.name.at);
    if let Some(at) = method.reply.at {
        places.add(&name, "fields", at);
    }
    let facts = [
        ("version", method.version.as_ref().map(|version| version.at)),
        ("deprecated", method.deprecated),
        ("no_params", method.no_params),
        ("returns", method.reply.ty.as_ref().map(|ty| ty.at)),
        ("nullable", method.reply.nullable),
        ("limit", method.reply.limit.as_ref().map(|limit| limit.at)),
    ];
    for (fact, at) in facts {
        at.into_iter().for_each(|at| places.add_fact(&name, "", fact, at));
    }
    let mut nameless = BTreeMap::new();
    let mut members = Vec::new();
    let mut walk = Walk { method: &name, places, nameless: &mut nameless, members: &mut members };
    walk.list("params", &method.params);
    walk.list("fields", &method.reply.members);
    DocsMethod {
        heading: (method.name.value != name).then(|| method.name.value.clone()),
        version: method.version.as_ref().map(|version| version.value.clone()),
        deprecated: method.deprecated.is_some(),
        no_params: method.no_params.is_some(),
        returns: method.reply.ty.as_ref().map(|ty| ty.value.to_string()),
        nullable: method.reply.nullable.is_some(),
        limit: method.reply.limit.as_ref().map(|limit| limit.value),
        names: names(method.rules.iter().chain(&method.reply.rules)),
        words: method.words.to_string(),
        result_words: method.reply.words.to_string(),
        nameless: nameless.into_iter().collect(),
        members,
        name,
        ..DocsMethod::default()
    }
}

/// The names in sentences, each once, in order.
fn names<'s>(sentences: impl Iterator<Item = &'s Sentence>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in sentences.flat_map(|sentence| &sentence.names) {
        if !names.contains(&name.value) {
            names.push(name.value.clone());
        }
    }
    names
}

/// Collects the members of a method in depth.
struct Walk<'w> {
    method: &'w str,
    places: &'w mut Places,
    nameless: &'w mut BTreeMap<String, i64>,
    members: &'w mut Vec<DocsMember>,
}

impl Walk<'_> {
    fn list(&mut self, outer: &str, members: &[Member]) {
        for member in members {
            match &member.name {
                Some(name) => {
                    let path = format!("{outer}.{}", name.value);
                    // the second of two rows of one name is a finding; the first says what it says
                    if !self.members.iter().any(|known| known.path == path) {
                        self.place(&path, member);
                        self.members.push(member_facts(path.clone(), member));
                    }
                    self.list(&path, &member.members);
                }
                None => *self.nameless.entry(outer.to_owned()).or_default() += 1,
            }
        }
    }

    fn place(&mut self, path: &str, member: &Member) {
        self.places.add(self.method, path, member.at);
        let facts = [
            ("type", member.ty.as_ref().map(|said| said.at)),
            ("optional", member.optional.as_ref().map(|said| said.at)),
            ("required_when", member.required_when.first().map(|condition| condition.member.at)),
            ("default", member.default.as_ref().map(|said| said.at)),
            ("absent", member.absent.as_ref().map(|said| said.at)),
            ("min", member.min.as_ref().map(|said| said.at)),
            ("max", member.max.as_ref().map(|said| said.at)),
            ("max_length", member.max_length.as_ref().map(|said| said.at)),
            ("clear", member.clear.as_ref().map(|said| said.at)),
            ("unset", member.unset.as_ref().map(|said| said.at)),
            ("deprecated", member.deprecated),
            ("conditional", member.conditional),
            ("values", member.values.first().map(|value| value.literal.at)),
        ];
        for (fact, at) in facts {
            at.into_iter().for_each(|at| self.places.add_fact(self.method, path, fact, at));
        }
        for value in &member.values {
            let fact = format!("value {}", literal(&value.literal.value));
            self.places.add_fact(self.method, path, &fact, value.literal.at);
        }
    }
}

fn member_facts(path: String, member: &Member) -> DocsMember {
    let value = |said: &Option<Said<Json>>| said.as_ref().map(|said| said.value.clone());
    let number = |said: &Option<Said<i64>>| said.as_ref().map(|said| said.value);
    DocsMember {
        path,
        ty: member.ty.as_ref().map(|ty| ty.value.to_string()),
        optional: member.optional.as_ref().map(|optional| optional.value),
        required_when: member
            .required_when
            .iter()
            .map(|condition| (condition.member.value.clone(), value(&condition.value)))
            .collect(),
        default: value(&member.default),
        absent: member.absent.as_ref().map(|absent| absence(absent.value)),
        min: number(&member.min),
        max: number(&member.max),
        max_length: number(&member.max_length),
        clear: value(&member.clear),
        unset: value(&member.unset),
        placeholder: member.placeholder,
        deprecated: member.deprecated.is_some(),
        conditional: member.conditional.is_some(),
        names: names(member.rules.iter()),
        words: member.words.to_string(),
        values: values(&member.values),
        ..DocsMember::default()
    }
}

/// A word of the spec's absences, or the hash of what says it.
fn absence(absent: Absent) -> String {
    match absent {
        Absent::Unchanged => "unchanged".to_owned(),
        Absent::OwnCompany => "own-company".to_owned(),
        Absent::OwnAccount => "own-account".to_owned(),
        Absent::CurrentMonth => "current-month".to_owned(),
        Absent::Off => "off".to_owned(),
        Absent::Other(hash) => format!("#{hash}"),
    }
}

/// The listed values. The second of two equal ones is a finding; the first says what it says.
fn values(listed: &[Value]) -> Vec<DocsValue> {
    let mut values: Vec<DocsValue> = Vec::new();
    for value in listed.iter().map(value_facts) {
        if !values.iter().any(|known| known.literal == value.literal) {
            values.push(value);
        }
    }
    values
}

fn value_facts(value: &Value) -> DocsValue {
    DocsValue {
        literal: literal(&value.literal.value),
        name: value.name.clone(),
        words: value.meaning.map(|meaning| meaning.to_string()),
        parent: value.parent,
        deprecated: value.deprecated,
    }
}

/// A value as the key of a map: texts without their quotes.
fn literal(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
