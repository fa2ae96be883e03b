//! The state as JSON, out and in: for files, for the admin path, for a look at it.
//! Secrets do not leave: passwords are never kept, licence keys are `***`.

use crate::at::At;
use crate::company::{Companies, Company, Integration};
use crate::ids::Ids;
use crate::mask::Secrets;
use crate::state::{Account, Holder, State};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The version of the format; another one is not read.
const VERSION: u64 = 1;

/// Writes a state.
pub(crate) fn write(state: &State, secrets: &Secrets) -> Json {
    let holder = |holder: &Holder| json!({ "company": holder.company, "account": holder.account });
    let holders: Map<String, Json> = state.holders.iter().map(|(name, held)| (name.clone(), holder(held))).collect();
    let companies = state.companies.iter().map(company).collect::<Vec<_>>();
    let accounts = state.accounts.values().map(|account| {
        json!({
            "id": account.id, "company": account.company, "email": account.email, "fullName": account.full_name,
            "language": account.language, "timezone": account.timezone,
        })
    });
    let mut written = json!({
        "version": VERSION,
        "idsMade": state.ids.made(),
        "top": holder(&state.top),
        "keyCompanies": holders,
        "companies": companies,
        "accounts": accounts.collect::<Vec<_>>(),
        "customFields": state.fields,
    });
    for company in written["companies"].as_array_mut().into_iter().flatten() {
        secrets.mask(&mut company["details"]);
        secrets.mask(&mut company["licence"]);
    }
    written
}

fn company(company: &Company) -> Json {
    let link = company.integration.as_ref();
    json!({
        "id": company.id, "name": company.name(), "parent": company.parent(), "type": company.kind,
        "suspended": company.suspended, "created": company.created, "details": company.details,
        "customFields": company.fields, "licence": company.licence, "externalId": company.external_id,
        "integration": link.map(|link| json!({ "id": link.id, "name": link.name, "account": link.account })),
    })
}

/// Reads a state. New ids are made by `ids`, past those that the state holds.
///
/// # Errors
/// The first thing that is wrong, with its path: `companies[3].parent: ...`.
pub(crate) fn read(json: &Json, mut ids: Ids) -> Result<State, String> {
    let root = At::root(json);
    root.only(&["version", "idsMade", "top", "keyCompanies", "companies", "accounts", "customFields"])?;
    let version = root.member("version")?;
    if version.number()? != VERSION {
        return Err(version.wrong(&format!("only version {VERSION} can be read")));
    }
    let mut companies = Companies::default();
    let listed = root.member("companies")?;
    for at in listed.items()? {
        let company = read_company(&at)?;
        if companies.get(&company.id).is_some() {
            return Err(at.member("id")?.wrong("another company has this id"));
        }
        if companies.named(company.name()).is_some() {
            return Err(at.member("name")?.wrong("another company has this name"));
        }
        companies.add(company);
    }
    let fields = read_texts(root.optional("customFields"))?;
    let accounts = read_accounts(root.optional("accounts"), &companies)?;
    let top = read_holder(&root.member("top")?, &companies, &accounts)?;
    for at in listed.items()? {
        // Every company is below the top, so there are neither circles nor loose ends.
        if !companies.reaches(&top.company, at.member("id")?.text()?) {
            return Err(at.wrong("the company is not below the one at the top, whose id is in `top.company`"));
        }
        for value in at.optional("customFields").iter().flat_map(At::entries).flatten() {
            if !fields.contains_key(&value.0) {
                return Err(value.1.wrong("there is no custom field with this id"));
            }
        }
    }
    if companies.get(&top.company).is_some_and(|company| company.parent().is_some()) {
        return Err(root.member("top")?.member("company")?.wrong("the company at the top has no parent"));
    }
    let mut holders = BTreeMap::new();
    for (name, at) in root.optional("keyCompanies").iter().flat_map(At::entries).flatten() {
        holders.insert(name, read_holder(&at, &companies, &accounts)?);
    }
    let known = companies.iter().map(|company| &company.id).chain(accounts.keys()).chain(fields.keys());
    ids.go_past(known.map(String::as_str));
    ids.go_on_from(root.optional("idsMade").map_or(Ok(0), |at| at.number())?);
    Ok(State { ids, top, holders, companies, accounts, fields })
}

fn read_company(at: &At<'_>) -> Result<Company, String> {
    at.only(&[
        "id",
        "name",
        "parent",
        "type",
        "suspended",
        "created",
        "details",
        "customFields",
        "licence",
        "externalId",
        "integration",
    ])?;
    let text = |name: &str| at.optional(name).map(|at| at.text().map(str::to_owned)).transpose();
    let created = at.optional("created").map_or(Ok(0), |at| at.number())?;
    let id = at.member("id")?.text()?.to_owned();
    let mut company = Company::new(id, at.member("name")?.text()?, text("parent")?, created);
    company.kind = at.member("type")?.number()?.into();
    company.suspended = at.optional("suspended").map_or(Ok(false), |at| at.flag())?;
    let object = |name: &str| at.optional(name).map_or(Ok(Map::new()), |at| at.object().cloned());
    company.details = object("details")?;
    company.licence = object("licence")?;
    company.fields = read_texts(at.optional("customFields"))?;
    company.external_id = text("externalId")?;
    if let Some(link) = at.optional("integration") {
        link.only(&["id", "name", "account"])?;
        let account = link.optional("account").map(|at| at.text().map(str::to_owned)).transpose()?;
        let text = |name| link.member(name).and_then(|at| at.text().map(str::to_owned));
        company.integration = Some(Integration { id: text("id")?, name: text("name")?, account });
    }
    Ok(company)
}

fn read_accounts(list: Option<At<'_>>, companies: &Companies) -> Result<BTreeMap<String, Account>, String> {
    let mut accounts = BTreeMap::new();
    for at in list.map_or(Ok(Vec::new()), |at| at.items())? {
        at.only(&["id", "company", "email", "fullName", "language", "timezone"])?;
        let text = |name| at.member(name).and_then(|at| at.text().map(str::to_owned));
        let or =
            |name, absent: &str| at.optional(name).map_or(Ok(absent.to_owned()), |at| at.text().map(str::to_owned));
        let account = Account {
            id: text("id")?,
            company: read_id(&at, companies)?,
            email: text("email")?,
            full_name: text("fullName")?,
            language: or("language", "en_US")?,
            timezone: or("timezone", "GMT")?,
        };
        if accounts.insert(account.id.clone(), account).is_some() {
            return Err(at.member("id")?.wrong("another account has this id"));
        }
    }
    Ok(accounts)
}

fn read_holder(at: &At<'_>, companies: &Companies, accounts: &BTreeMap<String, Account>) -> Result<Holder, String> {
    at.only(&["company", "account"])?;
    let company = read_id(at, companies)?;
    let account = at.member("account")?;
    match accounts.get(account.text()?) {
        Some(found) if found.company == company => Ok(Holder { company, account: found.id.clone() }),
        _ => Err(account.wrong("the company has no account with this id")),
    }
}

/// The member `company`, if there is such a company.
fn read_id(at: &At<'_>, companies: &Companies) -> Result<String, String> {
    let at = at.member("company")?;
    let company = companies.get(at.text()?).ok_or_else(|| at.wrong("there is no company with this id"))?;
    Ok(company.id.clone())
}

fn read_texts(at: Option<At<'_>>) -> Result<BTreeMap<String, String>, String> {
    let entries = at.map_or(Ok(Vec::new()), |at| at.entries())?;
    entries.into_iter().map(|(name, at)| Ok((name, at.text()?.to_owned()))).collect()
}
