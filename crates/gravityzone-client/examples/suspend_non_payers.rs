//! Suspends the customers who have not paid: first as a rehearsal that changes nothing, then for real.
//! What only looks goes through a client that refuses to change anything.

use gravityzone_client::companies::{
    Company, CompanyId, CompanyType, CreateCompany, FindCompaniesByName, GetCompanyDetails, SubCompanies,
    SuspendCompany,
};
use gravityzone_client::{Client, Error, ErrorKind};
use gravityzone_mock::ControlCenter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().deterministic().start().await?;
    let client = Client::new(center.url(), center.key())?;
    for name in ["Fjord Dental", "Harbour Optics", "Quarry Tools"] {
        client.companies().create_company(CreateCompany::new(CompanyType::Customer, name)).await?;
    }

    let reader = client.read_only();
    let unpaid = find_all(&reader, &["Harbour Optics", "Quarry Tools", "Harbor Ltd"]).await?;

    println!("\nRehearsal");
    suspend(&client.dry_run(), &unpaid).await?;
    show(&reader, &unpaid).await?;

    println!("\nFor real");
    suspend(&client, &unpaid).await?;
    show(&reader, &unpaid).await?;

    // Should the report ever try to change something:
    let refused = reader.companies().suspend_company(SuspendCompany::new(&unpaid[0].id, SubCompanies::Leave)).await;
    if let Err(error) = refused {
        println!("\nThe reading client says: {error}");
    }
    center.stop().await;
    Ok(())
}

/// The companies of the accountant's list. One that cannot be named for sure is left alone.
async fn find_all(client: &Client, names: &[&str]) -> Result<Vec<Company>, Error> {
    let mut all = Vec::new();
    for name in names {
        let found = client.companies().find_companies_by_name(FindCompaniesByName::new(*name)).await?;
        match found.into_iter().find(|company| company.name == *name) {
            Some(company) => all.push(company),
            None => println!("No company is called {name}: left alone."),
        }
    }
    Ok(all)
}

/// The same code for the rehearsal: there, a call ends as an error of the kind `DryRun`, after it was printed.
async fn suspend(client: &Client, companies: &[Company]) -> Result<(), Error> {
    for company in companies {
        if is_suspended(client, &company.id).await? {
            println!("{} is suspended already.", company.name);
            continue;
        }
        match client.companies().suspend_company(SuspendCompany::new(&company.id, SubCompanies::Include)).await {
            Ok(()) => println!("{} was suspended.", company.name),
            Err(error) if error.kind() == ErrorKind::DryRun => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn show(client: &Client, companies: &[Company]) -> Result<(), Error> {
    for company in companies {
        let state = if is_suspended(client, &company.id).await? { "suspended" } else { "active" };
        println!("{:<14} is {state}.", company.name);
    }
    Ok(())
}

async fn is_suspended(client: &Client, id: &CompanyId) -> Result<bool, Error> {
    let company = client.companies().get_company_details(GetCompanyDetails::new().company_id(id)).await?;
    Ok(company.is_suspended == Some(true))
}
