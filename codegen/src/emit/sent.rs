//! An object that is sent, and the params of a request: a struct, `new` with what is required, a setter for the rest.
//! An absent optional is left out; what can be emptied has a second setter for that.

use crate::docs::{self, Docs};
use crate::emit::types::Scope;
use crate::emit::{checks, fields};
use crate::names::ident;
use crate::plan::{Hold, MemberPlan, ObjectPlan, TypePlan};
use gravityzone_spec::{Rule, Ty};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A named object that is sent.
pub(crate) fn emit(scope: Scope<'_>, plan: &TypePlan<'_>, docs: &Docs, object: &ObjectPlan<'_>) -> Vec<TokenStream> {
    let parts = Sent {
        name: &plan.name,
        members: &object.members,
        extra: object.extra,
        rules: object.rules,
        segment: None,
        is_request: false,
    };
    let mut items = parts.emit(scope, docs);
    items.extend(object.checks.as_ref().map(|checks| checks::emit(scope, &plan.name, checks)));
    items
}

/// What is printed of something that is sent.
pub(crate) struct Sent<'p, 's> {
    pub(crate) name: &'p str,
    pub(crate) members: &'p [MemberPlan<'s>],
    pub(crate) extra: Option<&'p Ty>,
    pub(crate) rules: &'p [Rule],
    /// The segment of the URL's path that the request names: its type.
    pub(crate) segment: Option<&'p str>,
    pub(crate) is_request: bool,
}

