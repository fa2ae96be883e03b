//! The pages of the invented API: two pages, and the shapes in which each of them is stored.
//! The same facts stand in every shape of a page.

use gravityzone_docs::{Fate, Page, read};

/// How a page is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// HTML as a browser saves it.
    Html,
    /// Text, one cell a line.
    Lines,
    /// Text, tables with pipes.
    Pipes,
}

/// A stored page.
#[derive(Clone, Copy)]
pub(crate) struct Stored {
    pub(crate) file: &'static str,
    pub(crate) form: Form,
    pub(crate) text: &'static str,
}

macro_rules! stored {
    ($file:literal, $form:ident) => {
        Stored { file: $file, form: Form::$form, text: include_str!(concat!("../pages/", $file)) }
    };
}

/// The page of one method.
pub(crate) const TOWER: [Stored; 6] = [
    stored!("tower-options.html", Html),
    stored!("tower-options.txt", Lines),
    stored!("tower-options.pipes.txt", Pipes),
    stored!("tower-values.html", Html),
    stored!("tower-values.txt", Lines),
    stored!("tower-values.pipes.txt", Pipes),
];

/// The page of one method in HTML that only a browser would accept: end tags left out, headings in bold, references.
pub(crate) const LOOSE: Stored = stored!("tower-options.loose.html", Html);

/// The page of an area.
pub(crate) const LIGHTHOUSES: [Stored; 2] = [stored!("lighthouses.html", Html), stored!("lighthouses.txt", Lines)];

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = Stored> {
    TOWER.into_iter().chain(LIGHTHOUSES)
}

impl Stored {
    pub(crate) fn read(&self) -> Page {
        read(self.file, self.text.as_bytes()).expect("a page")
    }
}

/// How many blocks nobody placed.
pub(crate) fn unplaced(page: &Page) -> usize {
    page.blocks.iter().filter(|block| block.fate == Fate::Unplaced).count()
}
