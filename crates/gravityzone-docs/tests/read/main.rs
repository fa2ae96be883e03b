//! The reading half against pages of an invented API, in every shape, whole, damaged and hostile;
//! and against the vendor's pages where they are at hand.

mod edits;
mod facts;
mod hostile;
mod mutations;
mod pages;
mod real_pages;
mod shapes;
