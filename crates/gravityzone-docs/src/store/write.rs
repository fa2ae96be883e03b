//! From facts to the text of `spec/docs/<article>.json`.
//! What is not said is not written; the layout is the spec crate's.

use gravityzone_spec::{DocsMember, DocsMethod, DocsPage, DocsValue, FileKind, canonical};
use serde_json::{Value as Json, json};

/// The file of a page, in its canonical form.
///
/// # Errors
/// Only if the facts cannot be written as JSON, which would be a mistake of this program.
pub fn document(page: &DocsPage) -> Result<String, String> {
    let mut file = Object::new();
    file.put("$schema", json!("../schema/docs.schema.json"));
    file.put("page", json!(page.page));
    file.put("kind", json!(if page.of_one_method { "method" } else { "area" }));
    file.put("area", json!(page.area));
    file.put("imported", json!(page.imported));
    file.some("service", page.service.as_ref());
    file.some("version", page.version.as_ref());
    file.full("manifest", &page.manifest);
    file.put_text("methods", &map(page.methods.iter().map(|method| (&*method.name, method_text(method)))));
    if !page.accepted.is_empty() {
        let accepted = page.accepted.iter().map(|accepted| {
            let findings = accepted.findings.iter().map(|(about, hashes)| match &hashes[..] {
                [one] => (&**about, json!(one).to_string()),
                hashes => (&**about, json!(hashes).to_string()),
            });
            let mut entry = Object::new();
            entry.put("kind", json!(accepted.kind));
            entry.put("why", json!(accepted.why));
            entry.put_text("findings", &map(findings));
            (&*accepted.name, entry.text())
        });
        file.put_text("accepted", &map(accepted));
    }
    canonical(FileKind::Docs, &format!("spec/docs/{}.json", page.page), &file.text())
}

fn method_text(method: &DocsMethod) -> String {
    let mut entry = Object::new();
    entry.some("heading", method.heading.as_ref());
    entry.some("version", method.version.as_ref());
    entry.some("supersedes", method.supersedes.as_ref());
    entry.flag("deprecated", method.deprecated);
    entry.flag("no_params", method.no_params);
    entry.some("returns", method.returns.as_ref());
    entry.flag("nullable", method.nullable);
    entry.some("limit", method.limit.as_ref());
    entry.full("names", &method.names);
    entry.full("words", &method.words);
    entry.full("result_words", &method.result_words);
    if !method.nameless.is_empty() {
        entry.put_text("nameless", &map(method.nameless.iter().map(|(path, count)| (&**path, count.to_string()))));
    }
    for part in ["params", "fields"] {
        let members: Vec<(&str, String)> = method
            .members
            .iter()
            .filter_map(|member| Some((member.path.strip_prefix(part)?.strip_prefix('.')?, member_text(member))))
            .collect();
        if !members.is_empty() {
            entry.put_text(part, &map(members));
        }
    }
    let values: Vec<(&str, String)> = method
        .members
        .iter()
        .filter(|member| !member.values.is_empty())
        .map(|member| {
            let values = member.values.iter().map(|value| (&*value.literal, value_text(value)));
            (&*member.path, map(values))
        })
        .collect();
    if !values.is_empty() {
        entry.put_text("values", &map(values));
    }
    entry.text()
}

fn member_text(member: &DocsMember) -> String {
    let mut entry = Object::new();
    entry.some("type", member.ty.as_ref());
    entry.some("optional", member.optional.map(|optional| if optional { "yes" } else { "no" }).as_ref());
    if !member.required_when.is_empty() {
        let conditions = member.required_when.iter().map(|(other, value)| {
            let value = value.as_ref().unwrap_or(&Json::Null);
            (&**other, value.to_string())
        });
        entry.put_text("required_when", &map(conditions));
    }
    entry.some("default", member.default.as_ref());
    entry.some("absent", member.absent.as_ref());
    entry.some("min", member.min.as_ref());
    entry.some("max", member.max.as_ref());
    entry.some("max_length", member.max_length.as_ref());
    entry.some("clear", member.clear.as_ref());
    entry.some("unset", member.unset.as_ref());
    entry.flag("placeholder", member.placeholder);
    entry.flag("deprecated", member.deprecated);
    entry.flag("conditional", member.conditional);
    entry.full("names", &member.names);
    entry.put("words", json!(member.words));
    entry.text()
}

/// A value that has only a name is that name.
fn value_text(value: &DocsValue) -> String {
    if let DocsValue { name: Some(name), words: None, parent: None, deprecated: false, .. } = value {
        return json!(name).to_string();
    }
    let mut entry = Object::new();
    entry.some("name", value.name.as_ref());
    entry.some("words", value.words.as_ref());
    entry.some("parent", value.parent.as_ref());
    entry.flag("deprecated", value.deprecated);
    entry.text()
}

fn map<'k>(entries: impl IntoIterator<Item = (&'k str, String)>) -> String {
    let mut object = Object::new();
    entries.into_iter().for_each(|(key, value)| object.put_text(key, &value));
    object.text()
}

/// A JSON object in the making that keeps its order.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self(String::new())
    }

    fn put_text(&mut self, key: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push_str(&format!("{}:{value}", Json::from(key)));
    }

    fn put(&mut self, key: &str, value: Json) {
        self.put_text(key, &value.to_string());
    }

    fn some<T: Clone + Into<Json>>(&mut self, key: &str, value: Option<&T>) {
        value.into_iter().for_each(|value| self.put(key, value.clone().into()));
    }

    fn full(&mut self, key: &str, value: &(impl Clone + Into<Json>)) {
        let value: Json = value.clone().into();
        let empty = value.as_array().is_some_and(Vec::is_empty) || value.as_str().is_some_and(str::is_empty);
        if !empty {
            self.put(key, value);
        }
    }

    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, json!(true));
        }
    }

    fn text(self) -> String {
        format!("{{{}}}", self.0)
    }
}
