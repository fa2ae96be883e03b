//! Every fact that the spec keeps of a page: none changes without being told.
//! The facts are changed one by one, as if the page had been read so.

use crate::bakery::{AREA, PAGE, as_sheet, imported};
use gravityzone_docs::{Sheet, drift};
use gravityzone_spec::{DocsMember, DocsMethod, DocsValue};

/// Changes of one fact each, by the fact's name.
type Changes<T> = &'static [(&'static str, fn(&mut T))];

const OF_MEMBERS: Changes<DocsMember> = &[
    ("type", |member| member.ty = Some("[boolean]".to_owned())),
    ("optional", |member| member.optional = if member.optional == Some(true) { None } else { Some(true) }),
    ("required_when", |member| member.required_when.push(("flour".to_owned(), None))),
    ("default", |member| member.default = Some(serde_json::json!("other"))),
    ("absent", |member| {
        member.default = None;
        member.absent = Some("unchanged".to_owned());
    }),
    ("min", |member| member.min = Some(-7)),
    ("max", |member| member.max = Some(-7)),
    ("max_length", |member| member.max_length = Some(7)),
    ("clear", |member| member.clear = Some(serde_json::json!([]))),
    ("unset", |member| member.unset = Some(serde_json::json!("none"))),
    ("placeholder", |member| member.placeholder = true),
    ("deprecated", |member| member.deprecated = true),
    ("conditional", |member| member.conditional = true),
    ("words", |member| member.words = "0123456789abcdef".to_owned()),
    ("names", |member| member.names.push("other".to_owned())),
    ("path", |member| member.path.push_str("Elsewhere")),
    ("value", |member| member.values.push(DocsValue { literal: "77".to_owned(), ..DocsValue::default() })),
];

const OF_VALUES: Changes<DocsValue> = &[
    ("literal", |value| value.literal.push('7')),
    ("name", |value| value.name = Some("OTHER".to_owned())),
    ("words", |value| value.words = Some("0123456789abcdef".to_owned())),
    ("parent", |value| value.parent = Some(1)),
    ("deprecated", |value| value.deprecated = true),
];

const OF_METHODS: Changes<DocsMethod> = &[
    ("name", |method| method.name.push_str("Again")),
    ("version", |method| method.version = Some("v1.1".to_owned())),
    ("deprecated", |method| method.deprecated = true),
    ("returns", |method| method.returns = Some("[integer]".to_owned())),
    ("nullable", |method| method.nullable = true),
    ("limit", |method| method.limit = Some(7)),
    ("names", |method| method.names.push("other".to_owned())),
    ("words", |method| method.words = "0123456789abcdef".to_owned()),
    ("result_words", |method| method.result_words = "0123456789abcdef".to_owned()),
    ("nameless", |method| method.nameless.push(("params".to_owned(), 1))),
];

#[test]
fn no_fact_of_a_page_changes_unnoticed() {
    let spec = imported();
    let sheet = as_sheet(AREA, PAGE, &spec);
    let mut tried = 0;
    let mut notice = |what: String, change: &dyn Fn(&mut Sheet)| {
        let mut changed = sheet.clone();
        change(&mut changed);
        assert!(!drift(&[changed], &spec).is_empty(), "{what} changes unnoticed");
        tried += 1;
    };
    for (m, method) in sheet.facts.methods.iter().enumerate() {
        for (i, member) in method.members.iter().enumerate() {
            for (what, change) in OF_MEMBERS {
                notice(format!("{} {} {what}", method.name, member.path), &|sheet| {
                    change(&mut sheet.facts.methods[m].members[i]);
                });
            }
            for v in 0..member.values.len() {
                for (what, change) in OF_VALUES {
                    notice(format!("{} {} value {v} {what}", method.name, member.path), &|sheet| {
                        change(&mut sheet.facts.methods[m].members[i].values[v]);
                    });
                }
            }
            notice(format!("{} without {}", method.name, member.path), &|sheet| {
                sheet.facts.methods[m].members.remove(i);
            });
        }
        for (what, change) in OF_METHODS {
            notice(format!("{} {what}", method.name), &|sheet| change(&mut sheet.facts.methods[m]));
        }
    }
    notice("service".to_owned(), &|sheet| sheet.facts.service = Some("ovens".to_owned()));
    notice("a method less".to_owned(), &|sheet| drop(sheet.facts.methods.pop()));
    assert!(tried > 250, "{tried}");
}
