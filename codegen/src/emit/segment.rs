//! A part of the URL's path: a closed enum that is never sent in params.
//! It is closed, because an unknown part of a URL is not an answer but a 404.

use crate::docs::{Docs, plain};
use crate::names::ident;
use crate::plan::{TypePlan, VariantPlan};
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(plan: &TypePlan<'_>, docs: &Docs, variants: &[VariantPlan<&(String, String)>]) -> Vec<TokenStream> {
    let (name, docs) = (ident(&plan.name), docs.tokens());
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.rust)).collect();
    let values: Vec<&str> = variants.iter().map(|variant| variant.value.0.as_str()).collect();
    let variant_docs = variants.iter().map(|v| Docs::new(&format!("{} `{}`.", plain(&v.value.1), v.value.0)).tokens());
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#variant_docs #names,)*
            }
        },
        quote! {
            impl #name {
                /// Every value.
                pub const ALL: &'static [Self] = &[#(Self::#names),*];

                /// The part of the URL's path.
                #[must_use]
                pub const fn as_str(self) -> &'static str {
                    match self {
                        #(Self::#names => #values,)*
                    }
                }
            }
        },
    ]
}
