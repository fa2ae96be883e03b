//! The mechanical part of a change: what a page adds, written into the spec, with a TODO where words are needed.
//! It adds lines. Of a line that stands only a literal default is changed; nothing is removed, required or renamed.

mod draft;
mod skeleton;

use self::draft::Draft;
use crate::drift::{Drift, DriftKind, Scope, address, alike};
use crate::store::Sheet;
use gravityzone_spec::{DocsMember, DocsMethod, Entry, FileKind, Place, Spec, Ty, TypeKind, insert, replace};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a person has to write.
pub(crate) const TODO: &str = "TODO: what it is, in our words.";

/// Files of the spec as they would be, by their path, and what was done and left.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The new texts, by path, such as `spec/areas/companies.json`.
    pub files: BTreeMap<String, String>,
    /// The addresses that were written.
    pub written: Vec<String>,
    /// What is left to a person: a kind and an address.
    pub left: Vec<(DriftKind, String)>,
}

/// Writes what is mechanical of the differences that no erratum explains.
///
/// # Errors
/// If the spec's files cannot be edited.
pub fn propose(sheets: &[Sheet], drifts: &[Drift], spec: &Spec) -> Result<Proposal, String> {
    let mut proposal = Proposal::default();
    let mut taken = BTreeSet::new();
    for drift in drifts.iter().filter(|drift| drift.is_open() && !drift.since_import) {
        let Some(sheet) = sheets.iter().find(|sheet| sheet.facts.page == drift.page) else { continue };
        let Some(area) = spec.area(&sheet.facts.area) else { continue };
        let mut hand = Hand { scope: Scope { spec, area }, sheet, proposal: &mut proposal, taken: &mut taken };
        if hand.write(drift)? {
            proposal.written.push(drift.at.clone());
        } else {
            proposal.left.push((drift.kind, drift.at.clone()));
        }
    }
    Ok(proposal)
}

/// Writes one difference after the other.
struct Hand<'a> {
    scope: Scope<'a>,
    sheet: &'a Sheet,
    proposal: &'a mut Proposal,
    /// The names of types that were added.
    taken: &'a mut BTreeSet<String>,
}

