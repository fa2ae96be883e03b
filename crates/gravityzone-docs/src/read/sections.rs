//! A page's pieces, shared out among its lead and its methods, and within a method among its sections.
//! HTML marks its headings; in extracted text a heading is known by its words and by what follows it.

use super::labels::{Column, Label};
use super::ledger::Ledger;
use super::name::is_name;
use super::piece::{LineKind, Piece};
use super::shape;
use super::text::Text;
use crate::facts::FindingKind;

/// How far below its heading a method's parameters may begin.
const REACH: usize = 40;

/// The parts of a page.
#[derive(Default)]
pub(crate) struct Sections {
    /// What stands above the first method.
    pub(crate) lead: Vec<Piece>,
    /// The methods.
    pub(crate) methods: Vec<RawMethod>,
}

/// The parts of a method.
pub(crate) struct RawMethod {
    pub(crate) heading: Text,
    pub(crate) intro: Vec<Piece>,
    pub(crate) params: Option<Section>,
    pub(crate) reply: Option<Section>,
    pub(crate) example: Option<Section>,
}

/// A section with its heading.
pub(crate) struct Section {
    pub(crate) heading: Text,
    pub(crate) pieces: Vec<Piece>,
}

/// Where the reading is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Lead,
    Intro,
    Within(Label),
    Lost,
}

/// Shares out the pieces. Those of a section that no rule knows stay unplaced.
pub(crate) fn split(pieces: Vec<Piece>, marked: bool, ledger: &mut Ledger<'_>) -> Sections {
    let mut sections = Sections::default();
    let mut place = Place::Lead;
    let headings: Vec<bool> = (0..pieces.len()).map(|at| is_method(&pieces, at, marked)).collect();
    for (piece, is_method) in pieces.into_iter().zip(headings) {
        if let Some(text) = piece.plain() {
            let heading = matches!(&piece, Piece::Line(line) if line.kind == LineKind::Heading);
            let ends = matches!(place, Place::Lead | Place::Lost | Place::Within(Label::Example));
            if is_method || (!marked && ends && is_name(text.as_str())) {
                ledger.used(text);
                let heading = text.clone();
                sections.methods.push(RawMethod {
                    heading,
                    intro: Vec::new(),
                    params: None,
                    reply: None,
                    example: None,
                });
                place = Place::Intro;
                continue;
            }
            let label = Label::of(text.as_str()).filter(|label| !matches!(label, Label::Request | Label::Response));
            if let Some(label) = label {
                place = open(label, text, sections.methods.last_mut(), ledger);
                continue;
            }
            let within = place == Place::Within(Label::Example) && Label::of(text.as_str()).is_some();
            if heading && place != Place::Lead && !within {
                place = Place::Lost;
                continue;
            }
        }
        let method = sections.methods.last_mut();
        match (place, method) {
            (Place::Lead, _) => sections.lead.push(piece),
            (Place::Intro, Some(method)) => method.intro.push(piece),
            (Place::Within(label), Some(method)) => {
                if let Some(section) = method.section(label) {
                    section.pieces.push(piece);
                }
            }
            _ => {}
        }
    }
    sections
}

/// Opens a section of a method. Without a method, or a second time, its pieces stay unplaced.
fn open(label: Label, text: &Text, method: Option<&mut RawMethod>, ledger: &mut Ledger<'_>) -> Place {
    let Some(method) = method else { return Place::Lost };
    let name = method.heading.as_str().to_owned();
    let section = match label {
        Label::Params => &mut method.params,
        Label::Reply => &mut method.reply,
        _ => &mut method.example,
    };
    if section.is_some() {
        let what = format!("{name} has a section of this heading above: is a method's heading lost?");
        ledger.find(FindingKind::SectionTwice, text, &name, what);
        return Place::Lost;
    }
    ledger.used(text);
    *section = Some(Section { heading: text.clone(), pieces: Vec::new() });
    Place::Within(label)
}

impl RawMethod {
    fn section(&mut self, label: Label) -> Option<&mut Section> {
        match label {
            Label::Params => self.params.as_mut(),
            Label::Reply => self.reply.as_mut(),
            _ => self.example.as_mut(),
        }
    }
}

/// Whether a method's heading stands at `at`: marked as one, or a name with nothing but sentences between it and its
/// parameters.
fn is_method(pieces: &[Piece], at: usize, marked: bool) -> bool {
    let Some(text) = pieces[at].plain().filter(|text| is_name(text.as_str())) else { return false };
    if marked {
        return matches!(&pieces[at], Piece::Line(line) if line.kind == LineKind::Heading) && !text.is_empty();
    }
    for piece in pieces[at + 1..].iter().take(REACH) {
        if matches!(piece, Piece::Table(_)) {
            return false;
        }
        let Some(text) = piece.plain().map(Text::as_str) else { continue };
        match Label::of(text) {
            Some(label) => return label == Label::Params,
            None if is_name(text) || shape::named(text).is_some() => return false,
            None if Column::of(text).is_some() || matches!(text, "Yes" | "No") => return false,
            None => {}
        }
    }
    false
}
