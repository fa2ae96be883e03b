//! Links customers to their AWS accounts by a cross-account role, and compares the links with one's own books.
//! The search by AWS account is cut off by the server: the program says when it may have seen a part only.

use gravityzone_client::companies::{CompanyId, CompanyType, CreateCompany};
use gravityzone_client::integrations::{
    AwsAccountId, ConfigureAmazonEc2IntegrationUsingCrossAccountRole, ExternalId,
    GenerateAmazonEc2ExternalIdForCrossAccountRole, GetAmazonEc2ExternalIdForCrossAccountRole,
    GetCompanyDetailsByAwsAccountId, GetConfiguredIntegrations, GetHourlyUsageForAmazonEc2Instances,
};
use gravityzone_client::{Client, Error, Month};
use gravityzone_mock::ControlCenter;

/// What one's own books say: who runs in which AWS account.
struct Booked {
    company: CompanyId,
    name: &'static str,
    account: AwsAccountId,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().deterministic().start().await?;
    let client = Client::new(center.url(), center.key())?;

    let mut books = Vec::new();
    for (name, account) in [("Fjord Dental", "000000000042"), ("Harbour Optics", "000000000043")] {
        let company = client.companies().create_company(CreateCompany::new(CompanyType::Customer, name)).await?;
        books.push(Booked { company, name, account: account.into() });
    }
    // One customer was linked, the other was only written down.
    link(&client, &books[0]).await?;

    println!();
    for booked in &books {
        reconcile(&client.read_only(), booked, "10/2026".parse()?).await?;
    }
    center.stop().await;
    Ok(())
}

async fn link(client: &Client, booked: &Booked) -> Result<(), Error> {
    let id = external_id(client, &booked.company).await?;
    println!("{}: the role has to trust the external id {id}.", booked.name);
    // ... here the customer makes the role in AWS ...
    let role = format!("arn:aws:iam::{}:role/gravityzone", booked.account);
    let request = ConfigureAmazonEc2IntegrationUsingCrossAccountRole::new(role)
        .company_id(&booked.company)
        .integration_name(booked.name);
    client.integrations().configure_amazon_ec2_integration_using_cross_account_role(request).await?;
    println!("{}: linked to the AWS account {}.", booked.name, booked.account);
    Ok(())
}

/// The external id that there is. A new one would end the link that stands on the old, so it is made only in need.
async fn external_id(client: &Client, company: &CompanyId) -> Result<ExternalId, Error> {
    let request = GetAmazonEc2ExternalIdForCrossAccountRole::new().company_id(company);
    if let Some(id) = client.integrations().get_amazon_ec2_external_id_for_cross_account_role(request).await? {
        return Ok(id);
    }
    let request = GenerateAmazonEc2ExternalIdForCrossAccountRole::new().company_id(company);
    client.integrations().generate_amazon_ec2_external_id_for_cross_account_role(request).await
}

async fn reconcile(client: &Client, booked: &Booked, month: Month) -> Result<(), Error> {
    let request = GetCompanyDetailsByAwsAccountId::new(&booked.account);
    let found = client.integrations().get_company_details_by_aws_account_id(request).await?;
    let linked = found.iter().any(|company| company.id == booked.company);
    match (linked, found.maybe_truncated()) {
        (true, _) => println!("{}: the books are right about {}.", booked.name, booked.account),
        (false, true) => println!("{}: not among the first {}: look by hand.", booked.name, found.len()),
        (false, false) => println!("{}: the books say {}, and it is not linked.", booked.name, booked.account),
    }
    for stranger in found.iter().filter(|company| company.id != booked.company) {
        println!("{}: {} uses the account, too.", booked.name, stranger.name);
    }

    let mut links = client
        .integrations()
        .get_configured_integrations(GetConfiguredIntegrations::new().company_id(&booked.company))
        .items();
    while let Some(link) = links.next().await {
        println!("{}: integration {:?}.", booked.name, link?.name.unwrap_or_default());
    }
    let request = GetHourlyUsageForAmazonEc2Instances::new().company_id(&booked.company).target_month(month.clone());
    let hours = client.integrations().get_hourly_usage_for_amazon_ec2_instances(request).await?;
    println!("{}: {} instance hours in {month}.", booked.name, hours.values().sum::<i64>());
    for (category, hours) in hours {
        println!("{:>20}: {hours}", category);
    }
    Ok(())
}