impl Sent<'_, '_> {
    pub(crate) fn emit(&self, scope: Scope<'_>, docs: &Docs) -> Vec<TokenStream> {
        let (name, docs) = (ident(self.name), docs.tokens());
        let default = self.has_default().then(|| quote! { Default, });
        let fields = self.members.iter().map(|member| {
            let (name, ty) = (ident(&member.rust), scope.field(member));
            let docs = docs::member(scope.spec, member.member, true, self.rules).tokens();
            let attribute = docs::deprecated(member.member.deprecated.as_ref());
            quote! { #docs #attribute pub #name: #ty, }
        });
        let segment = self.segment.map(|ty| {
            let ty = scope.named(ty);
            quote! {
                /// Which service of the area is asked; a part of the URL, not of the params.
                pub service: #ty,
            }
        });
        let extra = self.extra.map(|ty| {
            let (string, ty) = (scope.string(), scope.ty(ty));
            quote! {
                /// Every other member, by its wire name.
                pub extra: std::collections::BTreeMap<#string, #ty>,
            }
        });
        let must_use = self.is_request.then(|| quote! { #[must_use = "a request does nothing until it is called"] });
        let end = match self.is_request {
            true => quote! { gravityzone_wire::request!(#name); },
            false => quote! { gravityzone_wire::params!(#name); },
        };
        vec![
            quote! {
                #docs
                #[derive(Clone, Debug, #default PartialEq)]
                #[non_exhaustive]
                #must_use
                pub struct #name {
                    #segment
                    #(#fields)*
                    #extra
                }
            },
            self.functions(scope),
            fields::emit(scope, self.name, self.members, self.extra),
            end,
        ]
    }

    fn has_default(&self) -> bool {
        self.segment.is_none() && self.members.iter().all(|member| member.hold != Hold::Plain)
    }

    fn functions(&self, scope: Scope<'_>) -> TokenStream {
        let name = ident(self.name);
        let required: Vec<_> = self.members.iter().filter(|member| member.hold == Hold::Plain).collect();
        let names: Vec<_> = required.iter().map(|member| ident(&member.rust)).collect();
        let (types, values): (Vec<_>, Vec<_>) =
            required.iter().zip(&names).map(|(member, name)| scope.init(&member.member.ty, name)).unzip();
        let rest = self.members.iter().filter(|member| member.hold != Hold::Plain).map(|member| {
            let name = ident(&member.rust);
            match member.hold {
                Hold::Clearable { .. } => quote! { #name: gravityzone_wire::Clearable::Keep, },
                _ => quote! { #name: None, },
            }
        });
        let segment = self.segment.map(|ty| {
            let ty = scope.named(ty);
            quote! { service: #ty, }
        });
        let segment_value = self.segment.map(|_| quote! { service, });
        let extra = self.extra.map(|_| quote! { extra: std::collections::BTreeMap::new(), });
        let service = self.segment.map(|_| "service");
        let all = service.into_iter().chain(required.iter().map(|member| member.member.name.as_str()));
        let all: Vec<&str> = all.collect();
        let sentence = match all[..] {
            [] if self.members.is_empty() => "Makes one; there is nothing to set.".to_owned(),
            [] => "Makes one with nothing set.".to_owned(),
            [one] => format!("Makes one with its required member, `{one}`."),
            _ => format!(
                "Makes one with its required members: {}.",
                all.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        let new_docs = Docs::new(&sentence).tokens();
        let body = if self.has_default() {
            // a member called default has a setter of that name
            match self.members.iter().any(|member| member.rust == "default") {
                true => quote! { <Self as ::std::default::Default>::default() },
                false => quote! { Self::default() },
            }
        } else {
            quote! { Self { #segment_value #(#values,)* #(#rest)* #extra } }
        };
        let must_use = (!self.is_request).then(|| quote! { #[must_use] });
        let optional = self.members.iter().filter(|member| member.hold != Hold::Plain);
        let setters = optional.map(|member| setter(scope, member, must_use.as_ref()));
        let extra_setter = self.extra.map(|ty| {
            let (into, string) = (scope.conversion(), scope.string());
            let (taken, value) = scope.argument(ty, &quote! { value });
            quote! {
                /// Sets a member that the spec does not name.
                #must_use
                pub fn extra(mut self, name: impl #into<#string>, value: #taken) -> Self {
                    self.extra.insert(name.into(), #value);
                    self
                }
            }
        });
        quote! {
            impl #name {
                #new_docs
                pub fn new(#segment #(#names: #types),*) -> Self {
                    #body
                }
                #(#setters)*
                #extra_setter
            }
        }
    }
}

/// The setter of an optional member, and the one that empties it if it can be emptied.
fn setter(scope: Scope<'_>, member: &MemberPlan<'_>, must_use: Option<&TokenStream>) -> TokenStream {
    let name = ident(&member.rust);
    let (taken, value) = scope.argument(&member.member.ty, &quote! { #name });
    let attribute = docs::deprecated(member.member.deprecated.as_ref());
    let docs = Docs::new(&docs::plain(&member.member.doc)).tokens();
    let boxed = |value: TokenStream| match member.boxed {
        true => {
            let boxed = scope.boxed();
            quote! { #boxed::new(#value) }
        }
        false => value,
    };
    let set = match member.hold {
        // an empty list or map is collected as a clear
        Hold::Clearable { list: true } if matches!(member.member.ty, Ty::List(_) | Ty::Map(..)) => {
            quote! { self.#name = #value; }
        }
        Hold::Clearable { .. } => {
            let value = boxed(value);
            quote! { self.#name = gravityzone_wire::Clearable::Set(#value); }
        }
        _ => {
            let value = boxed(value);
            quote! { self.#name = Some(#value); }
        }
    };
    let clear = matches!(member.hold, Hold::Clearable { .. }).then(|| {
        let clear = format_ident!("clear_{}", member.rust);
        let docs = Docs::new(&format!("Empties `{}`.", member.member.name)).tokens();
        quote! {
            #docs
            #attribute
            #must_use
            pub fn #clear(mut self) -> Self {
                self.#name = gravityzone_wire::Clearable::Clear;
                self
            }
        }
    });
    let before = member.member.rust_renamed_from.as_ref().map(|before| {
        let (before, note) = (ident(before), format!("it is called `{}` now", member.rust));
        let docs = Docs::new(&format!("The name of [`{}`](Self::{}) before.", member.rust, member.rust)).tokens();
        quote! {
            #docs
            #[deprecated(note = #note)]
            #must_use
            pub fn #before(self, #name: #taken) -> Self {
                self.#name(#name)
            }
        }
    });
    quote! {
        #docs
        #attribute
        #must_use
        pub fn #name(mut self, #name: #taken) -> Self {
            #set
            self
        }
        #clear
        #before
    }
}
