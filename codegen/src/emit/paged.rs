//! How a request asks for a page, and how a reply tells of it.
//! With this the runtime walks the pages of a method without knowing it.

use crate::emit::types::Scope;
use crate::names::ident;
use crate::plan::{EnvelopePlan, MethodPlan, PagedPlan, StepPlan};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) fn emit(scope: Scope<'_>, plan: &MethodPlan<'_>, paged: &PagedPlan) -> TokenStream {
    let (name, item) = (ident(&plan.name), scope.ty(&paged.item));
    let (option, vec) = (scope.option(), scope.vec());
    let max = match paged.max {
        Some(max) => {
            let max = Literal::i64_unsuffixed(max);
            quote! { Some(#max) }
        }
        None => quote! { None },
    };
    let (page, per_page) = (get(&quote! { self }, &paged.page), get(&quote! { self }, &paged.per_page));
    let set_page = set(&paged.page, &quote! { page });
    let set_per_page = set(&paged.per_page, &quote! { per_page });
    let (info, items) = match &paged.envelope {
        None => (quote! { output.info() }, quote! { output.items }),
        Some(envelope) => (info(envelope), items(&envelope.items)),
    };
    quote! {
        impl gravityzone_wire::Paged for #name {
            type Item = #item;

            const MAX_PER_PAGE: #option<i64> = #max;

            fn page(&self) -> #option<i64> {
                #page
            }

            fn set_page(&mut self, page: i64) {
                #set_page
            }

            fn per_page(&self) -> #option<i64> {
                #per_page
            }

            fn set_per_page(&mut self, per_page: i64) {
                #set_per_page
            }

            fn info(output: &Self::Output) -> gravityzone_wire::PageInfo {
                #info
            }

            fn into_items(output: Self::Output) -> #vec<Self::Item> {
                #items
            }
        }
    }
}

/// What stands at the end of a way through the params, if the objects on it are there.
fn get(place: &TokenStream, steps: &[StepPlan]) -> TokenStream {
    let Some((step, rest)) = steps.split_first() else { return quote! { None } };
    let name = ident(&step.rust);
    match (rest.is_empty(), step.plain) {
        (true, true) => quote! { Some(#place.#name) },
        (true, false) => quote! { #place.#name },
        (false, true) => get(&quote! { #place.#name }, rest),
        (false, false) => {
            let rest = get(&quote! { #name }, rest);
            quote! { #place.#name.as_ref().and_then(|#name| #rest) }
        }
    }
}

/// Puts a value at the end of a way through the params; an object that is absent on it is made.
fn set(steps: &[StepPlan], value: &TokenStream) -> TokenStream {
    let Some((last, inner)) = steps.split_last() else { return TokenStream::new() };
    let mut place = quote! { self };
    for step in inner {
        let name = ident(&step.rust);
        place = match step.plain {
            true => quote! { #place.#name },
            false => quote! { #place.#name.get_or_insert_default() },
        };
    }
    let name = ident(&last.rust);
    match last.plain {
        true => quote! { #place.#name = #value; },
        false => quote! { #place.#name = Some(#value); },
    }
}

fn info(envelope: &EnvelopePlan) -> TokenStream {
    let told = |step: &Option<StepPlan>| match step {
        Some(step) => {
            let name = ident(&step.rust);
            if step.plain {
                quote! { Some(output.#name) }
            } else {
                quote! { output.#name }
            }
        }
        None => quote! { None },
    };
    let name = ident(&envelope.items.rust);
    let count = match envelope.items.plain {
        true => quote! { output.#name.len() },
        false => quote! { output.#name.as_deref().map_or(0, <[_]>::len) },
    };
    let (total, page, per_page) = (told(&envelope.total), told(&envelope.page), told(&envelope.per_page));
    let (pages_count, has_more) = (told(&envelope.pages_count), told(&envelope.has_more));
    quote! {
        gravityzone_wire::PageInfo {
            count: #count,
            total: #total,
            page: #page,
            per_page: #per_page,
            pages_count: #pages_count,
            has_more: #has_more,
        }
    }
}

fn items(items: &StepPlan) -> TokenStream {
    let name = ident(&items.rust);
    match items.plain {
        true => quote! { output.#name },
        false => quote! { output.#name.unwrap_or_default() },
    }
}
