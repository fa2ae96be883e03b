//! The one way a spec file is written: keys in the format's order, one line a fact.
//! What stands on one line is decided by what it is, not by how long it is.

use crate::diagnostic::Diagnostics;
use crate::file_kind::FileKind;
use crate::form::{Form, Shape};
use crate::json::{self, Member, Node, Value};
use crate::source::Sources;

/// The canonical form of a file's text.
///
/// # Errors
/// If the text is not JSON; the mistakes are rendered against it.
pub fn canonical(kind: FileKind, path: &str, text: &str) -> Result<String, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let file = sources.add(path, text);
    let Some(node) = json::parse(file, text, &mut diagnostics) else {
        return Err(diagnostics.render(&sources));
    };
    Ok(layout(kind, &node))
}

/// A file's value in its canonical form.
pub(crate) fn layout(kind: FileKind, node: &Node) -> String {
    let mut out = String::new();
    write(&mut out, node, &Shape::Form(kind.form()), 0);
    out.push('\n');
    out
}

/// A value on one line, without blanks, in its own order.
pub(crate) fn compact(node: &Node) -> String {
    let joined = |parts: Vec<String>| parts.join(",");
    match &node.value {
        Value::Object(members) => {
            let member =
                |member: &Member| format!("{}:{}", serde_json::Value::from(&*member.key), compact(&member.node));
            format!("{{{}}}", joined(members.iter().map(member).collect()))
        }
        Value::Array(items) => format!("[{}]", joined(items.iter().map(compact).collect())),
        _ => {
            let mut out = String::new();
            write_line(&mut out, node, None);
            out
        }
    }
}

fn write(out: &mut String, node: &Node, shape: &Shape, depth: usize) {
    match (&node.value, shape) {
        (_, Shape::Form(form)) if form.inline => write_line(out, node, Some(form)),
        (Value::Object(members), Shape::Form(form)) => {
            let entries = in_order(members, form);
            write_object(out, entries.into_iter().map(|(member, shape)| (member, shape.unwrap_or(&Shape::Any))), depth);
        }
        (Value::Object(members), Shape::Map(value)) => {
            write_object(out, members.iter().map(|member| (member, *value)), depth);
        }
        (_, Shape::Either(first, second)) => {
            let text = matches!(node.value, Value::Text(_));
            let first_fits = text == matches!(first, Shape::Text | Shape::Type);
            write(out, node, if first_fits { first } else { second }, depth);
        }
        (Value::Object(members), _) if !is_flat(node) => {
            write_object(out, members.iter().map(|member| (member, &Shape::Any)), depth);
        }
        (Value::Array(items), Shape::List(item)) if !is_flat(node) => write_array(out, items, item, depth),
        (Value::Array(items), _) if !is_flat(node) => write_array(out, items, &Shape::Any, depth),
        _ => write_line(out, node, None),
    }
}

fn write_object<'n>(out: &mut String, entries: impl Iterator<Item = (&'n Member, &'n Shape)>, depth: usize) {
    out.push('{');
    let mut empty = true;
    for (member, shape) in entries {
        out.push_str(if empty { "\n" } else { ",\n" });
        empty = false;
        indent(out, depth + 1);
        write_text(out, &member.key);
        out.push_str(": ");
        write(out, &member.node, shape, depth + 1);
    }
    if !empty {
        out.push('\n');
        indent(out, depth);
    }
    out.push('}');
}

fn write_array(out: &mut String, items: &[Node], shape: &Shape, depth: usize) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(out, depth + 1);
        write(out, item, shape, depth + 1);
    }
    out.push('\n');
    indent(out, depth);
    out.push(']');
}

/// Keys that the form knows, in its order, then the others as they stand.
fn in_order<'n>(members: &'n [Member], form: &'static Form) -> Vec<(&'n Member, Option<&'static Shape>)> {
    let rank = |member: &Member| form.keys.iter().position(|key| key.name == member.key);
    let mut entries: Vec<_> = members.iter().map(|member| (rank(member), member)).collect();
    entries.sort_by_key(|(rank, _)| rank.unwrap_or(usize::MAX));
    entries.into_iter().map(|(rank, member)| (member, rank.map(|at| &form.keys[at].shape))).collect()
}

/// Whether a value stands on one line by itself: scalars, lists of scalars, and objects of those.
fn is_flat(node: &Node) -> bool {
    let scalar = |node: &Node| !matches!(node.value, Value::Array(_) | Value::Object(_));
    let shallow = |node: &Node| node.members().is_empty() && node.items().iter().all(scalar);
    match &node.value {
        Value::Object(members) => members.iter().all(|member| shallow(&member.node)),
        Value::Array(items) => items.iter().all(scalar),
        _ => true,
    }
}

fn write_line(out: &mut String, node: &Node, form: Option<&'static Form>) {
    match &node.value {
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Object(members) => {
            let entries = match form {
                Some(form) => in_order(members, form),
                None => members.iter().map(|member| (member, None)).collect(),
            };
            for (index, (member, shape)) in entries.into_iter().enumerate() {
                out.push_str(if index == 0 { "{ " } else { ", " });
                write_text(out, &member.key);
                out.push_str(": ");
                let form = match shape {
                    Some(Shape::Form(form)) => Some(*form),
                    _ => None,
                };
                write_line(out, &member.node, form);
            }
            out.push_str(" }");
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_line(out, item, None);
            }
            out.push(']');
        }
        Value::Text(text) => write_text(out, text),
        Value::Number(number) => out.push_str(number),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Null => out.push_str("null"),
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}
