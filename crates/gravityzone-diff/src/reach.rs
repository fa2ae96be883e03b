//! Whom a type reaches: the methods that send it and those that read it.
//! A change of a shared type is told once, with their list.

use gravityzone_spec::{Place, Spec, Subject, SubjectKind, Type};
use std::collections::{BTreeMap, BTreeSet};

/// Which methods lead to which types, and which way.
#[derive(Default)]
pub(crate) struct Reach {
    sent: BTreeMap<Place, Vec<String>>,
    read: BTreeMap<Place, Vec<String>>,
    rates: BTreeMap<String, Vec<String>>,
}

impl Reach {
    pub(crate) fn of(spec: &Spec) -> Self {
        let mut reach = Self::default();
        for (area, method) in spec.methods() {
            let name = format!("{}.{}", area.name, method.key);
            let (mut sent, mut read) = (BTreeSet::new(), BTreeSet::new());
            method.params.iter().for_each(|param| spec.reach(Some(area), &param.ty, &mut sent));
            spec.reach(Some(area), &method.result.ty, &mut read);
            let segments = [Some(area.service_of(method)), area.onprem_service_of(method)];
            for segment in segments.into_iter().flatten().filter_map(segment) {
                sent.extend(spec.type_in(Some(area), segment).map(|ty| ty.place));
            }
            for (places, by_type) in [(sent, &mut reach.sent), (read, &mut reach.read)] {
                let bases = places.iter().flat_map(|place| bases(spec, *place)).collect::<Vec<_>>();
                for place in places.into_iter().chain(bases).collect::<BTreeSet<_>>() {
                    by_type.entry(place).or_default().push(name.clone());
                }
            }
            reach.rates.entry(method.rate.clone()).or_default().push(name);
        }
        reach
    }

    /// The methods that send and those that read what a subject is part of.
    pub(crate) fn methods(&self, subject: &Subject, parent: &Subject) -> (Vec<String>, Vec<String>) {
        let none = Vec::new;
        let of_type = |ty: &Subject| {
            let of = |by_type: &BTreeMap<Place, Vec<String>>| by_type.get(&ty.place).cloned().unwrap_or_default();
            (of(&self.sent), of(&self.read))
        };
        match (subject.kind, parent.kind) {
            (SubjectKind::Type, _) => of_type(subject),
            (_, SubjectKind::Type) => of_type(parent),
            (SubjectKind::Param, _) | (SubjectKind::Rule, SubjectKind::Method) => {
                (vec![parent.address.clone()], none())
            }
            (SubjectKind::Result, _) => (none(), vec![parent.address.clone()]),
            (SubjectKind::Method, _) => (vec![subject.address.clone()], vec![subject.address.clone()]),
            (SubjectKind::Example, _) => (vec![parent.address.clone()], vec![parent.address.clone()]),
            (SubjectKind::Rate, _) => (self.rates.get(&subject.name).cloned().unwrap_or_default(), none()),
            (SubjectKind::Area, _) => {
                let methods: Vec<String> =
                    subject.of(SubjectKind::Method).map(|method| method.address.clone()).collect();
                (methods.clone(), methods)
            }
            _ => (none(), none()),
        }
    }
}

/// The type in a service such as `quarantine/{QuarantineService}`.
pub(crate) fn segment(service: &str) -> Option<&str> {
    service.split_once('{')?.1.split_once('}').map(|(name, _)| name)
}

/// The objects whose members an object takes.
fn bases(spec: &Spec, place: Place) -> Vec<Place> {
    let in_areas = spec.areas.iter().flat_map(|area| area.types.iter().map(move |ty| (Some(area), ty)));
    let all = spec.shared.iter().map(|ty| (None, ty)).chain(in_areas);
    let found = all.into_iter().find(|(_, ty)| ty.place == place);
    let of = found.and_then(|(area, ty)| Some(spec.bases(area, ty.object()?)));
    of.into_iter().flatten().map(|ty| ty.place).collect()
}

/// The named type of an area or a shared one, by its subject.
pub(crate) fn type_of<'s>(spec: &'s Spec, subject: &Subject) -> Option<&'s Type> {
    let area = crate::address::area_of(&subject.address).and_then(|name| spec.area(name));
    let types = area.map_or(&spec.shared, |area| &area.types);
    types.iter().find(|ty| ty.name == subject.name)
}
