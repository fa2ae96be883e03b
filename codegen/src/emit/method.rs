//! A method: its request and what the request says of itself.
//! How a request that pages is walked is in `paged.rs`.

use crate::docs::{self, Docs};
use crate::emit::checks;
use crate::emit::paged;
use crate::emit::sent::Sent;
use crate::emit::types::Scope;
use crate::names::{camel, ident, screaming};
use crate::plan::{AreaPlan, MethodPlan, PathPlan};
use gravityzone_spec::{Known, Ty, Word};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) fn emit(scope: Scope<'_>, area: &AreaPlan<'_>, plan: &MethodPlan<'_>) -> Vec<TokenStream> {
    let segment = match &plan.path {
        PathPlan::Fixed(_) => None,
        PathPlan::Segment { ty, .. } => Some(ty.as_str()),
    };
    let parts = Sent {
        name: &plan.name,
        members: &plan.params,
        extra: None,
        rules: &plan.method.rules,
        segment,
        is_request: true,
    };
    let mut items = parts.emit(scope, &request_docs(area, plan));
    items.push(method(scope, area, plan));
    items.extend(plan.paged.as_ref().map(|paged| paged::emit(scope, plan, paged)));
    items.extend(plan.checks.as_ref().map(|tables| checks::emit(scope, &plan.name, tables)));
    items
}

/// What a request's doc says; the client's handle function says the same of the call.
pub(crate) fn request_docs(area: &AreaPlan<'_>, plan: &MethodPlan<'_>) -> Docs {
    let method = plan.method;
    let mut docs = Docs::new(&docs::plain(&method.doc));
    if let Some(danger) = &method.danger {
        docs.paragraph(&format!("**Danger:** {}", docs::plain(danger)));
    }
    let mut result = vec![match (&method.result.ty, &method.result.doc) {
        (Ty::Word(Word::Nothing), None) => "Returns nothing.".to_owned(),
        (Ty::Word(Word::Json), Some(doc)) => format!("Returns JSON as it came. {}", docs::plain(doc)),
        (_, Some(doc)) => format!("Returns `{}`: {}", shown_result(plan), docs::plain(doc)),
        (_, None) => format!("Returns `{}`.", shown_result(plan)),
    }];
    if matches!(method.result.ty, Ty::OneOrMany(_)) {
        result.push("Usually one; it reads as a slice.".to_owned());
    }
    if method.result.optional {
        result.push("`None` if there is none.".to_owned());
    }
    if let Some((_, max)) = capped(plan) {
        let told = "there may be more that the server does not tell: `maybe_truncated()` says when";
        result.push(format!("At most {max} items, without further pages; {told}."));
    } else if let Some(max) = method.max_items {
        result.push(format!("At most {max} items; there may be more that it does not tell."));
    }
    if !method.result.omits.is_empty() {
        let omits: Vec<String> = method.result.omits.iter().map(|name| format!("`{name}`")).collect();
        result.push(format!("Never filled here: {}.", omits.join(", ")));
    }
    if let Some(paging) = &method.paging {
        let (page, per_page, items) = (&paging.page.0, &paging.per_page.0, &paging.items.0);
        let says = |(more, _): &(String, _)| format!("; `{more}` says whether more follow");
        let more = paging.more.as_ref().map_or(String::new(), says);
        result.push(format!("A page of it is `{items}`, asked for by `{page}` and `{per_page}`{more}."));
    }
    result.extend(docs::known(method.result.known).map(|known| format!("The result is {known}.")));
    docs.paragraph(&result.join(" "));
    let idempotent = match (method.effect.as_str(), method.idempotent) {
        ("read", _) => "",
        (_, true) => ", the same call twice has the effect of one",
        (_, false) => ", not to be repeated blindly",
    };
    let verify = plan.verify.as_ref().map(|shows| format!("`{shows}` shows whether a call was carried out"));
    let mut facts = vec![format!("`{}` {} of `{}`", method.name, method.version, area.area.service_of(method))];
    facts.push(format!("effect: {}{idempotent}", method.effect));
    facts.extend(verify);
    facts.push(format!("rate tier: {}", method.rate));
    facts.push(docs::editions(&method.editions));
    facts.extend(
        area.area.onprem_service_of(method).map(|service| format!("on an appliance the service is `{service}`")),
    );
    facts.extend(page(area, plan).map(|page| format!("page {page}")));
    facts.extend(docs::known(method.known).map(str::to_owned));
    if let Some(deprecated) = &method.deprecated {
        facts.push(format!("deprecated: {}", docs::deprecation(deprecated)));
    }
    docs.paragraph(&format!("{}.", facts.join("; ")));
    docs.list("Rules", docs::rules(&method.rules));
    docs
}

/// The vendor's page of a method. What is on no page has no page, unless it names one itself.
fn page<'s>(area: &AreaPlan<'s>, plan: &MethodPlan<'s>) -> Option<&'s str> {
    let on_a_page = plan.method.known == Known::Documented || plan.method.page.is_some();
    on_a_page.then(|| area.area.page_of(plan.method))
}

