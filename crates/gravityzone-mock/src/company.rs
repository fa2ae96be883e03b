//! Companies in a tree, found by id, by name and by parent.
//! Name and place are changed here only, so that what finds them stays true.

use crate::clock::timestamp;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// A company.
#[derive(Default)]
pub(crate) struct Company {
    pub(crate) id: String,
    name: String,
    parent: Option<String>,
    /// A code of CompanyType.
    pub(crate) kind: Json,
    pub(crate) suspended: bool,
    /// In seconds since 1970.
    pub(crate) created: u64,
    /// What else was written of it, under the params' names.
    pub(crate) details: Map<String, Json>,
    /// Values of custom fields, by the fields' ids.
    pub(crate) fields: BTreeMap<String, String>,
    /// The licence, under the names in which it is written.
    pub(crate) licence: Map<String, Json>,
    /// The external id that was last made for AWS.
    pub(crate) external_id: Option<String>,
    pub(crate) integration: Option<Integration>,
}

/// A link to Amazon EC2.
pub(crate) struct Integration {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The AWS account; an access key does not tell it.
    pub(crate) account: Option<String>,
}

/// All companies. Ids sort by creation, so every list comes in that order.
#[derive(Default)]
pub(crate) struct Companies {
    by_id: BTreeMap<String, Company>,
    by_name: BTreeMap<String, String>,
    below: BTreeMap<String, BTreeSet<String>>,
}

impl Company {
    pub(crate) fn new(id: String, name: &str, parent: Option<String>, created: u64) -> Self {
        Self { id, name: name.to_owned(), parent, created, ..Self::default() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The company above it; the keys' own has none.
    pub(crate) fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    pub(crate) fn created_at(&self) -> String {
        timestamp(self.created)
    }
}

impl Companies {
    pub(crate) fn add(&mut self, company: Company) {
        self.by_name.insert(company.name.clone(), company.id.clone());
        if let Some(parent) = &company.parent {
            self.below.entry(parent.clone()).or_default().insert(company.id.clone());
        }
        self.by_id.insert(company.id.clone(), company);
    }

    pub(crate) fn rename(&mut self, id: &str, name: &str) {
        if let Some(company) = self.by_id.get_mut(id) {
            self.by_name.remove(&company.name);
            self.by_name.insert(name.to_owned(), id.to_owned());
            name.clone_into(&mut company.name);
        }
    }

    /// Takes one out; those below it have to go too.
    pub(crate) fn remove(&mut self, id: &str) {
        if let Some(company) = self.by_id.remove(id) {
            self.by_name.remove(&company.name);
            self.below.remove(id);
            if let Some(siblings) = company.parent.and_then(|parent| self.below.get_mut(&parent)) {
                siblings.remove(id);
            }
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Company> {
        self.by_id.get(id)
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Company> {
        self.by_id.get_mut(id)
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Company> {
        self.by_name.get(name).and_then(|id| self.by_id.get(id))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Company> {
        self.by_id.values()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Company> {
        self.by_id.values_mut()
    }

    /// Those right below one.
    pub(crate) fn children(&self, parent: &str) -> impl Iterator<Item = &Company> {
        self.below.get(parent).into_iter().flatten().filter_map(|id| self.by_id.get(id))
    }

    /// Whether one is another, or above it.
    pub(crate) fn reaches(&self, own: &str, id: &str) -> bool {
        let above = |id: &&str| self.get(id).and_then(Company::parent);
        // What was loaded and is not checked yet can be a circle.
        std::iter::successors(Some(id), above).take(self.by_id.len()).any(|id| id == own)
    }

    pub(crate) fn count(&self) -> usize {
        self.by_id.len()
    }

    /// How many there are right below one.
    pub(crate) fn children_count(&self, parent: &str) -> usize {
        self.below.get(parent).map_or(0, BTreeSet::len)
    }

    /// All, or those right below one, that are older than another; the newest first.
    pub(crate) fn older(&self, parent: Option<&str>, than: Option<&str>) -> Box<dyn Iterator<Item = &Company> + '_> {
        let range = (Bound::Unbounded, than.map_or(Bound::Unbounded, Bound::Excluded));
        match parent {
            None => Box::new(self.by_id.range::<str, _>(range).rev().map(|(_, company)| company)),
            Some(parent) => {
                let below = self.below.get(parent).map(|ids| ids.range::<str, _>(range).rev());
                Box::new(below.into_iter().flatten().filter_map(|id| self.by_id.get(id)))
            }
        }
    }

    /// The ids of all below one, the oldest first. The companies themselves are not touched: there may be many.
    pub(crate) fn all_below<'c>(&'c self, root: &'c str) -> Vec<&'c str> {
        let mut found: Vec<&str> = Vec::new();
        let (mut at, mut next) = (root, 0);
        loop {
            found.extend(self.below.get(at).into_iter().flatten().map(String::as_str));
            let Some(id) = found.get(next) else { break };
            (at, next) = (id, next + 1);
        }
        found.sort();
        found
    }

    /// One and all below it.
    pub(crate) fn subtree(&self, root: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut left = vec![root.to_owned()];
        while let Some(id) = left.pop() {
            left.extend(self.below.get(&id).into_iter().flatten().cloned());
            found.insert(id);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_below_one_are_found_whatever_the_order_of_their_ids() {
        let mut companies = Companies::default();
        for (id, parent) in
            [("5", None), ("4", Some("5")), ("3", Some("4")), ("2", Some("3")), ("6", Some("5")), ("7", None)]
        {
            companies.add(Company::new(id.to_owned(), id, parent.map(str::to_owned), 0));
        }
        assert_eq!(companies.all_below("5"), ["2", "3", "4", "6"]);
        assert_eq!(companies.all_below("3"), ["2"]);
        assert_eq!(companies.all_below("7"), [""; 0]);
    }
}
