//! One of several objects, chosen by a tag inside or beside it.
//! A tag that the spec does not list keeps its JSON.

use crate::docs::Docs;
use crate::emit::choice::Choice;
use crate::emit::types::Scope;
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
    let variants = arms.iter().map(|arm| (arm.rust.as_str(), &arm.ty, format!("`{}`.", arm.tag)));
    let choice = Choice::new(scope, &plan.name, variants);
    let encode = choice.encode(scope);
    let mut items = vec![choice.definition(docs, "What a tag chose that this version does not know.")];
    if sent {
        items.push(encode);
        items.extend(choice.conversions(scope));
        return items;
    }
    let (Choice { name, variants, .. }, option, result) = (&choice, scope.option(), scope.result());
    let type_name = &plan.name;
    let tags: Vec<&str> = arms.iter().map(|arm| arm.tag).collect();
    items.push(quote! {
        impl gravityzone_wire::Union for #name {
            fn of<E: gravityzone_wire::DeError>(
                tag: #option<&str>,
                value: &gravityzone_wire::Raw,
                cx: gravityzone_wire::Cx<'_>,
            ) -> #result<Self, E> {
                match tag {
                    #(Some(#tags) => value.decode(cx).map(Self::#variants),)*
                    other => {
                        cx.unknown_tag(#type_name, other);
                        value.decode(cx).map(Self::Other)
                    }
                }
            }
        }
    });
    items.extend(tag.map(|tag| quote! { gravityzone_wire::union!(#name, #tag); }));
    items.push(quote! { #[cfg(feature = "round-trip")] #encode });
    items.extend(tag.map(|_| quote! { #[cfg(feature = "round-trip")] gravityzone_wire::round_trip!(#name); }));
    items
}
