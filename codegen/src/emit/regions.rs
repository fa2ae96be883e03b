//! The vendor's Control Centers: a constant each, a table of all, and an enum that is found by name or by URL.
//! How a table is searched is written once, in the runtime.

use crate::docs::{Docs, plain};
use crate::names::{camel, ident, screaming};
use crate::plan::Plan;
use gravityzone_spec::Region;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(plan: &Plan<'_>) -> Vec<TokenStream> {
    let regions = &plan.spec.api.regions;
    let mut items: Vec<TokenStream> = regions
        .iter()
        .map(|region| {
            let (constant, host, docs) = (ident(&screaming(&region.name)), &region.host, docs(region).tokens());
            quote! {
                #docs
                pub const #constant: &str = #host;
            }
        })
        .collect();
    let names: Vec<&str> = regions.iter().map(|region| region.name.as_str()).collect();
    let constants: Vec<_> = regions.iter().map(|region| ident(&screaming(&region.name))).collect();
    let variants: Vec<_> = regions.iter().map(|region| ident(&camel(&region.name))).collect();
    let variant_docs = regions.iter().map(|region| docs(region).tokens());
    let hosts = regions.iter().map(|region| region.host_name());
    items.push(quote! {
        /// All of them: name and URL, in the order of [`Region::ALL`].
        pub const TABLE: &[(&str, &str)] = &[#((#names, #constants)),*];
    });
    items.push(quote! {
        /// A Control Center of the vendor's, by name.
        ///
        /// It can be given wherever a client takes a URL: `String::from(region)` is its URL, while `Display` and
        /// `FromStr` are about its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Region {
            #(#variant_docs #variants,)*
        }
    });
    items.push(quote! {
        impl Region {
            /// All that are known.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The name, in lower case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { #(Self::#variants => #names,)* }
            }

            /// The URL that a client is given.
            #[must_use]
            pub const fn url(self) -> &'static str {
                match self { #(Self::#variants => #constants,)* }
            }

            /// The server's name.
            #[must_use]
            pub const fn host(self) -> &'static str {
                match self { #(Self::#variants => #hosts,)* }
            }

            /// The region that a URL belongs to, by its host.
            #[must_use]
            pub fn of_url(url: &str) -> Option<Self> {
                gravityzone_runtime::region_of_url(TABLE, url).and_then(|at| Self::ALL.get(at).copied())
            }
        }
    });
    items.push(quote! {
        /// The name.
        impl std::fmt::Display for Region {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    });
    items.push(quote! {
        /// By name; upper and lower case are one.
        impl std::str::FromStr for Region {
            type Err = gravityzone_runtime::UnknownRegion;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                gravityzone_runtime::region_named(TABLE, name).map(|at| Self::ALL[at])
            }
        }
    });
    items.push(quote! {
        /// The URL, for what takes one.
        impl From<Region> for String {
            fn from(region: Region) -> Self {
                region.url().to_owned()
            }
        }
    });
    items
}

fn docs(region: &Region) -> Docs {
    let mut docs = Docs::new(&plain(&region.doc));
    if let Some(known) = crate::docs::known(region.known) {
        docs.paragraph(&format!("How it is known: {known}."));
    }
    docs
}
