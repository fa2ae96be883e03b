//! The client crate: a handle an area, a thin function a method.
//! What a call is about is said here as on the request, with an example that compiles.

use crate::docs::{Docs, plain};
use crate::emit::expression;
use crate::emit::method::request_docs;
use crate::names::{camel, ident};
use crate::plan::{AreaPlan, Plan};
use proc_macro2::TokenStream;
use quote::quote;

/// The crate's root.
pub(crate) fn root(plan: &Plan<'_>) -> Vec<TokenStream> {
    let modules: Vec<_> = plan.areas.iter().map(|area| ident(&area.module)).collect();
    let names: Vec<&str> = plan.areas.iter().map(|area| area.module.as_str()).collect();
    let handles: Vec<_> = plan.areas.iter().map(|area| ident(&camel(&area.module))).collect();
    let module_docs = plan.areas.iter().map(|area| {
        let mut docs = crate::emit::area::docs(area);
        docs.paragraph("The types are those of the model crate, re-exported.");
        docs.tokens()
    });
    let handle_docs = plan.areas.iter().map(|area| Docs::new(&plain(&area.area.doc)).tokens());
    let probe = crate::emit::probe::module(plan);
    vec![
        quote! { #![doc = include_str!("../README.md")] },
        quote! { #![cfg_attr(rustfmt, rustfmt_skip)] },
        quote! {
            #[rustfmt::skip]
            mod client;

            #probe

            /// Addresses of the vendor's Control Centers.
            #[rustfmt::skip]
            pub mod regions;

            #(#module_docs #[cfg(feature = #names)] #[rustfmt::skip] pub mod #modules;)*
        },
        quote! {
            pub use self::client::{Client, ClientBuilder};
            pub use self::regions::Region;
            pub use gravityzone_model::{SPEC_DATE, rates, shared};
            pub use gravityzone_runtime::{
                ApiKey, Attempted, BoxFuture, ByName, Call, CallInfo, Dropped, Each, Ended, Error, ErrorKind, Items, KeyKind,
                MissingApis, Observer, Pacing, Pages, Planned, Probe, Progress, RateLimiter, Reply, RetryPolicy, Retrying, RpcError, Scope, Timeouts,
                TooLate, Transport, TransportError, Turn, UnknownRegion, Unlimited,
            };
            #[cfg(feature = "blocking")]
            pub use gravityzone_runtime::blocking;
            #[cfg(feature = "test-util")]
            pub use gravityzone_runtime::mock;
            pub use gravityzone_wire::{
                Accepted, Capped, Clearable, Date, DecodeError, Edition, Effect, Json, Masked, Method, Month, OneOrMany,
                Page, PageInfo, Paged, RateTier, Scalar, Secret, Strength, Success, Timestamp, Violation, Violations,
            };
        },
        quote! {
            /// The version of the spec that this client was made from. Spec and crates have one number: what changed
            /// from one to the next stands in `api-diff.json` and `API-CHANGES.md` of this package.
            pub const SPEC_VERSION: &str = env!("CARGO_PKG_VERSION");
        },
        quote! {
            /// Handles of the areas; each is made by a function of [`Client`].
            pub mod areas {
                #(#handle_docs #[cfg(feature = #names)] pub use super::#modules::#handles;)*
            }
        },
    ]
}

/// The client itself: the runtime's, with a function an area.
pub(crate) fn client(plan: &Plan<'_>) -> Vec<TokenStream> {
    let areas = plan.areas.iter().map(|area| {
        let (module, handle) = (ident(&area.module), ident(&camel(&area.module)));
        let name = &area.module;
        let docs = Docs::new(&plain(&area.area.doc)).tokens();
        quote! {
            #docs
            #[cfg(feature = #name)]
            #[must_use]
            pub fn #module(&self) -> super::#module::#handle<'_> {
                super::#module::#handle::new(self)
            }
        }
    });
    vec![
        quote! {
            /// A client of one Control Center with one API key.
            ///
            /// Cheap to clone: clones share connections. Keep one for the life of the program.
            #[derive(Clone, Debug)]
            pub struct Client(gravityzone_runtime::Client);
        },
        quote! {
            /// Sets up a [`Client`]: [`Client::builder`] begins without settings, `ClientBuilder::from_env()` with those of
            /// the environment.
            pub type ClientBuilder = gravityzone_runtime::ClientBuilder<Client>;
        },
        quote! {
            impl Client {
                /// A client for the URL that Control Center shows under My Account, or for a [`Region`](super::Region).
                ///
                /// # Errors
                /// If the URL or the key cannot be used.
                pub fn new(url: impl Into<String>, key: impl Into<super::ApiKey>) -> Result<Self, super::Error> {
                    gravityzone_runtime::Client::new(url, key).map(Self)
                }

                /// A client from `GRAVITYZONE_URL` and `GRAVITYZONE_API_KEY`, or `GRAVITYZONE_API_KEY_FILE`.
                ///
                /// # Errors
                /// If a variable is missing or cannot be used; the text names it.
                pub fn from_env() -> Result<Self, super::Error> {
                    gravityzone_runtime::Client::from_env().map(Self)
                }

                /// A client with settings: timeouts, retries, rate limits, an observer, a proxy.
                pub fn builder() -> ClientBuilder {
                    ClientBuilder::new()
                }

                /// The same client, which refuses whatever changes something. It shares connections and limits.
                #[must_use]
                pub fn read_only(&self) -> Self {
                    Self(self.0.read_only())
                }

                /// The same client, which sends what reads and prints the rest to the standard output, secrets masked.
                #[must_use]
                pub fn dry_run(&self) -> Self {
                    Self(self.0.dry_run())
                }

                /// The same with another place to show the calls that are not sent.
                #[must_use]
                pub fn dry_run_with(&self, show: impl Fn(&super::Planned) + Send + Sync + 'static) -> Self {
                    Self(self.0.dry_run_with(show))
                }

                #(#areas)*
            }
        },
        quote! {
            impl From<gravityzone_runtime::Client> for Client {
                fn from(client: gravityzone_runtime::Client) -> Self {
                    Self(client)
                }
            }
        },
        quote! {
            /// Facts of the API that the runtime does not know.
            impl gravityzone_runtime::Facade for Client {
                const REGIONS: &'static gravityzone_runtime::RegionTable = super::regions::TABLE;
                const DEFAULT_RATE: Option<super::RateTier> = Some(super::rates::DEFAULT);
            }
        },
        quote! {
            /// What is not about an area, such as [`call`](gravityzone_runtime::Client::call), is the runtime client's.
            impl std::ops::Deref for Client {
                type Target = gravityzone_runtime::Client;

                fn deref(&self) -> &gravityzone_runtime::Client {
                    &self.0
                }
            }
        },
    ]
}

/// One area: its types re-exported, its handle.
pub(crate) fn area(plan: &Plan<'_>, area: &AreaPlan<'_>) -> Vec<TokenStream> {
    let (module, handle) = (ident(&area.module), ident(&camel(&area.module)));
    let docs = Docs::new(&plain(&area.area.doc)).tokens();
    let functions = area.methods.iter().map(|method| {
        let (function, request) = (ident(&method.snake), ident(&method.name));
        let mut docs = request_docs(area, method);
        docs.lines(&expression::doc_example(plan, area, method));
        let docs = docs.tokens();
        let attribute = crate::docs::deprecated(method.method.deprecated.as_ref());
        quote! {
            #docs
            #attribute
            pub fn #function(&self, request: #request) -> super::Call<'a, #request> {
                self.client.call(request)
            }
        }
    });
    vec![
        quote! { pub use gravityzone_model::#module::*; },
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #handle<'a> {
                client: &'a super::Client,
            }
        },
        quote! {
            impl<'a> #handle<'a> {
                pub(crate) fn new(client: &'a super::Client) -> Self {
                    Self { client }
                }

                #(#functions)*
            }
        },
    ]
}
