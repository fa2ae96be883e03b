//! What a page said when it was last imported: `docs/<article>.json`.
//! As in `build.rs`, the strict check has run before.

use super::api::one_or_many;
use super::{entries, flag, int, members_of, optional, text, texts};
use crate::json::{Member as Entry, Node, Value};
use crate::spec::{Accepted, DocsMember, DocsMethod, DocsPage, DocsValue};

pub(crate) fn docs_page(node: &Node, path: &str) -> DocsPage {
    DocsPage {
        page: text(node, "page"),
        path: path.to_owned(),
        of_one_method: text(node, "kind") == "method",
        area: text(node, "area"),
        imported: text(node, "imported"),
        service: optional(node, "service"),
        version: optional(node, "version"),
        manifest: texts(node, "manifest"),
        methods: members_of(node, "methods").iter().map(method).collect(),
        accepted: members_of(node, "accepted").iter().map(accepted).collect(),
        place: node.get("page").map_or(node.place, |page| page.place),
    }
}

fn method(entry: &Entry) -> DocsMethod {
    let node = &entry.node;
    let members = ["params", "fields"].into_iter().flat_map(|part| {
        members_of(node, part).iter().map(move |entry| {
            let path = format!("{part}.{}", entry.key);
            let values = node.get("values").map_or(&[][..], |values| members_of(values, &path));
            member(path, entry, values)
        })
    });
    DocsMethod {
        name: entry.key.clone(),
        heading: optional(node, "heading"),
        version: optional(node, "version"),
        supersedes: optional(node, "supersedes"),
        deprecated: flag(node, "deprecated"),
        no_params: flag(node, "no_params"),
        returns: optional(node, "returns"),
        nullable: flag(node, "nullable"),
        limit: int(node, "limit"),
        names: texts(node, "names"),
        words: text(node, "words"),
        result_words: text(node, "result_words"),
        nameless: entries(node, "nameless").map(|(path, count)| (path, count.int().unwrap_or_default())).collect(),
        members: members.collect(),
        place: entry.at,
    }
}

fn member(path: String, entry: &Entry, values: &[Entry]) -> DocsMember {
    let node = &entry.node;
    let condition = |(member, value): (String, &Node)| match value.value {
        Value::Null => (member, None),
        _ => (member, Some(value.json())),
    };
    DocsMember {
        path,
        ty: optional(node, "type"),
        optional: optional(node, "optional").map(|optional| optional == "yes"),
        required_when: entries(node, "required_when").map(condition).collect(),
        default: node.get("default").map(Node::json),
        absent: optional(node, "absent"),
        min: int(node, "min"),
        max: int(node, "max"),
        max_length: int(node, "max_length"),
        clear: node.get("clear").map(Node::json),
        unset: node.get("unset").map(Node::json),
        placeholder: flag(node, "placeholder"),
        deprecated: flag(node, "deprecated"),
        conditional: flag(node, "conditional"),
        names: texts(node, "names"),
        words: text(node, "words"),
        values: values.iter().map(value).collect(),
        place: entry.at,
    }
}

fn value(entry: &Entry) -> DocsValue {
    let node = &entry.node;
    DocsValue {
        literal: entry.key.clone(),
        name: node.text().map(str::to_owned).or_else(|| optional(node, "name")),
        words: optional(node, "words"),
        parent: int(node, "parent"),
        deprecated: flag(node, "deprecated"),
    }
}

fn accepted(entry: &Entry) -> Accepted {
    let node = &entry.node;
    Accepted {
        name: entry.key.clone(),
        kind: text(node, "kind"),
        why: text(node, "why"),
        findings: entries(node, "findings").map(|(about, hashes)| (about, one_or_many(hashes))).collect(),
        place: entry.at,
    }
}
