//! Takes a new customer on: looks at the key, checks the order, creates what is missing, sells a licence.
//! It can be run again after any failure: what is there already is found, and nothing is made twice.

use gravityzone_client::companies::{
    CompanyId, CompanyType, ContactPersonInput, CreateCompany, CreateCustomFieldDefinition, FindCompaniesByName,
    GetCompanyDetails, GetCustomFieldsDefinitions, Industry, LicenseSubscription, LicenseType,
};
use gravityzone_client::licensing::SetMonthlySubscription;
use gravityzone_client::{Client, Error};
use gravityzone_mock::ControlCenter;
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().deterministic().start().await?;
    let client = Client::new(center.url(), center.key())?;

    // What the program needs, it says at its start: a key that lacks an area fails here, in one line.
    let probe = client.probe().await?;
    probe.require(&["companies", "licensing"])?;
    println!("Key:     a {}'s, for {}.", probe.key_kind(), probe.apis().join(", "));

    // A mistake in the order is found before anything is made.
    let mistaken = order("Fjord Dental").skip_2fa_period(2);
    if let Err(broken) = mistaken.validate() {
        println!("Refused: {broken}");
    }

    // The second run finds what the first has made.
    for run in 1..=2 {
        println!("\nRun {run}");
        let id = onboard(&client, order("Fjord Dental")).await?;
        let company = client.companies().get_company_details(GetCompanyDetails::new().company_id(&id)).await?;
        println!("Ready:   {} with {:?}.", company.name, company.custom_fields.unwrap_or_default());
    }
    center.stop().await;
    Ok(())
}

fn order(name: &str) -> CreateCompany {
    CreateCompany::new(CompanyType::Customer, name)
        .industry(Industry::HealthcareResearch)
        .country("NO")
        .contact_person(ContactPersonInput::new("silje.aas@fjorddental.example").full_name("Silje Aas"))
        .license_subscription(LicenseSubscription::new().r#type(LicenseType::MonthlySubscription).reserved_slots(10))
        .custom_fields(BTreeMap::from([("Contract".to_owned(), "2026-0417".to_owned())]))
}

async fn onboard(client: &Client, order: CreateCompany) -> Result<CompanyId, Error> {
    for field in order.custom_fields.iter().flatten().map(|(name, _)| name) {
        define_field(client, field).await?;
    }
    let id = match find(client, &order.name).await? {
        Some(id) => {
            println!("Found:   {} is {id}.", order.name);
            id
        }
        None => create(client, order).await?,
    };
    // The same call twice has the effect of one, so the client may repeat it, and so may we.
    let licence = SetMonthlySubscription::new(&id).reserved_slots(25).auto_renew_period(12).manage_encryption(true);
    client.licensing().set_monthly_subscription(licence).await?;
    println!("Sold:    25 seats, with encryption, renewed after 12 months.");
    Ok(id)
}

/// Creates the company. If nobody can tell whether that worked, it looks, and never calls again blindly.
async fn create(client: &Client, order: CreateCompany) -> Result<CompanyId, Error> {
    let name = order.name.clone();
    match client.companies().create_company(order).await {
        Ok(id) => {
            println!("Created: {name} is {id}.");
            Ok(id)
        }
        // The line names the method to look with; a program knows it as `CreateCompany::VERIFY`.
        Err(error) if error.outcome_unknown() => {
            println!("Unknown: {error}");
            find(client, &name).await?.ok_or(error)
        }
        Err(error) => Err(error),
    }
}

async fn find(client: &Client, name: &str) -> Result<Option<CompanyId>, Error> {
    let found = client.companies().find_companies_by_name(FindCompaniesByName::new(name)).await?;
    Ok(found.into_iter().find(|company| company.name == name).map(|company| company.id))
}

async fn define_field(client: &Client, name: &str) -> Result<(), Error> {
    let fields = client.companies().get_custom_fields_definitions(GetCustomFieldsDefinitions::new()).await?;
    if fields.iter().any(|field| field.name == name) {
        return Ok(());
    }
    client.companies().create_custom_field_definition(CreateCustomFieldDefinition::new(name)).await?;
    println!("Defined: the custom field {name}.");
    Ok(())
}
