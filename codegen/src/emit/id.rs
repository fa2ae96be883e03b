//! An id: a newtype over text.
//! Two ids of different things cannot be mixed up.

use crate::docs::Docs;
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::TypePlan;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(scope: Scope<'_>, plan: &TypePlan<'_>, docs: &Docs) -> Vec<TokenStream> {
    let (name, docs, string) = (ident(&plan.name), docs.tokens(), scope.string());
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(#string);
        },
        quote! { gravityzone_wire::id!(#name); },
        quote! {
            #[cfg(feature = "round-trip")]
            gravityzone_wire::round_trip!(#name);
        },
    ]
}
