//! What can go wrong, provoked: each error as the line that a person reads, and as the data that a program acts on.
//! No error shows a key, a password or a value of a reply.

use gravityzone_client::companies::{CompanyType, CreateCompany, GetCompanyDetails};
use gravityzone_client::general::GetApiKeyDetails;
use gravityzone_client::{Client, Error, ErrorKind, RetryPolicy, Scope};
use gravityzone_mock::ControlCenter;
use std::fmt::Debug;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let center = ControlCenter::builder().key("all-areas").key_for("small-key", ["general"]).start().await?;
    let client = Client::new(center.url(), center.key())?;
    let customer = |name| CreateCompany::new(CompanyType::Customer, name);

    let wrong_key = Client::new(center.url(), "of-another-region")?;
    show("a wrong key", wrong_key.general().get_api_key_details(GetApiKeyDetails::new()).await);

    let small_key = Client::new(center.url(), "small-key")?;
    show("a key that lacks the area", small_key.companies().get_company_details(GetCompanyDetails::new()).await);

    let broken = customer("Fjord Dental").skip_2fa_period(2);
    show("a broken rule", client.companies().create_company(broken).await);

    client.companies().create_company(customer("Fjord Dental")).await?;
    show("a name that is taken", client.companies().create_company(customer("Fjord Dental")).await);

    let nobody = GetCompanyDetails::new().company_id("64f0a1c27be3d9541c08e2a7");
    show("an unknown id", client.companies().get_company_details(nobody).await);

    let read_only = client.read_only();
    show("a client that may only read", read_only.companies().create_company(customer("Harbour Optics")).await);

    let wrong_path = Client::new(center.url().replace("/api", "/console/api"), center.key())?;
    show("a wrong URL", wrong_path.general().get_api_key_details(GetApiKeyDetails::new()).await);

    // A client that cannot be made is an error of the same type.
    show("no URL at all", Client::new("cloud.example", center.key()));

    let url = center.url();
    center.stop().await;
    let hasty = Client::builder().url(url).key("all-areas").retry(RetryPolicy::never()).build()?;
    show("nobody listening", hasty.companies().create_company(customer("Harbour Optics")).await);
    Ok(())
}

fn show<T: Debug>(what: &str, outcome: Result<T, Error>) {
    let Err(error) = outcome else { return println!("{what}: no error: {outcome:?}") };
    println!("{what}\n  {error}");
    let code = error.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
    let status = error.http_status().map_or_else(|| "none".to_owned(), |status| status.as_u16().to_string());
    println!("  kind {}, scope {}, code {code}, HTTP {status}", error.kind(), error.scope());
    println!("  may have been carried out: {}; to do: {}\n", error.outcome_unknown(), to_do(&error));
}

/// What a job does about an error.
fn to_do(error: &Error) -> &'static str {
    if error.outcome_unknown() {
        return "look, then decide";
    }
    match (error.scope(), error.kind()) {
        (_, ErrorKind::Config) => "stop: see to the settings",
        (Scope::Target, _) => "note it, and go on with the next",
        (Scope::Method, ErrorKind::Refused | ErrorKind::DryRun) => "nothing: so the client was set up",
        (Scope::Method, _) => "leave this method out",
        (Scope::Key, _) => "stop: see to the key",
        (Scope::Network, _) => "stop, and try later",
        _ => "stop",
    }
}
