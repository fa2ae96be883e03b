//! `cargo xtask docs propose`: what a page adds, written into the spec.
//! What it writes loads, or it writes nothing.

use super::write_checked;
use crate::outcome::Outcome;
use gravityzone_docs::{Sheet, drift, propose};
use gravityzone_spec::Spec;
use std::path::Path;

pub(super) fn run(root: &Path, spec: &Spec, sheets: &[Sheet]) -> Outcome {
    let written = propose(sheets, &drift(sheets, spec), spec).and_then(|proposal| {
        write_checked(root, &proposal.files)?;
        Ok(proposal)
    });
    let proposal = match written {
        Ok(proposal) => proposal,
        Err(mistakes) => return Outcome::failed(1, mistakes),
    };
    let mut out = String::new();
    for at in &proposal.written {
        out.push_str(&format!("  written: {at}\n"));
    }
    for (kind, at) in &proposal.left {
        out.push_str(&format!("  yours:   {at}: {kind}\n"));
    }
    out.push_str(&format!("{} written, {} left to you\n", proposal.written.len(), proposal.left.len()));
    if !proposal.files.is_empty() {
        out.push_str("next: write the words where it says TODO, then cargo xtask generate\n");
    }
    Outcome { answer: out, code: u8::from(!proposal.left.is_empty()), ..Outcome::default() }
}
