//! What is wrong with a spec, written for the person who mends it: place, mistake, what would be right.
//! All of them are gathered before anything is given up.

use crate::source::{Place, Sources};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// What is wrong, in a line.
    pub title: String,
    /// What stands at the caret.
    pub label: String,
    /// What would be right.
    pub help: String,
}

/// All mistakes of a spec.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Notes a mistake.
    pub fn add(&mut self, place: Place, title: impl Into<String>, label: impl Into<String>, help: impl Into<String>) {
        self.list.push(Diagnostic { place, title: title.into(), label: label.into(), help: help.into() });
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a mistake is known at a place, so that what follows from it need not be told.
    pub(crate) fn is_at(&self, place: Place) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.place == place)
    }

    /// The mistakes, in the order of the files.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort_by_key(|diagnostic| diagnostic.place);
        list.dedup();
        list
    }

    /// Every mistake with its line, a caret under the place and the help.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        let renderer = Renderer::plain();
        let mut out = String::new();
        for diagnostic in self.sorted() {
            let text = sources.text(diagnostic.place);
            let start = floor(text, diagnostic.place.start as usize);
            let end = floor(text, (diagnostic.place.end as usize).max(start)).max(start);
            let mut snippet = AnnotationKind::Primary.span(start..end);
            if !diagnostic.label.is_empty() {
                snippet = snippet.label(&*diagnostic.label);
            }
            let source = Snippet::source(text).path(sources.path(diagnostic.place)).annotation(snippet);
            let mut group: Group<'_> = Level::ERROR.primary_title(&*diagnostic.title).element(source);
            if !diagnostic.help.is_empty() {
                group = group.element(Level::HELP.message(&*diagnostic.help));
            }
            out.push_str(&renderer.render(&[group]));
            out.push_str("\n\n");
        }
        let count = self.sorted().len();
        out.push_str(&format!("{count} {} in the spec\n", if count == 1 { "mistake" } else { "mistakes" }));
        out
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The known word that a misspelt one is nearest to, if one is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(steps, candidate)| *steps <= 1 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many single-character edits lead from one word to another.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = if x.eq_ignore_ascii_case(y) { diagonal } else { diagonal + 1 };
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