/// The items of a list that the server cuts off, and how many it gives at most.
fn capped<'p>(plan: &'p MethodPlan<'_>) -> Option<(&'p Ty, i64)> {
    match &plan.method.result.ty {
        Ty::List(item) => Some((item, plan.method.max_items?)),
        _ => None,
    }
}

fn shown_result(plan: &MethodPlan<'_>) -> String {
    match capped(plan) {
        Some((item, max)) => format!("Capped<{}, {max}>", shown(item)),
        None => shown(&plan.method.result.ty),
    }
}

/// A type as a sentence shows it: Rust's name without paths.
fn shown(ty: &Ty) -> String {
    match ty {
        Ty::Word(Word::String) => "String".to_owned(),
        Ty::Word(Word::Integer) => "i64".to_owned(),
        Ty::Word(Word::Number) => "f64".to_owned(),
        Ty::Word(Word::Boolean | Word::Flag) => "bool".to_owned(),
        Ty::Word(word) => camel(word.as_str()),
        Ty::Name(name) => name.clone(),
        Ty::List(item) => format!("Vec<{}>", shown(item)),
        Ty::Map(key, value) => {
            format!(
                "BTreeMap<{}, {}>",
                key.as_ref().map_or_else(|| "String".to_owned(), |key| shown(key)),
                shown(value)
            )
        }
        Ty::Page(item) => format!("Page<{}>", shown(item)),
        Ty::OneOrMany(item) => format!("OneOrMany<{}>", shown(item)),
        Ty::JsonText(inner) => format!("JsonText<{}>", shown(inner)),
        Ty::Accepted(id) => format!("Accepted<{}>", shown(id)),
    }
}

/// The result as Rust sees it.
pub(crate) fn output(scope: Scope<'_>, plan: &MethodPlan<'_>) -> TokenStream {
    let result = &plan.method.result;
    let ty = match capped(plan) {
        Some((item, max)) => {
            let (item, max) = (scope.ty(item), Literal::i64_unsuffixed(max));
            quote! { gravityzone_wire::Capped<#item, #max> }
        }
        None => scope.ty(&result.ty),
    };
    if result.optional || !result.unset.is_empty() {
        let option = scope.option();
        return quote! { #option<#ty> };
    }
    ty
}

fn method(scope: Scope<'_>, area: &AreaPlan<'_>, plan: &MethodPlan<'_>) -> TokenStream {
    let (name, output) = (ident(&plan.name), output(scope, plan));
    let (wire, area_name) = (&plan.method.name, &area.area.name);
    let effect = ident(&camel(&plan.method.effect));
    let idempotent = plan.method.effect == "read" || plan.method.idempotent;
    let rate = ident(&screaming(&plan.method.rate));
    let secrets = &plan.secrets;
    let editions = plan.method.editions.iter().map(|edition| {
        ident(match edition.as_str() {
            "partner" => "Partner",
            "onprem" => "OnPrem",
            _ => "Cloud",
        })
    });
    let page = page(area, plan).map(|page| quote! { const PAGE: &'static str = #page; });
    let checks = plan.checks.as_ref().map(|_| {
        quote! {
            const CHECKS: &'static gravityzone_wire::checks::Checks = <Self as gravityzone_wire::checks::Checked>::CHECKS;
        }
    });
    let danger = plan.method.danger.as_ref().map(|text| {
        let option = scope.option();
        quote! { const DANGER: #option<&'static str> = Some(#text); }
    });
    let verify = plan.verify.as_ref().map(|shows| {
        let option = scope.option();
        quote! { const VERIFY: #option<&'static str> = Some(#shows); }
    });
    let path = match &plan.path {
        PathPlan::Fixed(path) => quote! { #path },
        PathPlan::Segment { ty, paths } => {
            let ty = scope.named(ty);
            let (variants, paths): (Vec<_>, Vec<_>) = paths.iter().map(|(v, path)| (ident(v), path)).unzip();
            quote! { match self.service { #(#ty::#variants => #paths,)* } }
        }
    };
    quote! {
        impl gravityzone_wire::Method for #name {
            type Output = #output;

            const NAME: &'static str = #wire;
            const AREA: &'static str = #area_name;
            const EFFECT: gravityzone_wire::Effect = gravityzone_wire::Effect::#effect;
            const IDEMPOTENT: bool = #idempotent;
            const RATE: gravityzone_wire::RateTier = super::super::rates::#rate;
            const SECRETS: &'static [&'static str] = &[#(#secrets),*];
            const EDITIONS: &'static [gravityzone_wire::Edition] = &[#(gravityzone_wire::Edition::#editions),*];
            #danger
            #verify
            #page
            #checks

            fn service_path(&self) -> &'static str {
                #path
            }
        }
    }
}
