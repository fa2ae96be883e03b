//! Additions to a spec file that stands: an entry of a map, or another value for a key.
//! The file comes out canonical, so that a diff shows the addition only.

use crate::canonical::layout;
use crate::diagnostic::Diagnostics;
use crate::file_kind::FileKind;
use crate::json::{self, Member, Node, Value};
use crate::source::{Place, Sources};

/// An entry to add: its key, its value as JSON, and the key that it stands behind; without one it comes last.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'e> {
    /// The key.
    pub key: &'e str,
    /// The value, as JSON.
    pub value: &'e str,
    /// The key that stands before it.
    pub after: Option<&'e str>,
}

/// The file's text with an entry added to the object at the end of `path`. Objects on the way that are missing are made.
///
/// # Errors
/// If a text is no JSON, the path leads through something else than an object, or the key stands already.
pub fn insert(kind: FileKind, file: &str, text: &str, path: &[&str], entry: Entry<'_>) -> Result<String, String> {
    let Entry { key, value, after } = entry;
    edit(kind, file, text, path, value, |members, value| {
        if members.iter().any(|member| member.key == key) {
            return Err(format!("{file}: {} has {key:?} already\n", path.join(".")));
        }
        let before = after.and_then(|after| members.iter().position(|member| member.key == after));
        members.insert(before.map_or(members.len(), |before| before + 1), member(key, value));
        Ok(())
    })
}

/// The file's text with another value for a key that stands in the object at the end of `path`.
///
/// # Errors
/// If a text is no JSON, or the key is not there.
pub fn replace(
    kind: FileKind,
    file: &str,
    text: &str,
    path: &[&str],
    key: &str,
    value: &str,
) -> Result<String, String> {
    edit(kind, file, text, path, value, |members, value| match members.iter_mut().find(|member| member.key == key) {
        Some(member) => {
            member.node = value;
            Ok(())
        }
        None => Err(format!("{file}: {} has no {key:?}\n", path.join("."))),
    })
}

fn edit(
    kind: FileKind,
    file: &str,
    text: &str,
    path: &[&str],
    value: &str,
    change: impl FnOnce(&mut Vec<Member>, Node) -> Result<(), String>,
) -> Result<String, String> {
    let mut root = parse(file, text)?;
    let value = parse("the value", value)?;
    let mut node = &mut root;
    for name in path {
        let Value::Object(members) = &mut node.value else {
            return Err(format!("{file}: {} leads through something that is no object\n", path.join(".")));
        };
        let at = members.iter().position(|member| member.key == *name).unwrap_or_else(|| {
            members.push(member(name, Node { place: Place::default(), value: Value::Object(Vec::new()) }));
            members.len() - 1
        });
        node = &mut members[at].node;
    }
    match &mut node.value {
        Value::Object(members) => change(members, value)?,
        _ => return Err(format!("{file}: {} is no object\n", path.join("."))),
    }
    Ok(layout(kind, &root))
}

fn member(key: &str, node: Node) -> Member {
    Member { key: key.to_owned(), at: Place::default(), node }
}

fn parse(file: &str, text: &str) -> Result<Node, String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add(file, text);
    json::parse(id, text, &mut diagnostics).ok_or_else(|| diagnostics.render(&sources))
}
