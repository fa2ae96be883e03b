//! What unions and forms have in common: an enum of other types, with one variant that keeps JSON.
//! How a reply chooses the variant is theirs.

use crate::docs::Docs;
use crate::emit::types::Scope;
use crate::names::ident;
use gravityzone_spec::Ty;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The variants, ready to be printed.
pub(crate) struct Choice {
    pub(crate) name: Ident,
    pub(crate) variants: Vec<Ident>,
    types: Vec<TokenStream>,
    docs: Vec<TokenStream>,
}

impl Choice {
    /// Of variants with their types and what their docs say.
    pub(crate) fn new<'t>(
        scope: Scope<'_>,
        name: &str,
        variants: impl Iterator<Item = (&'t str, &'t Ty, String)>,
    ) -> Self {
        let mut choice = Self { name: ident(name), variants: Vec::new(), types: Vec::new(), docs: Vec::new() };
        for (variant, ty, doc) in variants {
            choice.variants.push(ident(variant));
            choice.types.push(scope.ty(ty));
            choice.docs.push(Docs::new(&doc).tokens());
        }
        choice
    }

    /// The enum itself; `other` says what the last variant keeps.
    pub(crate) fn definition(&self, docs: &Docs, other: &str) -> TokenStream {
        let Self { name, variants, types, docs: variant_docs } = self;
        let (docs, other) = (docs.tokens(), Docs::new(other).tokens());
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #variants(#types),)*
                #other
                Other(gravityzone_wire::Json),
            }
        }
    }

    /// How the chosen value is written.
    pub(crate) fn encode(&self, scope: Scope<'_>) -> TokenStream {
        let (Self { name, variants, .. }, result) = (self, scope.result());
        quote! {
            impl gravityzone_wire::Encode for #name {
                fn encode<S: gravityzone_wire::Serializer>(&self, s: S) -> #result<S::Ok, S::Error> {
                    match self {
                        #(Self::#variants(value) => gravityzone_wire::Encode::encode(value, s),)*
                        Self::Other(value) => gravityzone_wire::Encode::encode(value, s),
                    }
                }
            }
        }
    }

    /// `From` each type that only one variant holds, for requests.
    pub(crate) fn conversions(&self, scope: Scope<'_>) -> impl Iterator<Item = TokenStream> {
        let (name, from) = (&self.name, scope.reverse_conversion());
        let printed: Vec<String> = self.types.iter().map(TokenStream::to_string).collect();
        let once = move |ty: &TokenStream| printed.iter().filter(|printed| **printed == ty.to_string()).count() == 1;
        self.variants.iter().zip(&self.types).filter(move |(_, ty)| once(ty)).map(move |(variant, ty)| {
            quote! {
                impl #from<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#variant(value)
                    }
                }
            }
        })
    }
}
