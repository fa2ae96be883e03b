//! Pages: by which params a request asks for one, and where a reply tells of it.
//! The loader has checked what the spec says; what it does not say is looked for under the usual names.

use crate::names::snake;
use crate::plan::{EnvelopePlan, PagedPlan, StepPlan};
use gravityzone_spec::{Area, Member, Method, Paging, Spec, Ty, Word};

/// A method is paged if its params name a page and its size, and its result is a page or, by `paging`, holds one.
pub(crate) fn paged<'s>(spec: &'s Spec, area: &'s Area, method: &'s Method) -> Option<PagedPlan> {
    let usual = Paging::usual(method.place);
    let paging = method.paging.as_ref().unwrap_or(&usual);
    let (page, _) = steps(spec, area, method, &paging.page.0)?;
    let (per_page, max) = steps(spec, area, method, &paging.per_page.0)?;
    let (item, envelope) = match &method.result.ty {
        _ if method.result.optional => return None,
        Ty::Page(item) => ((**item).clone(), None),
        ty if method.paging.is_some() => {
            let members = spec.members_of(Some(area), ty);
            let find = |name: &str| members.iter().copied().find(|member| member.name == name);
            let items = find(&paging.items.0)?;
            let Ty::List(item) = &items.ty else { return None };
            let told = |name: &str, word: Word| find(name).filter(|member| member.ty == Ty::Word(word)).map(read_step);
            let number = |name: &str| told(name, Word::Integer);
            let more = paging.more.as_ref().map_or("hasMoreRecords", |(more, _)| more.as_str());
            let envelope = EnvelopePlan {
                items: read_step(items),
                total: number("total"),
                page: number("page"),
                per_page: number("perPage"),
                pages_count: number("pagesCount"),
                has_more: told(more, Word::Boolean),
            };
            ((**item).clone(), Some(envelope))
        }
        _ => return None,
    };
    Some(PagedPlan { item, page, per_page, max, envelope })
}

/// The way to a param that is a whole number, and the largest value that it may have.
fn steps(spec: &Spec, area: &Area, method: &Method, path: &str) -> Option<(Vec<StepPlan>, Option<i64>)> {
    let members = spec.steps(Some(area), method.params.iter().collect(), path);
    let last = members.last().filter(|_| members.len() == path.split('.').count())?;
    let fits = last.ty == Ty::Word(Word::Integer) && members.iter().all(|member| member.clear.is_none());
    fits.then(|| (members.iter().map(|member| sent_step(member)).collect(), last.max))
}

fn sent_step(member: &Member) -> StepPlan {
    StepPlan { rust: rust_member(member), plain: member.required }
}

/// A member of a reply.
pub(crate) fn read_step(member: &Member) -> StepPlan {
    StepPlan { rust: rust_member(member), plain: member.always.is_some() }
}

/// What a member is called in Rust.
pub(crate) fn rust_member(member: &Member) -> String {
    member.rust.clone().unwrap_or_else(|| snake(&member.name))
}
