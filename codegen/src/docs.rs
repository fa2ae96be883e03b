//! What the generated rustdoc says: the spec's sentence first, then the facts in a fixed order.
//! One `#[doc]` a line, wrapped, so that prettyplease prints `///`.

use gravityzone_spec::{Deprecated, Known, Member, Rule, RuleKind, Spec};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

/// Lines of a doc comment.
#[derive(Default)]
pub(crate) struct Docs(Vec<String>);

impl Docs {
    /// Begins with a sentence.
    pub(crate) fn new(sentence: &str) -> Self {
        let mut docs = Self::default();
        docs.wrap(sentence, "");
        docs
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.gap();
            self.wrap(text, "");
        }
        self
    }

    /// Adds a heading with a list under it, if the list has items.
    pub(crate) fn list(&mut self, heading: &str, items: impl IntoIterator<Item = String>) -> &mut Self {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.gap();
            self.0.push(format!("# {heading}"));
            self.0.push(String::new());
            for item in items {
                self.wrap(&format!("- {item}"), "  ");
            }
        }
        self
    }

    /// Adds lines as they are, for code.
    pub(crate) fn lines(&mut self, lines: &[String]) -> &mut Self {
        self.gap();
        self.0.extend(lines.iter().cloned());
        self
    }

    fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
    }

    fn wrap(&mut self, text: &str, hanging: &str) {
        const WIDTH: usize = 100;
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.len() + 1 + word.len() > WIDTH {
                self.0.push(std::mem::replace(&mut line, hanging.to_owned()));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.0.push(line);
    }

    pub(crate) fn tokens(&self) -> TokenStream {
        let lines = self.0.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        quote! { #(#[doc = #lines])* }
    }
}

/// Square brackets and angle brackets of the spec's sentences are text, not links or tags.
pub(crate) fn plain(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]").replace('<', "\\<")
}

/// The doc of a param or of a member.
pub(crate) fn member(spec: &Spec, member: &Member, sent: bool, rules: &[Rule]) -> Docs {
    let mut docs = Docs::new(&plain(&member.doc));
    let mut facts = Vec::new();
    if sent {
        facts.push(match (member.required, &member.required_since) {
            (true, Some(since)) => format!("required since {since}"),
            (true, None) => "required".to_owned(),
            (false, _) => absence(spec, member),
        });
        if !member.allowed.is_empty() {
            facts.push(format!("one of {}", literals(&member.allowed)));
        }
        match (member.min, member.max) {
            (Some(min), Some(max)) => facts.push(format!("from {min} to {max}")),
            (Some(min), None) => facts.push(format!("at least {min}")),
            (None, Some(max)) => facts.push(format!("at most {max}")),
            (None, None) => {}
        }
        facts.extend(member.max_length.map(|max| format!("at most {max} characters")));
        facts.extend(member.min_items.map(|min| match min {
            1 => "at least 1 item".to_owned(),
            _ => format!("at least {min} items"),
        }));
        facts.extend(member.clear.as_ref().map(|empty| format!("emptied by `{empty}`")));
    } else {
        facts.extend(member.always.as_ref().map(|why| format!("always there: {why}")));
        if !member.unset.is_empty() {
            let words: Vec<String> = member.unset.iter().map(|word| format!("`{word:?}`")).collect();
            facts.push(format!("{} means unset", words.join(" or ")));
        }
        for (option, value) in &member.needs {
            facts.push(format!("comes with `{option}` = `{value}`"));
        }
        for alias in &member.aliases {
            facts.push(format!("also spelt `{alias:?}` on the wire"));
        }
    }
    facts.extend(member.unit.as_ref().map(|unit| format!("in {unit}")));
    if !member.editions.is_empty() {
        facts.push(editions(&member.editions));
    }
    facts.extend(known(member.known).map(str::to_owned));
    facts.extend(member.renamed_from.as_ref().map(|old| format!("called `{old}` before")));
    facts.extend(member.rust_renamed_from.as_ref().map(|old| format!("`{old}` in earlier versions of this crate")));
    let names: Vec<String> =
        rules.iter().filter(|rule| binds(rule, &member.name)).map(|rule| format!("`{}`", rule.name)).collect();
    let facts = match facts.is_empty() {
        true => format!("Wire: `{}`.", member.name),
        false => format!("Wire: `{}`; {}.", member.name, facts.join("; ")),
    };
    docs.paragraph(&facts);
    if sent && !names.is_empty() {
        docs.paragraph(&format!("Rules: {}.", names.join(", ")));
    }
    docs
}

/// Whether a rule demands something of a member.
fn binds(rule: &Rule, name: &str) -> bool {
    let is = |path: &String| path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    match &rule.kind {
        RuleKind::Require(paths) | RuleKind::Only(paths) | RuleKind::Together(paths) => paths.iter().any(is),
        RuleKind::Exclude(paths, others) => paths.iter().chain(others).any(is),
        RuleKind::Allow(values) => values.iter().any(|(path, _)| is(path)),
        RuleKind::Include(values) | RuleKind::Default(values) => values.iter().any(|(path, _)| is(path)),
        RuleKind::Imply(values) => values.iter().any(|(path, _)| is(path)),
        RuleKind::Server(_) => false,
    }
}

/// The rules as items of a list.
pub(crate) fn rules(rules: &[Rule]) -> Vec<String> {
    rules
        .iter()
        .map(|rule| {
            let mut about = Vec::new();
            if rule.advice {
                about.push("advice");
            }
            if rule.server {
                about.push("only the server can tell");
            }
            about.extend(known(rule.known));
            let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
            format!("`{}`{about}: {}", rule.name, plain(&rule.statement()))
        })
        .collect()
}

fn absence(spec: &Spec, member: &Member) -> String {
    if let Some(default) = &member.default {
        return format!("optional, `{default}` if absent");
    }
    let sentence = member.absent.as_ref().and_then(|word| spec.api.absences.iter().find(|(known, _)| known == word));
    match sentence {
        Some((_, sentence)) => {
            let sentence = sentence.trim_end_matches('.');
            let mut chars = sentence.chars();
            let lower: String = chars.next().map_or(String::new(), |c| c.to_lowercase().to_string() + chars.as_str());
            format!("optional, absent means: {lower}")
        }
        None => "optional".to_owned(),
    }
}

/// How a fact is known, unless a page says it.
pub(crate) fn known(known: Known) -> Option<&'static str> {
    match known {
        Known::Documented => None,
        Known::Observed => Some("observed, on no page"),
        Known::Inferred => Some("inferred, on no page"),
    }
}

pub(crate) fn editions(editions: &[String]) -> String {
    let words: Vec<&str> = editions
        .iter()
        .map(|edition| match edition.as_str() {
            "partner" => "partner keys only",
            "onprem" => "appliances",
            _ => "cloud",
        })
        .collect();
    words.join(" and ")
}

fn literals(values: &[Json]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}

/// `#[deprecated]` with what to use instead.
pub(crate) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    let Some(deprecated) = deprecated else { return TokenStream::new() };
    let note = deprecation(deprecated);
    quote! { #[deprecated(note = #note)] }
}

/// What to use instead, and since when.
pub(crate) fn deprecation(deprecated: &Deprecated) -> String {
    let mut note = match deprecated.instead.is_empty() {
        true => "the vendor advises against it".to_owned(),
        false => format!("use {}", deprecated.instead.join(", ")),
    };
    if let Some(since) = &deprecated.since {
        note.push_str(&format!(" (since {since})"));
    }
    note
}
