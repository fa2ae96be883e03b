//! A loaded spec: the facts as plain data, each with its place.
//! Order is the files' order; nothing here is about Rust.

mod api;
mod docs;
mod method;
mod rules;
mod types;

pub use self::api::{Acceptance, Api, Erratum, Probe, Rate, Region, RpcErrorCode};
pub use self::docs::{Accepted, DocsMember, DocsMethod, DocsPage, DocsValue};
pub use self::method::{Deprecated, Example, Known, Member, Method, Paging, ResultDef};
pub use self::rules::{Condition, Operand, Rule, RuleKind, Test};
pub use self::types::{Code, Flag, Object, Type, TypeKind, ValueAbout, WordValue};

use crate::json::Node;
use crate::source::{Place, Sources};
use crate::subject::{self, Subject};
use crate::type_text::Ty;
use std::collections::{BTreeMap, BTreeSet};

/// The whole API.
#[derive(Clone, Debug)]
pub struct Spec {
    /// What all areas share.
    pub api: Api,
    /// The areas, by name.
    pub areas: Vec<Area>,
    /// Types that several areas use, large enumerations included.
    pub shared: Vec<Type>,
    /// Where the vendor's pages are wrong.
    pub errata: Vec<Erratum>,
    /// Changes that somebody has decided to take.
    pub accepted: Vec<Acceptance>,
    /// What the vendor's pages said when they were last imported, by article.
    pub docs: Vec<DocsPage>,
    /// The texts, for places.
    pub sources: Sources,
    /// The files as they were read, by their path below the spec's folder.
    pub(crate) files: BTreeMap<String, Node>,
}

/// One area.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// The last part of the URL's path.
    pub service: String,
    /// The same on an appliance, where it differs.
    pub onprem_service: Option<String>,
    /// What it is for.
    pub doc: String,
    /// The vendor's page.
    pub page: String,
    /// Where it stands.
    pub place: Place,
    /// Its methods, in the file's order.
    pub methods: Vec<Method>,
    /// Its types, in the file's order.
    pub types: Vec<Type>,
}

impl Spec {
    /// Everything that has an address, as one tree, with what is said of it.
    #[must_use]
    pub fn subjects(&self) -> Subject {
        subject::tree(self.files.iter().map(|(path, node)| (path.as_str(), node)))
    }

    /// The type of a name as seen from an area: the area's own, then a shared one.
    #[must_use]
    pub fn type_in<'s>(&'s self, area: Option<&'s Area>, name: &str) -> Option<&'s Type> {
        area.and_then(|area| area.types.iter().find(|ty| ty.name == name))
            .or_else(|| self.shared.iter().find(|ty| ty.name == name))
    }

