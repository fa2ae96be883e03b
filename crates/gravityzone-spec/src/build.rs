//! From verified JSON to the spec's own types.
//! The strict check has run before: what is missing here was reported there, so defaults do no harm.

mod api;
mod docs;

pub(crate) use self::api::{accepted, api, errata};
pub(crate) use self::docs::docs_page;

use crate::json::{Member as Entry, Node, Value};
use crate::source::Place;
use crate::spec::{
    Area, Code, Condition, Deprecated, Example, Flag, Known, Member, Method, Object, Operand, Paging, ResultDef, Rule,
    RuleKind, Test, Type, TypeKind, ValueAbout, WordValue,
};
use crate::type_text::{Ty, Word};
use serde_json::Value as Json;

pub(crate) fn area(node: &Node) -> Area {
    Area {
        name: text(node, "area"),
        service: text(node, "service"),
        onprem_service: optional(node, "onprem_service"),
        doc: text(node, "doc"),
        page: text(node, "page"),
        place: node.get("area").map_or(node.place, |name| name.place),
        methods: members_of(node, "methods").iter().map(method).collect(),
        types: types(node),
    }
}

pub(crate) fn types(node: &Node) -> Vec<Type> {
    members_of(node, "types").iter().map(|entry| named_type(&entry.key, entry.at, &entry.node)).collect()
}

pub(crate) fn large_enum(node: &Node, file: &str) -> Type {
    let place = node.get("enum").map_or(node.place, |name| name.place);
    Type { own_file: Some(file.to_owned()), ..named_type(&text(node, "enum"), place, node) }
}

fn method(entry: &Entry) -> Method {
    let node = &entry.node;
    let (name, key_version) = entry.key.split_once('@').map_or((&*entry.key, None), |(name, v)| (name, Some(v)));
    let version = optional(node, "version").or(key_version.map(str::to_owned));
    Method {
        key: entry.key.clone(),
        name: name.to_owned(),
        version: version.unwrap_or_else(|| "v1.0".to_owned()),
        service: optional(node, "service"),
        onprem_service: optional(node, "onprem_service"),
        page: optional(node, "page"),
        doc: text(node, "doc"),
        effect: text(node, "effect"),
        idempotent: flag(node, "idempotent"),
        rate: optional(node, "rate").unwrap_or_else(|| "default".to_owned()),
        editions: match texts(node, "editions") {
            editions if editions.is_empty() => vec!["cloud".to_owned()],
            editions => editions,
        },
        danger: optional(node, "danger"),
        verify: placed(node, "verify"),
        known: known(node),
        max_items: int(node, "max_items"),
        paging: node.members().iter().find(|entry| entry.key == "paging").map(paging),
        deprecated: deprecated(node),
        cites: ints(node, "cites"),
        params: members_of(node, "params").iter().map(member).collect(),
        rules: members_of(node, "rules").iter().map(rule).collect(),
        result: node.get("result").map_or_else(|| result(node), result),
        examples: list(node, "examples").map(example).collect(),
        place: entry.at,
    }
}

fn paging(entry: &Entry) -> Paging {
    let usual = Paging::usual(entry.at);
    Paging {
        page: placed(&entry.node, "page").unwrap_or(usual.page),
        per_page: placed(&entry.node, "perPage").unwrap_or(usual.per_page),
        items: placed(&entry.node, "items").unwrap_or(usual.items),
        more: placed(&entry.node, "more"),
        place: entry.at,
    }
}

fn result(node: &Node) -> ResultDef {
    let ty = node.text().or_else(|| node.get("type").and_then(Node::text)).and_then(|text| Ty::parse(text).ok());
    ResultDef {
        ty: ty.unwrap_or(Ty::Word(Word::Json)),
        omits: texts(node, "omits"),
        unset: texts(node, "unset"),
        optional: flag(node, "optional"),
        known: known(node),
        cites: ints(node, "cites"),
        doc: optional(node, "doc"),
        place: node.place,
    }
}

fn example(node: &Node) -> Example {
    Example {
        name: text(node, "name"),
        doc: optional(node, "doc"),
        params: node.get("params").map_or_else(|| Json::Object(serde_json::Map::new()), Node::json),
        result: node.get("result").map_or(Json::Null, Node::json),
        params_node: node.get("params").cloned(),
        result_node: node.get("result").cloned(),
        place: node.get("name").map_or(node.place, |name| name.place),
    }
}

