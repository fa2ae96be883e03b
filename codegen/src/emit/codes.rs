//! An enum of whole numbers, flat or a tree.
//! A variant a code, tables for code and name, and one variant that keeps every other value.

use crate::docs::{Docs, deprecated, editions, known, plain};
use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{TypePlan, VariantPlan};
use gravityzone_spec::{Code, ValueAbout};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) fn emit(
    scope: Scope<'_>,
    plan: &TypePlan<'_>,
    docs: &Docs,
    variants: &[VariantPlan<&Code>],
) -> Vec<TokenStream> {
    let (name, docs, option) = (ident(&plan.name), docs.tokens(), scope.option());
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.rust)).collect();
    let codes: Vec<Literal> = variants.iter().map(|variant| Literal::i64_unsuffixed(variant.value.code)).collect();
    let wire_names: Vec<&str> = variants.iter().map(|variant| variant.value.name.as_str()).collect();
    let variant_docs = variants.iter().map(|variant| {
        let wire = format!("`{}`, code {}.", variant.value.name, variant.value.code);
        let attribute = deprecated(variant.value.about.deprecated.as_ref());
        let docs = value_docs(&variant.value.about, &wire).tokens();
        quote! { #docs #attribute }
    });
    let current = variants.iter().filter(|variant| !variant.value.about.tombstone).map(|v| ident(&v.rust));
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variant_docs #names,)*
                /// A code that this version does not know, kept as it came. `from` makes one of a number.
                Unknown(gravityzone_wire::Unrecognized<Self>),
            }
        },
        quote! {
            impl #name {
                /// Every value that the spec lists, in its order.
                pub const ALL: &'static [Self] = &[#(Self::#current),*];

                /// The code on the wire; none only for an unknown value that is not a number.
                #[must_use]
                pub const fn code(&self) -> #option<i64> {
                    match self {
                        #(Self::#names => Some(#codes),)*
                        Self::Unknown(value) => value.as_code(),
                    }
                }

                /// The vendor's name; for an unknown value the text as it came.
                #[must_use]
                pub const fn wire_name(&self) -> &str {
                    match self {
                        #(Self::#names => #wire_names,)*
                        Self::Unknown(value) => value.as_str(),
                    }
                }

                const fn known(code: i64) -> #option<Self> {
                    match code {
                        #(#codes => Some(Self::#names),)*
                        _ => None,
                    }
                }
            }
        },
        quote! { gravityzone_wire::codes!(#name); },
        quote! {
            #[cfg(feature = "round-trip")]
            gravityzone_wire::round_trip!(#name);
        },
    ];
    if variants.iter().any(|variant| variant.value.parent.is_some()) {
        items.insert(2, tree(scope, plan, variants));
    }
    items
}

/// The tree of an enum whose values name their parents.
fn tree(scope: Scope<'_>, plan: &TypePlan<'_>, variants: &[VariantPlan<&Code>]) -> TokenStream {
    let (name, option) = (ident(&plan.name), scope.option());
    let of = |code: i64| variants.iter().find(|variant| variant.value.code == code).map(|v| ident(&v.rust));
    let children = |code: i64| variants.iter().filter(move |variant| variant.value.parent == Some(code));
    let parents = variants.iter().filter(|variant| children(variant.value.code).next().is_some());
    let parent_arms = parents.clone().filter_map(|parent| {
        let below = children(parent.value.code).map(|child| ident(&child.rust));
        let parent = of(parent.value.code)?;
        Some(quote! { #(Self::#below)|* => Some(Self::#parent), })
    });
    let child_arms = parents.map(|parent| {
        let below = children(parent.value.code).map(|child| ident(&child.rust));
        let parent = ident(&parent.rust);
        quote! { Self::#parent => &[#(Self::#below),*], }
    });
    let tops = variants.iter().filter(|variant| variant.value.parent.is_none()).map(|variant| ident(&variant.rust));
    quote! {
        impl #name {
            /// The values that have none above them, in the spec's order.
            pub const TOP: &'static [Self] = &[#(Self::#tops),*];

            /// The value above this one; none for a top value and for an unknown one.
            #[must_use]
            pub const fn parent(&self) -> #option<Self> {
                match self {
                    #(#parent_arms)*
                    _ => None,
                }
            }

            /// The values right below this one, in the spec's order.
            #[must_use]
            pub const fn children(&self) -> &'static [Self] {
                match self {
                    #(#child_arms)*
                    _ => &[],
                }
            }

            /// The top value that this one belongs to: itself if it is one. An unknown value has none.
            #[must_use]
            pub fn sector(&self) -> #option<Self> {
                match (self.parent(), self) {
                    (Some(parent), _) => parent.sector(),
                    (None, Self::Unknown(_)) => None,
                    (None, top) => Some(top.clone()),
                }
            }
        }
    }
}

/// The doc of a value: its own sentence if it has one, then how it is written.
pub(crate) fn value_docs(about: &ValueAbout, wire: &str) -> Docs {
    let mut facts = vec![];
    if about.tombstone {
        facts.push("gone; kept so that programs compile".to_owned());
    }
    if !about.editions.is_empty() {
        facts.push(editions(&about.editions));
    }
    facts.extend(known(about.known).map(str::to_owned));
    let wire = match facts.is_empty() {
        true => wire.to_owned(),
        false => format!("{}; {}.", wire.trim_end_matches('.'), facts.join("; ")),
    };
    match &about.doc {
        Some(doc) => Docs::new(&format!("{} {wire}", plain(doc))),
        None => Docs::new(&wire),
    }
}
