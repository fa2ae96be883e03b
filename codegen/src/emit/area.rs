//! An area's module: its files, and flat re-exports of everything that it uses.
//! Moving a type between files changes no user's path.

use crate::docs::{Docs, plain};
use crate::names::ident;
use crate::plan::AreaPlan;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(area: &AreaPlan<'_>) -> Vec<TokenStream> {
    let modules = area.methods.iter().map(|method| ident(&method.snake));
    let types = (!area.types.is_empty()).then(|| quote! { mod types; });
    let exports = area.methods.iter().map(|method| {
        let module = ident(&method.snake);
        let mut names = vec![method.name.as_str()];
        names.extend(method.types.iter().map(|ty| ty.name.as_str()));
        export(quote! { self::#module }, &names)
    });
    let own: Vec<&str> = area.types.iter().map(|ty| ty.name.as_str()).collect();
    let own = (!own.is_empty()).then(|| export(quote! { self::types }, &own));
    let shared: Vec<&str> = area.shared.iter().map(String::as_str).collect();
    let shared = (!shared.is_empty()).then(|| export(quote! { super::shared }, &shared));
    vec![quote! { #(mod #modules;)* #types }, quote! { #(#exports)* #own #shared }]
}

/// The doc of an area's module.
pub(crate) fn docs(area: &AreaPlan<'_>) -> Docs {
    let mut docs = Docs::new(&plain(&area.area.doc));
    docs.paragraph(&format!("The service `{}`; page {}.", area.area.service, area.area.page));
    docs
}

fn export(module: TokenStream, names: &[&str]) -> TokenStream {
    let mut names: Vec<&str> = names.to_vec();
    names.sort_unstable();
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    match &names[..] {
        [one] => quote! { pub use #module::#one; },
        _ => quote! { pub use #module::{#(#names),*}; },
    }
}
