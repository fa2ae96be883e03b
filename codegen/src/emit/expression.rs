//! JSON of the spec's examples as Rust expressions: for the examples in the docs and for the tests of the setters.
//! What an example says on the wire is said here with `new` and setters.

use crate::names::ident;
use crate::plan::{AreaPlan, Hold, KindPlan, MemberPlan, MethodPlan, PathPlan, Plan, TypePlan};
use gravityzone_spec::{Ty, Word};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

/// Makes expressions of one example.
pub(crate) struct Expressions<'p, 's> {
    pub(crate) plan: &'p Plan<'s>,
    pub(crate) area: &'p AreaPlan<'s>,
    /// Where the area's types are found: nothing for names in scope, else the path of a module.
    pub(crate) root: TokenStream,
    pub(crate) wire: TokenStream,
    /// The params of the whole request: a union's tag may stand there.
    pub(crate) params: &'p Json,
}

impl Expressions<'_, '_> {
    /// The request that the params of an example make.
    pub(crate) fn request(&self, method: &MethodPlan<'_>) -> TokenStream {
        let segment = match &method.path {
            PathPlan::Fixed(_) => None,
            PathPlan::Segment { ty, paths } => {
                let (root, ty, first) = (&self.root, ident(ty), paths.first().map(|(variant, _)| ident(variant)));
                Some(quote! { #root #ty::#first, })
            }
        };
        self.made(&method.name, segment, &method.params, None, self.params)
    }

    fn made(
        &self,
        name: &str,
        segment: Option<TokenStream>,
        members: &[MemberPlan<'_>],
        extra: Option<&Ty>,
        json: &Json,
    ) -> TokenStream {
        let (root, name) = (&self.root, ident(name));
        let value = |member: &MemberPlan<'_>| json.get(&member.member.name).filter(|value| !value.is_null());
        let required = members.iter().filter(|member| member.hold == Hold::Plain);
        let tag = |member: &MemberPlan<'_>| match member.member.by.as_deref()?.strip_prefix('/') {
            Some(param) => self.params.get(param)?.as_str(),
            None => json.get(member.member.by.as_deref()?)?.as_str(),
        };
        let arguments =
            required.map(|member| self.argument(&member.member.ty, value(member).unwrap_or(&Json::Null), tag(member)));
        let set = members.iter().filter(|member| member.hold != Hold::Plain).filter_map(|member| {
            let set_to = value(member)?;
            let name = ident(&member.rust);
            if member.member.clear.as_ref() == Some(set_to) {
                let clear = quote::format_ident!("clear_{}", member.rust);
                return Some(quote! { .#clear() });
            }
            let argument = self.argument(&member.member.ty, set_to, tag(member));
            Some(quote! { .#name(#argument) })
        });
        let known = |name: &String| members.iter().any(|member| member.member.name == *name);
        let rest = json.as_object().into_iter().flatten().filter(|(name, _)| extra.is_some() && !known(name));
        let rest = rest.map(|(name, value)| {
            let value = self.argument(extra.unwrap_or(&Ty::Word(Word::Json)), value, None);
            quote! { .extra(#name, #value) }
        });
        quote! { #root #name::new(#segment #(#arguments),*) #(#set)* #(#rest)* }
    }

    /// A value as a function takes it; `beside` is the tag of a union that stands beside it.
    fn argument(&self, ty: &Ty, json: &Json, beside: Option<&str>) -> TokenStream {
        let wire = &self.wire;
        match (ty, json) {
            (Ty::Word(Word::Integer), Json::Number(n)) => {
                let literal = Literal::i64_unsuffixed(n.as_i64().unwrap_or_default());
                quote! { #literal }
            }
            (Ty::Word(Word::Number), Json::Number(n)) => {
                let literal = Literal::f64_unsuffixed(n.as_f64().unwrap_or_default());
                quote! { #literal }
            }
            (Ty::Word(Word::Boolean), Json::Bool(value)) => quote! { #value },
            (Ty::Word(Word::Flag), json) => {
                let value = json.as_i64() == Some(1);
                quote! { #value }
            }
            (Ty::Word(Word::Date | Word::Month | Word::Timestamp), Json::String(text)) => quote! { #text.parse()? },
            (Ty::Word(Word::Json), json) => {
                let text = json.to_string();
                quote! { #text.parse::<#wire Json>()? }
            }
            (Ty::Word(Word::Scalar), Json::Number(n)) => {
                let literal = Literal::i64_suffixed(n.as_i64().unwrap_or_default());
                quote! { #literal }
            }
            (Ty::Word(_), Json::String(text)) => quote! { #text },
            (Ty::List(item), Json::Array(items)) => {
                let items = items.iter().map(|json| self.argument(item, json, None));
                quote! { [#(#items),*] }
            }
            (Ty::Map(key, value), Json::Object(entries)) => {
                let entries = entries.iter().map(|(name, json)| {
                    let name = match key {
                        Some(key) => self.argument(key, &Json::from(name.as_str()), None),
                        None => quote! { #name },
                    };
                    let value = self.argument(value, json, None);
                    quote! { (#name, #value) }
                });
                quote! { [#(#entries),*] }
            }
            (Ty::Name(name), json) => self.named(name, json, beside),
            _ => quote! { Default::default() },
        }
    }

    fn named(&self, name: &str, json: &Json, beside: Option<&str>) -> TokenStream {
        let Some(plan) = self.find(name) else { return quote! { Default::default() } };
        let (root, ty) = (&self.root, ident(&plan.name));
        match (&plan.kind, json) {
            (KindPlan::Id, Json::String(text)) => quote! { #text },
            (KindPlan::Codes(variants), json) => {
                let known = variants.iter().find(|variant| Some(variant.value.code) == json.as_i64());
                match known.map(|variant| ident(&variant.rust)) {
                    Some(variant) => quote! { #root #ty::#variant },
                    None => {
                        let code = Literal::i64_unsuffixed(json.as_i64().unwrap_or_default());
                        quote! { #root #ty::from(#code) }
                    }
                }
            }
            (KindPlan::Words(variants), Json::String(text)) => {
                match variants.iter().find(|variant| variant.value.word == *text).map(|v| ident(&v.rust)) {
                    Some(variant) => quote! { #root #ty::#variant },
                    None => quote! { #text.parse()? },
                }
            }
            (KindPlan::Flags(flags), json) => {
                let chosen = flags.iter().find(|flag| Some(flag.value) == json.as_bool()).map(|flag| ident(&flag.name));
                quote! { #root #ty::#chosen }
            }
            (KindPlan::Object(object), json) => self.made(&plan.name, None, &object.members, object.extra, json),
            (KindPlan::Union { tag, arms, .. }, json) => {
                let inside = tag.and_then(|tag| json.get(tag)).and_then(Json::as_str);
                let chosen = inside.or(beside);
                match arms.iter().find(|arm| Some(arm.tag) == chosen).or(arms.first()) {
                    Some(arm) => {
                        let inner = self.argument(&arm.ty, json, None);
                        quote! { #inner.into() }
                    }
                    None => quote! { Default::default() },
                }
            }
            (KindPlan::Forms { forms, .. }, json) => {
                let kind = match json {
                    Json::String(_) => "Text",
                    Json::Number(_) => "Number",
                    Json::Bool(_) => "Bool",
                    Json::Array(_) => "Array",
                    _ => "Object",
                };
                match forms.iter().find(|form| form.kind == kind) {
                    Some(form) => {
                        let (variant, inner) = (ident(&form.rust), self.argument(&form.ty, json, None));
                        let inner = if json.is_string() {
                            quote! { #inner.into() }
                        } else {
                            inner
                        };
                        quote! { #root #ty::#variant(#inner) }
                    }
                    None => quote! { Default::default() },
                }
            }
            _ => quote! { Default::default() },
        }
    }

    fn find(&self, name: &str) -> Option<&TypePlan<'_>> {
        let own = self.area.methods.iter().flat_map(|method| &method.types).chain(&self.area.types);
        own.chain(&self.plan.shared).find(|ty| ty.ty.name == name)
    }
}

/// The example in a handle function's doc, made of the spec's first example.
pub(crate) fn doc_example(plan: &Plan<'_>, area: &AreaPlan<'_>, method: &MethodPlan<'_>) -> Vec<String> {
    let Some(example) = method.method.examples.first() else { return Vec::new() };
    let (module, function) = (ident(&area.module), ident(&method.snake));
    let wire = quote! { gravityzone_client:: };
    let request = Expressions { plan, area, root: TokenStream::new(), wire, params: &example.params }.request(method);
    let body = quote! {
        fn example() {
            let result = client.#module().#function(#request).await?;
        }
    };
    let code = crate::format::body(&body);
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("use gravityzone_client::{}::*;", area.module),
        String::new(),
        "# async fn example(client: gravityzone_client::Client) -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ];
    lines.extend(code);
    lines.push("# let _ = result;".to_owned());
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    lines.push("```".to_owned());
    lines
}