fn member(entry: &Entry) -> Member {
    let node = &entry.node;
    Member {
        name: entry.key.clone(),
        ty: node.get("type").and_then(Node::text).and_then(|t| Ty::parse(t).ok()).unwrap_or(Ty::Word(Word::Json)),
        required: flag(node, "required"),
        default: node.get("default").map(Node::json),
        absent: optional(node, "absent"),
        allowed: list(node, "allowed").map(Node::json).collect(),
        min: int(node, "min"),
        max: int(node, "max"),
        max_length: int(node, "max_length"),
        min_items: int(node, "min_items"),
        unit: optional(node, "unit"),
        clear: node.get("clear").map(Node::json),
        unset: texts(node, "unset"),
        always: optional(node, "always"),
        needs: entries(node, "needs").map(|(path, value)| (path, value.json())).collect(),
        by: optional(node, "by"),
        aliases: texts(node, "aliases"),
        editions: texts(node, "editions"),
        known: known(node),
        rust: optional(node, "rust"),
        renamed_from: optional(node, "renamed_from"),
        rust_renamed_from: optional(node, "rust_renamed_from"),
        deprecated: deprecated(node),
        required_since: optional(node, "required_since"),
        cites: ints(node, "cites"),
        doc: text(node, "doc"),
        place: entry.at,
        type_place: node.get("type").map_or(entry.at, |ty| ty.place),
    }
}

fn named_type(name: &str, place: Place, node: &Node) -> Type {
    let kind = if node.get("id").is_some() {
        TypeKind::Id
    } else if node.get("codes").is_some() {
        TypeKind::Codes(members_of(node, "codes").iter().map(code).collect())
    } else if node.get("words").is_some() {
        TypeKind::Words(members_of(node, "words").iter().map(word).collect())
    } else if node.get("flags").is_some() {
        TypeKind::Flags(members_of(node, "flags").iter().map(flag_value).collect())
    } else if node.get("segment").is_some() {
        let values = entries(node, "segment").map(|(name, doc)| (name, doc.text().unwrap_or_default().to_owned()));
        TypeKind::Segment(values.collect())
    } else if node.get("union").is_some() {
        let arms = entries(node, "union").map(|(tag, ty)| (tag, ty.text().unwrap_or_default().to_owned(), ty.place));
        TypeKind::Union { tag: optional(node, "tag"), arms: arms.collect() }
    } else if node.get("forms").is_some() {
        let form = |ty: &Node| Some((Ty::parse(ty.text()?).ok()?, ty.place));
        TypeKind::Forms(list(node, "forms").filter_map(form).collect())
    } else {
        TypeKind::Object(Object {
            like: placed(node, "like"),
            members: members_of(node, "object").iter().map(member).collect(),
            extra: node.get("extra").and_then(Node::text).and_then(|text| Ty::parse(text).ok()),
            rules: members_of(node, "rules").iter().map(rule).collect(),
        })
    };
    Type {
        name: name.to_owned(),
        doc: optional(node, "id").or_else(|| optional(node, "doc")).unwrap_or_default(),
        known: known(node),
        rust: optional(node, "rust"),
        cites: ints(node, "cites"),
        kind,
        place,
        own_file: None,
    }
}

fn code(entry: &Entry) -> Code {
    let name = entry.node.text().map_or_else(|| text(&entry.node, "name"), str::to_owned);
    let code = entry.key.parse().unwrap_or_default();
    Code { code, name, parent: int(&entry.node, "parent"), about: about(entry) }
}

fn word(entry: &Entry) -> WordValue {
    let mut about = about(entry);
    about.doc = about.doc.or_else(|| entry.node.text().map(str::to_owned));
    WordValue { word: entry.key.clone(), about }
}

fn flag_value(entry: &Entry) -> Flag {
    Flag {
        value: entry.key == "true",
        name: entry.node.text().map_or_else(|| text(&entry.node, "name"), str::to_owned),
        doc: optional(&entry.node, "doc"),
    }
}

fn about(entry: &Entry) -> ValueAbout {
    let node = &entry.node;
    ValueAbout {
        doc: optional(node, "doc"),
        rust: optional(node, "rust"),
        editions: texts(node, "editions"),
        known: known(node),
        deprecated: deprecated(node),
        tombstone: flag(node, "tombstone"),
        cites: ints(node, "cites"),
        place: entry.at,
    }
}

