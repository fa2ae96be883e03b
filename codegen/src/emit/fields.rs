//! How an object is written, one line a member: for what is sent, and for results that users store.
//! A member that is absent is left out by the wire layer.

use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{Hold, MemberPlan};
use gravityzone_spec::{Ty, Word};
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(scope: Scope<'_>, name: &str, members: &[MemberPlan<'_>], extra: Option<&Ty>) -> TokenStream {
    let (name, result) = (ident(name), scope.result());
    let puts = members.iter().map(put);
    let end = match extra {
        Some(_) => quote! { to.put_all(&self.extra) },
        None => quote! { Ok(()) },
    };
    let to = match members.is_empty() && extra.is_none() {
        true => quote! { _ },
        false => quote! { to },
    };
    quote! {
        impl gravityzone_wire::Fields for #name {
            fn write<M: gravityzone_wire::SerializeMap>(
                &self,
                #to: &mut gravityzone_wire::Members<M>,
            ) -> #result<(), M::Error> {
                #(#puts)*
                #end
            }
        }
    }
}

fn put(member: &MemberPlan<'_>) -> TokenStream {
    let (field, wire) = (ident(&member.rust), &member.member.name);
    match member.hold {
        Hold::Clearable { list } => {
            let empty = ident(if list { "List" } else { "Text" });
            quote! { to.put_clearable(#wire, &self.#field, gravityzone_wire::Empty::#empty)?; }
        }
        _ if member.boxed => quote! { to.put_boxed(#wire, &self.#field)?; },
        _ if member.member.ty == Ty::Word(Word::Flag) => {
            quote! { to.put(#wire, &gravityzone_wire::AsFlag::as_flag(&self.#field))?; }
        }
        _ => quote! { to.put(#wire, &self.#field)?; },
    }
}