impl Hand<'_> {
    /// Whether the difference is mechanical, and was written.
    fn write(&mut self, drift: &Drift) -> Result<bool, String> {
        match drift.kind {
            DriftKind::MethodAdded => self.method(drift),
            DriftKind::ParamAddedOptional | DriftKind::ResultFieldAdded => self.member(drift),
            DriftKind::EnumValueAdded => self.value(drift),
            DriftKind::ParamDefaultChanged => self.default(drift),
            _ => Ok(false),
        }
    }

    fn method(&mut self, drift: &Drift) -> Result<bool, String> {
        let methods = &self.sheet.facts.methods;
        let named =
            |method: &&DocsMethod| drift.at.strip_prefix(&self.scope.area.name) == Some(&format!(".{}", method.name));
        let Some(said) = methods.iter().find(named) else { return Ok(false) };
        let before = methods.iter().take_while(|method| method.name != said.name).last();
        let place = self.scope.area.place;
        let mut draft = Draft::new(self.scope, said, self.taken);
        let text = skeleton::method(&self.sheet.facts, said, &mut draft);
        let types = draft.types;
        self.types(place, &types)?;
        let after = before.map(|method| method.name.as_str());
        self.insert(place, &["methods"], Entry { key: &said.name, value: &text, after })?;
        Ok(true)
    }

    fn member(&mut self, drift: &Drift) -> Result<bool, String> {
        let Some((method, said)) = self.said(&drift.at) else { return Ok(false) };
        let Some((place, path)) = self.object(&drift.at) else { return Ok(false) };
        let beside = |member: &&DocsMember| outer(&member.path) == outer(&said.path);
        let before = method.members.iter().filter(beside).take_while(|member| member.path != said.path).last();
        let after = before.and_then(|member| member.path.rsplit('.').next()).map(str::to_owned);
        let name = said.path.rsplit('.').next().unwrap_or(&said.path).to_owned();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if self.stands(path.get(1).copied(), &name) {
            // the type has it and the method omits it: that is a decision of somebody's
            return Ok(false);
        }
        let known = self.scope.area.methods.iter().find(|known| known.name == method.name);
        let mut draft = Draft::new(self.scope, &method, self.taken);
        draft.updates = known.is_some_and(|known| known.effect == "update");
        draft.shared = drift.at.starts_with("shared.");
        let ty = draft.type_text(&said);
        let line = draft.line(&said, &ty, Vec::new());
        let types = draft.types;
        self.types(place, &types)?;
        self.insert(place, &path, Entry { key: &name, value: &line, after: after.as_deref() })?;
        Ok(true)
    }

    /// Adds types to the file of a place.
    fn types(&mut self, place: Place, types: &[(String, String)]) -> Result<(), String> {
        types
            .iter()
            .try_for_each(|(name, ty)| self.insert(place, &["types"], Entry { key: name, value: ty, after: None }))
    }

    /// Whether an object type has a member of a name.
    fn stands(&self, ty: Option<&str>, name: &str) -> bool {
        let ty = ty.and_then(|ty| self.scope.named(ty));
        let children = ty.map(|ty| self.scope.children(&Ty::Name(ty.name.clone()))).unwrap_or_default();
        children.members.iter().any(|known| known.name == name)
    }

    /// The member of the page that an address is about, and its method.
    fn said(&self, at: &str) -> Option<(DocsMethod, DocsMember)> {
        self.sheet.facts.methods.iter().find_map(|method| {
            let member = method.members.iter().find(|member| address(self.scope, &method.name, &member.path) == at)?;
            Some((method.clone(), member.clone()))
        })
    }

    /// Where the object stands that an address ends in: a place in its file, and the path there.
    fn object(&self, at: &str) -> Option<(Place, Vec<String>)> {
        let parts: Vec<&str> = at.split('.').collect();
        let owned = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        match parts[..] {
            [_, "types", name, _] => {
                let ty = self.scope.named(name)?;
                matches!(ty.kind, TypeKind::Object(_)).then(|| (ty.place, owned(&["types", name, "object"])))
            }
            [area, method, "params", _] if area == self.scope.area.name => {
                let known = self.scope.area.methods.iter().find(|known| known.key == method)?;
                Some((known.place, owned(&["methods", method, "params"])))
            }
            _ => None,
        }
    }

    fn value(&mut self, drift: &Drift) -> Result<bool, String> {
        let Some((outer, literal)) = drift.at.rsplit_once('.') else { return Ok(false) };
        let Some(ty) = outer.rsplit('.').next().and_then(|name| self.scope.named(name)) else { return Ok(false) };
        let lists = self.sheet.facts.methods.iter().flat_map(|method| &method.members).map(|member| &member.values);
        let listed = lists.filter(|values| values.iter().any(|value| value.literal == literal)).find(|values| {
            let known = alike(self.scope, values);
            known.is_none_or(|known| std::ptr::eq(known, ty))
        });
        let Some(values) = listed else { return Ok(false) };
        let Some(said) = values.iter().find(|value| value.literal == literal) else { return Ok(false) };
        let before = values.iter().take_while(|value| value.literal != literal).last();
        let (kind, value) = match &ty.kind {
            TypeKind::Codes(_) => {
                let mut value = serde_json::Map::new();
                match &said.name {
                    Some(name) => value.insert("name".to_owned(), json!(name)),
                    None => value.insert("name".to_owned(), json!(format!("Code{}", literal.replace('-', "Minus")))),
                };
                if let Some(parent) = said.parent {
                    value.insert("parent".to_owned(), json!(parent));
                }
                if said.name.is_none() {
                    value.insert("doc".to_owned(), json!(TODO));
                }
                ("codes", if value.len() == 1 { json!(said.name) } else { Json::Object(value) })
            }
            TypeKind::Words(_) => ("words", json!(TODO)),
            _ => return Ok(false),
        };
        let path: Vec<&str> = if ty.own_file.is_some() { vec![kind] } else { vec!["types", &ty.name, kind] };
        let after = before.map(|value| value.literal.as_str());
        self.insert(ty.place, &path, Entry { key: literal, value: &value.to_string(), after })?;
        Ok(true)
    }

    /// The one edit of what stands: another literal in place of a literal default.
    fn default(&mut self, drift: &Drift) -> Result<bool, String> {
        let Some((_, said)) = self.said(&drift.at) else { return Ok(false) };
        let Some((place, mut path)) = self.object(&drift.at) else { return Ok(false) };
        let Some(default) = &said.default else { return Ok(false) };
        path.extend(drift.at.rsplit('.').next().map(str::to_owned));
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let (file, kind, text) = self.file(place)?;
        match replace(kind, &file, &text, &path, "default", &default.to_string()) {
            Ok(text) => {
                self.proposal.files.insert(file, text);
                Ok(true)
            }
            // an absence in words stands there, which only a person can weigh
            Err(_) => Ok(false),
        }
    }

    fn insert(&mut self, place: Place, path: &[&str], entry: Entry<'_>) -> Result<(), String> {
        let (file, kind, text) = self.file(place)?;
        let text = insert(kind, &file, &text, path, entry)?;
        self.proposal.files.insert(file, text);
        Ok(())
    }

    /// The file of a place, as it is by now.
    fn file(&self, place: Place) -> Result<(String, FileKind, String), String> {
        let sources = &self.scope.spec.sources;
        let file = sources.path(place).to_owned();
        let below = file.split_once('/').map_or(file.as_str(), |(_, below)| below);
        let kind = FileKind::of(below).ok_or_else(|| format!("{file} is no file of a spec\n"))?;
        let text = self.proposal.files.get(&file).map_or_else(|| sources.text(place), String::as_str);
        Ok((file.clone(), kind, text.to_owned()))
    }
}

fn outer(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(outer, _)| outer)
}
