//! A boolean whose two values have names.
//! On the wire it stays true or false; in a call it says what true means.

use crate::docs::{Docs, plain};
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::TypePlan;
use gravityzone_spec::Flag;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(scope: Scope<'_>, plan: &TypePlan<'_>, docs: &Docs, flags: &[&Flag]) -> Vec<TokenStream> {
    let (name, docs, from) = (ident(&plan.name), docs.tokens(), scope.reverse_conversion());
    let names: Vec<_> = flags.iter().map(|flag| ident(&flag.name)).collect();
    let values: Vec<bool> = flags.iter().map(|flag| flag.value).collect();
    let flag_docs = flags.iter().map(|flag| {
        let wire = format!("`{}`.", flag.value);
        match &flag.doc {
            Some(doc) => Docs::new(&format!("{} {wire}", plain(doc))),
            None => Docs::new(&wire),
        }
        .tokens()
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#flag_docs #names,)*
            }
        },
        quote! {
            impl #from<bool> for #name {
                fn from(value: bool) -> Self {
                    match value {
                        #(#values => Self::#names,)*
                    }
                }
            }
        },
        quote! {
            impl #from<#name> for bool {
                fn from(value: #name) -> Self {
                    match value {
                        #(#name::#names => #values,)*
                    }
                }
            }
        },
        quote! { gravityzone_wire::flags!(#name); },
        quote! {
            #[cfg(feature = "round-trip")]
            gravityzone_wire::round_trip!(#name);
        },
    ]
}
