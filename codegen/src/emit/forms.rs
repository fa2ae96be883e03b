//! One of several types, chosen by the kind of JSON.
//! A kind that the spec does not list is kept as JSON.

use crate::docs::Docs;
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{FormPlan, TypePlan};
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(
    scope: Scope<'_>,
    plan: &TypePlan<'_>,
    docs: &Docs,
    forms: &[FormPlan],
    (sent, read): (bool, bool),
) -> Vec<TokenStream> {
    let (name, docs, result) = (ident(&plan.name), docs.tokens(), scope.result());
    let names: Vec<_> = forms.iter().map(|form| ident(&form.rust)).collect();
    let kinds: Vec<_> = forms.iter().map(|form| ident(form.kind)).collect();
    let types: Vec<_> = forms.iter().map(|form| scope.ty(&form.ty)).collect();
    let form_docs = forms.iter().map(|form| Docs::new(&format!("As `{}`.", form.ty)).tokens());
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#form_docs #names(#types),)*
            /// A form that this version does not know.
            Other(gravityzone_wire::Json),
        }
    }];
    let encode = quote! {
        impl gravityzone_wire::Encode for #name {
            fn encode<S: gravityzone_wire::Serializer>(&self, s: S) -> #result<S::Ok, S::Error> {
                match self {
                    #(Self::#names(value) => gravityzone_wire::Encode::encode(value, s),)*
                    Self::Other(value) => gravityzone_wire::Encode::encode(value, s),
                }
            }
        }
    };
    if sent {
        let from = scope.reverse_conversion();
        items.push(encode.clone());
        for (name_of, ty) in names.iter().zip(&types) {
            items.push(quote! {
                impl #from<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#name_of(value)
                    }
                }
            });
        }
    }
    if !read {
        return items;
    }
    items.push(quote! {
        impl gravityzone_wire::Forms for #name {
            fn of<E: gravityzone_wire::DeError>(
                value: &gravityzone_wire::Raw,
                cx: gravityzone_wire::Cx<'_>,
            ) -> #result<Self, E> {
                match value.kind() {
                    #(gravityzone_wire::Kind::#kinds => value.decode(cx).map(Self::#names),)*
                    _ => value.decode(cx).map(Self::Other),
                }
            }
        }
    });
    items.push(quote! { gravityzone_wire::forms!(#name); });
    if !sent {
        items.push(quote! {
            #[cfg(feature = "round-trip")]
            #encode
        });
    }
    items.push(quote! {
        #[cfg(feature = "round-trip")]
        gravityzone_wire::round_trip!(#name);
    });
    items
}
