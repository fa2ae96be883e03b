//! The spec's examples as Rust, for the tests: each request made by its setters, each result to be decoded.
//! The JSON itself stays in the spec: a case is a name and a function. And the rules of every method, by its name.

use crate::emit::expression::Expressions;
use crate::names::ident;
use crate::plan::Plan;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub(crate) fn emit(plan: &Plan<'_>) -> Vec<TokenStream> {
    let mut functions = Vec::new();
    let mut cases = Vec::new();
    let mut tables = Vec::new();
    for area in &plan.areas {
        let module = ident(&area.module);
        for method in &area.methods {
            let (name, request) = (format!("{}.{}", area.area.name, method.method.key), ident(&method.name));
            tables.push(quote! { Tables::of::<gravityzone_model::#module::#request>(#name) });
            for example in &method.method.examples {
                let function = format_ident!("{}_{}", method.snake, example.name.replace('-', "_"));
                let name = format!("{}.{}.{}", area.area.name, method.method.key, example.name);
                let (root, wire) = (quote! { gravityzone_model::#module:: }, quote! { gravityzone_wire:: });
                let made = Expressions { plan, area, root, wire, params: &example.params }.request(method);
                functions.push(quote! {
                    fn #function() -> Result<gravityzone_model::#module::#request, Box<dyn std::error::Error>> {
                        Ok(#made)
                    }
                });
                cases.push(quote! { Case::of(#name, #function) });
            }
        }
    }
    let (count, methods) = (cases.len(), tables.len());
    let mut items = vec![
        quote! { use super::case::Case; use super::conform::Tables; },
        quote! {
            /// Every example of the spec.
            #[must_use]
            pub fn all() -> [Case; #count] {
                [#(#cases),*]
            }
        },
        quote! {
            /// The documented rules of every method.
            #[must_use]
            pub fn tables() -> [Tables; #methods] {
                [#(#tables),*]
            }
        },
    ];
    items.extend(functions);
    items
}
