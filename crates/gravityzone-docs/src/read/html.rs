//! A saved page's HTML as pieces. Only what shapes the text counts: headings, lists, tables, notes, examples.
//! The tokenizer streams, the stack is bounded, and what stands outside of the article is in the ledger by name.

use super::Unreadable;
use super::article;
use super::ledger::Ledger;
use super::piece::{Line, LineKind, Piece, is_note_label};
use super::plain::MAX_LISTS;
use super::text::Text;
use crate::facts::{FindingKind, Said};
use crate::hash::Hash;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Spanned, Tokenizer};

mod cells;
mod element;

use self::cells::Cells;
use self::element::Element;

/// The deepest element. Saved pages stay below sixty.
const MAX_ELEMENTS: usize = 256;

/// Whether a text is HTML.
pub(crate) fn is_html(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Reads a saved page: its pieces and its article's id.
pub(crate) fn pieces(ledger: &mut Ledger<'_>) -> Result<(Vec<Piece>, Option<Said<String>>), Unreadable> {
    let source = ledger.source;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Reader::new(ledger);
    for token in Tokenizer::new_with_emitter(source.text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => page.open(&tag)?,
            Ok(Token::EndTag(tag)) => page.close(&tag.name),
            Ok(Token::String(text)) => page.text(&text),
            Ok(Token::Comment(note)) => page.comment(&note),
            Ok(Token::Doctype(_)) => {}
            Ok(Token::Error(error)) if error.value.to_string().starts_with("eof-") => {
                page.cut(error.span.start, "a tag")
            }
            Ok(Token::Error(_)) => {}
            Err(never) => match never {},
        }
    }
    Ok(page.finish())
}

/// The state between two tokens.
struct Reader<'l, 's> {
    ledger: &'l mut Ledger<'s>,
    id: Option<Said<String>>,
    /// Whether the page marks its article; then what is outside of it is frame.
    marked: bool,
    open: Vec<Open>,
    line: Text,
    cells: Cells,
    cut: bool,
}

/// An open element.
struct Open {
    element: Element,
    /// The byte of its tag.
    byte: usize,
    /// A bullet that has no line yet.
    fresh: bool,
}

impl<'l, 's> Reader<'l, 's> {
    fn new(ledger: &'l mut Ledger<'s>) -> Self {
        let text = ledger.source.text;
        let marked = ["<article", "<main", "<ARTICLE", "<MAIN"].iter().any(|tag| text.contains(tag));
        let (line, cells) = (Text::default(), Cells::default());
        Self { ledger, id: None, marked, open: Vec::new(), line, cells, cut: false }
    }

    fn open(&mut self, tag: &StartTag<usize>) -> Result<(), Unreadable> {
        self.ledger.check_size()?;
        self.address(tag);
        let byte = tag.span.start;
        let Some(element) = Element::of(tag) else {
            if &**tag.name == b"br" {
                self.line.push(" ", byte);
            }
            return Ok(());
        };
        self.flush();
        if &**tag.name == b"body" {
            self.close(b"head");
        }
        self.imply_ends(element);
        if element == Element::List
            && self.within_cell().filter(|open| open.element == Element::List).count() >= MAX_LISTS
        {
            let what = format!("lists are nested deeper than {MAX_LISTS} levels");
            return Err(self.ledger.source.unreadable(byte, what, "this is no help page: check the file"));
        }
        if self.open.len() >= MAX_ELEMENTS {
            let what = format!("elements are nested deeper than {MAX_ELEMENTS} levels");
            return Err(self.ledger.source.unreadable(byte, what, "this is no help page: check the file"));
        }
        match element {
            Element::Table => self.cells.open_table(byte, self.indent()),
            Element::Row => self.cells.open_row(byte),
            Element::Cell => self.cells.open_cell(byte),
            _ => {}
        }
        self.open.push(Open { element, byte, fresh: element == Element::Item });
        Ok(())
    }

    /// Ends what the opening of an element ends by itself.
    fn imply_ends(&mut self, element: Element) {
        let (ends, until): (&[Element], &[Element]) = match element {
            Element::Item => (&[Element::Item], &[Element::List, Element::Cell]),
            Element::Cell => (&[Element::Cell], &[Element::Row, Element::Table]),
            Element::Row => (&[Element::Cell, Element::Row], &[Element::Table]),
            _ => (&[Element::Paragraph], &[Element::Item, Element::Cell, Element::Pre]),
        };
        while let Some(at) = self.open.iter().rposition(|open| ends.contains(&open.element)) {
            if self.open[at..].iter().any(|open| until.contains(&open.element)) {
                break;
            }
            self.pop_to(at);
        }
    }

