//! The paths of a request's secrets, for whoever prints a request.
//! Where a type contains itself, the member's own path stands for all that is below it.

use gravityzone_spec::{Area, Member, Place, Spec, Ty, TypeKind, Word};
use std::collections::BTreeSet;

/// Finds the paths of secrets: through lists, maps, unions and forms, each type once on a way. Where a type holds
/// itself the way has no end; then the member's own path stands for all below it.
pub(crate) struct Secrets<'s> {
    spec: &'s Spec,
    area: &'s Area,
    way: Vec<Place>,
    paths: Vec<String>,
}

impl<'s> Secrets<'s> {
    pub(crate) fn of(spec: &'s Spec, area: &'s Area, params: &[&'s Member]) -> Vec<String> {
        let mut secrets = Self { spec, area, way: Vec::new(), paths: Vec::new() };
        secrets.members(params, "");
        secrets.paths
    }

    fn members(&mut self, members: &[&'s Member], at: &str) {
        for member in members {
            self.ty(&member.ty, &gravityzone_spec::path(at, &member.name));
        }
    }

    fn ty(&mut self, ty: &Ty, at: &str) {
        if *ty == Ty::Word(Word::Secret) {
            self.add(at);
        }
        for name in ty.names() {
            self.named(name, at);
        }
    }

    fn named(&mut self, name: &str, at: &str) {
        let (spec, area) = (self.spec, self.area);
        let Some(named) = spec.type_in(Some(area), name) else { return };
        if self.way.contains(&named.place) {
            if holds_secret(spec, area, name, &mut BTreeSet::new()) {
                self.add(at);
            }
            return;
        }
        self.way.push(named.place);
        match &named.kind {
            TypeKind::Object(object) => {
                self.members(&spec.members(Some(area), object), at);
                // an open rest has no names of its own
                object.extra.iter().for_each(|extra| self.ty(extra, at));
            }
            TypeKind::Union { arms, .. } => arms.iter().for_each(|(_, name, _)| self.named(name, at)),
            TypeKind::Forms(forms) => forms.iter().for_each(|(form, _)| self.ty(form, at)),
            _ => {}
        }
        self.way.pop();
    }

    fn add(&mut self, path: &str) {
        if !self.paths.iter().any(|known| known == path) {
            self.paths.push(path.to_owned());
        }
    }
}

fn holds_secret(spec: &Spec, area: &Area, name: &str, seen: &mut BTreeSet<Place>) -> bool {
    let Some(named) = spec.type_in(Some(area), name).filter(|named| seen.insert(named.place)) else { return false };
    let mut holds =
        |ty: &Ty| *ty == Ty::Word(Word::Secret) || ty.names().iter().any(|name| holds_secret(spec, area, name, seen));
    match &named.kind {
        TypeKind::Object(object) => {
            spec.members(Some(area), object).iter().any(|member| holds(&member.ty)) || object.extra.iter().any(holds)
        }
        TypeKind::Union { arms, .. } => arms.iter().any(|(_, name, _)| holds(&Ty::Name(name.clone()))),
        TypeKind::Forms(forms) => forms.iter().any(|(form, _)| holds(form)),
        _ => false,
    }
}
