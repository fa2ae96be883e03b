//! A named type: its doc, then the printer of its kind.
//! The one place that knows all kinds.

use crate::docs::{self, Docs};
use crate::emit::types::Scope;
use crate::emit::{codes, flags, forms, id, read, segment, sent, union, words};
use crate::plan::{KindPlan, TypePlan};
use proc_macro2::TokenStream;

pub(crate) fn emit(scope: Scope<'_>, plan: &TypePlan<'_>) -> Vec<TokenStream> {
    let mut docs = Docs::new(&docs::plain(&plan.ty.doc));
    if let Some(known) = docs::known(plan.ty.known) {
        docs.paragraph(&format!("How it is known: {known}."));
    }
    match &plan.kind {
        KindPlan::Id => id::emit(scope, plan, &docs),
        KindPlan::Codes(variants) => {
            docs.paragraph("A code that is not listed is kept: match it with `_`, read it with `code()`.");
            codes::emit(scope, plan, &docs, variants)
        }
        KindPlan::Words(variants) => {
            docs.paragraph("A word that is not listed is kept: match it with `_`, read it with `wire_name()`.");
            words::emit(scope, plan, &docs, variants)
        }
        KindPlan::Flags(values) => flags::emit(scope, plan, &docs, values),
        KindPlan::Segment(variants) => segment::emit(plan, &docs, variants),
        KindPlan::Object(object) => {
            docs.list("Rules", docs::rules(object.rules));
            if object.sent { sent::emit(scope, plan, &docs, object) } else { read::emit(scope, plan, &docs, object) }
        }
        KindPlan::Union { tag, arms, sent } => union::emit(scope, plan, &docs, *tag, arms, *sent),
        KindPlan::Forms { forms, sent, read } => forms::emit(scope, plan, &docs, forms, (*sent, *read)),
    }
}
