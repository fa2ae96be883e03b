//! The vendor's pages, where they are at hand: `GRAVITYZONE_DOCS`, or `../shared/docs` beside the project.
//! No sentence of theirs stands here: kinds, places and hashes do.
