//! What stands above the first method: the frame, the title, the list of methods, the API url.
//! A page of one method has only its frame here.

use super::announced::{announced, is_sentence};
use super::labels;
use super::ledger::Ledger;
use super::name::is_name;
use super::piece::{LineKind, Piece};
use super::text::Text;
use crate::facts::{FindingKind, Manifest, Said};
use crate::hash::Hash;

/// The lead of a page.
#[derive(Default)]
pub(crate) struct Lead {
    pub(crate) title: Option<Said<String>>,
    pub(crate) service: Option<Said<String>>,
    pub(crate) version: Option<Said<String>>,
    pub(crate) manifest: Vec<Manifest>,
}

/// Reads it.
pub(crate) fn read(pieces: &[Piece], ledger: &mut Ledger<'_>) -> Lead {
    let mut lead = Lead::default();
    let title = title(pieces);
    let mut announcing: Option<&Text> = None;
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Line(line) = piece else { continue };
        let text = &line.text;
        if let Some(rule) = labels::frame(text.as_str()) {
            ledger.ignored(text, rule);
        } else if Some(at) == title {
            ledger.used(text);
            lead.title = Some(Said::new(text.as_str().to_owned(), ledger.at(text, 0)));
        } else if title.is_some_and(|title| at < title) {
            ledger.ignored(text, "above-title");
        } else if line.kind == LineKind::Bullet {
            announcing = None;
            if let Some(entry) = entry(text, ledger) {
                ledger.used(text);
                lead.manifest.push(entry);
            }
        } else if let Some((service, version)) = api_url(text, ledger) {
            ledger.used(text);
            lead.service = Some(service);
            lead.version = Some(version);
        } else if line.kind == LineKind::Label {
            ledger.ignored(text, "note-label");
        } else if line.kind == LineKind::Paragraph && is_sentence(text.as_str()) {
            ledger.ignored(text, "introduction");
            lost(announcing.take(), ledger);
            announcing = announced(text.as_str()).map(|_| text);
        }
    }
    lost(announcing, ledger);
    lead
}

/// An announcement whose list did not come.
fn lost(announcing: Option<&Text>, ledger: &mut Ledger<'_>) {
    if let Some(text) = announcing {
        ledger.find(FindingKind::TextCut, text, "", "a list is announced and is not there");
    }
}

/// Where the title stands: a marked heading, or the last line before the first sentence or list.
fn title(pieces: &[Piece]) -> Option<usize> {
    let is = |at: &usize, kind| matches!(&pieces[*at], Piece::Line(line) if line.kind == kind);
    if let Some(at) = (0..pieces.len()).find(|at| is(at, LineKind::Heading)) {
        return Some(at);
    }
    let end = pieces.iter().position(|piece| piece.plain().is_none_or(|text| is_sentence(text.as_str())));
    let head = &pieces[..end.unwrap_or(pieces.len())];
    head.iter().rposition(|piece| piece.plain().is_some_and(|text| labels::frame(text.as_str()).is_none()))
}

/// An entry of the list of methods: `name: words`.
fn entry(text: &Text, ledger: &Ledger<'_>) -> Option<Manifest> {
    let (name, words) =
        [": ", " - ", " – "].iter().find_map(|mark| text.split_once(mark)).unwrap_or((text.clone(), Text::default()));
    let name = name.without_end(&[':', '.']);
    is_name(name.as_str()).then(|| Manifest {
        name: Said::new(name.as_str().to_owned(), ledger.at(&name, 0)),
        words: Hash::of(words.as_str()),
    })
}

/// The service and the version of `API url: HOST/v1.0/jsonrpc/companies`.
fn api_url(text: &Text, ledger: &Ledger<'_>) -> Option<(Said<String>, Said<String>)> {
    const MARK: &str = "/jsonrpc/";
    let string = text.as_str();
    let mark = string.find(MARK)?;
    let start = mark + MARK.len();
    let service = string[start..].split([' ', ',']).next()?.trim_end_matches(['.', '/']);
    let version = string[..mark].rsplit('/').next()?;
    let number = version.strip_prefix('v')?;
    let sure = !service.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !number.is_empty();
    sure.then(|| {
        let version = Said::new(version.to_owned(), ledger.at(text, mark - version.len()));
        (Said::new(service.to_owned(), ledger.at(text, start)), version)
    })
}
