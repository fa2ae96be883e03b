//! An object that is read: a plain struct, then its table.
//! The table is a match of one line a member: what a reviewer sees of a change is that line.

use crate::docs::{self, Docs};
use crate::emit::fields;
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{Hold, MemberPlan, ObjectPlan, TypePlan};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

pub(crate) fn emit(scope: Scope<'_>, plan: &TypePlan<'_>, docs: &Docs, object: &ObjectPlan<'_>) -> Vec<TokenStream> {
    let (name, docs) = (ident(&plan.name), docs.tokens());
    let default = object.has_default().then(|| quote! { Default, });
    let fields = object.members.iter().map(|member| field(scope, member));
    let extra = object.extra.map(|ty| {
        let (string, ty) = (scope.string(), scope.ty(ty));
        quote! {
            /// Every other member, by its wire name.
            pub extra: std::collections::BTreeMap<#string, #ty>,
        }
    });
    let mut items = vec![quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }];
    items.extend(constructor(scope, plan, object));
    items.push(if object.is_own_slots() { in_place(scope, plan, object) } else { hidden_slots(scope, plan, object) });
    let write = fields::emit(scope, &plan.name, &object.members, object.extra);
    items.push(quote! { #[cfg(feature = "round-trip")] #write });
    items.push(quote! { #[cfg(feature = "round-trip")] gravityzone_wire::round_trip!(#name); });
    items
}

fn field(scope: Scope<'_>, member: &MemberPlan<'_>) -> TokenStream {
    let (name, ty) = (ident(&member.rust), scope.field(member));
    let docs = docs::member(scope.spec, member.member, false, &[]).tokens();
    let attribute = docs::deprecated(member.member.deprecated.as_ref());
    quote! { #docs #attribute pub #name: #ty, }
}

/// `new` takes what is always there, so that a user's test can make the object.
fn constructor(scope: Scope<'_>, plan: &TypePlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    if object.has_default() {
        return None;
    }
    let name = ident(&plan.name);
    let always: Vec<_> = object.members.iter().filter(|member| member.hold == Hold::Plain).collect();
    let names: Vec<_> = always.iter().map(|member| ident(&member.rust)).collect();
    let (types, values): (Vec<_>, Vec<_>) =
        always.iter().zip(&names).map(|(member, name)| scope.init(&member.member.ty, name)).unzip();
    let rest = object.members.iter().filter(|member| member.hold != Hold::Plain).map(|member| ident(&member.rust));
    let extra = object.extra.map(|_| quote! { extra: std::collections::BTreeMap::new(), });
    Some(quote! {
        impl #name {
            /// Makes one of what is always there; the rest is absent and can be set. For tests.
            pub fn new(#(#names: #types),*) -> Self {
                Self { #(#values,)* #(#rest: None,)* #extra }
            }
        }
    })
}

/// The match arm that takes a member, under each of its names.
fn arm(scope: Scope<'_>, member: &MemberPlan<'_>, place: &TokenStream) -> TokenStream {
    let slot = ident(&member.rust);
    let wire = std::iter::once(&member.member.name).chain(&member.member.aliases).chain(&member.member.renamed_from);
    let unset = &member.member.unset;
    let take = match (member.tag.is_some(), member.boxed) {
        (true, _) => "keep",
        (false, true) => "fill_boxed",
        (false, false) => "fill",
    };
    let take = match unset.is_empty() {
        true => format_ident!("{take}"),
        false if take == "fill" && scope.is_chosen(&member.member.ty) => format_ident!("fill_raw_unless"),
        false => format_ident!("{take}_unless"),
    };
    let unset = (!unset.is_empty()).then(|| quote! { , &[#(#unset),*] });
    let take = quote! { value.#take(&mut #place.#slot #unset) };
    quote! { #(#wire)|* => #take, }
}

/// The function that takes members: into the object itself, or into slots.
fn set(scope: Scope<'_>, object: &ObjectPlan<'_>, slots: Option<&Ident>) -> TokenStream {
    let result = scope.result();
    let place = slots.map_or_else(|| quote! { self }, |_| quote! { slots });
    let arms = object.members.iter().map(|member| arm(scope, member, &place));
    let other = match object.extra {
        Some(_) => quote! { value.extra(&mut #place.extra) },
        None => quote! { value.unknown() },
    };
    let (member, body) = match object.members.is_empty() {
        true => (quote! { _ }, other),
        false => (quote! { member }, quote! { match member { #(#arms)* _ => #other, } }),
    };
    let receiver = slots.map_or_else(|| quote! { &mut self }, |slots| quote! { slots: &mut #slots });
    quote! {
        fn set<'de, A: gravityzone_wire::MapAccess<'de>>(
            #receiver,
            #member: &str,
            value: gravityzone_wire::Value<'_, '_, A>,
        ) -> #result<(), A::Error> {
            #body
        }
    }
}

/// Nothing is always there: the object is filled in place.
fn in_place(scope: Scope<'_>, plan: &TypePlan<'_>, object: &ObjectPlan<'_>) -> TokenStream {
    let (name, type_name) = (ident(&plan.name), &plan.name);
    let set = set(scope, object, None);
    quote! {
        impl gravityzone_wire::Sparse for #name {
            const NAME: &'static str = #type_name;

            #set
        }
    }
}

/// Something is always there, or waits for its tag: the slots are hidden beside the table.
fn hidden_slots(scope: Scope<'_>, plan: &TypePlan<'_>, object: &ObjectPlan<'_>) -> TokenStream {
    let (name, type_name, result, option) = (ident(&plan.name), &plan.name, scope.result(), scope.option());
    let slots_name = format_ident!("{}Slots", plan.name);
    let names: Vec<_> = object.members.iter().map(|member| ident(&member.rust)).collect();
    let types = object.members.iter().map(|member| match (&member.tag, member.hold) {
        (Some(_), _) => quote! { #option<gravityzone_wire::Raw> },
        (None, Hold::Plain) => {
            let ty = scope.ty(&member.member.ty);
            quote! { #option<#ty> }
        }
        (None, _) => scope.field(member),
    });
    let unions = object.members.iter().filter_map(|member| {
        let tag = member.tag.as_ref()?;
        let (slot, wire, ty) = (ident(&member.rust), &member.member.name, scope.ty(&member.member.ty));
        let tag_slot = ident(&tag.rust);
        let text = if tag.is_enum {
            quote! { slots.#tag_slot.as_ref().map(|tag| tag.wire_name()) }
        } else {
            quote! { slots.#tag_slot.as_deref() }
        };
        let boxed = member.boxed.then(|| {
            let boxed = scope.boxed();
            quote! { .map(#boxed::new) }
        });
        let read = quote! { <#ty as gravityzone_wire::Union>::beside(#wire, slots.#slot, #text, cx)? };
        Some(quote! { let #slot = #read #boxed; })
    });
    let values = object.members.iter().map(|member| {
        let (slot, wire) = (ident(&member.rust), &member.member.name);
        match (&member.tag, member.hold) {
            (Some(_), Hold::Plain) => quote! { #slot: cx.present(#slot, #wire)? },
            (Some(_), _) => quote! { #slot },
            (None, Hold::Plain) => quote! { #slot: cx.present(slots.#slot, #wire)? },
            (None, _) => quote! { #slot: slots.#slot },
        }
    });
    let extra_slot = object.extra.map(|ty| {
        let (string, ty) = (scope.string(), scope.ty(ty));
        quote! { extra: std::collections::BTreeMap<#string, #ty>, }
    });
    let extra_value = object.extra.map(|_| quote! { extra: slots.extra, });
    let set = set(scope, object, Some(&slots_name));
    quote! {
        const _: () = {
            #[derive(Default)]
            pub struct #slots_name {
                #(#names: #types,)*
                #extra_slot
            }

            impl gravityzone_wire::Object for #name {
                const NAME: &'static str = #type_name;
                type Slots = #slots_name;

                #set

                fn finish<E: gravityzone_wire::DeError>(
                    slots: #slots_name,
                    cx: gravityzone_wire::Cx<'_>,
                ) -> #result<Self, E> {
                    #(#unions)*
                    Ok(Self { #(#values,)* #extra_value })
                }
            }
        };
    }
}
