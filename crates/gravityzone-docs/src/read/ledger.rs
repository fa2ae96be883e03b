//! The ledger of a page: every block with what became of it, and all findings.
//! A block is unplaced until somebody uses it or a named rule ignores it.

use super::Unreadable;
use super::source::Source;
use super::text::Text;
use crate::facts::{At, Block, Fate, Finding, FindingKind};
use crate::hash::Hash;

/// The most blocks that a page may have. The largest known one has 700.
const MAX_BLOCKS: usize = 100_000;

/// How much of a block a message shows.
const EXCERPT: usize = 60;

/// The ledger of one page.
pub(crate) struct Ledger<'s> {
    pub(crate) source: &'s Source<'s>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) findings: Vec<Finding>,
}

impl<'s> Ledger<'s> {
    pub(crate) fn new(source: &'s Source<'s>) -> Self {
        Self { source, blocks: Vec::new(), findings: Vec::new() }
    }

    /// Enters a block; the text is its from now on.
    pub(crate) fn enter(&mut self, mut text: Text) -> Text {
        text.block = Some(self.blocks.len());
        let words = text.as_str();
        let mut excerpt: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((at, _)) = excerpt.char_indices().nth(EXCERPT) {
            excerpt.truncate(at);
            excerpt.push_str("...");
        }
        let block = Block { at: self.at(&text, 0), hash: Hash::of(words), excerpt, fate: Fate::Unplaced };
        self.blocks.push(block);
        text
    }

    /// Refuses a page with more blocks than any has. The readers ask while they read.
    pub(crate) fn check_size(&self) -> Result<(), Unreadable> {
        match self.blocks.last() {
            Some(block) if self.blocks.len() > MAX_BLOCKS => {
                let what = format!("more than {MAX_BLOCKS} lines and cells");
                let help = "this is no help page: check the file".to_owned();
                Err(Unreadable { file: self.source.file.to_owned(), at: Some(block.at), what, help })
            }
            _ => Ok(()),
        }
    }

    /// Facts were read from the block of a text.
    pub(crate) fn used(&mut self, text: &Text) {
        self.end(text, Fate::Used);
    }

    /// The named rule says that the block of a text holds no facts.
    pub(crate) fn ignored(&mut self, text: &Text, rule: &'static str) {
        self.end(text, Fate::Ignored(rule));
    }

    fn end(&mut self, text: &Text, fate: Fate) {
        if let Some(block) = text.block.and_then(|block| self.blocks.get_mut(block)) {
            block.fate = fate;
        }
    }

    /// The place of a character of a text.
    pub(crate) fn at(&self, text: &Text, offset: usize) -> At {
        self.source.at(text.byte(offset))
    }

    /// Notes a finding about a text.
    pub(crate) fn find(&mut self, kind: FindingKind, about: &Text, subject: &str, text: impl Into<String>) {
        let at = self.at(about, 0);
        self.find_at(kind, at, subject, text, Hash::of(about.as_str()));
    }

    /// Notes a finding at a place.
    pub(crate) fn find_at(&mut self, kind: FindingKind, at: At, subject: &str, text: impl Into<String>, hash: Hash) {
        self.findings.push(Finding { kind, at, subject: subject.to_owned(), text: text.into(), hash });
    }
}
