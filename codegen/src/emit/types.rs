//! Rust types as tokens.
//! The prelude's names stay short unless the file itself defines a type of that name; everything else has its path.

use crate::names::ident;
use crate::plan::{Hold, MemberPlan};
use gravityzone_spec::{Area, Spec, Ty, TypeKind, Word};
use proc_macro2::TokenStream;
use quote::quote;

/// What a file needs to know to name types.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) spec: &'s Spec,
    /// The area whose types are meant; none in the shared module.
    pub(crate) area: Option<&'s Area>,
    /// Names that the file defines.
    pub(crate) defined: &'s [String],
}

impl Scope<'_> {
    fn prelude(&self, name: &str, path: TokenStream) -> TokenStream {
        if self.defined.iter().any(|defined| defined == name) {
            return path;
        }
        let name = ident(name);
        quote! { #name }
    }

    pub(crate) fn option(&self) -> TokenStream {
        self.prelude("Option", quote! { ::std::option::Option })
    }

    pub(crate) fn result(&self) -> TokenStream {
        self.prelude("Result", quote! { ::std::result::Result })
    }

    pub(crate) fn string(&self) -> TokenStream {
        self.prelude("String", quote! { ::std::string::String })
    }

    pub(crate) fn vec(&self) -> TokenStream {
        self.prelude("Vec", quote! { ::std::vec::Vec })
    }

    pub(crate) fn boxed(&self) -> TokenStream {
        self.prelude("Box", quote! { ::std::boxed::Box })
    }

    pub(crate) fn conversion(&self) -> TokenStream {
        self.prelude("Into", quote! { ::std::convert::Into })
    }

    pub(crate) fn iterable(&self) -> TokenStream {
        self.prelude("IntoIterator", quote! { ::std::iter::IntoIterator })
    }

    pub(crate) fn reverse_conversion(&self) -> TokenStream {
        self.prelude("From", quote! { ::std::convert::From })
    }

    /// The path of a named type from this file: areas re-export all they use, the shared module holds its own.
    pub(crate) fn named(&self, name: &str) -> TokenStream {
        let rust = self.spec.type_in(self.area, name).map_or_else(|| name.to_owned(), crate::resolve::rust_name);
        let name = ident(&rust);
        if self.area.is_some() {
            quote! { super::#name }
        } else {
            quote! { #name }
        }
    }

    /// The Rust type of a spec type.
    pub(crate) fn ty(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Word(word) => self.word(*word),
            Ty::Name(name) => self.named(name),
            Ty::List(item) => {
                let (vec, item) = (self.vec(), self.ty(item));
                quote! { #vec<#item> }
            }
            Ty::Map(key, value) => {
                let key = key.as_ref().map_or_else(|| self.string(), |key| self.ty(key));
                let value = self.ty(value);
                quote! { std::collections::BTreeMap<#key, #value> }
            }
            Ty::Page(item) => {
                let item = self.ty(item);
                quote! { gravityzone_wire::Page<#item> }
            }
            Ty::OneOrMany(item) => {
                let item = self.ty(item);
                quote! { gravityzone_wire::OneOrMany<#item> }
            }
            Ty::JsonText(inner) => {
                let inner = self.ty(inner);
                quote! { gravityzone_wire::JsonText<#inner> }
            }
            Ty::Accepted(id) => {
                let id = self.ty(id);
                quote! { gravityzone_wire::Accepted<#id> }
            }
        }
    }

    fn word(&self, word: Word) -> TokenStream {
        match word {
            Word::String => self.string(),
            Word::Integer => quote! { i64 },
            Word::Number => quote! { f64 },
            Word::Boolean | Word::Flag => quote! { bool },
            Word::Json => quote! { gravityzone_wire::Json },
            Word::Secret => quote! { gravityzone_wire::Secret },
            Word::Masked => quote! { gravityzone_wire::Masked },
            Word::Timestamp => quote! { gravityzone_wire::Timestamp },
            Word::Date => quote! { gravityzone_wire::Date },
            Word::Month => quote! { gravityzone_wire::Month },
            Word::Scalar => quote! { gravityzone_wire::Scalar },
            Word::Nothing => quote! { () },
            Word::Success => quote! { gravityzone_wire::Success },
        }
    }

    /// The type of a member's field.
    pub(crate) fn field(&self, member: &MemberPlan<'_>) -> TokenStream {
        let mut ty = self.ty(&member.member.ty);
        if member.boxed {
            let boxed = self.boxed();
            ty = quote! { #boxed<#ty> };
        }
        match member.hold {
            Hold::Plain => ty,
            Hold::Optional => {
                let option = self.option();
                quote! { #option<#ty> }
            }
            Hold::Clearable { .. } => quote! { gravityzone_wire::Clearable<#ty> },
        }
    }

    /// How a function takes a value of a type: the argument's type, and the field's value made of `name`.
    pub(crate) fn argument(&self, ty: &Ty, name: &TokenStream) -> (TokenStream, TokenStream) {
        let into = self.conversion();
        let iterator = self.iterable();
        let target = self.ty(ty);
        match ty {
            _ if self.is_text(ty) => (quote! { impl #into<#target> }, quote! { #name.into() }),
            Ty::Word(Word::Json | Word::Secret | Word::Scalar) => {
                (quote! { impl #into<#target> }, quote! { #name.into() })
            }
            Ty::List(item) if self.is_text(item) => {
                let item = self.ty(item);
                let taken = quote! { impl #iterator<Item: #into<#item>> };
                (taken, quote! { #name.into_iter().map(#into::into).collect() })
            }
            Ty::List(item) => {
                let item = self.ty(item);
                (quote! { impl #iterator<Item = #item> }, quote! { #name.into_iter().collect() })
            }
            Ty::Map(key, value) => {
                let key_ty = key.as_ref().map_or_else(|| self.string(), |key| self.ty(key));
                let value_ty = self.ty(value);
                let text_key = key.as_ref().is_none_or(|key| self.is_text(key));
                let key = if text_key {
                    quote! { key.into() }
                } else {
                    quote! { key }
                };
                let value_made = if self.is_text(value) {
                    quote! { value.into() }
                } else {
                    quote! { value }
                };
                let pair = (self.taken(&key_ty, text_key), self.taken(&value_ty, self.is_text(value)));
                let (key_taken, value_taken) = pair;
                let taken = quote! { impl #iterator<Item = (#key_taken, #value_taken)> };
                let converted =
                    (text_key || self.is_text(value)).then(|| quote! { .map(|(key, value)| (#key, #value_made)) });
                (taken, quote! { #name.into_iter()#converted.collect() })
            }
            _ => (target, name.clone()),
        }
    }

    /// A field's value in a struct expression: `name`, or `name: value` where the argument is converted.
    pub(crate) fn init(&self, ty: &Ty, name: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
        let plain = quote! { #name };
        let (taken, value) = self.argument(ty, &plain);
        let init = if value.to_string() == plain.to_string() {
            plain
        } else {
            quote! { #name: #value }
        };
        (taken, init)
    }

    /// How a map's setter takes its keys and values.
    fn taken(&self, ty: &TokenStream, text: bool) -> TokenStream {
        let into = self.conversion();
        if text {
            quote! { impl #into<#ty> }
        } else {
            ty.clone()
        }
    }

    /// Whether the value itself chooses what it is: a union or several forms.
    pub(crate) fn is_chosen(&self, ty: &Ty) -> bool {
        let Ty::Name(name) = ty else { return false };
        let named = self.spec.type_in(self.area, name);
        named.is_some_and(|ty| matches!(ty.kind, TypeKind::Union { .. } | TypeKind::Forms(_)))
    }

    /// Whether a text literal makes a value of the type.
    pub(crate) fn is_text(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Word(Word::String) => true,
            Ty::Name(name) => self.spec.type_in(self.area, name).is_some_and(|ty| matches!(ty.kind, TypeKind::Id)),
            _ => false,
        }
    }
}
