//! One of several types, chosen by the kind of JSON.
//! A kind that the spec does not list is kept as JSON.

use crate::docs::Docs;
use crate::emit::choice::Choice;
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
    let variants = forms.iter().map(|form| (form.rust.as_str(), &form.ty, format!("As `{}`.", form.ty)));
    let choice = Choice::new(scope, &plan.name, variants);
    let encode = choice.encode(scope);
    let mut items = vec![choice.definition(docs, "A form that this version does not know.")];
    if sent {
        items.push(encode.clone());
        items.extend(choice.conversions(scope));
    }
    if !read {
        return items;
    }
    let (Choice { name, variants, .. }, result) = (&choice, scope.result());
    let kinds: Vec<_> = forms.iter().map(|form| ident(form.kind)).collect();
    items.push(quote! {
        impl gravityzone_wire::Forms for #name {
            fn of<E: gravityzone_wire::DeError>(
                value: &gravityzone_wire::Raw,
                cx: gravityzone_wire::Cx<'_>,
            ) -> #result<Self, E> {
                match value.kind() {
                    #(gravityzone_wire::Kind::#kinds => value.decode(cx).map(Self::#variants),)*
                    _ => value.decode(cx).map(Self::Other),
                }
            }
        }
    });
    items.push(quote! { gravityzone_wire::forms!(#name); });
    if !sent {
        items.push(quote! { #[cfg(feature = "round-trip")] #encode });
    }
    items.push(quote! { #[cfg(feature = "round-trip")] gravityzone_wire::round_trip!(#name); });
    items
}