fn rule(entry: &Entry) -> Rule {
    let node = &entry.node;
    let kind = if node.get("require").is_some() {
        RuleKind::Require(texts(node, "require"))
    } else if node.get("only").is_some() {
        RuleKind::Only(texts(node, "only"))
    } else if node.get("exclude").is_some() {
        RuleKind::Exclude(texts(node, "exclude"), texts(node, "with"))
    } else if node.get("allow").is_some() {
        let values = |values: &Node| values.items().iter().map(Node::json).collect();
        RuleKind::Allow(entries(node, "allow").map(|(path, node)| (path, values(node))).collect())
    } else if node.get("include").is_some() {
        RuleKind::Include(entries(node, "include").map(|(path, node)| (path, included(node))).collect())
    } else if node.get("imply").is_some() {
        RuleKind::Imply(entries(node, "imply").map(|(path, node)| (path, node.json())).collect())
    } else if node.get("default").is_some() {
        RuleKind::Default(entries(node, "default").map(|(path, node)| (path, defaulted(node))).collect())
    } else if node.get("together").is_some() {
        RuleKind::Together(texts(node, "together"))
    } else {
        RuleKind::Server(text(node, "server"))
    };
    let server = matches!(kind, RuleKind::Server(_)) || optional(node, "judge").as_deref() == Some("server");
    Rule {
        name: entry.key.clone(),
        kind,
        when: node.get("when").map(condition),
        unless: node.get("unless").map(condition),
        advice: optional(node, "strength").as_deref() == Some("advice"),
        server,
        known: known(node),
        cites: ints(node, "cites"),
        doc: optional(node, "doc"),
        place: entry.at,
    }
}

/// `include` names another member, or gives a value.
fn included(node: &Node) -> Operand {
    match (node.text(), node.get("value")) {
        (Some(path), _) => Operand::From(path.to_owned()),
        (None, value) => Operand::Value(value.map_or(Json::Null, Node::json)),
    }
}

/// `default` gives a value, or names another member.
fn defaulted(node: &Node) -> Operand {
    match node.get("from").and_then(Node::text) {
        Some(path) => Operand::From(path.to_owned()),
        None => Operand::Value(node.json()),
    }
}

fn condition(node: &Node) -> Condition {
    let all = |node: &Node| node.members().iter().map(|entry| (entry.key.clone(), test(&entry.node))).collect();
    match &node.value {
        Value::Array(alternatives) => Condition(alternatives.iter().map(all).collect()),
        _ => Condition(vec![all(node)]),
    }
}

fn test(node: &Node) -> Test {
    if let Some(value) = node.get("includes") {
        return Test::Includes(value.json());
    }
    if let Some(inner) = node.get("not") {
        return Test::Not(Box::new(test(inner)));
    }
    if let Some(set) = node.get("set").and_then(Node::bool) {
        return Test::Set(set);
    }
    match &node.value {
        Value::Array(values) => Test::In(values.iter().map(Node::json).collect()),
        _ => Test::In(vec![node.json()]),
    }
}

fn deprecated(node: &Node) -> Option<Deprecated> {
    let node = node.get("deprecated")?;
    let mut instead = texts(node, "instead");
    instead.extend(optional(node, "instead"));
    Some(Deprecated { since: optional(node, "since"), instead })
}

fn known(node: &Node) -> Known {
    match optional(node, "known").as_deref() {
        Some("observed") => Known::Observed,
        Some("inferred") => Known::Inferred,
        _ => Known::Documented,
    }
}

fn optional(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::text).map(str::to_owned)
}

fn placed(node: &Node, key: &str) -> Option<(String, Place)> {
    node.get(key).and_then(|value| Some((value.text()?.to_owned(), value.place)))
}

fn text(node: &Node, key: &str) -> String {
    optional(node, key).unwrap_or_default()
}

fn int(node: &Node, key: &str) -> Option<i64> {
    node.get(key).and_then(Node::int)
}

fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::bool).unwrap_or_default()
}

fn list<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> + use<'n> {
    node.get(key).map_or(&[][..], Node::items).iter()
}

fn texts(node: &Node, key: &str) -> Vec<String> {
    list(node, key).filter_map(|item| item.text().map(str::to_owned)).collect()
}

fn ints(node: &Node, key: &str) -> Vec<i64> {
    list(node, key).filter_map(Node::int).collect()
}

fn members_of<'n>(node: &'n Node, key: &str) -> &'n [Entry] {
    node.get(key).map_or(&[], Node::members)
}

fn entries<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = (String, &'n Node)> + use<'n> {
    members_of(node, key).iter().map(|entry| (entry.key.clone(), &entry.node))
}
