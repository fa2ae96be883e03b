//! What a Control Center remembers: companies in a tree, accounts, custom fields, licences and integrations.
//! It is guarded by one lock; a call is answered before the next one looks.

use crate::answer::Refusal;
use crate::company::{Companies, Company};
use crate::ids::Ids;
use gravityzone_spec::{Spec, TypeKind};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Everything that calls can change.
pub(crate) struct State {
    pub(crate) ids: Ids,
    /// The company of the keys; a partner.
    pub(crate) own_company: String,
    /// The account that the keys belong to.
    pub(crate) own_account: String,
    pub(crate) companies: Companies,
    pub(crate) accounts: BTreeMap<String, Account>,
    /// Names of custom fields, by id.
    pub(crate) fields: BTreeMap<String, String>,
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
        let mut company = Company::new(ids.next(now), "Demo Partner", None, now);
        company.kind = code(spec, "CompanyType", "Partner");
        company.details.insert("canBeManagedByAbove".to_owned(), true.into());
        company.details.insert("industry".to_owned(), 0.into());
        company.licence.insert("type".to_owned(), code(spec, "LicenseType", "MonthlySubscription"));
        let account = Account {
            id: ids.next(now),
            company: company.id.clone(),
            email: "api@demo-partner.example".to_owned(),
            full_name: "Demo Administrator".to_owned(),
            language: "en_US".to_owned(),
            timezone: "GMT".to_owned(),
        };
        let mut state = Self {
            ids,
            own_company: company.id.clone(),
            own_account: account.id.clone(),
            companies: Companies::default(),
            accounts: BTreeMap::from([(account.id.clone(), account)]),
            fields: BTreeMap::new(),
        };
        state.companies.add(company);
        state
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
        self.company(id).and_then(|company| match company.parent() {
            Some(_) => Ok(company),
            None => Err(Refusal::not_available()),
        })
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
