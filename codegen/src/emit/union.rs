//! One of several objects, chosen by a tag inside or beside it.
//! A tag that the spec does not list keeps its JSON.

use crate::docs::Docs;
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{ArmPlan, TypePlan};
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(
    scope: Scope<'_>,
    plan: &TypePlan<'_>,
    docs: &Docs,
    tag: Option<&str>,
    arms: &[ArmPlan<'_>],
    sent: bool,
) -> Vec<TokenStream> {
    let (name, docs, option, result) = (ident(&plan.name), docs.tokens(), scope.option(), scope.result());
    let type_name = &plan.name;
    let names: Vec<_> = arms.iter().map(|arm| ident(&arm.rust)).collect();
    let tags: Vec<&str> = arms.iter().map(|arm| arm.tag).collect();
    let types: Vec<_> = arms.iter().map(|arm| scope.ty(&arm.ty)).collect();
    let arm_docs = arms.iter().map(|arm| Docs::new(&format!("`{}`.", arm.tag)).tokens());
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#arm_docs #names(#types),)*
            /// What a tag chose that this version does not know.
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
        items.push(encode);
        let from = scope.reverse_conversion();
        for (name_of, ty) in names.iter().zip(&types) {
            items.push(quote! {
                impl #from<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#name_of(value)
                    }
                }
            });
        }
        return items;
    }
    items.push(quote! {
        impl gravityzone_wire::Union for #name {
            fn of<E: gravityzone_wire::DeError>(
                tag: #option<&str>,
                value: &gravityzone_wire::Raw,
                cx: gravityzone_wire::Cx<'_>,
            ) -> #result<Self, E> {
                match tag {
                    #(Some(#tags) => value.decode(cx).map(Self::#names),)*
                    other => {
                        cx.unknown_tag(#type_name, other);
                        value.decode(cx).map(Self::Other)
                    }
                }
            }
        }
    });
    if let Some(tag) = tag {
        items.push(quote! { gravityzone_wire::union!(#name, #tag); });
    }
    items.push(quote! {
        #[cfg(feature = "round-trip")]
        #encode
    });
    if tag.is_some() {
        items.push(quote! { #[cfg(feature = "round-trip")] gravityzone_wire::round_trip!(#name); });
    }
    items
}
