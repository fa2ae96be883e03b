//! A company's life, against the embedded Control Center: created, found, listed, licensed, suspended, activated, deleted.
//! `cargo run --example tour` needs no account, no key and no network beyond this machine.

use gravityzone_client::companies::{
    ActivateCompany, Company, CompanyId, CompanyType, ContactPersonInput, CreateCompany, DeleteCompany,
    FindCompaniesByName, GetCompanyDetails, Industry, LicenseSubscription, LicenseType, SubCompanies, SuspendCompany,
};
use gravityzone_client::licensing::{GetLicenseInfo, SetMonthlySubscription};
use gravityzone_client::network::GetCompaniesList;
use gravityzone_client::{Client, Error};
use gravityzone_mock::ControlCenter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().deterministic().start().await?;
    println!("An embedded Control Center listens on {}.\n", center.url());
    let client = Client::new(center.url(), center.key())?;
    let outcome = tour(&client).await;
    print_calls(&center);
    center.stop().await;
    Ok(outcome?)
}

async fn tour(client: &Client) -> Result<(), Error> {
    let request = CreateCompany::new(CompanyType::Customer, "Fjord Dental")
        .industry(Industry::HealthcareResearch)
        .country("NO")
        .contact_person(ContactPersonInput::new("silje.aas@fjorddental.example").full_name("Silje Aas"))
        .license_subscription(LicenseSubscription::new().r#type(LicenseType::MonthlySubscription).reserved_slots(10));
    let id = client.companies().create_company(request).await?;
    println!("Created:   Fjord Dental, a customer; its id is {id}.");

    let found = client.companies().find_companies_by_name(FindCompaniesByName::new("*dental")).await?;
    let more = if found.maybe_truncated() { " or more" } else { "" };
    println!("Found:     {}{more} whose name holds \"dental\": {}.", found.len(), names(&found));

    let listed = client.network().get_companies_list(GetCompaniesList::new()).await?;
    println!("Listed:    {} right below the key's own company.", listed.len());

    let request = SetMonthlySubscription::new(&id).reserved_slots(25).auto_renew_period(12).manage_encryption(true);
    client.licensing().set_monthly_subscription(request).await?;
    for licence in client.licensing().get_license_info(GetLicenseInfo::new().company_id(&id)).await? {
        let kind = licence.subscription_type.map_or_else(|| "unknown".to_owned(), |kind| kind.to_string());
        let seats = licence.total_slots.map_or_else(|| "shared".to_owned(), |seats| seats.to_string());
        let encryption = if licence.manage_encryption == Some(true) { "with" } else { "without" };
        println!("Licensed:  {kind}, {seats} seats, {encryption} encryption.");
    }

    client.companies().suspend_company(SuspendCompany::new(&id, SubCompanies::Leave)).await?;
    println!("Suspended: {}.", state(client, &id).await?);

    client.companies().activate_company(ActivateCompany::new(&id, SubCompanies::Leave)).await?;
    println!("Activated: {}.", state(client, &id).await?);

    client.companies().delete_company(DeleteCompany::new(&id)).await?;
    match client.companies().get_company_details(GetCompanyDetails::new().company_id(&id)).await {
        Ok(company) => println!("Deleted:   not at all, {} is still there.", company.name),
        Err(error) => println!("Deleted:   asking for it again says:\n           {error}"),
    }
    Ok(())
}

fn names(companies: &[Company]) -> String {
    companies.iter().map(|company| company.name.as_str()).collect::<Vec<_>>().join(", ")
}

async fn state(client: &Client, id: &CompanyId) -> Result<String, Error> {
    let company = client.companies().get_company_details(GetCompanyDetails::new().company_id(id)).await?;
    Ok(format!("{} is {}", company.name, if company.is_suspended == Some(true) { "suspended" } else { "active" }))
}

/// What the Control Center was asked, as a table.
fn print_calls(center: &ControlCenter) {
    println!("\n{:>4} | {:<10} | {:<25} | answer", "call", "area", "method");
    println!("{:->4}-+-{:-<10}-+-{:-<25}-+-{:-<14}", "", "", "", "");
    for (at, call) in center.requests().iter().enumerate() {
        let answer = call.code.map_or_else(|| "result".to_owned(), |code| format!("error {code}"));
        println!("{:>4} | {:<10} | {:<25} | {answer}", at + 1, call.area, call.method);
    }
}
