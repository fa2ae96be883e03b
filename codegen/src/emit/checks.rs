//! Documented rules as tables, for requests and for objects inside them: one line a fact.
//! `gravityzone_wire::checks` has the words that they are written in.

use crate::checks::{ChecksPlan, InsidePlan, LimitKind, LimitPlan, StepPlan, weight};
use crate::emit::types::Scope;
use crate::names::ident;
use gravityzone_spec::{Condition, Known, Operand, Rule, RuleKind, Test};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

pub(crate) fn emit(scope: Scope<'_>, name: &str, checks: &ChecksPlan<'_>) -> TokenStream {
    let name = ident(name);
    let ChecksPlan { defaults, inside, rules, limits } = checks;
    let part = |name: &str, items: Vec<TokenStream>| {
        let name = ident(name);
        (!items.is_empty()).then(|| quote! { #name: &[#(#items),*], })
    };
    let default = |(name, value): &(&str, &Json)| {
        let value = lit(value);
        quote! { (#name, #value) }
    };
    let parts = [
        part("defaults", defaults.iter().map(default).collect()),
        part("inside", inside.iter().map(|inside| held(scope, inside)).collect()),
        part("rules", rules.iter().map(|one| rule(one)).chain(limits.iter().map(limit)).collect()),
    ];
    let rest = parts.iter().any(Option::is_none).then(|| quote! { ..Checks::NOTHING });
    quote! {
        impl gravityzone_wire::checks::Checked for #name {
            const CHECKS: &'static gravityzone_wire::checks::Checks = {
                use gravityzone_wire::checks::*;
                &Checks { #(#parts)* #rest }
            };
        }
    }
}

fn held(scope: Scope<'_>, inside: &InsidePlan<'_>) -> TokenStream {
    let member = inside.member;
    let mut ty = scope.named(&inside.ty.name);
    // the shared module's own types have no path, and a name of the tables may stand before theirs
    if scope.area.is_none() {
        ty = quote! { self::#ty };
    }
    let way = inside.way.iter().map(|step| match step {
        StepPlan::Items => quote! { Items },
        StepPlan::Values => quote! { Values },
        StepPlan::Tagged(tag, text) => quote! { Tagged(#tag, #text) },
    });
    match inside.way.is_empty() {
        true => quote! { Inside::object::<#ty>(#member) },
        false => quote! { Inside::behind::<#ty>(#member, &[#(#way),*]) },
    }
}

/// What is printed of a rule or a limit.
struct Row<'p> {
    name: &'p str,
    demand: TokenStream,
    when: Option<TokenStream>,
    unless: Option<TokenStream>,
    advice: bool,
    known: Known,
    statement: String,
}

impl Row<'_> {
    fn tokens(self) -> TokenStream {
        let Self { name, demand, when, unless, advice, known, statement } = self;
        let when = when.map(|when| quote! { when: #when, });
        let unless = unless.map(|unless| quote! { unless: #unless, });
        let (must, on_page) = weight(advice, known);
        let on_page = (!on_page).then(|| quote! { on_page: false, });
        let rest = ident(if must { "MUST" } else { "ADVICE" });
        quote! { Rule { name: #name, demand: #demand, #when #unless #on_page statement: #statement, ..#rest } }
    }
}

fn rule(rule: &Rule) -> TokenStream {
    let demand = match &rule.kind {
        RuleKind::Require(paths) => quote! { Require(&[#(#paths),*]) },
        RuleKind::Only(paths) => quote! { Only(&[#(#paths),*]) },
        RuleKind::Exclude(paths, others) => quote! { Exclude(&[#(#paths),*], &[#(#others),*]) },
        RuleKind::Allow(values) => {
            let values = values.iter().map(|(path, values)| of(path, values));
            quote! { Allow(&[#(#values),*]) }
        }
        RuleKind::Include(lists) => {
            let lists = lists.iter().map(|(path, operand)| match operand {
                Operand::Value(value) => {
                    let value = lit(value);
                    quote! { (#path, Value(#value)) }
                }
                Operand::From(from) => quote! { (#path, From(#from)) },
            });
            quote! { Include(&[#(#lists),*]) }
        }
        RuleKind::Together(paths) => quote! { Together(&[#(#paths),*]) },
        // never broken, and not planned
        RuleKind::Imply(_) | RuleKind::Default(_) | RuleKind::Server(_) => quote! { Require(&[]) },
    };
    Row {
        name: &rule.name,
        demand,
        when: rule.when.as_ref().map(condition),
        unless: rule.unless.as_ref().map(condition),
        advice: rule.advice,
        known: rule.known,
        statement: rule.statement(),
    }
    .tokens()
}

fn limit(limit: &LimitPlan<'_>) -> TokenStream {
    let member = &limit.member.name;
    let number = |value: &i64| Literal::i64_unsuffixed(*value);
    let (kind, bound) = match &limit.kind {
        LimitKind::Allowed(values) => (quote! { Allow }, Err(of(member, values))),
        LimitKind::Forbidden { forbidden, .. } => (quote! { Forbid }, Err(of(member, forbidden))),
        LimitKind::Min(min) => (quote! { Min }, Ok(number(min))),
        LimitKind::Max(max) => (quote! { Max }, Ok(number(max))),
        LimitKind::MaxLength(max) => (quote! { MaxLength }, Ok(number(max))),
        LimitKind::MinItems(min) => (quote! { MinItems }, Ok(number(min))),
    };
    let demand = match bound {
        Ok(number) => quote! { #kind(#member, #number) },
        Err(values) => quote! { #kind(&[#values]) },
    };
    // what empties a member is no value of it
    let unless = limit.member.clear.as_ref().map(|empty| {
        let empty = lit(empty);
        quote! { &[&[(#member, Is(&[#empty]))]] }
    });
    let (name, statement) = (limit.name(), limit.statement());
    Row { name: &name, demand, when: None, unless, advice: false, known: limit.member.known, statement }.tokens()
}

fn of(path: &str, values: &[Json]) -> TokenStream {
    let values = values.iter().map(lit);
    quote! { (#path, &[#(#values),*]) }
}

fn condition(condition: &Condition) -> TokenStream {
    let alternatives = condition.0.iter().map(|tests| {
        let tests = tests.iter().map(|(path, at)| {
            let test = test(at);
            quote! { (#path, #test) }
        });
        quote! { &[#(#tests),*] }
    });
    quote! { &[#(#alternatives),*] }
}

fn test(at: &Test) -> TokenStream {
    match at {
        Test::In(values) => {
            let values = values.iter().map(lit);
            quote! { Is(&[#(#values),*]) }
        }
        Test::Includes(value) => {
            let value = lit(value);
            quote! { Holds(#value) }
        }
        Test::Not(inner) => {
            let inner = test(inner);
            quote! { Not(&#inner) }
        }
        Test::Set(true) => quote! { Set },
        Test::Set(false) => quote! { Absent },
    }
}

fn lit(value: &Json) -> TokenStream {
    match value {
        Json::Bool(value) => quote! { Bool(#value) },
        Json::String(text) => quote! { Text(#text) },
        Json::Number(number) if number.is_i64() => {
            let number = Literal::i64_unsuffixed(number.as_i64().unwrap_or_default());
            quote! { Int(#number) }
        }
        other => {
            let text = other.to_string();
            quote! { Json(#text) }
        }
    }
}