    /// The area that a type belongs to; none for a shared type.
    #[must_use]
    pub fn area(&self, name: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.name == name)
    }

    /// The objects whose members an object takes, the nearest first. A circle is a mistake, and ends here.
    #[must_use]
    pub fn bases<'s>(&'s self, area: Option<&'s Area>, object: &'s Object) -> Vec<&'s Type> {
        let mut bases: Vec<&Type> = Vec::new();
        let mut next = object;
        while let Some((like, _)) = &next.like
            && let Some(ty) = self.type_in(area, like)
            && let Some(base) = ty.object()
            && !std::ptr::eq(base, object)
            && !bases.iter().any(|known| std::ptr::eq(*known, ty))
        {
            bases.push(ty);
            next = base;
        }
        bases
    }

    /// All members of an object, those that it takes from another first.
    #[must_use]
    pub fn members<'s>(&'s self, area: Option<&'s Area>, object: &'s Object) -> Vec<&'s Member> {
        let bases = self.bases(area, object).into_iter().rev().filter_map(|ty| ty.object());
        let mut members: Vec<&Member> = Vec::new();
        for member in bases.chain([object]).flat_map(|object| &object.members) {
            members.retain(|inherited| inherited.name != member.name);
            members.push(member);
        }
        members
    }

    /// The members of an object type; none of any other.
    #[must_use]
    pub fn members_of<'s>(&'s self, area: Option<&'s Area>, ty: &Ty) -> Vec<&'s Member> {
        let Ty::Name(name) = ty else { return Vec::new() };
        match self.type_in(area, name).map(|ty| &ty.kind) {
            Some(TypeKind::Object(object)) => self.members(area, object),
            _ => Vec::new(),
        }
    }

    /// The members that a path of names with dots between leads through, as far as it leads.
    #[must_use]
    pub fn steps<'s>(&'s self, area: Option<&'s Area>, from: Vec<&'s Member>, path: &str) -> Vec<&'s Member> {
        let mut beside = from;
        let mut steps = Vec::new();
        for name in path.split('.') {
            let Some(member) = beside.iter().copied().find(|member| member.name == name) else { break };
            steps.push(member);
            beside = self.members_of(area, &member.ty);
        }
        steps
    }

    /// Adds the places of all types that a type leads to, its own included. A circle of types ends.
    pub fn reach(&self, area: Option<&Area>, ty: &Ty, reached: &mut BTreeSet<Place>) {
        for name in ty.names() {
            let Some(named) = self.type_in(area, name) else { continue };
            if !reached.insert(named.place) {
                continue;
            }
            match &named.kind {
                TypeKind::Object(object) => {
                    self.members(area, object).iter().for_each(|member| self.reach(area, &member.ty, reached));
                    object.extra.iter().for_each(|extra| self.reach(area, extra, reached));
                }
                TypeKind::Union { arms, .. } => {
                    arms.iter().for_each(|(_, name, _)| self.reach(area, &Ty::Name(name.clone()), reached));
                }
                TypeKind::Forms(forms) => forms.iter().for_each(|(ty, _)| self.reach(area, ty, reached)),
                _ => {}
            }
        }
    }

    /// The places of the types that travel in params, and of those that travel in results.
    #[must_use]
    pub fn sent_and_read(&self) -> (BTreeSet<Place>, BTreeSet<Place>) {
        let (mut sent, mut read) = (BTreeSet::new(), BTreeSet::new());
        for (area, method) in self.methods() {
            method.params.iter().for_each(|param| self.reach(Some(area), &param.ty, &mut sent));
            self.reach(Some(area), &method.result.ty, &mut read);
        }
        (sent, read)
    }

    /// The method that a name means: the key of one of the area's, or `area.key` of another area's.
    #[must_use]
    pub fn method_named<'s>(&'s self, area: Option<&'s Area>, name: &str) -> Option<(&'s Area, &'s Method)> {
        let of = |area: &'s Area, key: &str| Some((area, area.methods.iter().find(|method| method.key == key)?));
        area.and_then(|area| of(area, name)).or_else(|| {
            let (area, key) = name.split_once('.')?;
            of(self.area(area)?, key)
        })
    }

    /// All areas' methods, each with its area.
    pub fn methods(&self) -> impl Iterator<Item = (&Area, &Method)> {
        self.areas.iter().flat_map(|area| area.methods.iter().map(move |method| (area, method)))
    }
}

impl Area {
    /// The service of one of its methods.
    #[must_use]
    pub fn service_of<'a>(&'a self, method: &'a Method) -> &'a str {
        method.service.as_deref().unwrap_or(&self.service)
    }

    /// The service of one of its methods on an appliance, where it differs.
    #[must_use]
    pub fn onprem_service_of<'a>(&'a self, method: &'a Method) -> Option<&'a str> {
        method.onprem_service.as_deref().or(self.onprem_service.as_deref())
    }

    /// The vendor's page of one of its methods.
    #[must_use]
    pub fn page_of<'a>(&'a self, method: &'a Method) -> &'a str {
        method.page.as_deref().unwrap_or(&self.page)
    }
}
