//! A company's life, against the embedded Control Center: created, found, listed, licensed, suspended, activated, deleted.
//! `cargo run --example tour` needs no account, no key and no network beyond this machine.

use gravityzone_client::companies::{
    ActivateCompany, Company, CompanyType, ContactPersonInput, CreateCompany, DeleteCompany, FindCompaniesByName,
    GetCompanyDetails, Industry, LicenseSubscription, LicenseType, SubCompanies, SuspendCompany,
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
    center.stop().await;
    Ok(outcome?)
}

async fn tour(client: &Client) -> Result<(), Error> {
    let mut steps = Steps::default();

    let request = CreateCompany::new(CompanyType::Customer, "Fjord Dental")
        .industry(Industry::HealthcareResearch)
        .country("NO")
        .contact_person(ContactPersonInput::new("silje.aas@fjorddental.example").full_name("Silje Aas"))
        .license_subscription(LicenseSubscription::new().r#type(LicenseType::MonthlySubscription).reserved_slots(10));
    let id = client.companies().create_company(request).await?;
    steps.add("created", format!("Fjord Dental has the id {id}"));

    let found = client.companies().find_companies_by_name(FindCompaniesByName::new("*dental")).await?;
    steps.add("found", format!("{} whose name holds \"dental\": {}", found.len(), names(&found)));

    let listed = client.network().get_companies_list(GetCompaniesList::new()).await?;
    steps.add("listed", format!("{} right below the key's own company", listed.len()));

    let request = SetMonthlySubscription::new(&id).reserved_slots(25).auto_renew_period(12).manage_encryption(true);
    client.licensing().set_monthly_subscription(request).await?;
    let licences = client.licensing().get_license_info(GetLicenseInfo::new().company_id(&id)).await?;
    for licence in licences {
        let kind = licence.subscription_type.map_or_else(|| "unknown".to_owned(), |kind| kind.to_string());
        let seats = licence.total_slots.map_or_else(|| "shared".to_owned(), |seats| seats.to_string());
        steps.add("licensed", format!("{kind} with {seats} seats, encryption: {:?}", licence.manage_encryption));
    }

    client.companies().suspend_company(SuspendCompany::new(&id, SubCompanies::Leave)).await?;
    steps.add("suspended", state(client, &id).await?);

    client.companies().activate_company(ActivateCompany::new(&id, SubCompanies::Leave)).await?;
    steps.add("activated", state(client, &id).await?);

    client.companies().delete_company(DeleteCompany::new(&id)).await?;
    match client.companies().get_company_details(GetCompanyDetails::new().company_id(&id)).await {
        Ok(company) => steps.add("deleted", format!("{} is still there", company.name)),
        Err(error) => steps.add("deleted", format!("asking for it again says: {error}")),
    }

    steps.print();
    Ok(())
}

fn names(companies: &[Company]) -> String {
    companies.iter().map(|company| company.name.as_str()).collect::<Vec<_>>().join(", ")
}

async fn state(client: &Client, id: &gravityzone_client::companies::CompanyId) -> Result<String, Error> {
    let company = client.companies().get_company_details(GetCompanyDetails::new().company_id(id)).await?;
    Ok(format!("{} is {}", company.name, if company.is_suspended == Some(true) { "suspended" } else { "active" }))
}

/// What happened, printed as a table at the end.
#[derive(Default)]
struct Steps(Vec<(&'static str, String)>);

impl Steps {
    fn add(&mut self, step: &'static str, what: String) {
        self.0.push((step, what));
    }

    fn print(&self) {
        println!("{:<10} | what the API said", "step");
        println!("{:-<10}-+-{:-<60}", "", "");
        for (step, what) in &self.0 {
            println!("{step:<10} | {what}");
        }
    }
}
