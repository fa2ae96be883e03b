//! An enum of texts.
//! A variant a word, and one variant that keeps every other value.

use crate::docs::{Docs, deprecated};
use crate::emit::codes::value_docs;
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{TypePlan, VariantPlan};
use gravityzone_spec::WordValue;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(
    scope: Scope<'_>,
    plan: &TypePlan<'_>,
    docs: &Docs,
    variants: &[VariantPlan<&WordValue>],
) -> Vec<TokenStream> {
    let (name, docs, option) = (ident(&plan.name), docs.tokens(), scope.option());
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.rust)).collect();
    let words: Vec<&str> = variants.iter().map(|variant| variant.value.word.as_str()).collect();
    let variant_docs = variants.iter().map(|variant| {
        let attribute = deprecated(variant.value.about.deprecated.as_ref());
        let docs = value_docs(&variant.value.about, &format!("`{}`.", variant.value.word)).tokens();
        quote! { #docs #attribute }
    });
    let current = variants.iter().filter(|variant| !variant.value.about.tombstone).map(|v| ident(&v.rust));
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #names,)*
                /// A word that this version does not know, kept as it came. `parse` makes one of a text.
                Unknown(gravityzone_wire::Unrecognized<Self>),
            }
        },
        quote! {
            impl #name {
                /// Every value that the spec lists, in its order.
                pub const ALL: &'static [Self] = &[#(Self::#current),*];

                /// The word on the wire, known or not.
                #[must_use]
                pub const fn wire_name(&self) -> &str {
                    match self {
                        #(Self::#names => #words,)*
                        Self::Unknown(value) => value.as_str(),
                    }
                }

                fn known(word: &str) -> #option<Self> {
                    match word {
                        #(#words => Some(Self::#names),)*
                        _ => None,
                    }
                }
            }
        },
        quote! { gravityzone_wire::words!(#name); },
        quote! {
            #[cfg(feature = "round-trip")]
            gravityzone_wire::round_trip!(#name);
        },
    ]
}
