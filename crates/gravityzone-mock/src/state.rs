//! What a Control Center remembers: companies in a tree, accounts, custom fields, licences and integrations.
//! Ids sort by creation, so every list comes in that order.

use crate::answer::Refusal;
use crate::ids::Ids;
use gravityzone_spec::{Spec, TypeKind};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Everything that calls can change.
pub(crate) struct State {
    pub(crate) ids: Ids,
    /// The company of the keys; a partner.
    pub(crate) own_company: String,
    /// The account that the keys belong to.
    pub(crate) own_account: String,
    pub(crate) companies: BTreeMap<String, Company>,
    pub(crate) accounts: BTreeMap<String, Account>,
    /// Names of custom fields, by id.
    pub(crate) fields: BTreeMap<String, String>,
}

/// A company.
pub(crate) struct Company {
    pub(crate) id: String,
    pub(crate) name: String,
    /// A code of CompanyType.
    pub(crate) kind: Json,
    pub(crate) parent: Option<String>,
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

/// A user account.
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) company: String,
    pub(crate) email: String,
    pub(crate) full_name: String,
    pub(crate) language: String,
    pub(crate) timezone: String,
}

impl State {
    /// A partner company with one account, and nothing else.
    pub(crate) fn new(spec: &Spec, mut ids: Ids, now: u64) -> Self {
        let company = Company {
            id: ids.next(now),
            name: "Demo Partner".to_owned(),
            kind: code(spec, "CompanyType", "Partner"),
            parent: None,
            suspended: false,
            created: now,
            details: Map::from_iter([
                ("canBeManagedByAbove".to_owned(), true.into()),
                ("industry".to_owned(), 0.into()),
            ]),
            fields: BTreeMap::new(),
            licence: Map::from_iter([("type".to_owned(), code(spec, "LicenseType", "MonthlySubscription"))]),
            external_id: None,
            integration: None,
        };
        let account = Account {
            id: ids.next(now),
            company: company.id.clone(),
            email: "api@demo-partner.example".to_owned(),
            full_name: "Demo Administrator".to_owned(),
            language: "en_US".to_owned(),
            timezone: "GMT".to_owned(),
        };
        Self {
            ids,
            own_company: company.id.clone(),
            own_account: account.id.clone(),
            companies: BTreeMap::from([(company.id.clone(), company)]),
            accounts: BTreeMap::from([(account.id.clone(), account)]),
            fields: BTreeMap::new(),
        }
    }

    /// The company of an id, or the keys' own without one.
    pub(crate) fn company(&self, id: Option<&str>) -> Result<&Company, Refusal> {
        self.companies.get(id.unwrap_or(&self.own_company)).ok_or_else(Refusal::not_available)
    }

    /// The same, to be changed.
    pub(crate) fn company_mut(&mut self, id: Option<&str>) -> Result<&mut Company, Refusal> {
        self.companies.get_mut(id.unwrap_or(&self.own_company)).ok_or_else(Refusal::not_available)
    }

    /// A company below the keys' own.
    pub(crate) fn managed(&self, id: Option<&str>) -> Result<&Company, Refusal> {
        self.company(id).and_then(|company| match &company.parent {
            Some(_) => Ok(company),
            None => Err(Refusal::not_available()),
        })
    }

    /// The companies right below one.
    pub(crate) fn children(&self, parent: &str) -> impl Iterator<Item = &Company> {
        self.companies.values().filter(move |company| company.parent.as_deref() == Some(parent))
    }

    /// The ids of a company and of all below it, a company always before those below.
    pub(crate) fn subtree(&self, root: &str) -> Vec<String> {
        let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for company in self.companies.values() {
            if let Some(parent) = &company.parent {
                below.entry(parent).or_default().push(&company.id);
            }
        }
        let mut found = vec![root];
        let mut next = 0;
        while let Some(id) = found.get(next) {
            found.extend(below.get(id).into_iter().flatten());
            next += 1;
        }
        found.into_iter().map(str::to_owned).collect()
    }

    /// The company of a name.
    pub(crate) fn company_named(&self, name: &str) -> Option<&Company> {
        self.companies.values().find(|company| company.name == name)
    }

    /// The id of the custom field of a name.
    pub(crate) fn field_named(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(_, known)| *known == name).map(|(id, _)| id.as_str())
    }
}

/// The code of a named value of a shared enumeration.
fn code(spec: &Spec, type_name: &str, value: &str) -> Json {
    code_in(spec.type_in(None, type_name).map(|ty| &ty.kind), value)
}

/// The code of a named value; `null` if the spec has none.
pub(crate) fn code_in(kind: Option<&TypeKind>, value: &str) -> Json {
    match kind {
        Some(TypeKind::Codes(codes)) => {
            codes.iter().find(|code| code.name == value).map_or(Json::Null, |c| json!(c.code))
        }
        _ => Json::Null,
    }
}
