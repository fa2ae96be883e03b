//! The client's probe: which methods are asked and where their answers say it; what comes of it is the runtime's.
//! It is there if the spec says how, in a build that has the areas for it.

use crate::docs::Docs;
use crate::names::ident;
use crate::plan::{Plan, ProbePlan, StepPlan};
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit(probe: &ProbePlan) -> Vec<TokenStream> {
    let (key_area, company_area) = (&probe.key.module, &probe.company.module);
    let (key_module, company_module) = (ident(key_area), ident(company_area));
    let (key, company) = (ident(&probe.key.request), ident(&probe.company.request));
    let kinds = ident(&probe.kinds);
    let (partner, customer) = (ident(&probe.partner), ident(&probe.customer));
    let apis = ident(&probe.apis.rust);
    let apis = match probe.apis.plain {
        true => quote! { key.#apis },
        false => quote! { key.#apis.unwrap_or_default() },
    };
    let some = |variant| wrapped(&probe.kind, quote! { super::#company_module::#kinds::#variant });
    let (partner, customer) = (some(partner), some(customer));
    let kind = ident(&probe.kind.rust);
    let mut docs = Docs::new("Asks the server what the key is for: which areas it opens, and whose key it is.");
    docs.paragraph(&format!(
        "It calls `{}`, and `{}` if the key opens that area; it changes nothing. A good first call of a program: \
         [`require`](super::Probe::require) tells at once, and in one line, which areas a key lacks.",
        probe.key.wire, probe.company.wire
    ));
    docs.lines(&[
        "# Errors".to_owned(),
        "If the key or the connection is no good. That the key may not ask about its company is no error.".to_owned(),
    ]);
    let docs = docs.tokens();
    vec![quote! {
        impl super::Client {
            #docs
            pub async fn probe(&self) -> Result<super::Probe, super::Error> {
                let key = self.call(super::#key_module::#key::new()).await?;
                let probe = super::Probe::new(self.host(), #apis).with_region(self.region());
                #[cfg(feature = #company_area)]
                let probe = self.told_whose(probe).await?;
                Ok(probe)
            }

            /// Adds whose key it is, as far as the key may know.
            #[cfg(feature = #company_area)]
            async fn told_whose(&self, probe: super::Probe) -> Result<super::Probe, super::Error> {
                if !probe.has(<super::#company_module::#company as super::Method>::AREA) {
                    return Ok(probe);
                }
                let kind = match self.call(super::#company_module::#company::new()).await {
                    Ok(company) => match company.#kind {
                        #partner => super::KeyKind::Partner,
                        #customer => super::KeyKind::Customer,
                        _ => super::KeyKind::Unknown,
                    },
                    Err(error) if error.rpc().is_some() && !error.is_retryable() => super::KeyKind::Unknown,
                    Err(error) => return Err(error),
                };
                Ok(probe.with_key_kind(kind))
            }
        }
    }]
}

/// The crate's module of it, gated by the area that it cannot do without.
pub(crate) fn module(plan: &Plan<'_>) -> Option<TokenStream> {
    let area = &plan.probe.as_ref()?.key.module;
    Some(quote! { #[cfg(feature = #area)] #[rustfmt::skip] mod probe; })
}

fn wrapped(step: &StepPlan, pattern: TokenStream) -> TokenStream {
    if step.plain {
        pattern
    } else {
        quote! { Some(#pattern) }
    }
}
