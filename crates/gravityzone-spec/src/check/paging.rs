//! Paging: what a method says of its pages leads to members that are there and fit.
//! A page that cannot be asked for, or a list that is not there, would show only when a caller walks the pages.

use crate::diagnostic::{Diagnostics, nearest};
use crate::source::Place;
use crate::spec::{Area, Member, Method, Paging, Spec, TypeKind};
use crate::type_text::{Ty, Word};

pub(crate) fn check(spec: &Spec, area: &Area, method: &Method, diagnostics: &mut Diagnostics) {
    let Some(paging) = &method.paging else { return };
    let mut checking = Checking { spec, area, diagnostics };
    checking.param(method, &paging.page);
    checking.param(method, &paging.per_page);
    if paging.page.0 == paging.per_page.0 {
        checking.wrong(paging.per_page.1, "page and size are one param".to_owned(), "name the param that sizes it");
    }
    if method.result.optional {
        let help = "a page without items is an object with an empty list";
        checking.wrong(method.result.place, format!("{} has pages and may be null", method.name), help);
    }
    match &method.result.ty {
        Ty::Page(_) => {
            let written = [&paging.items].into_iter().chain(&paging.more).filter(|(_, place)| *place != paging.place);
            for (name, place) in written {
                let title = format!("{name:?} is said of a result that is a page");
                checking.wrong(*place, title, "take it away: a page says itself where its items are");
            }
        }
        Ty::Name(_) if checking.is_object(&method.result.ty) => checking.result(method, paging),
        other => {
            let title = format!("{other} has no pages");
            checking.wrong(paging.place, title, "the result is a page[T], or an object that lists the items");
        }
    }
}

struct Checking<'s, 'd> {
    spec: &'s Spec,
    area: &'s Area,
    diagnostics: &'d mut Diagnostics,
}

impl<'s> Checking<'s, '_> {
    fn wrong(&mut self, place: Place, title: String, help: &str) {
        self.diagnostics.add(place, title, "", help);
    }

    fn absent<'m>(&mut self, place: Place, what: &str, path: &str, names: impl IntoIterator<Item = &'m str>) {
        let name = path.rsplit('.').next().unwrap_or(path);
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean {near}?"),
            None => "paths start at the params, or at the result, with dots between".to_owned(),
        };
        self.diagnostics.add(place, format!("there is no {what} {path}"), "", help);
    }

    fn is_object(&self, ty: &Ty) -> bool {
        let Ty::Name(name) = ty else { return false };
        self.spec.type_in(Some(self.area), name).is_some_and(|ty| matches!(ty.kind, TypeKind::Object(_)))
    }

    /// A whole number among the params, or in an object there that is required or can be made.
    fn param(&mut self, method: &'s Method, (path, place): &(String, Place)) {
        let steps = self.spec.steps(Some(self.area), method.params.iter().collect(), path);
        let Some((last, inner)) = steps.split_last().filter(|_| steps.len() == path.split('.').count()) else {
            let beside: Vec<&Member> = match steps.last() {
                Some(member) => self.spec.members_of(Some(self.area), &member.ty),
                None => method.params.iter().collect(),
            };
            return self.absent(*place, "param", path, beside.iter().map(|member| member.name.as_str()));
        };
        if last.ty != Ty::Word(Word::Integer) {
            self.wrong(*place, format!("{path} is of type {}", last.ty), "name a param of type integer");
        }
        for member in steps.iter().filter(|member| member.clear.is_some()) {
            self.wrong(*place, format!("{} can be emptied", member.name), "a page is a number, or not said");
        }
        for object in inner.iter().filter(|object| !object.required) {
            let members = self.spec.members_of(Some(self.area), &object.ty);
            if let Some(needed) = members.iter().find(|member| member.required) {
                let title = format!("{} cannot be made to hold a page: it needs {}", object.name, needed.name);
                self.wrong(*place, title, "a page can stand in an object that is required, or that needs nothing");
            }
        }
    }

    fn result(&mut self, method: &'s Method, paging: &Paging) {
        let members = self.spec.members_of(Some(self.area), &method.result.ty);
        let find = |name: &str| members.iter().find(|member| member.name == name);
        let names = || members.iter().map(|member| member.name.as_str());
        let (items, place) = &paging.items;
        match find(items) {
            None => self.absent(*place, "member", items, names()),
            Some(member) if !matches!(member.ty, Ty::List(_)) => {
                self.wrong(*place, format!("{items} is of type {}", member.ty), "name the member that lists the items");
            }
            Some(_) => {}
        }
        if let Some((more, place)) = &paging.more {
            match find(more) {
                None => self.absent(*place, "member", more, names()),
                Some(member) if member.ty != Ty::Word(Word::Boolean) => {
                    self.wrong(*place, format!("{more} is of type {}", member.ty), "name a member of type boolean");
                }
                Some(_) => {}
            }
        }
    }
}
