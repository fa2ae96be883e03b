//! Every rule has a mirror, or says why it has none.
//! Base and head of a case swapped give the mirror at the same place.
