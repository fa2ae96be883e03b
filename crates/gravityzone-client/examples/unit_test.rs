//! How to test a function of your own that uses the client: with a transport that answers what the test tells it to.
//! Retries, time limits, decoding and errors are the real ones; nothing is sent, and paused time is not waited for.

use gravityzone_client::companies::{CompanyId, CompanyType, CreateCompany, FindCompaniesByName};
use gravityzone_client::mock::MockTransport;
use gravityzone_client::{Client, Error, ErrorKind};
use serde_json::json;

/// The function to test: makes a customer, and looks if nobody can tell whether that worked.
async fn sign_up(client: &Client, name: &str) -> Result<CompanyId, Error> {
    match client.companies().create_company(CreateCompany::new(CompanyType::Customer, name)).await {
        Err(error) if error.outcome_unknown() => {
            let found = client.companies().find_companies_by_name(FindCompaniesByName::new(name)).await?;
            found.into_iter().find(|company| company.name == name).map(|company| company.id).ok_or(error)
        }
        outcome => outcome,
    }
}

const ID: &str = "64f0a1c27be3d9541c08e2a7";

/// In a test of your own: `#[tokio::test]`.
async fn the_new_id_comes_back() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().params(json!({"name": "Fjord Dental", "type": 1})).reply(ID);

    let client: Client = mock.builder().build()?;
    assert_eq!(sign_up(&client, "Fjord Dental").await?, ID);
    mock.assert_done();
    Ok(())
}

async fn a_name_that_is_taken_is_told() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().rpc_error(-32602, "Invalid params", "The name is taken.");

    let client: Client = mock.builder().build()?;
    let outcome = sign_up(&client, "Fjord Dental").await;
    assert!(outcome.is_err_and(|error| error.kind() == ErrorKind::Rpc && error.code() == Some(-32602)));
    assert_eq!(mock.requests().len(), 1);
    Ok(())
}

async fn a_broken_connection_makes_it_look_and_not_call_again() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().reset().times(1);
    mock.on::<FindCompaniesByName>().reply(json!([
        {"id": "64f0a1c27be3d9541c08e2a8", "name": "Fjord Dental Group", "type": 1},
        {"id": ID, "name": "Fjord Dental", "type": 1},
    ]));

    let client: Client = mock.builder().build()?;
    assert_eq!(sign_up(&client, "Fjord Dental").await?, ID);
    let methods: Vec<String> = mock.requests().into_iter().map(|request| request.method).collect();
    assert_eq!(methods, ["companies.createCompany", "companies.findCompaniesByName"]);
    mock.assert_done();
    Ok(())
}

/// In a test of your own: `#[tokio::test(start_paused = true)]`, so that the pause takes no time.
async fn a_server_that_is_busy_is_asked_again() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on::<CreateCompany>().http(429, "").header("Retry-After", "600").reply(ID);

    let client: Client = mock.builder().build()?;
    let begun = tokio::time::Instant::now();
    let outcome = sign_up(&client, "Fjord Dental").await;
    // ten minutes are more than a call may take in all
    assert!(outcome.is_err_and(|error| error.to_string().contains("the overall timeout of 300s ends before")));
    assert!(begun.elapsed().is_zero());

    let mock = MockTransport::new();
    mock.on::<CreateCompany>().http(429, "").header("Retry-After", "60").reply(ID);
    let client: Client = mock.builder().build()?;
    assert_eq!(sign_up(&client, "Fjord Dental").await?, ID);
    assert!(begun.elapsed().as_secs() >= 60, "of tokio's time");
    mock.assert_done();
    Ok(())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), Error> {
    the_new_id_comes_back().await?;
    println!("ok: the new id comes back");
    a_name_that_is_taken_is_told().await?;
    println!("ok: a name that is taken is told");
    a_broken_connection_makes_it_look_and_not_call_again().await?;
    println!("ok: a broken connection makes it look and not call again");
    a_server_that_is_busy_is_asked_again().await?;
    println!("ok: a server that is busy is asked again");
    Ok(())
}
