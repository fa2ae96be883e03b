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
    /// Whose the keys are that name no company: the company at the top, a partner.
    pub(crate) top: Holder,
    /// Whose the keys are that name one, by that name.
    pub(crate) holders: BTreeMap<String, Holder>,
    pub(crate) companies: Companies,
    pub(crate) accounts: BTreeMap<String, Account>,
    /// Names of custom fields, by id.
    pub(crate) fields: BTreeMap<String, String>,
}

/// Whom a key belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) company: String,
    pub(crate) account: String,
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
        let top = Holder { company: company.id.clone(), account: String::new() };
        let mut state = Self {
            ids,
            top,
            holders: BTreeMap::new(),
            companies: Companies::default(),
            accounts: BTreeMap::new(),
            fields: BTreeMap::new(),
        };
        state.companies.add(company);
        state.top.account = state.open_account(state.top.company.clone(), now);
        state
    }

    /// Gives a company to the keys that name it. One that has no account gets one.
    pub(crate) fn hold(&mut self, name: &str, company: &str, now: u64) {
        let found = self.accounts.values().find(|account| account.company == company);
        let account = match found {
            Some(account) => account.id.clone(),
            None => self.open_account(company.to_owned(), now),
        };
        self.holders.insert(name.to_owned(), Holder { company: company.to_owned(), account });
    }

    fn open_account(&mut self, company: String, now: u64) -> String {
        let id = self.ids.next(now);
        let email = match self.accounts.len() {
            0 => "api@demo-partner.example".to_owned(),
            other => format!("api-{other}@demo-partner.example"),
        };
        let account = Account {
            id: id.clone(),
            company,
            email,
            full_name: "Demo Administrator".to_owned(),
            language: "en_US".to_owned(),
            timezone: "GMT".to_owned(),
        };
        self.accounts.insert(id.clone(), account);
        id
    }

    /// Whom a key belongs to; nobody once the company is gone.
    pub(crate) fn holder(&self, company: Option<&str>) -> Option<&Holder> {
        let holder = match company {
            None => Some(&self.top),
            Some(name) => self.holders.get(name),
        };
        holder.filter(|holder| self.companies.get(&holder.company).is_some())
    }

    /// The company of an id, if it is a key's own or below it.
    pub(crate) fn within_reach(&self, own: &str, id: &str) -> Result<&Company, Refusal> {
        self.companies.get(id).filter(|_| self.companies.reaches(own, id)).ok_or_else(Refusal::not_available)
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