    fn close(&mut self, name: &[u8]) {
        let Some(element) = Element::named(name) else { return };
        self.flush();
        let barrier =
            |open: &Open| open.element == Element::Table || (open.element == Element::Cell && !element.is_of_table());
        let Some(at) = self.open.iter().rposition(|open| open.element.same(element)) else { return };
        if element != Element::Table && self.open[at + 1..].iter().any(barrier) {
            return;
        }
        self.pop_to(at);
    }

    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            self.flush();
            let Some(open) = self.open.pop() else { return };
            match open.element {
                Element::Cell => self.cells.close_cell(),
                Element::Row => self.cells.close_row(),
                Element::Table => self.cells.close_table(),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &Spanned<html5gum::HtmlString, usize>) {
        if self.open.iter().any(|open| open.element == Element::Hidden) {
            return;
        }
        let value = String::from_utf8_lossy(text);
        let pre = self.open.iter().any(|open| open.element == Element::Pre);
        for (part, byte) in element::aligned(&value, self.ledger.source.text, text.span.start) {
            match pre {
                true => self.line.push_verbatim(part, byte),
                false => self.line.push(part, byte),
            }
        }
    }

    /// Ends the line that is being read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.line).finish();
        if text.as_str().trim().is_empty() {
            return;
        }
        let text = self.ledger.enter(text);
        if let Some(rule) = self.frame() {
            return self.ledger.ignored(&text, rule);
        }
        let has = |element| self.within_cell().any(|open| open.element == element);
        let bullet = self.open.iter().rposition(|open| open.element == Element::Item && open.fresh);
        let inner = self.open.iter().rposition(|open| matches!(open.element, Element::Item | Element::Cell));
        let mut kind = if has(Element::Pre) || text.as_str().starts_with('{') {
            LineKind::Code
        } else if has(Element::Heading) {
            LineKind::Heading
        } else {
            LineKind::Paragraph
        };
        let after_label = matches!(self.cells.last(), Some(Piece::Line(Line { kind: LineKind::Label, .. })));
        let note = has(Element::Note) || after_label;
        let mut indent = self.indent();
        if is_note_label(text.as_str()) {
            kind = LineKind::Label;
        } else if let Some(at) = bullet.filter(|at| Some(*at) == inner && kind == LineKind::Paragraph) {
            self.open[at].fresh = false;
            (kind, indent) = (LineKind::Bullet, indent - 2);
        }
        let note = note || kind == LineKind::Label;
        self.cells.push(Piece::Line(Line { kind, indent, note: note && kind != LineKind::Code, text }));
    }

    /// The indent of a paragraph that stands here: two steps for each list around it, and none outside of lists.
    fn indent(&self) -> usize {
        match self.within_cell().filter(|open| open.element == Element::Item).count() {
            0 => 0,
            lists => 2 * lists + 2,
        }
    }

    /// The elements that are open inside the innermost cell.
    fn within_cell(&self) -> impl Iterator<Item = &Open> {
        let start = self.open.iter().rposition(|open| open.element == Element::Cell).map_or(0, |at| at + 1);
        self.open[start..].iter()
    }

    /// The rule that ignores a line here, if one does.
    fn frame(&self) -> Option<&'static str> {
        let article = self.open.iter().position(|open| open.element == Element::Article);
        if self.marked && article.is_none() {
            return Some("outside-article");
        }
        let inside = &self.open[article.unwrap_or(0)..];
        inside.iter().any(|open| open.element == Element::Frame).then_some("page-frame")
    }

    /// Takes the article's id from an address in the page's head.
    fn address(&mut self, tag: &StartTag<usize>) {
        let get = |name: &str| tag.attributes.get(name.as_bytes());
        let is = |name: &str, value: &str| get(name).is_some_and(|found| ***found == value.as_bytes());
        let address = match &**tag.name {
            b"link" if is("rel", "canonical") => get("href"),
            b"meta" if is("property", "og:url") => get("content"),
            _ => None,
        };
        if let Some(address) = address {
            let text = String::from_utf8_lossy(address);
            if let Some(id) = article::id_in(&text) {
                self.found_id(&text[id.clone()], address.span.start + id.start);
            }
        }
    }

    fn comment(&mut self, note: &Spanned<html5gum::HtmlString, usize>) {
        let text = String::from_utf8_lossy(note);
        if let Some(id) = article::saved_from(&text) {
            self.found_id(&text[id.clone()], note.span.start + id.start);
        }
    }

    fn found_id(&mut self, id: &str, byte: usize) {
        let at = self.ledger.source.at(byte);
        self.id.get_or_insert(Said::new(id.to_owned(), at));
    }

    fn cut(&mut self, byte: usize, inside: &str) {
        if !std::mem::replace(&mut self.cut, true) {
            let at = self.ledger.source.at(byte);
            let text = format!("the file ends inside {inside}: save the page again");
            self.ledger.find_at(FindingKind::PageCut, at, "", text, Hash::of(inside));
        }
    }

    fn finish(mut self) -> (Vec<Piece>, Option<Said<String>>) {
        self.flush();
        let unclosed = self.open.iter().rev().find(|open| open.element.needs_end());
        if let Some((byte, name)) = unclosed.map(|open| (open.byte, open.element.name())) {
            let line = self.ledger.source.at(byte).line;
            self.cut(self.ledger.source.text.len(), &format!("the {name} that begins in line {line}"));
        }
        self.pop_to(0);
        (self.cells.finish(), self.id)
    }
}
