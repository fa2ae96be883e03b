//! What stands above the areas: the crate's root, the rate tiers, the shared types' module.
//! Each module is kept from rustfmt: prettyplease is what formats generated code.

use crate::docs::{Docs, plain};
use crate::names::{ident, screaming, snake};
use crate::plan::{Plan, TypePlan};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The root of the model crate. `features` gates each area by its Cargo feature.
pub(crate) fn model(plan: &Plan<'_>, features: bool) -> Vec<TokenStream> {
    let date = &plan.spec.api.date;
    let mut docs = Docs::new(
        "The types of Bitdefender GravityZone's Control Center API: one request type a method, and what it returns.",
    );
    docs.paragraph(&plain(&plan.spec.api.doc));
    docs.paragraph(
        "Requests are plain values: make one with `new` and its setters, look at it with `Debug`, hold it against the \
         documented rules with `validate`, queue it, send it with `gravityzone-client`. Results are plain structs whose members are `Option` unless they are there in every reply. \
         Enums are open: a code that the vendor adds tomorrow decodes today.",
    );
    docs.paragraph(
        "Unofficial; not made or endorsed by Bitdefender. Made by a generator from a reviewed spec of the vendor's \
         public pages.",
    );
    if features {
        docs.list(
            "Features",
            plan.areas
                .iter()
                .map(|area| format!("`{}`: {}", area.module, plain(&area.area.doc)))
                .chain(OPTIONS.map(str::to_owned)),
        );
    }
    let docs = inner(&docs);
    let areas = plan.areas.iter().map(|area| {
        let module = ident(&area.module);
        let name = &area.module;
        let gate = features.then(|| quote! { #[cfg(feature = #name)] });
        let docs = crate::emit::area::docs(area).tokens();
        quote! { #docs #gate #[rustfmt::skip] pub mod #module; }
    });
    vec![
        quote! {
            #docs
            #![cfg_attr(rustfmt, rustfmt_skip)]
            #![allow(deprecated, reason = "what the vendor deprecates stays until it is gone")]
            #![allow(clippy::large_enum_variant, reason = "a union is as large as its largest reply")]
        },
        quote! {
            /// The documented rate tiers, by name.
            #[rustfmt::skip]
            pub mod rates;

            /// Types that several areas use. Each area re-exports those that it uses.
            #[rustfmt::skip]
            pub mod shared;
        },
        quote! { #(#areas)* },
        quote! {
            /// When the spec of this version was last compared with the vendor's pages.
            pub const SPEC_DATE: &str = #date;
        },
    ]
}

/// The features that are no area.
const OPTIONS: [&str; 2] = [
    "`round-trip` (off by default): serde's `Serialize` and `Deserialize` for results, to store and compare them.",
    "`jiff` (off by default): times, dates and months convert to jiff's types.",
];

/// Docs of the file itself.
fn inner(docs: &Docs) -> TokenStream {
    let outer: TokenStream = docs.tokens();
    let attributes = syn::parse::Parser::parse2(syn::Attribute::parse_outer, outer).unwrap_or_default();
    let inner = attributes.into_iter().map(|mut attribute| {
        attribute.style = syn::AttrStyle::Inner(syn::Token![!](proc_macro2::Span::call_site()));
        attribute
    });
    quote! { #(#inner)* }
}

/// The rate tiers.
pub(crate) fn rates(plan: &Plan<'_>) -> Vec<TokenStream> {
    plan.spec
        .api
        .rates
        .iter()
        .map(|rate| {
            let (constant, name) = (ident(&screaming(&rate.name)), &rate.name);
            let number = |value: i64| Literal::i64_unsuffixed(value);
            let (calls, seconds, burst) = (number(rate.calls), number(rate.seconds), number(rate.burst));
            let docs = Docs::new(&plain(&rate.doc)).tokens();
            quote! {
                #docs
                pub const #constant: gravityzone_wire::RateTier = gravityzone_wire::RateTier {
                    name: #name,
                    calls: #calls,
                    seconds: #seconds,
                    burst: #burst,
                };
            }
        })
        .collect()
}

/// The shared module's own modules: large enumerations have a file each.
pub(crate) fn shared_files(large: &[&TypePlan<'_>]) -> Vec<TokenStream> {
    large
        .iter()
        .map(|ty| {
            let (module, name) = (ident(&snake(&ty.name)), ident(&ty.name));
            quote! { mod #module; pub use self::#module::#name; }
        })
        .collect()
}
